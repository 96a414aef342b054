"""A column of biases joins the bars that were just computed."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import MOST_BARS, Act, ActKind, Found, Moment, planned
from scenes.acts.columns import column_box, common_span
from scenes.acts.entrances import FADE
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import HOLD, Schedule, one_by_one
from scenes.arrays import shapes as arrange
from scenes.reading.inputs import picture_of
from scenes.reading.plain_calls import is_plain
from scenes.reading.value_roles import is_image
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Slip
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix
from scenes.words.naming import code, noun, one_of, said, sentence_case, the
from scenes.words.phrases import in_layer

BIAS = {"first": 1.2, "shrink": 0.5, "least": 0.06}  # the turn of each
SLIDE = 0.7  # seconds that a bias is on its way, at least


@dataclass(frozen=True, kw_only=True)
class JoinAct(Act):
    """start + bias, both columns.

    Attributes:
        target: the name that the statement assigns, or "".
        start: what was just computed.
        bias: what is added to it.
    """

    kind = "join"

    target: str
    start: Value
    bias: Value


def recognise(moment: Moment) -> Found | None:
    """Adding a column with a name to the column that was just computed."""
    operation, previous = moment.operation, moment.previous
    shape = operation.result.shape
    if (
        not is_plain(operation, "add")
        or previous is None
        or operation.in_place
        or not arrange.is_column(shape)
        or not 2 <= max(shape) <= MOST_BARS
        or [value.shape for value in operation.operands] != [shape] * 2
    ):
        return None
    start = [
        value
        for value in operation.operands
        if value.identity == previous.result.identity
    ]
    bias = [value for value in operation.operands if value not in start]
    if len(start) != 1 or len(bias) != 1 or not bias[0].name:
        return None
    if bias[0].name == moment.target and not moment.roles.is_parameter(bias[0]):
        return None  # x = x + K @ y: something is added to x, which is no bias
    turns, is_nothing = one_by_one(max(shape), **BIAS), not bias[0].array.any()
    return planned(
        JoinAct,
        moment,
        turns.end + HOLD,
        _title(moment.target, bias[0]),
        _lead(moment, bias[0]),
        turns=turns,
        outcome=_unchanged(bias[0]) if is_nothing else "",
        outcome_at=turns.end,
        target=moment.target,
        start=start[0],
        bias=bias[0],
    )


def _title(target, bias):
    return in_layer(target, said("add {bias}", "加上{bias}", bias=the(noun(bias))))


def _lead(moment, bias):
    one = one_of(moment.target, max(bias.shape))
    if not moment.roles.is_parameter(bias):
        return said(
            "To each {one_lower} is added its own number of {bias}.",
            "每个{one}加上{bias}中自己的那个数。",
            one_lower=one.lower(),
            one=one,
            bias=the(noun(bias)),
        )
    picture = picture_of(moment.trace)
    of_image = picture is not None and is_image(picture)
    what = said("image", "图像") if of_image else said("input", "输入")
    return said(
        "A bias: each {one_lower}'s own, for any {what}.",
        "偏置：每个{one}自己的数，与{what}无关。",
        one_lower=one.lower(),
        what=what,
        one=one,
    )


def _unchanged(bias):
    return said(
        "{bias}: 0 everywhere, so that nothing changes.",
        "{bias}：全部是 0，什么也没有改变。",
        bias=sentence_case(bias.name),
    )


def _turn(target, count, index, bias, total):
    one = one_of(target, count)
    return said(
        "{one} {index}: {bias} joins, {total} in all.",
        "{one} {index}：{bias}，共 {total}。",
        one=one,
        index=index,
        bias=bias,
        total=total,
    )


class Join(ActPlayer):
    """start + bias, both columns: each bias slides to the end of its bar."""

    act: JoinAct
    turns: Schedule

    def build(self):
        start, bias = self.act.start, self.act.bias
        self.start = start.array.ravel()
        self.result = self.act.result.array.ravel()
        self.bias_values = bias.array.ravel()
        self.count = len(self.result)
        stage = self.stage
        # One scale for all: a bias is as long as what it adds.
        span = common_span(self.start, self.result, self.bias_values)
        place = column_box(stage, 0.8, self.count)
        self.bars = self.bring(
            Bars(self.act.result, place, span=span), self.act.result, comes_as=start
        )
        self.bars.starts = start
        self.biases = self.bring(
            Bars(bias, column_box(stage, 0.2, self.count), name=bias.name, span=span),
            bias,
        )
        middle = (self.biases.box.right + place.left) / 2
        self.sign = self.bring(
            Label(
                "+",
                Box(middle - 40, place.top + place.height / 2 - 40, 80, 80),
                size=48,
            )
        )
        self.names = (start.name or code(start.expression), self.act.result_name)
        self.slips = self.bring(Chips())

    def shares(self, time: float) -> np.ndarray:
        """How far each bias has come, (count,) of 0..1."""
        return np.array(
            [
                ease(time, start, end)
                for start, end in zip(self.turns.starts, self._ends())
            ]
        )

    def _ends(self):
        return self.turns.starts + np.maximum(self.turns.lengths, SLIDE)

    def move(self, time):
        shares = self.shares(time)
        self.bars.grown = np.clip((shares - 0.7) / 0.3, 0, 1)
        index, share = self.turns.at(time)
        playing = self.turns.playing(time)
        self.bars.focus = self.biases.focus = index if playing else None
        self.bars.name_text = self.names[1 if shares.min() >= 1 else 0]
        if shares.min() >= 1:  # nothing is added to the sums any more
            last = self._ends().max()
            self.sign.set_opacity(1 - ease(time, last, last + FADE))
        self.slips.items = tuple(
            Slip(
                self._between(k, min(share / 0.7, 1)),
                self.biases.bar_color(k),
                1 - max(share - 0.7, 0) / 0.3,
            )
            for k, share in enumerate(shares)
            if 0 < share < 1
        )

    def _between(self, index, share):
        start = self.biases.bar_box(index)
        end = self.bars.bar_box(index, self.start[index])
        at = end.right if self.start[index] >= 0 else end.left
        return Box(
            mix(start.left, at - start.width / 2, share),
            mix(start.top, end.top, share),
            start.width,
            mix(start.height, end.height, share),
        )

    def turn_words(self, index: int) -> str:
        return _turn(
            self.act.target,
            self.count,
            index,
            self.biases.write(self.bias_values[index]),
            self.bars.write(self.result[index]),
        )


KIND = ActKind(JoinAct, Join, recognise)
