"""Marks as cairo draws them, in pixels: they can be compared and drawn.

A mark is a tuple in device pixels of all that its drawing depends on. Two
frames whose marks are equal are equal, and where one mark differs only the
pixels within its old and new `bounds` do; scenes.stage.picture builds on that.
A mark that `cuts_clean` has the same bytes when it is drawn clipped to a part
of itself; the edges of others would be rounded differently where they leave it
to a side (`cuts_rows`). Colours are (blue, green, red, opacity): Manim keeps
RGBA bytes on a surface that expects BGRA, so red and blue change places; arrays
of RGBA need no change.
"""

import math
from typing import NamedTuple

import cairo

# Sharp corners of a stroke reach out so far, by its width (cairo's limit).
_MITER = 5


def _box(left, top, right, bottom, margin=1):
    """Whole pixels around a box: (left, top, right, bottom)."""
    return (
        math.floor(left - margin),
        math.floor(top - margin),
        math.ceil(right + margin),
        math.ceil(bottom + margin),
    )


def _finish(context, fill, stroke, line, dashes):
    if fill:
        context.set_source_rgba(*fill)
        if stroke:
            context.fill_preserve()
        else:
            context.fill()
    if stroke:
        context.set_source_rgba(*stroke)
        context.set_line_width(line)
        context.set_dash(dashes)
        context.stroke()


class Rectangle(NamedTuple):
    """A rectangle; its corners are rounded by `radius`."""

    left: float
    top: float
    width: float
    height: float
    radius: float
    fill: tuple | None
    stroke: tuple | None
    line: float
    dashes: tuple

    @property
    def cuts_clean(self):
        return not (self.radius or self.stroke)

    def bounds(self):
        return _box(
            self.left,
            self.top,
            self.left + self.width,
            self.top + self.height,
            1 + (self.line if self.stroke else 0),
        )

    def paint(self, context):
        if self.radius or self.stroke:
            self._round(context)
        else:
            context.rectangle(*self[:4])
        _finish(context, *self[5:])

    def _round(self, context):
        left, top, width, height, radius = self[:5]
        right, bottom, turn = left + width, top + height, math.pi / 2
        context.new_sub_path()
        for x, y, start in (
            (right - radius, top + radius, -1),
            (right - radius, bottom - radius, 0),
            (left + radius, bottom - radius, 1),
            (left + radius, top + radius, 2),
        ):
            context.arc(x, y, radius, start * turn, (start + 1) * turn)
        context.close_path()


class Polygon(NamedTuple):
    """A polygon or, not closed, a line through points."""

    points: tuple
    closed: bool
    fill: tuple | None
    stroke: tuple | None
    line: float
    dashes: tuple

    @property
    def cuts_clean(self) -> bool:
        return False

    def bounds(self):
        if not self.points:
            return 0, 0, 0, 0
        xs, ys = zip(*self.points)
        return _box(
            min(xs),
            min(ys),
            max(xs),
            max(ys),
            1 + (_MITER * self.line if self.stroke else 0),
        )

    def paint(self, context):
        for x, y in self.points:
            context.line_to(x, y)
        if self.closed:
            context.close_path()
        _finish(context, *self[2:])


class Disc(NamedTuple):
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: tuple

    @property
    def cuts_clean(self) -> bool:
        return False

    def bounds(self):
        x, y, radius, _ = self
        return _box(x - radius, y - radius, x + radius, y + radius)

    def paint(self, context):
        context.new_sub_path()
        context.arc(self.x, self.y, self.radius, 0, 7)
        _finish(context, self.fill, None, 0, ())


class Ink(NamedTuple):
    """A colour through a mask, at a whole pixel."""

    mask: cairo.ImageSurface
    x: int
    y: int
    color: tuple

    @property
    def cuts_clean(self) -> bool:
        return True

    def bounds(self):
        return (
            self.x,
            self.y,
            self.x + self.mask.get_width(),
            self.y + self.mask.get_height(),
        )

    def paint(self, context):
        context.set_source_rgba(*self.color)
        context.mask_surface(self.mask, self.x, self.y)


class Stamp(NamedTuple):
    """A picture that was drawn before, at a whole pixel."""

    surface: cairo.ImageSurface
    x: int
    y: int

    @property
    def cuts_clean(self) -> bool:
        return True

    def bounds(self):
        return (
            self.x,
            self.y,
            self.x + self.surface.get_width(),
            self.y + self.surface.get_height(),
        )

    def paint(self, context):
        context.set_source_surface(*self)
        context.paint()


