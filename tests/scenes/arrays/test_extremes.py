"""What stands out in an array, told by hand for a table of arrays."""

import numpy as np
import pytest

from scenes.arrays import extremes

NAN, INF = np.nan, np.inf


@pytest.mark.parametrize(
    "values, reach",
    [
        ([3.0, -7.0], 7.0),
        ([7.0, -3.0], 7.0),
        ([0.0], 0.0),
        ([], 0.0),
        ([NAN, INF], 0.0),
        ([-INF, NAN, -2.5], 2.5),
        ([True, False], 1.0),
        (np.array([-128, 5], np.int8), 128.0),
        (np.array([0, 200], np.uint8), 200.0),
        ([[0.5], [-1.5]], 1.5),
    ],
)
def test_how_far_values_reach(values, reach):
    found = extremes.reach(np.asarray(values))
    assert found == reach and isinstance(found, float)


@pytest.mark.parametrize(
    "values, row",
    [
        ([[1.0, 2.0], [-3.0, 0.0], [2.0, 2.0]], 1),
        ([[5.0], [5.0]], 0),
        ([[1.0, -9.0], [8.0, 8.0]], 0),
        ([[NAN, 1.0], [INF, 2.0]], 1),
        ([[-INF, 1.0], [0.0, 0.5]], 0),
        ([[0.5], [INF]], 0),
        ([[0.5], [-INF]], 0),
        ([[NAN], [NAN]], 0),
        ([[[1, 2], [3, 4]], [[0, 0], [0, -5]]], 1),
    ],
)
def test_the_row_of_the_largest(values, row):
    found = extremes.largest_row(np.array(values))
    assert found == row and type(found) is int


@pytest.mark.parametrize(
    "values, place",
    [
        ([1.0, -2.0, 1.5], 1),
        ([2.0, -2.0], 0),
        ([NAN, 0.5], 1),
        ([1.0, NAN, -INF], 2),
        ([NAN, 0.5, INF], 2),
        ([INF, -INF], 0),
        ([NAN, NAN], 0),
        (np.array([100, -128], np.int8), 1),
        (np.array([0, 200], np.uint8), 1),
        ([[0, 1], [-3, 2]], 2),
    ],
)
def test_the_value_furthest_from_zero(values, place):
    assert extremes.furthest(np.asarray(values)) == place


@pytest.mark.parametrize(
    "old, new, change",
    [
        (1.0, 1.5, 0.5),
        (2.0, -1.0, -3.0),
        (INF, INF, 0.0),
        (-INF, INF, INF),
        (INF, 1.0, -INF),
        (1.0, INF, INF),
        (NAN, NAN, 0.0),
        (NAN, 1.0, NAN),
        (1.0, NAN, NAN),
        (INF, -INF, -INF),
        (0.0, -0.0, 0.0),
    ],
)
def test_what_a_value_has_changed_by(old, new, change):
    np.testing.assert_array_equal(
        extremes.change_of(np.array([old]), np.array([new])), [change]
    )


@pytest.mark.parametrize(
    "old, new, change",
    [
        (np.array([250, 3], np.uint8), np.array([3, 250], np.uint8), [-247.0, 247.0]),
        (np.array([True]), np.array([False]), [-1.0]),
    ],
)
def test_changes_do_not_wrap_around(old, new, change):
    assert extremes.change_of(old, new).tolist() == change


@pytest.mark.parametrize(
    "values, is_so",
    [
        ([0, 1, 0], True),
        ([1, 0], True),
        ([0.0, 1.0], True),
        ([1], False),
        ([], False),
        ([0, 0], False),
        ([1, 1], False),
        ([1, 1, 0], False),
        ([0, 1, 2], False),
        ([0.5, 1, 0], False),
        ([NAN, 1], False),
        ([[0], [1]], True),
        ([True, False], True),
        ([0, 0, 1, 0.5], False),
        ([1, -1, 0], False),
        ([2, 0], False),
    ],
)
def test_one_at_one_place_and_zero_elsewhere(values, is_so):
    assert bool(extremes.is_one_hot(np.array(values))) == is_so
    assert bool(extremes.is_one_hot(np.array([values]).T)) == is_so


