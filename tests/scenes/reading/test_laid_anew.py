"""Operations that keep all numbers where they are in the order."""

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.reading.laid import laid
from scenes.reading.laid_anew import keeps_cells, repeats_cells, wanted_by
from scenes.reading.value_roles import roles_of

ROW = np.array([[1.0, np.nan, 3.0]])
SQUARE = np.arange(4.0).reshape(2, 2)


def last(call, x):
    return roles_of(record(lambda x: call(x), x.copy())).operations[-1]


@pytest.mark.parametrize(
    "call, x, is_kept",
    [
        (lambda x: x.reshape(3), ROW, True),
        (lambda x: x.reshape(3, 1), ROW, True),
        (lambda x: x[0], ROW, True),
        (lambda x: x.T, ROW, True),
        (lambda x: np.squeeze(x), ROW, True),
        (lambda x: x.flatten(), ROW, True),
        (lambda x: np.atleast_2d(x), ROW[0], True),
        (lambda x: np.pad(x, 0), ROW, True),
        (lambda x: x.reshape(3), np.array([[1, 2, 3]]), True),
        (lambda x: x.reshape(1, 1, 2, 1, 2, 1), SQUARE, True),
        (lambda x: x.reshape(1, 4), SQUARE, False),
        (lambda x: x.reshape(3, 2), np.arange(6.0).reshape(2, 3), False),
        (lambda x: x.reshape(2, 1), SQUARE[:1], True),
        (lambda x: np.pad(x, 1), ROW, False),
        (lambda x: x[:, ::-1], ROW, False),
        (lambda x: x[:, :2], ROW, False),
        (lambda x: x.T, SQUARE, False),
        (lambda x: x.reshape(4), SQUARE, False),
        (lambda x: x + 0.0, ROW, False),
        (lambda x: np.concatenate([x, x]), ROW, False),
    ],
)
def test_all_cells_stay_in_their_order(call, x, is_kept):
    assert keeps_cells(last(call, x)) is is_kept


@pytest.mark.parametrize(
    "call, x, is_repeated",
    [
        (lambda x: x.copy(), ROW, True),
        (lambda x: x.astype(np.float32), ROW, True),
        (lambda x: x.astype(float), np.array([1, 2]), True),
        (lambda x: x.astype(int), np.array([1.0, 2.0]), True),
        (lambda x: x.astype(int), np.array([1.5, 2.0]), False),
        (lambda x: x.reshape(3), ROW, False),
        (lambda x: x * 1.0, ROW, False),
    ],
)
def test_the_same_array_again(call, x, is_repeated):
    assert repeats_cells(last(call, x)) is is_repeated


def test_which_views_one_operation_alone_wants():
    def call(x, w):
        turned = x.T
        row = w[None]
        return turned @ w, turned + 1.0, row.T @ row.T.T

    operations = roles_of(record(call, SQUARE.copy(), SQUARE[0].copy())).operations
    functions = {one.number: one.function for one in operations}
    found = wanted_by(operations)
    told = [(functions[view], functions[by]) for view, by in sorted(found.items())]
    # The first is wanted by two, and so is the row.
    assert told == [("transpose", "matmul")] * 3


@pytest.mark.parametrize(
    "shape, names, axes, first",
    [
        ((2, 3), "rc", (None, 0, 1), (0, 0)),
        ((3, 2), "cr", (None, 1, 0), (0, 0)),
        ((4, 2, 3), "brc", (0, 1, 2), (1, 0, 0)),
        ((2, 4, 3), "rbc", (1, 0, 2), (0, 0)),
        ((1, 2, 3), "brc", (0, 1, 2), (1, 0, 0)),
        ((5, 2, 3), "brc", None, None),  # another batch
        ((4, 2, 3), "xrc", None, None),
        ((4, 2, 3), "rc", None, None),
        ((3,), "c", (None, None, 0), (0, 0)),
        ((4, 3), "bc", (0, None, 1), (0, 0)),
    ],
)
def test_matrices_of_a_batch(shape, names, axes, first):
    value = Value.of(np.arange(float(np.prod(shape))).reshape(shape))
    found = laid(value, names, batch="b", row="r", column="c", lengths=(4,))
    assert (found and found.axes) == axes
    if axes:
        assert found.first(1) == first
        assert found.array.shape[0] == 4 and found.array.ndim == 3
        letters = {"b": 4, "r": 1, "c": 1} | dict(zip(names, shape)) | {"b": 4}
        rows = np.einsum(f"{names}->{names}", value.array)
        for matrix in range(4):
            own = rows
            if "b" in names:
                at = min(matrix, shape[names.index("b")] - 1)
                own = rows.take(at, axis=names.index("b"))
            if names.replace("b", "") == "cr":
                own = own.T
            expected = own.reshape(letters["r"], letters["c"])
            np.testing.assert_array_equal(found.array[matrix], expected)
