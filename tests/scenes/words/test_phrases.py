"""Sentences that several acts say."""

import numpy as np
import pytest

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
