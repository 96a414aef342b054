"""Where an array is kept and changed, in any spelling."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.plain_updates import plain_updates
from scenes.reading.value_roles import roles_of

W, G = np.ones((3, 2)), np.arange(6.0).reshape(3, 2)


class Net:
    def __init__(self):
        self.weights = [np.ones((3, 2)), np.ones(4)]
        self.params = {"W": np.ones((3, 2))}

    def each(self, g):
        self.weights = [
            w - (0.5 / 2) * nw for w, nw in zip(self.weights, [g, np.ones(4)])
        ]

    def by_key(self, g):
        grads = {}
        grads["W"] = g * 2
        for key in self.params:
            self.params[key] -= 0.25 * grads[key]

    def anew(self, g):
        for key in self.params:
            self.params[key] = self.params[key] - 0.25 * g


def in_place(w, g):
    w -= 0.25 * g


def anew(w, g):
    w = w - 0.25 * g
    return w


def rate_first(w, g):
    w = -0.25 * g + w
    return w


def by_parts(w, g):
    w -= 0.5 * g / 2
    return w


def stepped(w, g):
    return w - 0.25 * g


def called(w, g):
    w = stepped(w, g)
    return w


def twice(w, g):
    for _ in range(2):
        w = w - 0.25 * g
    return w


FOUND = [
    (in_place, [("w", -0.25)]),
    (anew, [("w", -0.25)]),
    (rate_first, [("w", -0.25)]),
    (by_parts, [("w", -0.25)]),
    (called, [("w", -0.25)]),
    (twice, [("w", -0.25)] * 2),
]


def updates_of(call, *arguments):
    trace = record(call, *(one.copy() for one in arguments))
    return list(plain_updates(roles_of(trace)).values())


def told(update):
    rate = None if update.rate is None else update.sign * update.rate.array.item()
    return update.old.name, rate


@pytest.mark.parametrize("call, names", FOUND)
@pytest.mark.parametrize("dtype", [float, np.float32])
@pytest.mark.parametrize("shape", [(3, 2), (6,), (1, 3, 1, 2), (1,)])
def test_what_is_found(call, names, dtype, shape):
    size = int(np.prod(shape))
    w, g = (one.ravel()[:size].reshape(shape).astype(dtype) for one in (W, G))
    found = updates_of(call, w, g)
    assert [told(one) for one in found] == names
    for one in found:
        change = one.sign * one.change.array
        np.testing.assert_allclose(change, -0.25 * g)
        np.testing.assert_array_equal(one.gradient.array, g)


def by_rate(w, g, lr):
    w -= lr * g


def by_rate_of_many(w, g, lr):
    w -= lr * g / len(g)


def test_a_number_of_the_code_is_the_rate_itself():
    """So that where it came from can be told."""
    trace = record(by_rate, W.copy(), G, np.float64(0.25))
    (one,) = plain_updates(roles_of(trace)).values()
    assert one.rate is not None
    assert (one.rate.name, one.rate.identity) == ("lr", trace.inputs[2].identity)
    (one,) = updates_of(by_rate_of_many, W, G, np.float64(0.25))
    assert (one.rate.name, one.rate.expression) == ("", "lr / len(g)")


def by_a_literal(w, g, lr):
    w -= 0.5 * g


def by_one_besides(w, g, lr):
    w -= lr * (1.0 * g)


def turned(w, g, lr):
    w += -g


@pytest.mark.parametrize(
    "call, rate, said",
    [(by_a_literal, 0.5, "0.5"), (by_one_besides, 0.5, "1.0 * lr"), (turned, -1.0, "")],
)
def test_a_rate_that_is_put_together_is_said_as_the_code_has_it(call, rate, said):
    (found,) = updates_of(call, W, G, np.array(0.5))
    value = found.rate
    assert (value.array.item(), value.name, value.expression) == (rate, "", said)


@pytest.mark.parametrize(
    "method, names",
    [
        ("each", [("weights[0]", -0.25), ("weights[1]", -0.25)]),
        ("by_key", [("params['W']", -0.25)]),
        ("anew", [("params['W']", -0.25)]),
    ],
)
def test_what_is_kept_in_an_object_has_its_name(method, names):
    found = updates_of(getattr(Net(), method), G)
    assert [told(one) for one in found] == names
    if method == "by_key":
        assert found[0].gradient.name == "grads['W']"


class Layer:
    """Arrays whose names its methods have for others, too."""

    def __init__(self):
        self.b, self.w = np.ones((3, 2)), np.ones((3, 2))

    def own(self, g):
        b = self.b + g
        return b

    def own_of_two(self, g):
        w, b = self.w - 0.25 * g, self.b + g
        return w + b

    def added(self, g):
        self.b = self.b + g

    def handed_back(self, g):
        b = self.b - 0.25 * g
        self.b = b

    def two_handed_back(self, g):
        w, b = self.w - 0.25 * g, self.b - 0.5 * g
        self.w, self.b = w, b

    def local(self, g):
        b = self.b
        b = b - 0.25 * g
        return b


def own_outside(layer, g):
    b = layer.b + g
    return b


def changed_outside(layer, g):
    layer.b = layer.b - 0.25 * g


@pytest.mark.parametrize(
    "call, names",
    [
        (Layer().own, []),
        (Layer().own_of_two, []),
        (Layer().added, [("b", None)]),
        (Layer().handed_back, [("b", -0.25)]),
        (Layer().two_handed_back, [("w", -0.25), ("b", -0.5)]),
        (Layer().local, [("b", -0.25)]),
    ],
)
def test_a_name_of_its_own_changes_nothing_that_is_kept(call, names):
    assert [told(one) for one in updates_of(call, G)] == names


@pytest.mark.parametrize(
    "call, names", [(own_outside, []), (changed_outside, [("layer.b", -0.25)])]
)
def test_a_name_of_its_own_is_none_of_an_object_that_is_given(call, names):
    found = plain_updates(roles_of(record(call, Layer(), G.copy()))).values()
    assert [told(one) for one in found] == names


def gathered(xs):
    total = np.zeros(2)
    for x in xs:
        total += x
    return total


def gathered_in_a_list(xs):
    sums = [np.zeros(2)]
    for x in xs:
        sums = [one + more for one, more in zip(sums, [x])]
    return sums


@pytest.mark.parametrize("call", [gathered, gathered_in_a_list])
def test_what_began_at_zero_is_a_sum(call):
    found = updates_of(call, G)
    assert [one.is_sum for one in found] == [True] * 3
    assert not any(one.rate for one in found)


def rescaled(w, g):
    total = np.zeros_like(w)
    total += g
    total *= 0.5
    total += g
    return total


def test_a_sum_that_was_scaled_is_none():
    assert [one.is_sum for one in updates_of(rescaled, W, G)] == [True, False]


def residual(x, g):
    x = x + g
    return x


def state(x, g):
    h = np.tanh(x)
    h = h + g
    return h


def of_a_whole_script(w, g):
    """All that it computes with is drawn in the call."""
    draw = np.random.default_rng(0).normal
    v, x = draw(size=(3, 3)) * 0.1, draw(size=(4, 3))
    x = x.reshape(2, 2, 3) @ v
    x = x + np.tanh(x) @ v
    return x


def another(w, g):
    v = w - 0.25 * g
    return v


def grown(w, g):
    w *= g
    return w


def by_a_row(w, g):
    w -= g[0]
    return w


def of_numbers(w, g):
    loss = 0.0
    loss += np.sum(w)
    return loss


@pytest.mark.parametrize(
    "call", [residual, state, of_a_whole_script, another, grown, by_a_row, of_numbers]
)
def test_near_misses(call):
    assert updates_of(call, W, G) == []


def test_the_rate_is_named_as_in_the_code():
    def learn(w, g, lr, n):
        w = w - lr * g / n
        return w

    trace = record(learn, W.copy(), G, 0.5, 4)
    (found,) = plain_updates(roles_of(trace)).values()
    assert (found.rate.array.item(), found.rate.expression) == (0.125, "lr / n")
    assert found.count == 3


def divided_twice(w, g):
    w -= (g / (w + 3.0)) / (g + 3.0)
    return w


def a_part_divided_twice(w, g):
    w -= ((g / (w + 3.0)) + g) / (g + 3.0)
    return w


@pytest.mark.parametrize("call", [divided_twice, a_part_divided_twice])
def test_what_is_divided_twice_is_one_change(call):
    """Not only the part of it that is divided once."""
    trace = record(call, W.copy(), G)
    (found,) = plain_updates(roles_of(trace)).values()
    assert found.count == 1
    np.testing.assert_allclose(found.change.array, W - trace.results[0].array)
