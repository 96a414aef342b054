"""What a loop's variable was in each pass: told by what the code picks with it."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.loops import loops
from scenes.reading.value_roles import roles_of

ORDER = [3, 1, 2]  # nothing of it is written in the code
X = np.arange(1.0, 21).reshape(4, 5)


def a_row(x, order):
    for i in order:
        y = x[i] * 2
    return y


def a_cell(x, order):
    for i in order:
        y = x[i, 1] * 2
    return y


def a_column(x, order):
    for i in order:
        y = x[:, i] * 2
    return y


def from_there_on(x, order):
    for i in order:
        y = x[i:] * 2
    return y


def a_window(x, order):
    for i in order:
        y = x[1:3, i : i + 2] * 2
    return y


def of_a_list(x, order):
    rows = list(x)
    for i in order:
        y = rows[i] * 2
    return y


def written_there(x, order):
    y = np.zeros(4)
    for i in order:
        y[i] = x[0, 0]
    return y


def one_further(x, order):
    for i in order:
        y = x[i - 1] * 2
    return y


def up_to_there(x, order):
    for i in order:
        y = x[:i] * 2
    return y


def of_another_name(x, order):
    for i in order:
        n = i
        y = x[n] * 2
    return y


def loop_of(function, *given):
    (loop,) = roles_of(record(function, *given)).read(loops).loops
    return loop


@pytest.mark.parametrize(
    "function", [a_row, a_cell, a_column, from_there_on, a_window, of_a_list]
)
def test_it_is_known_from_what_is_picked(function):
    assert loop_of(function, X.copy(), list(ORDER)).values == ("3", "1", "2")


def test_it_is_known_from_where_is_written():
    assert loop_of(written_there, X.copy(), list(ORDER)).values == ("3", "1", "2")


@pytest.mark.parametrize("function", [one_further, up_to_there, of_another_name])
def test_it_is_not_guessed(function):
    assert loop_of(function, X.copy(), list(ORDER)).values == ()


def counted(x):
    for t in range(5, len(x) + 5):
        y = x * t
    return y


def counted_back(x):
    for t in range(3, -1, -1):
        y = x[t] * 2
    return y


def counted_but_picked_otherwise(x):
    for t in range(4):
        t = 3 - t
        y = x[t] * 2
    return y


@pytest.mark.parametrize(
    "function, values",
    [
        (counted, ("5", "6", "7", "8")),
        (counted_back, ("3", "2", "1", "0")),
        # What is picked counts, not what stands in the header.
        (counted_but_picked_otherwise, ("3", "2", "1", "0")),
    ],
)
def test_a_range_is_counted(function, values):
    assert loop_of(function, X.copy()).values == values


def late(x, order, count):
    y = x[0]
    for i in order:
        for _ in range(count):
            y = y + 1
        y = x[i] * y
    return y


@pytest.mark.parametrize("count, values", [(59, ("3", "1", "2")), (60, ())])
def test_a_long_pass_is_not_looked_through_to_its_end(count, values):
    found = roles_of(record(late, X.copy(), list(ORDER), count)).read(loops)
    (loop,) = [one for one in found.loops if len(one.passes) == 3]
    assert loop.values == values
