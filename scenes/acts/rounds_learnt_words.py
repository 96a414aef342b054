"""What is said of a network that learns round by round."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scenes.acts.counter_words import curve_title, pass_label
from scenes.arrays.extremes import sizes_of_change
from scenes.arrays.numbers import told_apart
from scenes.reading.training_rounds import Parameter, Training
from scenes.words.naming import code, in_a_row, listed, number, said, short

MOST_NAMED = 4


class Change(NamedTuple):
    """The cell of a parameter that has changed most.

    Attributes:
        name: of the cell, "W1[2, 3]".
        before, now: its number at the start and after the rounds.
        among: the array that it is of, as it is now.
    """

    name: str
    before: float
    now: float
    among: np.ndarray


def largest_change(parameters: Sequence[Parameter], until: int) -> Change | None:
    """What has changed most of all since the start, what is finite no more first;
    None if nothing has."""
    found, most = None, 0.0
    for one in parameters:
        before, now = (one.values[at].array for at in (0, until))
        size = sizes_of_change(before, now)
        if size.max() > most:
            most = float(size.max())
            cell = np.unravel_index(int(size.argmax()), size.shape)
            name = f"{short(one.name, 30)}[{', '.join(map(str, cell))}]"
            found = Change(name, before[cell], now[cell], now)
    return found


def names_of(parameters: Sequence[Parameter]) -> str:
    names = [short(code(one.name), 24) for one in parameters]
    if len(names) > MOST_NAMED:
        more = len(names) - MOST_NAMED + 1
        names = names[: MOST_NAMED - 1] + [said("{n} more", "另外 {n} 个", n=more)]
    return listed(names)


def round_label(training: Training, index: int) -> str:
    """What a round is called, by the loops that it is a pass of."""
    place = training.loop.passes[index]
    loops = [one for one in place.chain() if one.loop and len(one.loop.passes) > 1]
    if not loops:
        return said("round {count:,}", "第 {count:,} 轮", count=index + 1)
    labels = (pass_label(one.loop, one.index) for one in loops if one.loop)
    return ", ".join(dict.fromkeys(labels))


def rounds_words(until: int, total: int) -> str:
    """How many rounds are over."""
    return said(
        "{until:,} of {total:,} rounds",
        "{until:,} / {total:,} 轮",
        until=until,
        total=total,
    )


def numbers_learnt(training: Training) -> str:
    """What there is to be learnt."""
    count = sum(one.values[0].array.size for one in training.parameters)
    names = names_of(training.parameters)
    if not training.adjusts_all:
        return said(
            "{count:,} numbers are adjusted, some in a part of the rounds alone: "
            "{names}.",
            "调整 {count:,} 个数，有的只在部分轮次中调整：{names}。",
            count=count,
            names=names,
        )
    return said(
        "{count:,} numbers are adjusted in each round: {names}.",
        "每一轮都调整 {count:,} 个数：{names}。",
        count=count,
        names=names,
    )


def start_title() -> str:
    return said("Before the first round", "第一轮之前")


def first_title() -> str:
    return said("What one round changes", "一轮改变多少")


def first_lead() -> str:
    return said(
        "The change alone: each number after the first round minus what it was.",
        "只看变化：第一轮之后的每个数减去原来的数。",
    )


def rounds_title(training: Training, start: int, until: int) -> str:
    return said(
        "Rounds {first:,} to {last:,} of {total:,}",
        "第 {first:,} 至 {last:,} 轮，共 {total:,} 轮",
        first=start + 1,
        last=until,
        total=len(training),
    )


def rounds_lead() -> str:
    return said(
        "Round by round; each array keeps its colours' scale to the end.",
        "一轮接一轮；每个数组的颜色标度始终不变。",
    )


def last_title() -> str:
    return said("After the last round", "最后一轮之后")


def changed_title() -> str:
    return said("What learning changed", "学习改变了什么")


def changed_lead() -> str:
    return said(
        "Once more: each number minus what it was at the start.",
        "再看一遍：每个数减去最初的数。",
    )


def most_changed(change: Change | None) -> str:
    """Which number has changed most, and how."""
    if change is None:
        return said("No number is another one.", "没有一个数改变。")
    before, now = (number(one, change.among) for one in (change.before, change.now))
    if before == now:
        before, now = told_apart(change.before, change.now)
    fields = {"name": change.name, "before": before, "now": now}
    if not np.isfinite(change.now):
        return said(
            "Finite no more: {name}, once {before}, is {now}.",
            "不再有限：{name} 原为 {before}，现在是 {now}。",
            **fields,
        )
    return said(
        "Furthest from its start: {name}, from {before} to {now}.",
        "离最初最远：{name}，从 {before} 到 {now}。",
        **fields,
    )


def course_words(training: Training, start: int, until: int) -> str:
    """How the curve went from one round to another, counted from 1."""
    if training.figures is None:
        return ""
    values = np.array(training.figures.numbers)
    first, last = values[start - 1], values[until - 1]
    fields = {
        "name": curve_title(training.figures),
        "first": number(first, values),
        "last": number(last, values),
        "start": start,
        "until": until,
    }
    if fields["first"] == fields["last"] or not np.isfinite((first, last)).all():
        return said(
            "{name}: {first} in round {start:,}, {last} in round {until:,}.",
            "{name}：第 {start:,} 轮 {first}，第 {until:,} 轮 {last}。",
            **fields,
        )
    if last < first:
        return said(
            "{name} falls from {first} in round {start:,} to {last} in {until:,}.",
            "{name} 从第 {start:,} 轮的 {first} 降到第 {until:,} 轮的 {last}。",
            **fields,
        )
    return said(
        "{name} rises from {first} in round {start:,} to {last} in {until:,}.",
        "{name} 从第 {start:,} 轮的 {first} 升到第 {until:,} 轮的 {last}。",
        **fields,
    )


def right_words(training: Training, index: int) -> str:
    """How many answers were right that were counted last, up to a round."""
    known = [
        (at, one) for at, one in enumerate(training.accuracies[: index + 1]) if one
    ]
    if not known:
        return ""
    at, found = known[-1]
    return said(
        "{right:,} of {count:,} answers right in round {at:,}.",
        "第 {at:,} 轮答对 {count:,} 个中的 {right:,} 个。",
        right=found.right,
        count=found.hits.array.size,
        at=at + 1,
    )


def unseen_words(training: Training) -> str:
    """That there were more rounds than the trace holds."""
    if not training.unseen:
        return ""
    return said(
        "{count:,} more rounds ran without being recorded.",
        "另有 {count:,} 轮没有记录。",
        count=training.unseen,
    )


def last_lead(training: Training) -> str:
    return in_a_row(
        course_words(training, 1, len(training)),
        right_words(training, len(training) - 1),
        unseen_words(training),
    ) or numbers_learnt(training)


def accuracy_title(counted: int) -> str:
    return said(
        "answers right, of {counted:,}",
        "答对的个数，共 {counted:,} 个",
        counted=counted,
    )


def is_change_words(is_change: bool) -> str:
    if is_change:
        return said("each number minus its start", "每个数减去最初的数")
    return said("the numbers themselves", "这些数本身")


def left_out_words(count: int) -> str:
    """That there are more arrays than are shown."""
    return said(
        "{count} more arrays are learnt besides",
        "此外还学习 {count} 个数组",
        count=count,
    )
