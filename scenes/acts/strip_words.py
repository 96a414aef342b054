"""What is said while a state travels along a strip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scenes.arrays.extremes import furthest, sizes_of_change
from scenes.reading.loop_courses import Course
from scenes.words.naming import headed, listed, number, said, short

if TYPE_CHECKING:
    from scenes.acts.strip import StripAct


def _names(courses: Sequence[Course]) -> str:
    return listed([short(one.name, 20) for one in courses])


def title_words(states: Sequence[Course]) -> str:
    """The title of the act."""
    return said(
        "{states}: handed on from pass to pass",
        "{states}：一遍一遍往下传",
        states=_names(states),
    )


def lead_words(
    states: Sequence[Course],
    come: Course | None,
    gone: Course | None,
    *,
    leftwards: bool,
) -> str:
    """What goes where."""
    fields = {
        "states": _names(states),
        "come": short(come.name, 20) if come else "",
        "gone": short(gone.name, 20) if gone else "",
    }
    is_one = len(states) == 1
    if leftwards:
        return said(
            "Backwards: each pass hands {states} to the one on its left.",
            "倒着走：每一遍把 {states} 传给左边的一遍。",
            **fields,
        )
    if come and gone:
        return said(
            "Each pass takes {come} and what {states} was, and gives {gone}."
            if is_one
            else "Each pass takes {come} and what {states} were, and gives {gone}.",
            "每一遍读入 {come} 和上一遍的 {states}，得出 {gone}。",
            **fields,
        )
    if come:
        return said(
            "Each pass makes its {states} of {come} and of the one before."
            if is_one
            else "Each pass makes its {states} of {come} and of those before.",
            "每一遍由 {come} 和上一遍的 {states} 算出新的 {states}。",
            **fields,
        )
    return said(
        "Each pass makes its {states} of that of the pass before."
        if is_one
        else "Each pass makes its {states} of those of the pass before.",
        "每一遍由上一遍的 {states} 算出新的 {states}。",
        **fields,
    )


def turn_words(act: StripAct, index: int) -> str:
    """What a pass makes of the state."""
    course = act.rows[act.states[-1]]
    before, after = (course.values[one].array for one in (index - 1, index))
    change = sizes_of_change(before, after)
    if not change.any():
        return headed(
            act.labels[index],
            said("{name} stays as it was.", "{name} 没有变化。", name=course.name),
        )
    cell = int(change.argmax())
    return headed(
        act.labels[index],
        said(
            "number {cell} of {name} goes from {before} to {after}.",
            "{name} 的第 {cell} 个数从 {before} 变为 {after}。",
            cell=cell,
            name=short(course.name, 20),
            before=number(before.ravel()[cell], among=after),
            after=number(after.ravel()[cell], among=after),
        ),
    )


def outcome_words(course: Course, labels: Sequence[str], last: int) -> str:
    """What the state has become."""
    array = course.values[last].array
    fields = {"label": labels[last], "name": short(course.name, 20)}
    lost = array.size - int(np.isfinite(array).sum())
    if lost == array.size:
        return said(
            "At {label}, {name} holds no finite number.",
            "在 {label}，{name} 没有一个有限的数。",
            **fields,
        )
    if lost:
        return said(
            "At {label}, {lost} of the {size} numbers of {name} is not finite."
            if lost == 1
            else "At {label}, {lost} of the {size} numbers of {name} are not finite.",
            "在 {label}，{name} 的 {size} 个数中有 {lost} 个不是有限的数。",
            lost=lost,
            size=array.size,
            **fields,
        )
    if not array.any():
        return said(
            "At {label}, {name} is all zeros.", "在 {label}，{name} 全是零。", **fields
        )
    cell = furthest(array)
    return said(
        "At {label}, number {cell} of {name} is the furthest from zero: {value}.",
        "在 {label}，{name} 中离零最远的是第 {cell} 个：{value}。",
        cell=cell,
        value=number(array.ravel()[cell], among=array),
        **fields,
    )
