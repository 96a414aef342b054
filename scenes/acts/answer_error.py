"""What was said minus what should have been said: the error of the answers."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scenes.acts import answer_error_words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.filled import filled
from scenes.acts.first_alone import FirstAlone
from scenes.acts.loss_board import standing
from scenes.acts.schedule import HOLD, first_alone
from scenes.acts.told_steps import called, planned_through
from scenes.reading.errors_of_answers import AnswerError, answer_errors
from scenes.stage import palette
from scenes.stage.chips import Chips, Slip
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of

TURN = {"alone": 3.6, "together": 2.4}
SHOWN, LANDED = 0.35, 0.8  # of a turn: what is wanted is there; the error is
SIGN, NAMES, FOOT = 110, 60, 80
MOST_SLIPS, MOST_MARKS = 120, 64


@dataclass(frozen=True, kw_only=True)
class AnswerErrorAct(Act):
    """Shares, less 1 where the right answer is.

    Attributes:
        error: of which answers.
    """

    kind: ClassVar[str] = "answer_error"

    error: AnswerError


def recognise(moment: Moment) -> Found | None:
    """The gradient of cross-entropy, all of whose operations are ahead."""
    error = moment.ahead(answer_errors)
    if error is None:
        return None
    turns = first_alone(len(error.picked), [0], **TURN)
    return planned_through(
        AnswerErrorAct,
        moment,
        error.operations,
        turns=turns,
        hold=HOLD,
        title=answer_error_words.title(),
        lead=answer_error_words.lead(error),
        outcome=answer_error_words.outcome(error),
        lit_until=turns.end - 0.5,
        step_name=answer_error_words.step_name(),
        operands=(error.said,),
        error=error,
    )


class AnswerErrorPlayer(FirstAlone):
    """What was said − what should have been said = the error."""

    act: AnswerErrorAct

    def build(self) -> None:
        error = self.act.error
        self.error, self.count = error, len(error.picked)
        self.lines = error.lines
        said = Values.of(error.said).laid(standing)
        self.columns = said.array.shape[1]
        wanted = np.zeros(error.said.shape)
        wanted.ravel()[error.picked] = 1
        shape = said.array.shape
        stage = self.stage
        room = (stage.width - 2 * SIGN) / 3
        boxes = [
            filled(
                shape,
                Box(
                    stage.left + place * (room + SIGN),
                    stage.top + NAMES,
                    room,
                    stage.height - NAMES - FOOT,
                ),
            )
            for place in range(3)
        ]
        self.said = self.bring(
            MatrixPlane(
                said, boxes[0], name=called(error.said), note=shape_of(error.said)
            ),
            error.said,
        )
        source = Values.of(wanted if error.wanted is None else error.wanted)
        self.wanted = self.bring(
            MatrixPlane(
                source.laid(standing),
                boxes[1],
                name=answer_error_words.wanted_name()
                if error.wanted is None
                else called(error.wanted),
            ),
            error.wanted,
        )
        self.result = self.bring(
            MatrixPlane(
                Values.of(error.result).laid(standing),
                boxes[2],
                name=self.act.result_name,
                note=shape_of(error.result),
            ),
            error.result,
        )
        divided = "" if error.divisor == 1 else f" ÷ {error.divisor:g}"
        for left, right, sign in zip(boxes, boxes[1:], ("−", f"{divided} =".strip())):
            middle = left.top + left.height / 2
            self.bring(
                Label(
                    sign,
                    Box(left.right + 8, middle - 40, right.left - left.right - 16, 80),
                    size=34 if len(sign) < 3 else 27,
                )
            )
        self.slips = self.bring(Chips())
        text = answer_error_words.formula(error, 0)
        self.written = self.bring(
            Label(
                text,
                Box(stage.left, stage.bottom - 62, stage.width, 56),
                size=28,
                color=palette.TEXT,
                family="code",
            )
        )

    def move(self, time: float) -> None:
        shares = self.turns.shares(time)
        landed = shares >= LANDED
        if self._is_in_order():
            self.result.revealed = int(np.sum(landed)) * self.lines.shape[1]
        else:
            self.result.revealed = self.lines.size if landed.all() else 0
        alone = self.turns.alone(time)
        self._mark(alone)
        self.written.set_opacity(
            ease(float(shares[0]), 0.4, 0.6)
            * (1 - ease(time, self.turns.ended(0), self.turns.ended(0) + 0.4))
            if self.count > 1
            else ease(float(shares[0]), 0.4, 0.6)
        )
        self.slips.items = tuple(self._falling(shares))

    def _is_in_order(self) -> bool:
        """Whether the lines are the rows, one after the other."""
        return np.array_equal(self.lines.ravel(), np.arange(self.lines.size))

    def _mark(self, alone: int | None) -> None:
        few = self.count <= MOST_MARKS
        cells = [alone] if alone is not None else range(self.count if few else 0)
        picked = [divmod(int(self.error.picked[k]), self.columns) for k in cells]
        marks = tuple((*place, 1, 1) for place in picked)
        self.said.marks = self.wanted.marks = self.result.marks = marks

    def _falling(self, shares: np.ndarray) -> list[Slip]:
        """Both rows on their way into the error."""
        slips: list[Slip] = []
        for k in np.flatnonzero((shares > SHOWN) & (shares < LANDED)).tolist():
            way = ease(float(shares[k]), SHOWN, LANDED)
            for flat in self.lines[k].tolist()[:MOST_SLIPS]:
                place = divmod(flat, self.columns)
                end = self.result.cell_box(*place)
                for plane, color in (
                    (self.said, palette.POSITIVE),
                    (self.wanted, palette.NEGATIVE),
                ):
                    if plane.values.array[place]:
                        slips.append(
                            Slip(
                                mix_boxes(plane.cell_box(*place), end, way), color, 0.35
                            )
                        )
            if len(slips) > 3 * MOST_SLIPS:
                break
        return slips

    def turn_words(self, index: int) -> str:
        return answer_error_words.turn(self.error, index)


KIND = ActKind(AnswerErrorAct, AnswerErrorPlayer, recognise)
