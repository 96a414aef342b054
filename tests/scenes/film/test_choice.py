"""What is chosen of a trace: how it is written, and what is none."""

import pytest

from scenes.film.choice import Choice, choice_from
from scenes.reading.film_error import FilmError


@pytest.mark.parametrize(
    "given, expected",
    [
        ({}, Choice()),
        ({"SECONDS": "", "ONLY": ""}, Choice()),
        ({"SECONDS": "90"}, Choice(seconds=90.0)),
        ({"STEPS": "a..b-2,c"}, Choice(steps=("a..b-2", "c"))),
        ({"ONLY": " backprop "}, Choice(only="backprop")),
        ({"ITERATION": "-1"}, Choice(iteration="-1")),
        ({"ITERATION": "t = 3"}, Choice(iteration="t=3")),
        ({"DEPTH": "0", "SECONDS": "1e4"}, Choice(seconds=10_000.0, depth=0)),
    ],
)
def test_variables(given, expected):
    assert choice_from(given) == expected
    assert bool(expected) == bool(expected.given())


@pytest.mark.parametrize(
    "name, text",
    [
        ("SECONDS", "0"),
        ("SECONDS", "-5"),
        ("SECONDS", "nan"),
        ("SECONDS", "two minutes"),
        ("STEPS", "a...b"),
        ("STEPS", "A B"),
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
    words = str(raised.value)
    assert words.startswith(f"expected {name}") and repr(text) in words
