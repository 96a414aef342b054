"""How far readings look back: at each limit something is found, one operation further
it is not."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.affine_layers import affine_layers
from scenes.reading.attention_found import attentions
from scenes.reading.backwards import behind
from scenes.reading.dense_layers import dense_layers
from scenes.reading.gradients_through import gradients_through
from scenes.reading.normalised_found import normalised
from scenes.reading.own_curves import layer_behind
from scenes.reading.paired_cells import comes_from
from scenes.reading.plain_updates import plain_updates
from scenes.reading.value_roles import roles_of
from scenes.reading.weighted_sums import root_of, weighted_sum
from scenes.reading.written_cells import one_hots

RNG = np.random.default_rng(8)
X, W = RNG.normal(size=(3, 4)), RNG.normal(size=(4, 4))
VARIANCE = np.array([1.5, 0.5, 2.0, 3.0])


def turned(value, times):
    for _ in range(times):
        value = -value
    return value


def read(call, *given):
    trace = record(lambda *given: call(*given), *(one.copy() for one in given))
    return trace, roles_of(trace)


def numbers_behind(times):
    _, roles = read(lambda x: turned(x, times), X)
    last = roles.operations[-1]
    numbers = [one.number for one in behind(last, roles.makers, lambda one: True)]
    return numbers == [one.number for one in roles.operations]


def product_behind(times):
    def through(x, w, v):
        return v @ turned(x @ w, times)

    _, roles = read(through, X, W, X.T)
    *_, readings = roles.read(dense_layers)
    return {one.is_left for one in readings} == {True}


def comes_by_product(times):
    trace, roles = read(lambda x, w: turned(x @ w, times), X, W)
    return comes_from(roles.operations[-1].result, trace.inputs[0], roles)


def slope_behind(times):
    def back(x, w, d):
        y = 1 / (1 + np.exp(-(x @ w)))
        slope = y * (1 - y)
        for _ in range(times):
            slope = slope * 2.0
        return slope

    _, roles = read(back, X, W, X)
    layers = list({id(one): one for one in roles.read(affine_layers).values()}.values())
    return layer_behind(roles.operations[-1].result, layers, roles) is not None


def slope_behind_biases(times):
    def back(x, w, b, d):
        z = x @ w
        for _ in range(times):
            z = z + b
        y = 1 / (1 + np.exp(-z))
        return d * y * (1 - y)

    _, roles = read(back, X, W, VARIANCE, X)
    layers = list({id(one): one for one in roles.read(affine_layers).values()}.values())
    return layer_behind(roles.operations[-1].result, layers, roles) is not None


def root_behind(times):
    def scaled(v):
        v = np.sqrt(v)
        for _ in range(times - 1):
            v = v / 2
        return v

    trace, roles = read(scaled, VARIANCE)
    own = trace.inputs[0].identity
    ends = roles.makers, lambda value: value.identity == own
    return root_of(trace.result, *ends) is not None


def update_of_all(times):
    def step(w, g):
        if times == 6:
            w -= g * 0.5 * 0.5 * 0.5 * 0.5 * 0.5 * 0.5
        else:
            w -= g * 0.5 * 0.5 * 0.5 * 0.5 * 0.5 * 0.5 * 0.5

    _, roles = read(step, W, W.T)
    (found,) = roles.read(plain_updates).values()
    return found.count == len(roles.operations)


def opened_sum(times):
    trace, roles = read(lambda x: turned(x, times), X)
    found = weighted_sum(trace.result, roles.makers, lambda value, made: True)
    (term,) = found.terms.values()
    return term.value.identity == trace.inputs[0].identity


def attention_behind(times):
    def attended(q, k, v):
        scores = q @ k.T
        for _ in range(times):
            scores = scores * 0.9
        powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return powers / powers.sum(axis=-1, keepdims=True) @ v

    _, roles = read(attended, X, X + 1.0, X - 1.0)
    return len(roles.read(attentions)) > 0


def normalised_by_kept(times):
    def shifted(x, mean, var):
        for _ in range(times - 1):
            var = np.maximum(var, 1e-9)
        return (x - mean) / np.sqrt(var)

    _, roles = read(shifted, X, np.arange(4.0), VARIANCE)
    return len(roles.read(normalised)) > 0


def normalised_by_own(times):
    def own(x):
        mean, std = x.mean(axis=1, keepdims=True), x.std(axis=1, keepdims=True)
        for _ in range(times):
            std = np.maximum(std, 1e-9)
        return (x - mean) / std

    _, roles = read(own, X)
    return len(roles.read(normalised)) > 0


def gradient_of_shares(times):
    """The difference in it is as good as what came back: the first that is tried."""

    def back(z, d):
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        own = p * (d - (p * d).sum(axis=1, keepdims=True))
        for _ in range(times - 1):
            own = own + 0.0
        return own

    _, roles = read(back, X, X[::-1] + 1.0)
    return roles.operations[-1].number in roles.read(gradients_through)


def zeros_before(times):
    def one_hot(x, labels):
        rows = np.zeros((3, 4))
        for _ in range(times):
            x = -x
        rows[np.arange(3), labels] = 1
        return rows

    _, roles = read(one_hot, X, np.array([1, 0, 2]))
    (made,) = roles.read(one_hots).values()
    return made.before is None


@pytest.mark.parametrize(
    "found, limit",
    [
        (zeros_before, 10),
        (numbers_behind, 48),
        (gradient_of_shares, 16),
        (product_behind, 199),
        (comes_by_product, 399),
        (slope_behind, 38),
        (slope_behind_biases, 4),
        (opened_sum, 41),
        (root_behind, 39),
        (attention_behind, 11),
        (update_of_all, 6),
        (normalised_by_kept, 12),
        (normalised_by_own, 21),
    ],
)
def test_how_far_is_looked_back(found, limit):
    assert found(limit)
    assert not found(limit + 1)
