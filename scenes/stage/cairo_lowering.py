"""Design marks as cairo's marks at a scale: in pixels, with pictures ready.

What a mark became is taken over from the frame before wherever an equal one
stood in its place: most do, and telling so takes less time than making it.
"""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

import cairo
import numpy as np
from PIL import Image

from scenes.stage import cairo_marks, marks, palette, typeface
from scenes.stage.bounded_cache import BoundedCache
from scenes.stage.perspective import in_perspective, ring
from scenes.stage.relief import faces_of
from scenes.stage.themes import DARK, Theme, themed_cells, themed_relief
from scenes.stage.view import homography


class Surfaces(BoundedCache):
    """Pictures painted before, by key, scale and size.

    Args:
        limit: how many bytes they may hold together.
    """

    def __init__(self, limit: int = 200_000_000) -> None:
        super().__init__(
            limit, lambda surface: surface.get_stride() * surface.get_height()
        )


class Lowering:
    """Makes cairo's marks of design marks.

    Args:
        scale: device pixels for each design pixel.
        surfaces: the pictures that are there already.
        origin: the design point that comes to the surface's corner.
        theme: the colours.
    """

    def __init__(
        self,
        scale: float,
        surfaces: Surfaces,
        origin: marks.Point = (0.0, 0.0),
        theme: Theme = DARK,
    ) -> None:
        self._scale, self._surfaces, self._theme = scale, surfaces, theme
        self._left, self._top = (length * scale for length in origin)
        self._ways = {
            marks.Rectangle: self._rectangle,
            marks.Polygon: self._polygon,
            marks.Disc: self._disc,
            marks.Text: self._text,
            marks.Cells: self._cells,
            marks.Relief: self._relief,
            marks.Group: self._group,
            marks.Kept: self._kept,
        }

    def lowered(
        self,
        now: Iterable[marks.Mark],
        before: Iterable[marks.Mark] = (),
        lowered_before: Iterable = (),
    ) -> list:
        """A cairo mark for each design mark.

        Args:
            before, lowered_before: the design marks of the frame before, and
                what became of them.
        """
        known = zip(before, lowered_before)
        found = []
        for mark in now:
            was, low = next(known, (None, None))
            if mark != was:
                low = self._ways[type(mark)](mark, was, low)
            found.append(low)
        return found

    def _ink(self, color, opacity):
        return _ink(color, opacity, self._theme)

    def _rectangle(self, mark, was, low):
        (left, top, width, height, radius, fill, stroke, line, dashes, opacity) = mark
        scale = self._scale
        return cairo_marks.Rectangle(
            left * scale - self._left,
            top * scale - self._top,
            width * scale,
            height * scale,
            radius * scale,
            self._ink(fill, opacity),
            self._ink(stroke, opacity),
            line * scale,
            self._scaled(dashes),
        )

    def _polygon(self, mark, was, low):
        points, closed, fill, stroke, line, dashes, opacity = mark
        return cairo_marks.Polygon(
            self._points(points),
            closed,
            self._ink(fill, opacity),
            self._ink(stroke, opacity),
            line * self._scale,
            self._scaled(dashes),
        )

    def _points(self, points):
        scale, left, top = self._scale, self._left, self._top
        return tuple([(x * scale - left, y * scale - top) for x, y in points])

    def _scaled(self, lengths):
        return tuple([length * self._scale for length in lengths]) if lengths else ()

    def _disc(self, mark, was, low):
        x, y, radius, fill, opacity = mark
        scale = self._scale
        return cairo_marks.Disc(
            x * scale - self._left,
            y * scale - self._top,
            radius * scale,
            self._ink(fill, opacity),
        )

    def _text(self, mark, was, low):
        kind, scale = mark.kind, self._scale
        mask, left, top = _letters(
            mark.text, kind.family, kind.weight, max(round(kind.size * scale, 2), 1.0)
        )
        return cairo_marks.Ink(
            mask,
            round(mark.left * scale - self._left) + left,
            round(mark.baseline * scale - self._top) + top,
            self._ink(mark.color, mark.opacity),
        )

    def _cells(self, mark, was, low):
        colors = themed_cells(mark, self._scale, self._theme)
        corners = self._points(mark.corners)
        if in_perspective(corners):
            return _pane(colors, corners)
        return cairo_marks.Texture(
            bytearray(np.ascontiguousarray(colors)), len(colors), corners
        )

    def _relief(self, mark, was, low):
        faces, (tops, walls) = faces_of(mark), themed_relief(mark, self._theme)
        cells = faces.rows, faces.columns
        colors = np.where(faces.is_wall[:, None], walls[cells], tops[cells])
        points = faces.points * self._scale - (self._left, self._top)
        return cairo_marks.Facets(
            points.reshape(-1, 8).tolist(), (colors[:, ::-1] / 255).tolist()
        )

    def _group(self, mark, was, low):
        opacity, left, top, width, height, inside = mark
        scale = self._scale
        before = (was.marks, low.marks) if type(was) is marks.Group else ()
        return cairo_marks.Faded(
            opacity,
            left * scale - self._left,
            top * scale - self._top,
            width * scale,
            height * scale,
            tuple(self.lowered(inside, *before)),
        )

    def _kept(self, mark, was, low):
        same = (
            type(was) is marks.Kept
            and was.marks is mark.marks
            and was.width == mark.width
            and was.height == mark.height
        )
        return cairo_marks.Stamp(
            low.surface if same else self._surface(mark),
            round(mark.left * self._scale - self._left),
            round(mark.top * self._scale - self._top),
        )

    def _surface(self, mark):
        wide, high = mark.width * self._scale, mark.height * self._scale
        return self._surfaces.get(
            (mark.key, self._scale, round(wide, 6), round(high, 6), self._theme.name),
            lambda: self._painted(mark, (math.ceil(wide) + 2, math.ceil(high) + 2)),
        )

    def _painted(self, mark, size):
        surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, *size)
        aside = Lowering(self._scale, self._surfaces, mark.origin, self._theme)
        draw(aside.lowered(mark.marks), surface)
        return surface


