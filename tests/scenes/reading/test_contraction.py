"""The axes of products, against np.einsum with the letters that are told."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.contraction import contraction, permuted
from tests.told import numbers

PRODUCTS = {
    "rows by columns": (lambda a, b: a @ b, (3, 4), (4, 2)),
    "dot": (lambda a, b: a.dot(b), (3, 4), (4, 2)),
    "a vector": (lambda a, b: a @ b, (4,), (4, 2)),
    "by a vector": (lambda a, b: np.dot(a, b), (3, 4), (4,)),
    "two vectors": (lambda a, b: a @ b, (4,), (4,)),
    "stacks": (lambda a, b: a @ b, (5, 3, 4), (5, 4, 2)),
    "a stack by one": (lambda a, b: a @ b, (5, 3, 4), (4, 2)),
    "one by a stack": (lambda a, b: np.matmul(a, b), (3, 4), (5, 4, 2)),
    "dot of stacks": (lambda a, b: np.dot(a, b), (2, 3, 4), (5, 4, 6)),
    "inner": (lambda a, b: np.inner(a, b), (3, 4), (2, 4)),
    "letters": (lambda a, b: np.einsum("ij,kj->ki", a, b), (3, 4), (2, 4)),
    "no arrow": (lambda a, b: np.einsum("ij,jk", a, b), (3, 4), (4, 2)),
    "dots": (
        lambda a, b: np.einsum("...qd,...kd->...qk", a, b),
        (2, 5, 3, 4),
        (2, 5, 6, 4),
    ),
    "tensordot": (lambda a, b: np.tensordot(a, b, axes=([1], [0])), (3, 4), (4, 2)),
    "tensordot of pairs": (lambda a, b: np.tensordot(a, b, (0, 1)), (3, 4), (2, 3)),
    "tensordot of lists": (
        lambda a, b: np.tensordot(a, b, ([0, 1], [1, 0])),
        (3, 4, 5),
        (4, 3),
    ),
    "tensordot of two": (lambda a, b: np.tensordot(a, b), (3, 4, 5), (4, 5, 2)),
    "tensordot by place": (lambda a, b: np.tensordot(a, b, 1), (3, 4), (4, 2)),
}


@pytest.mark.parametrize("name", PRODUCTS)
def test_the_letters_say_which_axes_are_summed(name):
    call, left, right = PRODUCTS[name]
    a, b = numbers(*left), numbers(*right)
    (operation,) = (one for _, one in record(call, a, b).operations())
    found = contraction(operation)
    letters = f"{found.left},{found.right}->{found.result}"
    np.testing.assert_allclose(np.einsum(letters, a, b), call(a, b))


class First:
    def __index__(self):
        return 0


def by_numbers_of_arrays(call):
    """What is told where an axis is a number that the code computes."""
    given = numbers(3, 3, 3), np.array([0, 2])
    return permuted([one for _, one in record(call, *given).operations()][-1])


@pytest.mark.parametrize(
    "call, order",
    [
        (lambda x, n: np.swapaxes(x, 0, 2), (2, 1, 0)),
        (lambda x, n: np.swapaxes(x, n[0], 2), None),
        (lambda x, n: np.swapaxes(x, 0, n[1]), None),
        (lambda x, n: x.T, (2, 1, 0)),
        (lambda x, n: x[0].T, (1, 0)),
        (lambda x, n: x.mT, (0, 2, 1)),
        (lambda x, n: np.transpose(x, (2, 0, 1)), (2, 0, 1)),
        (lambda x, n: x.transpose(-1, 0, -2), (2, 0, 1)),
        (lambda x, n: np.transpose(x, (n[1], 0, 1)), None),
        (lambda x, n: np.transpose(x[0], n // 2), None),
        (lambda x, n: np.swapaxes(x, np.int64(0), 2), None),
        (lambda x, n: np.swapaxes(x, First(), 2), None),
        (lambda x, n: np.swapaxes(x, 2, First()), None),
        (lambda x, n: np.moveaxis(x, range(2), (2, 0)), None),
        (lambda x, n: np.moveaxis(x, (0, 1), range(2)), None),
        (lambda x, n: x.transpose(range(3)), None),
        (lambda x, n: np.moveaxis(x, 0, -1), (1, 2, 0)),
        (lambda x, n: np.moveaxis(x, n[0], -1), None),
        (lambda x, n: np.moveaxis(x, 0, n[1]), None),
        (lambda x, n: np.moveaxis(x, [0, 1], [2, 0]), (1, 2, 0)),
    ],
)
def test_axes_that_are_computed_are_not_told(call, order):
    assert by_numbers_of_arrays(call) == order


NONE = {
    "cell by cell": lambda a: a * a,
    "each by each": lambda a: np.outer(a, a),
    "the diagonal": lambda a: np.einsum("ii,ij->j", a, a),
    "three": lambda a: np.einsum("ij,jk,kl->il", a, a, a),
    "into another": lambda a: np.matmul(a, a, axes=[(0, 1), (0, 1), (0, 1)]),
    "a sum": lambda a: np.sum(a),
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_product_of_two(name):
    (operation,) = (one for _, one in record(NONE[name], numbers(3, 3)).operations())
    assert contraction(operation) is None


TURNS = {
    "T": lambda a: a.T,
    "transpose": lambda a: np.transpose(a, (1, 0, 2)),
    "from the end": lambda a: a.transpose(0, -1, 1),
    "swapaxes": lambda a: a.swapaxes(-1, 0),
    "moveaxis": lambda a: np.moveaxis(a, 0, -1),
    "moveaxis of two": lambda a: np.moveaxis(a, (0, 1), (2, 0)),
    "mT": lambda a: a.mT,
}


@pytest.mark.parametrize("name", TURNS)
def test_which_axis_is_which(name):
    a = numbers(2, 3, 4)
    (operation,) = (one for _, one in record(TURNS[name], a).operations())
    np.testing.assert_array_equal(a.transpose(permuted(operation)), TURNS[name](a))


def laid_anew(a):
    return a.reshape(3, 2)


def test_what_does_more_than_turn_is_none():
    (operation,) = (one for _, one in record(laid_anew, numbers(2, 3)).operations())
    assert permuted(operation) is None
