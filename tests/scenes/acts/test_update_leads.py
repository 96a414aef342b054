"""What is said first of an update: what is taken, how often, and what it is called."""

import numpy as np
import pytest

from scenes.words.naming import language
from tests.told import acts_of

W = np.array([[1.0, 2.0], [3.0, 4.0]])
G = np.array([[0.5, -1.0], [2.0, 0.25]])


def by_negative(w, g, n):
    w += -(0.5 * n) * g


def by_share(w, g, n):
    w -= 0.5 / n * g


def by_32_characters(w, g, rate, examples_in_a_batch_too):
    w -= (rate / (examples_in_a_batch_too)) * g


def by_33_characters(w, g, rate, examples_in_a_batch_at_x):
    w -= (rate / (examples_in_a_batch_at_x)) * g


def by_a_sum(w, slope_sum):
    w -= 0.5 * slope_sum


def by_no_word(w, slope_no):
    w -= 0.5 * slope_no


def others_names(hidden_biases, g):
    hidden_biases -= 0.5 * g


def added(w, change):
    w += change


def taken(w, change):
    w -= change


OWN = " The change has its own colour scale."
EIGENE = "变化用自己的色标。"
SAID = [
    (
        by_negative,
        (W, G, 4),
        "From each is taken 2 times its g. 0.5 * n is 2.",
        "每个都减去 2 乘以 g。0.5 * n 是 2。",
    ),
    (
        by_share,
        (W, G, 4),
        "From each is taken 0.125 times its g. 0.5 / n is 0.125." + OWN,
        "每个都减去 0.125 乘以 g。0.5 / n 是 0.125。" + EIGENE,
    ),
    (
        by_32_characters,
        (W, G, 0.5, 4.0),
        "From each is taken 0.125 times its g. rate / (examples_in_a_batch_too) is "
        "0.125." + OWN,
        "每个都减去 0.125 乘以 g。rate / (examples_in_a_batch_too) 是 0.125。" + EIGENE,
    ),
    (
        by_33_characters,
        (W, G, 0.5, 4.0),
        "From each is taken 0.125 times its g." + OWN,
        "每个都减去 0.125 乘以 g。" + EIGENE,
    ),
    (
        by_a_sum,
        (W, G),
        "From each is taken 0.5 times its sum." + OWN,
        "每个都减去 0.5 乘以 slope_sum。" + EIGENE,
    ),
    (
        by_no_word,
        (W, G),
        "From each is taken 0.5 times its slope_no." + OWN,
        "每个都减去 0.5 乘以 slope_no。" + EIGENE,
    ),
    (
        added,
        (W, G),
        "To each is added the number of change at its place.",
        "每个数都加上 change 同一位置的数。",
    ),
    (
        taken,
        (W, G),
        "From each is taken the number of change at its place.",
        "每个数都减去 change 同一位置的数。",
    ),
]


@pytest.mark.parametrize("call, given, english, chinese", SAID)
def test_what_is_taken_from_each_or_added(call, given, english, chinese):
    for spoken, expected in (("en", english), ("zh", chinese)):
        with language(spoken):
            (act,) = acts_of(call, given[0].copy(), *given[1:])
        assert act.lead == expected


@pytest.mark.parametrize(
    "spoken, name", [("en", "hidden biases change"), ("zh", "更新 hidden_biases")]
)
def test_names_of_others_networks_are_no_words_of_the_projects(spoken, name):
    with language(spoken):
        (act,) = acts_of(others_names, W.copy(), G)
    assert act.step_name == name


def gathered(change):
    total = np.zeros((2, 2))
    for _ in range(2):
        total += change
    return total


@pytest.mark.parametrize("change", [G, np.array([[0.0, 1.0], [2.0, 0.0]])])
def test_what_gathers_is_zero_only_at_first(change):
    _, first, second = acts_of(gathered, change)
    assert first.lead == "total is still zero: this is the first that is added."
    assert second.lead == "total began at zero and gathers what is found each time."
