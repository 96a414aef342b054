"""Where the arrays of a rearrangement stand, and how their cells go over."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from network.trace import Value
from scenes.acts.tiles import (
    Tile,
    boxes_of,
    cell_size,
    placed,
    side_by_side,
    tiles_of,
    wrapped,
)
from scenes.reading.cells_moved import Moved
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.moving_cells import MovingCells
from scenes.stage.part import Box, Part

MIDDLE = 130  # width of the room for the arrow
MOST_FLYING = 400  # cells that go one by one; of more so many are seen
LENGTH = 0.5  # of the time of all others: how long one of them takes


class RearrangeBoard:
    """The parts of one rearrangement.

    Args:
        stage: the Box of the act.
        each: what is done, with one or several arrays.
        names: (of the sources, of the results) of each.
        labels: of the heads in a source and in a result, or ().
        recorded: what the trace calls them.

    Attributes:
        parts: (part, the Value that it shows or None), in the order they are
            drawn.
    """

    def __init__(
        self,
        stage: Box,
        each: Sequence[Moved],
        names: Sequence[tuple[Sequence[str], Sequence[str]]],
        labels: tuple[Sequence[str], Sequence[str]],
        recorded: Sequence[tuple[Sequence[str], Sequence[str]]],
    ) -> None:
        self.parts: list[tuple[Part, Value | None]] = []
        sources = [one for moved in each for one in moved.sources]
        results = [one for moved in each for one in moved.results]
        lines, rooms, size = _best(stage, each, names, labels)
        called = [[name for pair in recorded for name in pair[side]] for side in (0, 1)]
        self.sources = self._bring(lines[0], rooms[0], size, sources, called[0])
        middle = rooms[0].right, stage.top + stage.height / 2 - 40
        self.parts.append((Label("→", Box(*middle, MIDDLE, 80), size=52), None))
        self.results = self._bring(lines[1], rooms[1], size, results, called[1])
        self._bring_cells(each, sources, results)

    def _bring(self, lines, room, size, values, called):
        planes = placed(lines, room, size, called)
        seen: set[int] = set()
        for tile, plane in planes:
            scale = palette.Scale.of(values[tile.array].array)
            plane.color_scale = scale
            is_first = tile.array not in seen
            seen.add(tile.array)
            self.parts.append((plane, values[tile.array] if is_first else None))
        return planes

    def _bring_cells(self, each, sources, results):
        """All cells that go over, and when: those of the first block alone."""
        starts, ends, groups, colors = [], [], [], []
        self._arrive: list[np.ndarray] = []
        before, after = 0, 0
        for moved in each:
            homes = [
                boxes_of(self.sources, before + place, value.array.size)
                for place, value in enumerate(moved.sources)
            ]
            origins = moved.origins
            for place, value in enumerate(moved.results):
                source, index = (one.ravel() for one in origins[place])
                goals = boxes_of(self.results, after + place, value.array.size)
                group = _groups(moved, place, source, index)
                self._arrive.append(group)
                there = np.flatnonzero(source >= 0)
                starts.append(_taken(homes, source[there], index[there]))
                ends.append(goals[there])
                groups.append(group[there])
                scale = palette.Scale.of(value.array)
                colors.append(scale.colors(value.array.ravel()[there].astype(float)))
            before += len(moved.sources)
            after += len(moved.results)
        start, end = np.concatenate(starts), np.concatenate(ends)
        group, color = np.concatenate(groups), np.concatenate(colors)
        kept = np.unique(np.linspace(0, len(start) - 1, MOST_FLYING).astype(int))
        self._groups = group[kept]
        self._count = int(group.max(initial=0)) + 1
        self.cells = MovingCells(
            start[kept], end[kept], ["#" + bytes(one).hex() for one in color[kept, :3]]
        )
        self.parts.append((self.cells, None))

    def show(self, first: float, rest: float) -> None:
        """Set how far the first block is, and all others: 0..1 each."""
        order = np.arange(1, max(self._count, 2))
        begins = (order - 1) / max(self._count - 2, 1) * (1 - LENGTH)
        shares = np.concatenate([[first], (rest - begins) / LENGTH])[: self._count]
        shares = np.clip(shares, 0, 1)
        is_over = bool((shares >= 1).all())
        self.cells.shares = (
            np.zeros(len(self._groups)) if is_over else shares[self._groups]
        )
        done = np.append(shares >= 1, is_over)  # -1: what is new, at the end
        for tile, plane in self.results:
            arrived = done[self._arrive[tile.array]][tile.values.flats]
            plane.fill(np.cumprod(arrived, axis=1).sum(axis=1))


def _best(stage, each, names, labels):
    """(lines of sources and of results, their rooms, the size of a cell): of
    the ways to lay tiles out the one with the largest cells."""
    ways = []
    for side in (0, 1):
        called = [pair[side] for pair in names]
        own, flat = (
            _lines(each, called, labels[side], side, flat) for flat in (False, True)
        )
        longest = max(map(len, flat))
        ways.append([own, *(wrapped(flat, most) for most in range(1, longest + 1))])
    found = []
    for lines in product(*ways):
        rooms = _rooms(stage, lines)
        sizes = [cell_size(one, room) for one, room in zip(lines, rooms)]
        wide, high = map(min, zip(*sizes))
        found.append((min(wide, high), wide * high, lines, rooms, (wide, high)))
    return max(found, key=lambda one: one[:2])[2:]


def _lines(
    each: Sequence[Moved],
    names: Sequence[Sequence[str]],
    labels: Sequence[str],
    side: int,
    flat: bool,
) -> list[list[Tile]]:
    """The Tiles of the sources or results; arrays that lie beside each other
    in what they are cut from or joined to stand beside each other.

    Args:
        side: 0 for the sources, 1 for the results.
        flat: whether all of an array stands in one line.
    """
    lines: list[list[Tile]] = []
    number = 0
    for moved, called in zip(each, names):
        values = moved.results if side else moved.sources
        tiles = []
        for value, name in zip(values, called):
            own = tiles_of(number, value, name, labels)
            tiles.append(side_by_side(own) if flat else own)
            number += 1
        if (
            len(values) > 1
            and _is_across(values)
            and all(len(one) == 1 for one in tiles)
        ):
            lines.append([tile for one in tiles for tile in one[0]])
        else:
            lines += [line for one in tiles for line in one]
    return lines


def _is_across(values: Sequence[Value]) -> bool:
    """Whether arrays may stand side by side: all with as many rows."""
    shapes = [value.shape for value in values]
    return len({shape[:-1] for shape in shapes}) == 1 and len(shapes[0]) > 1


def _rooms(stage: Box, lines: Sequence[Sequence[Sequence[Tile]]]) -> tuple[Box, Box]:
    """The rooms left and right, by how many columns stand in each."""
    across = [
        max(sum(tile.values.shape[1] + 1 for tile in line) for line in side)
        for side in lines
    ]
    share = min(max(across[0] / sum(across), 0.25), 0.75)
    width = stage.width - MIDDLE
    return (
        Box(stage.left, stage.top, width * share, stage.height - 16),
        Box(
            stage.left + width * share + MIDDLE,
            stage.top,
            width * (1 - share),
            stage.height - 16,
        ),
    )


def _groups(
    moved: Moved, place: int, source: np.ndarray, index: np.ndarray
) -> np.ndarray:
    """(size,) the block that each cell of a result goes over with; -1 for
    what is new.

    A block is one of several arrays, else what shares a place along the axes
    before the last two, else a row of what goes in.

    Args:
        source, index: where each cell comes from.
    """
    size, shape = source.size, moved.results[place].shape
    if len(moved.results) > 1:
        found = np.full(size, place)
    elif len(moved.sources) > 1:
        found = source
    elif len(shape) > 2 and int(np.prod(shape[:-2])) > 1:
        found = np.arange(size) // int(np.prod(shape[-2:]))
    else:
        before = moved.sources[0].shape
        columns = before[-1] if len(before) > 1 else 1
        if len(before) > 2:
            columns *= before[-2]
        found = index // columns
    return np.where(source < 0, -1, found).astype(int)


def _taken(
    homes: Sequence[np.ndarray], source: np.ndarray, index: np.ndarray
) -> np.ndarray:
    """(count, 4) the boxes of cells, each of one of several arrays."""
    boxes = np.zeros((len(source), 4))
    for number, home in enumerate(homes):
        here = source == number
        boxes[here] = home[index[here]]
    return boxes
