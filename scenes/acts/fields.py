"""Arrays of any shape that work cell by cell: where they stand, and a cell.

Side by side where they are tall, one below the other where they are wide; a
long row is folded, row after row. Each is one part, and any cell of it can be
shown alone.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from network.trace import Value
from scenes.arrays import shapes as arrange
from scenes.stage import palette
from scenes.stage.one_cell import OneCell
from scenes.stage.part import Box, Part
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.values import Values

WIDEST, HIGHEST = 110, 64  # a cell, in design pixels
FEW = 100  # cells up to here need not be square
NAME_ROOM = 46  # above a part, for its name
NOTE_ROOM = 14  # below it
LEGIBLE = 2.4  # how many times wider than high a number is
LONG = 32  # a row of more cells than these is folded
FLAT = 2.6  # a row is folded to be about so many times wider than high
STRETCHED = 5.0  # the longer side of a tiny cell, by its shorter


@lru_cache(maxsize=512)
def folded(shape: tuple[int, ...]) -> tuple[int, int] | None:
    """(rows, columns) that a long row or column is folded to, or None."""
    size = int(np.prod(shape))
    if not arrange.is_column(shape) or size <= LONG or arrange.is_picture(shape):
        return None
    best = np.sqrt(size * FLAT)
    columns = [one for one in range(2, size) if size % one == 0]
    near = min(columns, key=lambda one: abs(np.log(one / best)), default=size)
    return (size // near, near) if 1 / 3 < near / best < 3 else None


def values_of(value: Value) -> Values:
    """A value as rows and columns, or as sheets of them."""
    values, shape = Values.of(value), value.shape
    fold = folded(shape)
    if fold is not None:
        return values.reshape(*fold)
    return values.sheets() if arrange.is_rack(shape) else values.grid()


def grid_of(shape: tuple[int, ...]) -> tuple[int, int]:
    """(rows, columns) that an array of a shape takes on the stage."""
    fold = folded(shape)
    if fold is not None:
        return fold
    if arrange.is_rack(shape):
        return 3, 8  # as broad as a rack looks well
    rows, columns = arrange.as_grid(np.broadcast_to(0.0, shape)).shape
    return rows, columns


def fitted(grid: tuple[int, int], box: Box) -> Box:
    """The Box of a grid in the middle of a larger one that it fills as far
    as cells look well: the more there are, the less they need be square."""
    rows, columns = grid
    high, wide = min(box.height / rows, HIGHEST), min(box.width / columns, WIDEST)
    if rows * columns > FEW:
        most = STRETCHED if min(high, wide) < 4 else 1.7
        high, wide = min(high, wide * most), min(wide, high * most)
    high, wide = max(high * rows, 8), max(wide * columns, 8)
    return Box(
        box.left + (box.width - wide) / 2, box.top + (box.height - high) / 2, wide, high
    )


def is_wide(grids: Sequence[tuple[int, int]], stage: Box, gap: float) -> bool:
    """Whether numbers have more room one below the other."""
    count, rows = len(grids), max(grid[0] for grid in grids)
    columns = max(grid[1] for grid in grids)
    beside = (stage.width - gap * (count - 1)) / count / columns, stage.height / rows
    below = stage.width / columns, (stage.height / count - NAME_ROOM) / rows
    return legible(*below) > 1.15 * legible(*beside)


def legible(wide: float, high: float) -> float:
    """How large a number can be in a cell, by design pixels."""
    return min(min(wide, WIDEST) / LEGIBLE, min(high, HIGHEST) / 1.4)


def part_of(
    value: Value, box: Box, *, name: str, scale: palette.Scale | None = None
) -> Part:
    """The part that shows a value within a Box that has room for its name."""
    values, shape = values_of(value), value.shape
    high = box.height - NAME_ROOM - NOTE_ROOM
    room = Box(box.left, box.top + NAME_ROOM, box.width, high)
    note = arrange.shape_note(shape)
    if values.array.ndim == 3:
        high = min(room.height - 40, 460)
        return Rack(
            values,
            Box(room.left, room.top + (room.height - high) / 2, room.width, high),
            name=name,
            note=note,
            scale=scale,
        )
    box = fitted(values.shape, room)
    return MatrixPlane(values, box, name=name, note=note, scale=scale)


def place_of(part: Part, flat: int) -> tuple[int, int, int]:
    """(sheet, row, column) of a cell of a part, by its flat index."""
    *_, rows, columns = part.values.array.shape
    return flat // (rows * columns), flat // columns % rows, flat % columns


def corners_of(part: Part, flat: int) -> np.ndarray:
    """Upper left, upper right, lower left of a cell: (3, 2) design pixels."""
    sheet, row, column = place_of(part, flat)
    *_, rows, columns = part.values.array.shape
    whole = part.sheet_corners(sheet) if isinstance(part, Rack) else part.corners
    across, down = (whole[1] - whole[0]) / columns, (whole[2] - whole[0]) / rows
    start = whole[0] + across * column + down * row
    return np.array([start, start + across, start + down])


def middle_of(part: Part, flat: int) -> tuple[float, float]:
    """The middle of a cell, in design pixels."""
    corners = corners_of(part, flat)
    x, y = (corners[1] + corners[2]) / 2
    return float(x), float(y)


def cell_of(part: Part, flat: int) -> OneCell:
    """A cell of a part as a part of its own, where it stands."""
    sheet, row, column = place_of(part, flat)
    values = part.values[sheet] if part.values.array.ndim == 3 else part.values
    first = (row, column) if part.values.array.ndim == 2 else (sheet, row, column)
    return OneCell(
        values,
        (row, column),
        corners_of(part, flat),
        scale=part.color_scale,
        source=getattr(part, "source", "") or part.name_text,
        first=first,
    )


def color_of(part: Part, flat: int) -> str:
    """The colour of a cell."""
    value = part.values.array.reshape(-1)[flat]
    return "#" + bytes(part.color_scale.colors(np.array([value]))[0, :3]).hex()


def dot_color(value: float) -> str:
    """The colour of a value in flight, by its sign."""
    return palette.NEGATIVE if value < 0 else palette.POSITIVE


def fill(part: Part, count: int) -> None:
    """Let so many cells of a part hold a value, from the first; of a rack
    the sheets that are whole, and that on which they end."""
    if isinstance(part, Rack):
        size = part.values.array[0].size
        part.shown = int(np.ceil(count / size))
    else:
        part.revealed = count


def mark(part: Part, flat: int | None) -> None:
    """Outline a cell of a plane, or none."""
    if isinstance(part, MatrixPlane):
        _, row, column = (0, 0, 0) if flat is None else place_of(part, flat)
        part.marks = () if flat is None else ((row, column, 1, 1),)
