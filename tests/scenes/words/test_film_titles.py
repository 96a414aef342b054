"""What films are called, of the digit network and of any other code."""

from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from scenes.words.film_titles import FILMS, film_title
from scenes.words.naming import language

SCENES = Path(__file__).parents[3] / "scenes"


def test_every_film_has_a_title():
    files = {path.stem for path in SCENES.glob("*.py")} - {"__init__", "__main__"}
    assert set(FILMS) == files


@pytest.mark.parametrize("name", FILMS)
def test_the_titles_of_the_digit_network(name, digit_trace):
    english = film_title(name, digit_trace)
    with language("zh"):
        chinese = film_title(name, digit_trace)
    assert (english, chinese) == FILMS[name]
    assert english.isascii() and not chinese.isascii()


def doubled(x):
    return x + x


@pytest.mark.parametrize(
    "name, english, chinese",
    [
        ("forward", "doubled, step by step", "doubled，逐步展开"),
        (
            "backprop",
            "How doubled learns from one example",
            "doubled 怎样从一个样例学习",
        ),
        ("a_film_of_ones_own", "", ""),
    ],
)
def test_the_titles_of_other_code(name, english, chinese):
    trace = record(doubled, np.ones(3))
    assert film_title(name, trace) == english
    with language("zh"):
        assert film_title(name, trace) == chinese


def test_a_history_is_not_called_by_a_call(default_history):
    assert film_title("forward", default_history) == FILMS["forward"][0]
