"""The listing of an upright frame: one line, with all of a statement."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.film.upright import in_one_line
from scenes.stage.source_panel import Listing, SourcePanel
from tests.small_film import small_trace


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


def over_three_lines(x):
    y = x * 2
    return np.maximum(
        y,  # twice as much
        1,
    )


@pytest.fixture
def upright():
    return Film(record(over_three_lines, np.array([1.0, -2.0, 3.0]))).upright()


def listing_of(film):
    (inset,) = (
        one for one in film.layout._insets if isinstance(one.inner, SourcePanel)
    )
    return inset.inner


def test_the_one_line_is_the_statement_that_runs(upright):
    """Of one that goes over many lines, too; none where nothing runs yet."""
    seen = []
    for shot in upright.shots:
        upright.show(shot, shot.seconds / 2)
        panel = listing_of(upright)
        ((number, text),) = panel.listing.lines
        assert panel.statement in (None, (number, number))
        seen.append((text, panel.statement is not None))
    assert ("return np.maximum( y, 1, )", True) in seen


def test_title_and_timeline_stand_within_the_margins():
    film = Film(small_trace()).upright()
    _, caption, timeline = film.layout._insets
    for inset, left, right in ((caption, 36, 1044), (timeline, 36, 1044)):
        placing, box = inset._placed._placing, inset.inner.box
        assert placing.x(box.left) == left
        assert placing.x(box.right) == pytest.approx(right)
    assert caption._placed._placing.y(caption.inner.box.top) == 48


def test_all_around_the_stage_is_drawn_in_the_whole_frame(upright):
    for inset in upright.layout._insets:
        box = inset.box
        assert (box.left, box.top, box.width, box.height) == (0, 0, 1080, 1920)


def test_one_that_is_not_laid_out_so_is_none_to_stand_like():
    """`like` is of use only as an upright one; all stands where it serves best."""
    flat = Film(small_trace())
    alone, beside = flat.upright(), flat.upright(like=Film(small_trace()))
    for one, other in zip(alone.shots, beside.shots, strict=True):
        assert alone.layout.stages.window(
            alone.index_of(one), one.seconds
        ) == beside.layout.stages.window(beside.index_of(other), other.seconds)
