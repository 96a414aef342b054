"""Sentences about two digits give each one's own number and colour."""

import numpy as np
import pytest

from scenes.words import language, twins

CHANGE = np.array([0.0, 0.125, 0.0, 0.0, 0.0, 0.0, 0.0, -0.25])


@pytest.mark.parametrize("name, words", [
    ("en", "Digit 7: -0.250, digit 1: +0.125."),
    ("zh", "数字 7：-0.250，数字 1：+0.125。")])
def test_each_rival_has_its_own_change(name, words):
    with language(name):
        said = twins.rise_and_fall(1, 7, CHANGE)
    assert said.replace("−", "-") == words


def test_the_left_number_comes_first():
    left, right = np.array([0.0, 0.75]), np.array([0.0, 0.25])
    assert twins.twins_apart("hidden_neurons", 2, 1, left, right) \
        == "Most apart: neuron 1, 0.750 and 0.250."
    assert twins.parting_turn(1, (left, right)) \
        == "The largest difference: neuron 1, 0.750 and 0.250."


@pytest.mark.parametrize("name, words", [
    ("en", "to 7 (orange) or to 1 (blue)"), ("zh", "7（橙）或 1（蓝）")])
def test_orange_is_what_is_added(name, words):
    """Pulls are weights[7] - weights[1]: above zero, orange, is for 7."""
    with language(name):
        assert twins.pull(1, 7).startswith(
            "pull = (weights[7] - weights[1])")
        assert words in twins.parting(1, 7)[1]
