"""Two columns on the stage as they are combined: bars, scales, signs."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from tests.combined_columns import added, column, divided, taken, times
from tests.told import act_in, numbers, player_of


@pytest.mark.parametrize(
    "call, left, right, shared",
    [
        (added, (1.0, 2.0), (3.0, 9.0), 3),
        (taken, (1.0, 2.0), (3.0, 9.0), 3),
        (taken, (np.inf, 2.0), (3.0, 9.0), 1),
        (taken, (1.0, 2.0), (np.nan, 9.0), 1),
        (added, (1e308, 1.0), (1.5e308, 1.0), 1),
        (times, (1.0, 3.0), (1.0, 0.5), 2),
        (times, (1.0, 3.0), (-1.0, 0.5), 2),
        (times, (1.0, 3.0), (-1.01, 0.5), 1),
        (times, (1.0, 3.0), (1.01, 0.5), 1),
        (divided, (1.0, 2.0), (1.0, 0.5), 1),
    ],
)
def test_how_many_columns_share_a_scale(call, left, right, shared):
    with np.errstate(over="ignore"):
        player = player_of("combine", call, column(*left), column(*right))
    assert player.act.shared == shared
    player.show(1.0)
    spans = [bars.span for bars in player.columns]
    alike = {3: {0, 1, 2}, 2: {0, 2}, 1: set()}[shared]
    for one in range(3):
        for other in range(one):
            assert (spans[one] == spans[other]) == ({one, other} <= alike)
    # What has a scale of its own says so below it.
    notes = [part for part in player.parts if getattr(part, "text", "")[:5] == "a dif"]
    lefts = [bars.box.left + 62 for bars in player.columns]
    assert [lefts.index(note.box.left) for note in notes if note.opacity] == (
        {3: [], 2: [1], 1: [1, 2]}[shared]
    )
    foot = 0 if shared == 3 else 22
    assert all(
        bars.box.top + bars.box.height + foot <= player.stage.bottom
        for bars in player.columns
    )


@pytest.mark.parametrize(
    "left, right, factor",
    [
        ((1.0, 0.5), (0.6, 0.4), None),  # could be hardly longer
        ((1.0, 0.5), (0.5, 0.5), 2.0),
        ((1.0, 0.5), (0.3, 0.3), 3.0),
        ((1.0, 0.5), (0.08, 0.08), 12.0),
        ((1.0, 0.5), (0.0081, 0.0081), 120.0),
        ((1.0, 0.5), (0.00081, 0.00081), 1200.0),
        ((-1.0, -0.5), (0.08, 0.08), 12.0),
        ((1.0, -0.5), (0.08, 0.25), 4.0),  # as far as either side has room
        ((1.0, -0.5), (0.25, 0.08), 4.0),
        ((1.0, 0.5), (0.08, -0.08), None),  # none below zero
        ((-1.0, -0.5), (0.08, -0.08), None),
        ((1.0, 0.0), (0.0, 0.5), None),  # nothing can be longer
    ],
)
def test_how_many_times_longer_the_bars_are_drawn(left, right, factor):
    act = act_in("en", "combine", times, column(*left), column(*right))
    assert (act.shared, act.factor) == (2, factor)
    end = act.turns.end
    assert act.enlarged == end + 1.5
    assert act.seconds == pytest.approx(end + 1.2 + (0 if factor is None else 2.7))


def test_all_columns_of_one_scale_have_as_many_decimals():
    player = player_of("combine", added, column(0.001, 0.002), column(0.5, 0.25))
    assert [bars.write.form for bars in player.columns] == [".5f"] * 3
    # Powers of ten stay as they are; so do columns of scales of their own.
    player = player_of("combine", added, column(2e5, 1), column(0.5, 0.25))
    assert [bars.write.form for bars in player.columns] == [".2e", ".3f", ".2e"]
    player = player_of("combine", times, column(0.02, 0.05), column(0.5, 0.25))
    assert [bars.write.form for bars in player.columns] == [".4f", ".3f", ".4f"]


def test_where_the_columns_and_signs_stand():
    player = player_of("combine", taken, column(1, 3, 2), column(1, 1, 0.5))
    left, right, result = (bars.box for bars in player.columns)
    assert left.left < right.left < result.left
    assert [bars.name_text for bars in player.columns] == ["left", "right", "rest"]
    signs = [part for part in player.parts if getattr(part, "text", "") in ("−", "=")]
    assert [sign.text for sign in signs] == ["−", "="]
    for sign, before, after in zip(signs, (left, right), (right, result)):
        middle = sign.box.left + sign.box.width / 2
        assert before.right < middle < after.left
        assert sign.box.top + sign.box.height / 2 == left.top + left.height / 2


def test_the_left_bar_comes_over_and_becomes_the_result():
    """Of -4 × 0.25 = -1 and 2 × 0.25 = 0.5, in a turn of 4.2 seconds."""
    player = player_of("combine", times, column(-4, 2), column(0.25, 0.25))
    left, right, result = player.columns

    def at(share):
        player.show(1.0 + 4.2 * share)
        assert left.focus == right.focus == result.focus == 0
        return player.slips.items, result.grown.tolist()

    player.show(0.9)
    assert (player.slips.items, result.grown.tolist()) == ((), [0, 0])
    (coming,), grown = at(0.17)
    assert grown == [0, 0]
    middle = (left.bar_box(0).left + result.bar_box(0, -4.0).left) / 2
    assert coming.box.left == pytest.approx(middle)
    (ghost, now), _ = at(0.40)  # it stands at the result's place
    assert ghost.opacity == 0.28 and now.opacity == 1
    assert now.box == result.bar_box(0, -4.0)
    (_, now), _ = at(0.65)  # half way of the change
    assert now.box.left == pytest.approx(result.bar_box(0, -2.5).left)
    assert now.color == left.bar_color(0)
    (_, _), grown = at(0.835)
    assert grown == [0, 0]
    (ghost,), grown = at(0.85)  # the bar itself stands now
    assert grown == [1, 0] and ghost.opacity == 0.28
    player.show(player.act.enlarged - 0.2)
    assert [slip.opacity for slip in player.slips.items] == [pytest.approx(0.14)] * 2
    player.show(player.act.enlarged)
    assert player.slips.items == () and left.focus is None


def test_a_bar_that_passes_zero_changes_its_color():
    player = player_of("combine", taken, column(3, 1), column(4, 1))
    seen = []
    for share in (0.45, 0.83):
        player.show(1.0 + 4.2 * share)
        seen.append(player.slips.items[-1].color)
    assert seen == [player.columns[0].bar_color(0), player.columns[2].bar_color(0)]
    assert seen[0] != seen[1]
    # The ghosts go 0.8 seconds after the last turn, if nothing is enlarged.
    opacities = []
    for after in (0.4, 0.6, 0.8):
        player.show(player.turns.end + after)
        opacities.append([round(slip.opacity, 3) for slip in player.slips.items])
    assert opacities == [[0.28, 0.28], [0.14, 0.14], []]


def test_at_the_end_what_is_short_is_enlarged():
    player = player_of("combine", times, column(-4, 2), column(0.25, 0.25))
    begin, result = player.act.enlarged, player.columns[2]
    assert player.note.text == "drawn 4 times as long"
    spans, notes = [], []
    for second in (begin - 0.1, begin, begin + 0.15, begin + 0.6, begin + 1.2):
        player.show(second)
        spans.append(tuple(map(float, result.span)))
        notes.append(round(player.note.opacity, 3))
    assert spans == [
        (-4.0, 2.0),
        (-4.0, 2.0),
        pytest.approx(spans[2]),
        pytest.approx((-2.5, 1.25)),
        pytest.approx((-1.0, 0.5)),
    ]
    assert notes == [0, 0, 0.5, 1, 1]
    assert player.columns[0].span == (-4.0, 2.0)


def test_bars_of_scales_of_their_own_grow_where_they_stand():
    player = player_of("combine", divided, column(4, 2), column(0.5, 0.5))
    result = player.columns[2]
    seen = []
    for share in (0.34, 0.59, 0.84):
        player.show(1.0 + 4.2 * share)
        assert player.slips.items == ()
        seen.append(result.grown.round(3).tolist())
    assert seen == [[0, 0], [0.5, 0], [1, 0]]


@pytest.mark.parametrize("call, foot", [(added, 0), (times, 22), (divided, 22)])
def test_a_long_column_leaves_room_for_its_note(call, foot):
    player = player_of("combine", call, numbers(32) + 1, numbers(32) / 9)
    box, stage = player.columns[0].box, player.stage
    assert (box.top, box.bottom) == (stage.top + 14, stage.bottom - foot)
    own = [part for part in player.parts if getattr(part, "text", "")[-3:] == "own"]
    for note in own:
        assert (note.box.top, note.box.height) == (box.bottom, 30)
        assert note.box.right == min(
            bars.box.right
            for bars in player.columns
            if bars.box.left < note.box.left and bars.box.right > note.box.left
        )


@pytest.mark.parametrize(
    "call, right, firsts, shared, factor",
    [
        (times, [0.1, 0.02, 0.1], (2,), 2, 10.0),
        (times, [0.1, 0.02, -0.1], (2,), 2, None),  # no room below zero
        (times, [0.9, 0.9, 0.9], (2,), 2, None),  # hardly shorter
        (times, [0.1, 0.02, 5.0], (2,), 1, None),  # longer than it was
        (times, [0.1, np.inf, 0.1], (2,), 1, None),
        (times, [0.0, 0.0, 0.0], (0,), 2, None),
        (taken, [0.0, 1.0, 0.0], (1, 2), 3, None),  # the right answer
        (taken, [0.5, 1.0, 0.5], (2,), 3, None),
    ],
)
def test_how_two_columns_are_combined(call, right, firsts, shared, factor):
    left = np.array([[1.0], [0.5], [2.0]])
    film = Film(record(call, left, np.array(right)[:, None]))
    act = next(
        shot.player.act for shot in film.shots if shot.player.act.kind == "combine"
    )
    assert act.turns.firsts == firsts
    assert (act.shared, act.factor) == (shared, factor)
    assert len(act.reasons) == len(firsts)
    for shot in film.shots:
        for tenth in range(0, round(shot.seconds * 10) + 1, 7):
            film.show(shot, tenth / 10)  # of zeros and infinities, too
