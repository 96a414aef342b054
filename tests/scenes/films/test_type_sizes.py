"""What has to be read is at least 20 pixels high, of a frame 1920 wide."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.stage.caption import TITLE, WORDS
from scenes.stage.typeface import LARGE, MIDDLE, SMALL
from tests.frames import drawn_at
from tests.legibility import moments
from tests.scene_films import LENGTHS
from tests.told_calls import calls
from tests.type_sizes import LEAST, small_texts


def test_there_are_three_sizes():
    assert (LARGE, MIDDLE, SMALL) == (TITLE.size, WORDS.size, LEAST)
    assert LARGE > MIDDLE > SMALL == LEAST


@pytest.mark.parametrize("name", LENGTHS)
def test_of_the_films(films, name):
    seen, texts = set(), 0
    for shot, seconds in moments(films[name], 6.1):
        frame = drawn_at(films[name], shot, seconds, width=480, height=270)
        seen |= small_texts(frame)
        texts += len(frame.texts)
    assert seen == set()
    assert texts > 1000


# Names and notes shrink where many things stand side by side; sentences, names of
# steps and code never do.
@pytest.mark.parametrize("name", ["classified", "attention", "back_through_rows"])
def test_sentences_of_other_networks(name):
    call, given = calls()[name]
    with np.errstate(all="ignore"):
        film = Film(record(call, *given))
    for shot in film.shots:
        frame = drawn_at(film, shot, shot.seconds, width=480, height=270)
        parts = {part for part, _, _ in small_texts(frame)}
        assert not parts & {"Caption", "Timeline", "SourcePanel", "SmallMap"}


def test_small_type_is_seen(films):
    film = films["forward"]
    shot = film.shots[-1]
    frame = drawn_at(film, shot, shot.seconds, width=480, height=270)
    (one,) = (
        text for text in frame.texts if text.part == "Caption" and text.size == 36
    )
    planted = replace(frame, records=(*frame.records, replace(one, size=19.0)))
    assert small_texts(planted) == {("Caption", one.text, 19.0)}
