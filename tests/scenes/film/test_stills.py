"""Which moment stands for a film."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.film.stills import best_shot


def doubled(x):
    return x + x


def test_weights_as_sheets_stand_for_a_film(digit_film):
    shot, second = best_shot(digit_film)
    turns = shot.player.act.turns
    begins, lasts = turns.starts[turns.peak], turns.lengths[turns.peak]
    assert shot.player.act.kind == "sheets"
    assert second == pytest.approx(float(shot.second_of(begins + 0.55 * lasts)))


def test_a_film_without_is_seen_near_the_end_of_its_longest_shot():
    film = Film(record(doubled, np.ones((2, 3))))
    shot, second = best_shot(film)
    assert shot.seconds == max(one.seconds for one in film.shots)
    assert second == pytest.approx(0.9 * shot.seconds)
