"""Which lines of a long function stand around the statement that runs."""

from types import SimpleNamespace

import pytest

from network.trace import FunctionRecord, Span
from scenes.reading.listing import MOST_LINES, listed

FIRST = 5  # the line that the function begins in


def shown(count, line, *, last=None, source=None):
    """(number or None, text) of each line of a function that is shown.

    Args:
        count: of its lines.
        line: that runs, or None.
    """
    source = source or ["# before"] * (FIRST - 1) + [
        f"line {FIRST + k}" for k in range(count)
    ]
    trace = SimpleNamespace(
        sources={"code.py": "\n".join(source)},
        functions={
            "f": FunctionRecord("f", "code.py", FIRST, last or FIRST + count - 1, ())
        },
    )
    statement = line and Span("code.py", line, 0, line, 1)
    return listed(trace, "f", statement)[2]


def numbers(lines):
    return [number for number, _ in lines if number]


@pytest.mark.parametrize("line", [None, FIRST, FIRST + 9, FIRST + 17])
def test_a_function_that_has_room_is_shown_whole(line):
    lines = shown(MOST_LINES, line)
    assert lines == tuple((k, f"line {k}") for k in range(5, 23))


@pytest.mark.parametrize(
    "count, at, first, last",
    [
        (30, None, 1, 16),
        (30, 0, 1, 16),
        (30, 9, 1, 16),
        (30, 10, 1, 16),
        (30, 11, 2, 17),
        (30, 15, 6, 21),
        (30, 22, 13, 28),
        (30, 23, 14, 29),
        (30, 29, 14, 29),
        (19, 0, 1, 16),
        (19, 11, 2, 17),
        (19, 18, 3, 18),
    ],
)
def test_the_first_line_and_those_around_the_statement(count, at, first, last):
    lines = shown(count, None if at is None else FIRST + at)
    assert numbers(lines) == [FIRST, *range(FIRST + first, FIRST + last + 1)]
    assert all(text == f"line {number}" for number, text in lines if number)


@pytest.mark.parametrize(
    "at, gaps",
    [(0, [17]), (10, [17]), (15, [1, 18]), (22, [1, 18]), (23, [1]), (29, [1])],
)
def test_what_is_left_out_is_marked(at, gaps):
    lines = shown(30, FIRST + at)
    assert [k for k, line in enumerate(lines) if line == (0, None)] == gaps


def test_a_statement_in_a_line_that_is_left_out_stands_at_the_next():
    source = ["# before"] * (FIRST - 1) + [
        "" if k in (20, 21) else f"line {k}" for k in range(FIRST, 40)
    ]
    assert (
        numbers(shown(0, 20, last=39, source=source))
        == numbers(shown(0, 22, last=39, source=source))
        == [5, *range(11, 20), *range(22, 29)]
    )


@pytest.mark.parametrize("last, seen", [(6, [5, 6]), (8, [5, 6, 8]), (99, [5, 6, 8])])
def test_no_more_lines_than_the_file_has(last, seen):
    source = ["# before"] * (FIRST - 1) + ["def f():", "    a()", "", "    b"]
    assert numbers(shown(0, None, last=last, source=source)) == seen


def test_code_right_after_a_docstring_is_shown():
    source = ["# before"] * (FIRST - 1) + [
        "def f():",
        '    """One',
        '    two."""',
        "    return 1",
    ]
    assert numbers(shown(0, None, last=8, source=source)) == [5, 8]


@pytest.mark.parametrize("name, files", [("g", {"code.py": "x"}), ("f", {})])
def test_of_what_is_not_known_no_lines_are_shown(name, files):
    trace = SimpleNamespace(
        sources=files, functions={"f": FunctionRecord("f", "code.py", 1, 1, ())}
    )
    assert listed(trace, name, None) == ("", name, ())
