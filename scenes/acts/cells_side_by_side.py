"""The base of acts that make each cell of the cells at the same place.

Arrays side by side, or one below the other where they are wide, with the sign
of what is done between them. The telling cells go alone: they leave their
arrays, meet where the result will be and become it; then all, row after row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Value
from scenes.acts.cell_turns import wave_of
from scenes.acts.fields import (
    NAME_ROOM,
    NOTE_ROOM,
    Field,
    cell_of,
    corners_of,
    fill,
    flat_at,
    grid_of,
    legible,
    mark,
    part_of,
    shown_of,
)
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import Schedule
from scenes.arrays.extremes import reach
from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.lifted_cell import LiftedCell
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import MatrixPlane
from scenes.words.naming import code

# Shares of a turn: cells set out, meet, and are the result's.
SET_OUT, MET, BECOME = 0.12, 0.5, 0.66
SIGN, WORD, NUMBER = 74, 112, 150  # room for a sign, a word, a number
BEFORE = 44  # room for a sign before the first
NOTED = 30  # below cells, for a note that has no room beside the name
UNSEEN = 0.08  # of the furthest of all: what reaches less is not seen
BETTER = 1.25  # so much larger cells are worth a stage without free sides


@dataclass(frozen=True)
class Side:
    """One of the things that stand side by side.

    Attributes:
        value: the array or the number.
        name: written above it.
        as_it_is: whether it is not folded if it is long.
    """

    value: Value
    name: str
    as_it_is: bool = False

    @property
    def is_number(self) -> bool:
        return self.value.shape == ()

    @property
    def text(self) -> str:
        """The number as it is written."""
        value = self.value.array.item()
        if isinstance(value, bool):
            return str(value)
        return written(value, "g" if isinstance(value, int) else ".4g")

    @property
    def grid(self) -> tuple[int, int] | None:
        """(rows, columns) on the stage, or None of a number."""
        if self.is_number:
            return None
        return grid_of(self.value.shape, as_it_is=self.as_it_is)


def side_of(value: Value, name: str = "") -> Side:
    return Side(value, name or code(value.name or value.expression))


class CellsSideBySide(ActPlayer):
    """For subclasses, whose `build` calls `bring_all`.

    Attributes:
        told: flat indices of the cells that go alone.
        sides: the operands' parts, None where a number stands.
        after: the part of the result.
    """

    turns: Schedule
    told: tuple[int, ...]

    def bring_all(
        self,
        sides: Sequence[Side],
        result: Value,
        signs: Sequence[str],
        *,
        scales: Sequence[palette.Scale | None] = (),
    ) -> None:
        """Bring operands, signs and result.

        Args:
            signs: before each operand but the first, and before the result;
                one more stands before the first.
            scales: of the operands and the result; None: from the values.
        """
        self.shape = result.shape
        scales = scales or (None,) * (len(sides) + 1)
        sides = [_beside_its_rows(one, result) for one in sides]
        things = [*sides, Side(result, self.act.result_name)]
        gap = WORD if any(len(sign) > 2 for sign in signs) else SIGN
        stage = self.stage
        if len(signs) >= len(things):  # one stands before all of them
            stage = Box(
                stage.left + BEFORE, stage.top, stage.width - BEFORE, stage.height
            )
        boxes = _boxes(stage, things, gap)
        if any(map(_is_written_beyond, things, boxes)):
            stage = Box(stage.left, stage.top, stage.width, stage.height - NOTED)
            boxes = _boxes(stage, things, gap)
        self.sides: list[Field | None] = []
        for side, box, scale in zip(sides, boxes, scales):
            if side.is_number:
                label = Label(
                    side.text,
                    _beside_cells(box),
                    size=40,
                    color=palette.TEXT,
                    family="code",
                )
                self.bring(label)
                self.sides.append(None)
            else:
                part = part_of(
                    side.value, box, name=side.name, scale=scale, as_it_is=side.as_it_is
                )
                self.sides.append(self.bring(part, side.value))
        self.after = self.bring(
            part_of(result, boxes[-1], name=self.act.result_name, scale=scales[-1]),
            result,
        )
        self.size = shown_of(self.after)
        self._bring_signs(boxes, signs, gap)
        self.reads = [
            None if part is None else place_read(side.value.shape, self.shape)
            for part, side in zip(self.sides, sides)
        ]
        self.flying = [self._cells_of(flat) for flat in self.told]
        self.landed = [cell_of(self.after, flat) for flat in self.told]
        for cells in self.flying:
            self.parts += [one for one in cells if one is not None]
        self.parts += self.landed

    def _cells_of(self, flat: int) -> list[LiftedCell | None]:
        return [
            None if part is None or read is None else cell_of(part, read(flat))
            for part, read in zip(self.sides, self.reads)
        ]

    def _bring_signs(
        self, boxes: Sequence[Box], signs: Sequence[str], gap: float
    ) -> None:
        pairs = list(zip(boxes, boxes[1:]))
        if len(signs) > len(pairs):
            first, box = signs[0], boxes[0]
            left = _beside_cells(Box(box.left - BEFORE, box.top, 40, box.height))
            self.bring(Label(first, left, size=44))
        parts = [*self.sides[1:], self.after]
        for (before, after), part, sign in zip(pairs, parts, signs[-len(pairs) :]):
            size = 44 if len(sign) < 3 else 21
            if part is not None and not _are_beside(before, after):
                self.bring(Label(sign, _left_of(part, gap), size=size, align="right"))
            else:
                self.bring(Label(sign, _between(before, after), size=size))

    def move(self, time: float) -> None:
        turn, share = self.turns.at(time)
        has_begun = time >= self.turns.starts[0]
        alone = self.turns.playing(time) and turn < len(self.told)
        count = 0
        if has_begun and turn == len(self.told):
            count, _ = wave_of(share, self.size)
        fill(self.after, count)
        lead = None
        if alone:
            lead = self.told[turn]
        elif 0 < count < self.size:
            lead = flat_at(self.after, count - 1)
        for part, read in zip(self.sides, self.reads):
            if part is not None:
                mark(part, None if lead is None or read is None else read(lead))
        is_met = lead is not None and (not alone or share >= BECOME)
        mark(self.after, lead if is_met else None)
        for place, flat in enumerate(self.told):
            now = share if place == turn and alone else 0.0
            self._fly(place, flat, now)
            is_there = place < turn or place == turn and share >= BECOME
            is_shown = has_begun and is_there and count < self.size
            self.landed[place].set_opacity(1.0 if is_shown else 0.0)

    def _fly(self, place: int, flat: int, share: float) -> None:
        """Let the cells of a turn come to where the result's will be."""
        goal = corners_of(self.after, flat)
        others = [one for one in self.flying[place] if one is not None]
        for number, (cell, part, read) in enumerate(
            zip(self.flying[place], self.sides, self.reads)
        ):
            if cell is None or part is None or read is None:
                continue
            way = ease(share, SET_OUT, MET)
            start = corners_of(part, read(flat))
            # The first on the left, so that both are seen as they meet.
            apart = (goal[1] - goal[0]) * (number - (len(others) - 1) / 2) * 1.06
            end = goal + (
                apart if share < MET else apart * (1 - ease(share, MET, BECOME))
            )
            cell.place_corners(mix(start, end, way))
            cell.set_opacity(1.0 if SET_OUT < share < BECOME else 0.0)


