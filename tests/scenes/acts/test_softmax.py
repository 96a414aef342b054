"""Softmax: found however it is written, and nothing else is taken for it."""

from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.film.storyboard import film_steps
from scenes.stage.camera import drawn
from scenes.stage.chips import Chips
from scenes.words.naming import language
from tests.softmaxes import (
    BATCH,
    COLUMN,
    called,
    called_by_another_name,
    called_for_a_line,
    called_for_more,
    called_for_nothing,
    called_for_something_else,
    called_in_a_line,
    called_in_turn,
    called_with_an_aside,
    divided_by_the_mean,
    in_place,
    in_three_lines,
    inline,
    masked,
    named_in_between,
    not_divided_by_its_own_sum,
    of_all,
    of_columns,
    of_columns_counted_from_the_end,
    of_rows,
    of_rows_laid_out,
    of_squares,
    shares_of,
    shifted_and_used,
    summed_the_other_way,
    the_smallest_away_is_shown_in_parts,
    with_others_between,
)
from tests.told import turns_of


def acts_of(function, z):
    film = Film(record(function, z.copy()))
    return [(shot, shot.player.act) for shot in film.shots]


def softmaxes(function, z):
    return [act for _, act in acts_of(function, z) if act.kind == "softmax"]


@pytest.mark.parametrize(
    "function, z, axis, is_shifted, name",
    [
        (called, COLUMN, None, True, "shares"),
        (called, COLUMN.ravel(), None, True, "shares"),
        (called, COLUMN.T, None, True, "shares"),
        (called_in_a_line, COLUMN, None, True, "softmax"),
        (inline, COLUMN, None, False, "shares"),
        (in_three_lines, COLUMN, None, True, "shares"),
        (with_others_between, COLUMN, None, False, "shares"),
        (in_place, COLUMN.ravel(), None, True, "z"),
        (of_rows, BATCH, 1, True, "powers / powers.sum(axis=1, keepdims=True)"),
        (of_rows_laid_out, BATCH, 1, False, "powers / powers.sum(axis=1)[:, None]"),
        (of_columns, BATCH, 0, True, "powers / np.sum(powers, axis=0)"),
        (
            of_columns_counted_from_the_end,
            BATCH,
            0,
            False,
            "powers / powers.sum(axis=-2)",
        ),
        (of_all, BATCH, None, False, "powers / powers.sum()"),
        (called, BATCH, None, True, "shares"),
        (called, np.zeros((2, 1)), None, True, "shares"),
        (called, np.zeros((32, 1)), None, True, "shares"),
        (called, np.zeros((24, 24)), None, True, "shares"),
        (called, np.zeros((33, 1)), None, True, "shares"),
        (called, np.zeros((100, 40)), None, True, "shares"),
        (
            of_rows,
            np.zeros((25, 4)),
            1,
            True,
            "powers / powers.sum(axis=1, keepdims=True)",
        ),
        (
            of_rows,
            np.zeros((4, 250)),
            1,
            True,
            "powers / powers.sum(axis=1, keepdims=True)",
        ),
    ],
)
def test_found_however_it_is_written(function, z, axis, is_shifted, name):
    (act,) = softmaxes(function, z)
    assert (act.axis, act.is_shifted, act.result_name) == (axis, is_shifted, name)
    np.testing.assert_allclose(act.result.array, shares_of(z, axis), rtol=1e-12)
    scores = act.operands[0].array
    largest = scores.max(axis=axis, keepdims=True) if is_shifted else 0
    np.testing.assert_allclose(act.powers.array, np.exp(scores - largest), rtol=1e-12)


@pytest.mark.parametrize(
    "function, z",
    [
        (not_divided_by_its_own_sum, COLUMN),
        (divided_by_the_mean, COLUMN),
        (of_squares, COLUMN),
        (masked, COLUMN),
        (called, np.zeros((1, 1))),  # always 1
        (inline, np.array([[800.0], [1.0]])),
    ],
)  # overflows to no number
@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid value")
def test_what_is_none(function, z):
    assert softmaxes(function, z) == []


