"""Maps laid out in one row, and a row back into maps: what goes where.

Between the windows of a network and its dense layers all numbers of all maps
stand in one row, and on the way back they become maps again. Nothing is
computed; the act says which stretch of the row is which map.
"""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts import flatten_words
from scenes.acts.act import Act, ActKind, Found, Moment, planned
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import HOLD, first_alone
from scenes.reading.windows import sliding_windows
from scenes.stage.chips import Chips, Slip
from scenes.stage.label import Label
from scenes.stage.maps import Maps
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.values import Values

FUNCTIONS = ("reshape", "flatten", "ravel")
STRETCH = {"alone": 1.8, "together": 2.4}  # seconds: one; then all others
MOST_FLYING = 200  # numbers that are seen on their way
BETWEEN = 110


@dataclass(frozen=True, kw_only=True)
class FlattenAct(Act):
    """Maps become a row, or a row maps.

    Attributes:
        maps, row: the two values; of a batch each image has a row.
        is_back: whether the row becomes maps.
        channels_last: whether the maps' numbers of one cell stand together.
    """

    kind = "flatten"

    maps: Value
    row: Value
    is_back: bool
    channels_last: bool


def recognise(moment: Moment) -> Found | None:
    """A row made of the maps that windows made, or such maps of a row."""
    operation = moment.operation
    if operation.function not in FUNCTIONS:
        return None
    if len(operation.operands) != 1:
        return None
    before, after = operation.operands[0], operation.result
    is_back = len(before.shape) < len(after.shape)
    maps, row = (after, before) if is_back else (before, after)
    stretches = _stretches(maps.shape, row.shape)
    if stretches is None or not _is_of_windows(moment, maps.shape):
        return None
    if not np.array_equal(maps.array.ravel(), row.array.ravel(), equal_nan=True):
        return None
    channels_last = _channels_last(maps.shape)
    turns = first_alone(stretches[0], [0, 1], **STRETCH)
    return planned(
        FlattenAct,
        moment,
        turns.end + HOLD,
        flatten_words.title(is_back=is_back),
        flatten_words.lead(maps.shape, stretches, channels_last=channels_last),
        turns=turns,
        outcome=flatten_words.outcome(maps.shape, row.shape, is_back=is_back),
        outcome_at=turns.end,
        step_name=flatten_words.step_name(is_back=is_back),
        maps=maps,
        row=row,
        is_back=is_back,
        channels_last=channels_last,
    )


