"""Which neurons of a layer are drawn where there is no room for all."""

import numpy as np

INKED = 0.25  # of the full ink: a pixel that is not just paper
MOST_SHOWN = 10  # neurons of a layer that are all drawn
FIRST, LAST = 5, 4


def of_picture(pixels, count=9):
    """Indices of pixels to draw: the first, some with ink, the last.

    Args:
        pixels: flat array; the inked ones chosen lie as far apart, row after
            row, as there is ink.
        count: how many in all.
    """
    last = len(pixels) - 1
    inked = np.flatnonzero(pixels[1:last] > INKED) + 1
    if len(inked) < count:  # next to no ink
        inked = np.arange(1, last)
    apart = np.linspace(0, len(inked) - 1, count).astype(int)[1:-1]
    return (0, *inked[apart].tolist(), last)


def of_layer(count):
    """Indices of neurons to draw: all, or the first and the last few."""
    if count <= MOST_SHOWN:
        return tuple(range(count))
    return (*range(FIRST), *range(count - LAST, count))