class Texture(NamedTuple):
    """Cells of one colour each, as a parallelogram.

    `colors` holds the RGBA bytes of `rows` rows; `corners` are the upper
    left, upper right and lower left.
    """

    colors: bytearray
    rows: int
    corners: tuple

    @property
    def cuts_clean(self) -> bool:
        return False

    def bounds(self):
        (x0, y0), (x1, y1), (x2, y2) = self.corners
        xs, ys = (x0, x1, x2, x1 + x2 - x0), (y0, y1, y2, y1 + y2 - y0)
        return _box(min(xs), min(ys), max(xs), max(ys))

    def paint(self, context):
        columns = len(self.colors) // (4 * self.rows)
        (x0, y0), (x1, y1), (x2, y2) = self.corners
        to_device = cairo.Matrix(
            (x1 - x0) / columns,
            (y1 - y0) / columns,
            (x2 - x0) / self.rows,
            (y2 - y0) / self.rows,
            x0,
            y0,
        )
        if abs(to_device.xx * to_device.yy - to_device.xy * to_device.yx) < 1e-9:
            return  # seen exactly edge on
        to_device.invert()
        pattern = cairo.SurfacePattern(
            cairo.ImageSurface.create_for_data(
                self.colors, cairo.FORMAT_ARGB32, columns, self.rows
            )
        )
        pattern.set_filter(cairo.FILTER_NEAREST)
        pattern.set_extend(cairo.EXTEND_PAD)
        pattern.set_matrix(to_device)
        for x, y in ((x0, y0), (x1, y1), (x1 + x2 - x0, y1 + y2 - y0), (x2, y2)):
            context.line_to(x, y)
        context.close_path()
        context.set_source(pattern)
        context.fill()


class Pane(NamedTuple):
    """What is seen of a picture through a window with straight sides.

    Attributes:
        surface: the picture, a pixel for each of the frame's.
        x, y: where its corner is, a whole pixel.
        points: the window's corners.
    """

    surface: cairo.ImageSurface
    x: int
    y: int
    points: tuple

    @property
    def cuts_clean(self) -> bool:
        return False

    def bounds(self):
        xs, ys = zip(*self.points)
        return _box(min(xs), min(ys), max(xs), max(ys))

    def paint(self, context):
        for x, y in self.points:
            context.line_to(x, y)
        context.close_path()
        context.set_source_surface(self.surface, self.x, self.y)
        context.get_source().set_filter(cairo.FILTER_NEAREST)
        context.fill()


class Facets(NamedTuple):
    """Flat pieces with four corners, in the order in which they are painted.

    Attributes:
        points: x, y, x, y, ... of each.
        colors: (blue, green, red) of each.
    """

    points: list[list[float]]
    colors: list[list[float]]

    @property
    def cuts_clean(self) -> bool:
        return False

    def bounds(self):
        lefts, tops = ([min(one[k::2]) for one in self.points] for k in (0, 1))
        rights, bottoms = ([max(one[k::2]) for one in self.points] for k in (0, 1))
        return _box(min(lefts), min(tops), max(rights), max(bottoms))

    def paint(self, context):
        for (x0, y0, x1, y1, x2, y2, x3, y3), color in zip(self.points, self.colors):
            context.move_to(x0, y0)
            context.line_to(x1, y1)
            context.line_to(x2, y2)
            context.line_to(x3, y3)
            context.set_source_rgb(*color)
            context.fill()


class Faded(NamedTuple):
    """Marks that are drawn together with an opacity, inside a box."""

    opacity: float
    left: float
    top: float
    width: float
    height: float
    marks: tuple

    @property
    def cuts_clean(self) -> bool:
        return False

    def bounds(self):
        inside = [mark.bounds() for mark in self.marks] or [(0, 0, 0, 0)]
        lefts, tops, rights, bottoms = zip(*inside)
        left, top, right, bottom = _box(
            self.left, self.top, self.left + self.width, self.top + self.height
        )
        return (
            max(left, min(lefts)),
            max(top, min(tops)),
            min(right, max(rights)),
            min(bottom, max(bottoms)),
        )

    def paint(self, context):
        context.save()
        # What begins elsewhere has its cells rounded in another way.
        left, top, right, bottom = self.bounds()
        context.rectangle(left, top, right - left, bottom - top)
        context.clip()
        context.rectangle(*self[1:5])
        context.clip()
        context.push_group()
        for mark in self.marks:
            mark.paint(context)
        context.pop_group_to_source()
        context.paint_with_alpha(self.opacity)
        context.restore()


def cuts_rows(mark) -> bool:
    """Whether a mark has the same bytes when it is clipped to some whole rows of
    the frame."""
    if isinstance(mark, Faded):
        return all(map(cuts_rows, mark.marks))
    # Which of its cells a pixel is of is rounded from the first row on.
    return not isinstance(mark, Texture)
