"""What becomes of gradients: the bias's, the mean, the penalty's share."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.gradient_parts import gradient_parts
from scenes.reading.plain_updates import plain_updates
from scenes.reading.value_roles import roles_of
from scenes.words.naming import language
from tests.told import acts_of

DRAWN = np.random.default_rng(2)
X, Y = DRAWN.normal(size=(5, 4)), DRAWN.normal(size=(5, 3))


class Layer:
    def __init__(self):
        self.w, self.b = DRAWN.normal(size=(4, 3)), DRAWN.normal(size=3)

    def there(self, x):
        return x @ self.w + self.b

    def learn(self, x, y):
        d = self.there(x) - y
        dw = x.T @ d
        dw /= len(x)
        dw += 0.2 * self.w
        db = np.sum(d, axis=0)
        db = db / 5
        self.w -= 0.1 * dw
        self.b -= 0.1 * db

    def other_sums(self, x, y):
        d = self.there(x) - y
        dw = x.T @ d
        dw /= 7
        dw += 0.2 * x[:4, :3]
        rows = d.sum(axis=1)
        means = rows / 5
        self.w -= 0.1 * dw
        return means

    def largest(self, x, y):
        d = self.there(x) - y
        dw = x.T @ d
        self.w -= 0.1 * dw
        return d.max(axis=0)

    def columns(self, x, y):
        """Examples as columns; the bias is one."""
        bias = self.b[:, None]
        z = self.w.T @ x.T + bias
        d = z - y.T
        dw = d @ x
        db = d.sum(axis=1, keepdims=True)
        self.w -= 0.1 * dw.T
        return db


@pytest.fixture
def layer():
    return Layer()


def told(call):
    """(kind, title, lead) of what is told of gradients."""
    return [
        (act.kind, act.title, act.lead)
        for act in acts_of(call, X.copy(), Y.copy())
        if act.kind in ("collapse", "cells_combine", "update_grid")
    ]


PULL = {
    "en": "To the gradient 0.2 times w is added, which is the gradient of their "
    "squares: the larger a weight, the more it costs. The change has its own colour "
    "scale.",
    "zh": "梯度再加上 0.2 乘以 w，即其平方的梯度：权重越大，代价越大。"
    "变化用自己的色标。",
}


def test_of_biases_means_and_weights_that_cost(layer):
    mean, pull, bias, mean_of_bias, step = told(layer.learn)[-5:]
    assert mean[:2] == ("cells_combine", "dw: the mean over the 5 examples")
    assert pull[:2] == ("update_grid", "dw: what large weights cost, too")
    assert pull[2] == PULL["en"]
    assert bias[:2] == ("collapse", "db: the gradient of b")
    assert bias[2].startswith("b was added 5 times on the way there")
    assert mean_of_bias[:2] == ("cells_combine", "db: the mean over the 5 examples")
    assert step[1].startswith("Change w")


def test_they_are_told_in_chinese(layer):
    with language("zh"):
        acts = told(layer.learn)[-5:]
    titles = [title for _, title, _ in acts]
    assert acts[1][2] == PULL["zh"]
    assert "的梯度" in titles[2] and "平均" in titles[0] and "代价" in titles[1]


def test_other_sums_and_numbers_are_none(layer):
    titles = " ".join(title for _, title, _ in told(layer.other_sums))
    assert "gradient of b" not in titles
    assert "mean over the" not in titles
    assert "cost" not in titles


def test_where_examples_are_columns(layer):
    roles = roles_of(record(layer.columns, X, Y))
    (bias,) = roles.read(gradient_parts).of_biases.values()
    assert bias.array.size == 3


def test_the_largest_of_a_gradient_is_no_gradient(layer):
    roles = roles_of(record(layer.largest, X, Y))
    assert not roles.read(gradient_parts).of_biases


def divided(x, y, params):
    w = params[0]
    d = x @ w - y
    dw = x.T @ d
    mean = dw / len(x)
    some = np.divide(dw, len(x), where=dw > 0, out=np.zeros_like(dw))
    half = dw / 2.5
    other = len(x) / dw
    w -= 0.1 * mean
    return some, half, other


@pytest.mark.parametrize("count, mean", [(1, 0), (2, 2), (5, 5)])
def test_over_how_many_examples_a_mean_is(count, mean):
    roles = roles_of(record(divided, X[:count], Y[:count], [DRAWN.normal(size=(4, 3))]))
    parts = roles.read(gradient_parts)
    divisions = [one for one in roles.operations if one.function == "divide"]
    assert [parts.mean_over(one) for one in divisions] == [mean, 0, 0, 0]


def pulled(x, y, params, rate):
    w, b = params["w"], params["b"]
    d = x @ w + b - y
    dw = x.T @ d
    dw += rate * w
    w -= 0.1 * dw
    return dw


@pytest.mark.parametrize("rate, is_pull", [(0.2, True), (0.0, False), (-0.2, False)])
def test_what_large_weights_cost_is_a_share_of_them(rate, is_pull):
    params = {"w": DRAWN.normal(size=(4, 3)), "b": DRAWN.normal(size=3)}
    roles = roles_of(record(pulled, X, Y, params, np.array(rate)))
    parts = roles.read(gradient_parts)
    updates = roles.read(plain_updates).values()
    assert [parts.is_pull(one) for one in updates] == [is_pull, False]


def test_the_numbers_are_those_of_the_gradient(layer):
    """The mean of the parts is the slope of half the mean squared error."""
    w, b = layer.w.copy(), layer.b.copy()
    trace = record(layer.learn, X, Y)
    parts = roles_of(trace).read(gradient_parts)
    by_number = {one.number: one for _, one in trace.operations()}
    ((number, _),) = parts.of_biases.items()
    shift = np.zeros(3)
    shift[1] = 1e-6

    def cost(bias):
        return ((X @ w + bias - Y) ** 2).sum() / 2

    slope = (cost(b + shift) - cost(b - shift)) / 2e-6
    np.testing.assert_allclose(by_number[number].result.array[1], slope, rtol=1e-6)
