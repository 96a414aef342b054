"""The same column before and after: what learning changed."""

from dataclasses import dataclass, replace

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.columns import NOTE, column_box, common_span
from scenes.acts.derived import difference
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.arrays.numbers import Writer
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.typeface import SMALL, enlarged
from scenes.words.naming import headed, one_of, plain, said
from scenes.words.phrases import before_step, own_scale

SECONDS = 7.2  # of the whole act
LIT = ENTER + 3.2  # second at which what has grown most is lit
DECIMALS = (3, 4, 5)
TWO_DIGITS = 10  # units of the last decimal


@dataclass(frozen=True, kw_only=True)
class CompareAct(Act):
    """A column before and after a learning step, its operands.

    Attributes:
        label: the index of what has grown most, or of what is told of.
    """

    kind = "compare"

    label: int


def comparison(
    name: str, before: Value, after: Value, *, label: int | None = None
) -> CompareAct:
    """The plan that shows a column before and after a learning step.

    Args:
        name: of the column, as in the code.
        before, after: of one shape.
        label: the index of what is told of; None: of what has grown most.
    """
    change = after.array.astype(float) - before.array
    if label is None:
        label = int(np.nan_to_num(change).argmax())
    write = changes_written(before.array, after.array, label)
    outcome = _compared(
        name, label, *(write(value.array.ravel()[label]) for value in (before, after))
    )
    return CompareAct(
        operands=(replace(before, name=name), replace(after, name=name)),
        result=after,
        result_name=name,
        seconds=SECONDS,
        title=said("What has the network learned?", "网络学到了什么？"),
        lead=_lead(name),
        caption=outcome,
        outcome=outcome,
        outcome_at=LIT,
        step_name=said("before and after", "之前与之后"),
        label=label,
    )


def _lead(name):
    return said(
        "The same image once more: {name} before and after one step.",
        "再看一次同一张图像：学习一步之前和之后的{name}。",
        name=plain(name),
    )


def changes_written(before: np.ndarray, after: np.ndarray, label: int) -> Writer:
    """How the numbers of two columns are written so that what they differ by,
    written alike, is seen to be that.

    With the fewest decimals, from 3 to 5, with which the change of the one
    that matters, `label`, has two digits, and then with which every row adds
    up as it is written, if there are such.
    """
    before, after = (array.ravel().astype(float) for array in (before, after))
    telling = [
        decimals
        for decimals in DECIMALS
        if abs(after[label] - before[label]) * 10**decimals >= TWO_DIGITS
    ] or DECIMALS[-1:]
    adding_up = [one for one in telling if _adds_up(before, after, one)]
    return Writer(f".{(adding_up or telling)[0]}f", signed=False)


def _adds_up(before, after, decimals):
    rows = np.isfinite(before) & np.isfinite(after)
    was, now, change = (
        np.rint(one[rows] * 10**decimals) for one in (before, after, after - before)
    )
    return np.array_equal(now - was, change)


def _compared(name, index, was, now):
    return said(
        "The same image once more: {name}[{index}] was {was} and is now {now}.",
        "再看一次同一张图像：{name}[{index}] 原来是 {was}，现在是 {now}。",
        name=name,
        index=index,
        was=was,
        now=now,
    )


def _change_of_one(name, count, index, before, after):
    return headed(
        f"{one_of(name, count)} {index}",
        said(
            "{before} before, {after} now.",
            "之前 {before}，现在 {after}。",
            before=before,
            after=after,
        ),
    )


def _names(name, *, is_narrow):
    """What the two columns of answers are called; where they are narrow there is
    room for when it was alone, as the sentence beside them says of what it is."""
    if is_narrow:
        return said("before", "之前"), said("after", "之后")
    after = said("{name}, after one step", "{name}，一步之后", name=name)
    return before_step(name), after


class Compare(ActPlayer):
    """Bars before, bars after, and their difference on a scale of its own."""

    act: CompareAct

    def build(self):
        before, after = self.act.operands
        is_here = self.entrances.stood(after)
        arrays = [value.array.ravel().astype(float) for value in (before, after)]
        self.count = len(arrays[0])
        span = common_span(*arrays)
        apart = said("after − before", "之后 − 之前")
        names = _names(after.name, is_narrow=self.stage.is_tall)
        columns = (
            (before, names[0], span, before),
            (after, names[1], span, after),
            (
                difference(after, before, name=apart, expression="after - before"),
                apart,
                None,
                None,
            ),
        )
        self.columns = [
            self.bring(
                Bars(
                    shown,
                    column_box(self.stage, place, self.count, foot=NOTE),
                    name=name,
                    span=room,
                ),
                value,
            )
            for place, (shown, name, room, value) in zip((0, 0.5, 1), columns)
        ]
        # What stands already stays, and what it was before grows beside it.
        self.growing = (self.columns[0 if is_here else 1], self.columns[2])
        write = changes_written(before.array, after.array, self.act.label)
        for column in self.columns[:2]:
            column.write = write
        self.columns[2].write = replace(write, signed=True)
        box = self.columns[2].box
        # Letters grow upwards where they are enlarged, and take more room.
        lower = SMALL * (enlarged() - 1)
        aside = 0 if self.stage.is_tall else 60
        self.bring(
            Label(
                own_scale(),
                Box(box.left + aside, box.bottom + lower, box.width - aside, 30),
                size=SMALL,
                align="left",
            )
        )

    def move(self, time):
        for column, start in zip(self.growing, (ENTER, ENTER + 1.6)):
            column.grown = np.array(
                [
                    ease(time, start + 0.08 * k, start + 0.6 + 0.08 * k)
                    for k in range(self.count)
                ]
            )
        for column in self.columns:
            column.focus = self.act.label if time >= LIT else None

    def words(self, time):
        if time < LIT:
            return ""
        label = self.act.label
        before, after = (
            column.write(column.values.array[label]) for column in self.columns[:2]
        )
        return _change_of_one(self.act.result_name, self.count, label, before, after)


KIND = ActKind(CompareAct, Compare)