@pytest.mark.parametrize(
    "function, name, mark, count",
    [
        (called, "shares", "softmax(z)", 5),
        (called_for_a_line, "shares", "in_one_line(z)", 4),
        (called_for_more, "parts", "powers / powers.sum()", 3),
        (called_with_an_aside, "parts", "powers / powers.sum()", 3),
        (called_for_something_else, "parts", "powers / powers.sum()", 3),
        (called_for_nothing, "parts", "powers / powers.sum()", 3),
    ],
)
def test_a_call_is_one_if_it_does_nothing_else(function, name, mark, count):
    (act,) = softmaxes(function, COLUMN)
    assert (act.result_name, len(act.operations)) == (name, count)
    lines = Path(act.mark.file).read_text(encoding="utf-8").splitlines()
    assert lines[act.mark.line - 1][act.mark.column : act.mark.end_column] == mark


def test_what_is_spread_over_calls_is_told_call_by_call():
    assert softmaxes(called_in_turn, COLUMN) == []


@pytest.mark.parametrize("function", [called, called_by_another_name, inline])
def test_the_scores_are_called_as_where_they_come_from(function):
    (act,) = softmaxes(function, COLUMN)
    assert act.operands[0].name == "z"


@pytest.mark.parametrize(
    "function, z, slug, shapes, powers",
    [
        (
            called,
            COLUMN,
            "shares",
            "(4, 1)  =  softmax( (4, 1) )",
            "np.exp(x - np.max(x))",
        ),
        (
            called_in_a_line,
            COLUMN,
            "return",
            "(4, 1)  =  softmax( (4, 1) )",
            "np.exp(x - np.max(x))",
        ),
        (inline, COLUMN, "shares", "(4, 1)  =  (4, 1) / 10.4057", "np.exp(z)"),
        (
            in_three_lines,
            COLUMN,
            "shares",
            "(4, 1)  =  (4, 1) / 1.40825",
            "np.exp(z - z.max())",
        ),
        (
            with_others_between,
            COLUMN,
            "shares",
            "(4, 1)  =  (4, 1) / (1, 1)",
            "np.exp(z)",
        ),
        (in_place, COLUMN.ravel(), "z-3", "(4,)  /=  1.40825", "np.exp(z, out=z)"),
        (of_all, BATCH, "return", "(2, 3)  =  (2, 3) / 31.0977", "np.exp(z)"),
    ],
)
def test_it_is_a_step_of_the_statement_that_divides(function, z, slug, shapes, powers):
    ((step, act),) = [
        (step, act)
        for step in film_steps(record(function, z.copy()))
        for act in step.acts
        if act.kind == "softmax"
    ]
    assert step.slug == slug
    assert (act.shapes, act.powers.expression) == (shapes, powers)
    assert act.result_name == act.target
    for spoken, title, name in (
        ("en", "Softmax: shares that add up to 1", "{}: shares"),
        ("zh", "Softmax：合计为 1 的份额", "{}：份额"),
    ):
        with language(spoken):
            (act,) = softmaxes(function, z)
            assert (act.title, act.step_name) == (title, name.format(act.target))


@pytest.mark.parametrize(
    "function, z, turns, seconds",
    [
        (called, COLUMN, [(4.6, 1.2), (5.2, 1.2), (1.0, 3.6), (5.8, 1.2)], 14.2),
        (of_rows, BATCH, [(1.0, 4.4), (5.4, 2.64)], 9.2),
        (of_columns, BATCH, [(1.0, 4.4), (5.4, 2.64), (8.04, 1.584)], 10.8),
        (of_all, BATCH, [(1.0, 4.4)], 6.6),
        (
            of_rows,
            np.zeros((6, 2)),
            [
                (1.0, 4.4),
                (5.4, 2.64),
                (8.04, 1.584),
                (9.624, 0.9504),
                (10.5744, 0.5702),
                (11.1446, 0.5),
            ],
            12.8,
        ),
    ],
)
def test_how_long_it_takes(function, z, turns, seconds):
    (act,) = softmaxes(function, z)
    assert (turns_of(act), act.seconds) == (turns, seconds)


