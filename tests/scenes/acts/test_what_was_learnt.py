"""The acts that tell what a learning step was for: what comes out before and
after it, what was changed, and what the right answer is."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts import compare, wanted
from scenes.acts.arrive import arrival
from scenes.acts.changed_values import all_small, in_all
from scenes.acts.compare import comparison
from scenes.acts.ending import _boxes as places_of
from scenes.acts.ending import ending
from scenes.acts.mended import mending
from scenes.acts.one_step import one_step
from scenes.acts.wanted import right_answer
from scenes.stage import palette
from scenes.stage.part import Box
from scenes.words.naming import language
from tests.scenes.acts.given import SPAN, STAGE, column, in_both, played, texts_of, told

NOTE = "a scale of its own"
BEFORE = column(0.5, 0.25, 0.125, name="before", identity=1)
AFTER = column(0.5, 0.375, 0.0, name="after", identity=2)
PICTURE = Value.of(np.ones((784, 1)), name="image", identity=3)


def test_the_same_column_before_and_after():
    english, chinese = in_both(comparison, "output_neurons", BEFORE, AFTER)
    assert told(english) == (
        "What has the network learned?",
        "The same image once more: output neurons before and after one step.",
        "The same image once more: output_neurons[1] was 0.25000 and is now 0.37500.",
        "before and after",
    )
    assert told(chinese) == (
        "网络学到了什么？",
        "再看一次同一幅图像：学习一步之前和之后的输出神经元。",
        "再看一次同一幅图像：output_neurons[1] 原来是 0.25000，现在是 0.37500。",
        "之前与之后",
    )
    assert (english.seconds, english.label, english.result) == (8.0, 1, AFTER)
    assert [value.name for value in english.operands] == ["output_neurons"] * 2


def test_what_has_grown_most_is_lit_when_it_is_told():
    player = played(comparison("output_neurons", BEFORE, AFTER))
    assert compare.LIT == 4.2
    for time, lit, words in (
        (4.2, None, ""),
        (4.3, 1, "Neuron 1: 0.25000 before, 0.37500 now."),
    ):
        player.show(time)
        assert [one.focus for one in player.columns] == [lit] * 3
        assert player.words(time) == words
    for part, numbers in zip(
        player.columns, ([0.5, 0.25, 0.125], [0.5, 0.375, 0.0], [0.0, 0.125, -0.125])
    ):
        np.testing.assert_array_equal(part.values.array, numbers)
    first, second, change = player.columns
    assert first.span == second.span == (0.0, 0.5) != change.span
    assert [one.name_text for one in player.columns] == [
        "output_neurons, before",
        "output_neurons, after one step",
        "after − before",
    ]
    assert texts_of(player, 8.0) == [NOTE]
    with language("zh"):
        assert player.words(5.0) == "神经元 1：之前 0.25000，现在 0.37500。"


def test_what_stands_there_already_does_not_grow_again():
    act = comparison("output_neurons", BEFORE, AFTER)
    for standing, grows in ((AFTER, 0), (BEFORE, 1)):
        before = played(comparison("y", column(9, 9, 9), standing))
        player = played(act, before)
        assert player.growing == (player.columns[grows], player.columns[2])
    player.show(1.0)
    assert [one.grown.sum() for one in player.growing] == [0, 0]
    player.show(2.6)
    assert player.growing[0].grown.tolist() == [1, 1, 1]
    assert player.growing[1].grown.sum() == 0
    player.show(4.2)
    assert player.growing[1].grown.tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    "after, label",
    [([0.0, 0.0, 0.5], 2), ([np.nan, 0.5, 0.0], 1), ([0.5, 0.25, 0.125], 0)],
)
def test_no_number_has_not_grown(after, label):
    act = comparison("y", BEFORE, column(*after))
    assert act.label == label


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


def changes(*pairs):
    """((old, new), ...) of columns."""
    return tuple(
        (
            column(*old, name=f"old {number}"),
            column(*new, name=f"new {number}", identity=number),
        )
        for number, (old, new) in enumerate(pairs, 1)
    )


@pytest.mark.parametrize(
    "pairs, small, english, chinese",
    [
        (
            [([1, 2, 3], [1, 2, 3.001])],
            True,
            "1 of 3 weights and biases have changed, each by very little.",
            "3 个权重和偏置中有 1 个改变了，每个都只变了一点点。",
        ),
        (
            [([1, 2, 3], [1, 4, 3.001])],
            False,
            "2 of 3 weights and biases have changed.",
            "3 个权重和偏置中有 2 个改变了。",
        ),
        (
            [([1.0] * 2000, [1.001] * 2000), ([1.0], [9.0])],
            False,
            "2,001 of 2,001 weights and biases have changed.",
            "2,001 个权重和偏置中有 2,001 个改变了。",
        ),
    ],
)
def test_how_many_have_changed(pairs, small, english, chinese):
    assert all_small(changes(*pairs)) is small
    assert in_both(in_all, changes(*pairs)) == [english, chinese]


def test_a_film_ends_with_what_was_changed():
    changed = changes(([1, 2, 3], [1, 2, 7]), ([1, 1], [1, 1]))
    english, chinese = in_both(ending, changed)
    assert told(english)[::3] == ("What one image has changed", "what changed")
    assert told(chinese)[::3] == ("一幅图像改变了什么", "改变了什么")
    assert english.lead == english.caption == in_all(changed)
    assert english.operands == tuple(new for _, new in changed)
    assert (english.result_name, english.seconds) == ("new 2", 7.0)
    colors = "Colours: each on a scale of its own."
    player = played(english)
    assert texts_of(player, 1.5) == ["1 of 3 changed", "the most by +4", colors]
    assert texts_of(player, 2.0) == [
        "1 of 3 changed",
        "the most by +4",
        "0 of 2 changed",
        colors,
    ]
    with language("zh"):
        assert texts_of(played(chinese), 7.0) == [
            "3 个中有 1 个改变",
            "最大变化 +4",
            "2 个中有 0 个改变",
            "颜色：各有单独的色标。",
        ]


RACK, MATRIX, COLUMN = (
    Value.of(np.ones(shape)) for shape in ((3, 784), (3, 4), (3, 1))
)


@pytest.mark.parametrize(
    "values, boxes",
    [
        ([COLUMN], [(60, 410, 220, 240)]),
        (
            [MATRIX, COLUMN, RACK],
            [(60, 410, 380, 240), (510, 410, 220, 240), (800, 410, 720, 240)],
        ),
        ([COLUMN] * 6, [(60 + 290 * k, 410, 220, 240) for k in range(6)]),
        (  # less high in two rows, half of them in each
            [COLUMN] * 7,
            [(60 + 290 * k, 340, 220, 155) for k in range(4)]
            + [(60 + 290 * k, 645, 220, 155) for k in range(3)],
        ),
        ([RACK] * 4, [(x, y, 720, 155) for y in (340, 645) for x in (60, 850)]),
        (
            [RACK] * 4 + [COLUMN],
            [(x, y, 720, 155) for y in (340, 645) for x in (60, 850)]
            + [(1640, 645, 220, 155)],
        ),
        (  # and narrower, if need be
            [RACK] * 5,
            [(60 + 450 * k, y, 380, 155) for y in (340, 645) for k in range(3)][:5],
        ),
        (
            [RACK] * 3 + [MATRIX] * 3,
            [(60 + 450 * k, 340, 380, 155) for k in range(3)]
            + [(60 + 290 * k, 645, 220, 155) for k in range(3)],
        ),
        (  # the last of very many have none
            [COLUMN] * 20,
            [(60 + 290 * k, y, 220, 155) for y in (340, 645) for k in range(6)],
        ),
    ],
)
def test_where_what_was_changed_stands(values, boxes):
    assert places_of(values, STAGE) == [Box(*box) for box in boxes]


@pytest.mark.parametrize("width, tops", [(510, [110, 110]), (509, [40, 305])])
def test_what_just_fits_stands_in_one_row(width, tops):
    boxes = places_of([COLUMN] * 2, Box(0, 0, width, 600))
    assert [box.top for box in boxes] == tops


def test_a_column_is_narrower_than_its_place():
    column_part, matrix = (
        played(ending(((value, value),))).parts[0] for value in (COLUMN, MATRIX)
    )
    assert (column_part.box.width, matrix.box.width) == pytest.approx((46, 380))


def test_what_has_no_room_is_counted():
    many = changes(*[([1, 2], [1, 3])] * 40)
    for name, words in (("en", " more are not shown."), ("zh", " 个未显示。")):
        with language(name):
            player = played(ending(many))
            *_, last = texts_of(player, 50.0)
        assert last.endswith(f"{40 - len(player.labels)}{words}")
        assert 0 < len(player.labels) < 40


@pytest.mark.parametrize(
    "new, title, chinese_title",
    [
        (3.001, "One image, one tiny step", "一幅图像，一小步"),
        (9.0, "One image, one step", "一幅图像，一步"),
    ],
)
def test_what_one_step_is_for(new, title, chinese_title):
    changed = changes(([1, 2, 3], [1, 2, new]))
    compared = comparison("output_neurons", BEFORE, AFTER)
    english, chinese = in_both(one_step, compared, changed, PICTURE)
    lead = in_all(changed) + " Training is many such steps, one after the other."
    assert told(english) == (title, lead, lead, "one step")
    assert (chinese.title, chinese.step_name) == (chinese_title, "一步")
    assert chinese.lead.endswith("。训练就是一步接一步地重复许多次。")
    assert (english.seconds, english.label, english.result_name) == (
        7.0,
        1,
        "output_neurons",
    )
    player = played(english)
    assert player.parts[0].box.width == pytest.approx(360)
    first = ["before", "0", "output_neurons[1] = 0.25000"]
    assert texts_of(player, 1.6) == first and player.arrow.opacity == 0
    player.show(1.7)
    assert player.arrow.opacity > 0
    assert texts_of(player, 2.4) == [
        *first,
        "now",
        "0",
        "output_neurons[1] = 0.37500",
        "→",
    ]
    with language("zh"):
        assert texts_of(played(chinese), 7.0)[::3] == ["之前", "现在", "→"]


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
        "网络把它读作 0，输出为 0.500。正确答案是 3 个数：2 处为 1，其余为 0。",
        "期望输出",
    )
    assert (english.seconds, english.mark) == (7.0, SPAN)
    assert english.operands[0] is BEFORE
    assert english.result_name == "expected_output"


def test_the_right_answer_slides_in():
    player = played(right_answer(coming(2), BEFORE, picture=PICTURE))
    start, end = wanted.SLIDES
    assert (start, end) == (3.4, 4.4)
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
        (end, 1, 0, 2, "The right answer, as 3 numbers: 1 at 2, 0 everywhere else."),
    ):
        player.show(time)
        assert player.wanted.opacity == opacity
        assert all(part.opacity == 1 for part in player.standing)
        assert (player.output.focus, player.wanted.focus) == (read, right)
        assert player.words(time) == words
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
