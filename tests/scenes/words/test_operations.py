"""What operations are called, and what they are said to come from."""

import numpy as np
import pytest

from network.recorder import record
from scenes.words.naming import language
from scenes.words.operations import DOING, OPERATORS, comes_from, doing


def operations_of(call, *arguments):
    return [
        operation
        for step in record(call, *arguments).steps
        for operation in step.operations
    ]


class Layer:
    def __init__(self):
        self.weights = np.eye(2)

    def forward(self, x):
        hidden = self.weights @ x
        return hidden


def sum_of_two(left, right):
    total = left * 2 + right
    return total


def begun():
    new = np.ones(3)
    return new


def of_numbers_only(x):
    new = np.full(3, 2.0) * x
    return new


TWO = np.array([[1.0], [2.0]])


@pytest.mark.parametrize(
    "call, arguments, place, target, english, chinese",
    [
        (
            Layer().forward,
            (TWO,),
            0,
            "hidden",
            "Hidden comes from weights and x.",
            "隐藏层由 weights、x 得到。",
        ),
        (
            Layer().forward,
            (TWO,),
            0,
            "",
            "A part of the line comes from weights and x.",
            "这一行的一部分由 weights、x 得到。",
        ),
        (
            sum_of_two,
            (TWO, TWO),
            0,
            "_",
            "A part of the line comes from left.",
            "这一行的一部分由 left 得到。",
        ),
        (
            sum_of_two,
            (TWO, TWO),
            1,
            "output_delta",
            "Output delta comes from left * 2 and right.",
            "输出误差由 left * 2、right 得到。",
        ),
        (begun, (), 0, "new", "New begins here.", "New从这里开始。"),
    ],
)
def test_what_a_result_comes_from(call, arguments, place, target, english, chinese):
    operation = operations_of(call, *arguments)[place]
    for spoken, sentence in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert comes_from(operation, target) == sentence


# The whole vocabulary of titles.
TITLES = {
    "matmul": ("Multiply row by column, then add up", "行乘以列，再相加"),
    "dot": ("Multiply row by column, then add up", "行乘以列，再相加"),
    "add": ("Add, cell by cell", "逐格相加"),
    "subtract": ("Subtract, cell by cell", "逐格相减"),
    "multiply": ("Multiply, cell by cell", "逐格相乘"),
    "divide": ("Divide, cell by cell", "逐格相除"),
    "maximum": ("Keep the larger, cell by cell", "逐格取较大者"),
    "minimum": ("Keep the smaller, cell by cell", "逐格取较小者"),
    "negative": ("Change every sign", "全部变号"),
    "exp": ("E to the power of every cell", "逐格取 e 的幂"),
    "log": ("The logarithm of every cell", "逐格取对数"),
    "tanh": ("The tanh of every cell", "逐格取 tanh"),
    "sqrt": ("The root of every cell", "逐格开方"),
    "sum": ("Add up", "求和"),
    "mean": ("Take the mean", "求平均"),
    "max": ("Find the largest", "找最大值"),
    "amax": ("Find the largest", "找最大值"),
    "argmax": ("Find where the largest is", "找最大值的位置"),
    "transpose": ("Swap rows and columns", "行列互换"),
    "getitem": ("Pick cells", "取出一部分"),
    "setitem": ("Write cells in place", "就地写入"),
    "where": ("Choose cell by cell", "逐格选择"),
    "reshape": ("Lay out anew", "重新排列"),
    "concatenate": ("Join end to end", "首尾相接"),
    "zeros": ("An array of zeros", "全零数组"),
    "ones": ("An array of ones", "全一数组"),
    "copy": ("Copy every cell", "逐格复制"),
    "arctan": ("Arctan", "Arctan"),  # another is called by its name
}


class Named:
    def __init__(self, function):
        self.function = function


@pytest.mark.parametrize("function", TITLES)
def test_what_is_done(function):
    for spoken, title in zip(("en", "zh"), TITLES[function], strict=True):
        with language(spoken):
            assert doing(Named(function)) == title


def test_no_title_is_left_out():
    assert TITLES.keys() - DOING.keys() == {"arctan"}
    assert DOING.keys() <= TITLES.keys()


@pytest.mark.parametrize("function", OPERATORS)
def test_operators_are_what_numpy_knows(function):
    assert isinstance(getattr(np, function), np.ufunc)