def test_what_is_taken_away_need_not_be_the_largest():
    """The shares are the same; the film starts from what e is raised to."""
    (act,) = softmaxes(the_smallest_away_is_shown_in_parts, COLUMN)
    assert not act.is_shifted
    np.testing.assert_allclose(act.operands[0].array, COLUMN + 1.0)
    (act,) = softmaxes(summed_the_other_way, BATCH)
    assert not act.is_shifted and act.axis == 0
    np.testing.assert_allclose(act.operands[0].array, BATCH - [[2.0], [3.0]])


def test_each_operation_is_shown_once():
    acts = [act for _, act in acts_of(with_others_between, COLUMN)]
    assert [act.kind for act in acts] == [
        "arrive",
        "softmax",
        "cells_combine",
        "combine",
    ]
    shown = [operation.number for act in acts for operation in act.operations]
    assert sorted(shown) == list(range(5))


@pytest.mark.parametrize(
    "spoken, lead, caption, live",
    [
        (
            "en",
            "Each number becomes e to its power, then its share of their sum: "
            "none is below 0. The largest is taken away first, which changes no "
            "share.",
            "Row 2 has the largest share: 0.710.",
            {
                "alone": "Row 2, the largest: e to the power of 0.00 is 1.000.",
                "together": "Then the other 3, all together.",
                "added": "All of them added: 1.408.",
                "shared": "Row 2: 1.000 ÷ 1.408 = 0.710. All shares together are 1.",
            },
        ),
        (
            "zh",
            "每个数先变成 e 的幂，再除以总和：没有一个小于 0。"
            "先减去最大值，这不改变任何份额。",
            "行 2 的份额最大：0.710。",
            {
                "alone": "行 2，最大：e 的 0.00 次方是 1.000。",
                "together": "其余 3 个一起进行。",
                "added": "全部相加：1.408。",
                "shared": "行 2：1.000 ÷ 1.408 = 0.710。全部份额合计为 1。",
            },
        ),
    ],
)
def test_what_is_said_of_a_column(spoken, lead, caption, live):
    with language(spoken):
        ((shot, act),) = [
            pair for pair in acts_of(called, COLUMN) if pair[1].kind == "softmax"
        ]
        assert act.lead == lead
        assert act.caption == lead + (" " if spoken == "en" else "") + caption
        ends = act.turns.end
        said = {
            "alone": 2.0,
            "together": act.turns.together + 0.5,
            "added": ends + 1.0,
            "shared": ends + 3.0,
        }
        assert {
            when: shot.player.words(second) for when, second in said.items()
        } == live
        assert shot.player.words(0.5) == ""


@pytest.mark.parametrize("function", [named_in_between, in_place])
def test_what_the_largest_was_taken_from_is_part_of_it_under_any_name(function):
    (act,) = softmaxes(function, COLUMN.ravel())
    assert act.is_shifted and len(act.operations) == 5 + (function is named_in_between)
    np.testing.assert_allclose(act.operands[0].array, COLUMN.ravel())


def test_scores_that_the_code_goes_on_with_are_the_scores():
    (act,) = softmaxes(shifted_and_used, COLUMN.ravel())
    assert not act.is_shifted and act.operands[0].name == "z"
    np.testing.assert_allclose(act.operands[0].array, COLUMN.ravel() - 2.0)


def logs_called(z):
    largest = np.max(z, axis=1, keepdims=True)
    return z - largest - np.log(np.sum(np.exp(z - largest), axis=1, keepdims=True))


def logs_in_lines(z):
    shifted = z - z.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1)[:, None])
    return logs


def logs_by_their_sum(z):
    largest = z.max()
    total = largest + np.log(np.sum(np.exp(z - largest)))
    return z - total


