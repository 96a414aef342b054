"""What is said of a film before it is rendered."""

import os
import re
from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.film_step import FilmStep
from scenes.film import telling
from scenes.film.film import Film
from scenes.film.storyboard import film_steps
from scenes.film.telling import (
    ENCODING,
    Telling,
    clock,
    frame_seconds,
    is_of_others,
    plan_words,
    telling_of,
)
from scenes.words.naming import language
from tests import looping
from tests.scenes.acts.given import computing


@pytest.mark.parametrize(
    "seconds, english, chinese",
    [
        (0.0, "1 s", "1 秒"),
        (0.4, "1 s", "1 秒"),
        (1.6, "2 s", "2 秒"),
        (174.4, "174 s", "174 秒"),
        (240.4, "240 s", "240 秒"),
        (240.6, "4 min 1 s", "4 分 1 秒"),
        (725, "12 min 5 s", "12 分 5 秒"),
        (3599, "59 min 59 s", "59 分 59 秒"),
        (3600, "1 h 0 min", "1 小时 0 分"),
        (7529, "2 h 5 min", "2 小时 5 分"),
        (3.6e6 + 60, "1,000 h 1 min", "1,000 小时 1 分"),
    ],
)
def test_a_length_is_said_in_what_people_count(seconds, english, chinese):
    assert clock(seconds) == english
    with language("zh"):
        assert clock(seconds) == chinese


@pytest.mark.parametrize(
    "hastes, telling",
    [
        ([1.0], Telling(1, 0, 0, 0)),
        ([0.5], Telling(1, 0, 0, 0)),
        ([0.49], Telling(0, 1, 0, 0)),
        ([1.0, 0.1], Telling(1, 0, 0, 0)),  # by the seconds of all its acts
        ([0.75, 0.125], Telling(0, 1, 0, 0)),
    ],
)
def test_what_has_less_than_half_of_its_seconds_is_told_quickly(hastes, telling):
    acts = tuple(replace(computing("a"), haste=haste) for haste in hastes)
    assert telling_of([FilmStep("a", "a", "f", None, acts)]) == telling


def once(x):
    y = x * 2
    return y + 1


def again(x):
    for _ in range(6):
        x = x * 2 + 1
    return x


CHOOSE = (
    " SECONDS makes it longer or shorter; STEPS, ONLY, ITERATION and DEPTH choose what "
    "is told."
)
WAYS = [
    (once, Telling(3, 0, 0, 0), "3 steps told in full, 0 quickly.", ""),
    (again, Telling(3, 4, 0, 0), "3 steps told in full, 4 quickly.", CHOOSE),
]


@pytest.mark.parametrize("call, telling, how, choose", WAYS)
def test_the_whole_plan(call, telling, how, choose):
    film = Film(record(call, np.ones((2, 2))))
    assert telling_of(film.steps) == telling
    told = plan_words("mine", film, (10,), workers=1)
    expected = (
        f"mine: {round(film.seconds)} s of {call.__name__}, {len(film.trace.steps)} "
        f"statements. {how} {round(10 * film.seconds):,} at 10 a second are the "
        "frames: about 1 s to render here, on 1 core."
    )
    assert re.sub(r"about \d+ s", "about 1 s", told) == expected + choose


def test_a_plan_for_all_cores_of_a_machine_that_does_not_know_how_many(monkeypatch):
    film = Film(record(once, np.ones((2, 2))))
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert plan_words("mine", film, (10,)).endswith(", on 1 core.")
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert plan_words("mine", film, (10,)).endswith(", on 3 cores.")


@pytest.mark.parametrize("cores, seconds", [(1, 40), (4, 10)])
def test_more_cores_render_in_less_time(monkeypatch, cores, seconds):
    film = Film(record(once, np.ones((2, 2))))
    monkeypatch.setattr(telling, "frame_seconds", lambda film: 40 / 10 / film.seconds)
    told = plan_words("mine", film, (10,), workers=cores)
    assert f"about {seconds} s to render" in told


def large(a_name_that_is_longer_than_anybody_would_like_to_read):
    return (
        a_name_that_is_longer_than_anybody_would_like_to_read
        * 2.0000001
    )  # fmt: skip


CUT = (
    "Cells of a_name_that_is_longer_than_anybody_would_like_to_read * 2.00, 500 × 500,"
)


@pytest.mark.parametrize(
    "shape, is_large", [((499, 501), False), ((500, 500), True), ((250_000,), True)]
)
def test_arrays_with_more_cells_than_are_seen(shape, is_large):
    film = Film(record(large, np.ones(shape)), steps_of=lambda trace: STEPS)
    told = plan_words("mine", film, (10,))
    assert ("are drawn as means of many" in told) == is_large
    if shape == (500, 500):
        assert CUT + " are drawn as means of many. " in told


def of_two_sizes(few, many):
    less = few + 1
    return many * less[0, 0]


def test_of_several_large_arrays_the_largest_is_told():
    given = np.ones((500, 500)), np.ones((600, 500))
    told = plan_words(
        "mine", Film(record(of_two_sizes, *given), steps_of=lambda _: STEPS), (10,)
    )
    assert "Cells of many * less[0, 0], 600 × 500, are drawn as means of many." in told


class Watched(Film):
    """A film that keeps the seconds at which it is asked for a frame."""

    def at(self, seconds):
        self.asked.append(seconds)
        return super().at(seconds)


def test_frames_are_drawn_at_moments_spread_over_the_film():
    film = Watched(record(once, np.ones((2, 2))))
    film.asked = []
    assert frame_seconds(film) > ENCODING
    quarter = film.seconds / 4
    # Each with the next of 60 frames a second.
    expected = [quarter * part + after for part in (1, 2, 3) for after in (0, 1 / 60)]
    assert film.asked == pytest.approx(expected)


# Of another film: it takes no time to draw.
STEPS = film_steps(record(looping.inner, np.ones((2, 2))))


def test_of_whose_films_it_is_said_how_they_are_told(digit_trace):
    assert is_of_others(record(looping.inner, np.ones(3)))
    assert not is_of_others(digit_trace) and not is_of_others("a history")
