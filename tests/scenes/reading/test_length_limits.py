"""Arrays made no longer than a limit, and what only looks like it."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.storyboard import film_steps
from scenes.reading.length_limits import length_limits
from scenes.reading.roles_once import known_roles

RANDOM = np.random.default_rng(5)
G, H = 3 * RANDOM.normal(size=(3, 4)), RANDOM.normal(size=4)


def asked_first(g, h):
    norm = np.linalg.norm(g)
    if norm > 2.5:
        g = g * (2.5 / norm)
    return g


def the_smaller(g, h):
    norm = np.sqrt((g * g).sum())
    return g * min(1, 2.5 / norm)


def kept_from_zero(g, h):
    g *= 2.5 / (np.sqrt(np.sum(g**2)) + 1e-6)
    return g


def divided(g, h):
    return g / max(1, np.linalg.norm(g) / 2.5)


def all_together(g, h):
    total = np.sqrt(sum(np.sum(one**2) for one in (g, h)))
    return [one * (2.5 / total) for one in (g, h)]


@pytest.mark.parametrize(
    "function, counts",
    [
        (asked_first, [1]),
        (the_smaller, [1]),
        (kept_from_zero, [1]),
        (divided, [1]),
        (all_together, [2, 2]),
    ],
)
def test_found_however_it_is_written(function, counts):
    trace = record(function, G.copy(), H.copy())
    found = list(known_roles(trace).read(length_limits).values())
    assert [one.count for one in found] == counts
    arrays = [G, H][: counts[0]]
    length = sum(float(number) ** 2 for one in arrays for number in one.flat) ** 0.5
    for one in found:
        assert (one.limit, one.length) == (2.5, pytest.approx(length))
    acts = [act for step in film_steps(trace) for act in step.acts]
    told = [act for act in acts if act.title == "No longer than 2.5"]
    assert len(told) == len(counts) and f"{length:.4g} long" in told[0].lead


def short_enough(g, h):
    norm = np.linalg.norm(g)
    return g * min(1, 250 / norm)


def by_the_mean(g, h):
    return g * (0.25 / np.mean(np.abs(g)))


def by_another(g, h):
    return g * (0.25 / np.linalg.norm(h))


def by_the_square(g, h):
    return g * (2.5 / np.sum(g**2))


def longer(g, h):
    return h * (250 / np.linalg.norm(h))


def by_the_rate(g, h):
    return g * 0.1


@pytest.mark.parametrize(
    "function",
    [short_enough, by_the_mean, by_another, by_the_square, longer, by_the_rate],
)
def test_what_limits_no_length(function):
    assert not known_roles(record(function, G, H)).read(length_limits)


def by_no_more_than_half(g, h):
    return g * np.minimum(0.5, np.linalg.norm(g))


def by_one_above_its_length(g, h):
    return g * (1.0 / (np.linalg.norm(g) + 2.0))


def by_other_powers(g, h):
    return g * (2.5 / np.sqrt(np.sum(np.power(g, 4))))


def by_powers_of_each(g, h):
    return g * (2.5 / np.sqrt(np.sum(np.power(g, np.full(g.shape, 4.0)))))


ENDLESS = np.where(np.arange(12).reshape(3, 4) == 5, np.inf, G)


@pytest.mark.parametrize(
    "function, g",
    [
        (by_no_more_than_half, ENDLESS),
        (by_one_above_its_length, G * 0),
        (by_other_powers, G),
        (by_powers_of_each, G),
        (asked_first, G * np.nan),
    ],
)
def test_what_has_no_length_or_another_limits_none(function, g):
    assert not known_roles(record(function, g.copy(), H)).read(length_limits)


@pytest.mark.parametrize(
    "function, limit",
    [
        (lambda g, h: g * (0.5 / np.linalg.norm(g)), 0.5),
        (lambda g, h: g * (2.5 / np.sqrt(np.power(g, 2).sum())), 2.5),
        (lambda g, h: g * (2 / np.linalg.norm(g)), 2),
        (lambda g, h: g * (0.5 * (2.5 / np.linalg.norm(g)) * 2.0), 2.5),
    ],
)
def test_limits_below_one_and_in_whole_numbers(function, limit):
    trace = record(function, G.copy(), H.copy())
    (one,) = known_roles(trace).read(length_limits).values()
    assert one.limit == limit and one.count == 1
