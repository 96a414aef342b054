"""Which cells an index picks, held against plain loops over the cells."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.picked_cells import picked_cells

X = np.arange(24.0).reshape(4, 6) * 10
IDS = np.array([3, 1, 3])


def last_pick(function, *given):
    """(operation, cells) of the last operation of a call that picks."""
    operations = [one for _, one in record(function, *given).operations()]
    return next(
        (one, cells)
        for one in reversed(operations)
        if (cells := picked_cells(one)) is not None
    )


@pytest.mark.parametrize(
    "function",
    [
        lambda x, ids: x[ids],
        lambda x, ids: x[:, ids],
        lambda x, ids: x[[0, 2], [1, 5]],
        lambda x, ids: x[np.arange(3), ids],
        lambda x, ids: x[range(3), ids],
        lambda x, ids: x[range(0, 3, 2), 1],
        lambda x, ids: x[1:3, ::2],
        lambda x, ids: x[..., 0],
        lambda x, ids: x[-1],
        lambda x, ids: x[2, 3],
        lambda x, ids: x[None, :, 1],
        lambda x, ids: x[x > 100],
        lambda x, ids: x[:, 0][ids],
        lambda x, ids: x.take(ids, axis=1),
        lambda x, ids: np.take(x, ids),
        lambda x, ids: np.take_along_axis(x, ids[:, None], axis=0),
        lambda x, ids: x[ids.tolist()],
    ],
)
def test_what_is_read_stands_at_these_cells(function):
    operation, cells = last_pick(function, X, IDS)
    source, result = operation.operands[0].array, operation.result.array
    assert cells.shape == result.shape
    flat = source.ravel().tolist()
    assert [flat[cell] for cell in cells.ravel()] == result.ravel().tolist()


@pytest.mark.parametrize(
    "write, expected",
    [
        (lambda x: x.__setitem__((1, 2), 7.0), [8]),
        (lambda x: x.__setitem__(3, 7.0), [18, 19, 20, 21, 22, 23]),
        (lambda x: x.__setitem__((slice(None), 5), 7.0), [5, 11, 17, 23]),
        (lambda x: x.__setitem__((range(2), [4, 0]), 7.0), [4, 6]),
    ],
)
def test_what_is_written_stands_at_these_cells(write, expected):
    def written(x):
        x = x * 1
        write(x)
        return x

    _, cells = last_pick(written, X)
    assert cells.ravel().tolist() == expected


def test_what_picks_nothing_has_no_cells():
    operations = [one for _, one in record(lambda x: x + 1, X).operations()]
    assert [picked_cells(one) for one in operations] == [None]


@pytest.mark.parametrize("cells, is_told", [(4_000_000, True), (4_000_001, False)])
def test_of_four_million_cells_it_is_told_which_are_picked(cells, is_told):
    x = np.arange(cells, dtype=np.uint8)
    ((_, picking),) = record(lambda x: x[-2:], x).operations()
    picked = picked_cells(picking)
    assert (picked is not None) is is_told
    if is_told:
        assert picked.tolist() == [cells - 2, cells - 1]
