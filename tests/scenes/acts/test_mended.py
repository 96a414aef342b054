"""What a learning step changed in what an image is read as."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.mended import mending
from scenes.stage import palette
from scenes.words.naming import language
from tests.scenes.acts.given import column, in_both, played, texts_of

NOTE = "a different scale"
BEFORE = column(0.5, 0.25, 0.125, name="before", identity=1)
AFTER = column(0.5, 0.375, 0.0, name="after", identity=2)
PICTURE = Value.of(np.ones((784, 1)), name="image", identity=3)


@pytest.mark.parametrize(
    "at_last, english, chinese",
    [
        (
            1,
            (
                "One learning step: 0 becomes 1",
                "It read 0. One nudge. It reads 1, if only just.",
            ),
            ("学习一步：0 变成 1", "它读作 0。推一小步。它读作 1，但只是勉强。"),
        ),
        (
            2,
            (
                "One learning step: 0 becomes 2, still wrong",
                "Read as 0 before, as 2 after one step.",
            ),
            ("学习一步：0 变成 2，仍然不对", "学习前读作 0，学习一步后读作 2。"),
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
        assert act.caption.endswith(("is now 0.375.", "现在是 0.375。"))
    assert told_of[0].label == 1 and told_of[0].seconds == 8.2


@pytest.mark.parametrize(
    "outputs, leads",
    [
        (
            (0.1, 0.5),
            ("It read 0. One nudge. It reads 1.", "它读作 0。推一小步。它读作 1。"),
        ),
        (
            (0.47, 0.5),
            (
                "It read 0. One nudge. It reads 1, if only just.",
                "它读作 0。推一小步。它读作 1，但只是勉强。",
            ),
        ),
    ],
)
def test_an_answer_that_is_hardly_ahead_is_said_to_be(outputs, leads):
    after = column(*outputs, name="after", identity=2)
    before = column(0.5, 0.25, name="before", identity=1)
    both = in_both(mending, PICTURE, before, after, answers=(0, 1), right=1)
    assert tuple(act.lead for act in both) == leads


def test_what_is_told_is_the_right_digit_whatever_has_grown_most():
    act = mending(PICTURE, BEFORE, AFTER, answers=(0, 0), right=2)
    assert act.label == 2 and act.outcome.endswith("was 0.125 and is now 0.000.")


@pytest.mark.parametrize(
    "following, texts", [(None, []), ("", ["matreel"]), ("B", ["matreel", "Next: B"])]
)
def test_the_end_is_signed_where_it_is_one(following, texts):
    act = mending(PICTURE, BEFORE, AFTER, answers=(0, 1), right=1, following=following)
    shown = texts_of(played(act), act.seconds)
    assert [one for one in shown if one in ("matreel", "Next: B")] == texts
    assert "matreel" not in texts_of(played(act), 5.0)


def test_outputs_go_from_what_they_were_to_what_they_are():
    player = played(mending(PICTURE, BEFORE, AFTER, answers=(0, 1), right=1))
    before, now, change = player.columns
    for time, share in ((1.0, 0.0), (2.6, 0.5), (4.2, 1.0)):
        player.show(time)
        for column_of in (now, change):
            np.testing.assert_allclose(column_of.grown, share)
        assert before.grown.all()
    np.testing.assert_array_equal(now.starts, before.values.array)


@pytest.mark.parametrize(
    "at_last, right, is_lit", [(1, 1, True), (2, 1, False), (0, 0, True)]
)
def test_the_answer_after_is_lit_if_it_is_right(at_last, right, is_lit):
    player = played(mending(PICTURE, BEFORE, AFTER, answers=(0, at_last), right=right))
    before, after = player.before, player.after[0]
    assert before.text == "0" and after.text == str(at_last)
    assert before.ink == palette.WRONG
    assert after.ink == (palette.RIGHT if is_lit else palette.WRONG)
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
        (4.1, None, None, ""),
        (4.2, 1, 2, "Digit 2: 0.125, now 0.000. Digit 1: 0.250, now 0.375."),
    ):
        player.show(time)
        assert {one.focus for one in player.columns} == {lit}
        assert {one.beside for one in player.columns} == {rival}
        assert player.words(time) == words
    with language("zh"):
        assert (
            player.words(5.0)
            == "数字 2：0.125，现在 0.000。数字 1：0.250，现在 0.375。"
        )
