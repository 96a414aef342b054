"""How windows may slide: every step and border with so many positions, no other."""

import numpy as np
import pytest

from scenes.reading.window_fit import has_windows, is_close, steps_for


def positions(length, size, step, pad):
    """How many windows fit, counted one by one."""
    return len(range(0, length + 2 * pad - size + 1, step))


@pytest.mark.parametrize("length", [2, 3, 5, 7, 8])
@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("padded", [True, False])
def test_all_ways_of_so_many_positions(length, size, padded):
    for count in range(2, length + 3):
        found = list(steps_for(length, size, count, padded=padded))
        expected = [
            (step, pad)
            for pad in range(size if padded else 1)
            for step in (1, 2, 3)[: max(size, 2)]
            if positions(length, size, step, pad) == count
        ]
        assert found == expected


def test_a_single_position_takes_no_steps():
    assert list(steps_for(3, 3, 1, padded=False)) == [(1, 0)]
    assert list(steps_for(4, 3, 1, padded=False)) == []  # a cell would be left over
    assert list(steps_for(2, 3, 1, padded=False)) == []


@pytest.mark.parametrize(
    "one, other, kind, expected",
    [
        ([1.0, 2.0], [1.0, 2.0 + 1e-10], float, True),
        ([1.0, 2.0], [1.0, 2.0 + 1e-5], float, False),
        ([1.0, 2.0], [1.0, 2.001], np.float32, True),
        ([1.0, 2.0], [1.0, 2.01], np.float32, False),
        # Beside large numbers, small ones have lost their last digits.
        ([1e9, 1.0], [1e9, 2.0], float, True),
        ([1e-9, 1e-14], [1e-9, 2e-14], float, False),
        ([np.nan, 1.0], [np.nan, 1.0], float, True),
        ([1.0], [1.0, 1.0], float, False),
    ],
)
def test_what_is_the_same_but_for_rounding(one, other, kind, expected):
    assert is_close(np.array(one, kind), np.array(other, kind)) is expected


@pytest.mark.parametrize(
    "array, views, found",
    [
        ((4,), [[0, 1], [1, 2], [2, 3]], True),
        ((4,), [[0, 1], [2, 3]], True),
        ((4,), [[0, 1], [1, 2]], False),  # one is not there
        ((4,), [[0, 1], [1, 3], [2, 3]], False),
        ((4,), [[0, 1, 2, 3, 4]], False),  # longer than the array
        ((4,), [[[0, 1], [2, 3]]], False),  # along more axes than it has
        ((2, 2), [[[0, 1]], [[2, 3]]], True),
        ((2, 2), [[[[0, 1, 2], [2, 3, 4]]]], False),
    ],
)
def test_windows_are_all_that_slide_over_an_array_in_order(array, views, found):
    numbers = np.arange(float(np.prod(array))).reshape(array)
    assert has_windows(numbers, np.array(views, float)) == found
