"""Two digits side by side: what is shown of both, and said of each."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.parting import parting, pulls_of
from scenes.acts.strokes import weights_on_strokes
from scenes.acts.swapped import SWAPS, swapped
from scenes.acts.twin_answers import two_answers
from scenes.acts.twin_columns import two_columns
from scenes.acts.twin_images import two_digits
from scenes.stage import palette
from scenes.stage.canvas import Drawings, marks_of
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
TOLD, CLEAR = 3.4, 4.1  # seconds: what differs is lit, and all is there
SUMS, ADDED = 5.2, 8.0  # seconds: products begin to be added, and are


def test_two_images_are_all_there_is_to_see():
    english, chinese = in_both(two_digits, IMAGES, 1)
    assert told(english) == (
        "Two handwritten 1s",
        "The same network reads both. Does it get both right?",
        "The same network reads both. Does it get both right?",
        "two digits",
    )
    assert told(chinese) == (
        "两个手写的 1",
        "同一个网络读这两张图像。它都能读对吗？",
        "同一个网络读这两张图像。它都能读对吗？",
        "两个数字",
    )
    assert (english.seconds, english.mark, english.shapes) == (4.8, None, "")
    assert (english.operands, english.result) == (IMAGES, IMAGES[1])
    player = played(english)
    assert [part.name_text for part in player.parts] == ["one", "the other"]
    for time, rows in ((0.4, 0), (2.2, 14), (3.9, 27)):
        player.show(time)
        assert [part.revealed for part in player.parts] == [28 * rows] * 2
    player.show(4.0)
    assert [part.revealed for part in player.parts] == [None, None]
    left, right = (part.box for part in player.parts)
    assert left.width == right.width == 420
    assert left.top == right.top == pytest.approx(STAGE.top + 44)
    for box, half in zip((left, right), player.halves):
        assert box.left + box.width / 2 == half.left + half.width / 2
    assert player.words(4.0) == ""


def columns_of(name="hidden_neurons"):
    return two_columns(name, computing(name), (LEFT, RIGHT), IMAGES)


def test_a_column_of_both():
    english, chinese = in_both(columns_of)
    assert told(english) == (
        "The hidden neurons",
        "Look for what only one image lights.",
        "Look for what only one image lights. Largest gap: neuron 1, 0.000 and 0.750.",
        "hidden neurons",
    )
    assert told(chinese) == (
        "隐藏神经元",
        "留意只有一边亮的神经元。",
        "留意只有一边亮的神经元。相差最大的是神经元 1：0.000 和 0.750。",
        "隐藏神经元",
    )


def test_the_row_most_apart_is_lit_when_it_is_told():
    act = columns_of("hidden_neurons")
    assert (act.seconds, act.apart) == (5.8, 1)
    assert (act.result, act.result_name) == (RIGHT, "hidden_neurons")
    assert (act.mark, act.shapes) == (SPAN, "(2, 1)  =  (2, 2) @ (2, 1)")
    player = played(act)
    player.show(TOLD - 0.01)
    assert [one.focus for one in player.columns] == [None, None]
    assert player.words(TOLD - 0.01) == ""
    player.show(TOLD + 0.01)
    assert [one.focus for one in player.columns] == [1, 1]
    assert player.words(TOLD) == "Largest gap: neuron 1, 0.000 and 0.750."
    for part, value in zip(player.columns, (LEFT, RIGHT)):
        np.testing.assert_array_equal(part.values.array, value.array.ravel())
        assert part.span == (0.0, 0.75)  # one scale for both


@pytest.mark.parametrize(
    "left, right, apart",
    [((1.0, 0.0, 0.5), (1.0, 0.6, 0.5), 1), ((-1.0, 0.0, 2.0), (1.0, 0.6, 2.0), 0)],
)
def test_what_is_large_in_both_is_not_apart(left, right, apart):
    values = column(*left, identity=1), column(*right, identity=2)
    act = two_columns("hidden_neurons", computing("hidden_neurons"), values, IMAGES)
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
    for time in (0.0, 0.6, 0.9, 1.2, 1.7, 3.1):
        player.show(time)
        seen.append(player.columns[0].grown.tolist())
        assert player.columns[1].grown.tolist() == seen[-1]
    assert seen[0] == seen[1] == [0, 0, 0] and seen[-1] == [1, 1, 1]
    assert seen[2][0] > 0 and seen[2][1:] == [0, 0]
    assert seen[3] == [1, 0, 0]
    assert seen[4][1] > 0 and seen[4][2] == 0


def test_what_both_are_read_as():
    outputs = (
        column(0.1, 0.9, name="output_neurons", identity=6),
        column(0.8, 0.2, name="output_neurons", identity=7),
    )
    english, chinese = in_both(
        two_answers, computing("output_neurons"), outputs, IMAGES, RIVALS
    )
    lead = "Look at the largest output: it is the answer."
    assert told(english) == (
        "What is each read as?",
        lead,
        f"{lead} They are read as 1 and 0.",
        "answers",
    )
    assert told(chinese) == (
        "各读作什么？",
        "看最大的输出：它就是答案。",
        "看最大的输出：它就是答案。分别读作 1 和 0。",
        "答案",
    )
    assert (english.seconds, english.mark) == (5.4, SPAN)
    player = played(english)
    assert texts_of(player, TOLD) == [] and player.below[0].opacity == 0
    assert texts_of(player, CLEAR - 0.1) == []
    player.show(TOLD)
    assert [one.winner for one in player.columns] == [1, 0]
    assert [one.name_text for one in player.pictures] == ["read right", "read wrong"]
    player.show(TOLD - 0.1)  # no answer before it is there
    assert [one.winner for one in player.columns] == [None, None]
    assert [one.name_text for one in player.pictures] == ["one", "the other"]
    assert player.words(TOLD - 0.1) == ""
    assert player.words(TOLD) == english.outcome == "They are read as 1 and 0."
    assert texts_of(player, CLEAR) == ["1", "right", "0", "wrong"]
    assert [one.winner for one in player.columns] == [1, 0]
    assert [label.ink == palette.RIGHT for label in player.below] == [
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


def swapped_of(neurons, sums):
    product = computing("output_pre_sigmoid", WEIGHTS, RIGHT)
    return swapped(product, neurons, sums, IMAGES, RIVALS, "sums")


def test_one_neuron_swapped_turns_the_answer():
    # With 0.0 in place of 0.75, neuron 1 takes 0.75 less from digit 0, and
    # gives 0.75 less to digit 1: it helps the other way. Neuron 2 helps least.
    own = column(0.25, 0.75, 0.0, name="hidden_neurons", identity=2)
    other = column(0.25, 2.0, 0.0, name="hidden_neurons", identity=1)
    sums = column(3.0, 2.5, name="sums", identity=4)
    english, chinese = in_both(swapped_of, (other, own), sums)
    assert english.neuron == 1
    question = "What if hidden neuron 1 were as it is for the image read right?"
    answer = "The largest sum would be that of digit 1: read right."
    told_of = "Swap one neuron", question, f"{question} {answer}", "one neuron swapped"
    assert told(english) == told_of
    assert chinese.title == "只换一个神经元"
    player = played(english)
    before, after = player.columns
    # 3 - 1 x (2 - 0.75) and 2.5 + 1 x (2 - 0.75): digit 1 is ahead from a fifth
    # of that way on, where both are 2.75.
    assert after.values.array.tolist() == [1.75, 3.75]
    turns = SWAPS[0] + 0.2 * (SWAPS[1] - SWAPS[0])
    assert english.outcome_at == pytest.approx(turns)
    player.show(SWAPS[0])
    assert (before.winner, after.winner) == (0, 0) and not after.grown.any()
    assert after.starts.tolist() == before.values.array.tolist() == [3.0, 2.5]
    assert (player.rope.at, player.rope.winner) == (0.5, 1)
    assert player.words(turns - 0.1) == ""
    player.show(turns)
    assert player.rope.at == pytest.approx(0.0)
    player.show(turns + 0.1)
    assert player.rope.at < 0 and player.rope.winner == 0 and after.winner == 1
    assert player.words(turns) == answer
    player.show(SWAPS[1])
    assert after.grown.all() and player.rope.at == player.rope.told == -2.0
    assert player.dial.values.array.tolist() == [2.0]
    assert player.dial.starts.tolist() == [0.75]
    assert texts_of(player, 8.0) == ["all others as they are", "0", "1"]
    assert texts_of(player, SWAPS[0])[1:] == ["0", "0"]


def test_a_neuron_that_does_not_turn_the_answer_is_not_swapped():
    assert swapped_of((LEFT, RIGHT), column(30.0, 2.5, name="sums")) is None


def test_pulls_lead_from_right_to_wrong():
    left, right = (one.array for one in pulls_of(WEIGHTS, (LEFT, RIGHT), RIVALS))
    np.testing.assert_array_equal(left, [0.25, 0.0, 0.25])
    np.testing.assert_array_equal(right, [0.25, -1.5, 0.0])


def test_where_the_two_part():
    english, chinese = in_both(parted)
    assert told(english) == (
        "Where the two part ways",
        "A tug of war: orange pulls to 0, blue to 1; those that differ most go first.",
        "A tug of war: orange pulls to 0, blue to 1; those that differ most go first. "
        "The largest difference: neuron 1, 0.000 and −1.500.",
        "where they part",
    )
    assert told(chinese) == (
        "它们在哪里分道扬镳",
        "一场拔河：橙色拉向 0，蓝色拉向 1；差别最大的先来。",
        "一场拔河：橙色拉向 0，蓝色拉向 1；差别最大的先来。"
        "差别最大：神经元 1，0.000 和 −1.500。",
        "分道扬镳之处",
    )
    # No line computes the pulls.
    assert (english.mark, english.shapes) == (None, "")
    assert english.result_name == "hidden_neurons"
    assert english.neuron == 1
    begin, end = english.turns.starts[0], english.turns.end
    player = played(english)
    assert texts_of(player, end) == []
    assert texts_of(player, end + 0.5) == [
        "all, with the biases:",
        "−3.000",
        "so 1 wins",
        "all, with the biases:",
        "+0.500",
        "so 0 wins",
    ]
    # Apart by 0, 1.5 and 0.25.
    assert [one.labels for one in player.columns] == [["1", "2", "0"]] * 2
    assert player.columns[1].values.array.tolist() == [-1.5, 0.0, 0.25]
    assert {one.name_text for one in player.columns} == {
        "neuron × (its weight to 0 − its weight to 1)"
    }
    assert player.words(begin - 0.1) == "Both ropes begin at −3.50: the biases."
    assert player.words(begin) == "The largest difference: neuron 1, 0.000 and −1.500."


def test_each_pull_takes_the_knot_on_to_where_the_sums_are():
    act = parted()
    player = played(act)
    # Of the second: the biases' 1.75, then pulls of -1.5, 0 and 0.25.
    for turn, knot in ((0, 1.75), (1, 0.25), (2, 0.25)):
        player.show(act.turns.starts[turn])
        assert player.ropes[1].at == player.ropes[1].told == knot
        assert [one.focus for one in player.columns] == [turn, turn]
        assert {one.winner for one in player.ropes} == {None}
    player.show(act.turns.end)
    assert [one.at for one in player.ropes] == [-3.0, 0.5]
    assert [one.winner for one in player.ropes] == [0, 1]
    assert [one.ends for one in player.ropes] == [("1", "0")] * 2
    assert [one.winner_ink for one in player.ropes] == [palette.RIGHT, palette.WRONG]


def test_rows_stand_by_index_until_they_are_sorted():
    player = played(parted())
    seen = []
    for time in (2.8, 3.6, 4.4):
        player.show(time)
        column_of = player.columns[0]
        marks = marks_of(column_of, Drawings())
        inks = palette.POSITIVE, palette.NEGATIVE
        seen.append([one.top for one in marks if getattr(one, "fill", "") in inks])
        assert bool(column_of.cells()) == (time == 4.4)
    # The row of neuron 1 is the first that is drawn, that of 0 the last.
    pitch = player.columns[0].pitch
    first, between, last = (np.array(one) - seen[2][0] for one in seen)
    np.testing.assert_allclose(first, [pitch, 2 * pitch, 0], atol=1e-6)
    np.testing.assert_allclose(last, [0, pitch, 2 * pitch], atol=1e-6)
    assert 0 < between[0] < pitch


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
    assert texts_of(player, SUMS - 0.4) == [] and player.sums[0].opacity == 0
    halfway = (SUMS + ADDED) / 2 + 0.01
    rows = np.reshape(english.weights.array[1] * 0.5, (28, 28))[:14]
    assert texts_of(player, halfway)[:2] == [
        "all products added:",
        f"{rows.sum():+.3f}".replace("-", "−"),
    ]
    assert [one.marks for one in player.products] == [((14, 0, 1, 28),)] * 2
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
        assert (box.top, box.width, box.height) == (344, 370, 370)
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
