"""What a film's own class gives, and what of it can be chosen."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.choice import Choice
from scenes.film.replay import FilmScene, ReplayScene
from scenes.film.storyboard import film_steps
from scenes.reading.film_error import FilmError


def twice(x):
    y = x * 2
    return y + 1


@pytest.fixture(scope="module")
def trace():
    return record(twice, np.ones((2, 2)))


def scene_of(given, base=ReplayScene):
    """A film whose steps are what is given, or what a function makes of the record."""

    class Wheel(base):
        def steps(self, record):
            return given(record) if callable(given) else given

    return Wheel.__new__(Wheel)


@pytest.mark.parametrize(
    "given, got",
    [
        (None, "NoneType"),
        (7, "int"),
        ((), "none"),
        ([], "none"),
        (["a step"], "str among them"),
        (lambda record: [*film_steps(record), 0.5], "float among them"),
        (lambda record: [0.5, *film_steps(record)], "float among them"),
    ],
)
def test_steps_that_are_none(trace, given, got):
    with pytest.raises(FilmError) as error:
        scene_of(given).film_of(trace, 1.0)
    assert str(error.value) == (
        f"expected FilmSteps of Wheel.steps, got {got}; let it return what film_steps "
        "gives, or some of those"
    )


@pytest.mark.parametrize("make", [tuple, list, iter])
def test_steps_in_any_order_that_can_be_gone_through(trace, make):
    scene = scene_of(lambda record: make(film_steps(record)[1:]))
    assert [step.slug for step in scene.film_of(trace, 1.0).steps] == ["y", "return"]


@pytest.mark.parametrize(
    "choice, given",
    [(Choice(seconds=90.0), "SECONDS"), (Choice(only="twice", depth=0), "ONLY, DEPTH")],
)
def test_of_what_is_no_trace_nothing_can_be_chosen(trace, choice, given):
    steps = film_steps(trace)
    scene = scene_of(steps, FilmScene)
    assert scene.film_of(HISTORY, 1.0).steps == steps
    with pytest.raises(FilmError) as error:
        scene.film_of(HISTORY, 1.0, choice)
    assert str(error.value) == (
        f"expected a film of a trace for {given}, but Wheel shows another record; "
        "leave it out"
    )


class History:
    """A record that is no trace: what a Film needs to show its lines."""

    def __init__(self, trace):
        self.sources, self.functions = trace.sources, trace.functions


HISTORY = History(record(twice, np.ones((2, 2))))


@pytest.mark.parametrize(
    "choice, expected",
    [(Choice(), ["x", "y", "return"]), (Choice(steps=("y",)), ["y"])],
)
def test_of_a_trace_some_steps_can_be_chosen(trace, choice, expected):
    scene = ReplayScene.__new__(ReplayScene)
    steps = scene.film_of(trace, 1.0, choice).steps
    assert [step.slug for step in steps] == expected


def test_of_the_projects_own_network_too(digit_trace):
    scene = ReplayScene.__new__(ReplayScene)
    steps = film_steps(digit_trace)
    last = steps[-1].slug
    whole = scene.film_of(digit_trace, 1.0)
    assert [step.slug for step in whole.steps] == [step.slug for step in steps]
    chosen = scene.film_of(digit_trace, 1.0, Choice(steps=(last,)))
    assert [step.slug for step in chosen.steps] == [last]


def test_a_film_without_a_trace(monkeypatch):
    monkeypatch.delenv("TRACE", raising=False)
    with pytest.raises(FilmError) as error:
        ReplayScene.__new__(ReplayScene).record()
    assert str(error.value) == "expected a trace to replay: set TRACE=FILE.trace"


def test_a_film_whose_trace_is_none(monkeypatch):
    monkeypatch.delenv("TRACE", raising=False)

    class Wheel(ReplayScene):
        def default_trace(self):
            return [1.0]

    with pytest.raises(FilmError) as error:
        Wheel.__new__(Wheel).record()
    assert str(error.value) == (
        "expected a Trace of Wheel.default_trace, got list; let it return what record "
        "gives"
    )
