"""Arrays are folded so that each cell stands once, in a place that fits."""

import numpy as np
import pytest

from scenes.arrays.folding import folded_place, folding


@pytest.mark.parametrize(
    "shape, folded",
    [
        ((4, 5), (4, 5)),
        ((1000, 3), (1000, 3)),
        ((6,), (6, 1)),
        ((6, 1), (6, 1)),
        ((1, 6), (1, 6)),
        ((100,), (10, 10)),
        ((30,), (30, 1)),  # as long as a line may be
        ((32,), (4, 8)),
        ((31,), (1, 31)),  # a prime has no other rows
        ((784,), (28, 28)),
        ((784, 1), (28, 28)),
        ((1, 784), (28, 28)),
        ((6, 784), (2 * 28, 3 * 28)),
        ((8, 3, 5, 5), (24, 25)),
        ((2, 2, 2), (2, 4)),
        ((1,), (1, 1)),
        ((), (1, 1)),
    ],
)
def test_how_shapes_are_folded(shape, folded):
    array = np.arange(int(np.prod(shape))).reshape(shape)
    laid = folding(shape)(array)
    assert laid.shape == folded
    assert sorted(laid.ravel().tolist()) == list(range(array.size))
    for flat in {0, array.size // 2, array.size - 1}:
        assert laid[folded_place(shape, flat)] == flat


def test_pictures_become_a_mosaic():
    sheets = np.zeros((6, 784))
    sheets[4] = 1
    laid = folding(sheets.shape)(sheets)
    assert laid[28:, 28:56].all() and laid.sum() == 784
