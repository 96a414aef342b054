"""Softmax: found however it is written, and nothing else is taken for it."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.stage.camera import drawn
from scenes.words.naming import language
from tests.softmaxes import (
    BATCH,
    COLUMN,
    called,
    called_in_a_line,
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
    summed_the_other_way,
    the_smallest_away_is_shown_in_parts,
    with_others_between,
)


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
        (in_place, COLUMN.ravel(), None, False, "z"),
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
        (of_all, np.zeros((2, 3, 4))),  # of three axes
        (called, np.zeros((33, 1))),  # too long for bars
        (of_rows, np.zeros((25, 4))),  # too many rows
        (inline, np.array([[800.0], [1.0]])),
    ],
)  # overflows to no number
@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid value")
def test_what_is_none(function, z):
    assert softmaxes(function, z) == []


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
    assert [act.kind for act in acts] == ["arrive", "softmax", "generic", "combine"]
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
def test_scores_with_a_name_of_their_own_are_the_scores(function):
    """The film and the page then speak of one and the same z."""
    (act,) = softmaxes(function, COLUMN.ravel())
    assert not act.is_shifted
    np.testing.assert_allclose(act.operands[0].array, COLUMN.ravel() - 2.0)


@pytest.mark.parametrize(
    "z, caption, words",
    [
        (
            [0.5, 0.5],
            "The largest share is 0.500, of more than one.",
            "Row 0: e to the power of 0 is 1.000.",
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


@pytest.mark.parametrize(
    "function, caption",
    [
        (of_rows, "In each row the shares add up to 1."),
        (of_columns, "In each column the shares add up to 1."),
        (of_all, "All shares together are 1."),
    ],
)
def test_what_came_out_of_a_batch(function, caption):
    (act,) = softmaxes(function, BATCH)
    assert act.caption.endswith(caption)


@pytest.mark.parametrize(
    "spoken, function, index, words",
    [
        ("en", of_rows, 1, "Row 1: each power of e ÷ 1.080, their sum."),
        ("zh", of_rows, 1, "行 1：每个 e 的幂 ÷ 总和 1.080。"),
        ("en", of_columns, 2, "Column 2: each power of e ÷ 1.082, their sum."),
        ("zh", of_columns, 2, "列 2：每个 e 的幂 ÷ 总和 1.082。"),
        ("en", of_all, 0, "All of them: each power of e ÷ 31.098, their sum."),
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
