"""What is said of lines of cells that become one number each."""

import numpy as np

from scenes.acts.sums_written import added, power_sum, terms
from scenes.arrays.numbers import number_format
from scenes.reading.reductions import PICKING, Reduction
from scenes.words.naming import headline, number, said

# What is done with a line: in a title, and of all lines in a sentence.
_DONE = {
    "sum": (("add up", "求和"), ("added up", "相加")),
    "mean": (("the mean of", "求平均："), ("averaged", "取平均")),
    "prod": (("multiply all of", "求积："), ("multiplied together", "相乘")),
    "std": (
        ("the spread of", "求标准差："),
        ("measured: how far its cells are from their mean, as a rule", "求标准差"),
    ),
    "var": (
        ("the variance of", "求方差："),
        (
            "measured: the mean square of how far its cells are from their mean",
            "求方差",
        ),
    ),
    "median": (
        ("the median of", "求中位数："),
        ("put in order, the middle kept", "取中位数"),
    ),
    "max": (("the largest of", "最大值："), ("searched for the largest", "取最大值")),
    "min": (("the smallest of", "最小值："), ("searched for the smallest", "取最小值")),
    "argmax": (
        ("where is the largest of", "最大值在哪里："),
        ("searched for the largest, whose place is kept", "找最大值的位置"),
    ),
    "argmin": (
        ("where is the smallest of", "最小值在哪里："),
        ("searched for the smallest, whose place is kept", "找最小值的位置"),
    ),
    "norm": (
        ("the length of", "求长度："),
        ("measured: squares added up, then the root", "平方相加再开方"),
    ),
    "any": (("is any true in", "是否有真："), ("asked: is any true?", "看是否有真")),
    "all": (("are all true in", "是否全真："), ("asked: are all true?", "看是否全真")),
    "count": (
        ("how many are not 0 in", "数非零的个数："),
        ("counted: all but 0", "数非零的个数"),
    ),
    "ptp": (
        ("from smallest to largest of", "求极差："),
        ("measured from smallest to largest", "求极差"),
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
    "count": ("count", "个数"),
    "ptp": ("range", "极差"),
}


def _line(found: Reduction) -> tuple[str, str]:
    """What one of the lines is, in English and Chinese."""
    if found.count == 1:
        return "all of it", "全部"
    if found.is_down:
        return "each column", "每列"
    if len(found.source.shape) == 2:
        return "each row", "每行"
    axes = ", ".join(map(str, found.axes))
    return f"each line along axis {axes}", f"沿轴 {axes} 的每一条"


def title(found: Reduction) -> str:
    (english, chinese), _ = _DONE[found.function]
    line, line_zh = _line(found)
    if found.function in ("std", "var", "mean", "median", "norm") and found.count == 1:
        line, line_zh = f"all {found.length} numbers", f"全部 {found.length} 个数"
    return headline(said(f"{english} {line}", f"{chinese}{line_zh}"))


def step_name(found: Reduction, name: str) -> str:
    return name


def lead(found: Reduction, name: str, *, is_batch: bool) -> str:
    """
    Args:
        name: of what is read.
        is_batch: whether the lines run over the examples of a batch.
    """
    _, (english, chinese) = _DONE[found.function]
    if found.count == 1:
        return said(
            "All {length} cells of {name} are " + english + ": one number.",
            "{name} 的全部 {length} 个格" + chinese + "，得到一个数。",
            length=found.length,
            name=name,
        )
    if is_batch:
        return said(
            "Over the batch: each column of {name} is " + english + ", down its "
            "{length} examples.",
            "对整批：{name} 的每一列" + chinese + "，每列 {length} 个样本。",
            name=name,
            length=found.length,
        )
    one, one_zh = ("column", "列") if found.is_down else ("row", "行")
    if len(found.source.shape) != 2:
        one, one_zh = "line", "条"
    over = {"column": ("down", "rows"), "row": ("across", "columns")}.get(
        one, ("over", "cells")
    )
    return said(
        "Each of the {count} " + f"{one}s of {{name}} is {english}, {over[0]} its "
        "{length} " + f"{over[1]}.",
        "{name} 的 {count} " + f"{one_zh}各自{chinese}，每{one_zh} {{length}} 个数。",
        count=found.count,
        length=found.length,
        name=name,
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
    if len(found.source.shape) != 2:
        return "line", "条"
    return ("column", "列") if found.is_down else ("row", "行")
