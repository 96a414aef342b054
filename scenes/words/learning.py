"""Sentences about what learning computes: errors, blame, changes."""

import re

import numpy as np

from scenes.reading import extremes
from scenes.words.numbers import written
from scenes.words.naming import (
    code, headed, in_a_row, number, one_of, plain, said)

# What the steps of learning are for, by the name that a statement assigns:
# a title and a sentence, each in English and in Chinese.
_LESSONS = {
    "output_delta": (
        ("How wrong is each output?", "每个输出错了多少？"),
        ("Delta is the error: what the network says, minus what it should "
         "say. Zero would be perfect.",
         "delta 就是误差：网络的输出减去正确答案，为零就是完全正确。")),
    "hidden_to_output_adjustment": (
        ("Which output weight is to blame?", "哪个输出权重该负责？"),
        ("The adjustment is each weight's share of the error: each digit's "
         "error times each hidden neuron.",
         "调整量是每个权重该负责的那份误差：每个数字的误差乘以每个隐藏神经元。")),
    "sigmoid_differential": (
        ("How steep is the curve at each neuron?", "每个神经元处的曲线有多陡？"),
        ("The differential is the sigmoid's slope: y × (1 − y) where a neuron "
         "is y.",
         "微分就是 sigmoid 的斜率：神经元为 y 处，斜率为 y × (1 − y)。")),
    "hidden_error": (
        ("Send the error back", "把误差传回去"),
        ("Turned over (.T), each row holds the {cells} weights that lead "
         "from one hidden neuron: what it did to each output.",
         "行列互换后，每行是一个隐藏神经元通向各输出的 {cells} 个权重："
         "它对每个输出的影响。")),
    "hidden_delta": (
        ("How wrong is each hidden neuron?", "每个隐藏神经元错了多少？"),
        ("The error that came back, times the slope: where the curve is "
         "flat, little comes through.",
         "传回的误差乘以斜率：曲线平坦的地方，误差几乎传不过去。")),
    "input_to_hidden_adjustment": (
        ("How much is each weight to blame?", "每个权重该负多少责任？"),
        ("Each hidden neuron stamps the image with its own error: one sheet "
         "of adjustments for each.",
         "每个隐藏神经元用自己的误差乘以整幅图像，各得到一张调整量。")),
}

# The steps in plain words, by what they assign or change in place.
_STEP_NAMES = {
    "expected_output": ("right answer", "正确答案"),
    "output_delta": ("errors", "误差"),
    "hidden_to_output_adjustment": ("output blame", "输出层责任"),
    "hidden_to_output_weights": ("output weights", "输出层权重"),
    "output_biases": ("output biases", "输出层偏置"),
    "sigmoid_differential": ("slope", "斜率"),
    "hidden_error": ("errors sent back", "误差传回"),
    "hidden_delta": ("hidden errors", "隐藏误差"),
    "input_to_hidden_adjustment": ("hidden blame", "隐藏层责任"),
    "input_to_hidden_weights": ("hidden weights", "隐藏层权重"),
    "hidden_biases": ("hidden biases", "隐藏层偏置"),
}

# How code calls a learn rate: learn_rate, self.learning_rate, -lr.
_LEARN_RATE = re.compile(r"-?(\w+\.)*(\w*learn(ing)?_?rate|(\w+_)?lr)",
                         re.IGNORECASE)


def step_name(target):
    """What a step of learning is called that assigns or changes a name."""
    return said(*_STEP_NAMES[target]) if target in _STEP_NAMES \
        else plain(target)


def lesson(target, operations):
    """(title, lead) of a step of learning that has words of its own, or
    None; an in place update is not one."""
    if operations[-1].in_place or target not in _LESSONS:
        return None
    title, lead = (said(*pair) for pair in _LESSONS[target])
    lead = lead.format(cells=operations[0].result.shape[-1])
    if any(value.version for operation in operations
           for value in operation.operands
           if value.name == "hidden_to_output_weights"):
        lead += said(" (They were just updated.)", "（权重刚刚更新过。）")
    return title, lead


def furthest(target, count, index, value):
    one = one_of(target, count)
    return said(f"{one} {index} is furthest from zero: {value}.",
                f"{one} {index} 离零最远：{value}。")


