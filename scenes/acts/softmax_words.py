"""What is said of a softmax: powers of e, their sum, shares of it."""

import numpy as np

from scenes.arrays import shapes as arrange
from scenes.words.naming import in_a_row, number, one_of, plain, said


def title() -> str:
    return said("softmax: shares that add up to 1", "softmax：合计为 1 的份额")


def step_name(name: str) -> str:
    return said("{name}: shares", "{name}：份额", name=plain(name))


def powers_of(name: str, *, is_shifted: bool) -> str:
    exponent = f"({name} − max)" if is_shifted else name
    return said("e to the power of {name}", "e 的 {name} 次方", name=exponent)


def lead(*, is_shifted: bool) -> str:
    shifted = said(
        "The largest is taken away first, which changes no share.",
        "先减去最大值，这不改变任何份额。",
    )
    return in_a_row(
        said(
            "Each number becomes e to its power, then its share of their sum: "
            "none is below 0.",
            "每个数先变成 e 的幂，再除以总和：没有一个小于 0。",
        ),
        shifted if is_shifted else "",
    )


def outcome(name: str, shares: np.ndarray, axis: int | None) -> str:
    """What came out: whose share is the largest, or what adds up to 1."""
    if not arrange.is_column(shares.shape):
        if axis is None:
            return said("All shares together are 1.", "全部份额合计为 1。")
        return said(
            "In each {line} the shares add up to 1.",
            "每{line}的份额合计为 1。",
            line=said("line", "条")
            if shares.ndim > 2
            else said("row", "行")
            if axis == 1
            else said("column", "列"),
        )
    flat = shares.ravel()
    top = int(flat.argmax())
    value = number(flat[top], flat)
    if not is_largest_alone(flat):
        return said(
            "The largest share is {value}, of more than one.",
            "最大的份额是 {value}，不止一个。",
            value=value,
        )
    return said(
        "{one} {index} has the largest share: {value}.",
        "{one} {index} 的份额最大：{value}。",
        one=one_of(name, flat.size),
        index=top,
        value=value,
    )


def is_largest_alone(values: np.ndarray) -> bool:
    return np.count_nonzero(values == values.max()) == 1


def power(
    name: str, count: int, index: int, score: str, power: str, *, is_largest: bool
) -> str:
    largest = said(", the largest", "，最大") if is_largest else ""
    return said(
        "{one} {index}{largest}: e to the power of {score} is {power}.",
        "{one} {index}{largest}：e 的 {score} 次方是 {power}。",
        one=one_of(name, count),
        index=index,
        largest=largest,
        score=score,
        power=power,
    )


def added(total: str) -> str:
    return said("All of them added: {total}.", "全部相加：{total}。", total=total)


def share(name: str, count: int, index: int, power: str, total: str, share: str) -> str:
    return said(
        "{one} {index}: {power} ÷ {total} = {share}. All shares together are 1.",
        "{one} {index}：{power} ÷ {total} = {share}。全部份额合计为 1。",
        one=one_of(name, count),
        index=index,
        power=power,
        total=total,
        share=share,
    )


def line(axis: int | None, index: int, total: str) -> str:
    if axis is None:
        return said(
            "All of them: each power of e ÷ {total}, their sum.",
            "全部：每个 e 的幂 ÷ 总和 {total}。",
            total=total,
        )
    one = said("Row", "行") if axis == 1 else said("Column", "列")
    return said(
        "{one} {index}: each power of e ÷ {total}, their sum.",
        "{one} {index}：每个 e 的幂 ÷ 总和 {total}。",
        one=one,
        index=index,
        total=total,
    )
