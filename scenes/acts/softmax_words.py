"""What is said of a softmax: powers of e, their sum, shares of it."""

import numpy as np

from network.trace import Value
from scenes.arrays import shapes as arrange
from scenes.words.axis_words import cells_along, has_names
from scenes.words.naming import in_a_row, number, one_of, plain, said


def title(*, is_log: bool = False) -> str:
    if is_log:
        return said("log-softmax: the logarithms of shares", "对数 softmax：份额的对数")
    return said("softmax: shares that add up to 1", "softmax：合计为 1 的份额")


def step_name(name: str) -> str:
    return said("{name}: shares", "{name}：份额", name=plain(name))


def powers_of(name: str, *, is_shifted: bool) -> str:
    exponent = f"({name} − max)" if is_shifted else name
    return said("e to the power of {name}", "e 的 {name} 次方", name=exponent)


def lead(*, is_shifted: bool, is_log: bool = False) -> str:
    shifted = said(
        "The largest is taken away first, which changes no share.",
        "先减去最大值，这不改变任何份额。",
    )
    if is_log:
        return in_a_row(
            said(
                "Each number becomes e to its power, then the logarithm of its share "
                "of their sum: none is above 0.",
                "每个数先变成 e 的幂，再取其在总和中份额的对数：没有一个大于 0。",
            ),
            shifted if is_shifted else "",
        )
    return in_a_row(
        said(
            "Each number becomes e to its power, then its share of their sum: "
            "none is below 0.",
            "每个数先变成 e 的幂，再除以总和：没有一个小于 0。",
        ),
        shifted if is_shifted else "",
    )


def outcome(name: str, value: Value, axis: int | None, *, is_log: bool = False) -> str:
    """What came out: whose share is the largest, or what adds up to 1.

    Args:
        value: the shares.
    """
    shares = value.array
    if is_log:
        return said(
            "They reach from {low} to {high}.",
            "从 {low} 到 {high}。",
            low=number(shares.min(), shares),
            high=number(shares.max(), shares),
        )
    if not arrange.is_column(shares.shape):
        if axis is None:
            return said("All shares together are 1.", "全部份额合计为 1。")
        return said(
            "In each {line} the shares add up to 1.",
            "每{line}的份额合计为 1。",
            line=_line(value, axis),
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


def _line(value: Value, axis: int) -> str:
    """What shares add up along: "row", or "row of 3 classes"."""
    line = (
        said("line", "条")
        if len(value.shape) > 2
        else said("row", "行")
        if axis == 1
        else said("column", "列")
    )
    if not has_names(value, (axis,)):
        return line
    return said(
        "{line} of {cells}",
        "{line} {cells}",
        line=line,
        cells=cells_along(value, (axis,), said("numbers", "个数")),
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


def line(axis: int | None, index: int, total: str, *, is_log: bool = False) -> str:
    if axis is None:
        one = said("All of them", "全部")
    elif axis == 1:
        one = said("Row {index}", "行 {index}", index=index)
    else:
        one = said("Column {index}", "列 {index}", index=index)
    if is_log:
        return said(
            "{one}: the logarithm of each power of e ÷ {total}, their sum.",
            "{one}：每个 e 的幂 ÷ 总和 {total}，再取对数。",
            one=one,
            total=total,
        )
    return said(
        "{one}: each power of e ÷ {total}, their sum.",
        "{one}：每个 e 的幂 ÷ 总和 {total}。",
        one=one,
        total=total,
    )
