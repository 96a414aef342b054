"""Which operations change an array in place by something added to it."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.in_place_update import in_place_update
from tests.told import numbers


def added(w, g, rate):
    w += g


def taken(w, g, rate):
    w -= g


def by_function(w, g, rate):
    np.subtract(w, g, out=w)


def against_it(w, g, rate):
    np.subtract(g, w, out=w)


def times_rate(w, g, rate):
    w -= rate * g


def rate_behind(w, g, rate):
    w += g * rate


def divided(w, g, rate):
    w -= g / rate


def twofold(w, g, rate):
    w -= g * g


def negative(w, g, rate):
    w += -rate * g


def grown(w, g, rate):
    w *= g


def into_another(w, g, rate):
    np.add(g, g, out=w)


def of_something_else(w, g, rate):
    rest = g * rate
    w -= g
    return rest


def beside(w, g, rate):
    (g * rate, w.__isub__(g))


def anew(w, g, rate):
    return w - rate * g


def only_rate(w, g, rate):
    return rate * g


def operations_of(call, *arguments):
    trace = record(call, *arguments)
    return next(step.operations for step in trace.steps if step.operations)


@pytest.mark.parametrize(
    "call, sign, rate, is_gradient, count, is_taken",
    [
        (added, 1, None, False, 1, False),
        (taken, -1, None, False, 1, False),
        (by_function, -1, None, False, 1, False),
        (times_rate, -1, 0.5, True, 2, True),
        (rate_behind, 1, 0.5, True, 2, False),
        (negative, 1, -0.5, True, 2, True),
        (divided, -1, None, False, 2, False),
        (twofold, -1, None, True, 2, False),
    ],
)
def test_what_an_update_is(call, sign, rate, is_gradient, count, is_taken):
    w, g = numbers(3, 2), numbers(3, 2) + 1
    update = in_place_update(operations_of(call, w.copy(), g, 0.5))
    assert (update.sign, update.count) == (sign, count)
    np.testing.assert_array_equal(update.old.array, w)
    change = {divided: g / 0.5, twofold: g * g}.get(call, g * (rate or 1))
    np.testing.assert_array_equal(update.change.array, change)
    assert (update.rate and update.rate.array.item()) == rate
    assert (update.gradient is not None) == is_gradient
    if is_gradient:
        np.testing.assert_array_equal(update.gradient.array, g)
    assert update.is_taken == is_taken


@pytest.mark.parametrize(
    "call",
    [against_it, grown, into_another, of_something_else, beside, anew, only_rate],
)
def test_what_is_none(call):
    operations = operations_of(call, numbers(3, 2), numbers(3, 2) + 1, 0.5)
    assert in_place_update(operations) is None


@pytest.mark.parametrize("shape", [(1, 2), (2,), (3, 1)])
def test_what_is_spread_over_an_array_is_none(shape):
    assert (
        in_place_update(operations_of(added, numbers(3, 2), numbers(*shape), 1)) is None
    )


def test_a_rate_of_zero_takes_nothing():
    update = in_place_update(operations_of(times_rate, numbers(2), numbers(2), 0.0))
    assert update.rate.array == 0 and not update.is_taken
