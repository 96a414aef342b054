"""What is said of lines of cells that become one number each."""

import numpy as np

from scenes.acts.sums_written import added, power_sum, terms
from scenes.arrays.numbers import number_format
from scenes.arrays.shapes import shape_note
from scenes.reading.reductions import PICKING, Reduction
from scenes.words.axis_words import along, cells_along
from scenes.words.naming import headed, headline, number, plain, said, truth

# What is done with a line, in a title; and what number it becomes.
_DONE = {
    "sum": (("add up", "求和："), ("their sum", "它们的和")),
    "mean": (("the mean of", "求平均："), ("their mean", "它们的平均值")),
    "prod": (("the product of", "求积："), ("their product", "它们的积")),
    "std": (
        ("the spread of", "求标准差："),
        ("how far they are from their mean, as a rule", "它们通常离平均值多远"),
    ),
    "var": (
        ("the variance of", "求方差："),
        ("the mean square of how far they are from their mean", "离平均值的均方距离"),
    ),
    "median": (
        ("the median of", "求中位数："),
        ("the middle one, put in order", "排序后中间的一个"),
    ),
    "max": (("the largest of", "最大值："), ("the largest", "最大的一个")),
    "min": (("the smallest of", "最小值："), ("the smallest", "最小的一个")),
    "argmax": (
        ("where is the largest of", "最大值在哪里："),
        ("the place of the largest", "最大者的位置"),
    ),
    "argmin": (
        ("where is the smallest of", "最小值在哪里："),
        ("the place of the smallest", "最小者的位置"),
    ),
    "norm": (
        ("the length of", "求长度："),
        ("the root of all squares added up", "平方和的平方根"),
    ),
    "dot": (("multiply and add up", "乘积求和："), ("their sum", "它们的和")),
    "any": (("is any true in", "是否有真："), ("whether any is true", "是否有真")),
    "all": (("are all true in", "是否全真："), ("whether all are true", "是否全真")),
    "count": (
        ("how many are not 0 in", "数非零的个数："),
        ("how many are not 0", "非零的个数"),
    ),
    "ptp": (
        ("from smallest to largest of", "求极差："),
        ("how far it is from the smallest to the largest", "从最小到最大的距离"),
    ),
}
_NAMED = {
    "sum": ("sum", "和"),
    "mean": ("mean", "平均值"),
    "prod": ("product", "积"),
    "std": ("spread", "标准差"),
    "var": ("variance", "方差"),
    "median": ("median", "中位数"),
    "max": ("largest cell", "最大值"),
    "min": ("smallest cell", "最小值"),
    "norm": ("length", "长度"),
    "dot": ("sum", "和"),
    "count": ("count", "个数"),
    "ptp": ("range", "极差"),
}


def _line(found: Reduction) -> tuple[str, str]:
    """What one of the lines is, in English and Chinese."""
    if found.count == 1:
        return f"all {found.length} numbers", f"全部 {found.length} 个数"
    if found.is_down:
        return "each column", "每列"
    if len(found.source.shape) == 2:
        return "each row", "每行"
    if _is_of_matrices(found):
        return "each matrix", "每个矩阵"
    axes = [str(one) for one in found.axes]
    axis = f"axes {' and '.join(axes)}" if len(axes) > 1 else f"axis {axes[0]}"
    return f"each line along {axis}", f"沿轴 {'、'.join(axes)} 的每一条"


def _is_of_matrices(found: Reduction) -> bool:
    """Whether a line is all of the last two axes: a map that becomes one
    number, as in global average pooling."""
    rank = len(found.source.shape)
    return rank > 2 and tuple(found.axes) == (rank - 2, rank - 1)


def title(found: Reduction) -> str:
    (english, chinese), _ = _DONE[found.function]
    line, line_zh = _line(found)
    return headline(said(f"{english} {line}", f"{chinese}{line_zh}"))


def of_bias_title(target: str, bias: str) -> str:
    """Of a sum that is the gradient of a bias."""
    what = said("the gradient of {bias}", "{bias} 的梯度", bias=bias)
    if target:
        return headed(plain(target), what)
    return said("The gradient of {bias}", "{bias} 的梯度", bias=bias)


def of_bias_lead(found: Reduction, name: str, bias: str) -> str:
    """
    Args:
        name: of what comes back to the sums that the bias was added to.
    """
    return said(
        "{bias} was added {length} times on the way there: what comes back to all of "
        "these places, {name}, becomes {what}.",
        "{bias} 在前向时加了 {length} 次：传回这些地方的 {name} 变成{what}。",
        bias=bias,
        length=found.length,
        name=name,
        what=said(*_DONE[found.function][1]),
    )


