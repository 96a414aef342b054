"""Which operations compute each cell from those at its place, and what they make of
other numbers."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.cell_arithmetic import recomputed, works_on_each_cell

X = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.0]])
Y = np.array([[0.5, 1.5, -2.0], [1.0, 2.0, 4.0]])


def last_of(function):
    return [one for _, one in record(function, X.copy(), Y.copy()).operations()][-1]


def masked(x, y):
    x[y > 1] = 0.0


def masked_rows(x, y):
    x[y[:, 0] > 0.7] = 0.0


def by_two_indices(x, y):
    x[y > 1, None] = 0.0


def some_rows(x, y):
    x[np.array([1, 0])] = 0.0


def all_rows(x, y):
    x[:] = y


def all_of_it(x, y):
    x[...] = 2.0


def all_rows_alike(x, y):
    x[:] = y[0]


def first_row(x, y):
    x[0] = 2.0


def put(x, y):
    np.putmask(x, y > 1, 0.25)


def put_from(x, y):
    np.putmask(x, y > 1, y)


EACH = [
    (lambda x, y: np.exp(x), np.exp),
    (lambda x, y: np.add(x, [1.0, 2.0, 3.0]), np.add),
    (lambda x, y: np.maximum(x, y), np.maximum),
    (lambda x, y: np.add(x, y, out=x), lambda x, y, *_: x + y),
    (lambda x, y: np.where(x > 0, x, y), lambda mask, x, y: np.where(mask, x, y)),
    (lambda x, y: np.clip(x, -1, 1), np.clip),
    (lambda x, y: x.copy(), lambda x: x),
    (lambda x, y: x.astype(np.float32), lambda x: x),
    (masked, lambda x, mask, number: np.where(mask, number, x)),
    (by_two_indices, lambda x, mask, number: np.where(mask, number, x)),
    (all_rows, lambda x, y: y),
    (all_of_it, lambda x, number: np.full(x.shape, number)),
    (put, lambda x, mask, number: np.where(mask, number, x)),
]


@pytest.mark.parametrize("function, again", EACH)
def test_each_cell_alone(function, again):
    operation = last_of(function)
    assert works_on_each_cell(operation)
    others = [
        1.0 - one.array if one.dtype.kind == "f" else ~one.array
        for one in operation.operands
    ]
    np.testing.assert_allclose(recomputed(operation, others), again(*others))


@pytest.mark.parametrize(
    "function",
    [
        lambda x, y: x @ y.T,
        lambda x, y: x.sum(axis=0),
        lambda x, y: np.divmod(x, 2.0),
        lambda x, y: np.add(x, range(3)),
        lambda x, y: np.add(x, range(3), out=y),
        lambda x, y: np.add(x, y, where=y > 0, out=np.zeros((2, 3))),
        lambda x, y: np.add(x, 1, dtype=np.float32),
        lambda x, y: np.add(x, y).copy(order="F").T,
        lambda x, y: np.where(x > 0),
        lambda x, y: x[0],
        lambda x, y: x[np.array([1, 0])],
        some_rows,
        masked_rows,
        all_rows_alike,
        first_row,
        put_from,
    ],
)
def test_not_each_cell_alone(function):
    operation = last_of(function)
    assert not works_on_each_cell(operation)
