"""Films told in Chinese: every word, in letters that can be read."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.words.naming import language
from tests.chinese import unspoken
from tests.frames import drawn_at
from tests.legibility import faults_over, moments
from tests.reading import unread
from tests.scene_films import LENGTHS, scene_of
from tests.told_calls import calls

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def chinese_films():
    """Name of a scene file -> its Film in Chinese."""
    with language("zh"):
        return {name: scene_of(name).film() for name in LENGTHS}


@pytest.mark.parametrize("name", LENGTHS)
def test_every_word_is_chinese(chinese_films, name):
    film, texts = chinese_films[name], set()
    for shot, seconds in moments(film, 4.3):
        frame = drawn_at(film, shot, seconds, width=480, height=270)
        texts.update(frame.typeset)
    assert any("\u4e00" <= letter <= "\u9fff" for one in texts for letter in one.text)
    assert unspoken(film, texts) == set()


@pytest.mark.parametrize("name", LENGTHS)
def test_every_text_can_be_read(chinese_films, name):
    seen, texts = faults_over(chinese_films[name], moments(chinese_films[name], 3.1))
    assert seen == {}
    assert texts > 500


@pytest.mark.parametrize("name", LENGTHS)
def test_what_is_written_is_read_in_its_time(chinese_films, name):
    assert unread(chinese_films[name], counts=name == "training") == []


@pytest.mark.parametrize("name", LENGTHS)
def test_both_tell_the_same_for_as_long(chinese_films, films, name):
    both = [
        [(shot.player.act.kind, shot.start, shot.seconds) for shot in film.shots]
        for film in (films[name], chinese_films[name])
    ]
    assert both[0] == both[1]


# One call of each room of acts.
FOREIGN = ("classified", "attention", "convolution", "back_through_rows", "descent")


@pytest.mark.parametrize("name", FOREIGN)
def test_of_other_networks_too(name):
    call, given = calls()[name]
    with np.errstate(all="ignore"), language("zh"):
        film = Film(record(call, *given))
    texts = set()
    for shot in film.shots:
        frame = drawn_at(film, shot, shot.seconds, width=480, height=270)
        texts.update(frame.typeset)
    assert unspoken(film, texts) == set()
