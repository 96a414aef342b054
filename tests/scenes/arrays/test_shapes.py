"""How arrays of any shape are laid out: by hand for a table of shapes."""

import numpy as np
import pytest

from network.trace import Value
from scenes.arrays import shapes


@pytest.mark.parametrize(
    "shape, is_column, is_rack, is_picture",
    [
        ((), False, False, False),
        ((0,), True, False, False),
        ((5,), True, False, False),
        ((5, 1), True, False, False),
        ((1, 5), True, False, False),
        ((1, 1), True, False, False),
        ((2, 2), False, False, False),
        ((5, 2), False, False, False),
        ((5, 1, 1), False, True, False),
        ((1, 5, 1), False, False, False),
        ((1, 1, 5), False, False, False),
        ((784,), True, False, True),
        ((784, 1), True, False, True),
        ((1, 784), True, False, True),
        ((28, 28), False, False, True),
        ((1, 28, 28), False, False, True),
        ((28, 28, 1), False, True, False),
        ((27, 28), False, False, False),
        ((56, 14), False, False, False),
        ((14, 56), False, False, False),
        ((2, 392), False, False, False),
        ((784, 20), False, False, False),
        ((2, 784), False, True, False),
        ((64, 784), False, True, False),
        ((65, 784), False, False, False),
        ((2, 783), False, False, False),
        ((2, 3, 4), False, True, False),
        ((64, 3, 4), False, True, False),
        ((65, 3, 4), False, False, False),
        ((1, 3, 4), False, False, False),
        ((0, 3, 4), False, False, False),
        ((1, 2, 3, 4), False, True, False),
        ((2, 1, 3, 4), False, True, False),
        ((8, 8, 3, 4), False, True, False),
        ((8, 9, 3, 4), False, False, False),
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
        ((2, 392), (1, 2, 392), (2, 392)),
        ((3, 5), (1, 3, 5), (3, 5)),
        ((2, 3, 4), (2, 3, 4), (6, 4)),
        ((2, 3, 4, 5), (6, 4, 5), (24, 5)),
        ((2, 1, 784), (2, 1, 784), (2, 784)),
        ((2, 3, 784), (2, 3, 784), (6, 784)),
        ((784, 1), (1, 784, 1), (28, 28)),
        ((783, 1), (1, 783, 1), (783, 1)),
        ((1, 784), (1, 28, 28), (28, 28)),
        ((28, 28), (1, 28, 28), (28, 28)),
        ((14, 56), (1, 14, 56), (14, 56)),
        ((5, 1), (1, 5, 1), (5, 1)),
        ((1, 5), (1, 1, 5), (1, 5)),
        ((784,), None, (28, 28)),
        ((5,), None, (1, 5)),
        ((1,), None, (1, 1)),
        ((), None, (1, 1)),
    ],
)
def test_an_array_is_laid_out_in_its_own_order(shape, sheets, grid):
    array = np.arange(np.prod(shape, dtype=int)).reshape(shape)
    as_grid = shapes.as_grid(array)
    assert as_grid.shape == grid
    assert as_grid.ravel().tolist() == array.ravel().tolist()
    if sheets is not None:
        as_sheets = shapes.as_sheets(array)
        assert as_sheets.shape == sheets
        assert as_sheets.ravel().tolist() == array.ravel().tolist()


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (2, 0, 3)])
def test_the_grid_of_nothing_is_one_cell(shape):
    assert shapes.as_grid(np.ones(shape)).tolist() == [[0.0]]


@pytest.mark.parametrize(
    "shape, note",
    [((20, 784), "20 × 784"), ((5,), "5"), ((2, 3, 4), "2 × 3 × 4"), ((), "a number")],
)
def test_a_shape_in_words(shape, note):
    assert shapes.shape_note(shape) == note


@pytest.mark.parametrize(
    "array, is_so",
    [
        (np.ones(3), True),
        (np.ones((2, 3), np.float16), True),
        (np.ones(2, int), True),
        (np.ones(1, bool), True),
        (np.ones(1, np.int8), True),
        (np.ones(1, np.uint64), True),
        (np.ones(1, complex), False),
        (np.array(["a"]), False),
        (np.array([0], "M8[s]"), False),
        (np.zeros(2, "m8[s]"), False),
        (np.ones(0), False),
        (np.ones((3, 0)), False),
        (np.float64(2), True),
    ],
)
def test_what_can_be_drawn(array, is_so):
    assert bool(shapes.is_shown(Value.of(array))) == is_so


@pytest.mark.parametrize(
    "shape, maps",
    [
        ((2, 5, 6), (2, 5, 6)),
        ((5, 6, 1), (1, 5, 6)),
        ((2, 5, 6, 1), (2, 5, 6)),
        ((2, 3, 5, 6, 1), (6, 5, 6)),
        ((2, 5, 1, 1), (10, 1, 1)),
        ((2, 1, 5, 6), (2, 5, 6)),
        ((2, 5, 6, 3), (10, 6, 3)),
        ((2, 3, 5, 1, 1), (30, 1, 1)),
        ((2, 3, 1, 6, 1), (6, 1, 6)),
        ((5, 6, 5), (5, 6, 5)),  # not shorter than both
        ((5, 8, 6), (5, 8, 6)),
        ((5, 8, 4), (4, 5, 8)),
    ],
)
def test_arrays_as_maps(shape, maps):
    array = np.arange(np.prod(shape)).reshape(shape)
    laid = shapes.as_maps(array)
    assert laid.shape == maps
    if len(shape) > 3:
        np.testing.assert_array_equal(laid.ravel(), array.ravel())


@pytest.mark.parametrize(
    "shape, without",
    [
        ((2, 3, 4, 1), (2, 3, 4)),
        ((3, 4, 1), (3, 4, 1)),  # but one map
        ((2, 3, 1, 1), (2, 3, 1, 1)),
        ((2, 3, 4, 2), (2, 3, 4, 2)),
    ],
)
def test_a_single_channel_at_the_end_of_images_is_no_axis(shape, without):
    assert shapes.without_channel(shape) == without
