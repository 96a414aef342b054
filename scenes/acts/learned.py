"""A network while it learns: weights, accuracy and readings, by checkpoint."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor, log10

import numpy as np

from network.runs.history import History
from network.trace import Span
from scenes.acts.act import Act, ActKind
from scenes.acts.digits_read import ACROSS, SIDE, DigitsRead
from scenes.acts.entrances import Role
from scenes.acts.history_values import HistoryValues
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD, one_by_one, tenths
from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.chart import Chart
from scenes.stage.label import Label
from scenes.stage.palette import Scale
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.zoom_ruler import ZoomRuler
from scenes.words.naming import said

LONGEST = 15.0  # seconds of all checkpoints of a section, about
STILL = 5.0  # seconds of a section in which nothing is learnt
FIRST, SHRINK = 1.6, 0.85  # how long the first of them is, by the least, and
#                            each of the others, by the one before it
GONE = ENTER * 0.4  # seconds in which what stood before fades
POP = 0.5  # seconds in which what is new stands out
READS = 1.0, 4.4  # seconds between which ten digits are read, one by one
FLIES, STRIKES, SUNK = 0.15, 0.55, 0.85  # of a turn: an image sets out, is in the
#                                          sheet, and has faded there
FINE = 0.01  # steps of the logarithm in which a scale grows
BELOW_COUNTS = 330  # design pixels: what stands below the counts begins there
SHEET, DROP, FOOT = 520, 44, 80  # side of the sheet, room above and below it
ROOM, GAP = 250, 40  # left of it for an image, and between both
BESIDE, CHART = 90, 262  # right of it, and height of the chart


@dataclass(frozen=True, kw_only=True)
class LearnedAct(Act):
    """A section of a training: weights, accuracy, what is read.

    Attributes:
        history: of the training.
        checkpoints: of the history, that are shown, in order.
        is_change: whether the weights minus those of the start are shown.
        neuron: the index of the hidden neuron whose weights are.
    """

    kind = "learned"

    history: History
    checkpoints: Sequence[int]
    is_change: bool
    neuron: int


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
    is_change: bool = True,
    neuron: int = 0,
) -> LearnedAct:
    """The plan that goes from the first of some checkpoints to the last.

    Args:
        outcome: the end of the caption, that tells what was learnt.
        mark: where the code learns; None where it does not.
        slowly: seconds that a checkpoint stands at least, if there are not
            too many of them.
        longest: seconds of all checkpoints, about.
        hold: seconds for which the last of them stands besides.
        is_change, neuron: see LearnedAct.
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
        neuron=neuron,
    )


def share(accuracy: float) -> str:
    """A share as it is written everywhere: "91.27 %", exact for
    10,000 images."""
    return f"{100 * accuracy:.2f} %"


def _changed(neuron, change):
    """How far a weight of a neuron is from its start, at most."""
    return said(
        "Neuron {neuron}'s weights have moved by up to {change}.",
        "神经元 {neuron} 的权重离初值最多 {change}。",
        neuron=neuron,
        change=written(change, f".{_decimals(change)}f"),
    )


def _decimals(number):
    """With how many decimals a number has two digits: no power of ten is written
    but where it is far too small."""
    return min(max(1 - floor(log10(number)), 0), 9) if number > 0 else 0


def _note(*, is_change):
    """What a sheet shows, above it."""
    if not is_change:
        return said("its 784 weights", "它的 784 个权重")
    return said("what its 784 weights have changed by", "它的 784 个权重的变化")


def _label_of(digit):
    return said("label: {digit}", "标签：{digit}", digit=digit)


def _last_of(count):
    """Which of many images is seen."""
    return said("the last of {count:,}", "{count:,} 张中的最后一张", count=count)


