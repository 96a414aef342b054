"""The divergence of a variational autoencoder, against integrals by sampling."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.normal_divergences import normal_divergences
from scenes.reading.roles_once import known_roles
from scenes.words.naming import language
from tests.told import acts_of

RANDOM = np.random.default_rng(3)
MEAN, LOGARITHM = RANDOM.normal(size=(2, 4, 3)).round(2)
SPREAD = np.exp(0.5 * LOGARITHM)


def by_the_logarithm(mu, logvar):
    return -0.5 * np.sum(1 + logvar - mu**2 - np.exp(logvar))


def halves_inside(mu, logvar):
    kl = 0.5 * (np.exp(logvar) + mu * mu - 1 - logvar)
    return kl.sum(axis=1).mean()


def after_a_layer(mu, logvar):
    mu, logvar = np.tanh(mu) * 1.5, logvar @ np.eye(3)
    return -0.5 * np.mean(1 + logvar - np.square(mu) - np.exp(logvar))


def by_the_spread(mu, sigma):
    return -0.5 * np.sum(1 + np.log(sigma**2) - mu**2 - sigma**2)


def by_the_variance(mu, variance):
    return 0.5 * np.sum(variance + mu**2 - 1.0 - np.log(variance))


@pytest.mark.parametrize(
    "call, given, kind",
    [
        (by_the_logarithm, LOGARITHM, "logarithm"),
        (halves_inside, LOGARITHM, "logarithm"),
        (after_a_layer, LOGARITHM, "logarithm"),
        (by_the_spread, SPREAD, "spread"),
        (by_the_variance, SPREAD**2, "variance"),
    ],
)
def test_found_however_it_is_written(call, given, kind):
    trace = record(call, MEAN.copy(), given.copy())
    (found,) = known_roles(trace).read(normal_divergences).values()
    assert found.kind == kind and found.mean.name == "mu"
    assert found.given.name == {"spread": "sigma", "variance": "variance"}.get(
        kind, "logvar"
    )


def test_found_among_short_floats_too():
    given = MEAN.astype(np.float32), LOGARITHM.astype(np.float32)
    trace = record(by_the_logarithm, *given)
    (found,) = known_roles(trace).read(normal_divergences).values()
    assert (found.mean.name, found.given.name) == ("mu", "logvar")


def test_it_is_the_divergence():
    """The mean logarithm of how much likelier numbers are under their own normal."""
    numbers = MEAN[0, 0] + SPREAD[0, 0] * RANDOM.standard_normal(400_000)
    own = -0.5 * ((numbers - MEAN[0, 0]) / SPREAD[0, 0]) ** 2 - np.log(SPREAD[0, 0])
    sampled = (own + 0.5 * numbers**2).mean()
    assert by_the_logarithm(MEAN[0, 0], LOGARITHM[0, 0]) == pytest.approx(
        sampled, abs=0.01
    )


def without_one(mu, logvar):
    return -0.5 * np.sum(logvar - mu**2 - np.exp(logvar))


def not_squared(mu, logvar):
    return -0.5 * np.sum(1 + logvar - mu - np.exp(logvar))


def other_variance(mu, logvar):
    return -0.5 * np.sum(1 + logvar - mu**2 - np.exp(0.5 * logvar))


def squares(mu, logvar):
    return np.sum((mu - logvar) ** 2 + 1.0)


def of_some(mu, logvar):
    return -0.5 * np.sum(1 + logvar - mu**2 - np.exp(logvar), where=mu > 0)


@pytest.mark.parametrize(
    "call", [without_one, not_squared, other_variance, squares, of_some]
)
def test_what_is_none(call):
    trace = record(call, MEAN.copy(), LOGARITHM.copy())
    assert not known_roles(trace).read(normal_divergences)


ENGLISH = (
    "How far numbers with mean mu and {} are from mean 0 and variance 1: half the sum "
    "of variance + mean² − 1 − log variance, which is 0 only there."
)
CHINESE = (
    "均值为 mu、{}的数离均值 0、方差 1 有多远："
    "方差 + 均值² − 1 − 方差的对数之和的一半，只有在那里才为 0。"
)


@pytest.mark.parametrize(
    "call, given, english, chinese",
    [
        (by_the_logarithm, LOGARITHM, "log variance logvar", "方差的对数为 logvar "),
        (by_the_variance, SPREAD**2, "variance variance", "方差为 variance "),
        (by_the_spread, SPREAD, "spread sigma", "标准差为 sigma "),
    ],
)
def test_it_is_told(call, given, english, chinese):
    for spoken, title, lead in (
        (
            "en",
            "KL divergence: how far from the standard normal",
            ENGLISH.format(english),
        ),
        ("zh", "KL 散度：离标准正态有多远", CHINESE.format(chinese)),
    ):
        with language(spoken):
            acts = acts_of(call, MEAN.copy(), given.copy())
        (act,) = (one for one in acts if one.title == title)
        assert act.lead == lead and act.kind == "collapse"


@pytest.mark.parametrize(
    "scale, more, count",
    [(0.1, 0.5e-9, 1), (0.1, 1.5e-9, 0), (3, 2e-9, 1), (3, 2e-6, 0)],
)
def test_how_close_it_has_to_be(scale, more, count):
    """To a billionth of the largest, or of 1."""

    def nearly(mu, logvar):
        return (0.5 * (np.exp(logvar) + mu * mu - 1 - logvar) + more).sum()

    trace = record(nearly, MEAN * scale, LOGARITHM * scale)
    assert len(known_roles(trace).read(normal_divergences)) == count


@pytest.mark.parametrize("before, count", [(4, 1), (5, 0)])
def test_the_mean_is_one_of_the_first_six_arrays(before, count):
    def computed(mu, logvar):
        for _ in range(before):
            logvar = logvar + 0.0
        return np.sum(0.5 * (np.exp(logvar) + mu * mu - 1 - logvar))

    trace = record(computed, MEAN.copy(), LOGARITHM.copy())
    assert len(known_roles(trace).read(normal_divergences)) == count
