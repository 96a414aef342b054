"""Which operations multiply a column by a row."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.outer_product import outer_product
from tests.told import numbers


def plain(a, b):
    return a @ b


def spelled(a, b):
    return np.matmul(a, b)


def dotted(a, b):
    return np.dot(a, b)


def turned(a, b):
    return a @ b.T


def turned_by_function(a, b):
    return a @ np.transpose(b)


def turned_left(a, b):
    return a.T @ b


def turned_by_axes(a, b):
    return a @ np.transpose(b, (1, 0))


def turned_beside(a, b):
    return (b.T, a @ np.ones((1, 3)))[1]


def turned_both(a, b):
    return a.T @ b.T


def laid_both(a, b):
    return np.multiply(a[:, None], b[None])


def each_of_one(a, b):
    return np.einsum("ij,k->ij", a, b)


def taken_by_one(a, b):
    """Both axes of what comes out are those of b."""
    return np.einsum("i,ijk->jk", a, b)


def turned_only(a, b):
    return b.T


def turned_and_added(a, b):
    return b.T + a


def of_other_axes(a, b):
    return np.matmul(a, b, axes=[(0, 1), (0, 1), (0, 1)])


def operations_of(call, *shapes):
    trace = record(call, *(numbers(*shape) for shape in shapes))
    return [one for step in trace.steps for one in step.operations]


@pytest.mark.parametrize(
    "call, a, b, count",
    [
        (plain, (2, 1), (1, 3), 1),
        (plain, (1, 1), (1, 3), 1),
        (plain, (2, 1), (1, 1), 1),
        (spelled, (2, 1), (1, 3), 1),
        (dotted, (2, 1), (1, 3), 1),
        (plain, (2, 2), (2, 3), None),
        (plain, (1, 2), (2, 1), None),
        (plain, (2, 1), (1,), None),
        (plain, (1,), (1, 3), None),
        (plain, (3,), (3,), None),
        (plain, (2, 2, 1), (1, 3), None),
        (plain, (2, 1), (1, 1, 3), None),
        (of_other_axes, (2, 1), (1, 3), None),
        (turned, (2, 1), (3, 1), 2),
        (turned_by_function, (2, 1), (3, 1), 2),
        (turned_by_axes, (2, 1), (3, 1), 2),
        (turned, (2, 2), (3, 2), None),
        (turned_left, (1, 2), (1, 3), 2),
        (turned_both, (1, 2), (3, 1), 3),
        (laid_both, (2,), (3,), 3),
        (each_of_one, (2, 1), (1,), None),
        (taken_by_one, (1,), (1, 3, 1), None),
        (turned_beside, (2, 1), (3, 1), None),
        (turned_only, (2, 1), (3, 1), None),
        (turned_and_added, (1, 3), (3, 1), None),
    ],
)
def test_what_an_outer_product_is(call, a, b, count):
    product = outer_product(operations_of(call, a, b))
    assert (product and product.count) == count
    if count is None:
        return
    row = numbers(*b).reshape(1, -1)
    for value, array in (
        (product.column, numbers(*a)),
        (product.row, row),
        (product.source, numbers(*b)),
    ):
        np.testing.assert_array_equal(value.array, array)
    assert product.source.name == "b"


@pytest.mark.parametrize("length", [2, 3])
def test_what_is_written_first_may_be_the_row(length):
    def turned_over(a, b):
        return np.einsum("i,j->ji", a, b)

    product = outer_product(operations_of(turned_over, (3,), (length,)))
    assert (product.column.name, product.row.name, product.count) == ("b", "a", 1)
