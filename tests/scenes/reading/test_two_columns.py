"""Which rows of two combined columns tell most, and how far results shrink."""

import numpy as np
import pytest

from scenes.arrays.extremes import is_one_hot
from scenes.reading.two_columns import comparable, room_to_grow, telling_rows

COMPUTED = {"−": np.subtract, "×": np.multiply, "+": np.add, "÷": np.divide}


def told(sign, left, right, *, is_slope=False):
    left, right = np.array(left, float), np.array(right, float)
    rows = telling_rows(
        sign,
        left,
        right,
        COMPUTED[sign](left, right),
        is_wanted=is_one_hot(right),
        is_slope=is_slope,
    )
    return list(rows.items())


@pytest.mark.parametrize(
    "left, right, rows",
    [
        ([0.25, 0.75, 0.5], [0, 1, 0], [(1, "wanted"), (2, "other")]),
        ([0.25, 1.25, 0.5], [0, 1, 0], [(1, "wanted less"), (2, "other")]),
        ([0.25, 0.75, -0.5], [0, 1, 0], [(1, "wanted"), (2, "other more")]),
        ([-0.5, 0.25, 1.5], [0, 0, 1], [(2, "wanted less"), (0, "other more")]),
        # The right answer tells most even where it is the least wrong.
        ([0.5, 0.99, 0.25], [0, 1, 0], [(1, "wanted"), (0, "other")]),
        ([0.5, 0.25], [1, 0], [(0, "wanted"), (1, "other")]),
        # Neither one answer nor an error in each row: the largest of all.
        ([0.25, 1.0, 0.5], [0, 1, 0], [(2, "largest")]),
        ([0.0, 0.75, 0.5], [0, 1, 0], [(2, "largest")]),
        ([0.25, 0.75, 0.5], [0, 1, 1], [(2, "largest")]),
        ([0.25, 0.75, 0.5], [0, 2, 0], [(1, "largest")]),
        ([0.25, 0.75, 0.5], [0, 0, 0], [(1, "largest")]),
        ([0.25, np.nan, 0.5], [0, 1, 0], [(2, "largest")]),  # no number is too low
    ],
)
def test_the_telling_rows_of_a_difference(left, right, rows):
    assert told("−", left, right) == rows


@pytest.mark.parametrize("sign", ["×", "+", "÷"])
def test_only_a_difference_has_a_right_answer(sign):
    right = [1.0, 0.0] if sign != "÷" else [1.0, 1.0]
    assert [why for _, why in told(sign, [0.5, 0.25], right)] == ["largest"]


@pytest.mark.parametrize(
    "left, right, rows",
    [
        ([0.5, -2, 1], [0.25, 0.25, 0.0078125], [(1, "largest"), (2, "flat")]),
        ([0.5, -2, 1], [0.25, 0.25, 0.015625], [(1, "largest")]),
        ([0.5, -2, -1], [0.25, 0.25, -0.0078125], [(1, "largest"), (2, "flat")]),
        ([0.5, -2, 0], [0.25, 0.25, 0.0], [(1, "largest")]),  # nothing came
        ([0.5, -2, 1], [0.25, np.inf, 0.0], [(0, "largest")]),
        ([100.0, 0, 0], [0.001, 1, 1], [(0, "largest")]),  # one sentence a row
    ],
)
def test_the_flat_row_of_a_slope(left, right, rows):
    assert told("×", left, right, is_slope=True) == rows


def test_a_column_that_is_not_the_answer_is_just_taken_away():
    left, right = np.array([0.25, 0.75, 0.5]), np.array([0.0, 1.0, 0.0])
    rows = telling_rows("−", left, right, left - right, is_wanted=False, is_slope=False)
    assert rows == {2: "largest"}


def test_only_a_slope_has_a_flat_row():
    rows = told("×", [0.5, -2, 1], [0.25, 0.25, 0.0])
    assert rows == [(1, "largest")]


@pytest.mark.parametrize(
    "sign, left, right, count",
    [
        ("+", [1.0, 2.0], [9.0, 9.0], 3),
        ("−", [1.0, 2.0], [9.0, 9.0], 3),
        ("×", [1.0, 2.0], [1.0, -1.0], 2),
        ("×", [1.0, 2.0], [0.5, -0.5], 2),
        ("×", [1.0, 2.0], [0.5, 1.5], 1),
        ("×", [1.0, 2.0], [0.5, -1.5], 1),
        ("÷", [1.0, 2.0], [0.5, 0.5], 1),
        ("+", [1.0, np.inf], [9.0, 9.0], 1),
        ("−", [1.0, 2.0], [9.0, np.nan], 1),
        ("×", [np.nan, 2.0], [0.5, 0.5], 1),
    ],
)
def test_how_many_columns_can_be_compared(sign, left, right, count):
    left, right = np.array(left), np.array(right)
    assert comparable(sign, left, right, COMPUTED[sign](left, right)) == count


def test_a_result_that_is_too_large_cannot_be_compared():
    large = np.array([1e308, 1.0])
    assert comparable("+", large, large, np.array([np.inf, 2.0])) == 1


@pytest.mark.parametrize(
    "before, after, times",
    [
        ([1.0, -1.0], [0.25, -0.25], 4.0),
        ([1.0, -1.0], [0.25, -0.5], 2.0),  # the side with less room
        ([1.0, -1.0], [0.5, -0.25], 2.0),
        ([1.0, -1.0], [0.75, -0.25], None),
        ([1.0, 0.5], [0.25, 0.125], 4.0),
        ([-1.0, -0.5], [-0.25, -0.125], 4.0),
        ([1.0, 0.5], [0.25, -0.25], None),  # no room below zero
        ([0.5, 2.0], [0.125, 0.75], 2.0),  # 2.67: a whole number
        ([1.0, 0.0], [1 / 128, 0.0], 120.0),  # 128: two digits
        ([99.5, 0.0], [1.0, 0.0], 99.0),
        ([1.0, 0.0], [1 / 4096, 0.0], 4000.0),  # 4096: two digits
        ([1.0, 0.0], [0.0, 0.0], None),
        ([0.0, 0.0], [0.0, 0.0], None),
    ],
)
def test_the_room_to_grow(before, after, times):
    assert room_to_grow(np.array(before), np.array(after)) == times
