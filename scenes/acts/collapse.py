"""A reduction: each line of cells collapses to one number."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scenes.acts import collapse_words
from scenes.acts.act import Act, ActKind, Found, Moment, planned
from scenes.acts.entrances import FADE
from scenes.acts.filled import filled
from scenes.acts.first_alone import FirstAlone
from scenes.acts.schedule import HOLD, first_alone
from scenes.acts.told_steps import called
from scenes.arrays import shapes as arrange
from scenes.reading.batches import runs_over_batch
from scenes.reading.gradient_parts import gradient_parts
from scenes.reading.reductions import PICKING, Reduction, reduction
from scenes.stage import palette
from scenes.stage.chips import Chips, Slip
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of

TURN = {"alone": 3.4, "together": 2.4}
ONLY = 3.8  # seconds of the turn where there is but one line
GATHER = (0.25, 0.8)  # of a turn: when its cells come together
MOST_SLIPS, MOST_MARKS = 64, 64
FOOT, GAP = 92, 130  # below the matrix, for what is written; before the result
NAMES = 56  # above a matrix, for its name


@dataclass(frozen=True, kw_only=True)
class CollapseAct(Act):
    """Lines of cells that become one number each.

    Attributes:
        reduction: which lines, and what becomes of them.
    """

    kind: ClassVar[str] = "collapse"

    reduction: Reduction


def recognise(moment: Moment) -> Found | None:
    """Any reduction of more than one cell, along an axis or over all."""
    found = reduction(moment.operation)
    if found is None or found.length < 2:
        return None
    turns = first_alone(
        found.count, [0], **(TURN if found.count > 1 else {**TURN, "alone": ONLY})
    )
    title, lead = _words(moment, found)
    return planned(
        CollapseAct,
        moment,
        turns.end + HOLD,
        title,
        lead,
        turns=turns,
        outcome=collapse_words.outcome(found),
        outcome_at=turns.end,
        reduction=found,
    )


def _words(moment: Moment, found: Reduction) -> tuple[str, str]:
    """(title, lead)."""
    name = called(found.source)
    biases = moment.roles.read(gradient_parts).of_biases
    bias = biases.get(moment.operation.number)
    if bias is not None:
        told = called(bias)
        return (
            collapse_words.of_bias_title(moment.named(1), told),
            collapse_words.of_bias_lead(found, name, told),
        )
    is_batch = found.is_down and runs_over_batch(moment.roles, found.source)
    lead = collapse_words.lead(found, name, is_batch=is_batch)
    return collapse_words.title(found), lead


class Collapse(FirstAlone):
    """The matrix, with its result beside the rows or below the columns."""

    act: CollapseAct

    def build(self) -> None:
        found = self.act.reduction
        self.found, self.count = found, found.count
        grid = self._grid(Values.of(found.source))
        result = Values.of(found.result).reshape(*self._result_shape())
        box, end = self._boxes(grid.array.shape, result.array.shape)
        keeps_scale = found.function in ("max", "min")
        self.plane = self.bring(
            MatrixPlane(
                grid, box, name=called(found.source), note=shape_of(found.source)
            ),
            found.source,
        )
        self.result = self.bring(
            MatrixPlane(
                result,
                end,
                name=self.act.result_name,
                scale=self.plane.color_scale if keeps_scale else None,
            ),
            found.result,
        )
        self.slips = self.bring(Chips())
        self.written = self.bring(self._label(self._formula(0)))

    def _formula(self, index: int) -> str:
        """How a line becomes its number, written out."""
        return collapse_words.formula(self.found, index)

    def _label(self, text: str) -> Label:
        stage = self.stage
        size = min(30.0, stage.width / (0.62 * max(len(text), 1)))
        return Label(
            text,
            Box(stage.left, stage.bottom - FOOT + 24, stage.width, 60),
            size=size,
            color=palette.TEXT,
            family="code",
        )

    def _grid(self, source: Values) -> Values:
        found = self.found
        if found.count == 1:
            return source.laid(_folded)
        if found.is_down:
            return source
        return source.laid(found.lines)

    def _result_shape(self) -> tuple[int, int]:
        return (1, self.count) if self.found.is_down else (self.count, 1)

    def _boxes(
        self, shape: tuple[int, int], result: tuple[int, int]
    ) -> tuple[Box, Box]:
        """Where matrix and result stand, with rows or columns in line."""
        stage = self.stage
        room = Box(
            stage.left, stage.top + NAMES, stage.width, stage.height - NAMES - FOOT
        )
        if self.found.is_down:
            cell = min(84.0, (room.height - NAMES - 30) / (shape[0] + 1))
            last = max(cell, 44.0)
            box = filled(
                shape,
                Box(room.left, room.top, room.width, room.height - last - NAMES - 20),
            )
            return box, Box(box.left, box.bottom + NAMES + 10, box.width, last)
        wide = min(150.0, max(room.width / (shape[1] + 2), 110.0))
        box = filled(
            shape, Box(room.left, room.top, room.width - GAP - wide, room.height)
        )
        # Both together stand in the middle.
        left = room.left + (room.width - box.width - GAP - wide) / 2
        box = Box(left, box.top, box.width, box.height)
        if result == (1, 1):
            middle = box.top + box.height / 2
            return box, Box(box.right + GAP, middle - 40, wide, 80)
        return box, Box(box.right + GAP, box.top, wide, box.height)

    def _outline(self, index: int) -> tuple[int, int, int, int]:
        rows, columns = self.plane.values.array.shape
        if self.count == 1:
            return 0, 0, rows, columns
        return (0, index, rows, 1) if self.found.is_down else (index, 0, 1, columns)

    def move(self, time: float) -> None:
        shares = self.turns.shares(time)
        done = int(np.sum(shares >= GATHER[1]))
        self.result.revealed = done
        alone = self.turns.alone(time)
        running = [] if alone is None else [self._outline(alone)]
        self.plane.marks = (*running, *self._chosen(done))
        self.result.marks = ()
        self.written.set_opacity(ease(float(shares[0]), 0.3, 0.5))
        if self.count > 1 and self.turns.together is not None:
            gone = ease(time, self.turns.together, self.turns.together + FADE)
            self.written.set_opacity(self.written.opacity * (1 - gone))
        self.slips.items = tuple(self._gathering(shares))

    def _chosen(self, done: int) -> list[tuple[int, int, int, int]]:
        """Outlines of the cells that lines have kept."""
        if self.found.function not in PICKING or self.count > MOST_MARKS:
            return []
        columns = self.plane.values.array.shape[1]
        places = self.found.chosen()[:done]
        if self.count == 1:
            return [(*divmod(int(place), columns), 1, 1) for place in places]
        if self.found.is_down:
            return [(int(place), line, 1, 1) for line, place in enumerate(places)]
        return [(line, int(place), 1, 1) for line, place in enumerate(places)]

    def _gathering(self, shares: np.ndarray) -> list[Slip]:
        """The cells of lines on their way to where their number appears."""
        slips: list[Slip] = []
        for index in np.flatnonzero((shares > GATHER[0]) & (shares < GATHER[1])):
            row, column, high, wide = self._outline(int(index))
            way = ease(float(shares[index]), *GATHER)
            end = self._end(int(index))
            cells = self._cells(int(index)) if high * wide <= MOST_SLIPS else []
            if len(slips) + len(cells) > 400:
                break
            slips += [
                Slip(mix_boxes(one.box, end, way), one.color, 0.9) for one in cells
            ]
            if not cells:
                start = self.plane.cell_box(row, column, high, wide)
                slips.append(Slip(mix_boxes(start, end, way), palette.POINTED, 0.35))
        return slips

    def _cells(self, index: int) -> list[Slip]:
        """The cells of a line, where they stand."""
        row, column, high, wide = self._outline(index)
        return slips_of(self.plane, row, column, high, wide)

    def _end(self, index: int) -> Box:
        return self.result.cell_box(*((0, index) if self.found.is_down else (index, 0)))

    def turn_words(self, index: int) -> str:
        return collapse_words.one_line(self.found, index)


def slips_of(
    plane: MatrixPlane, row: int, column: int, high: int, wide: int
) -> list[Slip]:
    """Some cells of a plane as Slips, where they stand."""
    values = plane.values.array[row : row + high, column : column + wide]
    colors = plane.color_scale.colors(values)
    return [
        Slip(plane.cell_box(row + r, column + c), "#" + bytes(colors[r, c, :3]).hex())
        for r in range(high)
        for c in range(wide)
    ]


def _folded(array: np.ndarray) -> np.ndarray:
    """An array as rows and columns; a long row folded where it can be."""
    grid = arrange.as_grid(array)
    if grid.shape[0] > 1 or grid.shape[1] <= 24:
        return grid
    size = grid.shape[1]
    rows = next((n for n in range(int(size**0.5), 1, -1) if size % n == 0), 1)
    return grid.reshape(rows, -1)


KIND = ActKind(CollapseAct, Collapse, recognise)
