"""Which calls are drawn as a curve: only where it is what was recorded."""

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.film.film import Film
from scenes.reading.elementwise import takes


def step(x):
    return x > 0


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_into(x, out=np.zeros((3, 1))):
    return np.divide(1, 1 + np.exp(-x), out=out)


def rooted(x):
    return np.sqrt(x - 100)


def negated(x):
    return -x


def exp_where(x):
    return np.exp(x, where=x > -100, out=np.zeros((3, 1)))


def exp_of_few_bits(x):
    return np.exp(x, dtype=np.float32)


def spun(x):
    return np.exp(x) * 2


def turned_to_complex(x):
    return x * 1j


def length_of_turned(x):
    return np.absolute(x * 1j)


def called(function, x):
    y = function(x)
    return y


def curve(function, x):
    """The ElementwiseFunction that a film shows for a call, or None."""
    trace = record(lambda values: called(function, values), x)
    return next(
        (
            shot.player.act.function
            for shot in Film(trace).shots
            if shot.player.act.kind == "curve"
        ),
        None,
    )


X = np.array([[1.0], [-2.0], [3.0]])
BYTES = np.array([[1], [2], [5]], np.uint8)


@pytest.mark.parametrize(
    "function, x",
    [
        (step, X),
        (sigmoid, X),
        (sigmoid_into, X),
        (rooted, X + 200),
        (negated, X),
        (length_of_turned, X),
        (negated, BYTES.astype(np.int8)),
        (sigmoid, X.astype(np.float16)),
    ],
)
def test_a_curve_through_all_that_was_recorded(function, x):
    found = curve(function, x)
    np.testing.assert_allclose(found(x), found.result.array.astype(float), rtol=1e-3)
    assert found(np.linspace(-9, 9, 7)).dtype == np.float64


@pytest.mark.parametrize(
    "function, x",
    [
        (exp_of_few_bits, X),
        (negated, BYTES),
        (spun, np.array([[300.0], [5.0], [11.0]], np.float16)),
    ],
)
def test_no_curve_that_is_not_what_was_recorded(function, x):
    with np.errstate(all="ignore"):
        assert curve(function, x) is None


@pytest.mark.parametrize("function, x", [(spun, X + 1j), (turned_to_complex, X)])
def test_no_curve_of_complex_numbers(function, x):
    def and_real(values):
        return called(function, values), np.ones((3, 1)) * 2

    film = Film(record(and_real, x))
    assert {shot.player.act.kind for shot in film.shots} <= {
        "generic",
        "arrive",
        "begins",
        "cells_combine",
    }


def test_no_curve_with_a_mask():
    assert curve(exp_where, X) is None


@pytest.mark.parametrize(
    "function, reach",
    [
        (step, (0.0, 1.0)),
        (sigmoid, (0.0, 1.0)),
        (negated, (-40.0, 40.0)),
        (rooted, (np.inf, -np.inf)),
    ],
)
def test_the_reach_of_a_curve(function, reach):
    with np.errstate(all="ignore"):
        assert curve(function, X).reach == reach


@pytest.mark.parametrize(
    "count, goes", [(1, False), (2, True), (32, True), (33, False)]
)
def test_columns_that_go_through_a_curve(count, goes):
    for shape in (count,), (count, 1):
        assert takes(Value.of(np.ones(shape)), Value.of(np.zeros(shape))) is goes