def _stretches(maps: tuple[int, ...], row: tuple[int, ...]) -> tuple[int, int] | None:
    """(how many stretches the first row has, how long they are), or None:
    there are no maps, or no row of them."""
    if len(maps) not in (3, 4):
        return None
    one = maps[-3:]
    count = int(np.prod(one))
    images = maps[0] if len(maps) == 4 else 1
    in_rows = row in ((images * count,), (images, count), (count, images))
    if not in_rows or (images > 1 and row != (images, count)):
        return None
    first = one[0] * one[1] if _channels_last(maps) else one[0]
    return (first, count // first) if first >= 2 and count > first else None


def _channels_last(shape: tuple[int, ...]) -> bool:
    return len(shape) == 3 and shape[2] < min(shape[:2])


def _is_of_windows(moment: Moment, shape: tuple[int, ...]) -> bool:
    """Whether windows of the trace make maps of a shape, or read such."""
    return any(
        shape == value.shape
        for window in moment.roles.read(sliding_windows)
        for value in window.values.values()
    )


class Flatten(ActPlayer):
    """The maps beside the row, which is folded: a line for each stretch."""

    act: FlattenAct

    def build(self) -> None:
        act, stage = self.act, self.stage
        half = (stage.width - BETWEEN) / 2
        sides = [
            Box(stage.left, stage.top, half, stage.height),
            Box(stage.right - half, stage.top, half, stage.height),
        ]
        if act.is_back:
            sides.reverse()
        self.grids = Values.of(act.maps).laid(self._first_image)
        self.maps = self.bring(
            Maps(
                self.grids,
                sides[0],
                name=flatten_words.called(act.maps, act.result_name),
                note=" × ".join(map(str, act.maps.shape)),
            ),
            act.maps,
        )
        lines = len(self.turns.starts)
        count = self.grids.array.size
        row = Values.of(act.row).laid(
            lambda array: array.ravel()[:count].reshape(lines, -1)
        )
        self.row = self.bring(
            RowsPlane(
                row,
                _fitted(row.shape, sides[1]),
                name=flatten_words.called(act.row, act.result_name),
                note=flatten_words.folded(act.row.shape, count // lines),
                scale=self.maps.color_scale,
                row_labels=self._labels(lines, count // lines),
                source=act.row.name or act.row.expression,
            ),
            act.row,
        )
        self.bring(
            Label(
                "→",
                Box(stage.left + half, stage.top + stage.height / 2 - 40, BETWEEN, 80),
                size=42,
            )
        )
        self.chips = self.bring(Chips())

    def _first_image(self, array: np.ndarray) -> np.ndarray:
        one = array[0] if array.ndim == 4 else array
        return one.transpose(2, 0, 1) if self.act.channels_last else one

    def _labels(self, lines: int, length: int) -> tuple[str, ...]:
        if lines > 24:
            return ()
        return tuple(str(line * length) for line in range(lines))

    def _cell_of(self, line: int, column: int) -> tuple[int, int, int]:
        """(grid, row, column) of a number of the row."""
        _, rows, columns = self.grids.shape
        if self.act.channels_last:
            return column, *divmod(line, columns)
        return line, *divmod(column, columns)

    def move(self, time: float) -> None:
        index = self.turns.alone(time)
        shares = self.turns.shares(time)
        length = self.row.values.array.shape[1]
        there = (shares >= 1).astype(int) * length
        if self.act.is_back:
            self._reveal_maps(there)
        else:
            self.row.fill(there)
        if index is None:
            self.row.marks, self.maps.outlined, self.chips.items = (), {}, ()
            return
        self.row.marks = ((index, 0, 1, length),)
        self.maps.outlined = self._outlined(index)
        self.chips.items = self._flying(index, float(shares[index]), length)

    def _outlined(self, line: int):
        grids, rows, columns = self.grids.shape
        if self.act.channels_last:
            cell = (*divmod(line, columns), 1, 1)
            return dict.fromkeys(range(self.maps.count), (cell,))
        return {line: ((0, 0, rows, columns),)}

    def _reveal_maps(self, there: np.ndarray) -> None:
        grids, rows, columns = self.grids.shape
        if self.act.channels_last:
            done = int((there > 0).sum())
            self.maps.revealed = np.full(self.maps.count, done)
        else:
            whole = np.where(there > 0, rows * columns, 0)
            self.maps.revealed = whole[: self.maps.count]

    def _flying(self, line: int, share: float, length: int):
        if length > MOST_FLYING:
            return ()
        way = ease(share, 0.1, 0.9)
        slips = []
        for column in range(length):
            grid, row, across = self._cell_of(line, column)
            if grid >= self.maps.count:
                continue
            start = self.maps.cell_box(grid, row, across)
            end = self.row.cell_box(line, column)
            if self.act.is_back:
                start, end = end, start
            slips.append(
                Slip(
                    mix_boxes(start, end, way), self.maps.cell_color(grid, row, across)
                )
            )
        return tuple(slips)

    def turn_words(self, index: int) -> str:
        if index not in self.turns.firsts:
            return ""
        length = self.row.values.array.shape[1]
        return flatten_words.stretch(
            self.act.maps.shape, index, length, channels_last=self.act.channels_last
        )


def _fitted(shape: tuple[int, ...], box: Box) -> Box:
    """Where so many lines stand in a Box, below their name."""
    lines, columns = shape
    high = min((box.height - 80) / lines, 64)
    wide = min((box.width - 80) / columns, 110)
    left = box.left + (box.width + 60 - wide * columns) / 2
    top = box.top + 20 + (box.height - high * lines) / 2
    return Box(left, top, wide * columns, high * lines)


KIND = ActKind(FlattenAct, Flatten, recognise)