def shared_scale(operands: Sequence[Value], result: Value) -> palette.Scale | None:
    """One scale for arrays that are added, unless one would not be seen."""
    arrays = [one.array.astype(float) for one in (*operands, result) if one.shape]
    reaches = [one for one in map(reach, arrays) if one]
    if not reaches or min(reaches) < UNSEEN * max(reaches):
        return None
    return palette.Scale.of(np.concatenate([one.ravel() for one in arrays]))


def place_read(shape: tuple[int, ...], into: tuple[int, ...]):
    """A function: flat index of the result -> that of the cell read."""
    if shape == into:
        return lambda flat: flat
    if not shape:
        return None
    lengths = (1,) * (len(into) - len(shape)) + tuple(shape)

    def read(flat: int) -> int:
        place = np.unravel_index(flat, into)
        own = [0 if length == 1 else int(one) for one, length in zip(place, lengths)]
        return int(np.ravel_multi_index(own, lengths))

    return read


def _beside_cells(box: Box) -> Box:
    """Where a part's cells are in a Box that has room for its name, too."""
    return Box(box.left, box.top + (NAME_ROOM - NOTE_ROOM) / 2, box.width, box.height)


def _are_beside(before: Box, after: Box) -> bool:
    return after.left > before.left + 1


def _left_of(part: Field, gap: float) -> Box:
    """Where a sign stands before an array that lies below another, as in a sum on
    paper: between the two are the names."""
    corners = corners_of(part, 0)
    top, bottom = corners[0][1], corners[2][1]
    return Box(corners[0][0] - gap, top, gap - 14, bottom - top)


