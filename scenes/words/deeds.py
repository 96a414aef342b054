"""What an operation does with what goes in, in one sentence, and how many
cells come of it."""

from collections.abc import Callable

import numpy as np

from network.trace import Operation, Value
from scenes.reading.as_written import as_written
from scenes.reading.contraction import permuted
from scenes.reading.picked_cells import picked_cells
from scenes.reading.written_cells import value_written
from scenes.words.axis_words import how_many, shape_words
from scenes.words.naming import headline, listed, said
from scenes.words.operand_names import called
from scenes.words.plain_deeds import MADE, METHODS, PLAIN, is_as_usual, shapes_made

_CELLS = {
    "add": ("plus", "加"),
    "subtract": ("minus", "减"),
    "multiply": ("times", "乘以"),
    "divide": ("divided by", "除以"),
    "true_divide": ("divided by", "除以"),
    "floor_divide": ("divided by", "整除"),
    "remainder": ("modulo", "取余"),
    "power": ("to the power of", "取幂，指数为"),
}
_LARGER = {"maximum": ("larger", "较大者"), "minimum": ("smaller", "较小者")}
_ASKED = {
    "greater": ("greater than", "大于"),
    "greater_equal": ("at least", "不小于"),
    "less": ("less than", "小于"),
    "less_equal": ("at most", "不大于"),
    "equal": ("equal to", "等于"),
    "not_equal": ("unlike", "不等于"),
}
_GATHERED = {
    "sum": ("its sum", "总和"),
    "mean": ("its mean", "平均"),
    "average": ("its mean", "平均"),
    "median": ("its median", "中位数"),
    "prod": ("its product", "乘积"),
    "std": ("its standard deviation", "标准差"),
    "var": ("its variance", "方差"),
    "max": ("its largest", "最大值"),
    "amax": ("its largest", "最大值"),
    "min": ("its smallest", "最小值"),
    "amin": ("its smallest", "最小值"),
    "argmax": ("where its largest is", "最大值的位置"),
    "argmin": ("where its smallest is", "最小值的位置"),
    "any": ("whether any of it holds", "是否有真"),
    "all": ("whether all of it holds", "是否全真"),
    "count_nonzero": ("how much of it is not 0", "非零的个数"),
    "linalg.norm": ("its length", "长度"),
}
_ALONE = {
    "exp": ("e to the power of it", "e 的幂"),
    "log": ("its logarithm", "对数"),
    "sqrt": ("its root", "平方根"),
    "square": ("its square", "平方"),
    "negative": ("the same with the other sign", "相反数"),
    "absolute": ("its size without a sign", "绝对值"),
    "sign": ("its sign", "符号"),
    "tanh": ("its tanh", "tanh"),
    "reciprocal": ("1 divided by it", "倒数"),
    "floor": ("the whole number below it", "向下取整"),
    "rint": ("the nearest whole number", "最近的整数"),
    "isnan": ("whether it is no number", "是否不是数"),
    "logical_not": ("the opposite", "相反"),
}
_LAID = ("reshape", "ravel", "flatten", "squeeze", "expand_dims")
_JOINED = ("concatenate", "hstack", "vstack", "stack", "column_stack", "append")


def deed(operation: Operation) -> str:
    """What is done with what, as a sentence that ends with a point."""
    operation = as_written(operation)
    if operation.kind.startswith("ufunc."):
        told = METHODS.get(operation.kind)
    else:
        known = {**_DEEDS, **MADE} if operation.operands else MADE
        told = known.get(operation.function)
    sentence = told(operation) if told else ""
    return _begun(sentence or _anything(operation))


def _begun(sentence: str) -> str:
    """A sentence with a capital, unless a name of the code begins it."""
    first = sentence.split(" ")[0]
    return headline(sentence) if first in _LITTLE else sentence


_LITTLE = ("the", "what", "so", "how", "each", "where")


def _anything(operation: Operation) -> str:
    shape = shapes_made(operation)
    names = list(dict.fromkeys(map(called, operation.operands)))
    if not names:
        return said("{shape}, new.", "新的 {shape}。", shape=shape)
    return said(
        "{function} of {names}: {shape}.",
        "{names} 的 {function}：{shape}。",
        function=operation.function,
        names=listed(names),
        shape=shape,
    )


