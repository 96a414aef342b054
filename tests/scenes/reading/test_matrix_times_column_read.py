"""A matrix times a column: known however it is written, and by what is computed."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.matrix_times_column import matrix_times_column

W = np.arange(1.0, 7).reshape(2, 3)
TALL, TURNED = W.T.copy(), np.arange(2.0, 8).reshape(3, 2)
SQUARE = np.arange(1.0, 10).reshape(3, 3)
X2, X3 = np.array([2.0, -1]), np.array([1.0, -2, 3])


def product_in(call, *arguments):
    operation = [one for _, one in record(call, *arguments).operations()][-1]
    return matrix_times_column(operation), operation.result.array


def of_letters(letters, **keywords):
    return lambda a, b: np.einsum(letters, a, b, **keywords)


@pytest.mark.parametrize(
    "call, a, b, is_turned",
    [
        (lambda a, b: a @ b, W, X3, False),
        (lambda a, b: a @ b, W, X3.reshape(3, 1), False),
        (lambda a, b: a.dot(b), W, X3, False),
        (lambda a, b: a @ b, X2, W, True),
        (lambda a, b: a @ b, X2.reshape(1, 2), W, True),
        (lambda a, b: np.dot(a, b), X3, SQUARE, True),
        (of_letters("ij,j->i"), W, X3, False),
        (of_letters("ij, j -> i"), W, X3, False),
        (of_letters("j,ij->i"), X3, W, False),
        (of_letters("ji,j->i"), TURNED, X3, True),
        (of_letters("ij,jk->ik"), W, X3.reshape(3, 1), False),
        (of_letters("ij,kj->ki"), W, X3.reshape(1, 3), False),
        (of_letters("ji,jk->ik"), TURNED, X3.reshape(3, 1), True),
    ],
)
def test_it_is_one(call, a, b, is_turned):
    found, result = product_in(call, a.copy(), b.copy())
    assert found.is_turned is is_turned
    matrix = found.matrix.array.T if is_turned else found.matrix.array
    assert found.shape == matrix.shape
    sums = (matrix * found.column.array.ravel()).sum(axis=1)
    np.testing.assert_allclose(sums, result.ravel())


@pytest.mark.parametrize(
    "call, a, b",
    [
        (lambda a, b: a @ b, W, TALL),  # of several columns
        (lambda a, b: a @ b, X3, X3),  # of no matrix
        (lambda a, b: a @ b, np.ones((2, 2, 3)), X3),  # of a stack
        (lambda a, b: a @ b, np.ones((2, 1)), W[:1]),  # nothing is added up
        (lambda a, b: a @ b, np.ones((1, 1)), W[:1]),
        (lambda a, b: np.matmul(a, b, axes=[(1, 0), (0, 1), (0, 1)]), SQUARE, SQUARE),
        (lambda a, b: a * b, SQUARE, X3),
        (lambda a, b: np.add(a, b), SQUARE, X3),
        (of_letters("ij,j"), W, X3),  # its result goes unsaid
        (of_letters("ij,j->ij"), W, X3),  # nothing is added up
        (of_letters("ij,j->"), W, X3),  # all is
        (of_letters("ij,i->j", optimize=True), W, X2),
        (of_letters("ij,jk->ik"), W, TALL),
        (of_letters("ij,ij->i"), W, W),
        (of_letters("ii,i->i"), SQUARE, X3),
        (of_letters("ij,jj->i"), SQUARE, SQUARE),
        (of_letters("ij,k->ik"), W, X3),
        (of_letters("...ij,...j->...i"), W, X3),
        (of_letters("i,i->"), X3, X3),
        (of_letters("hij,j->hi"), np.ones((2, 2, 3)), X3),
    ],
)
def test_it_is_none(call, a, b):
    assert product_in(call, a.copy(), b.copy())[0] is None


def test_of_three_arrays_it_is_none():
    def chained(a, b, c):
        return np.einsum("ij,jk,k->i", a, b, c)

    assert product_in(chained, W, SQUARE, X3)[0] is None


def test_what_is_written_into_another_array_is_none():
    def into(a, b, c):
        c @= a
        return c

    assert product_in(into, SQUARE, X3, np.ones((1, 3)))[0] is None
