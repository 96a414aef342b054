"""Draws by shares: how many have room, how many are listed, how long they take."""

import numpy as np
import pytest

from scenes.words.naming import language
from tests.told import acts_of

SHARES = np.array([0.125, 0.5, 0.375])


def drawn(shares, count, seed):
    rng = np.random.default_rng(seed)
    k = rng.choice(len(shares), size=count, p=shares)
    return k


def one_drawn(shares, seed):
    rng = np.random.default_rng(seed)
    return rng.choice(len(shares), p=shares)


def draw(call, *given):
    return next((act for act in acts_of(call, *given) if act.kind == "draw"), None)


NUMBER = f"{np.random.default_rng(5).random():.3f}"
FIRST = int(np.random.default_rng(5).choice(3, p=SHARES))
SHARE = f"{SHARES[FIRST]:.3f}"


@pytest.mark.parametrize(
    "count, seconds, is_listed",
    [(1, 7.0, False), (2, 8.6, True), (12, 8.6, True), (13, 8.6, False)],
)
def test_up_to_twelve_that_were_drawn_are_listed(count, seconds, is_listed):
    result = np.random.default_rng(5).choice(3, size=count, p=SHARES).tolist()
    listed = ", ".join(map(str, result))
    act = draw(drawn, SHARES, count, 5)
    assert (act.result_name, act.seconds) == ("k", seconds)
    assert act.outcome == (
        f"{'It' if count == 1 else 'The first'} falls at {NUMBER}, into number "
        f"{FIRST}, whose share is {SHARE}." + f" Drawn are {listed}." * is_listed
    )
    with language("zh"):
        act = draw(drawn, SHARES, count, 5)
    assert act.outcome.endswith(f"抽到的是 {listed}。") == is_listed
    assert f"落在 {NUMBER}，属于第 {FIRST} 个，其份额是 {SHARE}。" in act.outcome


@pytest.mark.parametrize("count, is_shown", [(2, True), (400, True), (401, False)])
def test_four_hundred_shares_have_room(count, is_shown):
    act = draw(one_drawn, np.full(count, 1 / count), 5)
    assert (act is not None) == is_shown
    if is_shown:
        assert act.result_name == "rng.choice(len(shares), p=shares)"