def _pane(colors: np.ndarray, corners: Sequence[marks.Point]) -> cairo_marks.Pane:
    """Cells that are seen in perspective.

    Args:
        colors: (rows, columns, 4) RGBA bytes.
        corners: four, in pixels.
    """
    around = ring(corners)
    left, top = np.floor(around.min(axis=0)).astype(int).tolist()
    right, bottom = np.ceil(around.max(axis=0)).astype(int).tolist()
    wide, high = max(right - left, 1), max(bottom - top, 1)
    seen = bytearray(4 * wide * high)
    if abs(corners[1][0] - corners[0][0]) >= 1:  # else it is seen from its edge
        # With a cell more on each side, for pixels that the edges cut.
        padded = np.pad(colors, ((1, 1), (1, 1), (0, 0)), mode="edge")
        rows, columns = colors.shape[:2]
        cells = np.array([(0, 0), (columns, 0), (columns, rows), (0, rows)]) + 1
        back = homography(around - (left, top), cells)
        picture = Image.fromarray(padded).transform(
            (wide, high),
            Image.Transform.PERSPECTIVE,
            (back / back[2, 2]).ravel()[:8].tolist(),
            Image.Resampling.NEAREST,
        )
        seen[:] = picture.tobytes()
    surface = cairo.ImageSurface.create_for_data(seen, cairo.FORMAT_ARGB32, wide, high)
    return cairo_marks.Pane(surface, left, top, tuple(map(tuple, around.tolist())))


def draw(lowered: Iterable, surface: cairo.ImageSurface) -> None:
    """Draw cairo's marks on an ARGB32 surface, in their order."""
    context = cairo.Context(surface)
    for mark in lowered:
        mark.paint(context)
    surface.flush()


@lru_cache(maxsize=4096)
def _ink(color, opacity, theme):
    """A colour as cairo's marks have it; None stays None."""
    if not color:
        return None
    if theme is not DARK:
        (color,) = theme.colors([color])
    red, green, blue = palette.rgb(color)
    return blue, green, red, opacity


@lru_cache(maxsize=20_000)
def _letters(text, family, weight, pixels):
    """(A8 surface, left, top) of a line of text, from its baseline's start."""
    ink, left, top = typeface.ink(text, family, weight, pixels)
    height, width = (max(length, 1) for length in ink.shape)
    stride = cairo.ImageSurface.format_stride_for_width(cairo.FORMAT_A8, width)
    padded = np.zeros((height, stride), np.uint8)
    padded[: ink.shape[0], : ink.shape[1]] = ink
    return (
        cairo.ImageSurface.create_for_data(
            padded, cairo.FORMAT_A8, width, height, stride
        ),
        left,
        top,
    )
