"""Rows multiplied pair by pair and added up, and what only looks like it."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.row_dots import row_dots
from scenes.reading.value_roles import roles_of

RANDOM = np.random.default_rng(5)
A, B = RANDOM.normal(size=(2, 4, 3))
NAMED = A.copy()
NAMED[1, 1] = np.nan


def found_in(function, *given):
    trace = record(function, *(one.copy() for one in given))
    (operations,) = [one.operations for one in trace.steps if one.operations][-1:]
    return row_dots(operations, roles_of(trace))


def multiplied_in_place(a, b):
    np.multiply(a, b, out=a).sum(axis=1)


def named(a, b):
    return (product := a * b).sum(axis=1), product


def of_another(a, b):
    return (a * b, a.sum(axis=1))


def into_a_buffer(a, b):
    return np.einsum("ij,ij->i", a, b, out=np.zeros(len(a)))


@pytest.mark.parametrize(
    "function, given, count",
    [
        (lambda a, b: (a * b).sum(axis=1), (A, B), 2),
        (lambda a, b: (a * b).sum(axis=-1, keepdims=True), (A, B), 2),
        (lambda a, b: np.add.reduce(a * b, axis=1), (A, B), 2),
        (lambda a, b: (a * b[0]).sum(axis=1), (A, B), None),
        (lambda a, b: (a * b).sum(axis=1), (A, B[0]), 2),
        (lambda a, b: (b * a).sum(axis=1), (A, B[:1]), 2),
        (lambda a, b: (a * b).sum(axis=1), (A[0], B), 2),
        (lambda a, b: (a * b).sum(axis=1), (A[:1], B), 2),
        (lambda a, b: np.einsum("ij,ij->i", a, b), (A, B), 1),
        (into_a_buffer, (A, B), None),  # it makes the buffer first
        (lambda a, b: (a * b).sum(axis=1), (A.astype("f4"), B.astype("f4")), 2),
        (lambda a, b: (a * b).sum(axis=1), (NAMED, B), 2),
        (lambda a, b: (a * b).sum(axis=1), (A > 0, B), 2),
        (lambda a, b: (a * b).sum(axis=1), (A[:2, :2], B[:2, :2]), 2),
        (lambda a, b: (a * b).sum(axis=1), (A[:1], B[:1]), None),
        (lambda a, b: (a * b).sum(axis=1), (A[:, :1], B[:, :1]), None),
        (lambda a, b: (a * b).sum(axis=1), (A, B[:, :1]), None),
        (lambda a, b: (a * b).sum(axis=0), (A, B), None),
        (lambda a, b: (a * b).sum(), (A, B), None),
        (lambda a, b: (a + b).sum(axis=1), (A, B), None),
        (lambda a, b: (a * b).mean(axis=1), (A, B), None),
        (lambda a, b: (a * a).sum(axis=1), (A, B), None),
        (lambda a, b: a * b + 1.0, (A, B), None),
        (lambda a, b: a * b, (A, B), None),
        (lambda a, b: (a * b).sum(axis=1), (A + 0j, B), None),
        (lambda a, b: np.sum(a * b, axis=1, initial=1e-5), (A, B), None),
        (
            lambda a, b: np.sum(a * b, axis=1, initial=1e-2),
            (A.astype("f4"), B.astype("f4")),
            None,
        ),
        (lambda a, b: np.einsum("ij,ij->j", a, b), (A, B), None),
        (lambda a, b: np.einsum("ij,kj->ik", a, b), (A, B), None),
        (lambda a, b: np.einsum("ij->i", a), (A, B), None),
        (multiplied_in_place, (A, B), None),
        (named, (A, B), 2),
        (lambda a, b: a * b + a.sum(axis=1)[:, None], (A, B), None),
        (of_another, (A, B), None),
    ],
)
def test_rows_multiplied_pair_by_pair(function, given, count):
    found = found_in(function, *given)
    assert (found and len(found.operations)) == count
    if found:
        lines, beside = found.lines.source.array, found.beside.array
        again = [
            sum(float(x) * float(y) for x, y in zip(row, other))
            for row, other in zip(lines, np.broadcast_to(beside, lines.shape))
        ]
        result = found.lines.result.array.ravel()
        np.testing.assert_allclose(result, again, rtol=1e-5)
