"""What is said of weights whose squares are added to a loss."""

import numpy as np

from scenes.arrays.numbers import written
from scenes.reading.penalties import Penalty
from scenes.words.naming import number, said


def title() -> str:
    return said("Large weights cost extra", "大的权重要额外付出代价")


def step_name() -> str:
    return said("penalty", "正则项")


def lead(penalty: Penalty) -> str:
    count = len(penalty.weights)
    one = (
        said("the weights", "权重")
        if count == 1
        else said("{count} matrices of weights", "{count} 个权重矩阵", count=count)
    )
    strengths = set(penalty.strengths)
    if strengths == {1.0}:
        return said(
            "The squares of {one} are added to the loss, so that it pays to keep them "
            "small.",
            "{one}的平方加到损失上：权重小才划算。",
            one=one,
        )
    times = (
        _short(penalty.strengths[0])
        if len(strengths) == 1
        else said("a number for each", "各自的系数")
    )
    return said(
        "The squares of {one}, times {times}, are added to the loss, so that it pays "
        "to keep them small.",
        "{one}的平方乘以 {times}，加到损失上：权重小才划算。",
        one=one,
        times=times,
    )


def squares(total: float) -> str:
    return f"Σ w² = {_short(total)}"


def _short(value: float) -> str:
    return written(value, ".4g") if np.isfinite(value) else str(value)


def turn(name: str, size: int, total: float) -> str:
    return said(
        "{name}: {size} squares added up are {total}.",
        "{name}：{size} 个平方之和是 {total}。",
        name=name,
        size=size,
        total=_short(total),
    )


def formula(penalty: Penalty) -> str:
    """How the loss grows, written out."""
    before, after = penalty.before, float(penalty.total.result.array.ravel()[0])
    sums, strengths = penalty.sums, penalty.strengths
    if len(set(strengths)) == 1:
        added = " + ".join(_short(one) for one in sums[:4])
        added += " + …" if len(sums) > 4 else ""
        inside = added if len(sums) == 1 else f"( {added} )"
        text = f"{_short(strengths[0])} × {inside}"
    else:
        text = " + ".join(
            f"{_short(strength)} × {_short(one)}"
            for strength, one in list(zip(strengths, sums))[:4]
        )
    return f"{_short(before)} + {text} = {_short(after)}"


def outcome(penalty: Penalty) -> str:
    before, after = penalty.before, float(penalty.total.result.array.ravel()[0])
    both = np.array([before, after])
    low, high = (number(one, both) for one in both)
    if low == high:
        return said(
            "The loss stays at {low}, as far as three decimals show.",
            "损失仍是 {low}（三位小数内不变）。",
            low=low,
        )
    return said(
        "The loss goes from {low} to {high}.",
        "损失从 {low} 变成 {high}。",
        low=low,
        high=high,
    )
