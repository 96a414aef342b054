"""What is said of arrays that are combined cell by cell."""

import numpy as np

from network.trace import Value
from scenes.acts import share_words
from scenes.acts.combine_verbs import (
    OF_BOTH,
    OF_FIRST_NUMBER,
    OF_LINE,
    OF_NUMBER,
    OF_ONE,
)
from scenes.acts.named_operands import LONGEST, name_of
from scenes.reading.paired_cells import CHOICE, Combined
from scenes.words.cell_words import (
    as_operand,
    cell_named,
    counted,
    furthest_cell,
    in_brackets,
    number_in,
    of_so_many,
)
from scenes.words.naming import headed, headline, plain, said
from scenes.words.operations import DOING

_EITHER_WAY = ("add", "multiply", "maximum", "minimum")
SIGNS = {
    "add": "+",
    "subtract": "−",
    "multiply": "×",
    "divide": "÷",
    "power": "^",
    "maximum": "max",
    "minimum": "min",
    "greater": ">",
    "greater_equal": "≥",
    "less": "<",
    "less_equal": "≤",
    "equal": "==",
    "not_equal": "≠",
    "logical_and": "and",
    "bitwise_and": "and",
    "logical_or": "or",
    "bitwise_or": "or",
    "negative": "−",
    "logical_not": "not",
    "invert": "not",
}


def signs(found: Combined) -> tuple[str, ...]:
    """The signs that stand between the arrays, the last before the result."""
    if found.function == CHOICE:
        return said("then", "则"), said("else", "否则"), "="
    end = "→" if found.is_comparison else "="
    return SIGNS[found.function], end


def title(found: Combined, target: str) -> str:
    if found.is_residual:
        return said("Keep what was there, and add to it", "保留原有的，再加上去")
    if found.factors is not None:
        return said("Times the slope, in two factors", "乘以斜率，分为两个因子")
    if found.share is not None:
        return said("How much comes through, cell by cell", "逐格：有多少能通过")
    if found.is_slope:
        return said("Times the slope, cell by cell", "逐格乘以斜率")
    if found.shared is not None:
        return share_words.title(found.shared)
    if found.function == CHOICE:
        return said("Choose cell by cell", "逐格选择")
    left, *right = (as_operand(name_of(one)) for one in found.operands)
    sign = SIGNS.get(found.function, "")
    if found.is_comparison and not found.operands[0].shape:
        return said(
            "Where is {left} {sign} {right}?",
            "哪里 {left} {sign} {right}？",
            left=left,
            sign=sign,
            right=right[0],
        )
    if found.is_comparison:
        return said(
            "Which cells of {left} are {sign} {right}?",
            "{left} 的哪些格 {sign} {right}？",
            left=left,
            sign=sign,
            right=right[0],
        )
    if found.spread == "number":
        told = f"{left} {sign} {right[0]}"
        return said("Every cell: {told}", "每一格：{told}", told=told)
    told = f"{left} {sign} {right[0]}" if right else f"{sign} {left}"
    known = DOING.get(found.function)
    if known is not None and len(told) > LONGEST:
        return headline(said(*known))
    return said("{told}, cell by cell", "逐格：{told}", told=told)


def mean_title(target: str, count: int) -> str:
    """Of a gradient's sum that is divided by how many examples it is of."""
    what = said(
        "the mean over the {count} examples", "{count} 个样本的平均", count=count
    )
    return headed(plain(target), what) if target else headline(what)


def mean_lead(found: Combined, count: int) -> str:
    return said(
        "{name} added up the parts of all {count} examples: divided by {count} it is "
        "their mean, however many there are.",
        "{name} 是全部 {count} 个样本的份额之和：除以 {count} 就是平均，"
        "与样本多少无关。",
        name=name_of(found.operands[0]),
        count=count,
    )


