"""Errors of answers, writes, accuracy, penalty, draws: what is shown and said."""

import numpy as np
import pytest

from scenes.words.naming import language
from tests.losses import LABELS, SHARES
from tests.scenes.reading.test_answers import (
    Net,
    copied,
    not_divided,
    of_a_column,
    rows_of_the_diagonal,
    zeros_then_one,
    zeros_then_ones,
)
from tests.told_acts import draws, planes_at, said_in, shots_of


def test_an_error_is_what_was_said_less_what_should_be_said():
    (shot,) = shots_of(copied, SHARES, LABELS, kind="answer_error")
    act = shot.player.act
    assert not planes_at(shot, 1.0)["d"][1].any()
    planes = planes_at(shot, act.seconds)
    error = (planes["p"][0] - planes["should say"][0]) / 5
    np.testing.assert_allclose(planes["d"][0], error)
    texts = [part.text for part in shot.player.parts if hasattr(part, "text")]
    share = SHARES[0, LABELS[0]]
    assert "−" in texts and "÷ 5 =" in texts
    assert f"( {share:.2f} − 1 ) ÷ 5 = −{(1 - share) / 5:.2f}" in texts


@pytest.mark.parametrize(
    "function, spoken, words",
    [
        (copied, "en", "Divided by 5: each example has its part in the mean."),
        (copied, "zh", "再除以 5：每个样本在平均值中占一份。"),
        (not_divided, "en", "Example {worst} is furthest off: its right answer lacks"),
        (of_a_column, "en", "The right answer lacks"),
    ],
)
def test_what_is_said_of_an_error(function, spoken, words):
    worst = SHARES[np.arange(5), LABELS].argmin()
    told = said_in(spoken, function, SHARES, LABELS, kind="answer_error")
    assert words.format(worst=worst) in told[1]
    assert ("Divided" in told[1]) == (function is copied and spoken == "en")


@pytest.mark.parametrize(
    "function, index", [(zeros_then_ones, "y"), (rows_of_the_diagonal, "y")]
)
def test_one_hot_rows_are_made_of_their_numbers(function, index):
    (shot,) = shots_of(function, LABELS, kind="write")
    act, plane = shot.player.act, shot.player.plane
    assert planes_at(shot, 1.0)[index][0].ravel().tolist() == LABELS.tolist()
    shot.player.show(1.0)
    assert not plane.values.array.any()
    shot.player.show(act.turns.ended(0))
    assert plane.values.array.sum() == 1 and plane.values.array[0, LABELS[0]] == 1
    shot.player.show(act.seconds)
    np.testing.assert_array_equal(plane.values.array, np.eye(3)[LABELS])
    assert act.title == "One-hot: a 1 at the place that counts"
    assert act.outcome == "3 of the 3 places occur."


def test_a_single_one_is_told():
    told = said_in("en", zeros_then_one, LABELS, kind="write")
    assert "A 1 at 3; all the others stay 0." in told[2]
    assert told[1].endswith("It says: number 3 of 6.")
    assert said_in("zh", zeros_then_one, LABELS, kind="write")[1].endswith(
        "它表示 6 个中的第 3 个。"
    )


def row_written(x, row):
    x = x * 1
    x[1] = row
    return x


def test_what_is_written_comes_into_its_row():
    (shot,) = shots_of(
        row_written, np.zeros((3, 2)), np.array([1.0, 2.0]), kind="write"
    )
    plane, act = shot.player.plane, shot.player.act
    shot.player.show(1.0)
    assert not plane.values.array.any() and plane.marks == ((1, 0, 1, 2),)
    shot.player.show(act.seconds)
    assert plane.values.array.tolist() == [[0, 0], [1, 2], [0, 0]]
    assert act.caption == (
        "Row 1 of x: 2 cells are overwritten. 2 of 6 cells have changed."
    )


def accuracy(p, y):
    right = np.mean(p.argmax(axis=1) == y)
    return right


def test_answers_are_held_against_the_right_ones():
    (shot,) = shots_of(accuracy, SHARES, LABELS, kind="accuracy")
    act = shot.player.act
    planes = planes_at(shot, act.seconds)
    answers, equal = (planes[name][0].ravel() for name in ("answer", "equal?"))
    np.testing.assert_array_equal(answers, SHARES.argmax(axis=1))
    np.testing.assert_array_equal(equal, answers == LABELS)
    texts = [part.text for part in shot.player.parts if hasattr(part, "text")]
    assert f"{int(equal.sum())} of 5" in texts
    for row, mark in enumerate(shot.player.said.marks):
        assert mark[:2] == (row, answers[row])


@pytest.mark.parametrize(
    "answers, outcome",
    [
        ([0, 1, 1], "2 of 3 are right: 66.67 %."),
        ([0, 1, 0], "All 3 are right."),
        ([1, 0, 1], "None of 3 is right."),
    ],
)
def test_how_many_are_right(answers, outcome):
    shares = np.eye(2)[answers]
    told = said_in("en", accuracy, shares, np.array([0, 1, 0]), kind="accuracy")
    assert told[1].endswith(outcome)


