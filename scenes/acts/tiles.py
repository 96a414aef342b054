"""Arrays of any axes as matrices side by side, all cells of one size."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.forms import SQUARE
from scenes.arrays import shapes as arrange
from scenes.stage.part import Box
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.values import Values

GAP, LINE = 44, 62  # between tiles: across; down, with room for names
TALLEST, WIDEST = 68, 100  # design pixels of a cell at most
MOST_TILES = 64  # an array with more matrices is stacked as one
LETTER = 12  # design pixels of one in a name
NAMED = 162  # design pixels from one tile to the next that have room for a name


@dataclass(frozen=True)
class Tile:
    """One matrix of an array.

    Attributes:
        array: number of the array among those laid out.
        values: of rows and columns.
        name: that stands above it.
        first: where its first cell stands in the array, as records have it.
        place: the end of the name, which says which matrix it is; "" of one.
    """

    array: int
    values: Values
    name: str
    first: tuple[int, ...] = (0, 0)
    place: str = ""


def tiles_of(
    array: int, value: Value, name: str, labels: Sequence[str] = ()
) -> list[list[Tile]]:
    """The Tiles of an array, line by line: axes before the last two give
    lines, and what stands side by side in them.

    Args:
        labels: of the places along the last of those axes.
    """
    values, shape = Values.of(value), arrange.without_channel(value.shape)
    count = int(np.prod(shape[:-2])) if len(shape) > 2 else 1
    if len(shape) < 3 or count > MOST_TILES:
        return [[Tile(array, values.laid(arrange.as_grid), name)]]
    across = shape[-3]
    sheets = values.laid(lambda one: one.reshape(-1, *shape[-2:]))
    lines: list[list[Tile]] = []
    for number in range(count):
        index = list(map(int, np.unravel_index(number, shape[:-2])))
        called, place = f"{name}{index}", str(index)
        if labels and across == len(labels):
            before = str(index[:-1]) if len(index) > 1 else ""
            called = f"{name}{before}, {labels[index[-1]]}"
            place = f"{before} {labels[index[-1]]}".strip()
        if number % across == 0:
            lines.append([])
        lines[-1].append(Tile(array, sheets[number], called, (number, 0, 0), place))
    return lines


def side_by_side(lines: Sequence[Sequence[Tile]]) -> list[list[Tile]]:
    """All tiles of an array in one line."""
    return [[tile for line in lines for tile in line]]


def wrapped(lines: Sequence[Sequence[Tile]], most: int) -> list[list[Tile]]:
    """The same tiles in more lines, of at most so many each."""
    return [
        list(line[start : start + most])
        for line in lines
        for start in range(0, len(line), most)
    ]


def cell_size(lines: Sequence[Sequence[Tile]], room: Box) -> tuple[float, float]:
    """(width, height) of a cell so that all tiles fit into a room: as wide as
    high in maps, which are the matrices of an array of more axes."""
    across = max(sum(tile.values.shape[1] for tile in line) for line in lines)
    most = max(map(len, lines))
    down = sum(max(tile.values.shape[0] for tile in line) for line in lines)
    wide = (room.width - GAP * (most - 1)) / across
    high = (room.height - LINE * len(lines)) / down
    wide, high = min(max(wide, 0.2), WIDEST), min(max(high, 0.2), TALLEST)
    if any(_is_map(tile) for line in lines for tile in line):
        wide = high = min(wide, high)
    return wide, high


def _is_map(tile: Tile) -> bool:
    return len(tile.first) == 3 and min(tile.values.shape) >= SQUARE


def placed(
    lines: Sequence[Sequence[Tile]],
    room: Box,
    size: tuple[float, float],
    sources: Sequence[str],
) -> list[tuple[Tile, RowsPlane]]:
    """A part for each Tile, in the middle of a room.

    Args:
        size: (width, height) of a cell.
        sources: what the trace calls the arrays, by number.
    """
    wide, high = size
    heights = [max(tile.values.shape[0] for tile in line) * high for line in lines]
    top = room.top + (room.height - sum(heights) - LINE * len(lines)) / 2 + LINE
    planes: list[tuple[Tile, RowsPlane]] = []
    for line, height in zip(lines, heights):
        width = sum(tile.values.shape[1] for tile in line) * wide
        left = room.left + (room.width - width - GAP * (len(line) - 1)) / 2
        pitches = [tile.values.shape[1] * wide + GAP for tile in line]
        is_first = all(one.array != line[0].array for one, _ in planes)
        for tile, called in zip(line, _names(line, pitches, is_first=is_first)):
            rows, columns = tile.values.shape
            box = Box(left, top, max(columns * wide, 4), max(rows * high, 4))
            plane = RowsPlane(
                tile.values,
                box,
                name=called,
                source=sources[tile.array],
                first=tile.first,
            )
            planes.append((tile, plane))
            left += columns * wide + GAP
        top += height + LINE
    return planes


def _names(
    line: Sequence[Tile], pitches: Sequence[float], *, is_first: bool
) -> list[str]:
    """What stands above the tiles of a line: above each, or, where that has no room,
    above every second, third and so on, "" above the others.

    Args:
        pitches: design pixels from each tile to the next.
        is_first: whether it is an array's first line, which begins with its name.
    """
    if len(line) == 1:
        return [_called(line[0], max(pitches[0], NAMED), is_first=is_first)]
    ways = []
    for every in range(1, len(line) + 1):
        starts = range(0, len(line), every)
        rooms = [sum(pitches[start : start + every]) for start in starts]
        names = [
            _called(line[start], room, is_first=is_first and start == 0)
            for start, room in zip(starts, rooms)
        ]
        is_cut = any("…" in name for name in names)
        if all(_fits(name, room) for name, room in zip(names, rooms)):
            ways.append((is_cut, every, dict(zip(starts, names))))
    above = min(ways, key=lambda way: way[:2])[2] if ways else dict(zip(starts, names))
    return [above.get(number, "") for number in range(len(line))]


def _fits(name: str, room: float) -> bool:
    """Whether a blank is left after a name; in NAMED pixels any is fitted."""
    return LETTER * (len(name) + 1) <= room or room >= NAMED


def _called(tile: Tile, room: float, *, is_first: bool) -> str:
    """The name of a tile, or what there is room for until the next one."""
    letters = int(room / LETTER) - 1
    if not tile.place:
        return tile.name if _fits(tile.name, room) else _cut(tile.name, letters)
    if room >= max(NAMED, LETTER * (len(tile.name) + 1)):
        return tile.name
    if not is_first:
        return tile.place
    if len(tile.name) <= letters:
        return tile.name
    return _cut(tile.name.removesuffix(tile.place).rstrip(", "), letters)


def _cut(name: str, letters: int) -> str:
    return name if len(name) <= letters else name[: max(letters - 1, 1)] + "…"


def boxes_of(
    planes: Sequence[tuple[Tile, RowsPlane]], array: int, size: int
) -> np.ndarray:
    """(size, 4) left, top, width and height of each cell of an array, by its
    flat index."""
    boxes = np.zeros((size, 4))
    for tile, plane in planes:
        if tile.array != array:
            continue
        rows, columns = tile.values.shape
        box = plane.box
        wide, high = box.width / columns, box.height / rows
        down, across = np.divmod(np.arange(rows * columns), columns)
        flats = tile.values.flats.ravel()
        boxes[flats] = np.stack(
            [
                box.left + across * wide,
                box.top + down * high,
                np.full(rows * columns, wide),
                np.full(rows * columns, high),
            ],
            axis=1,
        )
    return boxes
