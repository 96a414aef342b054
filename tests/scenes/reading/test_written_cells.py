"""What is written into zeros is one-hot, or happens to be 1."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.makers import Makers
from scenes.reading.written_cells import write


def a_literal(x):
    y = np.zeros(5)
    y[3] = 1
    return y


def rows_of_ones(x):
    y = np.zeros((2, 3))
    y[np.arange(2), np.array([2, 0])] = np.ones(2)
    return y


def computed(x):
    y = np.zeros(5)
    y[3] = x[0] + 1
    return y


def taken(x):
    y = np.zeros((2, 3))
    y[np.arange(2), np.array([2, 0])] = x[1:]
    return y


@pytest.mark.parametrize(
    ("call", "is_one_hot"),
    [(a_literal, True), (rows_of_ones, True), (computed, False), (taken, False)],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_only_a_one_that_is_meant_is_one_hot(call, is_one_hot):
    operations = [one for _, one in record(call, np.array([0.0, 1, 1])).operations()]
    makers = Makers(operations)
    (made,) = [write(one, makers) for one in operations if one.function == "setitem"]
    assert made.is_one_hot is is_one_hot
