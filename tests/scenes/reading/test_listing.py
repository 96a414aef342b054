"""What of a source is shown, and in which colours: alike in film and page."""

import re
from types import SimpleNamespace

import pytest

from network.trace import FunctionRecord, Span
from scenes.publish.markup import ASSETS, colored
from scenes.reading.listing import MOST_LINES, docstrings, listed
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


def listing_of(length, line):
    """Numbers of the lines shown of a function of so many, at a statement."""
    trace = SimpleNamespace(
        sources={
            "code.py": "\n".join(f"a{number} = 0" for number in range(length + 9))
        },
        functions={"f": FunctionRecord("f", "code.py", 3, length + 2, ())},
    )
    statement = line and Span("code.py", line, 0, line, 9)
    file, name, lines = listed(trace, "f", statement)
    assert (file, name) == ("code.py", "f")
    assert all(text == f"a{number - 1} = 0" for number, text in lines if number)
    return [number for number, _ in lines]


def test_a_function_has_all_its_lines_and_no_others():
    assert listing_of(MOST_LINES, None) == list(range(3, MOST_LINES + 3))


@pytest.mark.parametrize("line", [3, 4, 20, 50, 101, 102])
def test_of_a_long_one_stand_the_lines_around_the_statement(line):
    numbers = listing_of(100, line)
    assert numbers[0] == 3 and line in numbers
    shown = [number for number in numbers[1:] if number]
    assert shown == list(range(shown[0], shown[-1] + 1))  # none between is left out
    # A gap stands where lines are left out, and nowhere else.
    assert (numbers[1] == 0) is (shown[0] > 4)
    assert (numbers[-1] == 0) is (shown[-1] < 102)
    if shown[0] > 4 and shown[-1] < 102:
        assert shown[0] + 5 < line < shown[-1] - 5  # well inside


def test_of_a_long_one_without_a_statement_its_first_lines_stand():
    assert listing_of(100, None)[:3] == [3, 4, 5]


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
