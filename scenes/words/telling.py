"""Sentences about the telling ones of many, which go first and alone."""

from scenes.words.naming import headed, one_of, plain, said
from scenes.words.phrases import own_scale, the_others  # noqa: F401


def combined(target, count, index, left, sign, right, result, *, why):
    """One row of two columns that are combined.

    Args:
        left, right, result: as written.
        why: a key of _REASONS: why this row is shown alone.
    """
    right = f"({right})" if right.startswith(("−", "+")) else right
    head, tail = (said(*pair) for pair in _REASONS[why])
    one = f"{one_of(target, count)} {index}{head}"
    return f"{headed(one, f'{left} {sign} {right} = {result}')}{tail}"


# Why a row is shown alone: what is said of it before and after its numbers,
# each in English and in Chinese.
_REASONS = {
    "largest": ((", the largest in size", "，绝对值最大"), (".", "。")),
    "wanted": ((", the right answer", "，正确答案"),
               (": too low.", "：太低。")),
    "wanted less": ((", the right answer", "，正确答案"),
                    (": too high.", "：太高。")),
    "other": ((", largest of the rest", "，其余中最大"),
              (": too high.", "：太高。")),
    "other more": ((", largest of the rest", "，其余中最大"),
                   (": too low.", "：太低。")),
    "flat": ((", the flattest", "，最平坦"),
             (": little comes through.", "：几乎什么也传不过去。")),
}


def table_row(column, index, value):
    return said(
        "{column}[{index}] = {value}, the largest in size, times the whole "
        "row.",
        "{column}[{index}] = {value}，绝对值最大：乘以整行。",
        column=column, index=index, value=value)


def stamped(target, count, index, value, picture):
    one = f"{one_of(target, count)} {index}"
    return said(
        "{one}, the largest in size: {value} times every pixel of the "
        "{picture}.",
        "{one}，绝对值最大：{value} 乘以{picture}的每个像素。",
        one=one, value=value, picture=plain(picture))


_UNITS = {"thousandths": "千分之一", "millionths": "百万分之一",
          "billionths": "十亿分之一", "trillionths": "万亿分之一"}


def counted_in(name, unit):
    """A name of the code, and the unit that its numbers are counted in."""
    return said(
        "{name}, in {unit}", "{name}, 单位：{counted}", name=name, unit=unit,
        counted=_UNITS[unit])


def moved_most(name, index, change):
    """
    Args:
        name: in the code.
        index: of the value in its array, a tuple.
    """
    cell = f"{name}[{', '.join(map(str, index))}]"
    return said(
        "{cell} moved most: by {change}.",
        "{cell} 变化最大：{change}。",
        cell=cell, change=change)
