"""How arrays of any shape are laid out: by hand for a table of shapes."""

import numpy as np
import pytest

from network.trace import Value
from scenes.arrays import shapes


@pytest.mark.parametrize(
    "shape, is_so",
    [
        ((), False),
        ((5,), True),
        ((0,), True),
        ((5, 1), True),
        ((1, 5), True),
        ((1, 1), True),
        ((2, 2), False),
        ((2, 3), False),
        ((5, 1, 1), False),
        ((1, 5, 1), False),
    ],
)
def test_a_column_or_row(shape, is_so):
    assert shapes.is_column(shape) == is_so


@pytest.mark.parametrize(
    "shape, is_so",
    [
        ((20, 784), True),
        ((2, 784), True),
        ((1, 784), False),
        ((64, 784), True),
        ((65, 784), False),
        ((20, 783), False),
        ((784, 20), False),
        ((784,), False),
        ((), False),
        ((2, 3, 4), True),
        ((1, 3, 4), False),
        ((64, 3, 4), True),
        ((65, 3, 4), False),
        ((8, 8, 3, 4), True),
        ((8, 9, 3, 4), False),
        ((2, 1, 3, 4), True),
        ((0, 3, 4), False),
    ],
)
def test_sheets_in_a_rack(shape, is_so):
    assert shapes.is_rack(shape) == is_so


@pytest.mark.parametrize(
    "shape, is_so",
    [
        ((784, 1), True),
        ((784,), True),
        ((1, 784), True),
        ((28, 28), True),
        ((1, 28, 28), True),
        ((28, 28, 1), False),
        ((2, 392), False),
        ((27, 28), False),
        ((56, 14), False),
        ((), False),
    ],
)
def test_a_picture(shape, is_so):
    assert shapes.is_picture(shape) == is_so


@pytest.mark.parametrize(
    "shape, sheets",
    [
        ((3, 784), (3, 28, 28)),
        ((3, 5), (1, 3, 5)),
        ((2, 3, 4), (2, 3, 4)),
        ((2, 3, 4, 5), (6, 4, 5)),
        ((2, 1, 784), (2, 1, 784)),
    ],
)
def test_sheets_keep_the_order(shape, sheets):
    array = np.arange(np.prod(shape)).reshape(shape)
    laid = shapes.as_sheets(array)
    assert laid.shape == sheets
    assert laid.ravel().tolist() == array.ravel().tolist()


@pytest.mark.parametrize(
    "shape, grid",
    [
        ((), (1, 1)),
        ((784, 1), (28, 28)),
        ((1, 784), (28, 28)),
        ((784,), (28, 28)),
        ((28, 28), (28, 28)),
        ((783, 1), (783, 1)),
        ((2, 784), (2, 784)),
        ((2, 392), (2, 392)),
        ((5,), (1, 5)),
        ((5, 1), (5, 1)),
        ((3, 4), (3, 4)),
        ((2, 3, 4), (6, 4)),
        ((2, 2, 3, 4), (12, 4)),
        ((1,), (1, 1)),
    ],
)
def test_a_grid_keeps_the_order(shape, grid):
    array = np.arange(np.prod(shape, dtype=int)).reshape(shape)
    laid = shapes.as_grid(array)
    assert laid.shape == grid
    assert laid.ravel().tolist() == array.ravel().tolist()


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
        (np.ones(1, bool), True),
        (np.ones(1, np.int8), True),
        (np.ones(1, np.uint64), True),
        (np.ones(1, complex), False),
        (np.array(["a"]), False),
        (np.array([0], "M8[s]"), False),
        (np.ones(0), False),
        (np.ones((3, 0)), False),
        (np.float64(2), True),
    ],
)
def test_what_can_be_drawn(array, is_so):
    assert bool(shapes.is_shown(Value.of(array))) == is_so
