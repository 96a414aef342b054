"""Biases join the column that was just computed."""

import numpy as np
import pytest

from scenes.words.naming import language
from tests.told import act_in, kinds_of, numbers, player_of, told_of, turns_of


def joined(w, x, b):
    s = w @ x + b
    return s


def bias_first(w, x, b):
    s = b + w @ x
    return s


def taken_away(w, x, b):
    s = w @ x - b
    return s


def with_nothing_before(w, x, b):
    s = x + b
    return s


def of_no_name(w, x, b):
    s = w @ x + b * 1
    return s


def of_two_products(w, x, b):
    s = w @ x + w @ b
    return s


def into_the_bias(w, x, b):
    np.add(w @ x, b, out=b)
    return b


def masked(w, x, b):
    s = np.add(w @ x, b, where=b > 0, out=np.zeros_like(b))
    return s


def of_other_type(w, x, b):
    s = np.add(w @ x, b, dtype=np.float32)
    return s


def corrected(w, x, b):
    b = b + w @ x
    return b


def in_a_later_line(w, x, b):
    p = w @ x
    s = p + b
    return s


@pytest.mark.parametrize(
    "call, w, x, b, kinds",
    [
        (joined, (2, 3), (3, 1), (2, 1), ["rows", "join"]),
        (bias_first, (2, 3), (3, 1), (2, 1), ["rows", "join"]),
        (joined, (3, 2), (2,), (3,), ["rows", "join"]),
        (joined, (32, 3), (3, 1), (32, 1), ["batch_product"]),
        (joined, (33, 3), (3, 1), (33, 1), ["batch_product"]),
        (joined, (1, 2), (2, 1), (1, 1), ["batch_product"]),
        (joined, (3, 2), (2, 1), (1, 1), ["batch_product"]),
        (joined, (3, 2), (2, 2), (3, 2), ["batch_product", "cells_combine"]),
        (taken_away, (2, 3), (3, 1), (2, 1), ["rows", "combine"]),
        (with_nothing_before, (2, 3), (3, 1), (3, 1), ["combine"]),
        (of_no_name, (2, 3), (3, 1), (2, 1), ["rows", "cells_formula"]),
        (of_two_products, (2, 3), (3, 1), (3, 1), ["rows", "rows", "combine"]),
        (into_the_bias, (2, 3), (3, 1), (2, 1), ["rows", "update_bars"]),
        (of_other_type, (2, 3), (3, 1), (2, 1), ["rows", "generic"]),
        (
            masked,
            (2, 3),
            (3, 1),
            (2, 1),
            ["rows", "cells_combine", "begins", "generic"],
        ),
        (in_a_later_line, (2, 3), (3, 1), (2, 1), ["rows", "combine"]),
        (corrected, (2, 3), (3, 1), (2, 1), ["rows", "combine"]),
    ],
)
def test_what_is_recognised(call, w, x, b, kinds):
    assert kinds_of(call, numbers(*w), numbers(*x), numbers(*b)) == kinds


class Layer:
    """Sums 2 and -4.5, biases 0.5 and -0.25."""

    def __init__(self):
        self.weights = np.array([[1.0], [-2.25]])
        self.biases = np.array([[0.5], [-0.25]])

    def forward(self, x):
        hidden_pre_sigmoid = self.weights @ x + self.biases
        return hidden_pre_sigmoid

    def of_image(self, x, image):
        return self.forward(x)

    def of_its_own_name(self, x):
        biases = self.weights @ x + self.biases
        return np.tanh(biases)


@pytest.mark.parametrize("call", [joined, bias_first])
def test_what_is_planned(call):
    w, x, b = numbers(6, 3), numbers(3, 1), numbers(6, 1)
    act = act_in("en", "join", call, w, x, b)
    for value, array in ((act.start, w @ x), (act.bias, b), (act.result, w @ x + b)):
        np.testing.assert_array_equal(value.array, array)
    assert (act.target, act.result_name) == ("s", "s")
    assert turns_of(act) == [
        (1.0, 1.2),
        (2.2, 0.6),
        (2.8, 0.3),
        (3.1, 0.15),
        (3.25, 0.075),
        (3.325, 0.06),
    ]
    assert act.seconds == 4.6


