"""Sentences that several acts say."""

from scenes.arrays import extremes
from scenes.words.cell_words import SUMS, as_operand
from scenes.words.naming import (
    code,
    headed,
    headline,
    is_word,
    layer_in,
    layer_name,
    layer_words,
    noun,
    number,
    one_of,
    plain,
    said,
    the,
)


def in_layer(target, title):
    """A title headed by the layer that it is about, if there is one."""
    where = layer_in(target)
    if not where:
        return headline(title)
    return headed(layer_words(where), title)


def matmul_title(target, left, right):
    title = f"{as_operand(noun(left), SUMS)} × {as_operand(noun(right), SUMS)}"
    if layer_in(target):
        return in_layer(target, title)
    if target:
        return headed(plain(target), title)
    return headline(title) if is_word(noun(left)) else title


def matmul_name(target, left, right):
    return f"{layer_name(target)} {noun(left)} × {noun(right)}".strip()


def rows_lead(target, left, count, *, is_turned=False):
    """
    Args:
        is_turned: whether it is the columns that are multiplied.
    """
    one = one_of(target, count)
    line = said("column", "列") if is_turned else said("row", "行")
    if not layer_in(target):
        return said(
            "Each {line} of {left} is multiplied and added up to one number.",
            "{left} 的每{line}相乘，再加成一个数。",
            line=line,
            left=noun(left),
        )
    return said(
        "One {line} of {left} for each {one_lower}.",
        "每个{one}对应一{line}{left}。",
        line=line,
        left=noun(left),
        one_lower=one.lower(),
        one=one,
    )


def line_of(target, count, *, is_turned=False):
    """What one sum is of: a neuron, a digit, or the line that is multiplied.

    Args:
        is_turned: whether it is the columns that are multiplied.
    """
    if is_turned and not layer_in(target):
        return said("Column", "列")
    return one_of(target, count)


def turn_words(
    target,
    right,
    count,
    index,
    *,
    with_sign=False,
    is_largest=False,
    is_turned=False,
    leading=None,
):
    """
    Args:
        is_turned: whether it is the columns that are multiplied.
        with_sign: whether to say that this is what the sign @ means.
        is_largest: whether to say that its sum is the largest in size.
        leading: why it goes first, if it does for another reason.
    """
    one = f"{line_of(target, count, is_turned=is_turned)} {index}"
    if leading is not None:
        one = _leading(one, is_answer=leading.is_answer)
    if is_largest:
        return said(
            "{one}, largest in size: multiply by {the_right}, then add up.",
            "{one}，绝对值最大：与{right}相乘，再全部相加。",
            one=one,
            right=noun(right),
            the_right=the(noun(right)),
        )
    if with_sign:
        return said(
            "{one}: @ multiplies cell by cell, adds up.",
            "{one}：@ 表示逐格相乘，再相加。",
            one=one,
        )
    return said(
        "{one}: times {the_right}, cell by cell, then add up.",
        "{one}：与{right}逐格相乘再相加。",
        one=one,
        right=noun(right),
        the_right=the(noun(right)),
    )


def _leading(one, *, is_answer):
    """A row that goes first, and why: "Neuron 16, which adds most …"."""
    if is_answer:
        return said("{one}, the largest in the end", "{one}（最后最大）", one=one)
    return said("{one} adds most to the answer", "{one}（对答案贡献最大）", one=one)


def largest_sum(target, values, *, is_turned=False):
    """The sentence about the sum furthest from zero, of a column of them."""
    index = extremes.furthest(values)
    return said(
        "{one} {index} sums to {value}.",
        "{one} {index} 的和是 {value}。",
        one=line_of(target, values.size, is_turned=is_turned),
        index=index,
        value=number(values.ravel()[index], values),
    )


def sums_of_nothing(column):
    """The outcome of a product with a column that is 0 everywhere."""
    return said(
        "{column} is 0 everywhere, and so is every sum.",
        "{column} 全部是 0，因此每个和都是 0。",
        column=noun(column),
    )


def and_so_for_all(count):
    """After a sentence about one of many."""
    return said("… and so for all {count}.", "……{count} 个都是这样。", count=count)


def one_after_the_other(count):
    """What is said while the others go, after those that were told."""
    if count == 1:
        return said("Then the other one, in the same way.", "另一个也是一样。")
    return said(
        "Then the other {count}, one after the other.",
        "其余 {count} 个依次进行。",
        count=count,
    )


def the_others(count):
    """What is said while all the others go together."""
    if count == 1:
        return said("Then the other one, in the same way.", "另一个也是一样。")
    return said(
        "Then the other {count}, all together.",
        "其余 {count} 个一起进行。",
        count=count,
    )


def one_and_other():
    """What two images are called as long as nobody knows how they are read."""
    return said("one", "一个"), said("the other", "另一个")


def read_right_and_wrong():
    """What two images are called, of which one is read wrong."""
    return said("read right", "读对的"), said("read wrong", "读错的")


def furthest(target, values, index):
    """Which of some values is furthest from zero; that all are, where they are.

    Args:
        values: (count,) numbers.
        index: the place of the one.
    """
    if not values[index]:
        return said("All of it is 0.", "全部是 0。")
    return said(
        "{one} {index} is furthest from zero: {value}.",
        "{one} {index} 离零最远：{value}。",
        one=one_of(target, len(values)),
        index=index,
        value=number(values[index], values),
    )


def outer_lead(column, row):
    first, second = (code(value.name or value.expression) for value in (column, row))
    return said(
        "Each number of {first} times each of {second}.",
        "{first} 的每个数乘以 {second} 的每个数。",
        first=first,
        second=second,
    )


def furthest_product(target, array):
    row, column = divmod(extremes.furthest(array), array.shape[1])
    cell = f"{target}[{row}, {column}] = {number(array[row, column])}"
    return said("Furthest from 0: {cell}.", "离零最远：{cell}。", cell=cell)


def own_scale(factor=None):
    """The note under bars, or a matrix, drawn on another scale than beside it.

    Args:
        factor: how many times longer they are than on the other scale.
    """
    if factor is None:
        return said("a different scale", "不同的比例")
    return said("drawn {factor:g} times as long", "放大 {factor:g} 倍", factor=factor)


def product_name():
    """What numbers are called that were multiplied cell by cell."""
    return said("product", "乘积")


def change_name():
    """What is called that which is added to numbers."""
    return said("change", "变化")


def change_of(name):
    """What something has changed by, above its picture."""
    return said("{name}, change", "{name}，变化", name=name)


def before_step(name):
    """Something as it was before a learning step, above its picture."""
    return said("{name}, before", "{name}，之前", name=name)


def after_step(name):
    """Something as it is after a learning step, above its picture."""
    return said("{name}, now", "{name}，现在", name=name)


def before_and_after(name):
    """Something as it was and as it is, beside the colours of both."""
    return said("{name}, before and now", "{name}，之前与现在", name=name)
