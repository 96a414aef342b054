"""The listing of an upright frame: one line, with all of a statement."""

import pytest

from scenes.film.upright import in_one_line
from scenes.stage.source_panel import Listing


@pytest.mark.parametrize(
    "statement, mark, text, marked",
    [
        ((2, 2), (2, 8, 2, 9), "y = x + 1", "x"),
        ((3, 5), (4, 8, 4, 13), "z = f( a @ b, c)", "a @ b"),
        ((3, 5), (3, 8, 5, 10), "z = f( a @ b, c)", "f( a @ b, c)"),
        # What is lit begins, or ends, in another statement.
        ((3, 5), (2, 8, 4, 13), "z = f( a @ b, c)", None),
        ((3, 4), (4, 8, 5, 10), "z = f( a @ b,", None),
        (None, None, "def go():", None),
    ],
)
def test_a_statement_in_one_line(statement, mark, text, marked):
    lines = (
        (1, "def go():"),
        (2, "    y = x + 1  # one more"),
        (3, "    z = f(  # all"),
        (4, "        a @ b,"),
        (5, "        c)"),
    )
    listing, found = in_one_line(Listing("net.py", "go", lines), statement, mark)
    ((number, line),) = listing.lines
    assert line == text and number == (statement or (1, 1))[0]
    assert (found and line[found[1] : found[3]]) == marked