X, IMAGE = np.array([[2.0]]), np.zeros((784, 1))


@pytest.mark.parametrize(
    "spoken, call, arguments, told",
    [
        (
            "en",
            Layer().forward,
            (X,),
            (
                "Hidden layer: add the biases",
                "A bias: each neuron's own, for any input.",
            ),
        ),
        (
            "en",
            Layer().of_its_own_name,
            (X,),
            ("Add the biases", "A bias: each row's own, for any input."),
        ),
        (
            "zh",
            Layer().forward,
            (X,),
            ("隐藏层：加上偏置", "偏置：每个神经元自己的数，与输入无关。"),
        ),
        (
            "en",
            Layer().of_image,
            (X, IMAGE),
            (
                "Hidden layer: add the biases",
                "A bias: each neuron's own, for any image.",
            ),
        ),
        (
            "zh",
            Layer().of_image,
            (X, IMAGE),
            ("隐藏层：加上偏置", "偏置：每个神经元自己的数，与图像无关。"),
        ),
        (
            "en",
            Layer().of_image,
            (X, IMAGE - 1),  # as large as a picture, but of no ink
            (
                "Hidden layer: add the biases",
                "A bias: each neuron's own, for any input.",
            ),
        ),
        (
            "en",
            joined,
            (numbers(2, 1), X, numbers(2, 1)),
            ("Add b", "To each row is added its own number of b."),
        ),
    ],
)
def test_what_is_told(spoken, call, arguments, told):
    act = act_in(spoken, "join", call, *arguments)
    title, lead = told
    assert told_of(act) == (title, lead, lead, "", "(2, 1)  =  (2, 1) + (2, 1)")


@pytest.mark.parametrize(
    "spoken, outcome",
    [
        ("en", " b: 0 everywhere, so that nothing changes."),
        ("zh", "b：全部是 0，什么也没有改变。"),
    ],
)
def test_biases_that_are_all_zero_change_nothing(spoken, outcome):
    w, x, b = numbers(3, 2), numbers(2, 1), np.zeros((3, 1))
    act = act_in(spoken, "join", joined, w, x, b)
    assert act.caption == act.lead + outcome
    assert act.outcome_at == act.turns.end  # when all of them have come
    b[1] = 1e-9
    act = act_in(spoken, "join", joined, w, x, b)
    assert (act.outcome, act.caption) == ("", act.lead)


@pytest.mark.parametrize(
    "index, sentences",
    [
        (
            0,
            ("Neuron 0: +0.500 joins, +2.500 in all.", "神经元 0：+0.500，共 +2.500。"),
        ),
        (
            1,
            ("Neuron 1: −0.250 joins, −4.750 in all.", "神经元 1：−0.250，共 −4.750。"),
        ),
    ],
)
def test_the_words_of_a_turn(index, sentences):
    player = player_of("join", Layer().forward, X)
    for spoken, sentence in zip(("en", "zh"), sentences, strict=True):
        with language(spoken):
            assert player.turn_words(index) == sentence


def test_each_bias_slides_to_its_bar_which_then_grows():
    player = player_of("join", Layer().forward, X)
    player.show(1.0)
    assert (player.shares(1.0) == 0).all() and not player.slips.items
    player.show(1.6)  # the middle of the first one's way
    np.testing.assert_allclose(player.shares(1.6), [0.5, 0.0])
    assert len(player.slips.items) == 1 and (player.bars.grown == 0).all()
    assert player.biases.focus == player.bars.focus == 0
    player.show(2.2)
    np.testing.assert_array_equal(player.bars.grown, [1.0, 0.0])
    # The last has 0.6 seconds but slides for 0.7; then the sign fades.
    player.show(2.9)
    assert (player.bars.grown == 1).all() and player.sign.opacity == 1
    player.show(3.3)
    assert player.sign.opacity == 0
