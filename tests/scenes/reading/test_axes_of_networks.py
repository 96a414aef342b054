"""What axes count in small networks: by answers, tables, steps, windows and heads."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.axis_names import axis_names
from scenes.reading.axis_roles import AxisRole
from scenes.reading.value_roles import roles_of

EXAMPLES, FEATURES = AxisRole.EXAMPLES, AxisRole.FEATURES
NEURONS, CLASSES = AxisRole.NEURONS, AxisRole.CLASSES
ROWS, COLUMNS = AxisRole.ROWS, AxisRole.COLUMNS
RNG = np.random.default_rng(3)


def normal(*shape):
    return RNG.normal(size=shape)


def names_of(function, *given):
    trace = record(function, *given)
    return trace, roles_of(trace).read(axis_names)


def in_columns(x, y, w):
    scores = w @ x
    e = np.exp(scores - scores.max(axis=0, keepdims=True))
    p = e / e.sum(axis=0, keepdims=True)
    loss = -np.log(p[y, np.arange(len(y))]).mean()
    return scores, loss


def counted(scores, y, w):
    return scores, (scores.argmax(axis=-1) == y).mean()


def counted_in_rows(scores, y, w):
    return scores, (scores.argmax(axis=0) == y).mean()


@pytest.mark.parametrize(
    "function, x, y, expected",
    [
        (in_columns, normal(4, 5), np.array([0, 2, 1, 1, 0]), (CLASSES, EXAMPLES)),
        (counted, normal(5, 3), np.array([0, 2, 1, 1, 0]), (EXAMPLES, CLASSES)),
        (counted_in_rows, normal(3, 5), np.array([0, 2, 1, 1, 0]), (CLASSES, EXAMPLES)),
        # One of several classes for each cell: of examples in what order?
        (counted, normal(2, 5, 3), np.array([[0, 2, 1, 1, 0]] * 2), ("", "", "")),
    ],
)
def test_classes_and_examples_by_the_answers(function, x, y, expected):
    trace, names = names_of(function, x, y, normal(3, 4))
    assert names.of(trace.results[0]) == expected


def stepped(x, y, params, curve):
    w = params[0]
    a = curve(x, w)
    d = a - y
    w -= 0.1 * (x.T @ d)
    return a


def plain_curve(x, w):
    return np.tanh(x @ w)


def with_biases(x, w):
    return np.tanh(x @ w + np.ones(3))


def third_sum_is_bent(x, w):
    z = x @ w
    first, second = z + 1.0, z + 2.0
    return np.tanh(z + 3.0) + first * second


def of_other_shape(x, w):
    return np.tanh(x @ w + np.ones((2, 1, 1))).sum(axis=0)


def straight(x, w):
    return x @ w


@pytest.mark.parametrize(
    "curve, examples, of_data, of_weights",
    [
        (plain_curve, 5, (EXAMPLES, FEATURES), (FEATURES, NEURONS)),
        (plain_curve, 2, (EXAMPLES, FEATURES), (FEATURES, NEURONS)),
        (with_biases, 5, (EXAMPLES, FEATURES), (FEATURES, NEURONS)),
        (third_sum_is_bent, 5, (EXAMPLES, FEATURES), (FEATURES, NEURONS)),
        (of_other_shape, 5, (EXAMPLES, FEATURES), (FEATURES, "")),
        (straight, 5, (EXAMPLES, FEATURES), (FEATURES, "")),
    ],
)
def test_examples_features_and_neurons(curve, examples, of_data, of_weights):
    x, y = normal(examples, 4), normal(examples, 3)
    trace, names = names_of(stepped, x, y, [normal(4, 3)], curve)
    assert names.of(trace.inputs[0]) == of_data
    assert names.of(trace.inputs[2]) == of_weights


def looked_up(ids, table, wanted):
    rows = table[ids]
    slopes = np.zeros_like(table)
    slopes[ids] += rows - wanted
    table -= 0.1 * slopes
    return rows


def looked_up_in_blocks(ids, table, wanted):
    rows = table[ids]
    slopes = np.zeros_like(table)
    slopes[ids[:, 0]] += rows[:, 0] - wanted
    table -= 0.1 * slopes
    return rows


def looked_up_one(ids, table, wanted):
    row = table[2]
    slopes = np.zeros_like(table)
    slopes[2] = row - wanted[0]
    table -= 0.1 * slopes
    return row


def looked_up_by_function(ids, table, wanted):
    rows = np.take(table, ids, axis=0)
    slopes = np.zeros_like(table)
    slopes[ids] = rows - wanted
    table -= 0.1 * slopes
    return rows


@pytest.mark.parametrize(
    "function, ids, expected",
    [
        (looked_up, np.array([1, 4, 1]), ("", FEATURES)),
        (looked_up_by_function, np.array([1, 4, 1]), ("", FEATURES)),
        (looked_up_in_blocks, np.array([[1, 2], [4, 0], [1, 3]]), ("", "")),
        (looked_up_one, np.array([1, 4, 1]), ("", "")),
    ],
)
def test_features_of_a_table_that_is_learned(function, ids, expected):
    wanted = normal(3, 6)
    trace, names = names_of(function, ids, normal(5, 6), wanted)
    assert names.of(trace.inputs[1]) == expected


def one_filter(x, k):
    out = np.zeros((len(k), 5, 4))
    for f in range(len(k)):
        for i in range(5):
            for j in range(4):
                out[f, i, j] = (x[:, i : i + 2, j : j + 2] * k[f]).sum()
    return out


def test_a_single_filter_is_one():
    trace, names = names_of(one_filter, normal(3, 6, 5), normal(1, 3, 2, 2))
    picture, kernels = trace.inputs
    assert names.of(picture) == (AxisRole.CHANNELS, ROWS, COLUMNS)
    assert names.of(kernels) == (AxisRole.FILTERS, AxisRole.CHANNELS, ROWS, COLUMNS)


def rows_meet_rows(x, k):
    out = np.zeros((5, 4))
    for i in range(5):
        for j in range(4):
            out[i, j] = (x[i : i + 2, j : j + 2] * k).sum()
    return x @ x.T, x + 0


def test_rows_beside_rows_have_no_name():
    trace, names = names_of(rows_meet_rows, normal(6, 5), normal(2, 2))
    meeting, picture = trace.results
    assert names.of(picture) == (ROWS, COLUMNS)
    assert names.of(meeting) == ("", "")


def shared_queries(x, q):
    k = x.reshape(4, 2, 3).transpose(1, 0, 2)
    scores = np.einsum("qd,hkd->hqk", q, k)
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares = e / e.sum(axis=-1, keepdims=True)
    return shares @ k, shares


def own_queries(x, q):
    k = x.reshape(4, 2, 3).transpose(1, 0, 2)
    scores = k @ k.swapaxes(1, 2)
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares = e / e.sum(axis=-1, keepdims=True)
    return shares @ k, shares


@pytest.mark.parametrize(
    "function, expected",
    [
        (shared_queries, ("h", AxisRole.QUERIES, AxisRole.KEYS)),
        (own_queries, (AxisRole.HEADS, AxisRole.TOKENS, AxisRole.TOKENS)),
    ],
)
def test_heads_of_attention(function, expected):
    trace, names = names_of(function, normal(4, 6), normal(3, 3))
    assert names.of(trace.results[1]) == expected
