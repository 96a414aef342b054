"""Rows that are shuffled in place, and what only writes into them."""

import random

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.shuffles import shuffle

X = np.arange(12.0).reshape(4, 3)
HOLED = np.where(X == 4, np.nan, X)


def of_numpy(x):
    np.random.default_rng(3).shuffle(x)


def with_a_line_after_it(x):
    np.random.default_rng(3).shuffle(x)
    x[:] = 0  # noqa: E702


def of_python(x):
    """It swaps views of rows, so that some are lost."""
    random.Random(1).shuffle(x)


def sorted_in_place(x):
    x[:] = np.sort(x, axis=0)


def by_an_order(x):
    x[:] = x[np.array([2, 0, 3, 1])]


def found_in(function, x):
    operations = [one for _, one in record(function, x.copy()).operations()]
    return shuffle(operations) if operations else None


@pytest.mark.parametrize(
    "x", [X, X[:, 0], X.astype(int), X > 3, HOLED, HOLED[:, 1], X.reshape(4, 3, 1)]
)
@pytest.mark.parametrize("function", [of_numpy, with_a_line_after_it])
def test_rows_that_are_shuffled(function, x):
    one = found_in(function, x)
    assert one.is_shuffle and one.before.name == "x"
    np.testing.assert_array_equal(one.before.array, x)
    expected = x.copy()
    of_numpy(expected)
    np.testing.assert_array_equal(one.after.array, expected)


@pytest.mark.parametrize(
    "function, x",
    [
        (of_numpy, X[:1]),  # nothing is to be done
        (of_numpy, X[:0]),
        (of_numpy, X + 0j),
        (of_python, X),
        (sorted_in_place, X),
        (by_an_order, X),
    ],
)
def test_what_is_none(function, x):
    assert found_in(function, x) is None
