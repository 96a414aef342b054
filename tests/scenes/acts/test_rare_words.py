"""Sentences that films say seldom, word by word."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.acts import (
    accuracy_words,
    answer_error_words,
    attention_words,
    combine_words,
    convolve_words,
    counter_words,
    descent_words,
    flatten_words,
    gate_words,
    normalise_back_words,
    normalise_words,
    product_words,
    rounds_learnt_words,
    strip_words,
    window_back_words,
    window_words,
)
from scenes.reading.accuracies import accuracies
from scenes.reading.affine_layers import affine_layers
from scenes.reading.errors_of_answers import answer_errors
from scenes.reading.gates import gates
from scenes.reading.loop_courses import Course
from scenes.reading.loops import loops
from scenes.reading.optimiser_steps import descents
from scenes.reading.paired_cells import combined
from scenes.reading.training_rounds import training_rounds
from scenes.reading.value_roles import roles_of
from scenes.reading.windows import sliding_windows
from scenes.words.naming import language
from tests import looping, told_calls
from tests import window_networks as nets

SHARES = np.array([[0.2, 0.8], [0.5, 0.5]])


def error_of(count):
    """Of an answer, computed by so many operations."""

    def less(p, y):
        return p - y

    trace = record(less, SHARES, np.eye(2))
    (found,) = roles_of(trace).read(answer_errors).values()
    return replace(found, operations=found.operations * count)


def all_right():
    def share(p, y):
        return (p.argmax(axis=1) == y).mean()

    trace = record(share, SHARES, np.array([1, 0]))
    return next(iter(roles_of(trace).read(accuracies).values()))


def stopped():
    def back(x, d):
        d[x <= 0] = 0
        return d

    trace = record(back, np.array([[1.0, -2.0]]), np.array([[1.0, 3.0]]))
    (found,) = roles_of(trace).read(gates).by_last.values()
    return found


def window_of(numbers=None, **changes):
    """A convolution, with other numbers as what comes out, or another fit."""
    trace = record(nets.ONE_FILTER[0], nets.IMAGE, nets.EDGE)
    (found,) = roles_of(trace).read(sliding_windows)
    values = {**found.values, "errors": found.values["map"]}
    if numbers is not None:
        values["map"] = Value.of(np.full(found.map.shape, numbers))
    axes = {**found.fit.axes, "errors": found.fit.axes["map"]}
    fit = replace(found.fit, axes=axes, **changes)
    return replace(found, values=values, fit=fit, is_gradient=True)


def read(call, *given):
    return roles_of(record(call, *given))


def halved():
    def half(dw):
        return dw / 4.0

    roles = read(half, SHARES)
    return combined(roles.operations[0], roles)


def called_again():
    """A loop that no statement makes: something is called again and again."""
    first, *_ = read(looping.over_rows, SHARES).read(loops).loops
    return replace(first, source=None, expression="net.learn(x)")


def by_adam():
    given = SHARES, np.zeros((2, 2)), np.zeros((2, 2)), (SHARES + 1, SHARES - 1)
    *_, last = read(told_calls.adam, *given).read(descents).values()
    return last


def layer():
    def through(x, w):
        return x @ w

    (found,) = read(through, SHARES, np.eye(2)).read(affine_layers).values()
    return found


STATES = [Course("h", (Value.of(np.ones(2)), Value.of(np.zeros(2))))]


def training():
    found = roles_of(looping.training(3)).read(training_rounds)
    return replace(found, unseen=1200)


FIRST = (
    "The right answer should have 1, the others 0: what is left is the gradient of the "
    "cross-entropy for the scores.",
    "正确答案应为 1，其余应为 0：相减就是交叉熵对得分的梯度。",
)


@pytest.mark.parametrize(
    "say, english, chinese",
    [
        (lambda: answer_error_words.lead(error_of(6)), *FIRST),
        (
            lambda: answer_error_words.lead(error_of(7)),
            f"{FIRST[0]} The code takes the long way, slope times slope, to the same.",
            f"{FIRST[1]}代码用链式法则逐步相乘，结果相同。",
        ),
        (
            lambda: attention_words.other_beside(2, "example"),
            "The other examples look only at their own: 2 more.",
            "其他样本只看各自的内容：还有 2 个。",
        ),
        (
            lambda: normalise_back_words.stretched("0.5", ""),
            "Minus 0.5 × the normalised line: what would only stretch it.",
            "减去 0.5 × 归一化后的数：只会拉伸的部分。",
        ),
        (
            lambda: product_words.of_many(1, 2, 3, "4"),
            "Row 1, column 2: 3 products add up to 4.",
            "第 1 行，第 2 列：3 个乘积之和是 4。",
        ),
        (
            lambda: rounds_learnt_words.unseen_words(training()),
            "1,200 more rounds ran without being recorded.",
            "另有 1,200 轮没有记录。",
        ),
        (
            lambda: window_words.going_on(window_of(), 1),
            "Then the last one of the row.",
            "然后是这一行的最后一个。",
        ),
        (
            lambda: window_back_words.biases_title(window_of()),
            "Back to the biases: their gradient",
            "回到偏置：它们的梯度",
        ),
        (
            lambda: window_back_words.biases_step(window_of()),
            "bias gradient",
            "偏置梯度",
        ),
        (
            lambda: window_back_words.pooling_lead(window_of(all_alike=True)),
            "Each number of out goes back to the cells that equal the largest of their "
            "3 × 3 window; all others get 0.",
            "out 的每个数回到其 3 × 3 窗口中等于最大值的格；其余都得 0。",
        ),
        (
            lambda: window_back_words.strongest(window_of(np.nan)),
            "Not all of it is finite.",
            "其中有非有限的数。",
        ),
        (
            lambda: window_back_words.strongest(window_of(0.0)),
            "All of it is 0.",
            "全部为 0。",
        ),
        (lambda: accuracy_words.outcome(all_right()), "All 2 are right.", "2 个全对。"),
        (
            lambda: combine_words.mean_title("w1", 4),
            "w1: the mean over the 4 examples",
            "w1：4 个样本的平均",
        ),
        (
            lambda: flatten_words.stretch((2, 3, 4), 5, 2, channels_last=True),
            "Row 1, column 2 of all maps: numbers 10 to 11.",
            "所有图的第 1 行第 2 列：第 10 到 11 个数。",
        ),
        (
            lambda: gate_words.title(stopped(), is_gradient=True),
            "The gradient is stopped where x <= 0",
            "x <= 0 处梯度被截断",
        ),
        (
            lambda: normalise_words.others("", 1),
            "Then the other one, by its own numbers.",
            "另一个用自己的数。",
        ),
        (lambda: normalise_words.tracks("kept")[0], "− kept mean", "− 保留的均值"),
        (lambda: normalise_words.tracks("given")[0], "− kept number", "− 保留的数"),
        (lambda: normalise_words.tracks("range")[0], "− smallest", "− 最小值"),
        (
            lambda: product_words.other_products(3),
            "Then the other 3 products of the stack, one after the other.",
            "然后是叠中其余 3 个乘积，一个接一个。",
        ),
        (
            lambda: convolve_words.title(window_of(by_channel=True)),
            "Convolution: a kernel of its own, 3 × 3, slides over each channel",
            "卷积：每个通道各有一个 3 × 3 卷积核滑过",
        ),
        (
            lambda: window_words.going_on(window_of(), 5),
            "And on to the end of the row: 5 more positions.",
            "继续到行末：还有 5 个位置。",
        ),
        (
            lambda: window_back_words.kernels_title(window_of()),
            "Back to the kernels: their gradient",
            "回到卷积核：它们的梯度",
        ),
        (
            lambda: window_back_words.picture_lead(window_of()),
            "Each gradient goes back over the window that it came from, as large as "
            "the kernel was there; where windows overlap, it adds up.",
            "每个梯度按卷积核的大小回到它所来自的窗口；窗口重叠处相加。",
        ),
        (
            lambda: window_back_words.picture_step(window_of()),
            "gradient of the picture",
            "图像梯度",
        ),
        (
            lambda: window_back_words.pooling_lead(window_of(keeps="mean")),
            "Each number of out is shared out among the 9 cells of its 3 × 3 window, "
            "the same to each.",
            "out 的每个数平均分给其 3 × 3 窗口的 9 格。",
        ),
        (
            lambda: window_back_words.sent(window_of(keeps="mean"), 1, 2, "0.5"),
            "Row 1, column 2: 0.5 is shared out, 9 times the same.",
            "第 1 行第 2 列：0.5 平均分成 9 份。",
        ),
        (
            lambda: combine_words.mean_lead(halved(), 4),
            "dw added up the parts of all 4 examples: divided by 4 it is their mean, "
            "however many there are.",
            "dw 是全部 4 个样本的份额之和：除以 4 就是平均，与样本多少无关。",
        ),
        (lambda: counter_words.pass_label(called_again(), 1), "call 2", "第 2 次调用"),
        (
            lambda: counter_words.passes_label(called_again(), 0, 1),
            "calls 1 to 2",
            "第 1 至 2 次调用",
        ),
        (
            lambda: counter_words.lead_words(called_again(), 0, 1, alike=True),
            "net.learn(x) is called 2 times.",
            "net.learn(x) 共调用 2 次。",
        ),
        (
            lambda: descent_words.step_words(by_adam()),
            "Young memories are too small: each is raised first.",
            "记忆还年轻，数值太小：先各自放大。",
        ),
        (
            lambda: gate_words.outcome(replace(stopped(), is_drawn=True)),
            "1 of 2 is dropped.",
            "2 个中有 1 个被丢弃。",
        ),
        (
            lambda: product_words.rest(layer(), by_columns=True),
            "The same column meets the other rows of x. So does the other column.",
            "同一列再与 x 的其余各行相乘。另一列也一样。",
        ),
        (
            lambda: strip_words.lead_words(STATES, None, None, leftwards=True),
            "Backwards: each pass hands h to the one on its left.",
            "倒着走：每一遍把 h 传给左边的一遍。",
        ),
        (
            lambda: window_back_words.kernels_lead(window_of()),
            "Each window that a kernel saw, times the gradient at its position, added "
            "up over all 16 positions: the gradient of each cell of the kernel.",
            "卷积核见过的每个窗口乘以该位置的梯度，16 个位置全部相加："
            "得到卷积核每一格的梯度。",
        ),
        (
            lambda: window_words.steps(window_of(step=(3, 3))),
            "The windows lie side by side.",
            "窗口彼此相邻，互不重叠。",
        ),
        (
            lambda: window_words.steps(window_of(size=(1, 3), step=(1, 3))),
            "The windows lie side by side.",
            "窗口彼此相邻，互不重叠。",
        ),
        (
            lambda: window_words.steps(window_of(step=(2, 2))),
            "It goes 2 cells at a time.",
            "每次移动 2 格。",
        ),
        (
            lambda: window_words.steps(window_of(step=(2, 1))),
            "It goes 2 × 1 cells at a time.",
            "每次移动 2 × 1 格。",
        ),
        (lambda: window_words.steps(window_of(size=(1, 1), step=(1, 1))), "", ""),
        (
            lambda: window_back_words.biases_lead(window_of()),
            "Each map is added up over its 16 positions: one number.",
            "每张图的 16 个位置相加：得到一个数。",
        ),
        (
            lambda: window_words.largest_of(window_of(2.0), ("map", "图")),
            "All 16 numbers are 2.000.",
            "16 个数都是 2.000。",
        ),
        (
            lambda: window_words.largest_of(window_of(0.0), ("map", "图")),
            "All 16 numbers are 0.",
            "16 个数都是 0。",
        ),
        (
            lambda: window_words.largest_of(window_of(np.nan), ("map", "图")),
            "16 of 16 numbers are not finite.",
            "16 个数中有 16 个不是有限数。",
        ),
        (
            lambda: window_words.largest_of(window_of(), ("map", "图")),
            "The largest number, +1.940, is at row 3, column 3.",
            "最大的数 +1.940 在第 3 行第 3 列。",
        ),
        (
            lambda: window_back_words.strongest(window_of()),
            "Furthest from zero: out[3, 3] = +1.940.",
            "离零最远：out[3, 3] = +1.940。",
        ),
    ],
)
def test_what_is_said_seldom(say, english, chinese):
    assert say() == english
    with language("zh"):
        assert say() == chinese