@pytest.mark.parametrize(
    "function, z, axis",
    [
        (logs_called, BATCH, 1),
        (logs_in_lines, BATCH, 1),
        (logs_by_their_sum, COLUMN.ravel(), None),
    ],
)
def test_logarithms_of_shares(function, z, axis):
    ((shot, act),) = [
        pair for pair in acts_of(function, z) if pair[1].kind == "softmax"
    ]
    assert act.is_log and act.axis == axis
    np.testing.assert_allclose(act.result.array, np.log(shares_of(z, axis)))
    np.testing.assert_allclose(act.operands[0].array, z)
    assert act.title == "Log-softmax: the logarithms of shares"
    assert len(acts_of(function, z)) == 2  # what goes in, and all of it
    shot.player.show(act.seconds)
    texts = [part.text for part in shot.player.parts if hasattr(part, "text")]
    assert texts[-2:] == ["→", "log ÷ Σ ="]
    assert "logarithm" in shot.player.words(2.0)
    assert drawn(shot.player.parts).any()


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
    "z, caption, words",
    [
        (
            [0.5, 0.5],
            "The largest share is 0.500, of more than one.",
            "Row 0: e to the power of 0 is 1.000.",
        ),
        (
            [0.5, 0.5, 0.25],
            "The largest share is 0.360, of more than one.",
            "Row 0: e to the power of 0.00 is 1.000.",
        ),
        (
            [0.5, 0.25, 0.25],
            "Row 0 has the largest share: 0.391.",
            "Row 0, the largest: e to the power of 0.00 is 1.000.",
        ),
        (
            [0.5, 0.25],
            "Row 0 has the largest share: 0.562.",
            "Row 0, the largest: e to the power of 0.00 is 1.000.",
        ),
    ],
)
def test_none_is_called_the_largest_beside_an_equal_one(z, caption, words):
    ((shot, act),) = [
        pair for pair in acts_of(called, np.array(z)) if pair[1].kind == "softmax"
    ]
    assert act.caption.endswith(caption)
    assert shot.player.words(2.0) == words


def test_in_chinese_none_is_called_the_largest_either():
    with language("zh"):
        (act,) = softmaxes(called, np.array([0.5, 0.5]))
    assert act.caption.endswith("最大的份额是 0.500，不止一个。")


@pytest.mark.parametrize(
    "function, caption",
    [
        (of_rows, ("In each row the shares add up to 1.", "每行的份额合计为 1。")),
        (
            of_columns,
            ("In each column the shares add up to 1.", "每列的份额合计为 1。"),
        ),
        (of_all, ("All shares together are 1.", "全部份额合计为 1。")),
    ],
)
def test_what_came_out_of_a_batch(function, caption):
    for spoken, sentence in zip(("en", "zh"), caption):
        with language(spoken):
            (act,) = softmaxes(function, BATCH)
        between = " " if spoken == "en" else ""
        assert act.caption == act.lead + between + sentence


@pytest.mark.parametrize(
    "spoken, function, index, words",
    [
        ("en", of_rows, 1, "Row 1: each power of e ÷ 1.080, their sum."),
        ("zh", of_rows, 1, "行 1：每个 e 的幂 ÷ 总和 1.080。"),
        ("en", of_columns, 2, "Column 2: each power of e ÷ 1.082, their sum."),
        ("zh", of_columns, 2, "列 2：每个 e 的幂 ÷ 总和 1.082。"),
        ("en", of_all, 0, "All of them: each power of e ÷ 31.098, their sum."),
        ("zh", of_all, 0, "全部：每个 e 的幂 ÷ 总和 31.098。"),
    ],
)
def test_what_is_said_of_a_batch(spoken, function, index, words):
    with language(spoken):
        ((shot, act),) = [
            pair for pair in acts_of(function, BATCH) if pair[1].kind == "softmax"
        ]
        second = act.turns.starts[index] + act.turns.lengths[index] / 2
        assert shot.player.words(second) == words


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
