"""A penalty on large weights: their squares are added to the loss."""

from dataclasses import dataclass
from typing import ClassVar

from scenes.acts import penalty_words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.filled import filled
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import HOLD, Schedule, one_by_one
from scenes.acts.told_steps import called, planned_through
from scenes.reading.penalties import Penalty, penalties
from scenes.stage import palette
from scenes.stage.chips import Chips, Slip
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of

TURN = {"first": 2.6, "shrink": 0.7, "least": 1.0}
ADDED = 2.2  # seconds in which all of them are added to the loss
MOST = 4  # matrices that are shown
GAP, NAMES, FOOT, SUM = 90, 60, 90, 60


@dataclass(frozen=True, kw_only=True)
class PenaltyAct(Act):
    """Weights whose squares are added to a loss.

    Attributes:
        penalty: which weights, and how much they count.
    """

    kind: ClassVar[str] = "penalty"

    penalty: Penalty


def recognise(moment: Moment) -> Found | None:
    """A penalty that begins with this operation."""
    penalty = moment.ahead(penalties)
    if penalty is None:
        return None
    turns = one_by_one(min(len(penalty.weights), MOST), **TURN)
    return planned_through(
        PenaltyAct,
        moment,
        penalty.operations,
        turns=turns,
        hold=HOLD,
        title=penalty_words.title(),
        lead=penalty_words.lead(penalty),
        outcome=penalty_words.outcome(penalty),
        outcome_at=turns.end + ADDED,
        lit_until=turns.end,
        step_name=penalty_words.step_name(),
        operands=penalty.weights,
        penalty=penalty,
    )


class PenaltyPlayer(ActPlayer):
    """The weights side by side, below each its squares added up, then the
    sum that is added to the loss."""

    act: PenaltyAct
    turns: Schedule

    def build(self) -> None:
        penalty = self.act.penalty
        shown = penalty.weights[:MOST]
        stage = self.stage
        wide = (stage.width - GAP * (len(shown) - 1)) / len(shown)
        self.planes, self.sums = [], []
        for place, (value, total) in enumerate(zip(shown, penalty.sums)):
            grid = Values.of(value).grid()
            box = filled(
                grid.array.shape,
                Box(
                    stage.left + place * (wide + GAP),
                    stage.top + NAMES,
                    wide,
                    stage.height - NAMES - FOOT - SUM - 20,
                ),
            )
            self.planes.append(
                self.bring(
                    MatrixPlane(grid, box, name=called(value), note=shape_of(value)),
                    value,
                )
            )
            self.sums.append(
                self.bring(
                    Label(
                        penalty_words.squares(total),
                        Box(box.left - 80, box.bottom + 20, box.width + 160, SUM - 10),
                        size=28,
                        color=palette.TEXT,
                        family="code",
                    )
                )
            )
        text = penalty_words.formula(penalty)
        self.total = self.bring(
            Label(
                text,
                Box(stage.left, stage.bottom - FOOT + 26, stage.width, 60),
                size=min(34.0, stage.width / (0.62 * len(text))),
                color=palette.POINTED,
                family="code",
            ),
            self.act.result,
        )
        self.slips = self.bring(Chips())

    def move(self, time: float) -> None:
        shares = self.turns.shares(time)
        items = []
        for plane, label, share in zip(self.planes, self.sums, shares.tolist()):
            label.set_opacity(ease(share, 0.55, 0.8))
            if 0.1 < share < 0.7:
                box = label.box
                end = Box(box.left + box.width / 2 - 40, box.top + 8, 80, 30)
                items.append(
                    Slip(
                        mix_boxes(plane.box, end, ease(share, 0.1, 0.7)),
                        palette.POINTED,
                        0.3,
                    )
                )
            rows, columns = plane.values.array.shape
            plane.marks = ((0, 0, rows, columns),) if 0 < share < 1 else ()
        begin = self.turns.end
        self.total.set_opacity(ease(time, begin + 0.4, begin + 1.2))
        self.slips.items = tuple(items)

    def turn_words(self, index: int) -> str:
        value = self.act.penalty.weights[index]
        name = called(value)
        return penalty_words.turn(name, value.array.size, self.act.penalty.sums[index])


KIND = ActKind(PenaltyAct, PenaltyPlayer, recognise)
