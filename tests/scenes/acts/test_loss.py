"""Losses: what each answer costs, and all of them together."""

import numpy as np
import pytest

from tests import losses as written
from tests.losses import HOT, LABELS, SCORES, SHARES, TRUE, YES
from tests.told_acts import draws, planes_at, said_in, shots_of


@pytest.mark.parametrize(
    "function, said, wanted, x",
    [
        (written.picked, SHARES, LABELS, "its share"),
        (written.one_hot, SHARES, HOT, "its share"),
        (written.of_scores, SCORES, LABELS, "its share"),
        (written.yes_or_no, YES, TRUE, "its share"),
        (written.squares, YES, TRUE, "apart"),
        (written.sizes, YES, TRUE, "apart"),
        (written.hinge, SCORES, LABELS, "too close by"),
    ],
)
def test_what_counts_comes_out_and_costs(function, said, wanted, x):
    (shot,) = shots_of(function, said, wanted, kind="loss")
    act, form = shot.player.act, shot.player.act.loss.form
    begin = planes_at(shot, float(act.turns.starts.max() * 0 + 1.0))
    assert not begin[x][1].any() and not begin["costs"][1].any()
    end = planes_at(shot, act.seconds)
    assert end[x][1].all() and end["costs"][1].all()
    np.testing.assert_allclose(end[x][0].ravel(), form.xs.ravel())
    np.testing.assert_allclose(end["costs"][0].ravel(), form.terms.ravel())
    texts = [part.text for part in shot.player.parts if hasattr(part, "text")]
    assert f"{act.loss.value:.3f}" in texts


def test_all_operations_are_one_act():
    for function in (written.in_place, written.picked, written.of_log_shares):
        shots = shots_of(
            function,
            SCORES if function is not written.picked else SHARES,
            LABELS,
            kind="loss",
        )
        assert len(shots) == 1
        others = shots_of(
            function,
            SCORES if function is not written.picked else SHARES,
            LABELS,
            kind="generic",
        )
        assert others == []


def test_statements_are_lit_one_after_the_other():
    (shot,) = shots_of(written.in_place, SCORES, LABELS, kind="loss")
    act = shot.player.act
    lines = [
        act.lit_at(second, None).statement.line
        for second in np.linspace(0, act.seconds, 40)
    ]
    assert lines == sorted(lines) and len(set(lines)) == 5


@pytest.mark.parametrize(
    "spoken, caption, turn, together",
    [
        (
            "en",
            "Only the share of the right answer counts: the less it got, the more it "
            "costs. 0 would be perfect. The loss is 0.693. An even guess among 4 costs "
            "more: 1.386.",
            "Example 0: the right answer, 1, got 0.500. −log 0.500 = 0.693.",
            "All 2 are averaged.",
        ),
        (
            "zh",
            "只看正确答案的份额：得到越少，代价越大，0 为完美。损失是 0.693。"
            "在 4 个中均匀猜测代价更大：1.386。",
            "样本 0：正确答案 1 得到 0.500。−log 0.500 = 0.693。",
            "2 个取平均。",
        ),
    ],
)
def test_what_is_said(spoken, caption, turn, together):
    shares = np.array([[0.2, 0.5, 0.2, 0.1], [0.5, 0.1, 0.2, 0.2]])
    told = said_in(spoken, written.picked, shares, np.array([1, 0]), kind="loss")
    assert told[1] == caption
    assert turn in told[2] and told[2][-1] == together


@pytest.mark.parametrize(
    "shares, words",
    [
        (np.full((2, 4), 0.25), "An even guess among 4 costs 1.386: about as much."),
        (
            np.array([[0.97, 0.01, 0.01, 0.01]] * 2),
            "An even guess among 4 costs less: 1.386.",
        ),
    ],
)
def test_a_guess_is_compared_as_it_is(shares, words):
    told = said_in("en", written.picked, shares, np.array([1, 2]), kind="loss")
    assert told[1].endswith(words)


def test_no_guess_is_told_of_what_are_no_shares():
    """A guess of 1.386 is among shares that are 1 together."""
    halves = np.array([[0.485, 0.005, 0.005, 0.005]] * 2)
    told = said_in("en", written.picked, halves, np.array([1, 2]), kind="loss")
    assert told[1].endswith("The loss is 5.298.")


@pytest.mark.parametrize(
    "spoken, words",
    [
        ("en", "A wrong answer costs nothing unless its score is above that of the "),
        ("zh", "错误答案的得分只要不高于正确的，就没有代价。"),
    ],
)
def test_a_margin_of_nothing_is_none(spoken, words):
    told = said_in(spoken, written.margins_of_nothing, SCORES, LABELS, kind="loss")
    assert told[1].startswith(words)


def test_of_a_sum_no_guess_is_told():
    told = said_in("en", written.picked_along, SHARES, LABELS, kind="loss")
    assert "guess" not in told[1] and told[2][-1] == "All 5 are added up."


def test_what_is_added_over_time_is_told():
    first, second, third = shots_of(
        written.over_time, SHARES[..., None], [2, 0, 1], kind="loss"
    )
    costs = -np.log(SHARES[[0, 1, 2], [2, 0, 1]])
    assert first.player.act.outcome.startswith(f"The loss is {costs[0]:.3f}.")
    assert second.player.act.outcome.startswith(
        f"It costs {costs[1]:.3f}; so far {costs[:2].sum():.3f} in all."
    )
    texts = [part.text for part in third.player.parts if hasattr(part, "text")]
    before, cost, total = costs[:2].sum(), costs[2], costs.sum()
    assert f"{before:.3f} + {cost:.3f} = {total:.3f}" in texts


def test_what_is_wanted_in_shares_is_not_said_to_be_right():
    wanted = SHARES[::-1].copy()
    told = said_in("en", written.one_hot, SHARES, wanted, kind="loss")
    assert "right" not in " ".join(told[2]) and "wanted" in told[2][3]


@pytest.mark.parametrize(
    "function, said, wanted",
    [
        (written.picked, np.array([[0.0, 1.0], [0.5, 0.5]]), np.array([0, 1])),
        (written.picked, np.array([[0.25, 0.75]]), np.array([0])),
        (written.picked, np.full((400, 30), 1 / 30), np.arange(400) % 30),
        (written.of_each, SHARES, LABELS),
        (written.squares, TRUE, TRUE.copy()),
        (written.squares, np.ones((40, 50)), np.zeros((40, 50))),
        (written.squares, np.arange(7.0) * 1e200, np.zeros(7)),
        (written.sizes, np.ones((2, 3, 4)), np.arange(24.0).reshape(2, 3, 4)),
        (written.yes_or_no_of_numbers, TRUE, TRUE.copy()),
        (
            written.hinge,
            np.random.default_rng(1).normal(size=(60, 20)),
            np.arange(60) % 20,
        ),
        (written.sides, SCORES[:, 0], np.array([1, -1, 1, 1, -1])),
    ],
)
@pytest.mark.filterwarnings(
    "ignore:divide by zero", "ignore:invalid", "ignore:overflow"
)
def test_any_answers_can_be_told(function, said, wanted):
    for shot in shots_of(function, said, wanted, kind="loss"):
        assert draws(shot) and 5 < shot.player.act.seconds < 14
