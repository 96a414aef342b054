"""What is chosen of a trace: how it is written, and what is none."""

import re

import numpy as np
import pytest

from network.recorder import record
from scenes.film import too_large
from scenes.film.choice import Choice, choice_from
from scenes.film.chosen import chosen_steps
from scenes.film.film import Film
from scenes.film.step_lengths import seconds_of
from scenes.film.storyboard import film_steps
from scenes.film.telling import plan_words, telling_of
from scenes.film.too_large import refuse_too_large
from scenes.reading.film_error import FilmError
from scenes.words.naming import language
from tests import looping


@pytest.mark.parametrize(
    "given, expected",
    [
        ({}, Choice()),
        ({"SECONDS": "", "ONLY": ""}, Choice()),
        ({"SECONDS": "90"}, Choice(seconds=90.0)),
        ({"SECONDS": "1"}, Choice(seconds=1.0)),
        ({"STEPS": "a..b-2,c"}, Choice(steps=("a..b-2", "c"))),
        ({"ONLY": " backprop "}, Choice(only="backprop")),
        ({"ITERATION": "-1"}, Choice(iteration="-1")),
        ({"ITERATION": "t = 3"}, Choice(iteration="t=3")),
        ({"DEPTH": "0", "SECONDS": "1e4"}, Choice(seconds=10_000.0, depth=0)),
        ({"SHORT": "1"}, Choice(short=True)),
        ({"SHORT": "0"}, Choice()),
    ],
)
def test_variables(given, expected):
    assert choice_from(given) == expected
    assert choice_from(expected.variables()) == expected
    assert set(expected.given().split(", ")) == (set(expected.variables()) or {""})
    assert bool(expected) == bool(expected.given())


WANTED = {
    "SECONDS": "SECONDS, how long the film is at most, from 1 on",
    "STEPS": "STEPS as names of steps, first..last or one,two, as "
    "python -m scenes steps lists them",
    "ITERATION": "ITERATION as the number of a pass from 1 on, -1 for the last, or as "
    "t=3",
    "DEPTH": "DEPTH as a whole number: 0 for the statements of the recorded call "
    "alone, 1 for those of functions that it calls too",
    "SHORT": "SHORT as 1 or 0",
}


@pytest.mark.parametrize(
    "name, text",
    [
        ("SHORT", "yes"),
        ("SECONDS", "0"),
        ("SECONDS", "-5"),
        ("SECONDS", "0.9"),
        ("SECONDS", "1e7"),
        ("SECONDS", "nan"),
        ("SECONDS", "two minutes"),
        ("STEPS", "a...b"),
        ("STEPS", "A B"),
        ("STEPS", "a,B"),
        ("STEPS", ","),
        ("ITERATION", "0"),
        ("ITERATION", "t="),
        ("ITERATION", "1.5"),
        ("DEPTH", "-1"),
        ("DEPTH", "deep"),
    ],
)
def test_what_is_none(name, text):
    with pytest.raises(FilmError) as raised:
        choice_from({name: text})
    assert str(raised.value) == f"expected {WANTED[name]}, got {text!r}"


def test_a_film_that_is_not_longer_than_is_asked_for_is_whole():
    """Of its own choice a film passes over what a loop hands on, so that it is not."""
    trace = looping.recurring()
    steps = film_steps(trace)
    slugs = [step.slug for step in chosen_steps(trace, steps, Choice(), longest=None)]
    whole = seconds_of(steps)
    told = chosen_steps(trace, steps, Choice(seconds=whole), longest=None)
    assert len(told) == len(slugs) and seconds_of(told) == whole
    for choice, longest in ((Choice(), whole), (Choice(seconds=whole - 1), None)):
        shorter = chosen_steps(trace, steps, choice, longest=longest)
        assert len(shorter) < len(slugs)
    # Twice as much time is enough for all of it, too.
    told = chosen_steps(trace, steps, Choice(), longest=2 * whole)
    assert len(told) == len(slugs)


# What is said before


@pytest.fixture(scope="module")
def condensed_film():
    return Film(looping.training(40), steps_of=condensed)


def shortened(trace, longest):
    return chosen_steps(trace, film_steps(trace), Choice(), longest=longest)


def condensed(trace):
    return shortened(trace, longest=100)


def test_how_a_film_is_told(condensed_film):
    told = telling_of(condensed_film.steps)
    assert told.passes == 37  # of 40, but for the first two and the last
    steps = told.full + told.quick
    passages = [
        act.passed
        for step in condensed_film.steps
        for act in step.acts
        if act.kind == "passage"
    ]
    assert told.together == sum(map(len, passages))
    assert steps == len(condensed_film.steps) - len(passages) - 1


