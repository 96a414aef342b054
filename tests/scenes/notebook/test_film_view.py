"""What a notebook is given to show."""

import html
import re
import subprocess
import sys

import pytest

from scenes.notebook.film_view import FilmView, film_view
from scenes.reading.film_error import FilmError
from tests.small_film import PACE, small_trace


@pytest.fixture(scope="module")
def view():
    return film_view(small_trace(), pace=PACE)


def test_the_frame_holds_the_page_and_lets_nothing_out(view):
    text = view._repr_html_()
    inside = re.fullmatch(r"<iframe ([^>]*)></iframe>", text, re.S)[1]
    assert 'sandbox="allow-scripts"' in inside  # an origin of its own
    held = re.search(r'srcdoc="([^"]*)"', inside)[1]
    assert html.unescape(held) == view.page


def test_a_title_is_text():
    text = FilmView("<p>", '"><script>hit()</script>')._repr_html_()
    assert "<script" not in text and text.count("<") == 2


@pytest.mark.parametrize(
    "record, options, error, words",
    [
        (small_trace, {}, TypeError, "show takes a Trace"),
        ("x.trace", {}, TypeError, "got str"),
        (None, {"film": "training"}, FilmError, ""),
        (None, {"film": "nothing"}, FilmError, "expected one of the films"),
        (None, {"language": "de"}, FilmError, "expected a language"),
        (None, {"pace": 9}, FilmError, "expected a pace"),
    ],
)
def test_what_cannot_be_shown(record, options, error, words):
    with pytest.raises(error, match=words):
        film_view(small_trace() if record is None else record, **options)


def test_it_can_be_imported_where_no_notebook_is():
    code = (
        "import sys; sys.modules['IPython'] = None; "
        "import scenes.notebook; print(scenes.notebook.show.__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "show\n"
