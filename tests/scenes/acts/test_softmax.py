"""Softmax: found however it is written, and nothing else is taken for it."""

from pathlib import Path

import numpy as np
import pytest

from scenes.acts.act import MOST_BARS
from scenes.stage.camera import drawn
from tests.softmax_acts import acts_of, softmaxes
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
from tests.told import kinds_of, turns_of


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


@pytest.mark.parametrize("length, count", [(1, 0), (2, 1)])
def test_in_several_tables_two_are_enough_to_share(length, count):
    assert len(softmaxes(of_rows, np.zeros((3, length, 4)))) == count


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


@pytest.mark.parametrize("length", [MOST_BARS, MOST_BARS + 1])
def test_a_column_is_bars_as_long_as_they_fit(length):
    """Each bar has a turn of its own; in a longer one all cells come at once."""
    (act,) = softmaxes(called, np.linspace(-1, 1, length)[:, None])
    assert len(act.turns.starts) == (length if length <= MOST_BARS else 1)


@pytest.mark.parametrize("function", [called, called_by_another_name, inline])
def test_the_scores_are_called_as_where_they_come_from(function):
    (act,) = softmaxes(function, COLUMN)
    assert act.operands[0].name == "z"


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


def logs_of_scores_as_they_are(z):
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


@pytest.mark.parametrize(
    "function, z, axis, is_shifted",
    [
        (logs_called, BATCH, 1, True),
        (logs_in_lines, BATCH, 1, True),
        (logs_by_their_sum, COLUMN.ravel(), None, True),
        (logs_of_scores_as_they_are, BATCH, 1, False),
    ],
)
def test_logarithms_of_shares(function, z, axis, is_shifted):
    ((shot, act),) = [
        pair for pair in acts_of(function, z) if pair[1].kind == "softmax"
    ]
    assert (act.is_log, act.axis, act.is_shifted) == (True, axis, is_shifted)
    np.testing.assert_allclose(act.result.array, np.log(shares_of(z, axis)))
    np.testing.assert_allclose(act.operands[0].array, z)
    assert act.title == "Log-softmax: the logarithms of shares"
    assert len(acts_of(function, z)) == 2  # what goes in, and all of it
    shot.player.show(act.seconds)
    texts = [part.text for part in shot.player.parts if hasattr(part, "text")]
    assert texts[-2:] == ["→", "log ÷ Σ ="]
    assert "logarithm" in shot.player.words(2.0)
    assert drawn(shot.player.parts).any()


def powers(z):
    return np.exp(z - z.max())


def powers_of_a_call(z):
    e = powers(z)
    return e / e.sum()


@pytest.mark.parametrize("shape", [(4, 1), (3, 4)])
def test_what_goes_through_several_functions_is_told_in_parts(shape):
    told = kinds_of(powers_of_a_call, np.arange(np.prod(shape)).reshape(shape) / 7)
    assert told == ["collapse", "cells_combine", "generic", "collapse", "cells_combine"]


def test_of_many_lines_one_goes_alone():
    (act,) = softmaxes(of_rows, np.zeros((60, 2)))
    first, *others = turns_of(act)
    assert first == (1.0, 4.4)
    assert others[0][0] == 5.4 and act.turns.end == pytest.approx(5.4 + 3.0)