@pytest.mark.parametrize(
    "change, values, is_so",
    [
        ([0.04, 0.0], [1.0, 0.5], True),
        ([-0.04], [-1.0], True),
        ([0.05], [1.0], False),
        ([0.06], [1.0], False),
        ([0.0], [1.0], False),
        ([], [], False),
        ([INF], [1.0], False),
        ([NAN], [1.0], False),
        ([0.5, -0.01], [1.0, 2.0], False),
        ([0.04], [1.0, INF], True),
        ([0.04, 0.0], [INF, 0.5], False),
        (np.array([1, 0], np.uint8), np.array([250, 9], np.uint8), True),
    ],
)
def test_small_changes(change, values, is_so):
    assert extremes.is_small(np.array(change), np.array(values)) is is_so


@pytest.mark.parametrize(
    "values, hidden",
    [
        ([[0.5, -1e10], [2.0, -3.0]], -1e10),
        ([[0.5, -1e9 + 3], [2.0, -1e9 - 2]], -1e9 + 3),  # added to scores
        ([0.5, -1e4, -1e4], -1e4),
        ([[0.5, -1e4]], None),  # one alone may be a number like others
        ([0.5, -1e10], -1e10),
        ([-3.4e38, 1.0], -3.4e38),
        ([[0.0, -INF], [0.0, 0.0]], -INF),
        ([[0.0, -INF], [1.0, -INF]], -INF),  # what fills a sequence up
        ([[0.0, 0.0], [0.0, -INF]], None),
        ([[-INF, 0.0], [0.0, 0.0]], None),
        ([[-INF, 0.0], [-INF, 1.0]], -INF),  # what fills it up before it begins
        ([0.0, -INF], None),  # a logarithm of zero
        ([[0.0] * 20, [-INF] + [0.0] * 19], None),  # too few for a mask
        ([[0.0, -INF], [NAN, 0.0]], None),
        ([[0.0, -INF], [INF, 0.0]], None),
        ([[-INF, -INF], [-INF, -INF]], None),
        ([-1e10, -2e10, 0.5], None),  # not of one size
        ([-1e6, -1e6, 1e5], None),  # not far from the others
        ([-1e10, -1e10], None),
        ([1e10, 0.5], None),
        ([0.5, -1e8], -1e8),  # the nearest that hides alone
        ([-1e6, -1e6, 1e3], -1e6),  # a thousand times as far as the others
        ([-1e6, -1.005e6, 1003.0], None),  # the nearer of the two is not
        ([-1e6, -0.99e6, 0.5], -0.99e6),  # a hundredth apart
        ([-1e6, -0.98e6, 0.5], None),
        ([[0.5, -1e10], [-INF, 1.0]], None),  # two kinds hide
        ([[0.0, 0.0, -INF]], None),  # one row says nothing about the others
        ([[0.0] * 9 + [-INF]] * 2, -INF),  # a tenth of the cells
        ([[0.0] * 10 + [-INF]] * 2, None),
        ([[[0.0, -INF], [0.0, 0.0]]], -INF),  # a batch of one
        ([[[0.0, -INF, -INF], [0.0, 0.0, -INF], [0.0, 0.0, 0.0]]] * 2, -INF),
        ([[0.0, -INF, -INF], [0.0, -INF, -INF], [0.0, 0.0, 0.0]], -INF),
        ([[0.0, -INF, 0.0], [0.0, 0.0, 0.0]], None),  # not all that is right of it
        ([[0.0, 0.0, -INF], [0.0, -INF, -INF], [0.0, 0.0, 0.0]], None),
        ([[0.0, -INF, -INF], [0.0, 0.0, 0.0], [0.0, 0.0, -INF]], None),  # comes back
        ([], None),
        ([True, False], None),
        (np.array([-(10**9), -(10**9), 1]), None),  # whole numbers are no scores
    ],
)
def test_what_a_mask_hides(values, hidden):
    assert extremes.hidden_below(np.asarray(values)) == hidden
