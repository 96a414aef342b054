"""How long the films last, and that all they say is read in its time."""

import pytest

from scenes.film.film import Film
from tests.reading import READING_SPEED, hurried, unread
from tests.scene_films import LENGTHS


@pytest.mark.parametrize("name", LENGTHS)
def test_how_long_it_is(films, name):
    shortest, longest = LENGTHS[name]
    assert shortest <= films[name].seconds <= longest


@pytest.mark.parametrize("name", LENGTHS)
def test_whole_tenths_and_readable_subcaptions(films, name):
    for shot in films[name].shots:
        assert shot.seconds * 10 == pytest.approx(round(shot.seconds * 10))
    assert hurried(films[name]) == []


@pytest.mark.parametrize("name", ["mistakes", "training", "neurons"])
def test_what_an_act_says_first_is_read_before_it_ends(films, name):
    for shot in films[name].shots:
        act = shot.player.act
        need = len(act.title + act.lead) / READING_SPEED
        assert need + 0.3 <= shot.seconds, act.title
        if name == "mistakes":  # then one more sentence, at the end
            last = shot.player.words(act.seconds)
            assert need + len(last) / READING_SPEED <= shot.seconds, last


@pytest.mark.parametrize("name", LENGTHS)
def test_what_is_written_is_read_in_its_time(films, name):
    assert unread(films[name], counts=name == "training") == []


def test_more_than_can_be_read_is_found(films):
    steps = films["neurons"].steps
    hurried = Film(films["neurons"].trace, speed=0.5, steps_of=lambda _: steps)
    assert {slug for slug, _, _ in unread(hurried)} >= {"hidden-sums", "output-sums"}
