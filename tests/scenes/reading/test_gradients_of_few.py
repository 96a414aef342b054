"""Gradients in the smallest of networks: one example, one neuron, two classes."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.gradient_products import gradient_products
from scenes.reading.gradients_through import gradients_through
from scenes.reading.value_roles import roles_of
from tests.product_networks import normal


def shares_of(z):
    powers = np.exp(z - z.max())
    return powers / powers.sum()


def back_through(z, d):
    p = shares_of(z)
    return p * (d - (d * p).sum())


@pytest.mark.parametrize("count", [2, 3, 5])
def test_a_gradient_through_a_softmax_of_few(count):
    z, d = normal(count), normal(count)
    (through,) = roles_of(record(back_through, z, d)).read(gradients_through).values()
    assert (through.of.name, through.back.name) == ("z", "d")


def back_to_what_came(z, d):
    p = shares_of(z)
    return p * (d - (d * p).sum()) + 0.001


def back_of_no_number(z, d):
    p = shares_of(z)
    return p * (d / 0.0 - (d / 0.0 * p).sum())


@pytest.mark.parametrize("function", [back_to_what_came, back_of_no_number])
def test_what_is_no_gradient_through_it(function):
    with np.errstate(all="ignore"):
        roles = roles_of(record(function, normal(3), normal(3)))
    found = roles.read(gradients_through).values()
    results = [one.expression for one in roles.operations if one.number in found]
    assert len(found) == (function is back_to_what_came) and not results


def learn(x, y, params):
    w, b = params["w"], params["b"]
    d = x @ w + b - y
    dw = x.T @ d
    dx = d @ w.T
    w -= 0.1 * dw
    return dx


def in_columns(x, y, params):
    w, b = params["w"], params["b"]
    d = w.T @ x.T + b - y
    dw = d @ x
    dx = w @ d
    w -= 0.1 * dw.T
    return dx


@pytest.mark.parametrize("function", [learn, in_columns])
@pytest.mark.parametrize("examples, neurons", [(5, 1), (1, 3), (1, 1), (5, 3)])
def test_which_of_two_is_learned(function, examples, neurons):
    bias = (1, neurons) if function is learn else (neurons, 1)
    params = {"w": normal(4, neurons), "b": normal(*bias)}
    shape = (examples, neurons) if function is learn else (neurons, examples)
    roles = roles_of(record(function, normal(examples, 4), normal(*shape), params))
    found = sorted(roles.read(gradient_products).items())
    assert [one.is_of_weights for _, one in found] == [True, False]


def picked(x, w, y):
    p = shares_of((x @ w)[0])
    d = p.copy()
    d[int(y)] -= 1
    return x.T @ d[None]


def put(x, w, y):
    d = x @ w
    d[:, :1] = y
    return x.T @ d


def put_a_number(x, w, y):
    d = x @ w
    d[:, 0] = 1.0
    return x.T @ d


@pytest.mark.parametrize(
    "function, y, count",
    [
        (picked, np.array(2), 1),
        (put, normal(1, 1), 1),
        (put_a_number, np.array(2), 0),  # a column of ones compares nothing
    ],
)
def test_what_is_written_in_compares(function, y, count):
    roles = roles_of(record(function, normal(1, 4), normal(4, 3), y))
    assert len(roles.read(gradient_products)) == count
