"""Two matrices whose rows collapse together: pairs, multiplied and added up."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from network.trace import Value
from scenes.acts import collapse_words
from scenes.acts.act import ActKind, Found, Moment, planned
from scenes.acts.collapse import FOOT, GAP, NAMES, TURN, Collapse, CollapseAct, slips_of
from scenes.acts.filled import filled
from scenes.acts.schedule import HOLD, first_alone
from scenes.acts.told_steps import called
from scenes.reading.row_dots import row_dots
from scenes.stage.chips import Slip
from scenes.stage.label import Label
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of

BETWEEN = 90  # the two matrices, for the sign


@dataclass(frozen=True, kw_only=True)
class CollapsePairsAct(CollapseAct):
    """Rows of two matrices, or of one and a row: a number for each.

    Attributes:
        beside: the other matrix, or the row.
    """

    kind: ClassVar[str] = "collapse_pairs"

    beside: Value


def recognise(moment: Moment) -> Found | None:
    """Rows that are multiplied pair by pair and added up."""
    found = row_dots(moment.operations, moment.roles)
    if found is None:
        return None
    names = called(found.lines.source), called(found.beside)
    turns = first_alone(found.lines.count, [0], **TURN)
    is_one = len(found.beside.shape) == 1 or found.beside.shape[0] == 1
    return planned(
        CollapsePairsAct,
        moment,
        turns.end + HOLD,
        collapse_words.pairs_title(*names),
        collapse_words.pairs_lead(found.lines, *names, is_one=is_one),
        count=len(found.operations),
        turns=turns,
        outcome=collapse_words.outcome(found.lines),
        outcome_at=turns.end,
        reduction=found.lines,
        beside=found.beside,
    )


class CollapsePairs(Collapse):
    """The matrix, the other one beside it, the result beside their rows."""

    act: CollapsePairsAct

    def build(self) -> None:
        self.other = Values.of(self.act.beside).laid(np.atleast_2d)
        self.is_one = len(self.other.array) == 1
        super().build()
        high = self.plane.box.height / len(self.plane.values.array)
        box = self.beside
        if self.is_one:
            box = Box(box.left, box.top + (box.height - high) / 2, box.width, high)
        value = self.act.beside
        self.second = self.bring(
            MatrixPlane(self.other, box, name=called(value), note=shape_of(value)),
            value,
        )
        middle = self.plane.box.top + self.plane.box.height / 2
        for sign, left in (("×", self.plane.box.right), ("Σ =", self.beside.right)):
            wide = BETWEEN if sign == "×" else GAP
            self.bring(Label(sign, Box(left, middle - 40, wide, 80), size=34))

    def _boxes(
        self, shape: tuple[int, int], result: tuple[int, int]
    ) -> tuple[Box, Box]:
        stage = self.stage
        room = Box(
            stage.left, stage.top + NAMES, stage.width, stage.height - NAMES - FOOT
        )
        wide = 120.0
        each = (room.width - BETWEEN - GAP - wide) / 2
        box = filled(shape, Box(room.left, room.top, each, room.height))
        whole = 2 * box.width + BETWEEN + GAP + wide
        left = room.left + (room.width - whole) / 2
        box = Box(left, box.top, box.width, box.height)
        self.beside = Box(box.right + BETWEEN, box.top, box.width, box.height)
        return box, Box(self.beside.right + GAP, box.top, wide, box.height)

    def _formula(self, index: int) -> str:
        return collapse_words.pairs_formula(
            self.found, self.other.array[0 if self.is_one else index], index
        )

    def move(self, time: float) -> None:
        super().move(time)
        alone = self.turns.alone(time)
        columns = self.other.array.shape[1]
        self.second.marks = (
            () if alone is None else ((0 if self.is_one else alone, 0, 1, columns),)
        )

    def _cells(self, index: int) -> list[Slip]:
        row = 0 if self.is_one else index
        beside = slips_of(self.second, row, 0, 1, self.other.array.shape[1])
        return [*super()._cells(index), *beside]

    def turn_words(self, index: int) -> str:
        return collapse_words.one_pair_of_rows(self.found, index)


KIND = ActKind(CollapsePairsAct, CollapsePairs, recognise)
