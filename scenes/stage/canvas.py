"""Drawing in design pixels of a frame 1920 wide: parts put marks on a canvas.

Manim keeps RGBA bytes on a cairo surface that expects BGRA, so red and blue
change places when a colour is set; arrays of RGBA need no change.

A canvas also keeps records of the texts and cells it drew and where, so that
tests and pages ask the frame itself what stands where.
"""

import math
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache

import cairo
import numpy as np

from scenes.stage import marks, palette, typeface

DESIGN_WIDTH, DESIGN_HEIGHT = 1920, 1080


@dataclass(frozen=True)
class TextRecord:
    """A line of text that was drawn.

    Attributes:
        text: as drawn.
        left, top, right, bottom: the box of its ink in design pixels.
        size: of the type in design pixels.
        color: "#RRGGBB".
        opacity: 0..1.
        part: the name of the part that drew it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    color: str
    opacity: float
    part: str = ""


@dataclass(frozen=True)
class CellsRecord:
    """A grid of cells that was drawn.

    Attributes:
        name: of the value shown, as in the code.
        values: (rows, columns) array of the values shown.
        shown: boolean array of the same shape: the cells that hold a value.
        scale: the palette.Scale of the colours.
        corners: upper left, upper right, lower left: (3, 2) design pixels.
        first: the index in the whole array of the cell [0, 0]; for a sheet of
            a rack (sheet, 0, 0).
        block: how many values along each axis one cell is the mean of.
        opacity: 0..1.
        part: the name of the part that drew it.
    """

    name: str
    values: np.ndarray
    shown: np.ndarray
    scale: palette.Scale
    corners: np.ndarray
    first: tuple = (0, 0)
    block: tuple = (1, 1)
    opacity: float = 1.0
    part: str = ""

    def centers(self):
        """The (rows, columns, 2) centres of the cells in design pixels."""
        upper_left, upper_right, lower_left = self.corners
        rows, columns = self.values.shape
        down = (np.arange(rows) + 0.5)[:, None, None] / rows
        along = (np.arange(columns) + 0.5)[None, :, None] / columns
        return (upper_left + along * (upper_right - upper_left)
                + down * (lower_left - upper_left))


class SurfaceCache:
    """Surfaces drawn before, by key; the least used go first.

    Args:
        limit_bytes: how much they may hold together.
    """

    def __init__(self, limit_bytes=200_000_000):
        self._limit = limit_bytes
        self._held = 0
        self._entries = OrderedDict()

    def get(self, key, make):
        if key in self._entries:
            self._entries.move_to_end(key)
            return self._entries[key]
        entry = self._entries[key] = make()
        self._held += _bytes_of(entry)
        while self._held > self._limit and len(self._entries) > 1:
            self._held -= _bytes_of(self._entries.popitem(last=False)[1])
        return entry


def _bytes_of(entry):
    surface = entry[0]
    return surface.get_stride() * surface.get_height()


@lru_cache(maxsize=4096)
def _ink(color, opacity):
    """A colour as marks have it; None stays None."""
    if not color:
        return None
    red, green, blue = palette.rgb(color)
    return blue, green, red, opacity


class Canvas:
    """Collects the marks of what is drawn on it.

    Args:
        scale: device pixels for each design pixel.
        cache: a SurfaceCache that outlives the canvas.
        origin: the device pixel of the whole frame at the surface's corner.
        records: a list to append TextRecord and CellsRecord to, or None.

    Attributes:
        marks: a list of scenes.stage.marks, in the order they are drawn.
        part: the name of the part that draws, for the records.
        opacity: that the records get besides their own.
    """

    def __init__(self, *, scale, cache, origin=(0, 0), records=None):
        self.scale = scale
        self.marks = []
        self.part = ""
        self.opacity = 1.0
        self.records = records
        self._cache = cache
        self._origin = origin

    def _x(self, x):
        return float(x * self.scale - self._origin[0])

    def _y(self, y):
        return float(y * self.scale - self._origin[1])

    def _record(self, record):
        if self.records is not None:
            self.records.append(replace(
                record, part=record.part or self.part,
                opacity=record.opacity * self.opacity))

    def paint(self, surface):
        """Draw the marks on a cairo ARGB32 surface."""
        context = cairo.Context(surface)
        for mark in self.marks:
            mark.paint(context)
        surface.flush()

    def rectangle(self, left, top, width, height, *, fill=None, stroke=None,
                  line=1.5, radius=0, opacity=1.0, dashes=()):
        """A rectangle, its corners rounded by `radius` design pixels."""
        scale = self.scale
        radius = max(0, min(radius, width / 2, height / 2))
        self.marks.append(marks.Rectangle(
            self._x(left), self._y(top), float(width * scale),
            float(height * scale), radius * scale, _ink(fill, opacity),
            _ink(stroke, opacity), line * scale,
            tuple(dash * scale for dash in dashes)))

    def polygon(self, points, *, fill=None, stroke=None, line=1.5,
                opacity=1.0, dashes=(), closed=True):
        """A polygon or, not closed, a line through (count, 2) points."""
        self.marks.append(marks.Polygon(
            tuple((self._x(x), self._y(y)) for x, y in points), closed,
            _ink(fill, opacity), _ink(stroke, opacity), line * self.scale,
            tuple(dash * self.scale for dash in dashes)))

    def disc(self, x, y, radius, *, fill, opacity=1.0):
        """A filled circle."""
        self.marks.append(marks.Disc(
            self._x(x), self._y(y), float(radius * self.scale),
            _ink(fill, opacity)))

    def text(self, text, x, baseline, kind, color, *, align="left",
             opacity=1.0):
        """A line of text; returns the x where it ends.

        Args:
            x: of its start, middle or end as `align` says "left", "middle"
                or "right".
            kind: a typeface.Type.
        """
        text = typeface.printable(text)
        if not text or opacity <= 0:
            return x
        width = kind.width(text)
        left = x if align == "left" else \
            x - (width / 2 if align == "middle" else width)
        ink = typeface.ink(text, kind.family, kind.weight,
                           round(kind.size * self.scale, 2))
        device_x = round(self._x(left)) + ink.left
        device_y = round(self._y(baseline)) + ink.top
        self.marks.append(marks.Ink(ink.surface, device_x, device_y,
                                    _ink(color, opacity)))
        if self.records is not None:
            near = (device_x + self._origin[0]) / self.scale
            above = (device_y + self._origin[1]) / self.scale
            self.records.append(TextRecord(
                text, near, above, near + ink.width / self.scale,
                above + ink.height / self.scale, kind.size, color,
                opacity * self.opacity, self.part))
        return left + width

    def texture(self, colors, corners):
        """A grid of coloured cells as a parallelogram, each cell one colour.

        Args:
            colors: (rows, columns, 4) RGBA bytes.
            corners: upper left, upper right, lower left in design pixels.
        """
        self.marks.append(marks.Texture(
            bytearray(np.ascontiguousarray(colors)), len(colors),
            tuple((self._x(x), self._y(y)) for x, y in corners)))

    def cells(self, record):
        """Note a grid of cells that was just drawn."""
        self._record(record)

    def cached(self, key, left, top, width, height, paint):
        """Draw `paint(canvas)` once for a key and size; then only copy it.

        The copy moves in whole pixels: what it shows must not depend on
        where it was when it was first drawn.

        Args:
            key: hashable; everything that changes the picture, but not the
                place and not the size.
            left, top, width, height: what `paint` may touch, design pixels.
            paint: draws on the canvas it is given, in the coordinates of the
                whole frame.
        """
        x, y = self._x(left), self._y(top)
        wide, high = float(width * self.scale), float(height * self.scale)
        size = math.ceil(wide) + 2, math.ceil(high) + 2
        start = x + self._origin[0], y + self._origin[1]
        surface, records, drawn_at = self._cache.get(
            (key, self.scale, round(wide, 6), round(high, 6)),
            lambda: self._paint_aside(paint, start, size))
        at = round(x), round(y)
        self.marks.append(marks.Stamp(surface, *at))
        if self.records is not None:
            shift = (np.add(at, self._origin) - drawn_at) / self.scale
            for record in records:
                self._record(_moved(record, shift))

    def _paint_aside(self, paint, start, size):
        surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, *size)
        records = []
        aside = Canvas(scale=self.scale, cache=self._cache, origin=start,
                       records=records)
        paint(aside)
        aside.paint(surface)
        return surface, records, np.array(start)

    @contextmanager
    def faded(self, opacity, left, top, width, height):
        """Draw what is drawn within, inside a box, with an opacity 0..1."""
        if opacity >= 1:
            yield
            return
        outer, before = self.marks, self.opacity
        self.marks, self.opacity = [], before * opacity
        yield
        outer.append(marks.Faded(
            float(opacity), self._x(left), self._y(top),
            float(width * self.scale), float(height * self.scale),
            tuple(self.marks)))
        self.marks, self.opacity = outer, before


def _moved(record, shift):
    if isinstance(record, CellsRecord):
        return replace(record, corners=record.corners + shift)
    return replace(record, left=record.left + shift[0],
                   right=record.right + shift[0],
                   top=record.top + shift[1],
                   bottom=record.bottom + shift[1])
