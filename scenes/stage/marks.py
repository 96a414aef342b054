"""What parts draw: marks in design pixels, that know of no painter.

A frame is 1920 x 1080 design pixels, x to the right and y downwards. A mark
is a tuple of all that its drawing depends on: numbers, texts, tuples, and the
Values of cells. Two frames whose marks are equal look alike, whatever paints
them. Colours are "#RRGGBB", opacities 0..1.
"""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np

from scenes.stage import palette
from scenes.stage.palette import Scale
from scenes.stage.typeface import Type
from scenes.stage.values import Values

Point = tuple[float, float]
_EMPTY = np.array(
    [*(round(255 * part) for part in palette.rgb(palette.EMPTY)), 255], np.uint8
)


class Rectangle(NamedTuple):
    """A rectangle; its corners are rounded by `radius`.

    A stroke is `line` wide, half of it outside; `dashes` are the lengths of
    its strokes and gaps, () for a whole line.
    """

    left: float
    top: float
    width: float
    height: float
    radius: float
    fill: str | None
    stroke: str | None
    line: float
    dashes: tuple[float, ...]
    opacity: float


class Polygon(NamedTuple):
    """A polygon or, not closed, a line through points."""

    points: tuple[Point, ...]
    closed: bool
    fill: str | None
    stroke: str | None
    line: float
    dashes: tuple[float, ...]
    opacity: float


class Disc(NamedTuple):
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: str
    opacity: float


class Text(NamedTuple):
    """A line of text.

    `x` is where it starts, has its middle or ends, as `align` says "left",
    "middle" or "right".
    """

    text: str
    x: float
    baseline: float
    kind: Type
    color: str
    align: str
    opacity: float

    @property
    def left(self) -> float:
        """Where it starts."""
        if self.align == "left":
            return self.x
        width = self.kind.width(self.text)
        return self.x - (width / 2 if self.align == "middle" else width)


class Cells(NamedTuple):
    """A grid of cells, each of one colour, as a parallelogram or in perspective.

    Attributes:
        values: of rows and columns.
        color_scale: turns them into colours.
        corners: upper left, upper right, lower left; in perspective the lower
            right, too, as scenes.stage.perspective has it.
        shown: how many cells hold a value already, from the first, row by
            row; or how many of each row; None: all.
        hollow: what is behind shows through cells that hold no value yet;
            else they have the colour palette.EMPTY.
        room: (width, height) that columns and rows have: where that is less
            than a pixel each, blocks of cells are shown as their means.
            None: each cell is shown, however small.
        name: of the value, as in the code; None: nobody asks for it.
        first: the index in the whole array of the cell [0, 0]; for a sheet
            of a rack (sheet, 0, 0).
    """

    values: Values
    color_scale: Scale
    corners: tuple[Point, ...]
    shown: int | tuple[int, ...] | None
    hollow: bool
    room: tuple[float, float] | None
    name: str | None
    first: tuple[int, ...]

    def blocks(self, scale: float) -> tuple[np.ndarray, tuple[int, int], np.ndarray]:
        """What is shown at so many pixels for each design pixel.

        Returns (values, block, shown): the means of blocks of so many rows
        and columns, and which of them hold a value: those whose first does.
        """
        values, block, _ = self._coarse(scale)
        return (values, block, shown_mask(self.shown, self.values.array.shape, block))

    def colors(self, scale: float) -> np.ndarray:
        """RGBA bytes of the blocks that are shown at a scale."""
        _, block, colors = self._coarse(scale)
        mask = shown_mask(self.shown, self.values.array.shape, block)
        if not mask.all():
            colors = colors.copy()
            colors[~mask] = 0 if self.hollow else _EMPTY
        return colors

    def _coarse(self, scale):
        if self.room is None:
            columns, rows = self.values.array.shape[::-1]
        else:
            columns, rows = (int(length * scale) for length in self.room)
        return self.values.coarse(rows, columns, self.color_scale)


class Relief(NamedTuple):
    """Cells in space, each of one colour and as high over a sheet as its value
    says: above zero it rises, below zero it sinks.

    Attributes:
        values: of rows and columns.
        color_scale: turns them into colours; where it ends heights end, too.
        lens: twelve numbers, three rows of four: of a point (u, v, h, 1) they make
            x * w, y * w and w in design pixels. u and v go from 0 to 1 along the
            sheet's upper edge and down its left one, h is the height.
        rise: the height of a cell at the end of its scale, in the lens's h.
        side: the colour of sides, which that of walls is mixed with.
        name: of the value, as in the code; None: nobody asks for it.
        first: as Cells have it.
    """

    values: Values
    color_scale: Scale
    lens: tuple[float, ...]
    rise: float
    side: str
    name: str | None
    first: tuple[int, ...]

    def heights(self) -> np.ndarray:
        """(rows, columns) in the lens's h; of what is no number 0."""
        share = np.nan_to_num(self.values.array / self.color_scale.limit, nan=0.0)
        return np.clip(share, -1, 1) * self.rise

    def colors(self) -> np.ndarray:
        """(rows, columns, 4) RGBA bytes."""
        return self.color_scale.colors(self.values.array)

    def side_bytes(self) -> np.ndarray:
        """The three bytes of the colour of sides."""
        return np.array([round(255 * part) for part in palette.rgb(self.side)])

    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in design pixels that no cell reaches over."""
        return edges_through(self.lens, self.rise)


class Group(NamedTuple):
    """Marks that are drawn together with an opacity, inside a box."""

    opacity: float
    left: float
    top: float
    width: float
    height: float
    marks: "tuple[Mark, ...]"


class Kept(NamedTuple):
    """A picture that is painted once for a key and a size, then copied.

    It is copied to whole pixels, so that it looks the same wherever it is.

    Attributes:
        key: the same for all pictures of one size that look alike.
        left, top, width, height: the box that the marks stay inside.
        marks: as they were drawn first, wherever the box was then.
        origin: (left, top) of the box then.
    """

    key: Hashable
    left: float
    top: float
    width: float
    height: float
    marks: "tuple[Mark, ...]"
    origin: Point


Mark = Rectangle | Polygon | Disc | Text | Cells | Group | Kept | Relief


def edges_through(
    lens: Sequence[float], rise: float
) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what a Relief's lens shows of a sheet and
    what stands on it, in the lens's own unit."""
    through = np.array(lens, float).reshape(3, 4)
    ends = np.array(np.meshgrid((0, 1), (0, 1), (-rise, rise)))
    seen = ends.reshape(3, -1).T @ through[:, :3].T + through[:, 3]
    places = seen[:, :2] / seen[:, 2:]
    (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def shown_mask(
    shown: int | tuple[int, ...] | None,
    shape: tuple[int, int],
    block: tuple[int, int] = (1, 1),
) -> np.ndarray:
    """Which blocks of a grid hold a value: those whose first cell does.

    Args:
        shown: as Cells have it.
        shape: of the grid, in cells.
    """
    rows, columns = (np.arange(0, length, step) for length, step in zip(shape, block))
    if shown is None:
        return np.ones((len(rows), len(columns)), bool)
    if isinstance(shown, tuple):
        return columns < np.array(shown, int)[rows, None]
    return rows[:, None] * shape[1] + columns < shown
