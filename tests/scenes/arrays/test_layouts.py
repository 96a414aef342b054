"""How arrays are laid out, and what stands out in them."""

import numpy as np
import pytest

from network.trace import Value
from scenes.arrays import extremes, shapes


@pytest.mark.parametrize(
    "shape, is_column, is_rack, is_picture",
    [
        ((), False, False, False),
        ((5,), True, False, False),
        ((5, 1), True, False, False),
        ((1, 5), True, False, False),
        ((5, 2), False, False, False),
        ((1, 1), True, False, False),
        ((1, 1, 5), False, False, False),
        ((784,), True, False, True),
        ((784, 1), True, False, True),
        ((1, 784), True, False, True),
        ((28, 28), False, False, True),
        ((1, 28, 28), False, False, True),
        ((28, 28, 1), False, True, False),
        ((14, 56), False, False, False),
        ((2, 784), False, True, False),
        ((64, 784), False, True, False),
        ((65, 784), False, False, False),
        ((2, 783), False, False, False),
        ((2, 3, 4), False, True, False),
        ((64, 3, 4), False, True, False),
        ((65, 3, 4), False, False, False),
        ((1, 3, 4), False, False, False),
        ((1, 2, 3, 4), False, True, False),
        ((8, 8, 3, 4), False, True, False),
        ((9, 8, 3, 4), False, False, False),
    ],
)
def test_what_a_shape_is(shape, is_column, is_rack, is_picture):
    assert shapes.is_column(shape) == is_column
    assert shapes.is_rack(shape) == is_rack
    assert shapes.is_picture(shape) == is_picture


@pytest.mark.parametrize(
    "shape, sheets, grid",
    [
        ((3, 784), (3, 28, 28), (3, 784)),
        ((3, 5), (1, 3, 5), (3, 5)),
        ((2, 3, 4), (2, 3, 4), (6, 4)),
        ((2, 3, 4, 5), (6, 4, 5), (24, 5)),
        ((2, 3, 784), (2, 3, 784), (6, 784)),
        ((784, 1), (1, 784, 1), (28, 28)),
        ((1, 784), (1, 28, 28), (28, 28)),
        ((28, 28), (1, 28, 28), (28, 28)),
        ((14, 56), (1, 14, 56), (14, 56)),
        ((5, 1), (1, 5, 1), (5, 1)),
        ((1, 5), (1, 1, 5), (1, 5)),
        ((784,), None, (28, 28)),
        ((5,), None, (1, 5)),
        ((), None, (1, 1)),
    ],
)
def test_how_an_array_is_laid_out(shape, sheets, grid):
    array = np.arange(float(np.prod(shape))).reshape(shape)
    as_grid = shapes.as_grid(array)
    assert as_grid.shape == grid
    np.testing.assert_array_equal(as_grid.ravel(), array.ravel())
    if sheets is not None:
        as_sheets = shapes.as_sheets(array)
        assert as_sheets.shape == sheets
        np.testing.assert_array_equal(as_sheets.ravel(), array.ravel())


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (0, 2, 2)])
def test_nothing_is_laid_out_as_a_zero(shape):
    np.testing.assert_array_equal(shapes.as_grid(np.ones(shape)), [[0.0]])


@pytest.mark.parametrize(
    "shape, note", [((20, 784), "20 × 784"), ((5,), "5"), ((), "a number")]
)
def test_a_shape_in_words(shape, note):
    assert shapes.shape_note(shape) == note


@pytest.mark.parametrize(
    "array, is_shown",
    [
        (np.ones(1), True),
        (np.array(2.0), True),
        (np.ones((2, 2), bool), True),
        (np.ones(2, int), True),
        (np.ones(2, np.uint8), True),
        (np.ones(2, complex), False),
        (np.array(["ink"]), False),
        (np.zeros(2, "m8[s]"), False),
        (np.ones((0, 3)), False),
        (np.ones((3, 0)), False),
    ],
)
def test_what_can_be_drawn(array, is_shown):
    assert shapes.is_shown(Value.of(array)) == is_shown


NAN, INF = np.nan, np.inf


