"""What windows that slide compute, beside plain loops."""

import numpy as np
import pytest

from scenes.reading.window_sums import (
    convolved,
    each_channel_convolved,
    kernels_blamed,
    spread,
)

PICTURES = np.random.default_rng(3).normal(size=(2, 3, 7, 10))
KERNELS = np.random.default_rng(4).normal(size=(2, 3, 3, 2))
STEP, PAD = (2, 3), (1, 2)


def padded():
    return np.pad(PICTURES, ((0, 0), (0, 0), (1, 1), (2, 2)))


@pytest.mark.parametrize("gaps", [(1, 1), (2, 3)])
def test_each_window_times_each_kernel(gaps):
    framed = padded()
    high = (framed.shape[2] - 2 * gaps[0] - 1) // 2 + 1
    wide = (framed.shape[3] - gaps[1] - 1) // 3 + 1
    expected = np.zeros((2, 2, high, wide))
    alone = np.zeros((2, 3, high, wide))
    for n, f, c, h, w, i, j in np.ndindex(2, 2, 3, high, wide, 3, 2):
        cell = framed[n, c, 2 * h + i * gaps[0], 3 * w + j * gaps[1]]
        expected[n, f, h, w] += cell * KERNELS[f, c, i, j]
        if f == 0:
            alone[n, c, h, w] += cell * KERNELS[0, c, i, j]
    found = convolved(PICTURES, KERNELS, STEP, PAD, gaps)
    np.testing.assert_allclose(found, expected)
    own = KERNELS[0][:, None]
    found = each_channel_convolved(PICTURES, own, STEP, PAD, gaps)
    np.testing.assert_allclose(found, alone)


@pytest.mark.parametrize("high, wide", [(4, 5), (2, 5), (4, 1), (2, 3), (3, 2)])
def test_what_kernels_are_blamed_for(high, wide):
    """Maps may have fewer positions than the windows that fit."""
    errors = np.random.default_rng(5).normal(size=(2, 2, high, wide))
    framed, expected = padded(), np.zeros((2, 3, 3, 2))
    for n, f, c, h, w, i, j in np.ndindex(2, 2, 3, high, wide, 3, 2):
        expected[f, c, i, j] += errors[n, f, h, w] * framed[n, c, 2 * h + i, 3 * w + j]
    found = kernels_blamed(PICTURES, errors, (3, 2), STEP, PAD)
    np.testing.assert_allclose(found, expected)


def test_each_number_goes_back_into_its_window():
    errors = np.random.default_rng(6).normal(size=(2, 2, 3, 3))
    expected = np.zeros((2, 3, 7, 8))
    for n, f, c, h, w, i, j in np.ndindex(2, 2, 3, 3, 3, 3, 2):
        expected[n, c, 2 * h + i, 3 * w + j] += errors[n, f, h, w] * KERNELS[f, c, i, j]
    np.testing.assert_allclose(spread(errors, KERNELS, STEP, (7, 8)), expected)
