"""Two digits side by side: what is shown of both, and said of each."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.parting import parting, pulls_of
from scenes.acts.strokes import weights_on_strokes
from scenes.acts.twin_answers import two_answers
from scenes.acts.twin_columns import two_columns
from scenes.acts.twin_images import two_digits
from scenes.stage import palette
from scenes.words.naming import language
from tests.scenes.acts.given import (
    SPAN,
    STAGE,
    column,
    computing,
    in_both,
    played,
    texts_of,
    told,
)

IMAGES = tuple(
    Value.of(np.full((784, 1), ink), name=name, identity=number)
    for number, (name, ink) in enumerate((("image", 0.5), ("misread", 1.0)), 10)
)
LEFT = column(0.25, 0.0, 0.5, name="hidden_neurons", identity=1)
RIGHT = column(0.25, 0.75, 0.0, name="hidden_neurons", identity=2)
SUMS_OF_BOTH = (
    column(1.0, 4.0, name="left sums", identity=3),
    column(3.0, 2.5, name="right sums", identity=4),
)
# Digit 0 is wrong and digit 1 is right: a pull is weights[0] - weights[1].
WEIGHTS = Value.of(
    np.array([[2.0, -1.0, 1.0], [1.0, 1.0, 0.5]]), name="output weights", identity=5
)
RIVALS = 1, 0
TOLD, CLEAR = 2.8, 3.5  # seconds: what differs is lit, and all is there
SUMS = 5.4  # second at which products are added


def test_two_images_are_all_there_is_to_see():
    english, chinese = in_both(two_digits, IMAGES, 1)
    assert told(english) == (
        "Two handwritten 1s",
        "One is read right, the other wrong. Why?",
        "One is read right, the other wrong. Why?",
        "two digits",
    )
    assert told(chinese) == (
        "两个手写的 1",
        "一个读对了，另一个读错了。为什么？",
        "一个读对了，另一个读错了。为什么？",
        "两个数字",
    )
    assert (english.seconds, english.mark, english.shapes) == (5.0, None, "")
    assert (english.operands, english.result) == (IMAGES, IMAGES[1])
    player = played(english)
    assert [part.name_text for part in player.parts] == ["read right", "read wrong"]
    left, right = (part.box for part in player.parts)
    assert left.width == right.width == 420
    assert left.top == right.top == pytest.approx(STAGE.top + 44)
    for box, half in zip((left, right), player.halves):
        assert box.left + box.width / 2 == half.left + half.width / 2
    assert player.words(4.0) == ""


def columns_of(name):
    return two_columns(name, computing(name), (LEFT, RIGHT), IMAGES, (1, 7))


@pytest.mark.parametrize(
    "name, english, chinese",
    [
        (
            "hidden_pre_sigmoid",
            (
                "The sums of the hidden layer",
                "Look for the bars that differ most.",
                "Look for the bars that differ most. "
                "Most apart: neuron 1, 0.000 and 0.750.",
                "hidden sums",
            ),
            (
                "隐藏层的和",
                "留意差别最大的条。",
                "留意差别最大的条。相差最大：神经元 1，0.000 和 0.750。",
                "隐藏层求和",
            ),
        ),
        (
            "hidden_neurons",
            (
                "Squash with the sigmoid",
                "Look for neurons that only one image lights.",
                "Look for neurons that only one image lights. "
                "Most apart: neuron 1, 0.000 and 0.750.",
                "hidden neurons",
            ),
            (
                "用 sigmoid 压缩",
                "留意只有一边亮的神经元。",
                "留意只有一边亮的神经元。相差最大：神经元 1，0.000 和 0.750。",
                "隐藏神经元",
            ),
        ),
        (
            "output_pre_sigmoid",
            (
                "The sums of the output layer",
                "Look at digits 1 and 7, the rivals.",
                "Look at digits 1 and 7, the rivals. "
                "Most apart: neuron 1, 0.000 and 0.750.",
                "output sums",
            ),
            (
                "输出层的和",
                "留意对手：数字 1 和 7。",
                "留意对手：数字 1 和 7。相差最大：神经元 1，0.000 和 0.750。",
                "输出层求和",
            ),
        ),
    ],
)
def test_a_column_of_both(name, english, chinese):
    assert tuple(map(told, in_both(columns_of, name))) == (english, chinese)


def test_the_row_most_apart_is_lit_when_it_is_told():
    act = columns_of("hidden_neurons")
    assert (act.seconds, act.apart) == (6.2, 1)
    assert (act.result, act.result_name) == (RIGHT, "hidden_neurons")
    assert (act.mark, act.shapes) == (SPAN, "(2, 1)  =  (2, 2) @ (2, 1)")
    player = played(act)
    player.show(TOLD - 0.01)
    assert [one.focus for one in player.columns] == [None, None]
    assert player.words(TOLD - 0.01) == ""
    player.show(TOLD + 0.01)
    assert [one.focus for one in player.columns] == [1, 1]
    assert player.words(TOLD) == "Most apart: neuron 1, 0.000 and 0.750."
    for part, value in zip(player.columns, (LEFT, RIGHT)):
        np.testing.assert_array_equal(part.values.array, value.array.ravel())
        assert part.span == (0.0, 0.75)  # one scale for both


@pytest.mark.parametrize(
    "left, right, apart",
    [((1.0, 0.0, 0.5), (1.0, 0.6, 0.5), 1), ((-1.0, 0.0, 2.0), (1.0, 0.6, 2.0), 0)],
)
def test_what_is_large_in_both_is_not_apart(left, right, apart):
    values = column(*left, identity=1), column(*right, identity=2)
    act = two_columns(
        "hidden_neurons", computing("hidden_neurons"), values, IMAGES, (1, 7)
    )
    assert act.apart == apart


def test_an_image_stands_at_the_left_of_its_half():
    player = played(columns_of("hidden_neurons"))
    for half, image, bars in zip(player.halves, player.parts, player.columns):
        box = image.box
        assert (box.left, box.top) == pytest.approx((half.left, half.top + 44))
        assert (box.width, box.height) == pytest.approx((250, 250))
        assert bars.box.left == pytest.approx(box.right + 40)


def test_columns_grow_one_row_after_the_other():
    player, seen = played(columns_of("hidden_neurons")), []
    for time in (0.0, 0.6, 0.9, 1.2, 2.1):
        player.show(time)
        seen.append(player.columns[0].grown.tolist())
        assert player.columns[1].grown.tolist() == seen[-1]
    assert seen[0] == seen[1] == [0, 0, 0] and seen[-1] == [1, 1, 1]
    assert seen[2][0] > 0 and seen[2][1:] == [0, 0]
    assert seen[3][0] == 1 and seen[3][1] > 0


def test_what_both_are_read_as():
    outputs = (
        column(0.1, 0.9, name="output_neurons", identity=6),
        column(0.8, 0.2, name="output_neurons", identity=7),
    )
    english, chinese = in_both(
        two_answers, computing("output_neurons"), outputs, IMAGES, RIVALS
    )
    lead = "Look at the largest output: it is the answer."
    assert told(english) == ("One is read as 1, the other as 0", lead, lead, "answers")
    assert told(chinese) == (
        "一个读作 1，另一个读作 0",
        "看最大的输出：它就是答案。",
        "看最大的输出：它就是答案。",
        "答案",
    )
    assert (english.seconds, english.mark) == (6.0, SPAN)
    player = played(english)
    assert texts_of(player, TOLD) == [] and player.below[0].opacity == 0
    assert texts_of(player, CLEAR - 0.1) == []
    player.show(TOLD)
    assert [one.winner for one in player.columns] == [None, None]
    assert texts_of(player, CLEAR) == ["1", "right", "0", "wrong"]
    assert [one.winner for one in player.columns] == [1, 0]
    assert [label.ink == palette.AMBER for label in player.below] == [
        True,
        True,
        False,
        False,
    ]


def parted():
    return parting(
        computing("output_pre_sigmoid", WEIGHTS, RIGHT),
        (LEFT, RIGHT),
        SUMS_OF_BOTH,
        IMAGES,
        RIVALS,
    )


def test_pulls_lead_from_right_to_wrong():
    left, right = (one.array for one in pulls_of(WEIGHTS, (LEFT, RIGHT), RIVALS))
    np.testing.assert_array_equal(left, [0.25, 0.0, 0.25])
    np.testing.assert_array_equal(right, [0.25, -1.5, 0.0])


def test_where_the_two_part():
    english, chinese = in_both(parted)
    assert told(english) == (
        "Where the two part ways",
        "Each hidden neuron pulls to 0 (orange) or to 1 (blue).",
        "Each hidden neuron pulls to 0 (orange) or to 1 (blue). "
        "The largest difference: neuron 1, 0.000 and −1.500.",
        "where they part",
    )
    assert told(chinese) == (
        "它们在哪里分道扬镳",
        "每个隐藏神经元把答案拉向 0（橙）或 1（蓝）。",
        "每个隐藏神经元把答案拉向 0（橙）或 1（蓝）。"
        "差别最大：神经元 1，0.000 和 −1.500。",
        "分道扬镳之处",
    )
    # No line computes the pulls.
    assert (english.seconds, english.mark, english.shapes) == (9.0, None, "")
    assert english.result_name == "hidden_neurons"
    assert english.neuron == 1
    player = played(english)
    assert texts_of(player, TOLD) == [] and player.words(TOLD - 0.01) == ""
    assert texts_of(player, CLEAR) == [
        "all, with the biases:",
        "−3.000",
        "so 1 wins",
        "all, with the biases:",
        "+0.500",
        "so 0 wins",
    ]
    assert [one.focus for one in player.columns] == [1, 1]
    assert {one.name_text for one in player.columns} == {
        "pull = (weights[0] - weights[1]) * hidden_neurons"
    }
    assert player.words(TOLD) == "The largest difference: neuron 1, 0.000 and −1.500."


def test_pulls_that_are_strong_on_both_are_no_difference():
    neurons = column(0.5, 0.5, 0.0), column(0.5, 0.25, 0.5)
    weights = Value.of(np.array([[9.0, 1.0, 1.0], [0.0, 0.0, 0.0]]))
    act = parting(
        computing("output_pre_sigmoid", weights, RIGHT),
        neurons,
        SUMS_OF_BOTH,
        IMAGES,
        RIVALS,
    )
    assert act.neuron == 2


def stroked():
    weights = Value.of(
        np.linspace(-1, 1, 3 * 784).reshape(3, 784),
        name="input_to_hidden_weights",
        identity=8,
    )
    return weights_on_strokes(
        computing("product", weights, IMAGES[1]),
        (column(1, -2.25, 3, identity=20), column(4, 5.5, 6, identity=21)),
        (LEFT, RIGHT),
        IMAGES,
        1,
    )


def test_strokes_meet_the_weights_of_one_neuron():
    english, chinese = in_both(stroked)
    assert told(english) == (
        "The weights of hidden neuron 1",
        "Look where the strokes meet orange or blue.",
        "Look where the strokes meet orange or blue. "
        "Orange adds to its sum, blue takes away.",
        "strokes",
    )
    assert told(chinese) == (
        "隐藏神经元 1 的权重",
        "看笔画在哪里碰到橙色或蓝色。",
        "看笔画在哪里碰到橙色或蓝色。橙色使和变大，蓝色使和变小。",
        "笔画",
    )
    assert (english.seconds, english.mark) == (9.5, SPAN)
    player = played(english)
    assert player.words(SUMS - 0.01) == ""
    assert player.words(SUMS) == "Orange adds to its sum, blue takes away."
    assert texts_of(player, SUMS) == [] and player.sums[0].opacity == 0
    player.show(SUMS + 0.1)
    assert player.sums[0].opacity > 0
    assert texts_of(player, english.seconds) == [
        "all products added:",
        "−2.250",
        "with its bias, squashed:",
        "0.000",
        "all products added:",
        "+5.500",
        "with its bias, squashed:",
        "0.750",
    ]
    assert english.weights.name == "input_to_hidden_weights"
    assert {one.name_text for one in player.products} == {"weights × image"}
    row = english.weights.array[1]
    for plane, image in zip(player.products, IMAGES):
        np.testing.assert_array_equal(
            plane.values.array.ravel(), row * image.array.ravel()
        )
    for copy in player.copies:
        np.testing.assert_array_equal(copy.values.array.ravel(), row)
    assert player.scale.limit == np.abs(row).max()
    assert [label.ink for label in player.sums[1::4]] == [
        palette.NEGATIVE,
        palette.POSITIVE,
    ]


def test_weights_go_to_both_images_and_become_products():
    player = played(stroked())
    homes = [player.home] * 2
    for time, places, copies, products in (
        (2.2, homes, 1, 0),
        (3.6, player.places, 1, 0),
        (4.0, player.places, 1, 0),
        (5.0, player.places, 0, 1),
    ):
        player.show(time)
        for copy, product, place in zip(player.copies, player.products, places):
            np.testing.assert_allclose(copy.corners, place.corners)
            assert (copy.opacity, product.opacity) == (copies, products)
    for time in (2.3, 3.5):
        player.show(time)
        for copy, place in zip(player.copies, player.places):
            assert not np.allclose(copy.corners, player.home.corners)
            assert not np.allclose(copy.corners, place.corners)
    player.show(4.1)
    assert player.products[0].opacity > 0


def test_the_weights_stand_between_the_images():
    player = played(stroked())
    left, right = (part.box for part in player.parts[:2])
    assert (left.left, right.right) == pytest.approx((STAGE.left, STAGE.right))
    for box in (left, right):
        assert (box.top, box.width, box.height) == pytest.approx((344, 250, 250))
    home = player.home
    for box in (home, *player.places):
        assert (box.top, box.width, box.height) == (344, 330, 330)
    middles = [box.left + box.width / 2 for box in (*player.places, home)]
    assert middles[2] == STAGE.left + STAGE.width / 2 == sum(middles[:2]) / 2
    gaps = player.places[0].left - left.right, home.left - player.places[0].right
    assert gaps[0] == pytest.approx(2 * gaps[1] - gaps[0]) or gaps[0] > 0


def test_strokes_are_told_in_chinese():
    with language("zh"):
        player = played(stroked())
        assert (
            texts_of(player, 9.5)[::2] == ["全部乘积相加：", "加上偏置，再压缩："] * 2
        )
        for plane in player.products:
            assert plane.name_text == "权重 × 图像"
        assert [part.name_text for part in player.parts[:2]] == ["读对的", "读错的"]