def test_large_weights_cost_extra():
    net, x = Net(), np.ones((4, 3))
    (shot,) = shots_of(net.squares, x, np.float64(1.5), kind="penalty")
    act = shot.player.act
    texts = [part.text for part in shot.player.parts if hasattr(part, "text")]
    assert texts[-1] == "1.5 + 0.5 × ( 55 + 4 ) = 31"
    assert act.caption.endswith("The loss goes from 1.500 to 31.000.")
    assert shot.player.words(2.0) == "first: 6 squares added up are 55."
    assert draws(shot)


def drawn_by_shares(p):
    np.random.seed(3)
    one = np.random.choice(len(p), p=p)
    return one


def test_a_random_number_falls_into_the_stretch_of_what_is_drawn():
    shares = np.array([0.1, 0.2, 0.3, 0.4])
    (shot,) = shots_of(drawn_by_shares, shares, kind="draw")
    act = shot.player.act
    np.random.seed(3)
    drawn = np.random.choice(4, p=shares)
    assert act.choice.drawn == (drawn,)
    shot.player.show(act.seconds)
    assert shot.player.plane.marks == ((0, drawn, 1, 1),)
    lit = [item for item in shot.player.stretches.items if hasattr(item, "box")][drawn]
    dot = shot.player.stretches.items[-1]
    assert lit.box.left <= dot.x <= lit.box.right
    assert f"into number {drawn}, whose share is {shares[drawn]:.3f}." in act.caption
    assert draws(shot)


def several_by_shares(p):
    rng = np.random.default_rng(1)
    some = rng.choice(len(p), size=3, p=p)
    return some


@pytest.mark.parametrize(
    "spoken, title, told",
    [
        ("en", "Draw 3, by their shares", "Drawn are {}."),
        ("zh", "按份额抽取 3 个", "抽到的是 {}。"),
    ],
)
def test_several_numbers_fall_the_first_alone(spoken, title, told):
    shares = np.array([0.1, 0.2, 0.3, 0.4])
    drawn = several_by_shares(shares).tolist()
    with language(spoken):
        (shot,) = shots_of(several_by_shares, shares, kind="draw")
        act, player = shot.player.act, shot.player
    assert act.title == title
    assert act.outcome.endswith(told.format(", ".join(map(str, drawn))))

    def dots_at(second):
        player.show(second)
        return [one for one in player.stretches.items if not hasattr(one, "box")]

    assert len(dots_at(act.outcome_at - 2)) == 1
    dots = dots_at(act.seconds)
    slips = [one for one in player.stretches.items if hasattr(one, "box")]
    assert len(dots) == 3
    for dot, index in zip(dots, drawn):
        assert slips[index].box.left <= dot.x <= slips[index].box.right
    assert {mark[1] for mark in player.plane.marks} == set(drawn)
    assert draws(shot)


@pytest.mark.parametrize(
    "function, given, kind",
    [
        (copied, (np.full((300, 12), 1 / 12), np.arange(300) % 12), "answer_error"),
        (of_a_column, (SHARES, LABELS), "answer_error"),
        (zeros_then_ones, (np.arange(500) % 3,), "write"),
        (row_written, (np.zeros((200, 300)), np.ones(300)), "write"),
        (row_written, (np.zeros((2, 3, 4)), np.full((3, 4), np.nan)), "write"),
        (row_written, (np.zeros(3, int), np.int64(4)), "write"),
        (accuracy, (np.ones((200, 10)), np.arange(200) % 10), "accuracy"),
        (drawn_by_shares, (np.full(100, 0.01),), "draw"),
    ],
)
def test_any_size_can_be_told(function, given, kind):
    (shot,) = shots_of(function, *given, kind=kind)
    assert draws(shot) and shot.player.act.seconds < 12


def numbers_shuffled(x):
    order = np.arange(5)
    np.random.default_rng(3).shuffle(order)
    return x[order]


def rows_shuffled(x):
    np.random.seed(1)
    np.random.shuffle(x)
    return x


def shuffle(x):
    x[0] = x[1]
    return x


def of_its_own(x):
    return shuffle(x)


@pytest.mark.parametrize(
    "function, what",
    [(numbers_shuffled, "numbers of order"), (rows_shuffled, "rows of x")],
)
def test_what_is_shuffled_is_told_at_once(function, what):
    x = np.arange(10.0).reshape(5, 2)
    (shot,) = shots_of(function, x.copy(), kind="write")
    act = shot.player.act
    assert act.title.endswith("in a random order")
    assert f"The 5 {what} change places" in act.lead
    before, after = act.write.before.array, act.write.after.array
    moved = sum(not np.array_equal(*pair) for pair in zip(before, after))
    assert act.outcome == f"{moved} of them stand elsewhere now."
    shot.player.show(act.seconds)
    np.testing.assert_array_equal(shot.player.plane.values.array, after.reshape(5, -1))


def test_a_function_of_that_name_is_told_by_what_it_does():
    (shot,) = shots_of(of_its_own, np.arange(10.0).reshape(5, 2), kind="write")
    assert not shot.player.act.write.is_shuffle
