"""The base of acts in which the cells of an array stand on a curve.

An array, the curve, and what comes out: side by side, or one below the other
where the array is wide. The telling values go alone: each leaves its cell,
stands on the curve, and lands in its cell of the result; then all in a wave.
"""

from itertools import pairwise

import numpy as np

from network.trace import Value
from scenes.acts.cell_turns import wave_of
from scenes.acts.fields import (
    NAME_ROOM,
    cell_of,
    dot_color,
    fill,
    flat_at,
    grid_of,
    legible,
    mark,
    middle_of,
    part_of,
    shown_of,
)
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import Schedule
from scenes.acts.through_curve import samples
from scenes.arrays.extremes import reach
from scenes.reading.known_curves import Curve as Function
from scenes.stage.chips import Chips, Dot
from scenes.stage.curve import FURTHEST, Curve
from scenes.stage.part import Box, ease, mix
from scenes.words.naming import code

ON_CURVE, LEAVES, LANDED = 0.38, 0.62, 0.94  # shares of a value's way
RESTING = 240  # dots on the curve, at most
GAP = 70  # between the curve and the arrays beside it
CURVE_WIDE, CURVE_HIGH = 660, 300  # of the curve, beside and between
BETTER = 1.3  # so much larger cells are worth a lower curve
BELOW = 16  # what a row of three may go beyond the stage
LEAST = 3.0  # how far from 0 the curve is drawn at least


class CellsOnCurve(ActPlayer):
    """For subclasses, whose `build` calls `bring_all`.

    Attributes:
        x, y: (count,) where each value stands on the curve.
        told: flat indices of the cells that go alone.
        before, after: the parts of the arrays.
    """

    turns: Schedule
    told: tuple[int, ...]

    def bring_all(
        self,
        before: Value,
        after: Value,
        function: Function,
        places: tuple[np.ndarray, np.ndarray],
        title: str,
    ) -> None:
        """Bring the arrays and the curve between them.

        Args:
            places: x and y of each value on the curve.
            title: of the curve.
        """
        self.x, self.y = (one.ravel().astype(float) for one in places)
        self.is_number = np.isfinite(self.x) & np.isfinite(self.y)
        boxes = _boxes(self.stage, grid_of(before.shape))
        name = code(before.name or before.expression)
        self.before = self.bring(part_of(before, boxes[0], name=name), before)
        width = max(width_of(self.x), self.least_width())
        xs, ys = samples(function, self.x, width, is_known=self.is_known())
        self.curve = self.bring(Curve(xs, ys, boxes[1], title=title))
        self.after = self.bring(
            part_of(after, boxes[2], name=self.act.result_name), after
        )
        self.landed = [cell_of(self.after, flat) for flat in self.told]
        self.parts += self.landed
        self.size = shown_of(self.after)
        self.resting = np.unique(
            np.linspace(0, self.size - 1, min(self.size, RESTING)).astype(int)
        )
        self.dots = self.bring(Chips())

    def least_width(self) -> float:
        """How far from 0 the curve is drawn at least, for what it is."""
        return 0.0

    def is_known(self) -> bool:
        """Whether its shape on both sides of 0 is what the curve is known by."""
        return True

    def move(self, time: float) -> None:
        turn, share = self.turns.at(time)
        playing = self.turns.playing(time)
        alone = playing and turn < len(self.told)
        count, flying = 0, []
        if turn == len(self.told):
            count, places = wave_of(share, self.size)
            flying = [(flat_at(self.after, place), way) for place, way in places]
        fill(self.after, count)
        for place, cell in enumerate(self.landed):
            is_there = place < turn or place == turn and share >= LANDED
            is_alone = is_there and count < self.size
            cell.set_opacity(1.0 if is_alone else 0.0)
        lead = self.told[turn] if alone else None
        mark(self.before, lead)
        mark(self.after, lead if lead is not None and share >= LANDED else None)
        if lead is not None:
            flying = [(lead, share)]
        self.dots.items = tuple(
            Dot(*self.at(flat, one), self.color_at(flat, one), 9 if alone else 6)
            for flat, one in flying
            if self.is_number[flat] and one < LANDED
        )
        self.rest(lead, share, count, turn if time >= self.turns.starts[0] else -1)

    def rest(self, lead: int | None, share: float, count: int, turn: int) -> None:
        """Let values stand on the curve that have been there.

        Args:
            lead, share: the cell that goes alone, and how far it is.
            count: how many of all have landed.
            turn: the number of the turn.
        """
        places = self.resting[self.resting < count]
        there = [
            *self.told[: max(turn, 0)],
            *(flat_at(self.after, place) for place in places),
        ]
        self.curve.dots = tuple(
            (self.x[flat], self.y[flat], dot_color(self.x[flat]), 0.5)
            for flat in dict.fromkeys(there)
            if self.is_number[flat]
        )
        stands = lead is not None and share >= ON_CURVE and self.is_number[lead]
        self.curve.guide = (self.x[lead], self.y[lead]) if stands else None

    def color_at(self, flat: int, share: float) -> str:
        """The colour of a value on its way."""
        return dot_color(self.x[flat])

    def at(self, flat: int, share: float) -> tuple[float, float]:
        """Where a value is on its way, in design pixels."""
        room = self.curve.room
        here, there = middle_of(self.before, flat), middle_of(self.after, flat)
        on_curve = self.curve.point(self.x[flat], self.y[flat])
        foot = (on_curve[0], room.bottom)
        stations = (
            (0.0, here),
            (0.26, foot),
            (ON_CURVE, on_curve),
            (LEAVES, on_curve),
            (LANDED, there),
        )
        for (begin, start), (end, stop) in pairwise(stations):
            if share <= end:
                way = ease(share, begin, end)
                return mix(start[0], stop[0], way), mix(start[1], stop[1], way)
        return there


def width_of(x: np.ndarray) -> float:
    """How far from 0 a curve is drawn for some x."""
    return max(min(reach(x), FURTHEST / 2) * 1.08, LEAST)


def _boxes(stage: Box, grid: tuple[int, int]) -> tuple[Box, Box, Box]:
    """The Boxes of the array, of the curve, and of what comes out."""
    wide = (stage.width - CURVE_WIDE - 2 * GAP) / 2
    between = min(CURVE_HIGH, 0.42 * stage.height)
    high = (stage.height + BELOW - between) / 2
    rows, columns = grid
    beside = legible(wide / columns, (stage.height - NAME_ROOM) / rows)
    if beside >= legible(stage.width / columns, (high - NAME_ROOM) / rows) / BETTER:
        return (
            Box(stage.left, stage.top, wide, stage.height),
            Box(stage.left + wide + GAP, stage.top + 20, CURVE_WIDE, stage.height - 40),
            Box(stage.right - wide, stage.top, wide, stage.height),
        )
    top = stage.top - 10
    return (
        Box(stage.left, top, stage.width, high),
        Box(stage.left + 305, top + high + 18, 1200, between - 24),
        Box(stage.left, top + high + between, stage.width, high),
    )
