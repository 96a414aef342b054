"""What losses are told by: ones, lines of cells, counts, shares."""

import numpy as np
import pytest

from network.trace import Value
from scenes.reading.loss_form import are_shares, counts_of, hot_cells, lines_of
from tests.losses import HOT


@pytest.mark.parametrize(
    "y, cells, classes",
    [
        (HOT, [2, 3, 7, 10, 14], 3),
        (HOT.T, [1, 7, 8, 10, 14], 3),
        (np.array([0, 0, 1]), [2], 3),
        (np.array([[0], [1]]), [1], 2),
        (np.array([1, 0, 1]), None, 0),
        (np.array([[1, 0, 1], [0, 0, 1]]), None, 0),  # some columns have one
        (np.array([[0.5, 0.5]]), None, 0),
    ],
)
def test_which_cells_are_ones(y, cells, classes):
    found, count = hot_cells(y)
    assert count == classes and (None if found is None else sorted(found)) == cells


@pytest.mark.parametrize(
    "cells, shape, lines",
    [
        ([4], (2, 3), [[3, 4, 5]]),
        ([4, 0], (2, 3), [[3, 4, 5], [0, 1, 2]]),
        ([4, 3], (2, 3), [[1, 4], [0, 3]]),  # columns, where rows have two
        ([1, 2], (3,), None),
        ([1], (3,), [[0, 1, 2]]),
        ([1], (3, 1), [[0, 1, 2]]),
        ([0], (1, 1), None),
        ([0, 0], (2, 3), None),
        ([], (2, 3), None),
        ([7, 0], (2, 2, 3), [[6, 7, 8], [0, 1, 2]]),
        ([6, 8], (2, 2, 3), None),
        ([0, 3], (2, 2, 1), None),
    ],
)
def test_in_which_lines_cells_stand(cells, shape, lines):
    found = lines_of(np.array(cells, int), shape)
    assert (None if found is None else found.tolist()) == lines


@pytest.mark.parametrize(
    "shape, counts",
    [
        ((), (1, 1)),
        ((4,), (4, 4, 1)),
        ((4, 3), (12, 4, 3, 4)),
        ((2, 4, 3), (24, 2, 4, 3, 8)),
        ((5, 0), (0, 5, 0, 5)),
    ],
)
def test_what_a_mean_may_divide_by(shape, counts):
    assert counts_of(Value.of(np.zeros(shape))) == counts


@pytest.mark.parametrize(
    "numbers, are",
    [
        ([0.0, 1.0], True),
        ([-1e-9, 1 + 1e-6], True),
        ([-1.1e-9, 0.5], False),
        ([0.5, 1 + 1.1e-6], False),
        ([np.nan], False),
    ],
)
def test_shares_may_be_rounded(numbers, are):
    assert are_shares(np.array(numbers)) is are
