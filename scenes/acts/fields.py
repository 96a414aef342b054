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
from scenes.stage.lifted_cell import LiftedCell
from scenes.stage.maps import Maps
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of

Field = MatrixPlane | Maps  # what shows an array whose cells are told of

WIDEST, HIGHEST = 110, 64  # a cell, in design pixels
FEW = 100  # cells up to here need not be square
NAME_ROOM = 46  # above a part, for its name
NOTE_ROOM = 14  # below it
LEGIBLE = 2.4  # how many times wider than high a number is
LONG = 32  # a row of more cells than these is folded
FLAT = 6.0  # a row is folded to be about so many times wider than high
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


def is_maps(shape: tuple[int, ...]) -> bool:
    """Whether an array is shown as several grids."""
    if len(shape) == 2:
        return arrange.is_rack(shape)
    shape = arrange.without_channel(shape)
    return len(shape) >= 3 and int(np.prod(shape[:-2])) > 1


def values_of(value: Value, *, as_it_is: bool = False) -> Values:
    """A value as rows and columns, or as grids of them.

    Args:
        as_it_is: whether a long row or column is not folded.
    """
    values, shape = Values.of(value), value.shape
    fold = None if as_it_is else folded(shape)
    if fold is not None:
        return values.reshape(*fold)
    if is_maps(shape):
        return values.sheets() if len(shape) == 2 else values.laid(arrange.as_maps)
    return values.grid()


def grid_of(shape: tuple[int, ...], *, as_it_is: bool = False) -> tuple[int, int]:
    """(rows, columns) that an array of a shape takes on the stage."""
    fold = None if as_it_is else folded(shape)
    if fold is not None:
        return fold
    array = np.broadcast_to(0.0, shape)
    if not is_maps(shape):
        rows, columns = arrange.as_grid(array).shape
        return rows, columns
    laid = arrange.as_sheets if len(shape) == 2 else arrange.as_maps
    count, rows, columns = laid(array).shape
    across = int(np.ceil(np.sqrt(count)))
    return rows * -(-count // across), columns * across


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
    value: Value,
    box: Box,
    *,
    name: str,
    scale: palette.Scale | None = None,
    as_it_is: bool = False,
) -> Field:
    """The part that shows a value within a Box that has room for its name."""
    values = values_of(value, as_it_is=as_it_is)
    high = box.height - NAME_ROOM - NOTE_ROOM
    room = Box(box.left, box.top + NAME_ROOM, box.width, high)
    note = shape_of(value)
    if values.array.ndim == 3:
        return Maps(values, box, name=name, note=note, scale=scale)
    rows, columns = values.shape
    box = fitted((rows, columns), room)
    return MatrixPlane(values, box, name=name, note=note, scale=scale)


@lru_cache(maxsize=256)
def _places(values: Values) -> np.ndarray | None:
    """Where each cell of an array is laid out; None: in its own order."""
    flats = values.flats.ravel()
    if (np.diff(flats) == 1).all():
        return None
    places = np.empty_like(flats)
    places[flats] = np.arange(flats.size)
    return places


def shown_of(part: Field) -> int:
    """How many cells a part shows: of very many grids only the first."""
    size = part.values.array.size
    if isinstance(part, Maps):
        return size // len(part.values.array) * part.count
    return size


def is_shown_in(part: Field, flat: int) -> bool:
    """Whether a part shows a cell."""
    places = _places(part.values)
    return (flat if places is None else places[flat]) < shown_of(part)


def flat_at(part: Field, place: int) -> int:
    """The flat index of the cell that a part shows at a place, counted grid
    after grid and row after row."""
    return int(part.values.flats.ravel()[place])


def place_of(part: Field, flat: int) -> tuple[int, int, int]:
    """(grid, row, column) of a cell of a part, by its flat index."""
    places = _places(part.values)
    place = flat if places is None else int(places[flat])
    *_, rows, columns = part.values.array.shape
    return place // (rows * columns), place // columns % rows, place % columns


def corners_of(part: Field, flat: int) -> np.ndarray:
    """Upper left, upper right, lower left of a cell: (3, 2) design pixels."""
    grid, row, column = place_of(part, flat)
    if isinstance(part, Maps):
        return part.cell_box(min(grid, part.count - 1), row, column).corners
    rows, columns = part.values.array.shape
    whole = part.corners
    across, down = (whole[1] - whole[0]) / columns, (whole[2] - whole[0]) / rows
    start = whole[0] + across * column + down * row
    return np.array([start, start + across, start + down])


def middle_of(part: Field, flat: int) -> tuple[float, float]:
    """The middle of a cell, in design pixels."""
    corners = corners_of(part, flat)
    x, y = (corners[1] + corners[2]) / 2
    return float(x), float(y)


def cell_of(part: Field, flat: int) -> LiftedCell:
    """A cell of a part as a part of its own, where it stands."""
    grid, row, column = place_of(part, flat)
    is_maps = isinstance(part, Maps)
    return LiftedCell(
        part.values[grid] if is_maps else part.values,
        (row, column),
        corners_of(part, flat),
        scale=part.color_scale,
        source=getattr(part, "source", "") or part.name_text,
        first=(grid, row, column) if is_maps else (row, column),
    )


def dot_color(value: float) -> str:
    """The colour of a value in flight, by its sign."""
    return palette.NEGATIVE if value < 0 else palette.POSITIVE


def fill(part: Field, count: int) -> None:
    """Let so many cells of a part hold a value, from the first."""
    if isinstance(part, Maps):
        part.reveal(count)
    else:
        part.revealed = count


def mark(part: Field, flat: int | None) -> None:
    """Outline a cell of a part, or none."""
    marks: tuple[tuple[int, int, int, int], ...] = ()
    grid = 0
    if flat is not None and is_shown_in(part, flat):
        grid, row, column = place_of(part, flat)
        marks = ((row, column, 1, 1),)
    if isinstance(part, Maps):
        part.outlined = {grid: marks} if marks else {}
    else:
        part.marks = marks
