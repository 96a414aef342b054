"""Sentences that several acts say."""

from types import SimpleNamespace

import numpy as np
import pytest

from network.trace import Value
from scenes.words import phrases
from scenes.words.naming import language
from scenes.words.phrases import largest_sum


@pytest.mark.parametrize(
    "spoken, target, values, sentence",
    [
        ("en", "hidden_pre_sigmoid", [1.0, -2.5, 2.0], "Neuron 1 sums to −2.500."),
        ("zh", "hidden_pre_sigmoid", [1.0, -2.5, 2.0], "神经元 1 的和是 −2.500。"),
        ("en", "output_pre_sigmoid", [0.0] * 9 + [0.5], "Digit 9 sums to 0.500."),
        ("zh", "output_pre_sigmoid", [0.0] * 9 + [0.5], "数字 9 的和是 0.500。"),
        ("en", "sums", [1.0, 1.0], "Row 0 sums to 1.000."),
        ("en", "sums", [np.nan, 0.25, -0.5], "Row 2 sums to −0.500."),
        ("en", "sums", [3.0, -np.inf], "Row 1 sums to −inf."),
    ],
)
def test_the_largest_sum(spoken, target, values, sentence):
    with language(spoken):
        assert largest_sum(target, np.array(values)[:, None]) == sentence


def value(name, expression=""):
    return Value.of(np.ones((2, 1)), name=name, expression=expression)


WEIGHTS, X = value("output_weights"), value("x")


@pytest.mark.parametrize(
    "function, arguments, english, chinese",
    [
        (
            phrases.in_layer,
            ("hidden_neurons", "weights × x"),
            "Hidden layer: weights × x",
            "隐藏层：weights × x",
        ),
        (
            phrases.in_layer,
            ("top_neurons", "weights × x"),
            "Top layer: weights × x",
            "top 层：weights × x",
        ),
        (phrases.in_layer, ("sums", "weights × x"), "Weights × x", "Weights × x"),
        (
            phrases.matmul_title,
            ("sums", WEIGHTS, X),
            "sums: weights × x",
            "sums：权重 × x",
        ),
        (phrases.matmul_title, ("", WEIGHTS, X), "Weights × x", "权重 × x"),
        (
            phrases.matmul_title,
            ("output_pre_sigmoid", WEIGHTS, X),
            "Output layer: weights × x",
            "输出层：权重 × x",
        ),
        (
            phrases.matmul_name,
            ("output_pre_sigmoid", WEIGHTS, X),
            "output weights × x",
            "输出层 权重 × x",
        ),
        (phrases.matmul_name, ("sums", WEIGHTS, X), "weights × x", "权重 × x"),
        (
            phrases.rows_lead,
            ("output_neurons", WEIGHTS, 10),
            "One row of weights for each digit.",
            "每个数字对应一行权重。",
        ),
        (
            phrases.turn_words,
            ("sums", X, 3, 2),
            "Row 2: times x, cell by cell, then add up.",
            "行 2：与 x 逐格相乘再相加。",
        ),
        (phrases.and_so_for_all, (20,), "… and so for all 20.", "……20 个都是这样。"),
        (
            phrases.the_others,
            (1,),
            "Then the other one, in the same way.",
            "另一个也是一样。",
        ),
        (
            phrases.the_others,
            (2,),
            "Then the other 2, all together.",
            "其余 2 个一起进行。",
        ),
        (
            phrases.furthest,
            ("output_neurons", np.array([0, -0.25, 0, 0.5, *[0] * 6]), 3),
            "Digit 3 is furthest from zero: +0.500.",
            "数字 3 离零最远：+0.500。",
        ),
        (
            phrases.furthest,
            ("output_neurons", np.zeros(10), 0),
            "All of it is 0.",
            "全部是 0。",
        ),
        (
            phrases.outer_lead,
            (value("self.a"), value("", "b\n .T")),
            "Each number of a times each of b .T.",
            "a 的每个数乘以 b .T 的每个数。",
        ),
        (
            phrases.furthest_product,
            ("table", np.array([[1.0, 2.0, 0.5], [0.25, -3.0, 1.0]])),
            "Furthest from 0: table[1, 1] = −3.000.",
            "离零最远：table[1, 1] = −3.000。",
        ),
        (
            phrases.furthest_product,
            ("table", np.array([[1.0, 2.0, 0.5], [0.25, np.nan, 1.0]])),
            "Furthest from 0: table[0, 1] = 2.000.",
            "离零最远：table[0, 1] = 2.000。",
        ),
        (phrases.line_of, ("hidden_neurons", 4), "Neuron", "神经元"),
        (
            phrases.one_after_the_other,
            (1,),
            "Then the other one, in the same way.",
            "另一个也是一样。",
        ),
        (
            phrases.one_after_the_other,
            (2,),
            "Then the other 2, one after the other.",
            "其余 2 个依次进行。",
        ),
        (phrases.one_and_other, (), ("one", "the other"), ("一个", "另一个")),
        (
            phrases.sums_of_nothing,
            (X,),
            "x is 0 everywhere, and so is every sum.",
            "x 全部是 0，因此每个和都是 0。",
        ),
        (phrases.line_of, ("sums", 4), "Row", "行"),
        (phrases.own_scale, (), "a different scale", "不同的比例"),
        (phrases.own_scale, (12.0,), "drawn 12 times as long", "放大 12 倍"),
        (
            phrases.read_right_and_wrong,
            (),
            ("read right", "read wrong"),
            ("读对的", "读错的"),
        ),
    ],
)
def test_what_is_said(function, arguments, english, chinese):
    for spoken, expected in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert function(*arguments) == expected


