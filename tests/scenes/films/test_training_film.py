"""The film of a training: its sections, words and listing, to be read."""

from dataclasses import replace

import numpy as np
import pytest

from scenes.acts.facing_sheets import TOLD
from scenes.film.film import Film
from scenes.training import training_steps
from scenes.words.naming import language
from tests.frames import drawn_at, pixels_at
from tests.legibility import faults_over, moments
from tests.training_frames import SLUGS

READING_SPEED = 17  # characters a second that a subcaption may have


def test_its_sections_and_its_length(training_film):
    assert [step.slug for step in training_film.steps] == SLUGS
    assert 40 <= training_film.seconds <= 60
    assert min(shot.seconds for shot in training_film.shots) >= 5


@pytest.mark.parametrize("speed", [0.5, 0.7, 1.0, 4.0])
def test_every_section_lasts_whole_tenths(default_history, speed):
    for shot in Film(default_history, speed=speed, steps_of=training_steps).shots:
        assert abs(shot.seconds * 10 - round(shot.seconds * 10)) < 1e-9


@pytest.mark.parametrize("name", ["en", "zh"])
def test_the_captions_can_be_read_in_time(training_film, default_history, name):
    with language(name):
        steps = training_steps(default_history)
    for index, step in enumerate(steps):
        seconds = sum(shot.seconds for shot in training_film.shots_of(index))
        assert 0 < len(step.caption) <= READING_SPEED * seconds
        assert (step.caption.isascii()) == (name == "en")


def test_the_caption_stays_from_section_to_section(training_film):
    for before, after in zip(training_film.shots[1:], training_film.shots[2:]):
        words = [
            [
                record.text
                for record in drawn_at(training_film, shot, seconds).texts
                if record.part == "Caption"
            ]
            for shot, seconds in ((before, before.seconds), (after, 0.0))
        ]
        assert words[0][-1] == words[1][-1]  # the largest changes so far


def test_every_text_can_be_read(training_film):
    seen, texts = faults_over(training_film, moments(training_film, 4.1))
    assert seen == {}
    assert texts > 2000


def test_every_text_can_be_read_while_parts_come(training_film):
    chosen = [
        (shot, tenth / 10) for shot in training_film.shots for tenth in range(1, 12, 3)
    ]
    assert faults_over(training_film, chosen)[0] == {}


def test_the_line_that_learns_is_lit(training_film, default_history):
    shot = training_film.shots_of(SLUGS.index("the-epoch"))[0]
    training_film.show(shot, 3.0)
    line, column, end_line, end_column = shot.panel.mark
    text = default_history.about.text.splitlines()[line - 1]
    assert (
        line == end_line
        and text[column:end_column]
        == "network.learn(column(images[i]), expected_outputs[labels[i]])"
    )


@pytest.mark.parametrize("text", ["", "x = 1\n", "no python at all ("])
def test_a_text_without_the_line_lights_none(default_history, text):
    about = replace(default_history.about, text=text, first_line=1, last_line=1)
    film = Film(replace(default_history, about=about), steps_of=training_steps)
    frame = drawn_at(film, film.shots[1], 3.0)
    assert film.shots[1].panel.mark is None
    assert any(record.text == "learning" for record in frame.texts)


def test_any_frame_stands_alone(default_history):
    """A film that is shown from the start, and one that jumps."""
    steady = Film(default_history, steps_of=training_steps)
    chosen = [4.9, 5.1, 7.2, 9.0, 20.3, 33.1, 41.3, 43.5, 46.2]
    expected = [pixels_at(steady, second) for second in chosen]
    jumping = Film(default_history, steps_of=training_steps)
    for second, frame in reversed(list(zip(chosen, expected))):
        np.testing.assert_array_equal(pixels_at(jumping, second), frame)


def test_the_end_stands_long_enough_to_be_looked_at(films):
    *_, faces = films["training"].shots
    assert faces.seconds - TOLD >= 5