def outer_lead(column, row):
    first, second = (code(value.name or value.expression)
                     for value in (column, row))
    return said(f"Each number of {first} times each of {second}.",
                f"{first} 的每个数乘以 {second} 的每个数。")


def largest_cell(target, array):
    row, column = divmod(extremes.furthest(array), array.shape[1])
    cell = f"{target}[{row}, {column}] = {number(array[row, column])}"
    return said(f"The largest is {cell}.", f"最大的是{cell}。")


def update_title(old, *, is_small):
    """
    Args:
        is_small: whether the change is, beside the values.
    """
    if not is_small:
        return said(f"Change the {plain(old.name)}",
                    f"改变{plain(old.name)}")
    return said(f"Change the {plain(old.name)} a little",
                f"把{plain(old.name)}改变一点点")


def update_name(old):
    if old.name in _STEP_NAMES:
        return step_name(old.name)
    return said(f"{plain(old.name)} change", f"更新{plain(old.name)}")


def update_lead(rate, error, *, is_taken, is_small):
    """
    Args:
        rate: the value that the error is multiplied by, or None.
        error: what it multiplies: an adjustment, a delta; or None.
        is_taken: whether their product is taken away, not added.
        is_small: whether the change is, beside the values.
    """
    if rate is None:
        return said("What was there, the change, and what is there now.",
                    "原来的值、变化量和现在的值。")
    share = f"{abs(rate.array.item()):.3g}"
    own = error.name.split("_")[-1] or "adjustment"
    whole = plain(error.name or "调整量")
    if not is_taken:
        step = said(f"To each is added {share} times its {own}.",
                    f"每个都加上 {share} 乘以{whole}。")
    elif _LEARN_RATE.fullmatch(rate.name or rate.expression):
        step = said(f"From each is taken the learn rate, {share}, times its "
                    f"{own}.",
                    f"每个都减去学习率 {share} 乘以{whole}。")
    else:
        step = said(f"From each is taken {share} times its {own}.",
                    f"每个都减去 {share} 乘以{whole}。")
    return in_a_row(step, said(
        "The change is so small that it has a scale of its own.",
        "变化很小，所以用单独的色标显示。") if is_small else said(
        "The change has a scale of its own.", "变化用单独的色标显示。"))


def sheet_changes(index, change):
    """
    Args:
        change: of every weight of the sheet that changes most.
    """
    most = change.ravel()[extremes.furthest(change)]
    if np.isnan(most):
        return ""
    largest = written(most, "+.6f" if abs(most) >= 5e-7 else "+.2e")
    return said(f"Sheet {index} changes most: the largest of its "
                f"{change.size} changes is {largest}.",
                f"第 {index} 张变化最大：{change.size} 个变化中最大的是 "
                f"{largest}。")


def largest_change(old, change, new):
    place = extremes.furthest(change)
    if np.isnan(change.ravel()[place]):
        return ""
    index = [int(k) for k in np.unravel_index(place, change.shape)]
    if change.shape[1:] == (1,):
        index = index[:1]
    cell = f"{old.name}[{', '.join(map(str, index))}]"
    before, after = (written(array.ravel()[place], ".5f")
                     for array in (old.array, new))
    return said(f"The largest change: {cell} goes from {before} to {after}.",
                f"最大的变化：{cell} 从 {before} 变为 {after}。")


def comparison(name):
    return (said("What has the network learned?", "网络学到了什么？"),
            said(f"The same image once more: {plain(name)} before and after "
                 "one step.",
                 f"再看一次同一幅图像：学习一步之前和之后的{plain(name)}。"))


def once_more():
    return said("Once more, with the changed weights and biases.",
                "用改变后的权重和偏置再算一次。")


def change_of_one(name, count, index, before, after):
    return headed(f"{one_of(name, count)} {index}",
                  said(f"{before} before, {after} now.",
                       f"之前 {before}，现在 {after}。"))


def compared(name, index, before, after):
    was, now = written(before, ".5f"), written(after, ".5f")
    return said(f"The same image once more: {name}[{index}] was "
                f"{was} and is now {now}.",
                f"再看一次同一幅图像：{name}[{index}] 原来是 "
                f"{was}，现在是 {now}。")
