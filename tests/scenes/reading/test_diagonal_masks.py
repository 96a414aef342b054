"""Triangles of two values: found however they are made of numbers alone."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.diagonal_masks import triangle

WAYS = {
    "tri": (lambda n: np.tri(n), 0, 1, 0),
    "of ones": (lambda n: np.tril(np.ones((n, n))), 0, 1, 0),
    "above": (lambda n: np.triu(np.ones((n, n)), k=1), 0, 0, 1),
    "of truths": (lambda n: np.tri(n, dtype=bool)[None, None], 0, True, False),
    "to be added": (lambda n: (1 - np.tri(n)) * -1e10, 0, 0, -1e10),
    "endless": (lambda n: np.triu(np.full((n, n), -np.inf), 1), 0, 0, -np.inf),
    "compared": (lambda n: np.arange(n)[:, None] >= np.arange(n), 0, True, False),
    "chosen": (lambda n: np.where(np.tri(n), 0.0, -1e9), 0, 0, -1e9),
    "one further": (lambda n: np.tri(n, k=1), 1, 1, 0),
    "one before": (lambda n: np.tri(n, k=-1), -1, 1, 0),
    "two before": (lambda n: np.tri(n, k=-2), -2, 1, 0),
}


def operations_of(call, *arguments):
    return tuple(one for _, one in record(call, *arguments).operations())


@pytest.mark.parametrize("name", WAYS)
def test_found_however_it_is_made(name):
    call, *expected = WAYS[name]
    operations = operations_of(call, 5)
    found = triangle(operations)
    assert found.operations == operations
    assert [found.offset, found.below, found.above] == expected
    array = found.operations[-1].result.array
    below = np.subtract.outer(range(5), range(5)) >= -found.offset
    np.testing.assert_array_equal(
        np.broadcast_to(np.where(below, found.below, found.above), array.shape), array
    )


@pytest.mark.parametrize("size", [2, 3, 4])
def test_any_diagonal_of_any_size(size):
    for offset in range(1 - size, size - 1):
        found = triangle(operations_of(lambda n, k: np.tri(n, k=k), size, offset))
        assert (found.offset, found.below, found.above) == (offset, 1, 0)


NONE = {
    "of an array": lambda n: np.tril(np.arange(9.0).reshape(3, 3) + 1),
    "all alike": lambda n: np.ones((3, 3)),
    "the diagonal": lambda n: np.eye(4),
    "one row": lambda n: np.tri(1, 4),
    "listed": lambda n: np.array([[1.0, 1.0], [0.0, 1.0]]),
    "no triangle": lambda n: np.ones((3, 3)) - np.eye(3),
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_none(name):
    assert triangle(operations_of(NONE[name], 4)) is None


@pytest.mark.parametrize(
    "call",
    [
        lambda n: np.tri(n) * 1j,
        lambda n: np.where(np.tri(n), 1.0, np.nan),
        lambda n: np.where(np.tri(n), np.nan, 1.0),
    ],
)
def test_it_ends_where_one_of_the_two_is_no_number(call):
    assert [one.function for one in triangle(operations_of(call, 4)).operations] == [
        "tri"
    ]


def of_what_is_given(x):
    return np.tril(x)


def test_what_is_made_of_given_numbers_is_none():
    assert triangle(operations_of(of_what_is_given, np.ones((3, 3)))) is None


@pytest.mark.parametrize("count, made", [(11, 12), (12, 12)])
def test_a_long_run_is_not_one_mask(count, made):
    def scaled(n):
        mask = np.tri(n)
        for _ in range(count):
            mask = mask * 2
        return mask

    found = triangle(operations_of(scaled, 3))
    assert (len(found.operations), found.below) == (made, 2 ** (made - 1))
