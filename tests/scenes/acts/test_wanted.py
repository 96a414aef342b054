"""The right answer slides in next to what the network said."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts import wanted
from scenes.acts.arrive import arrival
from scenes.acts.wanted import right_answer
from tests.scenes.acts.given import SPAN, column, in_both, played, told

BEFORE = column(0.5, 0.25, 0.125, name="before", identity=1)
PICTURE = Value.of(np.ones((784, 1)), name="image", identity=3)


def coming(place, count=3):
    numbers = np.arange(count) == place
    return arrival((column(*numbers, name="expected_output", identity=9),))


def test_the_right_answer_comes_beside_the_answer():
    english, chinese = in_both(
        lambda: right_answer(coming(2), BEFORE, picture=PICTURE, mark=SPAN)
    )
    assert told(english) == (
        "The network's answer, and the right one",
        "The network read this as 0, with 0.500.",
        "The network read this as 0, with 0.500. The right answer, as 3 "
        "numbers: 1 at 2, 0 everywhere else.",
        "expected output",
    )
    assert told(chinese) == (
        "网络的回答与正确答案",
        "网络把它读作 0，输出为 0.500。",
        "网络把它读作 0，输出为 0.500。正确答案是 3 个数：序号 2 的是 1，其余都是 0。",
        "期望输出",
    )
    assert (english.seconds, english.mark) == (6.2, SPAN)
    assert english.operands[0] is BEFORE
    assert english.result_name == "expected_output"


def test_the_right_answer_slides_in():
    player = played(right_answer(coming(2), BEFORE, picture=PICTURE))
    start, end = wanted.SLIDES
    assert (start, end) == (2.6, 3.8)
    for time, opacity, read, right, words in (
        (0.0, 0, None, None, ""),
        (start - 0.01, 0, 0, None, ""),
        (
            start,
            0,
            0,
            None,
            "The right answer, as 3 numbers: 1 at 2, 0 everywhere else.",
        ),
        (end, 1, 0, 0, "The right answer, as 3 numbers: 1 at 2, 0 everywhere else."),
        (6.0, 1, 0, 2, "The right answer, as 3 numbers: 1 at 2, 0 everywhere else."),
    ):
        player.show(time)
        assert player.wanted.opacity == opacity
        assert all(part.opacity == 1 for part in player.standing)
        assert (player.output.focus, player.wanted.focus) == (read, right)
        assert player.words(time) == words
    for part, (begin, finish), found in (
        (player.output, wanted.READ, 0),
        (player.wanted, wanted.WRITTEN, 2),
    ):
        rows = []
        for time in np.linspace(begin, finish, 10):
            player.show(float(time))
            rows.append(part.focus)
        assert sorted(set(rows[:-1])) == [0, 1, 2] and rows[:-1] == sorted(rows[:-1])
        assert rows[-1] == found
    player.show(start)
    assert player.wanted.box.left == pytest.approx(player.home.left + 140)
    assert player.standing[0].box.width == pytest.approx(360)
    player.show((start + end) / 2)
    halfway = player.wanted.box.left
    player.show(end)
    assert halfway > player.wanted.box.left == player.home.left


def test_no_picture_is_needed():
    act = right_answer(coming(0, count=4), column(1, 5, 2, 3), picture=None)
    player = played(act)
    assert len(player.standing) == 1 and act.lead.endswith("1, with 5.000.")
