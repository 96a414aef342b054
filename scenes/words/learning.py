"""Sentences about what learning computes: errors, blame, changes."""

import re

import numpy as np

from scenes.reading import extremes
from scenes.words.numbers import written
from scenes.words.statements import _STEP_NAMES, step_name
from scenes.words.naming import in_a_row, plain, said

# How code calls a learn rate: learn_rate, self.learning_rate, -lr.
_LEARN_RATE = re.compile(r"-?(\w+\.)*(\w*learn(ing)?_?rate|(\w+_)?lr)",
                         re.IGNORECASE)


def update_title(old, *, is_small):
    """
    Args:
        is_small: whether the change is, beside the values.
    """
    if not is_small:
        return said(
            "Change the {name}",
            "改变{name}",
            name=plain(old.name))
    return said(
        "Change the {name} a little",
        "把{name}改变一点点",
        name=plain(old.name))


def update_name(old):
    if old.name in _STEP_NAMES:
        return step_name(old.name)
    return said(
        "{name} change",
        "更新{name}",
        name=plain(old.name))


def update_lead(rate, error, *, is_taken, is_small):
    """
    Args:
        rate: the value that the error is multiplied by, or None.
        error: what it multiplies: an adjustment, a delta; or None.
        is_taken: whether their product is taken away, not added.
        is_small: whether the change is, beside the values.
    """
    if rate is None:
        return said("What was there, the change, and what is there now.",
                    "原来的值、变化量和现在的值。")
    share = f"{abs(rate.array.item()):.3g}"
    own = error.name.split("_")[-1] or "adjustment"
    whole = plain(error.name or "调整量")
    if not is_taken:
        step = said(
            "To each is added {share} times its {own}.",
            "每个都加上 {share} 乘以{whole}。",
            share=share, own=own, whole=whole)
    elif _LEARN_RATE.fullmatch(rate.name or rate.expression):
        step = said(
            "From each is taken the learn rate, {share}, times its {own}.",
            "每个都减去学习率 {share} 乘以{whole}。",
            share=share, own=own, whole=whole)
    else:
        step = said(
            "From each is taken {share} times its {own}.",
            "每个都减去 {share} 乘以{whole}。",
            share=share, own=own, whole=whole)
    return in_a_row(step, said(
        "The change is so small that it has a scale of its own.",
        "变化很小，所以用单独的色标显示。") if is_small else said(
        "The change has a scale of its own.", "变化用单独的色标显示。"))


def sheet_changes(index, change):
    """
    Args:
        change: of every weight of the sheet that changes most.
    """
    most = change.ravel()[extremes.furthest(change)]
    if np.isnan(most):
        return ""
    largest = written(most, "+.6f" if abs(most) >= 5e-7 else "+.2e")
    return said(
        "Sheet {index} changes most: the largest of its {size} changes is "
        "{largest}.",
        "第 {index} 张变化最大：{size} 个变化中最大的是 {largest}。",
        index=index, size=change.size, largest=largest)


def largest_change(old, change, new):
    place = extremes.furthest(change)
    if np.isnan(change.ravel()[place]):
        return ""
    index = [int(k) for k in np.unravel_index(place, change.shape)]
    if change.shape[1:] == (1,):
        index = index[:1]
    cell = f"{old.name}[{', '.join(map(str, index))}]"
    before, after = (written(array.ravel()[place], ".5f")
                     for array in (old.array, new))
    return said(
        "The largest change: {cell} goes from {before} to {after}.",
        "最大的变化：{cell} 从 {before} 变为 {after}。",
        cell=cell, before=before, after=after)
