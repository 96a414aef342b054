"""Which value is the best so far, as argmax and argmin look at one by one."""

import re

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from tests.truth_of_numbers import says

VALUES = {
    "one after the other": [1.0, 2.0, 5.0, 3.0],
    "alike": [1.0, 4.0, 4.0, 2.0, 4.0, 1.0],
    "all alike": [2.0, 2.0, 2.0],
    "zeros of both signs": [-0.0, 0.0, -0.0],
    "no numbers": [1.0, np.nan, 9.0, np.nan, -9.0],
    "infinities": [0.0, np.inf, -np.inf, np.inf, -np.inf],
}


def largest(x):
    return np.argmax(x)


def smallest(x):
    return np.argmin(x)


@pytest.mark.parametrize(
    "call, function", [(largest, np.argmax), (smallest, np.argmin)]
)
@pytest.mark.parametrize("name", VALUES)
def test_the_best_so_far_is_what_numpy_would_pick(name, call, function):
    values = np.array(VALUES[name]).reshape(-1, 1)
    film = Film(record(call, values))
    player = film.shots[-1].player
    assert player.act.kind == "pick"
    picked = [int(function(values[: k + 1])) for k in range(len(values))]
    assert player.best == picked and player.answer == picked[-1]
    for time in np.linspace(0, player.turns.end, 40, endpoint=False):
        if words := player.words(time):
            index, number = re.search(r" (\d+) with (\S+)\.$", words).groups()
            assert says(number, values[int(index), 0])
            assert picked.index(int(index)) <= player.turns.at(time)[0]
    assert f"is {picked[-1]}, " in player.words(player.act.seconds)
