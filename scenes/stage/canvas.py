"""Drawing onto the bytes of a frame, in design pixels of a frame 1920 wide.

Manim keeps RGBA bytes on a cairo surface that expects BGRA, so red and blue
change places when a colour is set; arrays of RGBA need no change.

A canvas also keeps records of the texts and cells it drew and where, so that
tests and pages ask the frame itself what stands where.
"""

from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass, replace

import cairo
import numpy as np

from scenes.stage import palette, typeface

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


class Canvas:
    """Draws on RGBA bytes.

    Args:
        surface: a cairo ARGB32 surface over the bytes.
        scale: device pixels for each design pixel.
        cache: a SurfaceCache that outlives the canvas.
        origin: the device pixel of the whole frame at the surface's corner.
        records: a list to append TextRecord and CellsRecord to, or None.
    """

    def __init__(self, surface, *, scale, cache, origin=(0, 0), records=None):
        self.scale = scale
        self.part = ""
        self.opacity = 1.0
        self.records = records
        self._cache = cache
        self._origin = origin
        self._context = cairo.Context(surface)

    def _x(self, x):
        return x * self.scale - self._origin[0]

    def _y(self, y):
        return y * self.scale - self._origin[1]

    def _ink(self, color, opacity=1.0):
        red, green, blue = palette.rgb(color)
        self._context.set_source_rgba(blue, green, red, opacity)

    def _record(self, record):
        if self.records is not None:
            self.records.append(replace(
                record, part=record.part or self.part,
                opacity=record.opacity * self.opacity))

    def rectangle(self, left, top, width, height, *, fill=None, stroke=None,
                  line=1.5, radius=0, opacity=1.0, dashes=()):
        """A rectangle, its corners rounded by `radius` design pixels."""
        if fill and not radius and not stroke:
            self._context.rectangle(self._x(left), self._y(top),
                                    width * self.scale, height * self.scale)
        else:
            self._rounded(left, top, width, height, radius)
        self._finish(fill, stroke, line, opacity, dashes)

    def _rounded(self, left, top, width, height, radius):
        context, right, bottom = self._context, left + width, top + height
        radius = max(0, min(radius, width / 2, height / 2))
        turn = np.pi / 2
        context.new_sub_path()
        for x, y, start in ((right - radius, top + radius, -1),
                            (right - radius, bottom - radius, 0),
                            (left + radius, bottom - radius, 1),
                            (left + radius, top + radius, 2)):
            context.arc(self._x(x), self._y(y), radius * self.scale,
                        start * turn, (start + 1) * turn)
        context.close_path()

    def polygon(self, points, *, fill=None, stroke=None, line=1.5,
                opacity=1.0, dashes=(), closed=True):
        """A polygon or, not closed, a line through (count, 2) points."""
        for x, y in points:
            self._context.line_to(self._x(x), self._y(y))
        if closed:
            self._context.close_path()
        self._finish(fill, stroke, line, opacity, dashes)

    def disc(self, x, y, radius, *, fill, opacity=1.0):
        """A filled circle."""
        self._context.new_sub_path()
        self._context.arc(self._x(x), self._y(y), radius * self.scale, 0, 7)
        self._finish(fill, None, 0, opacity, ())

    def _finish(self, fill, stroke, line, opacity, dashes):
        context = self._context
        if fill:
            self._ink(fill, opacity)
            context.fill_preserve() if stroke else context.fill()
        if stroke:
            self._ink(stroke, opacity)
            context.set_line_width(line * self.scale)
            context.set_dash([dash * self.scale for dash in dashes])
            context.stroke()

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
        left = x - {"left": 0, "middle": width / 2, "right": width}[align]
        ink = typeface.ink(text, kind.family, kind.weight,
                           round(kind.size * self.scale, 2))
        device_x = round(self._x(left)) + ink.left
        device_y = round(self._y(baseline)) + ink.top
        self._ink(color, opacity)
        self._context.mask_surface(ink.surface, device_x, device_y)
        near = (device_x + self._origin[0]) / self.scale
        above = (device_y + self._origin[1]) / self.scale
        self._record(TextRecord(
            text, near, above, near + ink.width / self.scale,
            above + ink.height / self.scale, kind.size, color, opacity))
        return left + width

    def texture(self, colors, corners):
        """A grid of coloured cells as a parallelogram, each cell one colour.

        Args:
            colors: (rows, columns, 4) RGBA bytes.
            corners: upper left, upper right, lower left in design pixels.
        """
        rows, columns = colors.shape[:2]
        surface = cairo.ImageSurface.create_for_data(
            np.ascontiguousarray(colors), cairo.FORMAT_ARGB32, columns, rows)
        pattern = cairo.SurfacePattern(surface)
        pattern.set_filter(cairo.FILTER_NEAREST)
        pattern.set_extend(cairo.EXTEND_PAD)
        (x0, y0), (x1, y1), (x2, y2) = (
            (self._x(x), self._y(y)) for x, y in corners)
        to_device = cairo.Matrix((x1 - x0) / columns, (y1 - y0) / columns,
                                 (x2 - x0) / rows, (y2 - y0) / rows, x0, y0)
        if abs(to_device.xx * to_device.yy
               - to_device.xy * to_device.yx) < 1e-9:
            return  # seen exactly edge on
        to_device.invert()
        pattern.set_matrix(to_device)
        context = self._context
        for x, y in ((x0, y0), (x1, y1), (x1 + x2 - x0, y1 + y2 - y0),
                     (x2, y2)):
            context.line_to(x, y)
        context.close_path()
        context.set_source(pattern)
        context.fill()

    def cells(self, record):
        """Note a grid of cells that was just drawn."""
        self._record(record)

    def cached(self, key, left, top, width, height, paint):
        """Draw `paint(canvas)` once for a key and size; then only copy it.

        Args:
            key: hashable; everything that changes the picture, but not the
                place and not the size.
            left, top, width, height: what `paint` may touch, design pixels.
            paint: draws on the canvas it is given, in the coordinates of the
                whole frame.
        """
        start = (int(np.floor(self._x(left))) + self._origin[0],
                 int(np.floor(self._y(top))) + self._origin[1])
        size = (int(np.ceil(width * self.scale)) + 2,
                int(np.ceil(height * self.scale)) + 2)
        key = (key, size, round(width * self.scale, 2),
               round(height * self.scale, 2))
        surface, records, drawn_at = self._cache.get(
            key, lambda: self._paint_aside(paint, start, size))
        self._context.set_source_surface(
            surface, start[0] - self._origin[0], start[1] - self._origin[1])
        self._context.paint()
        if self.records is not None:
            shift = (np.array(start) - drawn_at) / self.scale
            for record in records:
                self._record(_moved(record, shift))

    def _paint_aside(self, paint, start, size):
        surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, *size)
        records = []
        aside = Canvas(surface, scale=self.scale, cache=self._cache,
                       origin=start, records=records)
        paint(aside)
        surface.flush()
        return surface, records, np.array(start)

    @contextmanager
    def faded(self, opacity, left, top, width, height):
        """Draw what is drawn within, inside a box, with an opacity 0..1."""
        if opacity >= 1:
            yield
            return
        context, before = self._context, self.opacity
        context.save()
        context.rectangle(self._x(left), self._y(top), width * self.scale,
                          height * self.scale)
        context.clip()
        context.push_group()
        self.opacity = before * opacity
        yield
        self.opacity = before
        context.pop_group_to_source()
        context.paint_with_alpha(opacity)
        context.restore()


def _moved(record, shift):
    if isinstance(record, CellsRecord):
        return replace(record, corners=record.corners + shift)
    return replace(record, left=record.left + shift[0],
                   right=record.right + shift[0],
                   top=record.top + shift[1],
                   bottom=record.bottom + shift[1])
