"""Sentences about the telling ones of many, which go first and alone."""

from scenes.words.naming import headed, one_of, plain, said


def the_others(count):
    """What is said while all the others go together."""
    if count == 1:
        return said("Then the other one, in the same way.",
                    "另一个也是一样。")
    return said(f"Then the other {count}, all together.",
                f"其余 {count} 个一起进行。")


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


def own_scale(factor=None):
    """The note under a column whose bars have a scale of their own.

    Args:
        factor: how many times longer they are than on the other scale.
    """
    text = said("a scale of its own", "单独的比例")
    return text if factor is None else f"× {factor:g}, {text}"


def table_row(column, index, value):
    return said(f"{column}[{index}] = {value}, the largest in size, times "
                "the whole row.",
                f"{column}[{index}] = {value}，绝对值最大：乘以整行。")


def stamped(target, count, index, value, picture):
    one = f"{one_of(target, count)} {index}"
    return said(f"{one}, the largest in size: {value} times every pixel of "
                f"the {plain(picture)}.",
                f"{one}，绝对值最大：{value} 乘以{plain(picture)}的每个像素。")


_UNITS = {"thousandths": "千分之一", "millionths": "百万分之一",
          "billionths": "十亿分之一", "trillionths": "万亿分之一"}


def counted_in(name, unit):
    """A name of the code, and the unit that its numbers are counted in."""
    return f"{name}, {said(f'in {unit}', f'单位：{_UNITS[unit]}')}"


def moved_most(name, index, change):
    """
    Args:
        name: in the code.
        index: of the value in its array, a tuple.
    """
    cell = f"{name}[{', '.join(map(str, index))}]"
    return said(f"{cell} moved most: by {change}.",
                f"{cell} 变化最大：{change}。")


def step(rise, *, is_flat):
    """A step of 1 on a line that touches a curve."""
    if is_flat:
        return said(f"1 across, {rise} up: flat", f"横 1，竖 {rise}：平坦")
    return said(f"1 across, {rise} up", f"横 1，竖 {rise}")


def slope(name, count, index, y, result, *, is_flat):
    """How steep the sigmoid is at one value, from its height."""
    why = said(", the flattest", "，最平坦") if is_flat \
        else said(", the steepest", "，最陡")
    one = headed(f"{one_of(name, count)} {index}{why}",
                 f"{y} × (1 − {y}) = {result}")
    return one + (said(": little comes through.",
                       "：几乎什么也传不过去。") if is_flat else said(".", "。"))