def lead(found: Combined) -> str:
    names = [name_of(one) for one in found.operands]
    if len(names) == 1:
        is_truth = found.operands[0].dtype.kind == "b"
        known = OF_ONE.get("logical_not" if is_truth else found.function)
        if known is not None:
            return said(*known, name=names[0])
        return said(
            "Each cell of {name} alone.", "{name} 的每一格各自进行。", name=names[0]
        )
    if found.function == CHOICE:
        mask, one, other = names
        return said(
            "Where {mask} is true, {one}; elsewhere {other}.",
            "{mask} 为真处取 {one}，其余取 {other}。",
            mask=mask,
            one=one,
            other=other,
        )
    left, right = names
    if found.is_residual:
        kept, added = (left, right) if found.kept == 0 else (right, left)
        return said(
            "{added} was computed from {kept}. {kept} itself stays, and only what is "
            "new is added to it: a residual connection.",
            "{added} 由 {kept} 算出。{kept} 本身保留，只加上新的部分：残差连接。",
            added=added,
            kept=kept,
        )
    if found.factors is not None:
        height, last = map(name_of, found.factors)
        return said(
            "{height}, which is in {left} already, times {last} is how steep the curve "
            "is: where it is flat, little comes through.",
            "{height}（已在 {left} 中）乘以 {last} 就是曲线的斜率：平坦的地方，"
            "几乎传不过去。",
            height=height,
            left=left,
            last=as_operand(last),
        )
    if found.share is not None:
        return share_words.lead(found.share)
    if found.shared is not None:
        return share_words.lead_of_sum(found.shared)
    if found.is_slope:
        return said(
            "What comes back, times how steep the curve is: where it is flat, little "
            "comes through.",
            "传回来的量乘以曲线的斜率：平坦的地方，几乎传不过去。",
        )
    if found.spread == "number":
        return _with_number(found, left, right)
    if found.spread in ("row", "column"):
        return _with_line(found, left, right)
    both = OF_BOTH.get(found.function) if found.spread == "same" else None
    if both is not None:
        return said(*both, left=left, right=right)
    sign = SIGNS.get(found.function, "")
    if found.spread == "other":
        return said(
            "{left} {sign} {right}: what has only one cell along an axis meets all "
            "cells along it.",
            "{left} {sign} {right}：某轴上只有一格的，与该轴上的所有格相配。",
            left=as_operand(left),
            sign=sign,
            right=as_operand(right),
        )
    return said(
        "{left} {sign} {right}: always two cells at the same place.",
        "{left} {sign} {right}：总是同一位置的两格。",
        left=as_operand(left),
        sign=sign,
        right=as_operand(right),
    )


def _with_number(found: Combined, left: str, right: str) -> str:
    sign = SIGNS.get(found.function, "")
    if found.is_comparison:
        return said(
            "True where {left} {sign} {right}, false elsewhere.",
            "{left} {sign} {right} 处为真，其余为假。",
            left=as_operand(left),
            sign=sign,
            right=as_operand(right),
        )
    is_first = not found.operands[0].shape
    if is_first and found.function in _EITHER_WAY:
        left, right, is_first = right, left, False
    verb = None if is_first else OF_NUMBER.get(found.function)
    if verb is not None:
        return said(*verb, left=left, right=right, count=found.result.array.size)
    array, number = (right, left) if is_first else (left, right)
    verb = OF_FIRST_NUMBER.get(found.function) if is_first else None
    if verb is not None:
        return said(*verb, array=array, number=number, count=found.result.array.size)
    return said(
        "The same number {number} for all {count} cells of {array}.",
        "{array} 的全部 {count} 格都用同一个数 {number}。",
        number=number,
        count=found.result.array.size,
        array=array,
    )


