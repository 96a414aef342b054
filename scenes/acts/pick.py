"""argmax: every value is looked at, the largest is kept, its index named."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.trace import Value
from scenes.acts.act import MOST_BARS, Act, ActKind, Found, Moment, planned
from scenes.acts.live_words import is_read_in, said_at
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import HOLD, one_by_one
from scenes.arrays import shapes as arrange
from scenes.reading.inputs import picture_of
from scenes.reading.value_roles import of_digits
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.words.naming import code, noun, number, one_of, plain, said, the

VALUE = {"first": 0.7, "shrink": 0.8, "least": 0.25}  # the turn of each
ANSWER = 1.6  # seconds in which the answer appears


@dataclass(frozen=True, kw_only=True)
class PickAct(Act):
    """The index of the largest or smallest of a column.

    Attributes:
        answer: that index.
        is_answer: whether the recorded call gives it back.
        picture: what went into the recorded call, shown beside it, or None.
    """

    kind = "pick"

    answer: int
    is_answer: bool
    picture: Value | None


def recognise(moment: Moment) -> Found | None:
    """argmax or argmin of a column of at most MOST_BARS values."""
    operation = moment.operation
    if operation.function not in ("argmax", "argmin") or len(operation.operands) != 1:
        return None
    (value,) = operation.operands
    if (
        not arrange.is_column(value.shape)
        or operation.result.shape != ()
        or not 2 <= max(value.shape) <= MOST_BARS
    ):
        return None
    values, answer = value.array.ravel(), int(operation.result.array)
    is_answer = _is_returned(moment)
    turns = one_by_one(max(value.shape), **VALUE)
    return planned(
        PickAct,
        moment,
        turns.end + ANSWER + HOLD,
        _title(operation.function, is_answer=is_answer),
        _lead(operation.function, value),
        turns=turns,
        step_name=_step_name(moment),
        outcome=_picked(answer, number(values[answer], values), is_answer=is_answer),
        outcome_at=turns.end,
        answer=answer,
        is_answer=is_answer,
        picture=picture_of(moment.trace),
    )


def _extreme(function):
    return {"argmax": said("largest", "最大值"), "argmin": said("smallest", "最小值")}[
        function
    ]


def _is_returned(moment: Moment) -> bool:
    """Whether the recorded call gives the index back: it is its answer."""
    picked = moment.operation.result
    return any(
        one.shape == () and one.digest == picked.digest for one in moment.trace.results
    )


def _title(function, *, is_answer):
    if not is_answer:
        return said(
            "Where the {extreme} is", "{extreme}在哪里", extreme=_extreme(function)
        )
    return said(
        "The {extreme} is the answer", "{extreme}就是答案", extreme=_extreme(function)
    )


def _step_name(moment):
    if of_digits(moment.trace) and moment.target == "detected":
        return said("detected digit", "识别出的数字")
    return plain(moment.target)


def _lead(function, value):
    return said(
        "{function} finds the index of the {extreme} of {name}.",
        "{function} 逐个查看{name}，记住{extreme}的序号。",
        function=function,
        extreme=_extreme(function),
        name=the(noun(value)),
    )


def _turn(function, target, count, index, value):
    one = one_of(target, count)
    return said(
        "The {extreme} so far: {one_lower} {index} with {value}.",
        "目前的{extreme}：{one} {index}，{value}。",
        extreme=_extreme(function),
        one_lower=one.lower(),
        index=index,
        value=value,
        one=one,
    )


def _picked(answer, value, *, is_answer):
    if not is_answer:
        return said(
            "It is at {answer}, with {value}.",
            "它的序号是 {answer}，值为 {value}。",
            answer=answer,
            value=value,
        )
    return said(
        "The answer is {answer}, with {value}.",
        "答案是 {answer}，值为 {value}。",
        answer=answer,
        value=value,
    )


class Pick(ActPlayer):
    """The index of the largest (argmax) or smallest (argmin) of a column."""

    def build(self):
        value = self.act.operands[0]
        self.values = value.array.ravel()
        self.count = len(self.values)
        self.answer = self.act.answer
        self.best = self._best_so_far()
        stage = self.stage
        high = min(stage.height - 60, 54 * self.count)
        inset, wide = 120, 860
        if stage.is_tall:
            inset, wide = 0, stage.width
            high = min(stage.height - 440, 80 * self.count)
        self.bars = self.bring(
            Bars(
                value,
                Box(stage.left + inset, stage.top + 60, wide, high),
                name=value.name or code(value.expression),
            ),
            value,
        )
        middle = stage.top + 60 + high / 2
        picture = self.act.picture
        left = stage.left + (1100 if picture is None else 1390)
        beside = stage.left + 1080
        if stage.is_tall:
            middle = self.bars.box.bottom + 210
            beside = stage.left + 62
            left = stage.left + (stage.width - 400) / 2
            left = left if picture is None else stage.right - 500
        if picture is not None:
            self.bring(
                MatrixPlane(
                    picture,
                    Box(beside, middle - 150, 300, 300),
                    name=picture.name,
                    thickness=0,
                ),
                picture,
            )
        self.digit = self.bring(
            Label(
                str(self.answer),
                Box(left, middle - 170, 400, 320),
                size=300,
                color=palette.POINTED,
                weight=600,
            ),
            self.act.result,
        )
        self.line = self.bring(
            Label(
                f"{self.act.result_name} = {self.answer}",
                Box(left, middle + 170, 400, 50),
                size=26,
                color=palette.TEXT,
                family="code",
            )
        )

    def _best_so_far(self):
        """The index of the best of the first k + 1 values, for each k."""
        pick = np.argmax if self.act.operations[0].function == "argmax" else np.argmin
        return [int(pick(self.values[: k + 1])) for k in range(self.count)]

    def move(self, time):
        index, _ = self.turns.at(time)
        done = time >= self.turns.end
        self.bars.focus = index if self.turns.playing(time) else None
        self.bars.winner = self.answer if done else None
        self.digit.set_opacity(ease(time, self.turns.end, self.turns.end + 0.9))
        self.line.set_opacity(ease(time, self.turns.end + 0.5, self.turns.end + 1.2))

    def words(self, time):
        return said_at(self._told, time)

    @cached_property
    def _told(self):
        """What is told from when on: each value that stays the best long
        enough to be read of, then the answer."""
        told, starts = [], self.turns.starts.tolist()
        for best in dict.fromkeys(self.best):
            first = self.best.index(best)
            after = first + self.best.count(best)
            end = starts[after] if after < self.count else self.turns.end
            words = _turn(
                self.act.operations[0].function,
                self.act.operands[0].name,
                self.count,
                best,
                self.bars.write(self.values[best]),
            )
            told.append(
                (
                    starts[first],
                    words
                    if is_read_in((end - starts[first]) * self.act.haste, words)
                    else "",
                )
            )
        return (
            *told,
            (
                self.turns.end,
                _picked(
                    self.answer,
                    self.bars.write(self.values[self.answer]),
                    is_answer=self.act.is_answer,
                ),
            ),
        )


KIND = ActKind(PickAct, Pick, recognise)