def _cell_by_cell(operation: Operation) -> str:
    if len(operation.operands) != 2:
        return ""
    left, right = operation.operands
    verb = said(*_CELLS[operation.function])
    one, other = called(left), called(right)
    if left.shape == right.shape == ():
        return said(
            "{one} {verb} {other}.",
            "{one} {verb} {other}。",
            one=one,
            verb=verb,
            other=other,
        )
    if left.shape == right.shape:
        return said(
            "{one} {verb} {other}, each number with the one at its place.",
            "{one} {verb} {other}，同一位置的数两两运算。",
            one=one,
            verb=verb,
            other=other,
        )
    if right.array.size == 1:
        return said(
            "Every number of {one} {verb} {other}.",
            "{one} 的每个数{verb} {other}。",
            one=one,
            verb=verb,
            other=other,
        )
    if left.array.size == 1:
        return said(
            "{one} {verb} every number of {other}.",
            "{one} {verb} {other} 的每个数。",
            one=one,
            verb=verb,
            other=other,
        )
    if right.shape == operation.result.shape:
        return said(
            "{one} {verb} every {line} of {other}.",
            "{one} {verb} {other} 的每{line}。",
            line=_line(right, left, operation.result),
            one=one,
            verb=verb,
            other=other,
        )
    return said(
        "Every {line} of {one} {verb} {other}.",
        "{one} 的每{line}{verb} {other}。",
        line=_line(left, right, operation.result),
        one=one,
        verb=verb,
        other=other,
    )


def _line(left: Value, right: Value, result: Value) -> str:
    """What of the left the right is put to, again and again."""
    if left.shape == result.shape and len(left.shape) == 2:
        if right.shape in (left.shape[1:], (1, *left.shape[1:])):
            return said("row", "行")
        if right.shape == (left.shape[0], 1):
            return said("column", "列")
    return said("part", "部分")


def _larger(operation: Operation) -> str:
    if len(operation.operands) != 2:
        return ""
    return said(
        "Of {one} and {other} the {which} stays, number by number.",
        "{one} 与 {other} 中逐个保留{which}。",
        one=called(operation.operands[0]),
        other=called(operation.operands[1]),
        which=said(*_LARGER[operation.function]),
    )


def _asked(operation: Operation) -> str:
    if len(operation.operands) != 2:
        return ""
    return said(
        "Is each number of {one} {than} {other}?",
        "{one} 的每个数是否{than} {other}？",
        one=called(operation.operands[0]),
        than=said(*_ASKED[operation.function]),
        other=called(operation.operands[1]),
    )


def _alone(operation: Operation) -> str:
    return said(
        "Of every number of {one}: {what}.",
        "{one} 的每个数：{what}。",
        one=called(operation.operands[0]),
        what=said(*_ALONE[operation.function]),
    )


def _gathered(operation: Operation) -> str:
    value, axis = operation.operands[0], operation.parameters.get("axis")
    what, rank = said(*_GATHERED[operation.function]), len(value.shape)
    count = len(operation.operands)
    if not is_as_usual(operation):
        return ""
    if count > 1:
        return said(
            "{count} single numbers become one: {what}.",
            "{count} 个单个的数变成一个：{what}。",
            count=count,
            what=f"the {what.removeprefix('its ')}"
            if what.startswith("its ")
            else what,
        )
    if (axis is None or rank <= 1) and value.array.size == 1:
        return said(
            "{one} holds one number: that is {what}.",
            "{one} 只有一个数，它就是{what}。",
            one=called(value),
            what=what,
        )
    if axis is None or rank <= 1:
        return said(
            "All {count} numbers of {one} become one: {what}.",
            "{one} 的全部 {count} 个数变成一个：{what}。",
            count=f"{value.array.size:,}",
            one=called(value),
            what=what,
        )
    if rank == 2 and axis in (0, 1, -1, -2):
        line = said("column", "列") if axis % 2 == 0 else said("row", "行")
        return said(
            "Each {line} of {one} becomes one number: {what}.",
            "{one} 的每{line}变成一个数：{what}。",
            line=line,
            one=called(value),
            what=what,
        )
    if isinstance(axis, dict):
        axis = ", ".join(map(str, axis.get("tuple", ())))
    return said(
        "Along axis {axis}, {one} of {shape} becomes {what}: {after}.",
        "沿轴 {axis}，{shape} 的 {one} 变成{what}：{after}。",
        axis=axis,
        one=called(value),
        shape=how_many(value),
        what=what.replace("its ", "the "),
        after=how_many(operation.result),
    )


