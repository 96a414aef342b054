"""Products as layers: which side is learned, what is added, what they go through."""

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.reading.activations import activations
from scenes.reading.data_flow import data_flow
from scenes.reading.dense_layers import longest_chain
from scenes.reading.example_counts import example_counts
from scenes.reading.value_roles import roles_of
from tests.product_networks import normal

X, W, V, B = normal(3, 4), normal(4, 5), normal(5, 2), normal(5)


def roles_in(function, *given):
    with np.errstate(all="ignore"):
        return roles_of(record(function, *given))


def told(function, *given):
    """Of each layer (its weights' name, its biases' name, what it goes through)."""
    found = []
    for layer in longest_chain(roles_in(function, *given)):
        through = layer.activation
        name = through.function.name if through and through.function else None
        if through and through.softmax:
            name = "softmax"
        biases = layer.biases and (layer.biases.name or layer.biases.expression)
        found.append((layer.weights.value.name, biases, name))
    return found


def softmax(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def listed(x, w):
    return np.asarray([[1.0, 2.0, 3.0, 4.0]]) @ w


@pytest.mark.parametrize(
    "function, given, layers",
    [
        (lambda x, w, b: np.tanh(x @ w + b), (X, W, B), [("w", "b", "tanh")]),
        (lambda x, w, b: x @ w + b, (X, W, np.array(0.5)), [("w", "b", None)]),
        (lambda x, w: np.tanh(x @ w + 0.5), (X, W), [("w", None, "f")]),
        (lambda x, w, b: x @ w + b, (X, W, B + 1j), [("w", None, None)]),
        (lambda x, w, b: x @ w + b, (X, W, normal(3, 5)), [("w", None, None)]),
        (
            lambda x, w, v: np.tanh(x @ w) @ v,
            (X, W, V),
            [("w", None, "tanh"), ("v", None, None)],
        ),
        (lambda x, w: softmax(x @ w), (X, W), [("w", None, "softmax")]),
        (lambda x, w: softmax(x @ w).T, (X, W), [("w", None, "softmax")]),
        (listed, (X, W), [("w", None, None)]),
        (lambda x, w: x @ w, (X[:0], W), []),
        (lambda x, w: x @ w, (X[:, :0], W[:0]), []),
        (lambda x, w: x @ w, (X, W[:, :0]), []),
        (lambda x, w: x @ w, (normal(2, 3, 4), normal(2, 4, 5)), []),
    ],
)
def test_layers(function, given, layers):
    assert told(function, *given) == layers


def sigmoid_of_one(x, w, more):
    z = x @ w
    for _ in range(more):
        z = z + 0.0
    return 1 / (1 + np.exp(-z))


@pytest.mark.parametrize("x", [0.5, np.nan])
@pytest.mark.parametrize("more, is_known", [(0, True), (4, True), (5, False)])
def test_the_curve_of_a_single_number(x, more, is_known):
    roles = roles_in(sigmoid_of_one, np.full((1, 1), x), np.ones((1, 1)), more)
    sums = next(one for one in roles.operations if one.function == "matmul").result
    names = [one.function.name for one in activations(roles, sums)]
    assert names == ["sigmoid"] * is_known + ["exp(−x)"]


def into_room(x, w):
    h = np.dot(x, w, np.zeros((3, 5)))
    w -= 0.1 * (x.T @ h)
    return h


def plain(x, w):
    h = np.dot(x, w)
    w -= 0.1 * (x.T @ h)
    return h


def test_how_many_examples_there_are():
    assert roles_in(plain, X.copy(), W.copy()).read(example_counts) == {3}
    assert roles_in(into_room, X.copy(), W.copy()).read(example_counts) == set()


def in_rounds(x):
    for _ in range(3):
        x = x * 2
        x = x + 1
    return x


def test_where_code_runs_again():
    flow = roles_in(in_rounds, X.copy()).read(data_flow)
    assert [one.function for one in flow.operations] == ["multiply", "add"] * 3
    assert flow.recurs(0, after=0, until=2) and flow.recurs(0, after=1, until=2)
    assert not flow.recurs(0, after=0, until=1)
    assert not flow.recurs(0, after=2, until=3)
    assert not flow.recurs(0, after=4, until=9)


def bent(z):
    y = 1 / (1 + np.exp(-1.01 * z))
    return y


def plain_sigmoid(z):
    y = 1 / (1 + np.exp(-z))
    return y


@pytest.mark.parametrize("function, is_sigmoid", [(plain_sigmoid, True), (bent, False)])
def test_a_curve_that_nearly_is_a_sigmoid(function, is_sigmoid):
    def outside(z):
        y = function(z)
        return y

    z = np.linspace(-2, 2, 5)
    roles = roles_in(outside, z)
    (curve,) = roles.functions.values()
    assert curve.is_sigmoid is is_sigmoid
    y = 1 / (1 + np.exp(-z * (1 if is_sigmoid else 1.01)))
    slope = y * (1 - y) * (1 if is_sigmoid else 1.01)
    assert curve.has_slope(Value.of(slope))
    assert not curve.has_slope(Value.of(slope * 1.001))
    assert not curve.has_slope(Value.of(slope[:4]))
    assert not curve.has_slope(Value.of(slope.reshape(5, 1)))
