"""How much of each film stands still: only what has to be read."""

import numpy as np
import pytest

from scenes.film.film import Film
from tests.frames import drawn_at
from tests.scene_films import LENGTHS
from tests.small_film import small_trace
from tests.stillness import EVERY, longest_stills, still_share, stillness

# Share of each film at most: a fifth, and less where less was reached.
MOST = {
    "forward": 0.17,
    "backprop": 0.19,
    "learning_step": 0.18,
    "training": 0.16,
    "mistakes": 0.19,
    "neurons": 0.14,
}
LONGEST = 5.4  # seconds that nothing moves, in any film


@pytest.mark.parametrize("name", LENGTHS)
def test_how_much_of_a_film_stands_still(films, name):
    assert still_share(films[name]) <= MOST[name]
    assert longest_stills(films[name], 1)[0][0] <= LONGEST


def test_it_is_still_where_no_pixel_changes():
    """Told from drawn frames, whose timeline at the foot is left out."""
    film = Film(small_trace())
    looks = list(stillness(film))
    assert {still for _, still in looks} == {True, False}
    wrong = []
    for second, still in looks[::3]:
        frames = []
        for moment in (second - EVERY, second):
            shot, within = film.at(moment)
            frame = drawn_at(film, shot, within, width=960, height=540)
            frames.append(frame.pixels[:490].copy())
        if still != np.array_equal(*frames):
            wrong.append(second)
    assert wrong == []
    assert still_share(film) == pytest.approx(np.mean([still for _, still in looks]))
