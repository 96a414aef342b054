"""Gradients through a softmax and through a normalisation, and near misses."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.storyboard import film_steps
from scenes.reading.gradients_through import gradients_through
from scenes.reading.roles_once import known_roles
from scenes.words.naming import language

RANDOM = np.random.default_rng(4)
X, D = RANDOM.normal(size=(5, 4)), RANDOM.normal(size=(5, 4))
GAIN, SHIFT = RANDOM.normal(size=4), RANDOM.normal(size=4)


def shares_of(z):
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def softmax(z, d):
    p = shares_of(z)
    return p * (d - (d * p).sum(axis=-1, keepdims=True))


def softmax_in_two_products(z, d):
    p = shares_of(z)
    back = p * d
    return back - p * back.sum(axis=1, keepdims=True)


def softmax_of_a_stack(z, d):
    p = shares_of(z[None])
    return p * (d - np.einsum("bij,bij->bi", d[None], p)[..., None])


def softmax_of_one(z, d):
    powers = np.exp(z[0] - z[0].max())
    p = powers / powers.sum()
    return p * (d[0] - np.dot(d[0], p))


def layer_norm(x, d, gain, shift):
    centred = x - x.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + 1e-5)
    n = centred / spread
    out = n * gain + shift
    dn = d * gain
    mean, along = (one.mean(axis=1, keepdims=True) for one in (dn, dn * n))
    return (dn - mean - n * along) / spread, out


def batch_norm(x, d, gain, shift):
    count = len(x)
    inverse = 1 / np.sqrt(x.var(axis=0) + 1e-5)
    n = (x - x.mean(axis=0)) * inverse
    out = gain * n + shift
    dn = d * gain
    sums = count * dn - dn.sum(axis=0) - n * (dn * n).sum(axis=0)
    return inverse / count * sums, out


def batch_norm_in_steps(x, d, gain, shift):
    centred = x - x.mean(axis=0)
    spread = np.sqrt((centred**2).mean(axis=0) + 1e-7)
    out = gain * (centred / spread) + shift
    dn = gain * d
    dcentred = dn / spread
    dspread = -(dn * centred / spread**2).sum(axis=0)
    dcentred = dcentred + 2 / len(x) * centred * (0.5 * dspread / spread)
    return dcentred - dcentred.sum(axis=0) / len(x), out


@pytest.mark.parametrize(
    "function, given, kind, of",
    [
        (softmax, (X, D), "softmax", "z"),
        (softmax_in_two_products, (X, D), "softmax", "z"),
        (softmax_of_a_stack, (X, D), "softmax", "z"),
        (softmax_of_one, (X, D), "softmax", ""),
        (layer_norm, (X, D, GAIN, SHIFT), "normalised", "x"),
        (batch_norm, (X, D, GAIN, SHIFT), "normalised", "x"),
        (batch_norm_in_steps, (X, D, GAIN, SHIFT), "normalised", "x"),
    ],
)
def test_found_however_it_is_computed(function, given, kind, of):
    trace = record(function, *given)
    (found,) = known_roles(trace).read(gradients_through).items()
    number, through = found
    result = next(one.result for _, one in trace.operations() if one.number == number)
    assert result.digest == trace.result.digest
    assert through.kind == kind and of in (through.of.name, "")
    titles = [act.title for step in film_steps(trace) for act in step.acts]
    back = "Back through the softmax" if kind == "softmax" else "Back through the norm"
    assert sum(title.startswith(back) for title in titles) == 1
    with language("zh"):
        told = [act.title for step in film_steps(trace) for act in step.acts]
    assert sum("传回" in title for title in told) == 1


def softmax_and_some_more(z, d):
    p = shares_of(z)
    return p * (d - (d * p).sum(axis=-1, keepdims=True) * 1.25)


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_numbers_of_few_digits_are_told_apart(kind):
    given = X.astype(kind), D.astype(kind)
    counts = [
        len(known_roles(record(one, *given)).read(gradients_through))
        for one in (softmax, softmax_and_some_more)
    ]
    assert counts == [1, 0]


def by_the_mean(z, d):
    p = shares_of(z)
    return p * (d - (d * p).mean(axis=1, keepdims=True))


def along_the_other_axis(z, d):
    p = shares_of(z)
    return p * (d - (d * p).sum(axis=0))


def not_times_the_shares(z, d):
    p = shares_of(z)
    return d - (d * p).sum(axis=1, keepdims=True)


def of_other_shares(z, d):
    p, q = shares_of(z), shares_of(d)
    return p * (d - (d * q).sum(axis=1, keepdims=True))


def mixed(z, d):
    return (shares_of(z) * d).sum(axis=1)


def without_the_spread(x, d):
    centred = x - x.mean(axis=1, keepdims=True)
    n = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + 1e-5)
    along = (d * n).mean(axis=1, keepdims=True)
    return d - d.mean(axis=1, keepdims=True) - n * along


def normalised_twice(x, d):
    n = (x - x.mean(axis=1, keepdims=True)) / np.sqrt(
        x.var(axis=1, keepdims=True) + 1e-5
    )
    return (n - n.mean(axis=1, keepdims=True)) / np.sqrt(
        n.var(axis=1, keepdims=True) + 1e-5
    )


@pytest.mark.parametrize(
    "function",
    [
        *(by_the_mean, along_the_other_axis, not_times_the_shares, of_other_shares),
        *(mixed, without_the_spread, normalised_twice),
    ],
)
def test_what_is_no_such_gradient(function):
    trace = record(function, X, D)
    assert not known_roles(trace).read(gradients_through)
