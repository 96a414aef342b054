"""Where another function runs, its lines come gently in the others' place."""

from dataclasses import replace

import numpy as np
import pytest

from scenes.film.film import PASSING, Film
from scenes.stage import palette
from tests.frames import drawn_at


def on_panel(film, shot, seconds):
    """(texts, opacities, numbers of the lit lines, height of the ground)."""
    frame = drawn_at(film, shot, seconds)
    texts = [one for one in frame.texts if one.part == "SourcePanel"]
    lit = {
        int(one.text)
        for one in texts
        if one.text.isdigit() and one.color == palette.POINTED
    }
    (panel,) = (
        part
        for part in frame.parts
        if type(part).__name__ == "SourcePanel" and part.opacity > 0
    )
    return (
        {one.text for one in texts},
        {one.opacity for one in texts},
        lit,
        panel.box.height,
    )


def lines_of(film, shot):
    """The numbers of the lines that are to be lit in a shot."""
    statement = film.steps[shot.step].statement
    shown = {number for number, _ in shot.panel.listing.lines}
    return (
        shown & set(range(statement.line, statement.end_line + 1))
        if statement
        else set()
    )


def changes(film):
    """(shot before, shot) where another listing comes."""
    return [
        (before, shot)
        for before, shot in zip(film.shots, film.shots[1:])
        if before.panel.listing != shot.panel.listing
    ]


@pytest.mark.parametrize("name", ["digit_film", "learning_film"])
def test_a_listing_goes_before_another_comes(name, request):
    film = request.getfixturevalue(name)
    assert len(changes(film)) == 1
    for before, shot in changes(film):
        old = on_panel(film, before, before.seconds)
        new = on_panel(film, shot, PASSING)
        assert old[0] != new[0] and old[1] == new[1] == {1.0}
        assert old[3] == new[3]  # nothing below has to move
        assert on_panel(film, shot, 0.0) == old
        assert on_panel(film, shot, shot.seconds)[0] >= new[0]
        strengths = []
        for seconds in np.linspace(0, PASSING, 24, endpoint=False)[1:]:
            texts, opacities, lit, height = on_panel(film, shot, seconds)
            first = seconds < PASSING / 2
            if texts:
                assert texts == (old if first else new)[0]
                assert lit == lines_of(film, before if first else shot)
                assert len(opacities) == 1
            strengths.append(max(opacities, default=0.0))
            assert height == old[3]
        half = len(strengths) // 2
        assert strengths[:half] == sorted(strengths[:half], reverse=True)
        assert strengths[half:] == sorted(strengths[half:])
        assert min(strengths) < 0.1


@pytest.mark.parametrize("name", ["digit_film", "learning_film"])
def test_another_listing_comes_with_its_own_lines(name, request):
    film = request.getfixturevalue(name)
    ((_, shot),) = changes(film)
    for seconds in np.linspace(PASSING / 2, PASSING, 4):
        film.show(shot, seconds)
        panel = shot.panel
        assert panel.first == panel.first_of(panel.statement, panel.mark)


def test_the_same_listing_stays(learning_film):
    pairs, new = (
        list(zip(learning_film.shots, learning_film.shots[1:])),
        changes(learning_film),
    )
    assert len(pairs) > len(new)
    for before, shot in pairs:
        if (before, shot) not in new:
            assert on_panel(learning_film, shot, 0.0)[2] == lines_of(
                learning_film, shot
            )
            assert (
                sum(
                    type(part).__name__ == "SourcePanel"
                    for part in learning_film.parts(shot)
                )
                == 1
            )


def test_a_shot_too_short_for_it_has_its_own_listing_at_once(digit_trace):
    film = Film(digit_trace, speed=0.5)
    ((_, shot),) = changes(film)
    assert on_panel(film, shot, 0.0)[2] != lines_of(film, shot)
    short = replace(shot, seconds=2 * PASSING - 0.1)
    assert on_panel(film, short, 0.0)[2] == lines_of(film, shot)


def test_the_lines_are_whole_after_they_were_shown_as_they_go(digit_film):
    """Moments may be asked for in any order."""
    ((before, shot),) = changes(digit_film)
    expected = drawn_at(digit_film, before, before.seconds).pixels
    drawn_at(digit_film, shot, PASSING / 2)
    np.testing.assert_array_equal(
        drawn_at(digit_film, before, before.seconds).pixels, expected
    )