@pytest.mark.parametrize(
    "values, reach, furthest",
    [
        ([1, -3, 2], 3.0, 1),
        ([-1, 3, 2], 3.0, 1),
        ([2, -2], 2.0, 0),
        ([NAN, 0.5, INF], 0.5, 2),
        ([NAN, -0.5], 0.5, 1),
        ([-INF, INF], 0.0, 0),
        ([0.0, 0.0], 0.0, 0),
        ([NAN, 0.0], 0.0, 0),
    ],
)
def test_how_far_values_reach(values, reach, furthest):
    assert extremes.reach(np.array(values)) == reach
    assert extremes.furthest(np.array([values])) == furthest


@pytest.mark.parametrize(
    "values, dtype, reach", [([-128, 5], np.int8, 128.0), ([0, 200], np.uint8, 200.0)]
)
def test_how_far_small_types_reach(values, dtype, reach):
    found = extremes.reach(np.array(values, dtype))
    assert found == reach and isinstance(found, float)
    assert extremes.furthest(np.array(values, dtype)) == int(np.argmax(np.abs(values)))


def test_nothing_reaches_nowhere():
    assert extremes.reach(np.array([])) == 0.0
    assert extremes.reach(np.array([NAN, INF])) == 0.0


@pytest.mark.parametrize(
    "values, row",
    [
        ([[1, 2], [-5, 0], [3, 3]], 1),
        ([[3, 3], [1, 4], [4, 4]], 1),
        ([[0, 0], [NAN, 1], [INF, 0]], 1),
        ([[0], [0]], 0),
        ([1, -7, 3], 1),
        ([[[1, 2], [3, 4]], [[0, 0], [0, -9]]], 1),
    ],
)
def test_the_row_of_the_largest(values, row):
    found = extremes.largest_row(np.array(values, float))
    assert found == row and type(found) is int


@pytest.mark.parametrize(
    "old, new, change",
    [
        (1.0, 3.5, 2.5),
        (3.5, 1.0, -2.5),
        (2.0, 2.0, 0.0),
        (INF, INF, 0.0),
        (NAN, NAN, 0.0),
        (-INF, INF, INF),
        (0.0, NAN, NAN),
        (NAN, 0.0, NAN),
        (INF, 0.0, -INF),
    ],
)
def test_what_has_changed(old, new, change):
    found = extremes.change_of(np.array([old, 1.0]), np.array([new, 2.0]))
    np.testing.assert_array_equal(found, [change, 1.0])


def test_changes_of_small_types_do_not_wrap_around():
    found = extremes.change_of(np.array([200, 0], np.uint8), np.array([0, 200], "u1"))
    np.testing.assert_array_equal(found, [-200.0, 200.0])


@pytest.mark.parametrize(
    "values, is_so",
    [
        ([0, 1, 0], True),
        ([1, 0], True),
        ([0, 1.0, 0], True),
        ([1], False),
        ([0, 0], False),
        ([1, 1, 0], False),
        ([1, 0.5, 0], False),
        ([1, -1, 0], False),
        ([2, 0], False),
    ],
)
def test_one_and_nothing_else(values, is_so):
    assert extremes.is_one_hot(np.array(values)) == is_so
    assert extremes.is_one_hot(np.array([values]).T) == is_so


@pytest.mark.parametrize(
    "change, values, is_so",
    [
        ([0.049, 0.0], [1.0, -0.5], True),
        ([-0.049, 0.0], [0.5, -1.0], True),
        ([0.05, 0.0], [1.0, 0.5], False),
        ([0.051, 0.0], [1.0, 0.5], False),
        ([0.0, 0.0], [1.0, 0.5], False),
        ([INF, 0.0], [1.0, 0.5], False),
        ([0.04, 0.0], [INF, 1.0], True),
        ([0.04, 0.0], [INF, 0.5], False),
    ],
)
def test_a_small_change(change, values, is_so):
    assert extremes.is_small(np.array(change), np.array(values)) is is_so


def test_no_change_of_nothing_is_small():
    assert extremes.is_small(np.array([]), np.array([])) is False
