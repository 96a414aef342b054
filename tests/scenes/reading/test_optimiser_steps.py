"""Steps of optimisers are found in any spelling, and nothing else is one."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.optimiser_steps import descents, step_of
from scenes.reading.value_roles import roles_of

G = np.array([[0.5, -2.0, 0.25], [1.0, 0.0, -0.125]])
W = np.linspace(-1, 1, 6).reshape(2, 3)
BIG, FLAT, DEEP = np.ones((40, 30)), np.arange(4.0), np.ones((2, 3, 2, 2))


def momentum(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        v = 0.9 * v - 0.1 * g
        w += v
    return w


def momentum_in_place(w, g):
    v = np.zeros(w.shape)
    for _ in range(2):
        v *= 0.9
        v += g
        w = w - 0.1 * v
    return w


def momentum_of_a_mean(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        np.add(np.multiply(v, 0.9), 0.1 * g, out=v)
        w[:] = w - v * 0.1
    return w


def nesterov(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        before = v
        v = 0.9 * v - 0.1 * g
        w += -0.9 * before + 1.9 * v
    return w


def adagrad(w, g):
    mem = np.zeros_like(w)
    for _ in range(2):
        mem += g * g
        w += -0.1 * g / np.sqrt(mem + 1e-8)
    return w


def rmsprop(w, g):
    cache = np.zeros_like(w)
    for _ in range(2):
        cache = 0.9 * cache + 0.1 * np.square(g)
        w -= 0.01 * g / (np.sqrt(cache) + 1e-7)
    return w


def rmsprop_by_power(w, g):
    cache = np.zeros_like(w)
    for _ in range(2):
        cache[:] = cache * 0.9 + (g**2) * 0.1
        w = w - g * 0.01 / (cache + 1e-7) ** 0.5
    return w


def adam(w, g):
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t in range(1, 3):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        m_hat = m / (1 - 0.9**t)
        v_hat = v / (1 - 0.999**t)
        w = w - 0.01 * m_hat / (np.sqrt(v_hat) + 1e-8)
    return w


def adam_in_place(w, g):
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t in range(1, 3):
        m *= 0.9
        m += 0.1 * g
        v *= 0.999
        v += 0.001 * g * g
        rate = 0.01 * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        w -= rate * m / (np.sqrt(v) + 1e-8)
    return w


class Adam:
    """As it is written most often: dictionaries, a method, a loop."""

    def __init__(self, params):
        self.params, self.t = params, 0
        self.m = {key: np.zeros_like(value) for key, value in params.items()}
        self.v = {key: np.zeros_like(value) for key, value in params.items()}

    def moment(self, old, new, share):
        return share * old + (1 - share) * new

    def step(self, grads):
        self.t += 1
        for key, g in grads.items():
            self.m[key] = self.moment(self.m[key], g, 0.9)
            self.v[key] = self.moment(self.v[key], g * g, 0.999)
            m_hat = self.m[key] / (1 - 0.9**self.t)
            v_hat = self.v[key] / (1 - 0.999**self.t)
            self.params[key] -= 0.01 * m_hat / (np.sqrt(v_hat) + 1e-8)


def adam_of_a_class(w, g):
    optimiser = Adam({"w": w})
    optimiser.step({"w": g})
    optimiser.step({"w": g})
    return optimiser.params["w"]


def decayed(w, g):
    for _ in range(2):
        w = (1 - 0.5 * 0.01) * w - 0.5 * g
    return w


def of_several(w, g):
    weights = [w, 2 * np.ones(2)]
    gradients = [g, np.ones(2)]
    weights = [0.9 * one - 0.1 * grad for one, grad in zip(weights, gradients)]
    return weights


FOUND = [
    # call, how many, keeps of the way, of the roughness, of itself
    (momentum, 2, 0.9, None, 1),
    (momentum_in_place, 2, 0.9, None, 1),
    (momentum_of_a_mean, 2, 0.9, None, 1),
    (nesterov, 2, 0.9, None, 1),
    (adagrad, 2, None, 1, 1),
    (rmsprop, 2, None, 0.9, 1),
    (rmsprop_by_power, 2, None, 0.9, 1),
    (adam, 2, 0.9, 0.999, 1),
    (adam_in_place, 2, 0.9, 0.999, 1),
    (adam_of_a_class, 2, 0.9, 0.999, 1),
    (decayed, 2, None, None, 0.995),
]


def found_in(call, *arrays):
    trace = record(call, *(one.copy() for one in arrays))
    return list(descents(roles_of(trace)).values())


@pytest.mark.parametrize("call, count, way, rough, keeps", FOUND)
@pytest.mark.parametrize(
    "w, g",
    [
        (W, G),
        (W.astype(np.float32), G.astype(np.float32)),
        (FLAT, FLAT - 1.5),
        (FLAT[:, None], FLAT[:, None] + 1),
        (BIG, BIG * np.arange(30)),
        (DEEP, DEEP * 0.5),
    ],
)
def test_what_is_found(call, count, way, rough, keeps, w, g):
    found = found_in(call, w, g)
    assert len(found) == count
    for one in found:
        assert (one.way and round(one.way.keeps, 6)) == way
        assert (one.roughness and round(one.roughness.keeps, 6)) == rough
        assert one.keeps == pytest.approx(keeps)
        np.testing.assert_array_equal(one.gradient.array, g)
        # What came of it is the parameter as the next step finds it.
        np.testing.assert_allclose(
            one.now.array,
            one.keeps * one.before.array + step_of(one),
            rtol=1e-3,
            atol=1e-5,
        )
    for before, after in zip(found, found[1:]):
        np.testing.assert_array_equal(before.now.array, after.before.array)
        assert not before.numbers & after.numbers


@pytest.mark.parametrize("call, rate", [(adam, -0.01), (adam_of_a_class, -0.01)])
def test_young_memories_are_corrected(call, rate):
    first, second = found_in(call, W, G)
    assert first.corrections == pytest.approx((0.1, 0.001))
    assert second.corrections == pytest.approx((1 - 0.9**2, 1 - 0.999**2))
    assert (first.rate, second.rate) == pytest.approx((rate, rate))


def test_names_are_those_of_what_is_kept():
    first, second = found_in(adam_of_a_class, W, G)
    assert [one.name for one in first.memories] == ["m['w']", "v['w']"]
    assert first.name == second.name == "params['w']"


def no_memory(w, g):
    for _ in range(2):
        w -= 0.1 * g
    return w


def smoothed(w, g):
    """An average that no step reads is none of an optimiser's."""
    mean = np.zeros_like(w)
    for _ in range(2):
        mean = 0.9 * mean + 0.1 * w * g
    return mean


