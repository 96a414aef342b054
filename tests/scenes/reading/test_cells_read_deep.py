"""Which cells of an array of three dimensions a sum along one has read."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.cells_read import cells_read


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -3])
def test_a_sum_along_an_axis_read_what_makes_it_up(axis):
    def summed(x):
        return x.sum(axis=axis)

    x = np.arange(24.0).reshape(2, 3, 4) ** 2
    ((_, operation),) = record(summed, x).operations()
    result = operation.result.array.ravel()
    assert result.size > 5
    for cell, total in enumerate(result):
        (read,) = cells_read(operation, cell)
        assert len(read) == x.shape[axis]
        assert x.ravel()[read].sum() == total
