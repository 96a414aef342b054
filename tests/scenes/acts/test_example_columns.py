"""Columns of numbers of two examples: which are shown, and what they are called."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.example_columns import called_in, column_bars, round_of
from scenes.reading.neuron_cells import Cells
from scenes.reading.training_rounds import training_rounds
from scenes.reading.value_roles import roles_of
from scenes.stage.values import Values
from tests.training_networks import trained

X, W, V = np.arange(6.0).reshape(2, 3), np.full((3, 4), 0.7), np.ones((4, 2))


def named(x, w, v):
    h = np.maximum(x @ w, 0)
    return h @ v


def layer(x, w):
    return np.maximum(x @ w, 0)


def of_a_call(x, w, v):
    h = layer(x, w)
    return h @ v


def with_the_sums(x, w):
    sums = x @ w
    return [sums, np.maximum(sums, 0)]


def of_a_list(x, w, v):
    both = with_the_sums(x, w)
    return both[1] @ v


def of_a_pair(x, w, v):
    sums, h = with_the_sums(x, w)
    return h @ v


def of_no_name(x, w, v):
    return np.maximum(x @ w, 0) @ v


def of_a_long_line(x, w, v):
    return np.maximum(np.maximum(x @ w, 0) + 0.125, 0.25) @ v


@pytest.mark.parametrize(
    "call, name",
    [
        (named, "h"),
        (of_a_call, "h"),
        (of_a_pair, "h"),
        (of_a_list, "both[1]"),
        (of_no_name, "np.maximum(x @ w, 0)"),
        (of_a_long_line, "np.maximum(np.maximum(x @ w,…"),
    ],
)
def test_numbers_are_called_as_the_code_calls_them(call, name):
    roles = roles_of(record(call, X, W, V))
    value = roles.operations[-1].operands[0]
    assert called_in(roles, Cells(value, lambda array: array[0])) == name


@pytest.mark.parametrize(
    "call, name",
    [(of_a_call, "h"), (of_a_pair, "h"), (of_a_list, "both[1]"), (of_no_name, "")],
)
def test_what_a_function_made_is_called_as_its_caller_does(call, name):
    roles = roles_of(record(call, X, np.arange(12.0).reshape(3, 4) % 5 - 2, V))
    (made,) = (one for one in roles.operations if one.function == "maximum")
    assert called_in(roles, Cells(made.result, lambda array: array[0])) == name


def test_a_step_of_a_round_is_of_that_round():
    roles = roles_of(trained("adam")[0])
    first, second, *_, last = roles.read(training_rounds).loop.passes
    steps = first.first, first.last, second.first, last.last
    told = [round_of(roles, step) for step in steps]
    assert told == ["t = 1", "t = 1", "t = 2", "t = 12"]
    assert round_of(roles, first.first - 1) == round_of(roles, last.last + 1) == ""


def test_where_nothing_is_trained_there_is_no_round():
    assert round_of(roles_of(record(named, X, W, V)), 0) == ""


def test_few_numbers_are_all_shown():
    one, other = Values(np.array([1.0, 2.0, 3.0])), Values(np.array([1.5, 5.0, 3.0]))
    bars, apart = column_bars([one, other])
    assert apart == (1, "2.000", "5.000")
    assert (bars["labels"], bars["focus"]) == (("0", "1", "2"), 1)
    assert bars["shown_of"] == ""
    for shown, whole in zip(bars["columns"], (one, other), strict=True):
        np.testing.assert_array_equal(shown.array, whole.array)


def test_of_many_numbers_those_that_differ_most_are_shown():
    one = np.arange(30.0)
    bars, apart = column_bars([Values(one), Values(one[::-1] * 2)])
    assert apart == (0, "0.000", "58.000")
    assert len(bars["labels"]) == 20 and bars["labels"][bars["focus"]] == "0"
    places = list(map(int, bars["labels"]))
    differences = np.abs(one[::-1] * 2 - one)
    left = np.delete(differences, places)
    assert differences[places].min() >= left.max() and places == sorted(places)
    np.testing.assert_array_equal(bars["columns"][0].array, one[places])