def mixed(w, g):
    return 0.5 * w + 0.5 * g


def gated(w, g):
    cell = np.zeros_like(w)
    for _ in range(2):
        cell = w * cell + g
    return cell


def penalised_gradient(w, g):
    """The gradient of a loss with a penalty, called as the parameter is."""
    w = g / 5 + 0.1 * w
    return w


def step_down_a_penalised_gradient(w, g):
    params = {"w": w}
    w = g / 5 + 0.1 * w
    params["w"] -= 0.5 * w
    return params


def of_two_gradients(w, g):
    m, v = np.zeros_like(w), np.zeros_like(w)
    m = 0.9 * m + 0.1 * g
    v = 0.9 * v + 0.1 * w**2
    w -= 0.1 * m / (np.sqrt(v) + 1e-8)
    return w


def without_a_root(w, g):
    v = np.zeros_like(w)
    v = 0.9 * v + 0.1 * g**2
    w -= 0.1 * g / (v + 1e-8)
    return w


def of_complex(w, g):
    v = np.zeros_like(w) * 1j
    v = 0.9 * v + 0.1j * g
    return w + v


@pytest.mark.parametrize(
    "call", [no_memory, mixed, gated, of_two_gradients, without_a_root, of_complex]
)
def test_near_misses(call):
    assert all(one.way is None for one in found_in(call, W, G))
    assert all(one.roughness is None for one in found_in(call, W, G))


@pytest.mark.parametrize(
    "call",
    [no_memory, mixed, gated, penalised_gradient, step_down_a_penalised_gradient],
)
def test_nothing_at_all(call):
    assert found_in(call, W, G) == []


@pytest.mark.parametrize("value", [0.0, np.nan, np.inf])
@pytest.mark.parametrize("call", [momentum, adam, adagrad, decayed])
def test_odd_gradients(call, value):
    odd = np.full((2, 3), value)
    with np.errstate(all="ignore"):
        found = found_in(call, W, odd)
    assert all(one.now.shape == (2, 3) for one in found)


def of_a_halved_gradient(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        np.multiply(g, 0.5, out=g)
        v = 0.9 * v + 0.1 * g
        w = w - 0.1 * v
    return w


def test_a_gradient_that_was_scaled_where_it_stands_is_what_it_is_then():
    roles = roles_of(record(of_a_halved_gradient, W.copy(), G.copy()))
    found = list(roles.read(descents).values())
    assert [(one.name, one.gradient.name) for one in found] == [("w", "g")] * 2
    for times, one in zip((0.5, 0.25), found):
        assert (one.way.keeps, one.way.takes) == pytest.approx((0.9, 0.1))
        np.testing.assert_allclose(one.gradient.array, times * G)
        assert "out=g" not in " ".join(each.expression for each in one.operations)