def test_the_plan_says_length_frames_and_time(condensed_film):
    words = plan_words("mine", condensed_film, (10, 60), workers=2)
    seconds = condensed_film.seconds
    assert words.startswith(f"mine: {round(seconds)} s of counted, ")
    assert f"{round(10 * seconds):,} at 10 a second" in words
    assert f"{round(60 * seconds):,} at 60 a second" in words
    assert "37 passes of loops only counted" in words and "on 2 cores" in words
    assert "\n" not in words


def test_the_plan_is_said_in_the_films_language():
    with language("zh"):
        film = Film(looping.training(40), steps_of=condensed)
    words = plan_words("mine", film, (10, 60), workers=2)
    assert words.startswith(f"mine：counted 的影片长 {round(film.seconds)} 秒，共 ")
    assert "循环中有 37 轮只计数" in words and "每秒 10 帧时 " in words
    # Of English what the code and the variables are called, no word of a sentence.
    names = "mine counted SECONDS STEPS ONLY ITERATION and DEPTH".split()
    assert set(re.findall("[A-Za-z]+", words)) <= set(names) - {"and"}


PLANS = {
    "en": "mine: {seconds} s of counted, 162 statements. {full} steps told in full, "
    "{quick} quickly, {together} several at once; {passes} passes of loops only "
    "counted. {frames} at 10 a second are the frames: about # s to render here, on 2 "
    "cores. SECONDS makes it longer or shorter; STEPS, ONLY, ITERATION and DEPTH "
    "choose what is told.",
    "zh": "mine：counted 的影片长 {seconds} 秒，共 162 条语句。{full} 步完整讲述，"
    "{quick} 步快速讲述，{together} 步合在一起讲；循环中有 {passes} 轮只计数。"
    "帧数：每秒 10 帧时 {frames} 帧。在这台机器上用 2 个核渲染约需 # 秒。"
    "SECONDS 使影片变长或变短；STEPS、ONLY、ITERATION 和 DEPTH 选择讲什么。",
}


@pytest.mark.parametrize("spoken", PLANS)
def test_the_whole_plan_of_a_film_that_passes_over_much(spoken):
    trace = looping.training(40)
    with language(spoken):
        film = Film(trace, steps_of=lambda one: shortened(one, 40))
    told = telling_of(film.steps)
    assert min(told.full, told.quick, told.together, told.passes) > 1
    expected = PLANS[spoken].format(
        seconds=round(film.seconds),
        frames=f"{round(10 * film.seconds):,}",
        **vars(told),
    )
    words = plan_words("mine", film, (10,), workers=2)
    assert re.sub(r"(about|约需) \d+ ", r"\1 # ", words) == expected


def test_arrays_of_which_not_every_cell_is_seen_are_told():
    film = Film(record(looping.inner, np.ones((600, 600))))
    assert "600 × 600, are drawn as means of many." in plan_words("mine", film, (10,))


def test_what_is_too_large_is_refused_with_what_to_do(monkeypatch):
    trace = looping.training(5)
    refuse_too_large(trace)
    monkeypatch.setattr(too_large, "MOST_OPERATIONS", 10)
    with pytest.raises(FilmError) as error:
        refuse_too_large(trace)
    assert str(error.value) == (
        "expected a trace of at most 10 operations, got 30 of counted; record a call "
        "that does less: fewer passes of its loops, or one of the functions that it "
        "calls"
    )
    monkeypatch.setattr(too_large, "MOST_OPERATIONS", 30)
    refuse_too_large(trace)
    monkeypatch.setattr(too_large, "MOST_CELLS", 3)
    refuse_too_large(trace)
    monkeypatch.setattr(too_large, "MOST_CELLS", 2)
    with pytest.raises(FilmError) as error:
        refuse_too_large(trace)
    span = trace.steps[1].span
    assert str(error.value) == (
        f"expected arrays of at most 2 cells, got w of 3 in {span.file}, line "
        f"{span.line}; record a smaller network, or fewer examples at once"
    )


def of_ones(x):
    return np.ones((2, 3)) @ x


def test_an_array_that_is_too_large_is_told_with_its_shape(monkeypatch):
    trace = record(of_ones, np.ones(3))
    monkeypatch.setattr(too_large, "MOST_CELLS", 6)
    refuse_too_large(trace)
    monkeypatch.setattr(too_large, "MOST_CELLS", 5)
    with pytest.raises(FilmError, match=re.escape("got np.ones((2, 3)) of 2 × 3 in ")):
        refuse_too_large(trace)
