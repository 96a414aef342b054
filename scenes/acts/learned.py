"""A network while it learns: weights, accuracy and readings, by checkpoint."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from network.runs.history import History
from network.trace import Span
from scenes.acts.act import Act, ActKind
from scenes.acts.digits_read import ACROSS, SIDE, DigitsRead
from scenes.acts.entrances import Role
from scenes.acts.history_values import HistoryValues
from scenes.acts.magnified import magnified
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD, one_by_one, tenths
from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.chart import Chart
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.words.naming import said

LONGEST = 15.0  # seconds of all checkpoints of a section, about
STILL = 5.0  # seconds of a section in which nothing is learnt
FIRST, SHRINK = 1.6, 0.85  # how long the first of them is, by the least, and
#                            each of the others, by the one before it
GONE = ENTER * 0.4  # seconds in which what stood before fades
POP = 0.5  # seconds in which what is new stands out
NEW_SCALE = 1.2  # seconds in which it is lit that the scale is another


@dataclass(frozen=True, kw_only=True)
class LearnedAct(Act):
    """A section of a training: weights, accuracy, what is read.

    Attributes:
        history: of the training.
        checkpoints: of the history, that are shown, in order.
        is_change: whether the weights minus those of the start are shown.
        magnifications: how many times smaller the scale of a checkpoint may
            be than the section's, falling to 1.
    """

    kind = "learned"

    history: History
    checkpoints: Sequence[int]
    is_change: bool
    magnifications: tuple[int, ...]


def learned(
    history: History,
    checkpoints: Sequence[int],
    *,
    title: str,
    lead: str,
    caption: str,
    outcome: str = "",
    step_name: str,
    mark: Span | None = None,
    slowly: float = 1.0,
    longest: float = LONGEST,
    hold: float = HOLD,
    is_change: bool = False,
    magnifications: tuple[int, ...] = (1,),
) -> LearnedAct:
    """The plan that goes from the first of some checkpoints to the last.

    Args:
        outcome: the end of the caption, that tells what was learnt.
        mark: where the code learns; None where it does not.
        slowly: seconds that a checkpoint stands at least, if there are not
            too many of them.
        longest: seconds of all checkpoints, about.
        hold: seconds for which the last of them stands besides.
        is_change, magnifications: see LearnedAct.
    """
    seconds, turns, count = STILL, None, len(checkpoints) - 1
    if count:
        least = min(slowly, longest / count)
        turns = one_by_one(count, first=FIRST * least, shrink=SHRINK, least=least)
        seconds = turns.end + hold
    return LearnedAct(
        result=None,
        result_name="",
        seconds=tenths(seconds),
        title=title,
        lead=lead,
        caption=caption,
        outcome=outcome,
        outcome_at=turns.end if turns else 0.0,
        mark=mark,
        shapes="(784, 1), (10, 1)" if mark else "",
        step_name=step_name,
        turns=turns,
        history=history,
        checkpoints=checkpoints,
        is_change=is_change,
        magnifications=magnifications,
    )


def share(accuracy: float) -> str:
    """A share as it is written everywhere: "91.27 %", exact for
    10,000 images."""
    return f"{100 * accuracy:.2f} %"


def _magnified(times):
    """How the colours are scaled, beside their legend."""
    if times == 1:
        return said("not magnified", "不放大")
    return said("magnified {times} ×", "放大 {times} 倍", times=times)


def _changed(hidden, output):
    """The largest changes of a weight of both layers since the start."""
    hidden, output = written(hidden, "+.3f"), written(output, "+.3f")
    return said(
        "Largest change so far: hidden weight {hidden}, output weight {output}.",
        "至今最大的变化：隐藏层权重 {hidden}，输出层权重 {output}。",
        hidden=hidden,
        output=output,
    )


class Learned(ActPlayer):
    """The checkpoints of a section, one after the other."""

    act: LearnedAct

    def __init__(self, act, stage, before=None):
        checkpoints = (before.act if before else act).checkpoints
        self.came_from = checkpoints[-1] if before else checkpoints[0]
        self.known = before.known if before else HistoryValues(act.history)
        super().__init__(act, stage, before)

    def build(self):
        self.history = self.act.history
        self.checkpoints = self.act.checkpoints
        self.is_change = self.act.is_change
        history, stage = self.history, self.stage
        self.hidden = history.input_to_hidden_weights
        self.output = history.hidden_to_output_weights
        self.sheets, self.grids = (
            {
                one: self.known.weights(name, one, is_change=self.is_change)
                for one in self.checkpoints
            }
            for name in ("input_to_hidden_weights", "hidden_to_output_weights")
        )
        self.lower = stage.top + stage.height * 0.34 + 132
        self._build_counts()
        self._build_weights()
        room = Box(
            stage.left + 540, self.lower - 36, 590, stage.bottom - self.lower + 36
        )
        self.chart = self.bring(
            Chart(
                self.known.field("seen"),
                self.known.field("accuracies"),
                room,
                title=said(
                    "Read right, of {count:,} test images",
                    "{count:,} 幅测试图像中读对的比例",
                    count=history.about.test_images,
                ),
                unit=said("images seen", "已看图像"),
            ),
            Role("chart"),
        )
        self._build_digits()

    def _weights(self, weights, checkpoint):
        """What the section shows of them: themselves, or their change."""
        shown = weights[..., checkpoint].astype(float)
        return shown - weights[..., 0] if self.is_change else shown

    def _build_counts(self):
        left, top = 48, 222
        self.count = self._label(
            "count", Box(left, top, 340, 64), 60, palette.TEXT, "code"
        )
        self.share = self._label(
            "share", Box(left + 380, top, 340, 64), 60, palette.AMBER, "code"
        )
        self.seen = self._label("seen", Box(left, top + 68, 340, 26), 20)
        self._label("right", Box(left + 380, top + 68, 340, 26), 20).text = said(
            "of the test images read right", "的测试图像读对"
        )

    def _label(
        self, name, box, size, color=palette.QUIET, family="words", align="left"
    ):
        return self.bring(
            Label("", box, size=size, color=color, family=family, align=align),
            Role(name),
        )

    def _build_weights(self):
        stage, count = self.stage, self.history.hidden
        first = self.checkpoints[0]
        choices = self.act.magnifications
        self.scales = [
            self._scales(weights, choices) for weights in (self.hidden, self.output)
        ]
        (hidden, _), (output, _) = (scales[first] for scales in self.scales)
        self.rack = self.bring(
            Rack(
                self.sheets[first],
                Box(stage.left, stage.top + 48, stage.width, stage.height * 0.34),
                name=self._name("input_to_hidden_weights"),
                scale=hidden,
                note=said(
                    "{count} × 784, as {count} sheets of 28 × 28",
                    "{count} × 784，排成 {count} 张 28 × 28",
                    count=count,
                ),
            ),
            Role("rack", self.is_change),
        )
        cell = min(440 / count, 24)
        self.plane = self.bring(
            MatrixPlane(
                self.grids[first],
                Box(stage.left + 30, self.lower, cell * count, 240),
                name=self._name("hidden_to_output_weights"),
                scale=output,
                note=f"10 × {count}",
                numbers=False,
                row_labels=[str(digit) for digit in range(10)],
            ),
            Role("plane", self.is_change),
        )
        below = self.plane.box.bottom
        self.legends = [
            self.bring(Legend(scale, box), Role(name, scale))
            for scale, box, name in (
                (
                    hidden,
                    Box(stage.right - 212, stage.top + 16, 150, 9),
                    "sheets' scale",
                ),
                (output, Box(stage.left + 94, below + 32, 150, 9), "plane's scale"),
            )
        ]
        self.magnified = (
            []
            if choices == (1,)
            else [
                self._label(f"magnified, {align}", box, 16, align=align)
                for box, align in (
                    (Box(stage.right - 510, stage.top + 7, 196, 26), "right"),
                    (Box(stage.left + 338, below + 23, 196, 26), "left"),
                )
            ]
        )

    def _name(self, name):
        return f"{name}, change" if self.is_change else name

    def _scales(self, weights, choices):
        """Checkpoint -> its Scale, and how many times that is magnified."""
        reach = {
            one: np.abs(self._weights(weights, one)).max()
            for one in (
                self.checkpoints if self.is_change else range(len(self.history))
            )
        }
        return magnified(
            {one: reach[one] for one in self.checkpoints},
            float(max(reach.values())) or 1.0,
            choices,
        )

    def _build_digits(self):
        left = self.stage.right - 4 * ACROSS - SIDE
        self.reading = DigitsRead(self.known, self.history, left, self.lower)
        for part, name in self.reading.parts:
            self.bring(part, Role(name))

    def checkpoint_at(self, time):
        """(checkpoint that stands there, seconds since it came or None)."""
        if self.turns is None or time < self.turns.starts[0]:
            return self.checkpoints[0], None
        turn, _ = self.turns.at(time)
        return self.checkpoints[turn + 1], time - self.turns.starts[turn]

    def move(self, time):
        at, since = self.checkpoint_at(time)
        fresh = 0.0 if since is None else 1 - ease(since, 0, POP)
        self.rack.values, self.plane.values = self.sheets[at], self.grids[at]
        self._show_scales(at, time)
        at = self._told_at(time)
        self.chart.shown, self.chart.pulse = at + 1, fresh
        self.count.text = f"{self.history.seen[at]:,}"
        is_one = self.history.seen[at] == 1
        self.seen.text = said("image seen" if is_one else "images seen", "幅图像已看")
        self.share.text = share(self.history.accuracies[at])
        self.reading.show(at, fresh)

    def _show_scales(self, at, time):
        """Colours in the checkpoint's scale; a new one is announced."""
        for part, legend, label, scales in zip(
            (self.rack, self.plane), self.legends, self.magnified, self.scales
        ):
            scale, times = scales[at]
            part.color_scale = legend.color_scale = scale
            label.text = _magnified(times)
            since = self.checkpoints.index(
                next(one for one in self.checkpoints if scales[one][1] == times)
            )
            is_new = since > 0 and time < self.turns.starts[since - 1] + NEW_SCALE
            label.ink = palette.AMBER if is_new else palette.QUIET

    def _told_at(self, time):
        """The checkpoint that numbers tell of: while weights of the section
        before fade, theirs."""
        return self.came_from if time < GONE else self.checkpoint_at(time)[0]

    def words(self, time):
        at = self._told_at(time)
        if at == 0:
            return ""
        return _changed(
            *(
                _largest(weights[..., at].astype(float) - weights[..., 0])
                for weights in (self.hidden, self.output)
            )
        )


def _largest(change):
    """The change that is largest in size, with its sign."""
    return change.ravel()[np.abs(change).argmax()]


KIND = ActKind(LearnedAct, Learned)
