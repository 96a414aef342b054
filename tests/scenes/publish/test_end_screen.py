"""The still end of a film for YouTube, and the cut for shorts."""

from dataclasses import replace

import numpy as np
import pytest

from scenes.cli.shown_films import Shown
from scenes.film.choice import Choice
from scenes.film.cues import cues
from scenes.film.short_cut import LEAST, MOST
from scenes.film.stills import still
from scenes.publish import platform_rules as rules
from scenes.publish.end_screen import STANDS, with_end_screen
from scenes.words.languages import LANGUAGES


@pytest.fixture(scope="module")
def ended(produced):
    return with_end_screen(produced("forward"))


def test_the_last_picture_stands_for_as_long_as_an_end_screen_may(ended, produced):
    least, most = rules.END_SCREEN
    assert least <= STANDS <= most
    assert ended.film.seconds == pytest.approx(
        produced("forward").film.seconds + STANDS
    )
    last = ended.film.shots[-1]
    pictures = [
        np.asarray(still(ended.film, last, last.seconds - back))
        for back in (0, STANDS / 2, STANDS)
    ]
    for one in pictures[1:]:
        np.testing.assert_array_equal(one[:1000], pictures[0][:1000])  # above the bar
    assert ended.content_key != produced("forward").content_key


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_was_read_is_and_nothing_is_heard(ended, produced, language):
    plain, longer = (
        cues(one.films[language], language) for one in (produced("forward"), ended)
    )
    said = [cue.lines for cue in longer]
    assert all(cue.lines in said for cue in plain)
    assert longer[-1].end <= 1000 * ended.film.seconds
    assert ended.narration.track(ended.film.seconds) is None


def test_a_film_keeps_what_it_waits_for_and_a_short_one_has_no_end(ended):
    again = with_end_screen(ended)
    assert again.narration.waits[-1] == (*ended.narration.waits[-1],) * 2
    assert again.narration.waits[:-1] == ended.narration.waits[:-1]
    brief = replace(
        ended, narration=None, choice=Choice(steps=("image",)), speed=ended.speed
    )
    assert brief.film.seconds + STANDS < rules.END_SCREEN_OF
    assert with_end_screen(brief) is brief


def test_shorts_are_cut_without_being_asked_to():
    shown = Shown({}, 1.0)
    shown.cut_short()
    assert LEAST <= shown.film("forward").film.seconds <= MOST