class Learned(ActPlayer):
    """The checkpoints of a section, one after the other: an image strikes a
    sheet that faces us, and what that has learnt since the start shows."""

    act: LearnedAct

    def __init__(self, act, stage, before=None):
        checkpoints = (before.act if before else act).checkpoints
        self.came_from = checkpoints[-1] if before else checkpoints[0]
        self.known = before.known if before else HistoryValues(act.history)
        self.limit_before = before.limits[-1] if before else None
        self.has_changed = before is not None and before.act.is_change
        super().__init__(act, stage, before)

    def build(self):
        self.history, self.checkpoints = self.act.history, self.act.checkpoints
        self.above = self.stage.top
        top = max(self.stage.top, BELOW_COUNTS)
        if self.stage.is_tall:
            top = self.above + BELOW_COUNTS - 222
        self.stage = replace(self.stage, top=top, height=self.stage.bottom - top)
        self._build_counts()
        self._build_sheet()
        self._build_strikes()
        self._build_beside()

    def _build_counts(self):
        left, top, apart, below = 48, 222, 380, 68
        if self.stage.is_tall:  # what is below is written larger
            top, apart, below = self.above - 8, self.stage.width / 2, 76
        self.count = self._label(
            "count", Box(left, top, 340, 64), 60, palette.TEXT, "code"
        )
        self.share = self._label(
            "share", Box(left + apart, top, 340, 64), 60, palette.POINTED, "code"
        )
        self.seen = self._label("seen", Box(left, top + below, 340, 26), 20)
        self._label("right", Box(left + apart, top + below, 340, 26), 20).text = said(
            "of the test images read right", "的测试图像读对"
        )

    def _label(
        self, name, box, size, color=palette.QUIET, family="words", align="left"
    ):
        return self.bring(
            Label("", box, size=size, color=color, family=family, align=align),
            Role(name),
        )

    def _build_sheet(self):
        act, stage = self.act, self.stage
        self.sheets = [
            self.known.sheet(act.neuron, one, is_change=act.is_change)
            for one in self.checkpoints
        ]
        self.limits = self._limits()
        side = min(SHEET, stage.height - DROP - FOOT)
        if stage.is_tall:
            side = min(side, 0.42 * stage.height)
        left = stage.left + (ROOM if self.history.has_learnt else ROOM / 2)
        if stage.is_tall and not self.history.has_learnt:
            left = stage.left
        home = Box(left, stage.top + DROP, side, side)
        scale = Scale("diverging", self.limits[0])
        whose = said("neuron {neuron}", "神经元 {neuron}", neuron=act.neuron)
        self.sheet = self.bring(
            MatrixPlane(
                self.sheets[0],
                home,
                name=whose,
                note=_note(is_change=act.is_change),
                scale=scale,
                numbers=False,
                thickness=0,
                source=self.known.sheet_name(act.neuron, is_change=act.is_change),
            ),
            Role("sheet", act.is_change),
        )
        self.ruler = self.bring(
            ZoomRuler(scale, Box(left, home.bottom + 22, side, 12)), Role("ruler")
        )

    def _limits(self):
        """How far the colours reach at each checkpoint: never less than before,
        so that what was learnt does not seem to be forgotten."""
        reach = [
            float(np.abs(one.array).max())
            for one in (
                self.known.sheet(self.act.neuron, at, is_change=self.act.is_change)
                for at in range(self.checkpoints[0], self.checkpoints[-1] + 1)
            )
        ]
        grown = np.maximum.accumulate(reach)
        limits = grown[[at - self.checkpoints[0] for at in self.checkpoints]]
        if self.act.is_change and self.has_changed and self.checkpoints[0]:
            limits = np.maximum(limits, self.limit_before)
        least = limits[limits > 0].min(initial=np.inf)
        return np.where(limits > 0, limits, least if np.isfinite(least) else 1.0)

    def _build_strikes(self):
        self.strikes = []
        if not self.history.has_learnt or self.turns is None:
            return
        box, sheet = self.stage, self.sheet.box
        side = ROOM - GAP
        self.home = Box(box.left, sheet.top + (sheet.height - side) / 2, side, side)
        # Below what the image covers on its way.
        below = sheet.bottom - 68
        self.label = self._label(
            "label", Box(box.left, below, side, 30), 24, palette.TEXT, align="middle"
        )
        self.among = self._label(
            "among", Box(box.left, below + 36, side, 26), 20, align="middle"
        )
        self.strikes = [self.known.learnt(one - 1) for one in self.checkpoints[1:]]
        self.image = self.bring(MatrixPlane(self.strikes[0], self.home, thickness=0))

    def _build_beside(self):
        stage = self.stage
        left = self.sheet.box.right + BESIDE
        # No counts stand above it: it begins as high as the stage does.
        bottom = stage.top + 14 + CHART
        room = Box(left, self.above, stage.right - left, bottom - self.above)
        if stage.is_tall:
            sheet = self.sheet.box
            room = Box(left + 20, sheet.top, stage.right - left - 20, sheet.height - 50)
        self.chart = self.bring(
            Chart(
                self.known.field("seen"),
                self.known.field("accuracies"),
                room,
                title=said(
                    "Read right, of {count:,} test images",
                    "{count:,} 张测试图像中读对的比例",
                    count=self.history.about.test_images,
                ),
                unit=said(
                    "images seen; each mark is ten times the one before",
                    "已看图像；每一格是前一格的十倍",
                ),
            ),
            Role("chart"),
        )
        wide = 4 * ACROSS + SIDE
        below = room.bottom + 56
        if stage.is_tall:  # both of them
            left, below = stage.left, self.sheet.box.bottom + FOOT + 70
            room = replace(room, left=left, width=stage.width)
        self.reading = DigitsRead(
            self.known, self.history, left + max((room.width - wide) / 2, 0), below
        )
        for part, name in self.reading.parts:
            self.bring(part, Role(name))

    def checkpoint_at(self, time):
        """(place among the checkpoints of the one that stands there, seconds
        since it came or None)."""
        if self.turns is None or time < self.turns.starts[0]:
            return 0, None
        turn, share = self.turns.at(time)
        if share < STRIKES:
            turn -= 1
        if turn < 0:
            return 0, None
        came = self.turns.starts[turn] + STRIKES * self.turns.lengths[turn]
        return turn + 1, time - came

    def move(self, time):
        place, since = self.checkpoint_at(time)
        fresh = 0.0 if since is None else 1 - ease(since, 0, POP)
        self.sheet.values = self.sheets[place]
        self.sheet.color_scale = self.ruler.color_scale = Scale(
            "diverging", self._limit_at(time)
        )
        self._strike(time)
        at = self._told_at(time)
        self.chart.shown, self.chart.pulse = at + 1, fresh
        self.chart.ahead = self._on_the_way(time)
        self.count.text = f"{self.history.seen[at]:,}"
        is_one = self.history.seen[at] == 1
        self.seen.text = said("image seen" if is_one else "images seen", "张图像已看")
        self.share.text = share(self.history.accuracies[at])
        self.reading.show(at, fresh, self._digits_told(time))

    def _limit_at(self, time):
        """How far the colours reach: ahead of each image, as far as it takes."""
        if self.turns is None or time < self.turns.starts[0]:
            start = self.limit_before or self.limits[0]
            return between(start, self.limits[0], ease(time, GONE, ENTER))
        turn, part = self.turns.at(time)
        way = ease(part, 0, STRIKES)
        return between(self.limits[turn], self.limits[turn + 1], way)

    def _on_the_way(self, time):
        """How far the line of the chart has come to the next checkpoint, where no
        image flies that leads there."""
        if self.strikes or self.turns is None or time < self.turns.starts[0]:
            return 0.0
        _, part = self.turns.at(time)
        return ease(part, 0, STRIKES) if part < STRIKES else 0.0

    def _strike(self, time):
        """The image flies to the sheet, and is in it."""
        if not self.strikes:
            return
        turn, part = self.turns.at(time)
        has_begun = time >= self.turns.starts[0]
        self.image.values = self.strikes[turn]
        self.image.source = self.strikes[turn].source.name
        way = ease(part, FLIES, STRIKES)
        self.image.place(mix_boxes(self.home, self.sheet.box, way))
        self.image.set_opacity(
            has_begun * ease(part, 0, 0.1) * (1 - ease(part, STRIKES, SUNK))
        )
        at = self.checkpoints[turn + 1]
        count = int(self.history.seen[at] - self.history.seen[at - 1])
        self.label.text = self.among.text = ""
        if has_begun:
            self.label.text = _label_of(int(self.history.learnt_labels[at - 1]))
            self.among.text = _last_of(count) if count > 1 else ""

    def _digits_told(self, time):
        """How many of the ten digits are read already, and how far the next one
        is, where that is what is seen; else None."""
        if self.turns is not None:
            return None
        share = (time - READS[0]) / (READS[1] - READS[0])
        count = len(self.history.pictures)
        read = max(share, 0.0) * count
        return read if read < count + 1 else None

    def _told_at(self, time):
        """The checkpoint that numbers tell of: while weights of the section
        before fade, theirs."""
        if time < GONE:
            return self.came_from
        return self.checkpoints[self.checkpoint_at(time)[0]]

    def words(self, time):
        at = self._told_at(time)
        if at == 0:
            return ""
        change = self.known.sheet(self.act.neuron, at, is_change=True).array
        return _changed(self.act.neuron, float(np.abs(change).max()))


def between(start, end, share):
    """Between two limits, by equal factors in equal times, in small steps:
    so a scale is one of some hundreds."""
    if share in (0, 1) or start == end:
        return float(end if share else start)
    exact = np.log(start) + (np.log(end) - np.log(start)) * share
    rounded = np.exp(np.ceil(exact / FINE) * FINE)
    return float(min(rounded, max(start, end)))


KIND = ActKind(LearnedAct, Learned)
