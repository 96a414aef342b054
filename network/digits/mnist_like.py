"""Bring a picture of a digit to 28 x 28 the way MNIST was made.

After Y. LeCun, C. Cortes, C.J.C. Burges, "The MNIST database of handwritten
digits": the digit is fitted into 20 x 20 pixels with its aspect ratio kept
and its edges averaged, then placed in 28 x 28 by its centre of mass.
"""

import numpy as np

from network.digits.sizes import SIDE

BOX = 20  # pixels that the longer side of the digit takes
# In the official files the centre of mass, in pixel numbers, lies within half
# a pixel of (14, 14): the placing was done by whole pixels.
CENTRE = 14


def mnist_like(ink):
    """Fit, average and centre a digit.

    Args:
        ink: (height, width) floats, 0 on the background, up to 1 in the
            strokes. At least one value is above 0.

    Returns:
        (28, 28) uint8, 0 the background, 255 the strongest ink.
    """
    digit = _fitted(_cropped(ink))
    # Ties go to the even level, also where a sum's last bits say otherwise:
    # the same ink gives the same picture however it was added up.
    levels = np.rint(np.round(255 * digit / digit.max(), 9))
    picture = np.zeros((SIDE, SIDE), dtype=np.uint8)
    top, left = (_offset(levels.sum(axis=axis)) for axis in (1, 0))
    height, width = levels.shape
    picture[top : top + height, left : left + width] = levels
    return picture


def _cropped(ink):
    """The rows and columns between the outermost ones with ink."""
    rows, columns = np.flatnonzero(ink.any(1)), np.flatnonzero(ink.any(0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _fitted(ink):
    """Average (height, width) down, or spread it up, to 20 at the longer."""
    longer = max(ink.shape)
    height, width = (max(1, round(BOX * side / longer)) for side in ink.shape)
    return _averaging(ink.shape[0], height) @ ink @ _averaging(ink.shape[1], width).T


def _averaging(source, target):
    """The (target, source) matrix that averages runs of a line of pixels.

    Target pixel i covers the source from i * source / target to
    (i + 1) * source / target; its row holds the share that each source pixel
    has of that run, so that each row sums to 1.
    """
    edges = np.linspace(0, source, target + 1)
    pixels = np.arange(source)
    overlap = np.minimum(edges[1:, None], pixels + 1) - np.maximum(
        edges[:-1, None], pixels
    )
    return np.clip(overlap, 0, None) * (target / source)


def _offset(profile):
    """Where a line of ink starts for its centre of mass to be the centre."""
    mass = profile @ np.arange(len(profile)) / profile.sum()
    start = CENTRE - int(np.floor(mass + 0.5))
    return min(max(start, 0), SIDE - len(profile))
