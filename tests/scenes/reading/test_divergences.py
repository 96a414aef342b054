"""Kullback-Leibler divergences, and sums that are none."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.storyboard import film_steps
from scenes.reading.divergences import divergences
from scenes.reading.roles_once import known_roles
from scenes.words.naming import language


def shares(seed):
    powers = np.exp(np.random.default_rng(seed).normal(size=(4, 3)))
    return powers / powers.sum(axis=1, keepdims=True)


P, Q = shares(1), shares(2)


def of_a_quotient(p, q):
    return np.sum(p * np.log(p / q))


def of_two_logarithms(p, q):
    return (p * (np.log(p) - np.log(q))).sum(axis=1).mean()


def of_one_row(p, q):
    return np.sum(p[0] * np.log(p[0] / q[0]))


def of_a_reduced_product(p, q):
    return np.add.reduce(p * np.log(p / q), axis=1).mean()


def turned_over(p, q):
    return np.sum(p * -np.log(q / p))


def with_a_little_added(p, q):
    return np.sum(p * np.log(p / q + 1e-12))


def from_a_little_on(p, q):
    return np.sum(p * np.log(np.maximum(p / q, 1e-12)))


def within_limits(p, q):
    return np.sum(p * np.log(np.clip(p / q, 1e-12, 1e12)))


def where_there_is_a_share(p, q):
    return np.sum(p * np.where(p > 0, np.log(p / q), 0.0))


def of_a_product(p, q):
    return np.sum(p * np.log(p * (1 / q)))


@pytest.mark.parametrize(
    "function",
    [
        of_a_quotient,
        of_two_logarithms,
        of_one_row,
        of_a_reduced_product,
        turned_over,
        with_a_little_added,
        from_a_little_on,
        within_limits,
        where_there_is_a_share,
        of_a_product,
    ],
)
def test_found_however_it_is_written(function):
    trace = record(function, P, Q)
    (found,) = known_roles(trace).read(divergences).values()
    assert (found.of.array.flat[0], found.to.array.flat[0]) == (P[0, 0], Q[0, 0])
    acts = [act for step in film_steps(trace) for act in step.acts]
    (told,) = [act for act in acts if act.title.startswith("KL divergence")]
    assert (
        told.kind.startswith("collapse")
        and "0 only where both are the same" in told.lead
    )
    with language("zh"):
        acts = [act for step in film_steps(trace) for act in step.acts]
        assert any(act.title.startswith("KL 散度") for act in acts)


def entropy(p, q):
    return np.sum(p * np.log(p))


def crossed(p, q):
    return np.sum(p * np.log(q))


def other_weights(p, q):
    return np.sum(q * np.log(p / q))


def the_other_way_round(p, q):
    return np.sum(p * np.log(q / p))


def of_no_shares(p, q):
    return np.sum(3 * p * np.log(3 * p / q))


def of_some(p, q):
    return np.sum(p * np.log(p / q), where=p > 0)


def made_smoother(p, q):
    return np.sum(p * np.log((p + 0.001) / q))


@pytest.mark.parametrize(
    "function",
    [
        entropy,
        crossed,
        other_weights,
        the_other_way_round,
        of_no_shares,
        of_some,
        made_smoother,
    ],
)
def test_what_is_no_divergence(function):
    assert not known_roles(record(function, P, Q)).read(divergences)
