"""What a cell shows that stands for a block of values: their mean."""

import math
import warnings

import numpy as np
import pytest

from scenes.stage.values import averaged

HUGE = 1.5e308


def mean_of(block):
    """The mean of a block, with no sum that overflows."""
    values = block.ravel().tolist()
    if not np.isfinite(block).all():
        return sum(values)
    return math.fsum(value / 1024 for value in values) / len(values) * 1024


def blocked(values, high, wide):
    rows, columns = values.shape
    return np.array(
        [
            [
                mean_of(values[row : row + high, column : column + wide])
                for column in range(0, columns, wide)
            ]
            for row in range(0, rows, high)
        ]
    )


@pytest.mark.parametrize(
    "values",
    [
        np.arange(35.0).reshape(5, 7),
        np.full((5, 7), HUGE),
        np.full((5, 7), -HUGE),
        np.where(np.eye(5, 7), HUGE, -1.0),
        np.where(np.eye(5, 7), np.inf, 1.0),
        np.where(np.eye(5, 7), np.nan, 1.0),
        np.where(np.eye(5, 7), np.inf, -np.inf),
    ],
)
@pytest.mark.parametrize("rows, columns", [(1, 1), (2, 3), (5, 2), (3, 7)])
def test_a_block_shows_its_mean(values, rows, columns):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown, block = averaged(values, rows, columns)
    np.testing.assert_allclose(shown, blocked(values, *block), rtol=1e-14)
