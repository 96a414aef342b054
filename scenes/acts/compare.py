"""The same column before and after: what learning changed."""

from dataclasses import dataclass, replace

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.columns import NOTE, column_box, common_span
from scenes.acts.derived import difference
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.arrays.numbers import Writer, written
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.words.naming import headed, one_of, plain, said
from scenes.words.phrases import own_scale

SECONDS = 8.0  # of the whole act
LIT = ENTER + 3.2  # second at which what has grown most is lit


@dataclass(frozen=True, kw_only=True)
class CompareAct(Act):
    """A column before and after a learning step, its operands.

    Attributes:
        label: the index of what has grown most.
    """

    kind = "compare"

    label: int


def comparison(name: str, before: Value, after: Value) -> CompareAct:
    """The plan that shows a column before and after a learning step.

    Args:
        name: of the column, as in the code.
        before, after: of one shape.
    """
    change = after.array.astype(float) - before.array
    label = int(np.nan_to_num(change).argmax())
    outcome = _compared(
        name, label, *(value.array.ravel()[label] for value in (before, after))
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
        "再看一次同一幅图像：学习一步之前和之后的{name}。",
        name=plain(name),
    )


def _compared(name, index, before, after):
    was, now = written(before, ".5f"), written(after, ".5f")
    return said(
        "The same image once more: {name}[{index}] was {was} and is now {now}.",
        "再看一次同一幅图像：{name}[{index}] 原来是 {was}，现在是 {now}。",
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


class Compare(ActPlayer):
    """Bars before, bars after, and their difference on a scale of its own."""

    act: CompareAct

    def build(self):
        before, after = self.act.operands
        is_here = self.entrances.stood(after)
        arrays = [value.array.ravel().astype(float) for value in (before, after)]
        self.count = len(arrays[0])
        span = common_span(*arrays)
        columns = (
            (before, f"{before.name}, before", span, before),
            (after, f"{after.name}, after one step", span, after),
            (
                difference(
                    after, before, name="after − before", expression="after - before"
                ),
                "after − before",
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
        for column in self.columns[:2]:
            column.write = Writer(".5f", signed=False)
        self.columns[2].write = Writer(".5f", signed=True)
        box = self.columns[2].box
        self.bring(
            Label(
                own_scale(),
                Box(box.left + 60, box.bottom, box.width - 60, 30),
                size=16,
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
            column.focus = self.act.label if time > LIT else None

    def words(self, time):
        if time <= LIT:
            return ""
        label = self.act.label
        before, after = (
            column.write(column.values.array[label]) for column in self.columns[:2]
        )
        return _change_of_one(self.act.result_name, self.count, label, before, after)


KIND = ActKind(CompareAct, Compare)