def lead(found: Reduction, name: str, *, is_batch: bool) -> str:
    """
    Args:
        name: of what is read.
        is_batch: whether the lines run over the examples of a batch.
    """
    fields = {
        "count": found.count,
        "length": found.length,
        "name": name,
        "what": said(*_DONE[found.function][1]),
        "cells": cells_along(found.source, found.axes, _cells(found)),
    }
    if found.count == 1:
        return said(
            "All {length} cells of {name} become one number: {what}.",
            "{name} 的全部 {length} 个格变成一个数：{what}。",
            **fields,
        )
    if is_batch:
        return said(
            "Over the batch: each column of {name} becomes one number, down its "
            "{length} examples: {what}.",
            "对整批：{name} 的每一列 {length} 个样本变成一个数：{what}。",
            **fields,
        )
    if _is_of_matrices(found):
        return said(
            "Each of the {count} matrices of {name}, {size}, becomes one number: "
            "{what}.",
            "{name} 的 {count} 个 {size} 矩阵各变成一个数：{what}。",
            size=shape_note(found.source.shape[-2:]),
            **fields,
        )
    if len(found.source.shape) != 2:
        return said(
            "Each of the {count} lines of {name} becomes one number, over its "
            "{cells}: {what}.",
            "{name} 的 {count} 条各 {cells}变成一个数：{what}。",
            **fields,
        )
    if found.is_down:
        return said(
            "Each of the {count} columns of {name} becomes one number, down its "
            "{cells}: {what}.",
            "{name} 的 {count} 列各 {cells}变成一个数：{what}。",
            **fields,
        )
    return said(
        "Each of the {count} rows of {name} becomes one number, across its "
        "{cells}: {what}.",
        "{name} 的 {count} 行各 {cells}变成一个数：{what}。",
        **fields,
    )


def _cells(found: Reduction) -> str:
    """What the cells of a line are where their axis has no name."""
    if len(found.source.shape) != 2:
        return said("cells", "个格")
    return said("rows" if found.is_down else "columns", "个数")


def pairs_title(name: str, beside: str) -> str:
    return said(
        "Row by row: {name} × {beside}, added up",
        "逐行：{name} × {beside}，再求和",
        name=name,
        beside=beside,
    )


def pairs_lead(found: Reduction, name: str, beside: str, *, is_one: bool) -> str:
    """
    Args:
        name, beside: of the two that are multiplied.
        is_one: whether the other one is a single row.
    """
    fields = {
        "count": found.count,
        "name": name,
        "beside": beside,
        "cells": _pairs(found),
    }
    if is_one:
        return said(
            "Each of the {count} rows of {name} meets the row {beside}: {cells}, "
            "multiplied and added up to one number.",
            "{name} 的 {count} 行各与 {beside} 这一行：{cells}相乘，再加成一个数。",
            **fields,
        )
    return said(
        "Each of the {count} rows of {name} meets the row of {beside} beside it: "
        "{cells}, multiplied and added up to one number.",
        "{name} 的 {count} 行各与 {beside} 的同一行：{cells}相乘，再加成一个数。",
        **fields,
    )


def _pairs(found: Reduction) -> str:
    where = along(found.source, found.axes[0])
    if not where:
        return said("{length} pairs", "{length} 对数", length=found.length)
    return said(
        "{length} pairs along {where}",
        "沿{where}的 {length} 对数",
        length=found.length,
        where=where,
    )


def pairs_formula(found: Reduction, beside: np.ndarray, index: int) -> str:
    """How two rows become a number, written out.

    Args:
        beside: (cells,) the row of the other one.
    """
    line = found.lines(found.source.array)[index].astype(float)
    write, other = number_format(found.source.array), number_format(beside)
    result = found.result.array.ravel().astype(float)
    pairs = zip(terms(line, write, most=3), terms(beside.astype(float), other, most=3))
    products = [
        one if one == "…" else f"{_held(one)} × {_held(two)}" for one, two in pairs
    ]
    return f"{' + '.join(products)} = {number_format(result)(result[index])}"


def _held(text: str) -> str:
    text = text.removeprefix("+")
    return f"({text})" if text.startswith("−") else text


def one_pair_of_rows(found: Reduction, index: int) -> str:
    result = found.result.array.ravel()
    return said(
        "Row {index}: {length} products add up to {value}.",
        "行 {index}：{length} 个乘积之和是 {value}。",
        index=index,
        length=found.length,
        value=number(result[index], result),
    )


