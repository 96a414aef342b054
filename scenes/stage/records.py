"""What stands where in a frame: records of the texts and cells among marks.

Tests and tools ask them, instead of reading a picture.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from scenes.stage import palette, typeface
from scenes.stage.marks import Cells, Group, Kept, Mark, Text
from scenes.stage.perspective import points_on


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
        corners: upper left, upper right, lower left: (3, 2) design pixels; of a
            sheet in perspective with its lower right: (4, 2).
        first: the index in the whole array of the cell [0, 0]; for a sheet of
            a rack (sheet, 0, 0).
        block: how many values along each axis one cell is the mean of.
        opacity: 0..1.
        part: the name of the part that drew it.
        is_hollow: whether what is behind shows through the other cells.
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
    is_hollow: bool = False

    def centers(self):
        """The (rows, columns, 2) centres of the cells in design pixels."""
        rows, columns = self.values.shape
        down = (np.arange(rows) + 0.5)[:, None] / rows
        along = (np.arange(columns) + 0.5)[None, :] / columns
        return points_on(self.corners, along, down)


@dataclass(frozen=True)
class _Place:
    """Where marks are drawn: `origin`, in pixels, comes to a whole pixel."""

    x: int = 0
    y: int = 0
    origin: tuple = (0.0, 0.0)
    opacity: float = 1.0

    def pixel(self, x, y):
        """The whole pixel that is nearest to a point in pixels."""
        left, top = self.origin
        return self.x + round(x - left), self.y + round(y - top)


def records_of(
    marks: Iterable[Mark], scale: float, *, part: str = "", kinds: tuple = (Text, Cells)
) -> Iterator[TextRecord | CellsRecord]:
    """The records of marks, in the order they are drawn.

    Args:
        scale: pixels for each design pixel of the frame drawn.
        part: the name of the part that drew them.
        kinds: of marks to make records of.
    """
    for mark, place in _placed(marks, scale, _Place()):
        if not isinstance(mark, kinds):
            continue
        if isinstance(mark, Text):
            yield _text(mark, place, scale, part)
        elif isinstance(mark, Cells) and mark.name is not None:
            yield _cells(mark, place, scale, part)


def _placed(marks, scale, place):
    """Each mark of all pictures and groups, and its _Place."""
    for mark in marks:
        if isinstance(mark, Group):
            yield from _placed(
                mark.marks, scale, replace(place, opacity=place.opacity * mark.opacity)
            )
        elif isinstance(mark, Kept):
            x, y = place.pixel(mark.left * scale, mark.top * scale)
            left, top = mark.origin
            yield from _placed(
                mark.marks,
                scale,
                _Place(x, y, (left * scale, top * scale), place.opacity),
            )
        else:
            yield mark, place


def _text(mark, place, scale, part):
    kind = mark.kind
    left, top, right, bottom = typeface.ink_box(
        mark.text, kind.family, kind.weight, max(round(kind.size * scale, 2), 1.0)
    )
    x, y = place.pixel(mark.left * scale, mark.baseline * scale)
    return TextRecord(
        mark.text,
        (x + left) / scale,
        (y + top) / scale,
        (x + right) / scale,
        (y + bottom) / scale,
        kind.size,
        mark.color,
        mark.opacity * place.opacity,
        part,
    )


def _cells(mark, place, scale, part):
    values, block, shown = mark.blocks(scale)
    shift = np.subtract((place.x, place.y), place.origin) / scale
    return CellsRecord(
        mark.name,
        values,
        shown,
        mark.color_scale,
        mark.corners + shift,
        mark.first,
        block,
        place.opacity,
        part,
        mark.hollow,
    )
