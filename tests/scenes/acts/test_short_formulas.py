"""Formulas that stand above what is shown: short ones are whole."""

from types import SimpleNamespace

import numpy as np
import pytest

from network.trace import Value
from scenes.acts import attention_words, slope_words, softmax_words
from scenes.words.neuron_names import DIGIT_LAYERS


@pytest.mark.parametrize(
    "left, right, expected",
    [
        ([2.0], [0.5], "Query 0 · key 1: 2.00 × 0.50 = +1"),
        ([2.0, 1.0], [0.5, 3.0], "Query 0 · key 1: 2.00 × 0.50 + … = +1"),
    ],
)
def test_a_score_of_one_product_has_no_more_of_them(left, right, expected):
    scores = np.array([[-4.0, 1.0]])
    told = attention_words.compared(0, 1, np.array(left), np.array(right), scores)
    assert told == expected


@pytest.mark.parametrize(
    "is_of_heights, called, english",
    [
        (False, "tanh", "tanh({x})"),
        (False, "f", "f({x})"),
        (True, "tanh", "{x} = tanh(x)"),
    ],
)
@pytest.mark.parametrize(
    "argument, x",
    [
        (Value.of(np.ones(2), name="z"), "z"),
        (Value.of(np.ones(2), expression="w @ a"), "w @ a"),
        (Value.of(np.ones(2), name="z", expression="w @ a"), "z"),
    ],
)
def test_what_a_slope_is_of_is_called_as_in_the_code(
    is_of_heights, called, english, argument, x
):
    slope = SimpleNamespace(name=called, is_of_heights=is_of_heights)
    assert slope_words.formula(slope, argument) == english.format(x=x)


def test_shares_are_no_logarithms_unless_it_is_said():
    assert softmax_words.line(1, 2, "3.0") == "Row 2: each power of e ÷ 3.0, their sum."
    assert "logarithm" in softmax_words.line(1, 2, "3.0", is_log=True)


def test_the_network_of_the_digits_has_three_layers_and_ten_outputs():
    assert (DIGIT_LAYERS.count, DIGIT_LAYERS.outputs) == (3, 10)
    assert [DIGIT_LAYERS.is_output(number) for number in (2, 3)] == [False, True]
