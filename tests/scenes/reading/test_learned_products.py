"""Which matrices are learned, and what is multiplied by them."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.learned_products import learned_matrices, learned_products
from scenes.reading.value_roles import roles_of

X = np.arange(12.0).reshape(4, 3) / 10
WS = [np.full((3, 2), 0.5), np.full((3, 2), 0.25)]
Y = np.ones((4, 2))


def heads(x, ws):
    return [x @ w for w in ws]


def one_head(x, ws):
    return x @ ws[0]


def trained_heads(x, ws, y):
    for w in ws:
        w -= 0.1 * x.T @ (x @ w - y)


def one_by_one(x, ws, y):
    first, second = ws
    first -= 0.1 * x.T @ (x @ first - y)
    second -= 0.1 * x.T @ (x @ second - y)


def in_two_lines(x, ws):
    one = x @ ws[0]
    return one + x @ ws[1]


@pytest.mark.parametrize(
    "call, given, learned",
    [
        (one_head, (), [True, False]),
        (in_two_lines, (), [True, True]),
        (heads, (), [False, False]),  # what they are multiplied by may be, too
        (trained_heads, (Y,), [True, True]),
        (one_by_one, (Y,), [True, True]),
    ],
)
def test_which_matrices_are_learned(call, given, learned):
    trace = record(call, X, WS, *given)
    known = roles_of(trace).read(learned_matrices)
    ws = [one for one in trace.inputs if one.shape == (3, 2)]
    assert [one.identity in known for one in ws] == learned
    assert len(known) == sum(learned)


def products_of(call, x, w):
    """Where a matrix is learned in the end."""

    def trained(x, w):
        out = call(x, w)
        w -= 0.1 * np.full(w.shape, out.mean())

    return roles_of(record(trained, x, w.copy())).read(learned_products)


def of_rows(x, w):
    return x @ w


def of_columns(x, w):
    return w.T @ x.T


def of_a_vector(x, w):
    return x[0] @ w


def of_what_was_computed(x, w):
    return np.tanh(x) @ w


def laid_out(x, w):
    return x.reshape(2, 2, 3) @ w


def cell_by_cell(x, w):
    return x.T * w[:, :1]


@pytest.mark.parametrize(
    "call, told",
    [
        (of_rows, [((4, 3), (None, 0), True)]),
        (of_columns, [((3, 4), (1, None), False)]),
        (of_a_vector, [((3,), (0,), True)]),
        (of_what_was_computed, [((4, 3), (None, 0), False)]),
        (laid_out, [((2, 2, 3), (None, None, 0), True)]),
        (cell_by_cell, []),
    ],
)
def test_along_which_axis_data_meets_what_is_learned(call, told):
    found = products_of(call, X, WS[0])
    assert [(one.data.shape, one.of_data, one.is_given) for one in found] == told
    assert all(set(one.learned.shape) == {2, 3} for one in found)


def test_a_matrix_of_one_row_sums_nothing():
    assert products_of(of_rows, X[:, :1], WS[0][:1]) == ()
