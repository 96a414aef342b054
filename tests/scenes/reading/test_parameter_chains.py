"""All that a parameter has been, from one update to the next."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.parameter_chains import parameter_chains
from scenes.reading.value_roles import roles_of

RANDOM = np.random.default_rng(0)
W, X = RANDOM.normal(size=(3, 3)), RANDOM.normal(size=(3, 2))

KEPT = {
    "multiply": lambda w: w * 0.99,
    "divide": lambda w: w / 1.01,
    "add": lambda w: w + 0.001,
    "subtract": lambda w: w - 0.001,
    "clip": lambda w: np.clip(w, -1.5, 1.5),
    "maximum": lambda w: np.maximum(w, -1.5),
    "minimum": lambda w: np.minimum(w, 1.5),
    "copy": lambda w: w.copy(),
    "array": lambda w: np.array(w),
    "asarray": lambda w: np.asarray(w, np.float32),
    "astype": lambda w: w.astype(np.float32),
    "nan_to_num": lambda w: np.nan_to_num(w),
    "where": lambda w: np.where(np.abs(w) < 0.01, 0.0, w),
    "round": lambda w: np.round(w, 3),
}


def chains_of(call):
    return roles_of(record(call, W.copy(), X.copy())).read(parameter_chains)


@pytest.mark.parametrize("kept", KEPT)
def test_what_is_only_kept_small_stays_the_same_parameter(kept):
    def trained(w, x):
        for _ in range(3):
            w -= 0.1 * (w @ x - 1.0) @ x.T
            w = KEPT[kept](w)
        return w

    (found,) = chains_of(trained)
    assert found.name == "w" and len(found.updates) == 3


def test_what_is_made_anew_between_updates_is_another_one():
    def trained(w, x):
        for _ in range(3):
            w -= 0.1 * (w @ x - 1.0) @ x.T
            w = np.tanh(w)
        return w

    assert [len(one.updates) for one in chains_of(trained)] == [1, 1, 1]


@pytest.mark.parametrize("times, updates", [(3, [3]), (4, [1, 1, 1])])
def test_only_little_may_stand_between_two_updates(times, updates):
    def trained(w, x):
        for _ in range(3):
            w -= 0.1 * (w @ x - 1.0) @ x.T
            for _ in range(times):
                w = np.maximum(w, -1.5)
        return w

    assert [len(one.updates) for one in chains_of(trained)] == updates


@pytest.mark.parametrize("begin, updates", [(2, [5]), (3, [])])
def test_the_first_three_updates_tell_whether_it_learns(begin, updates):
    def trained(w, x):
        for k in range(5):
            w -= 0.1 * ((w @ x - 1.0) @ x.T if k >= begin else np.ones((3, 3)))
        return w

    assert [len(one.updates) for one in chains_of(trained)] == updates


def test_rates_that_come_in_with_the_last_update_are_no_parameter():
    """Each weight has its own, which shrinks by itself: the first round does
    without."""

    def trained(w, x):
        rates = np.full((3, 3), 0.1)
        for k in range(2):
            change = (w @ x - 1.0) @ x.T
            if k == 0:
                w -= 0.1 * change
            else:
                w -= rates * change
            rates -= 0.1 * rates
        return w

    (found,) = chains_of(trained)
    assert found.name == "w" and len(found.updates) == 2
