"""A network that learns: its parameters round by round, beside the curve of
what tells how it goes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes.acts import rounds_learnt_words as words
from scenes.acts.act import Act, ActKind
from scenes.acts.counter_words import curve_title
from scenes.acts.entrances import Role
from scenes.acts.parameter_sheets import ParameterSheets
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD, Schedule, one_by_one, tenths
from scenes.reading.training_rounds import Training
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.line_chart import LineChart
from scenes.stage.part import Box
from scenes.words.naming import in_a_row, said

STILL = 5.0  # seconds of a section in which nothing is learnt
SLOWEST, QUICKEST = 1.5, 0.2  # seconds that a round stands, by their number
SHRINK = 0.85  # how long a round stands, by the one before it
CHART = 600  # design pixels that the curves are wide
HEAD = 84  # above them, for the count


@dataclass(frozen=True, kw_only=True)
class RoundsLearntAct(Act):
    """A section of a training.

    Attributes:
        training: that it is of.
        rounds: how many are over, for each sight that is shown, in order.
        is_change: whether parameters minus their start are shown.
    """

    kind = "rounds_learnt"

    training: Training
    rounds: tuple[int, ...]
    is_change: bool


def rounds_learnt(
    training: Training,
    rounds: Sequence[int],
    *,
    title: str,
    lead: str,
    outcome: str = "",
    step_name: str,
    longest: float | None = None,
    is_change: bool = False,
) -> RoundsLearntAct:
    """The plan that shows the parameters after some rounds.

    Args:
        rounds: how many are over, rising; 0 is the start.
        outcome: the end of the caption, when the last of them is there.
        longest: seconds of all of them, about; None: it is but one.
    """
    seconds, turns = STILL, None
    if longest is not None:
        count = len(rounds) - 1
        least = min(max(longest / count, QUICKEST), SLOWEST)
        turns = one_by_one(count, first=1.6 * least, shrink=SHRINK, least=least)
        seconds = turns.end + HOLD
    return RoundsLearntAct(
        result=None,
        result_name="",
        seconds=tenths(seconds),
        title=title,
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=turns.end if turns else 0.0,
        step_name=step_name,
        turns=turns,
        training=training,
        rounds=tuple(rounds),
        is_change=is_change,
    )


class RoundsLearnt(ActPlayer):
    """Sheets of all parameters, the count of rounds, and the curves."""

    act: RoundsLearntAct

    def build(self):
        act, stage = self.act, self.stage
        self.sheets = ParameterSheets(
            act.training.parameters,
            Box(stage.left, stage.top, stage.width - CHART - 70, stage.height),
            act.rounds,
            is_change=act.is_change,
        )
        for part, role in self.sheets.parts:
            self.bring(part, role)
        left = stage.right - CHART
        self.count = self._label(
            "count", Box(left, stage.top - 8, CHART, 46), 34, palette.POINTED, "code"
        )
        self.total = self._label(
            "total", Box(left, stage.top + 38, CHART, 28), 20, palette.QUIET, "words"
        )
        self.charts = []
        self._build_charts(Box(left, stage.top + HEAD, CHART, stage.height - HEAD - 10))

    def _label(self, name, box, size, color, family):
        label = Label("", box, size=size, color=color, family=family, align="left")
        return self.bring(label, Role(f"training, {name}"))

    def _build_charts(self, room):
        """The curve, and below it that of right answers, if there are some."""
        training = self.act.training
        ends = tuple(
            words.round_label(training, index) for index in (0, len(training) - 1)
        )
        curves = []
        if training.figures:
            curves.append((training.figures.numbers, curve_title(training.figures)))
        counted = [one for one in training.accuracies if one]
        if len(counted) > 1:
            shares = [one.right if one else np.nan for one in training.accuracies]
            title = words.accuracy_title(counted[0].hits.array.size)
            curves.append((shares, title))
        high = room.height / max(len(curves), 1)
        for index, (numbers, title) in enumerate(curves):
            box = Box(
                room.left,
                room.top + index * high,
                room.width,
                high - (20 if index + 1 < len(curves) else 0),
            )
            chart = LineChart(
                numbers, box, title=title, unit=said("rounds", "轮"), labels=ends
            )
            self.charts.append(self.bring(chart, Role(f"training, curve {index}")))

    def at(self, time: float) -> int:
        """The index in `act.rounds` of what stands at a second."""
        turns: Schedule | None = self.act.turns
        if turns is None or time < turns.starts[0]:
            return 0
        return turns.at(time)[0] + 1

    def move(self, time):
        training = self.act.training
        index = self.at(time)
        done = self.act.rounds[index]
        self.sheets.show(index)
        self.count.text = (
            words.round_label(training, done - 1) if done else words.start_title()
        )
        self.total.text = words.rounds_words(done, len(training))
        for chart in self.charts:
            chart.shown = done

    def words(self, time):
        if self.at(time) == 0 or time < ENTER:
            return ""
        if not self.act.is_change:
            return self.act.outcome if time >= self.act.outcome_at else ""
        done = self.act.rounds[self.at(time)]
        return words.most_changed(
            words.largest_change(self.act.training.parameters, done)
        )


KIND = ActKind(RoundsLearntAct, RoundsLearnt)
