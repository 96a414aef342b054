"""Cells that are written into an array; a one-hot row is made so."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scenes.acts import overwrite_words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.filled import filled
from scenes.acts.first_alone import FirstAlone
from scenes.acts.loss_board import standing
from scenes.acts.schedule import HOLD, first_alone
from scenes.acts.shape_lines import shapes_of
from scenes.acts.told_steps import called, planned_through
from scenes.arrays.numbers import written
from scenes.reading.shuffles import shuffle
from scenes.reading.written_cells import Write, one_hots, write
from scenes.stage import palette
from scenes.stage.chips import Chips, Slip
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of
from scenes.words.naming import code, said

TURN = {"alone": 2.2, "together": 1.6}
READ = 1.4  # seconds in which the lines are lit that lead to the write
LANDED = 0.7  # of a turn: the cell is written
GAP, NAMES, FOOT, LABELS = 170, 60, 40, 60
MOST_UNITS, MOST_LABELS, MOST_LINES = 400, 24, 64


@dataclass(frozen=True, kw_only=True)
class WriteAct(Act):
    """Cells of an array that are written.

    Attributes:
        write: which ones, and what.
    """

    kind: ClassVar[str] = "write"

    write: Write


def recognise(moment: Moment) -> Found | None:
    """A write into an array, or one-hot rows with what they begin with."""
    made = (
        moment.ahead(one_hots)
        or shuffle(moment.operations)
        or write(moment.operation, moment.roles.makers)
    )
    if made is None:
        return None
    last = made.operations[-1]
    step = moment.trace.steps[last.step]
    count = _count(made)
    turns = first_alone(count, [0], **TURN)
    if count == 1:
        turns = first_alone(1, [0], alone=TURN["alone"], together=0.0)
    is_kept = last.function == "setitem" or any(
        one.identity == last.result.identity for one in step.assigned
    )
    target = step.targets[0] if is_kept and len(step.targets) == 1 else ""
    name = code(target) or called((made.is_shuffle and made.before) or last.result)
    return planned_through(
        WriteAct,
        moment,
        made.operations,
        turns=turns,
        hold=HOLD,
        title=overwrite_words.title(made, name),
        lead=overwrite_words.lead(made, name),
        outcome=overwrite_words.outcome(made),
        lit_until=READ,
        operands=(made.value,) if made.value is not None else (),
        result=made.after,
        result_name=name,
        shapes=str(made.after.shape) if made.is_shuffle else shapes_of(last),
        write=made,
    )


def _count(made: Write) -> int:
    """How many things of their own are written: the cells of one-hot rows,
    else all at once."""
    return made.cells.size if made.is_one_hot and made.cells.size <= MOST_UNITS else 1


class WritePlayer(FirstAlone):
    """What is written, and the array that it is written into."""

    act: WriteAct

    def build(self) -> None:
        made = self.act.write
        self.made, self.count = made, len(self.turns.starts)
        after = Values.of(made.after).laid(standing)
        self.columns = after.array.shape[1]
        self.states = self._states(after)
        stage = self.stage
        room = Box(
            stage.left + LABELS,
            stage.top + NAMES,
            stage.width - LABELS,
            stage.height - NAMES - FOOT,
        )
        source = self._source()
        wide = (
            0.0
            if source is None
            else min(0.42 * room.width, 110.0 * source.array.shape[1])
        )
        wide = max(wide, 130.0)
        box = filled(
            after.array.shape,
            Box(room.left, room.top, room.width - GAP - wide, room.height),
        )
        left = room.left + (room.width - box.width - GAP - wide) / 2
        box = Box(left + wide + GAP, box.top, box.width, box.height)
        self.start = self._bring_source(source, Box(left, box.top, wide, box.height))
        rows = after.array.shape[0]
        self.plane = self.bring(
            MatrixPlane(
                self.states[0],
                box,
                name=self.act.result_name,
                note=shape_of(made.after),
                row_labels=tuple(map(str, range(rows)))
                if 1 < rows <= MOST_LABELS
                else (),
            ),
            made.before,
            comes_as=made.after if made.before is None else None,
        )
        self.plane.color_scale = palette.Scale.of(
            np.concatenate([one.array.ravel() for one in self.states])
        )
        self.cast[(made.after.identity, made.after.version)] = self.plane
        self.slips = self.bring(Chips())

    def _states(self, after: Values) -> list[Values]:
        """The array before, with the first thing written, and in the end."""
        made = self.made
        if made.before is not None:
            before = Values.of(made.before).laid(standing)
        else:
            before = Values.of(np.zeros(after.array.shape))
        first = before.array.copy()
        if self.count > 1:
            cell = int(made.cells.ravel()[0])
            first.ravel()[cell] = after.array.ravel()[cell]
            return [before, Values.of(first), after]
        return [before, after, after]

    def _source(self) -> Values | None:
        """What stands left: the array written, or what says where."""
        made = self.made
        shown = made.index if made.is_one_hot else made.value
        if shown is None or shown.array.size < 2:
            return None
        if not made.is_one_hot and shown.array.size == made.cells.size:
            *_, high, wide = self._around(0)
            if high * wide == shown.array.size:
                return Values.of(shown).reshape(high, wide)
        return Values.of(shown).laid(standing)

    def _bring_source(self, source: Values | None, box: Box) -> MatrixPlane | Label:
        made = self.made
        if source is None:
            values = made.after.array.ravel()[made.cells.ravel()[:1]]
            return self.bring(
                Label(
                    written(float(values[0]), ".4g"),
                    Box(box.left, box.top + box.height / 2 - 50, box.width, 100),
                    size=44,
                    color=palette.POINTED,
                    family="code",
                )
            )
        value = made.index if made.is_one_hot else made.value
        assert value is not None
        place = filled(source.array.shape, box)
        if source.array.shape[0] == self.states[0].array.shape[0]:
            place = Box(place.left, box.top, place.width, box.height)
        name = called(value)
        if not (value.name or value.expression):
            name = said("what is written", "写入的内容")
        return self.bring(MatrixPlane(source, place, name=name), value)

    def move(self, time: float) -> None:
        shares = self.turns.shares(time)
        landed = shares >= LANDED
        state = 2 if landed.all() else int(landed[0])
        self.plane.values = self.states[state]
        alone = self.turns.alone(time)
        few = self.count <= 64
        cells = (
            [alone]
            if alone is not None
            else range(self.count if few and landed.any() else 0)
        )
        self.plane.marks = tuple(
            block for k in cells for _, block in self._blocks(int(k))
        )
        if isinstance(self.start, MatrixPlane) and self.count > 1:
            rows = self.start.values.array.shape[0]
            self.start.marks = tuple(
                (k, 0, 1, 1) for k in ([alone] if alone is not None else []) if k < rows
            )
        self.slips.items = tuple(
            Slip(
                mix_boxes(
                    begin,
                    self.plane.cell_box(*block),
                    ease(float(shares[k]), 0.15, LANDED),
                ),
                palette.POINTED,
                0.45,
            )
            for k in np.flatnonzero((shares > 0.15) & (shares < LANDED))[:120]
            for begin, block in self._blocks(int(k))
        )

    def _blocks(self, index: int) -> list[tuple[Box, tuple[int, int, int, int]]]:
        """(where it comes from, its rows and columns) of each block of cells
        that a turn writes: of what is scattered each line by itself."""
        around = self._around(index)
        cells = self.made.cells
        if self.count > 1 or np.unique(cells).size == around[2] * around[3]:
            return [(self._from(index), around)]
        if cells.ndim == 2 and len(cells) <= MOST_LINES and self._are_lines(cells):
            return [
                (
                    self._line_from(k),
                    (*divmod(int(line[0]), self.columns), 1, len(line)),
                )
                for k, line in enumerate(cells)
            ]
        scattered = np.unique(cells)
        if scattered.size > MOST_LINES:
            return [(self._from(index), around)]
        places = (divmod(int(cell), self.columns) for cell in scattered)
        return [(self._from(index), (*place, 1, 1)) for place in places]

    def _are_lines(self, cells: np.ndarray) -> bool:
        """Whether each line of cells stands side by side in a row."""
        rows = cells // self.columns
        return bool((np.diff(cells) == 1).all() and (rows == rows[:, :1]).all())

    def _line_from(self, index: int) -> Box:
        """Where a line of what is written comes from."""
        if isinstance(self.start, MatrixPlane):
            rows, columns = self.start.values.array.shape
            if (rows, columns) == self.made.cells.shape:
                return self.start.cell_box(index, 0, 1, columns)
        return self._from(0)

    def _from(self, index: int) -> Box:
        """Where what is written comes from."""
        if isinstance(self.start, MatrixPlane):
            rows, columns = self.start.values.array.shape
            if self.count > 1 and index < rows * columns:
                return self.start.cell_box(*divmod(index, columns))
            return self.start.box
        box = self.start.box
        return Box(box.left + box.width / 2 - 30, box.top + 20, 60, 60)

    def _around(self, index: int) -> tuple[int, int, int, int]:
        cells = self.made.cells.ravel()
        flat = cells[[index]] if self.count > 1 else cells
        rows, across = np.divmod(flat, self.columns)
        return (
            int(rows.min()),
            int(across.min()),
            int(np.ptp(rows)) + 1,
            int(np.ptp(across)) + 1,
        )

    def turn_words(self, index: int) -> str:
        return overwrite_words.turn(self.made, index)


KIND = ActKind(WriteAct, WritePlayer, recognise)
