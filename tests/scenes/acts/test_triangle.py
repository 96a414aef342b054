"""Masks with a diagonal, row by row."""

import numpy as np
import pytest

from tests.told import act_in, kinds_of, player_of


def to_be_added(x):
    mask = (1 - np.tri(len(x))) * -1e10
    return mask


def of_ones(x):
    seen = np.tril(np.ones((len(x), len(x))))
    return seen


def of_each_head(x):
    seen = np.tril(np.ones((2, len(x), len(x))))
    return seen


def endless(x):
    mask = np.triu(np.full((len(x), len(x)), -np.inf), k=1)
    return mask


def upper(x):
    return np.triu(np.ones((len(x), len(x))), k=1).astype(bool)


def upper_with_its_diagonal(x):
    return np.triu(np.ones((len(x), len(x))))


def band(x):
    return np.tri(len(x), k=1)


def far_below(x):
    return np.tri(len(x), k=-2)


X = np.zeros((5, 2))


@pytest.mark.parametrize("call", [to_be_added, of_ones, of_each_head, endless, upper])
def test_all_of_it_is_one_act(call):
    assert kinds_of(call, X) == ["triangle"]


@pytest.mark.parametrize(
    "spoken, call, lead, outcome",
    [
        (
            "en",
            to_be_added,
            "On and below the diagonal stands 0, above it −1e10. Added to a score, "
            "−1e10 hides it.",
            "0 stands in 1 of 5 columns of row 0, in 5 of row 4.",
        ),
        (
            "zh",
            to_be_added,
            "对角线及其下方是 0，上方是 −1e10。加到得分上，−1e10 就把它遮住。",
            "第 0 行 5 列中有 1 列是 0，第 4 行有 5 列。",
        ),
        (
            "en",
            endless,
            "On and below the diagonal stands 0, above it −∞. Added to a score, −∞ "
            "hides it.",
            "0 stands in 1 of 5 columns of row 0, in 5 of row 4.",
        ),
        (
            "en",
            of_ones,
            "On and below the diagonal stands 1, above it 0.",
            "1 stands in 1 of 5 columns of row 0, in 5 of row 4.",
        ),
        (
            "en",
            of_each_head,
            "On and below the diagonal stands 1, above it 0.",
            "1 stands in 1 of 5 columns of row 0, in 5 of row 4.",
        ),
        (
            "en",
            upper,
            "On and below the diagonal stands 0, above it 1.",
            "0 stands in 1 of 5 columns of row 0, in 5 of row 4.",
        ),
        (
            "en",
            upper_with_its_diagonal,
            "Below the diagonal stands 0, on and above it 1.",
            "0 stands in 0 of 5 columns of row 0, in 4 of row 4.",
        ),
        (
            "zh",
            upper_with_its_diagonal,
            "对角线下方是 0，对角线及其上方是 1。",
            "第 0 行 5 列中有 0 列是 0，第 4 行有 4 列。",
        ),
        (
            "en",
            band,
            "Up to 1 right of the diagonal stands 1, beyond that 0.",
            "1 stands in 2 of 5 columns of row 0, in 5 of row 4.",
        ),
        (
            "zh",
            band,
            "到对角线右侧第 1 格为止是 1，再往右是 0。",
            "第 0 行 5 列中有 2 列是 1，第 4 行有 5 列。",
        ),
        (
            "en",
            far_below,
            "From 2 left of the diagonal on stands 1, right of that 0.",
            "1 stands in 0 of 5 columns of row 0, in 3 of row 4.",
        ),
        (
            "zh",
            far_below,
            "从对角线左侧第 2 格起往左是 1，其右是 0。",
            "第 0 行 5 列中有 0 列是 1，第 4 行有 3 列。",
        ),
    ],
)
def test_what_is_said(spoken, call, lead, outcome):
    act = act_in(spoken, "triangle", call, X)
    assert (act.lead, act.outcome) == (lead, outcome)


@pytest.mark.parametrize(
    "value, offset, hides",
    [(-1000.0, 1, ""), (-1001.0, 1, "−1001 hides it."), (-1001.0, 2, "")],
)
def test_what_hides_a_score(value, offset, hides):
    """Little does not; and nothing is said of what leaves more than is behind."""

    def mask(x):
        return np.triu(np.full((len(x), len(x)), value), k=offset)

    lead = act_in("en", "triangle", mask, X).lead
    assert lead.endswith(hides) and ("hides" in lead) == bool(hides)


def test_row_after_row_comes():
    player = player_of("triangle", to_be_added, X)
    seen = []
    for second in np.arange(0, player.act.seconds, 0.1):
        player.show(second)
        seen.append(player.plane.revealed)
    assert seen == sorted(seen) and (seen[0], seen[-1]) == (0, 25)
    np.testing.assert_array_equal(player.plane.values.array, to_be_added(X))
