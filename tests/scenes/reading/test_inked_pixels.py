"""Of the pixels with ink, as many as are drawn, far apart."""

import numpy as np
import pytest

from scenes.reading import shown_neurons


def inked(*indices, ink=1.0):
    pixels = np.zeros(784)
    pixels[list(indices)] = ink
    return pixels


SPREAD = (0, 98, 196, 293, 391, 489, 586, 684, 783)  # where there is no ink


@pytest.mark.parametrize(
    "pixels, shown",
    [
        (inked(*range(100, 109)), (0, *range(101, 108), 783)),
        (inked(*range(100, 108)), SPREAD),
        (inked(*range(100, 109), ink=0.25), SPREAD),
        # The first and the last are drawn anyhow.
        (inked(0, *range(100, 108)), SPREAD),
        (inked(783, *range(100, 108)), SPREAD),
        (inked(1, *range(100, 107), 782), (0, *range(100, 107), 783)),
    ],
)
def test_inked_pixels_that_are_drawn(pixels, shown):
    assert shown_neurons.of_picture(pixels) == shown


def test_how_many_pixels_are_drawn_can_be_said():
    assert shown_neurons.of_picture(inked(*range(100, 105)), 5) == (
        0,
        101,
        102,
        103,
        783,
    )
