"""How windows may slide: every step and border with so many positions, no other."""

import numpy as np
import pytest

from scenes.reading.window_fit import (
    alike,
    has_windows,
    is_close,
    pool_ways,
    reach_of,
    sides,
    steps_for,
)


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


@pytest.mark.parametrize(
    "lengths, expected",
    [
        ({"H": 3, "W": 4}, (3, 4)),
        ({"W": 4}, (1, 4)),
        ({"H": 3}, (3, 1)),
        ({"C": 2}, (1, 1)),
    ],
)
def test_the_sides_of_a_window(lengths, expected):
    assert sides(lengths) == expected


def test_how_far_a_window_with_gaps_reaches():
    assert reach_of((3, 2), (1, 1)) == (3, 2)
    assert reach_of((3, 2), (2, 4)) == (5, 5)
    assert reach_of((1, 1), (5, 5)) == (1, 1)


@pytest.mark.parametrize(
    "axes, shapes, expected",
    [
        ("CHW", [(2, 3, 4), (2, 5, 6)], [(1, 2, 3, 4), (1, 2, 5, 6)]),
        ("CHW", [(2, 3, 4), (3, 5, 6)], None),
        ("NCHW", [(2, 3, 4, 4), (2, 3, 1, 1)], [(2, 3, 4, 4), (2, 3, 1, 1)]),
        ("NCHW", [(2, 3, 4, 4), (1, 3, 4, 4)], None),
        ("NCHW", [(2, 3, 4, 4), (2, 3, 4, 4), (2, 4, 4, 4)], None),
        ("HW", [(3, 4), (1, 2)], [(1, 1, 3, 4), (1, 1, 1, 2)]),
        ("C(HW)", [(2, 9), (2, 4)], [(1, 2, 3, 3), (1, 2, 2, 2)]),
        ("C(HW)", [(2, 9), (2, 5)], None),  # no square
        ("C(HW)", [(2, 5), (2, 9)], None),
    ],
)
def test_arrays_with_as_many_images_and_maps(axes, shapes, expected):
    found = alike(axes, *map(np.zeros, shapes))
    assert (found and [one.shape for one in found]) == expected


@pytest.mark.parametrize(
    "shape, counts, expected",
    [
        ((4, 4), (2, 2), [((2, 2), (2, 2)), ((3, 3), (1, 1))]),
        ((1, 4), (1, 2), [((1, 2), (1, 2)), ((1, 3), (1, 1))]),
        ((1, 1), (1, 1), []),
        ((2, 1), (1, 1), [((2, 1), (2, 1)), ((2, 1), (1, 1))]),
    ],
)
def test_windows_of_a_pool(shape, counts, expected):
    found = pool_ways(shape, counts)
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)
    for sizes, steps in found:
        assert max(sizes) > 1
        for length, count, size, step in zip(shape, counts, sizes, steps):
            assert 1 <= step <= size
            assert positions(length, size, step, 0) == count