def _product(operation: Operation) -> str:
    if len(operation.operands) != 2:
        return ""
    left, right = operation.operands
    ranks = len(left.shape), len(right.shape)
    if 0 in ranks:
        return ""
    if ranks == (1, 1):
        return said(
            "{one} and {other}, multiplied in pairs and added up.",
            "{one} 与 {other} 成对相乘，再相加。",
            one=called(left),
            other=called(right),
        )
    lines = said("row", "行"), said("column", "列")
    return said(
        "{rows} of {one} times {columns} of {other}, added up: {shape}.",
        "{one} 的{rows}乘以 {other} 的{columns}，再相加：{shape}。",
        rows=said("Each {line}", "每{line}", line=lines[0])
        if ranks[0] > 1
        else said("The numbers", "各数"),
        one=called(left),
        columns=said("each {line}", "每{line}", line=lines[1])
        if ranks[1] > 1
        else said("the numbers", "各数"),
        other=called(right),
        shape=how_many(operation.result),
    )


def _turned(operation: Operation) -> str:
    value, order = operation.operands[0], permuted(operation)
    if len(value.shape) < 2:
        return said(
            "{one} has one axis: nothing changes.",
            "{one} 只有一个轴：不变。",
            one=called(value),
        )
    if order is None:
        return ""
    if order == tuple(range(len(order))):
        return said(
            "The axes of {one} stay in their order: nothing changes.",
            "{one} 的轴次序不变。",
            one=called(value),
        )
    what = (
        said("Rows become columns", "行变成列")
        if len(value.shape) == 2
        else said("The axes change places", "轴的次序改变")
    )
    return said(
        "{what}: {one} of {before} becomes {after}.",
        "{what}：{before} 的 {one} 变成 {after}。",
        what=what,
        one=called(value),
        before=shape_words(value.shape),
        after=shape_words(operation.result.shape),
    )


def _laid(operation: Operation) -> str:
    value = operation.operands[0]
    fields = {
        "count": f"{value.array.size:,}",
        "one": called(value),
        "before": shape_words(value.shape),
        "after": shape_words(operation.result.shape),
    }
    if value.array.size == 1:
        return said(
            "The one number of {one}, as {after} instead of {before}.",
            "还是 {one} 的那个数，由 {before} 排成 {after}。",
            **fields,
        )
    return said(
        "The same {count} numbers of {one}, as {after} instead of {before}.",
        "还是 {one} 的 {count} 个数，由 {before} 排成 {after}。",
        **fields,
    )


def _picked(operation: Operation) -> str:
    value, result = operation.operands[0], operation.result
    cells = picked_cells(operation)
    if cells is not None and cells.size == value.array.size:
        if np.array_equal(cells.ravel(), np.arange(cells.size)):
            return _laid(operation) if result.shape != value.shape else ""
        if len(np.unique(cells)) == cells.size:
            return said(
                "The numbers of {one}, each once, in another order.",
                "{one} 的数各一次，换了次序。",
                one=called(value),
            )
    if result.array.size == 1:
        return said(
            "One of the {all} numbers of {one} is taken.",
            "从 {one} 的 {all} 个数中取出一个。",
            all=f"{value.array.size:,}",
            one=called(value),
        )
    if cells is not None and len(np.unique(cells)) < cells.size:
        return said(
            "Numbers of {one} are taken, some more than once: {shape}.",
            "从 {one} 中取数，有的不止一次：{shape}。",
            one=called(value),
            shape=how_many(result),
        )
    return said(
        "{count} of the {all} numbers of {one} are taken: {shape}.",
        "从 {one} 的 {all} 个数中取出 {count} 个：{shape}。",
        count=f"{result.array.size:,}",
        all=f"{value.array.size:,}",
        one=called(value),
        shape=how_many(result),
    )


