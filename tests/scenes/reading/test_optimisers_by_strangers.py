"""Optimisers as strangers write them, and what only looks like one."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.optimiser_steps import descents
from scenes.reading.value_roles import roles_of

G = np.array([[0.5, -2.0, 0.25], [1.0, 0.0, -0.125]])
W = np.linspace(-1, 1, 6).reshape(2, 3)


def found_in(call, *arrays):
    roles = roles_of(record(call, *(one.copy() for one in arrays)))
    return list(descents(roles).values())


def nesterov_and_more(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        before = v
        v = 0.9 * v - 0.1 * g
        w = w - 0.9 * before + 1.9 * v - 0.01 * g
    return w


def by_powers(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        v = 0.9 * v + 0.1 * np.power(g, 2)
        w = w - 0.01 * g / (np.power(v, 0.5) + 1e-7)
    return w


def scaled_then_squared(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        v = 0.9 * v + (0.1 * g) * g
        w = w - 0.01 * g / np.sqrt(v + 1e-7)
    return w


def with_the_largest(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        v = 0.9 * v + 0.1 * g * g
        w = w - 0.01 * g / np.maximum(np.sqrt(v), 1e-7)
    return w


def divided_by_a_number(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        v = v / 2 + g / 4
        w = w - v / 8
    return w


def copied(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        v = 0.9 * v + g
        w = w.copy() - 0.1 * v.copy()
    return w


def written_whole(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        v[...] = 0.9 * v + g
        w[...] = w - 0.1 * v
    return w


def adagrad_divided(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        v += g**2
        w = w - 0.1 * g / np.sqrt(v + 1e-8) / 0.5
    return w


def followed_by_half(w, g):
    """Half of itself, and something more."""
    for _ in range(2):
        w = 0.5 * w - 0.1 * g
    return w


def followed_quickly(w, g):
    """A tenth of itself, and nine of the other."""
    for _ in range(2):
        w = 0.1 * w + 0.9 * g
    return w


@pytest.mark.parametrize(
    "call, way, rough, keeps, factors",
    [
        (nesterov_and_more, 0.9, None, 1, [-0.9, 1.9, -0.01]),
        (by_powers, None, 0.9, 1, [-0.01]),
        (scaled_then_squared, None, 0.9, 1, [-0.01]),
        (with_the_largest, None, 0.9, 1, [-0.01]),
        (divided_by_a_number, 0.5, None, 1, [-0.125]),
        (copied, 0.9, None, 1, [-0.1]),
        (written_whole, 0.9, None, 1, [-0.1]),
        (adagrad_divided, None, 1, 1, [-0.2]),
        (followed_by_half, None, None, 0.5, [-0.1]),
        (followed_quickly, None, None, 0.1, [0.9]),
    ],
)
def test_what_is_found(call, way, rough, keeps, factors):
    found = found_in(call, W, G)
    assert len(found) == 2
    for one in found:
        assert (one.way and one.way.keeps) == way
        assert (one.roughness and one.roughness.keeps) == rough
        assert one.keeps == keeps
        assert [part.factor for part in one.parts] == pytest.approx(factors)
        assert one.corrections == (None,) * len(one.memories)
        np.testing.assert_array_equal(one.gradient.array, G)


def by_a_cube(w, g):
    v = np.zeros_like(w)
    v = 0.9 * v + 0.1 * np.power(g, 3)
    return w - 0.1 * v


def by_powers_of_each(w, g):
    v = np.zeros_like(w)
    v = 0.9 * v + 0.1 * np.power(g, np.full(g.shape, 2.0))
    return w - 0.1 * v


def by_another_root(w, g):
    v = np.zeros_like(w)
    v = 0.9 * v + 0.1 * g * g
    return w - 0.1 * g / (np.power(v, 1.5) + 1.0)


def by_a_power_of_a_number(w, g):
    v = np.zeros_like(w)
    v = 0.9 * v + 0.1 * g * g
    w = w - 0.1 * g / np.power(0.5, v)
    return w


def by_an_exponential(w, g):
    v = np.zeros_like(w)
    v = 0.9 * v + 0.1 * g * g
    w = w - 0.1 * g / np.exp(np.sqrt(v))
    return w


def under_a_number(w, g):
    v = np.zeros_like(w)
    v = 0.9 * v + 0.1 * g * g
    w = w - 0.1 * g / (1.0 / np.sqrt(v + 1.0))
    return w


def less_than_a_number(w, g):
    v = np.zeros_like(w)
    v = 0.9 * v + 0.1 * g * g
    w = w - 0.1 * g / (9.0 - np.sqrt(v))
    return w


def reversed_as_it_is_written(w, g):
    v = np.zeros_like(w)
    v[::-1] = 0.9 * v + g
    w = w - 0.1 * v
    return w


def of_a_complex_share(w, g):
    v = np.zeros_like(w) + 0j
    v = (0.9 + 0j) * v + g
    w = w - 0.1 * v
    return w


def masked_in_place(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        v *= w > 0
        v += 0.5 * g
    return v


def growing(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        v = 1.5 * v + g
        w = w - 0.1 * v
    return w


def turning(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        v = -0.9 * v + g
        w = w - 0.1 * v
    return w


def forgetting_itself(w, g):
    v = np.zeros_like(w)
    for _ in range(2):
        v = 0.9 * v + g
        w = 0.0 * w - 0.1 * v
    return w


def of_two_memories(w, g):
    fast, slow = np.zeros_like(w), np.zeros_like(w)
    for _ in range(2):
        fast = 0.5 * fast + g
        slow = 0.9 * slow + g
        w = w - 0.1 * fast - 0.1 * slow
    return w


def with_another_gradient(w, g, other):
    v = np.zeros_like(w)
    for _ in range(2):
        v = 0.9 * v + g
        w = w - 0.1 * v - 0.1 * other
    return w


def of_a_gradient_that_comes_later(w, x):
    v = np.zeros_like(w)
    for _ in range(2):
        v *= 0.9
        g = np.tanh(x)
        v += g
        w = w - 0.1 * v
    return w


def keeping_little(w, g):
    for _ in range(2):
        w = 0.4 * w - 0.1 * g
    return w


def turned_about(w, g):
    for _ in range(2):
        w = 0.1 * w - 0.9 * g
    return w


@pytest.mark.parametrize(
    "call",
    [
        by_a_cube,
        by_powers_of_each,
        by_another_root,
        by_a_power_of_a_number,
        by_an_exponential,
        under_a_number,
        less_than_a_number,
        reversed_as_it_is_written,
        of_a_complex_share,
        masked_in_place,
        growing,
        turning,
        forgetting_itself,
        of_two_memories,
        with_another_gradient,
        of_a_gradient_that_comes_later,
        keeping_little,
        turned_about,
    ],
)
def test_what_is_none(call):
    given = (W, G, G * 2)[: call.__code__.co_argcount]
    assert [one for one in found_in(call, *given) if one.memories] == []
    if call in (keeping_little, turned_about, masked_in_place):
        assert found_in(call, *given) == []
