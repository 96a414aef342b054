"""Which pixels and neurons of a layer are drawn."""

import numpy as np
import pytest

from network.digits import digit_images as digits
from scenes.reading import shown_neurons


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
