"""The bars and lines of a softmax: what is there when, and what becomes of it."""

import numpy as np
import pytest

from scenes.stage.camera import drawn
from scenes.stage.chips import Chips
from scenes.words.naming import language
from tests.softmax_acts import acts_of
from tests.softmaxes import BATCH, COLUMN, called, inline, of_all, of_columns, of_rows


def along_an_axis(z, axis):
    powers = np.exp(z - z.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


@pytest.mark.parametrize(
    "shape, axis, lines",
    [((2, 3, 4), 2, 6), ((2, 3, 4), 1, 8), ((2, 2, 3, 5), -1, 12), ((50, 6), 1, 50)],
)
def test_of_stacks_and_of_many_rows_each_line_is_told(shape, axis, lines):
    z = np.random.default_rng(3).normal(size=shape)
    ((shot, act),) = [
        pair
        for pair in acts_of(lambda x: along_an_axis(x, axis), z)
        if pair[1].kind == "softmax"
    ]
    assert act.axis == axis % len(shape) and len(act.turns.starts) == lines
    np.testing.assert_allclose(act.result.array, along_an_axis(z, axis))
    shot.player.show(act.turns.starts[0] + act.turns.lengths[0] / 2)
    assert shot.player.words(act.turns.starts[0] + 1).startswith("Row 0: each power")
    first = np.moveaxis(act.result.array, axis, -1).reshape(lines, -1)
    np.testing.assert_array_equal(shot.player.planes[2].values.array, first)
    shot.player.show(act.seconds)
    assert drawn(shot.player.parts).any()


@pytest.mark.parametrize(
    "function, z",
    [(called, COLUMN), (of_rows, BATCH), (of_columns, BATCH), (of_all, BATCH)],
)
def test_all_is_there_at_the_end_and_nothing_before_its_turn(function, z):
    ((shot, act),) = [
        pair for pair in acts_of(function, z) if pair[1].kind == "softmax"
    ]
    player = shot.player

    def amounts(second):
        player.show(second)
        return [
            int(np.sum(part.grown))
            if act.powers.array.shape[1] == 1
            else int(part.filled.sum())
            for part in (
                player.columns if act.powers.array.shape[1] == 1 else player.planes
            )[1:]
        ]

    assert amounts(act.turns.starts.min()) == [0, 0]
    assert amounts(act.seconds) == [z.size, z.size]
    halves = [amounts(second) for second in np.linspace(0, act.seconds, 60)]
    assert all(powers >= shares for powers, shares in halves)
    assert drawn(player.parts).any()


def player_of(function, z):
    ((shot, _),) = [pair for pair in acts_of(function, z) if pair[1].kind == "softmax"]
    return shot.player


@pytest.mark.parametrize(
    "function, names",
    [
        (called, ("z", "e to the power of (z − max)", "shares")),
        (inline, ("z", "e to the power of z", "shares")),
    ],
)
def test_the_columns_are_named(function, names):
    player = player_of(function, COLUMN)
    assert tuple(one.name_text for one in player.columns) == names
    assert player.columns[2].span == (0.0, 1.0)
    texts = [part.text for part in player.parts if hasattr(part, "text")]
    total = "Σ = 1.408" if function is called else "Σ = 10.406"
    assert texts[-3:] == [total, "→", "÷ Σ ="]
    with language("zh"):
        player = player_of(function, COLUMN)
    assert (
        player.columns[1].name_text
        == names[1].replace("e to the power of ", "e 的 ") + " 次方"
    )


def test_bars_become_the_next_one_by_one_and_then_all():
    """The largest, of row 2, goes alone from 1.0 to 4.6, all others to 7.0;
    the sum stands there from 8.0 on, and the shares follow from 9.6 on."""
    player, seen = player_of(called, COLUMN), []
    left, middle, right = player.columns
    (slips,) = (part for part in player.parts if type(part) is Chips)
    for second in (
        1.0,
        2.8,
        3.69,
        3.71,
        5.5,
        6.5,
        7.0,
        7.3,
        8.0,
        9.6,
        10.8,
        11.2,
        13.0,
    ):
        player.show(second)
        seen.append(
            (
                middle.grown.astype(int).tolist(),
                right.grown.astype(int).tolist(),
                len(slips.items),
                middle.focus,
                round(player.bars.total.opacity, 2),
            )
        )
        assert left.focus == right.focus == middle.focus
    none, first, all_of = [0] * 4, [0, 0, 1, 0], [1] * 4
    assert seen == [
        (none, none, 0, 2, 0.0),
        (none, none, 1, 2, 0.0),
        (none, none, 1, 2, 0.0),
        (first, none, 0, 2, 0.0),
        ([1, 0, 1, 0], none, 1, None, 0.0),
        ([1, 1, 1, 0], none, 1, None, 0.0),
        (all_of, none, 0, None, 0.0),
        (all_of, none, 0, None, 0.0),
        (all_of, none, 0, None, 1.0),
        (all_of, none, 0, 2, 1.0),
        (all_of, none, 1, 2, 1.0),
        (all_of, first, 0, 2, 1.0),
        (all_of, all_of, 0, 2, 1.0),
    ]


@pytest.mark.parametrize(
    "come, is_there, is_new",
    [(0.2, False, False), (0.3, False, True), (0.45, True, True), (0.7, True, True)],
)
def test_a_bar_comes_over_and_takes_the_colour_it_will_have(come, is_there, is_new):
    player = player_of(called, -COLUMN - 2)  # below zero; powers are above
    left, middle, _ = player.columns
    (slips,) = (part for part in player.parts if type(part) is Chips)
    top = player.turns.peak
    assert left.bar_color(top) != middle.bar_color(top)
    player.show(1.0 + 3.6 * come)
    (slip,) = slips.items
    assert slip.color == (middle if is_new else left).bar_color(top)
    assert (slip.box == middle.bar_box(top)) == is_there


@pytest.mark.parametrize(
    "function, index, marks, powers, shares",
    [
        (of_rows, 1, ((1, 0, 1, 3),), [3, 3], [3, 0]),
        (of_columns, 1, ((0, 1, 2, 1),), [2, 2], [1, 1]),
        (of_all, 0, ((0, 0, 2, 3),), [3, 3], [0, 0]),
    ],
)
def test_a_batch_is_filled_line_by_line(function, index, marks, powers, shares):
    player = player_of(function, BATCH)
    turns, (scores, middle, right) = player.turns, player.planes
    player.show(turns.starts[index] + turns.lengths[index] * 0.5)
    assert scores.marks == middle.marks == right.marks == marks
    assert middle.filled.tolist() == powers
    assert right.filled.tolist() == shares
    player.show(turns.end)
    assert scores.marks == ()
    assert middle.filled.tolist() == right.filled.tolist() == [3, 3]


@pytest.mark.parametrize(
    "share, powers, shares", [(0.1, 0, 0), (0.3, 3, 0), (0.7, 6, 3)]
)
def test_all_as_one_line_fills_from_the_top(share, powers, shares):
    player = player_of(of_all, np.zeros((2, 6)))
    player.show(1.0 + 4.4 * share)
    found = [plane.filled.sum() for plane in player.planes[1:]]
    assert found == [2 * powers, 2 * shares]
