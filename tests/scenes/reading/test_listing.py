"""What of a source is shown, and in which colours: alike in film and page."""

import re
from types import SimpleNamespace

import pytest

from network.trace import FunctionRecord
from scenes.publish.page import ASSETS, colored
from scenes.reading.listing import docstrings, listed
from scenes.stage.source_panel import COLORS, KINDS
from scenes.words.sentences import sentences_of

SOURCE = '''def outer(x):
    """Of the outer one."""

    def inner(y):
        """Of the inner one,

        in lines.
        """
        return y + 1  # (N, 1)
    return inner(x)


class Other:
    """Of a class."""
'''


def test_docstrings_are_known():
    assert docstrings('def f():\n    """One.\n\n    Two."""\n    return 1\n') == (
        (2, 4),
    )
    assert docstrings(SOURCE) == ((2, 2), (14, 14), (5, 8))
    assert docstrings("def f(:") == ()


def test_a_listing_leaves_out_docstrings_and_blank_lines():
    trace = SimpleNamespace(
        sources={"code.py": SOURCE},
        functions={"outer": FunctionRecord("outer", "code.py", 1, 10, ("x",))},
    )
    _, _, lines = listed(trace, "outer", None)
    assert [number for number, _ in lines] == [1, 4, 9, 10]


def test_every_kind_of_code_has_a_colour_in_film_and_page():
    style = (ASSETS / "style.css").read_text(encoding="utf-8")
    kinds = {kind for _, kind in KINDS}
    assert set(COLORS) == kinds
    for kind in kinds:
        assert re.search(rf"\.{kind}\b[^{{}}]*{{ color: ", style)
    assert {kind for line in colored(SOURCE) for kind, _ in line if kind} == {
        "keyword",
        "function",
        "number",
        "comment",
    }


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("", []),
        ("One.", ["One."]),
        ("It is 0.5. Is it? Yes!", ["It is 0.5.", "Is it?", "Yes!"]),
        ("一。二？ 三！四", ["一。", "二？", "三！", "四"]),
        ("Two,  or three. ", ["Two,  or three."]),
    ],
)
def test_sentences(text, sentences):
    assert sentences_of(text) == sentences
