"""What films are called, of the digit network and of any other code."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from scenes.words.film_titles import (
    FILMS,
    film_about,
    film_title,
    learning_order,
    title_after,
)
from scenes.words.naming import language
from tests.conftest import GOLDEN_FLAG

KEPT = Path(__file__).parent / "film_titles.txt"
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


def test_what_is_said_of_films_of_other_code(request):
    """Kept as a text, which --regenerate-golden writes anew."""
    trace, lines = record(doubled, np.ones(3)), []
    for name in (*FILMS, "a_film_of_ones_own"):
        lines += ["", name]
        for spoken in ("en", "zh"):
            with language(spoken):
                said = film_title(name, trace), film_about(name)
                lines += [f"    {one}" for one in said if one]
    told = "\n".join(lines[1:]) + "\n"
    if request.config.getoption(GOLDEN_FLAG):
        KEPT.write_text(told, encoding="utf-8")
    assert told == KEPT.read_text(encoding="utf-8")


def test_each_film_leads_to_the_next():
    names = sorted(["mine", *reversed(FILMS)], key=learning_order)
    assert names == [*FILMS, "mine"]
    for before, after in pairwise(FILMS):
        assert title_after(before) == FILMS[after][0]
    assert title_after(list(FILMS)[-1]) == ""


def test_a_history_is_not_called_by_a_call(default_history):
    assert film_title("forward", default_history) == FILMS["forward"][0]
