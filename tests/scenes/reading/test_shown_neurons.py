"""Which pixels and neurons of a layer are drawn."""

import numpy as np
import pytest

from network.digits import digit_images as digits
from network.trace import Value
from scenes.reading import shown_neurons
from scenes.reading.neuron_cells import Cells


@pytest.mark.parametrize(
    "pixels",
    [
        digits.drawn_digit("7").ravel(),
        digits.drawn_digit("1").ravel(),
        np.zeros(784),
        np.ones(784),
        np.eye(28).ravel(),
    ],
)
def test_pixels_that_are_drawn(pixels):
    shown = shown_neurons.of_picture(pixels)
    assert (shown[0], shown[-1], len(shown)) == (0, 783, 9)
    assert sorted(set(shown)) == list(shown)
    if (pixels > 0.25).sum() > 40:
        assert (pixels[list(shown[1:-1])] > 0.25).all()


@pytest.mark.parametrize(
    "count, shown",
    [
        (1, (0,)),
        (10, tuple(range(10))),
        (11, (0, 1, 2, 3, 4, 7, 8, 9, 10)),
        (30, (0, 1, 2, 3, 4, 26, 27, 28, 29)),
    ],
)
def test_neurons_that_are_drawn(count, shown):
    assert shown_neurons.of_layer(count) == shown


@pytest.mark.parametrize(
    "shape, cell, place",
    [
        ((5,), 3, "3"),
        ((5, 1), 3, "3"),
        ((1, 5), 3, "0, 3"),
        ((2, 3), 4, "1, 1"),
        ((2, 3, 1), 4, "1, 1"),
        ((4, 1, 1), 2, "2"),
        ((1, 1, 1), 0, "0"),
        ((2, 1, 3), 4, "1, 0, 1"),
    ],
)
def test_where_a_cell_stands_in_the_code(shape, cell, place):
    assert Cells(Value.of(np.zeros(shape)), np.ravel).place(cell) == place


@pytest.mark.parametrize(
    "one, other, same",
    [
        ([1.0, 2.0], [1.0, 2.0], True),
        ([1.0, 2.0], [1.0, 2.00001], True),
        ([1.0, 2.0], [1.0, 2.001], False),
        ([1.0, 2.0], [2.0, 1.0], False),
        ([1.0, 1.0], [1.0], False),
        ([np.nan, 1.0], [np.nan, 1.0], True),
        ([1, 2], [1.0, 2.0], True),
    ],
)
def test_the_same_numbers_in_the_same_order(one, other, same):
    one, other = (Cells(Value.of(np.array(each)), np.ravel) for each in (one, other))
    assert one.holds(other) is same