def _with_line(found: Combined, left: str, right: str) -> str:
    is_left = found.operands[0].shape != found.result.shape
    line, whole = (left, right) if is_left else (right, left)
    is_row = found.spread == "row"
    verb = None if is_left else OF_LINE.get(found.function)
    what = said("row", "行") if is_row else said("column", "列")
    count = found.result.shape[0 if is_row else 1]
    if count == 1:
        return said(
            "{left} {sign} {right}: always two cells at the same place.",
            "{left} {sign} {right}：总是同一位置的两格。",
            left=as_operand(left),
            sign=SIGNS[found.function],
            right=as_operand(right),
        )
    if verb is not None:
        return said(*verb, line=line, whole=whole, what=what, count=count)
    return said(
        "{left} {sign} {right}: the one {what} of {line} meets each of the {count} "
        "{what}s of {whole}.",
        "{left} {sign} {right}：{line} 的一{what}与 {whole} 的 {count} {what}"
        "逐一相配。",
        left=as_operand(left),
        sign=SIGNS[found.function],
        right=as_operand(right),
        what=what,
        line=line,
        whole=whole,
        count=count,
    )


def one_cell(found: Combined, flat: int) -> str:
    """What becomes of one cell, with its numbers."""
    result, place = found.result, cell_named(found.result.shape, flat)
    numbers = [_number_at(one, result.shape, flat) for one in found.operands]
    sign = SIGNS.get(found.function, "")
    out = truth(bool(result.array.ravel()[flat]))
    if result.dtype.kind != "b":
        out = number_in(result.array, flat)
    if found.function == CHOICE:
        told = f"{numbers[0]} → {out}"
    elif len(numbers) == 1:
        told = f"{sign} {in_brackets(numbers[0])} = {out}"
    elif found.is_comparison:
        told = said(
            "{left} {sign} {right}: {out}",
            "{left} {sign} {right}：{out}",
            left=numbers[0],
            sign=sign,
            right=numbers[1],
            out=out,
        )
    else:
        told = f"{numbers[0]} {sign} {in_brackets(numbers[1])} = {out}"
    return headed(headline(place), told)


def truth(is_true: bool) -> str:
    return said("true", "真") if is_true else said("false", "假")


def _number_at(value: Value, shape: tuple[int, ...], flat: int) -> str:
    """The number of an operand at the place of a cell of the result."""
    if value.shape == ():
        return name_of(value)
    index = np.broadcast_to(np.arange(value.array.size).reshape(value.shape), shape)
    at = int(index.ravel()[flat])
    if value.dtype.kind == "b":
        return truth(bool(value.array.ravel()[at]))
    return number_in(value.array, at)


def then_all(size: int) -> str:
    return said(
        "Then all {size}, row after row.", "然后是全部 {size} 格，逐行进行。", size=size
    )


def outcome(found: Combined) -> str:
    """What came out: how many are true, or which is furthest from zero."""
    result = found.result.array
    if result.dtype.kind == "b":
        return counted(
            ("{many} is true.", "{many} are true."),
            "{many}为真。",
            int(result.sum()),
            result.size,
        )
    if found.function == CHOICE:
        mask = found.operands[0].array
        return said(
            "{many} from {one}.",
            "{many}来自 {one}。",
            many=of_so_many(int(mask.sum()), mask.size),
            one=name_of(found.operands[1]),
        )
    floats = result.astype(float)
    numbers = int(np.isnan(floats).sum())
    if numbers:
        return counted(
            ("{many} is no number.", "{many} are no number."),
            "{many}不是数。",
            numbers,
            floats.size,
        )
    if found.function == "multiply" and found.nothing is not None:
        return said(
            "{name} is 0 everywhere: nothing comes through.",
            "{name} 全部是 0：什么也没有通过。",
            name=name_of(found.nothing),
        )
    for place, one in enumerate(found.operands):
        if one.shape == result.shape and np.array_equal(one.array, result):
            return _unchanged(name_of(one), is_first=place == 0)
    return furthest_cell(result)


def _unchanged(name: str, *, is_first: bool) -> str:
    """Where the result is one of the operands again."""
    if is_first:
        return said(
            "No cell of {name} has changed.", "{name} 没有一格改变。", name=name
        )
    return said("What comes out is {name} again.", "结果还是 {name}。", name=name)
