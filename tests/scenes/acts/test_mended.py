"""What a learning step changed in what an image is read as."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.mended import mending
from scenes.stage import palette
from scenes.words.naming import language
from tests.scenes.acts.given import column, in_both, played, texts_of

NOTE = "a scale of its own"
BEFORE = column(0.5, 0.25, 0.125, name="before", identity=1)
AFTER = column(0.5, 0.375, 0.0, name="after", identity=2)
PICTURE = Value.of(np.ones((784, 1)), name="image", identity=3)


@pytest.mark.parametrize(
    "at_last, english, chinese",
    [
        (
            1,
            (
                "The learning step that mends it",
                "Read as 0 before, as 1 after one step.",
            ),
            ("纠正错误的一步学习", "学习前读作 0，学习一步后读作 1。"),
        ),
        (
            0,
            (
                "One learning step is not enough",
                "Read as 0 before, as 0 after one step.",
            ),
            ("学习一步还不够", "学习前读作 0，学习一步后读作 0。"),
        ),
    ],
)
def test_what_a_learning_step_mends(at_last, english, chinese):
    told_of = in_both(mending, PICTURE, BEFORE, AFTER, answers=(0, at_last), right=1)
    for act, (title, lead), between, name in zip(
        told_of, (english, chinese), (" ", ""), ("one learning step", "学习一步")
    ):
        assert (act.title, act.lead, act.step_name) == (title, lead, name)
        assert act.caption.startswith(f"{lead}{between}")
        assert act.caption.endswith(("is now 0.37500.", "现在是 0.37500。"))
    assert told_of[0].label == 1 and told_of[0].seconds == 8.0


@pytest.mark.parametrize(
    "at_last, right, is_lit", [(1, 1, True), (2, 1, False), (0, 0, True)]
)
def test_the_answer_after_is_lit_if_it_is_right(at_last, right, is_lit):
    player = played(mending(PICTURE, BEFORE, AFTER, answers=(0, at_last), right=right))
    before, after = player.before, player.after[0]
    assert before.text == "0" and after.text == str(at_last)
    assert before.ink == palette.TEXT
    assert after.ink == (palette.AMBER if is_lit else palette.TEXT)
    assert texts_of(player, 4.2) == [NOTE, "0"]
    assert texts_of(player, 5.0) == [NOTE, "0", str(at_last), "→"]


def test_the_image_and_its_answers_stand_right_of_the_bars():
    player = played(mending(PICTURE, BEFORE, AFTER, answers=(0, 1), right=1))
    image = next(
        part.box
        for part in player.parts
        if getattr(part, "name_text", "") == "read wrong"
    )
    assert (image.left, image.top) == pytest.approx((1870 - 250, 360))
    assert (image.width, image.height) == pytest.approx((250, 250))
    assert player.columns[2].box.right == pytest.approx(image.left - 60)
    assert player.before.kind.size == player.after[0].kind.size == 130


def test_both_rivals_are_told_with_their_changes():
    player = played(mending(PICTURE, BEFORE, AFTER, answers=(2, 1), right=1))
    for time, lit, rival, words in (
        (4.2, None, None, ""),
        (4.3, 1, 2, "Digit 2: −0.125, digit 1: +0.125."),
    ):
        player.show(time)
        assert {one.focus for one in player.columns} == {lit}
        assert {one.beside for one in player.columns} == {rival}
        assert player.words(time) == words
    with language("zh"):
        assert player.words(5.0) == "数字 2：−0.125，数字 1：+0.125。"