@pytest.mark.parametrize(
    "kind, english, chinese",
    [
        (
            {"is_largest": True, "with_sign": True},
            "Neuron 4, largest in size: multiply by x, then add up.",
            "神经元 4，绝对值最大：与 x 相乘，再全部相加。",
        ),
        (
            {"with_sign": True},
            "Neuron 4: @ multiplies cell by cell, adds up.",
            "神经元 4：@ 表示逐格相乘，再相加。",
        ),
    ],
)
def test_what_is_said_of_a_row_that_stands_out(kind, english, chinese):
    for spoken, expected in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert phrases.turn_words("hidden_neurons", X, 20, 4, **kind) == expected


@pytest.mark.parametrize(
    "target, is_turned, english, chinese",
    [
        ("sums", True, "Column", "列"),
        ("sums", False, "Row", "行"),
        ("hidden_neurons", True, "Neuron", "神经元"),
        ("hidden_neurons", False, "Neuron", "神经元"),
    ],
)
def test_what_one_sum_is_of(target, is_turned, english, chinese):
    for spoken, expected in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert phrases.line_of(target, 4, is_turned=is_turned) == expected


@pytest.mark.parametrize(
    "told, english, chinese",
    [
        (
            {},
            "Row 3: times x, cell by cell, then add up.",
            "行 3：与 x 逐格相乘再相加。",
        ),
        (
            {"is_turned": True},
            "Column 3: times x, cell by cell, then add up.",
            "列 3：与 x 逐格相乘再相加。",
        ),
        (
            {"with_sign": True},
            "Row 3: @ multiplies cell by cell, adds up.",
            "行 3：@ 表示逐格相乘，再相加。",
        ),
        (
            {"is_largest": True, "with_sign": True},
            "Row 3, largest in size: multiply by x, then add up.",
            "行 3，绝对值最大：与 x 相乘，再全部相加。",
        ),
        (
            {"leading": SimpleNamespace(is_answer=True)},
            "Row 3, the largest in the end: times x, cell by cell, then add up.",
            "行 3（最后最大）：与 x 逐格相乘再相加。",
        ),
        (
            {"leading": SimpleNamespace(is_answer=False)},
            "Row 3 adds most to the answer: times x, cell by cell, then add up.",
            "行 3（对答案贡献最大）：与 x 逐格相乘再相加。",
        ),
    ],
)
def test_the_one_that_is_told_alone(told, english, chinese):
    for spoken, expected in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert phrases.turn_words("sums", X, 5, 3, **told) == expected