def _between(before: Box, after: Box) -> Box:
    """Where a sign stands between two Boxes, beside or below each other."""
    if _are_beside(before, after):
        left = before.right
        high = _beside_cells(before)
        return Box(left, high.top, after.left - left, high.height)
    middle = (before.bottom + after.top) / 2
    return Box(before.left + before.width / 2 - 40, middle - 12, 80, 40)


def _beside_its_rows(side: Side, result: Value) -> Side:
    """A column that meets each row of a matrix stands as a column, however long."""
    rows, *others = side.value.shape or (0,)
    is_met = (
        others == [1] and len(result.shape) == 2 and result.shape[0] == rows
    ) and result.shape[1] > 1
    return replace(side, as_it_is=is_met)


def _is_written_beyond(thing: Side, box: Box) -> bool:
    """Whether the note of a thing would stand below a Box, with no room there."""
    if thing.is_number:
        return False
    part = part_of(thing.value, box, name=thing.name, as_it_is=thing.as_it_is)
    return (
        isinstance(part, MatrixPlane)
        and part.note_is_below
        and part.box.bottom + NOTED > box.bottom
    )


def _boxes(stage: Box, things: Sequence[Side], gap: float) -> list[Box]:
    """A Box for each, side by side or one below the other, whichever leaves
    more room for numbers."""
    grids = [one.grid for one in things]
    beside, below = _beside(stage, grids, gap), _below(stage, grids, gap)
    return beside if _least(grids, beside) * BETTER >= _least(grids, below) else below


def _least(grids, boxes) -> float:
    """How legible the numbers of the least legible grid are."""
    return min(
        legible(box.width / grid[1], (box.height - NAME_ROOM) / grid[0])
        for grid, box in zip(grids, boxes)
        if grid is not None
    )


def _beside(stage: Box, grids, gap: float) -> list[Box]:
    numbers = sum(grid is None for grid in grids)
    room = stage.width - gap * (len(grids) - 1) - NUMBER * numbers
    weights = [0.0 if grid is None else 1.0 + min(grid[1], 12) / 6 for grid in grids]
    boxes, left = [], stage.left
    for grid, weight in zip(grids, weights):
        width = NUMBER if grid is None else room * weight / sum(weights)
        boxes.append(Box(left, stage.top, width, stage.height))
        left += width + gap
    return boxes


def _below(stage: Box, grids, gap: float) -> list[Box]:
    """Rows of the stage as high as their grids need, right of what signs need; a
    number's is low."""
    left, wide = stage.left + gap, stage.width - gap
    rows = [1 if grid is None else grid[0] for grid in grids]
    apart = 12
    room = stage.height - apart * (len(grids) - 1) - NAME_ROOM * len(grids)
    boxes, top = [], stage.top - 6
    for one in rows:
        high = NAME_ROOM + room * one / sum(rows)
        boxes.append(Box(left, top, wide, high))
        top += high + apart
    return boxes
