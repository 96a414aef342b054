"""Which products go back over which, told from what was multiplied before."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.gradient_products import gradient_products
from scenes.reading.value_roles import roles_of
from tests import product_networks as of
from tests.product_networks import normal


def gradients(call, *arguments):
    found = roles_of(record(call, *arguments)).read(gradient_products)
    return [found[number] for number in sorted(found)]


NETWORKS = [
    (of.batch, of.ROWS, False),
    (of.batch_by_einsum, of.ROWS, False),
    (of.batch_of_columns, of.COLUMNS, True),
    (of.batch_of_sequences, of.SEQUENCES, False),
]


@pytest.mark.parametrize("call, arguments, over_columns", NETWORKS)
def test_weights_and_what_is_sent_back(call, arguments, over_columns):
    found = gradients(call, *arguments)
    told = [(one.of.name, one.is_of_weights) for one in found]
    assert told == [("w2", True), ("a", False), ("w1", True)]
    weights, sent, first = found
    assert (weights.source.name, weights.gradient.source.name) == ("a", "d")
    assert (sent.source.name, sent.gradient.source.name) == ("w2", "d")
    assert first.over_columns is weights.over_columns is over_columns


@pytest.mark.parametrize("call, arguments, _", NETWORKS)
def test_its_result_is_as_large_as_what_it_is_of(call, arguments, _):
    trace = record(call, *arguments)
    by_number = {one.number: one for _, one in trace.operations()}
    for number, found in roles_of(trace).read(gradient_products).items():
        assert by_number[number].result.array.size == found.of.array.size


def single(x, y, w, v):
    h = np.tanh(w @ x)
    d = v @ h - y
    gv = np.outer(d, h)
    dh = v.T @ d
    gw = (dh * (1 - h * h))[:, None] * x[None, :]
    return gv, gw


def test_of_single_columns():
    found = gradients(single, normal(3), normal(2), normal(4, 3), normal(2, 4))
    told = [(one.of.name, one.is_of_weights) for one in found]
    assert told == [("v", True), ("h", False), ("w", True)]


def descent(x, y, w):
    for _ in range(3):
        d = x @ w - y
        w -= 0.1 * (x.T @ d)
    return w


def test_each_time_in_a_loop():
    found = gradients(descent, normal(5, 3), normal(5, 2), normal(3, 2))
    assert [(one.of.name, one.is_of_weights) for one in found] == [("w", True)] * 3


def layer(x, w, b):
    return x @ w + b


def through_a_function(x, y, weights, bias):
    d = layer(x, weights, bias) - y
    return x.T @ d


def test_what_a_function_was_called_with_has_the_callers_name():
    arguments = normal(4, 3), normal(4, 2), normal(3, 2), normal(2)
    (found,) = gradients(through_a_function, *arguments)
    assert found.of.name == "weights"


def autoencoder(x, w, v, m, s):
    """What it is given it wants back; w moves as m and s remember."""
    for _ in range(3):
        h = np.tanh(x @ w)
        d = (h @ v - x) / x.size
        gv = h.T @ d
        gw = x.T @ (d @ v.T * (1 - h * h))
        m[...] = 0.9 * m + 0.1 * gw
        s[...] = 0.99 * s + 0.01 * gw * gw
        v -= 0.1 * gv
        w -= 0.1 * m / (np.sqrt(s) + 1e-8)


def test_what_goes_in_may_be_what_should_come_out():
    shapes = (5, 4), (4, 3), (3, 4), (4, 3), (4, 3)
    found = gradients(autoencoder, *(np.abs(normal(*shape)) for shape in shapes))
    told = [(one.of.name, one.is_of_weights) for one in found]
    assert told == [("v", True), ("h", False), ("w", True)] * 3


WEIGHTS = normal(3, 2)


def of_a_global(x, y):
    d = x @ WEIGHTS - y
    return d @ WEIGHTS.T


def test_what_nobody_saw_turned_over():
    (found,) = gradients(of_a_global, normal(4, 3), normal(4, 2))
    assert (found.source.name, found.of.name) == ("WEIGHTS", "x")
    assert found.is_of_weights is False


@pytest.mark.parametrize(
    "call, arguments",
    [
        (of.tied, (normal(4, 3), normal(3, 3), normal(3), normal(3))),
        (of.recurrent, (normal(4, 3), normal(3, 3), normal(3, 3))),
        (of.normal_equations, (normal(4, 4), normal(4, 4))),
        (lambda x, w: (x @ w) @ w.T, (normal(3, 3), normal(3, 3))),
        (lambda x, w: x.T @ (x @ w), (normal(3, 3), normal(3, 3))),
    ],
)
def test_what_goes_forward_is_no_gradient(call, arguments):
    def computed(*given):
        return call(*given)

    assert gradients(computed, *arguments) == []