def formula(found: Reduction, index: int) -> str:
    """How a line becomes its number, written out."""
    line = found.lines(found.source.array)[index].astype(float)
    write = number_format(found.source.array)
    result = found.result.array.ravel()
    end = number_format(result.astype(float))(float(result[index]))
    function = found.function
    if function in PICKING:
        place = int(found.chosen()[index])
        if function.startswith("arg"):
            return f"{write(line[place])}  →  {end}"
        return f"{function}( {', '.join(terms(line, write))} ) = {end}"
    if function == "sum":
        return f"{added(line, write)} = {end}"
    if function == "mean":
        return f"( {added(line, write)} ) ÷ {line.size} = {end}"
    if function == "norm":
        return f"√( {power_sum(line, write)} ) = {end}"
    if function == "prod":
        return f"{' × '.join(terms(line, write))} = {end}"
    return f"{function}( {', '.join(terms(line, write))} ) = {end}"


def one_line(found: Reduction, index: int) -> str:
    """What becomes of one line, as a sentence."""
    if found.count == 1:
        one = said("All of them", "全部")
    elif found.is_down:
        one = said("Column {index}", "列 {index}", index=index)
    elif _is_of_matrices(found):
        one = said("Matrix {index}", "矩阵 {index}", index=index)
    elif len(found.source.shape) != 2:
        one = said("Line {index}", "第 {index} 条", index=index)
    else:
        one = said("Row {index}", "行 {index}", index=index)
    result = found.result.array.ravel()
    if found.function in ("argmax", "argmin"):
        line = found.lines(found.source.array)[index]
        place = int(found.chosen()[index])
        return said(
            "{one}: the {which} of {length} stands at {place}.",
            "{one}：{length} 个数中{which_zh}的在位置 {place}。",
            one=one,
            which="largest" if found.function == "argmax" else "smallest",
            which_zh="最大" if found.function == "argmax" else "最小",
            length=line.size,
            place=place,
        )
    value = number(result[index], result)
    if result.dtype.kind == "b":
        value = truth(result[index])
    return said(
        "{one}: {length} cells become one, {value}.",
        "{one}：{length} 个格变成一个数 {value}。",
        one=one,
        length=found.length,
        value=value,
    )


def outcome(found: Reduction) -> str:
    """What came out, read off the result."""
    result = found.result.array.ravel()
    if found.function in ("argmax", "argmin"):
        if found.count == 1:
            return said(
                "It stands at {place}.", "它在位置 {place}。", place=int(result[0])
            )
        kinds = len(np.unique(result))
        return (
            said(
                "The places are {kinds} different ones.",
                "共有 {kinds} 个不同的位置。",
                kinds=kinds,
            )
            if kinds > 1
            else said(
                "It is at {place} in each of them.",
                "每条都在位置 {place}。",
                place=int(result[0]),
            )
        )
    if found.function in ("any", "all"):
        true = int(np.count_nonzero(result))
        if found.count == 1:
            return said("Yes.", "是。") if true else said("No.", "否。")
        return said(
            "True for {true} of {count}.",
            "{count} 个中 {true} 个为真。",
            true=true,
            count=found.count,
        )
    if found.count == 1:
        return said(
            "The {named} is {value}.",
            "{named}是 {value}。",
            named=said(*_NAMED[found.function]),
            value=number(result[0], result),
        )
    return _greatest(found, result, said(*_NAMED[found.function]))


def _greatest(found: Reduction, result: np.ndarray, named: str) -> str:
    """Which of many numbers stands out, or how far they reach."""
    is_least = found.function == "min"
    numbers = result.astype(float) * (-1 if is_least else 1)
    numbers = np.nan_to_num(numbers, nan=-np.inf)
    top = int(numbers.argmax())
    if not np.isfinite(numbers[top]) or np.count_nonzero(numbers == numbers[top]) > 1:
        low, high = (number(pick(result), result) for pick in (np.min, np.max))
        if low == high:
            return said(
                "Every {named} is {value}.",
                "{named}都是 {value}。",
                named=named,
                value=low,
            )
        return said(
            "They reach from {low} to {high}.",
            "从 {low} 到 {high}。",
            low=low,
            high=high,
        )
    fields = {
        "named": named,
        "value": number(result[top], result),
        "line": said(*_one(found)),
        "top": top,
    }
    if is_least or found.function == "max":
        return said(
            "The {named} of them all is {value}, of {line} {top}.",
            "其中的{named}是 {value}，在{line} {top}。",
            **fields,
        )
    return said(
        "The greatest {named} is {value}, of {line} {top}.",
        "最大的{named}是 {value}，在{line} {top}。",
        **fields,
    )


def _one(found: Reduction) -> tuple[str, str]:
    """What a single one of the lines is called."""
    if _is_of_matrices(found):
        return "matrix", "矩阵"
    if len(found.source.shape) != 2:
        return "line", "条"
    return ("column", "列") if found.is_down else ("row", "行")
