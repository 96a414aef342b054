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


IDS, PLACES = np.array([2, 0, 2, 1]), np.array([1, 0, 0, 1])


def looked_up(ids, ws, y):
    for w in ws:
        w -= 0.1 * np.eye(3)[ids].T @ (w[ids] - y)


def taken(ids, ws, y):
    for w in ws:
        w -= 0.1 * np.eye(3)[ids].T @ (np.take(w, ids, axis=0) - y)


def cells_of_both(places, ws, rows):
    return [w[own, places] for w, own in zip(ws, rows)]


def cells_of_the_same_rows(rows, ws, places):
    return [w[rows, own] for w, own in zip(ws, places)]


@pytest.mark.parametrize("call", [looked_up, taken])
def test_a_table_that_is_looked_up_and_changed_is_learned(call):
    trace = record(call, IDS, [one.copy() for one in WS], Y)
    known = roles_of(trace).read(learned_matrices)
    tables = {one.identity for one in trace.inputs if one.shape == (3, 2)}
    assert len(tables) == 2 and known == tables


@pytest.mark.parametrize(
    "call, count", [(cells_of_both, 2), (cells_of_the_same_rows, 0)]
)
def test_tables_that_one_line_looks_up_are_doubted_where_their_rows_are_the_same(
    call, count
):
    others = [np.array([0, 1, 2, 2]), np.array([1, 1, 0, 2])]
    if call is cells_of_the_same_rows:
        others = [PLACES, PLACES[::-1].copy()]
    first = PLACES if call is cells_of_both else IDS
    trace = record(call, first, WS, others)
    assert len(roles_of(trace).read(learned_matrices)) == count


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


class Kept:
    """Examples and weights side by side, as an object keeps them."""

    def __init__(self):
        self.x, self.w = X.copy(), WS[0].copy()
        self.rows = np.array([[0, 1], [2, 1]])

    def multiplied(self):
        return self.x @ self.w

    def looked_up(self):
        return self.w[self.rows]


@pytest.mark.parametrize("call, is_known", [("multiplied", False), ("looked_up", True)])
def test_kept_examples_may_be_weights_but_a_table_is_none_of_its_rows(call, is_known):
    trace = record(getattr(Kept(), call))
    known = roles_of(trace).read(learned_matrices)
    (w,) = [one for one in trace.attributes if one.shape == (3, 2)]
    assert (w.identity in known) is is_known


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


def of_swapped_ones(x, w):
    return np.swapaxes(w, 0, 1) @ np.swapaxes(x, 0, 1)


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
        (of_swapped_ones, [((3, 4), (1, None), False)]),
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


@pytest.mark.parametrize(
    "taken, is_given",
    [
        (lambda x: x[1:], True),
        (lambda x: np.take(x, [2, 0], axis=0), True),
        (lambda x: x.copy(), True),
        (lambda x: x.astype(np.float32), True),
        (lambda x: np.asarray(x, np.float32), True),
        (lambda x: np.ascontiguousarray(x[::2]), True),
        (lambda x: x.reshape(2, 2, 3), True),
        (lambda x: 1.0 * x, False),
        (lambda x: np.sort(x, axis=0), False),
    ],
)
def test_what_is_taken_of_what_was_given_is_given(taken, is_given):
    (found,) = products_of(lambda x, w: taken(x) @ w, X, WS[0])
    assert found.is_given is is_given


def all_summed(x, w):
    return np.tensordot(x[:3, :2], w, 2)


def test_a_product_that_sums_all_goes_along_no_axis():
    assert products_of(all_summed, X, WS[0]) == ()


def test_a_matrix_of_two_rows_sums_pairs():
    (found,) = products_of(of_rows, X[:, :2], WS[0][:2])
    assert found.of_data == (None, 0)


def test_a_matrix_of_one_row_sums_nothing():
    assert products_of(of_rows, X[:, :1], WS[0][:1]) == ()
