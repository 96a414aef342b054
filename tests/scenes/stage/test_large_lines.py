"""The statement that a step begins with stands large for a moment, in the room of
the other lines: nothing of it is cut, nothing lies on it."""

from itertools import pairwise

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import GROWN_DOWN, GROWS, LARGE_UNTIL, LEAST_FOR_LARGE, Film
from scenes.stage import palette
from scenes.stage.camera import drawn
from scenes.stage.large_lines import GAIN, LARGEST, large_lines
from scenes.stage.part import Box
from scenes.stage.source_panel import SIZE, Listing, SourcePanel
from scenes.stage.typeface import Type
from tests.frames import drawn_at
from tests.legibility import overlapping
from tests.told_calls import calls

ROOM = Box(100, 50, 900, 112)
ASSIGNED = "hidden_error = self.hidden_to_output_weights.T @ output_delta + once_more"
CASES = {
    "short": (("y = x",), [["y = x"]], LARGEST),
    "two": (("y = (x", "+ z)"), [["y = (x"], ["+ z)"]], LARGEST),
    "three": (("y = (x", "+ z", "+ 1)"), [["y = (x"], ["+ z"], ["+ 1)"]], 112 / 4.2),
    "whole": (("y" * 50,), [["y" * 50]], 900 / 30),
    "whole though it could be broken": (
        ("hidden_neurons = sigmoid(" + "x" * 24,),
        [["hidden_neurons = sigmoid(" + "x" * 24]],
        900 / (49 * 0.6),
    ),
    "long": (
        (ASSIGNED,),
        [
            [
                "hidden_error = self.hidden_to_output_weights.T",
                "@ output_delta + once_more",
            ]
        ],
        900 / (46 * 0.6),
    ),
    "in brackets": (
        ("call_of_it(one_of_the_arguments_of_it, and_another_one_of_them)",),
        [["call_of_it(one_of_the_arguments_of_it,", "and_another_one_of_them)"]],
        LARGEST,
    ),
    "assigned": (
        ("first_of_them += -self.learn_rate * (the_second_of_them)",),
        [["first_of_them +=", "-self.learn_rate * (the_second_of_them)"]],
        LARGEST,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_lines_fill_the_room(name):
    texts, pieces, size = CASES[name]
    large = large_lines(texts, ROOM, SIZE, GAIN * SIZE)
    assert large.size == pytest.approx(size, rel=1e-3)
    found = [[] for _ in texts]
    for row, after in pairwise([*large.rows, None]):
        ends = after.column if after and after.line == row.line else None
        text = texts[row.line][row.column : ends].rstrip()
        found[row.line].append(text)
        right = row.x + Type("code", large.size).width(text)
        assert ROOM.left <= row.x and right <= ROOM.right + 0.01
        assert ROOM.top <= row.baseline - large.size * 0.75
        assert row.baseline + large.size * 0.25 <= ROOM.bottom
    assert found == pieces
    downs = [row.baseline for row in large.rows]
    np.testing.assert_allclose(np.diff(downs), 1.4 * large.size)


@pytest.mark.parametrize(
    "texts",
    [
        ("w" * 80,),
        ("y = (x", "+ z", "+ a", "+ b", "+ c)"),
        ("",),
        ("'" + "隐藏层的权重" * 12 + "'",),
    ],
)
def test_what_would_hardly_be_larger_stays(texts):
    assert large_lines(texts, ROOM, SIZE, GAIN * SIZE) is None


def panel(grown, statement=(11, 11), mark=(11, 15, 11, 77)):
    lines = tuple(
        enumerate(["    first = 1", f"    {ASSIGNED}  # (H, 1)", "    last = 2"], 10)
    )
    made = SourcePanel(Listing("a.py", "f", lines), rows=4)
    made.statement, made.mark, made.grown = statement, mark, grown
    return made


def written(part):
    records = []
    drawn([part], records=records)
    return records


@pytest.mark.parametrize("grown", np.linspace(0, 1, 21).round(2).tolist())
def test_no_line_lies_on_another_and_none_leaves_the_panel(grown):
    """However far it has grown; what is broken off goes and comes."""
    part = panel(grown)
    texts = [one for one in written(part) if one.opacity > 0.02]
    assert overlapping(texts) == []
    for one in texts:
        assert part.box.left < one.left and one.right < part.box.right, one.text
        assert part.box.top < one.top and one.bottom < part.box.bottom, one.text
    mine = {one.text for one in texts if one.size > SIZE * 1.001}
    assert bool(mine) == (grown > 0.12)


def test_what_is_written_large():
    texts = written(panel(1.0))
    seen = [one.text for one in texts if one.opacity > 0]
    joined = "".join(seen).replace(" ", "")
    assert ASSIGNED.replace(" ", "") in joined
    assert not any("#" in one or "first" in one for one in seen)
    sizes = {one.size for one in texts if one.opacity > 0 and "output" in one.text}
    (size,) = sizes
    assert size > GAIN * SIZE
    # Its number stays, lit.
    (number,) = (one for one in texts if one.text == "11")
    assert number.color == palette.POINTED


def test_what_is_marked_is_marked_in_both_pieces():
    frame = drawn([panel(1.0)])[:, :, :3].astype(int)
    plain = drawn([panel(1.0, mark=None)])[:, :, :3].astype(int)
    changed = np.abs(frame - plain).sum(axis=2) > 30
    rows = np.flatnonzero(changed.sum(axis=1) > 200)
    assert rows.max() - rows.min() > 1.8 * 1.2 * SIZE


def sizes_of(film, shot, seconds):
    frame = drawn_at(film, shot, seconds)
    return [one.size for one in frame.texts if one.part == "SourcePanel"]


def test_only_a_new_statement_grows_and_only_at_first(digit_film):
    told = []
    for shot in digit_film.shots:
        statement = digit_film.steps[shot.step].statement
        most = max(sizes_of(digit_film, shot, min(0.8, shot.seconds)), default=SIZE)
        is_new = statement is not None and statement not in told
        told.append(statement)
        assert (most > GAIN * SIZE) == (is_new and shot.seconds >= LEAST_FOR_LARGE)
        for second in (GROWN_DOWN, shot.seconds):
            assert max(sizes_of(digit_film, shot, second), default=SIZE) == SIZE
    assert len(told) > 5


def test_it_grows_and_shrinks_without_a_jump(digit_film):
    shot = next(
        shot
        for shot in digit_film.shots
        if digit_film.steps[shot.step].statement and not shot.panel_before
    )
    seconds = np.arange(0, GROWN_DOWN + 0.1, 1 / 60)
    most = np.array([max(sizes_of(digit_film, shot, one)) for one in seconds.tolist()])
    assert most[0] == most[-1] == SIZE
    assert np.abs(np.diff(most)).max() < 1.5
    still = (seconds >= GROWS) & (seconds <= LARGE_UNTIL)
    assert np.ptp(most[still]) == 0 and most[still][0] == most.max()


def test_moments_may_be_asked_for_in_any_order(learning_film):
    shots = learning_film.shots
    at = next(k for k, shot in enumerate(shots) if shot.panel_before)
    wanted = drawn_at(learning_film, shots[at], 0.05).pixels
    drawn_at(learning_film, shots[at - 1], 0.8)
    np.testing.assert_array_equal(
        drawn_at(learning_film, shots[at], 0.05).pixels, wanted
    )


@pytest.mark.parametrize("first", [0.0, 2.3, 20.0, 37.5, 40.0])
@pytest.mark.parametrize("grown", [0.01, 0.1, 0.29, 0.31, 0.5, 0.9])
def test_it_comes_from_elsewhere_in_the_file(first, grown):
    """The lines are still on their way to it: it lies on none of them."""
    lines = tuple(enumerate([f"    line_{k} = {k}" for k in range(60)], 1))
    part = SourcePanel(Listing("a.py", "f", lines), rows=4)
    part.statement, part.mark, part.grown = (41, 42), (41, 13, 41, 15), grown
    part.first = first
    texts = [one for one in written(part) if one.opacity > 0.02]
    assert overlapping(texts) == []
    for one in texts:
        assert part.box.top < one.top and one.bottom < part.box.bottom, one.text


def narrow(grown):
    """A panel of one row that a line is too long for, as upright films have it."""
    made = SourcePanel(
        Listing("network.py", "forward", ((11, ASSIGNED),)), rows=1, width=522
    )
    made.statement, made.mark, made.grown = (11, 11), (11, 15, 11, 46), grown
    made.shapes = "(20, 1) = (20, 10) @ (10, 1)"
    return made


@pytest.mark.parametrize("grown", np.linspace(0, 1, 21).round(2).tolist())
def test_what_was_cut_goes_and_comes_whole(grown):
    part = narrow(grown)
    texts = [one for one in written(part) if one.opacity > 0.02]
    assert overlapping(texts) == []
    for one in texts:
        assert part.box.left < one.left and one.right < part.box.right, one.text
        assert part.box.top < one.top and one.bottom < part.box.bottom, one.text
    code = "".join(one.text for one in texts).replace(" ", "")
    assert (ASSIGNED.replace(" ", "") in code) == (grown > 0.3)
    assert ("…" in code) == (grown < 0.12)
    # Around it nothing else stands then.
    assert ("network.py" in code) == ("(20,1)" in code) == (grown < 0.3)


def test_upright_a_new_statement_is_seen_whole(digit_film):
    film = digit_film.upright()
    told = set()
    for shot in film.shots:
        statement = film.steps[shot.step].statement
        if statement in told or statement is None:
            continue
        told.add(statement)
        frame = drawn_at(film, shot, 0.8, width=540, height=960)
        assert not any(one.text == "…" for one in frame.texts)
        code = "".join(one.text for one in frame.texts).replace(" ", "")
        lines = dict(shot.panel.listing.lines)
        for number in range(statement.line, statement.end_line + 1):
            bare = lines[number].split("  #")[0].replace(" ", "")
            assert bare in code
    assert len(told) == 5


CALLS = ["classified", "attention", "odd_values", "softmax_of_rows", "numpy_windows"]


@pytest.mark.parametrize("name", CALLS)
def test_code_of_others_stays_in_its_panel(name):
    call, given = calls()[name]
    with np.errstate(all="ignore"):
        film = Film(record(call, *given))
    grew = 0
    for shot in film.shots:
        for second in (0.08, 0.16, 0.22, 0.3, 0.8, 1.2, 1.36):
            film.show(shot, min(second, shot.seconds))
            part = shot.panel
            if not part.grown:
                continue
            texts = [one for one in written(part) if one.opacity > 0.02]
            assert overlapping(texts) == []
            for one in texts:
                assert part.box.left < one.left and one.right < part.box.right
                assert part.box.top < one.top and one.bottom < part.box.bottom
            grew += max((one.size for one in texts), default=0) > GAIN * SIZE
    assert grew > 3
