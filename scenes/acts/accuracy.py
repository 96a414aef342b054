"""How many answers are right: each is held against the right one."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from network.trace import Value
from scenes.acts import accuracy_words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.filled import filled
from scenes.acts.first_alone import FirstAlone
from scenes.acts.loss_board import standing
from scenes.acts.schedule import HOLD, first_alone
from scenes.acts.told_steps import called, planned_through
from scenes.reading.accuracies import Accuracy, accuracies
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of

TURN = {"alone": 3.0, "together": 2.4}
COUNTED = 1.6  # seconds in which all are counted
CHOSEN, COMPARED = 0.3, 0.7  # of a turn
COLUMN, GAP, NAMES, FOOT, TOTAL = 130, 70, 60, 40, 330
MOST_MARKS = 64


@dataclass(frozen=True, kw_only=True)
class AccuracyAct(Act):
    """Answers held against the right ones.

    Attributes:
        accuracy: which answers, and how many are right.
    """

    kind: ClassVar[str] = "accuracy"

    accuracy: Accuracy


def recognise(moment: Moment) -> Found | None:
    """A share of answers that are right, all of it ahead."""
    found = moment.roles.read(accuracies).get(moment.operation.number)
    if found is None:
        return None
    numbers = frozenset(one.number for one in found.operations)
    if numbers & moment.shown:
        return None
    turns = first_alone(found.hits.array.size, [0], **TURN)
    return planned_through(
        AccuracyAct,
        moment,
        found.operations,
        turns=turns,
        hold=HOLD,
        title=accuracy_words.title(),
        lead=accuracy_words.lead(found),
        outcome=accuracy_words.outcome(found),
        outcome_at=turns.end + COUNTED,
        lit_until=turns.end,
        step_name=accuracy_words.step_name(),
        operands=tuple(
            one for one in (found.said, found.answers, found.wanted) if one is not None
        ),
        accuracy=found,
    )


class AccuracyPlayer(FirstAlone):
    """What was said, the answers, the right ones, and where they agree."""

    act: AccuracyAct

    def build(self) -> None:
        found = self.act.accuracy
        self.found, self.count = found, found.hits.array.size
        columns: list[Value] = [found.answers, found.wanted, found.hits]
        grids = [Values.of(one).laid(standing) for one in columns]
        stage = self.stage
        high = stage.height - NAMES - FOOT
        room = stage.width - TOTAL - GAP
        across = [COLUMN * min(grid.array.shape[1], 2) for grid in grids]
        self.said = None
        left = stage.left + 10
        if found.said is not None:
            wide = room - sum(across) - GAP * 3
            grid = Values.of(found.said).laid(self._rows)
            box = filled(
                grid.array.shape, Box(left, stage.top + NAMES, wide, high), align="left"
            )
            self.said = self.bring(
                MatrixPlane(
                    grid, box, name=called(found.said), note=shape_of(found.said)
                ),
                found.said,
            )
            left = box.right + GAP
            place = box
        else:
            place = filled(
                grids[0].array.shape, Box(left, stage.top + NAMES, across[0], high)
            )
        spare = max(0.0, (room - left + stage.left - sum(across) - 2 * GAP) / 4)
        self.planes = []
        for value, grid, wide, name in zip(
            columns, grids, across, accuracy_words.names(found)
        ):
            left += spare
            self.planes.append(
                self.bring(
                    MatrixPlane(
                        grid, Box(left, place.top, wide, place.height), name=name
                    ),
                    value,
                )
            )
            left += wide + GAP
        middle = stage.top + stage.height / 2
        box = Box(stage.left + stage.width - TOTAL, middle - 60, TOTAL, 80)
        text = accuracy_words.counted(found)
        self.total = [
            self.bring(
                Label(text, box, size=44, color=palette.POINTED, family="code"),
                self.act.result,
            ),
            self.bring(
                Label(
                    accuracy_words.written_total(found),
                    Box(box.left, box.bottom + 6, TOTAL, 44),
                    size=26,
                    color=palette.TEXT,
                    family="code",
                )
            ),
        ]

    def _rows(self, array: np.ndarray) -> np.ndarray:
        """What was said as a row for each answer."""
        chosen = self.found.chosen
        assert chosen is not None
        return chosen.lines(array)

    def move(self, time: float) -> None:
        shares = self.turns.shares(time)
        self._fill(self.planes[0], shares >= CHOSEN)
        self._fill(self.planes[2], shares >= COMPARED)
        alone = self.turns.alone(time)
        lit = [] if alone is None else [alone]
        for plane in self.planes:
            columns = plane.values.array.shape[1]
            plane.marks = tuple((*divmod(k, columns), 1, 1) for k in lit)
        if self.said is not None and self.found.chosen is not None:
            places = self.found.chosen.chosen()
            few = self.count <= MOST_MARKS
            done = np.flatnonzero(shares > 0.1) if few else np.array(lit, int)
            self.said.marks = tuple((int(k), int(places[k]), 1, 1) for k in done)
        for place, part in enumerate(self.total):
            start = self.turns.end + 0.3 + 0.4 * place
            part.set_opacity(ease(time, start, start + 0.8))

    @staticmethod
    def _fill(plane: MatrixPlane, there: np.ndarray) -> None:
        gone = np.flatnonzero(~there)
        plane.revealed = int(gone[0]) if gone.size else there.size

    def turn_words(self, index: int) -> str:
        return accuracy_words.turn(self.found, index)


KIND = ActKind(AccuracyAct, AccuracyPlayer, recognise)