def _written(operation: Operation) -> str:
    value, result = operation.operands[0], operation.result
    if value.shape != result.shape:
        return ""
    before, after = value.array, result.array
    changed = int(((before != after) & ((before == before) | (after == after))).sum())
    given = value_written(operation)
    what = called(given) if given else said("what is given there", "所给的数")
    if not changed:
        return said(
            "{what} is written into {one}, where it stands already.",
            "把{what}写入 {one}，那里已经是这些数。",
            what=what,
            one=called(value),
        )
    return said(
        "{what} is written into {one}: {changed} of its {all} numbers {change}.",
        "把{what}写入 {one}：{all} 个数中有 {changed} 个改变。",
        what=what,
        one=called(value),
        changed=f"{changed:,}",
        change="changes" if changed == 1 else "change",
        all=f"{value.array.size:,}",
    )


def _chosen(operation: Operation) -> str:
    if len(operation.operands) == 1:
        return PLAIN["nonzero"](operation)
    if len(operation.operands) != 3:
        return ""
    holds, yes, no = operation.operands
    return said(
        "Where {holds} holds, {yes}; elsewhere {no}.",
        "{holds} 为真处取 {yes}，其余取 {no}。",
        holds=called(holds),
        yes=called(yes),
        no=called(no),
    )


def _joined(operation: Operation) -> str:
    names = list(dict.fromkeys(map(called, operation.operands)))
    if len(names) > 4:
        names = [*names[:3], said("more", "其他")]
    return said(
        "{names} one after the other: {shape}.",
        "{names} 依次相接：{shape}。",
        names=listed(names),
        shape=how_many(operation.result),
    )


def _clipped(operation: Operation) -> str:
    value, result = operation.operands[0], operation.result
    if value.shape != result.shape:
        return ""
    with np.errstate(invalid="ignore"):
        before, after = value.array, result.array
        cut = int(((before != after) & (before == before)).sum())
    limits = [called(one) for one in operation.operands[1:] if one.is_scalar]
    if len(limits) != 2:  # one for each cell, or none on a side
        limits = []
    return said(
        "{one} is kept within {limits}: {cut} of {all} numbers had to be cut.",
        "{one} 限制在 {limits} 内：{all} 个数中截断 {cut} 个。",
        one=called(value),
        limits=said(" to ", " 到 ").join(limits) or said("limits", "范围"),
        cut=cut or said("none", "0"),
        all=f"{value.array.size:,}",
    )


def _copied(operation: Operation) -> str:
    return said(
        "{one} again, as an array of its own: {shape}.",
        "{one} 的副本，自成一个数组：{shape}。",
        one=called(operation.operands[0]),
        shape=how_many(operation.result),
    )


def _retyped(operation: Operation) -> str:
    return said(
        "{one} as numbers of another type: {before} becomes {after}.",
        "{one} 转换类型：{before} 变成 {after}。",
        one=called(operation.operands[0]),
        before=operation.operands[0].dtype,
        after=operation.result.dtype,
    )


_DEEDS: dict[str, Callable[[Operation], str]] = {
    **dict.fromkeys(_CELLS, _cell_by_cell),
    **dict.fromkeys(_LARGER, _larger),
    **dict.fromkeys(_ASKED, _asked),
    **dict.fromkeys(_ALONE, _alone),
    **dict.fromkeys(_GATHERED, _gathered),
    **dict.fromkeys(("matmul", "dot"), _product),
    **dict.fromkeys(("transpose", "swapaxes", "moveaxis"), _turned),
    **dict.fromkeys(_LAID, _laid),
    **dict.fromkeys(("getitem", "take"), _picked),
    **dict.fromkeys(_JOINED, _joined),
    **PLAIN,
    "setitem": _written,
    "where": _chosen,
    "clip": _clipped,
    "copy": _copied,
    "astype": _retyped,
}
