"""An update on the stage: its bars, planes, sheets and signs."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.stage.legend import Legend
from scenes.words.naming import language
from tests.frames import drawn_at
from tests.legibility import faults_of
from tests.told import act_in, numbers, player_of, turns_of
from tests.update_calls import SHAPES, column, from_each, taken, told_values


def test_the_bars_of_a_change_and_their_numbers():
    player = player_of("update_bars", taken, column(9, 8, 7), column(1, -2, 0.5))
    before, change, now = player.columns
    for bars, numbers_of in (
        (before, [9, 8, 7]),
        (change, [-1, 2, -0.5]),
        (now, [8, 10, 6.5]),
    ):
        assert bars.values.array.tolist() == numbers_of
    assert [bars.write.form for bars in (before, now)] == [".5f"] * 2
    assert before.span == now.span == (0.0, 10.0)
    assert change.span == (-1.0, 2.0)
    assert before.write(9.0) == "+9.00000"
    assert before.box.left < change.box.left < now.box.left
    own = [part for part in player.parts if getattr(part, "text", "")[:5] == "a dif"]
    assert [note.box.left for note in own] == [change.box.left + 62]
    grown = []
    for share in (0.0, 0.1, 0.35, 0.4, 0.5, 0.75, 0.12, 0.52, 0.67, 0.69):
        player.show(1.0 + 8.0 * share)
        grown.append([bars.grown.round(2).tolist() for bars in (change, now)])
        focus = 1 if share >= 0.68 else None
        assert [bars.focus for bars in player.columns] == [focus] * 3
    assert grown[0] == [[0, 0, 0], [0, 0, 0]]
    # One starts when the one above it is about there, which takes 0.15.
    assert grown[1][0][0] > 0.5 and grown[1][0][1:] == [0, 0]
    assert grown[2] == [[1, 1, 1], [0, 0, 0]]
    assert grown[3] == [[1, 1, 1], [0, 0, 0]]
    assert grown[4][1][0] > 0.5 and grown[4][1][1:] == [0, 0]
    assert grown[5] == [[1, 1, 1], [1, 1, 1]]
    for (first, second, third), _ in (grown[6], grown[7][::-1]):
        assert 0.8 < first < 1 and 0 < second < 0.2 and third == 0


@pytest.mark.parametrize(
    "size, names, form, number",
    [
        (0.02, ("− change", "− change"), ".5f", "−0.0200"),
        (
            2e-3,
            ("− change, in thousandths", "− change, 单位：千分之一"),
            ".5f",
            "−2.00",
        ),
        (
            2e-5,
            ("− change, in millionths", "− change, 单位：百万分之一"),
            ".6f",
            "−20.00",
        ),
        (
            2e-8,
            ("− change, in billionths", "− change, 单位：十亿分之一"),
            ".7f",
            "−20.00",
        ),
        (
            2e-11,
            ("− change, in trillionths", "− change, 单位：万亿分之一"),
            ".7f",
            "−20.00",
        ),
    ],
)
def test_small_changes_are_counted_in_units(size, names, form, number):
    for spoken, name in zip(("en", "zh"), names, strict=True):
        with language(spoken):
            player = player_of("update_bars", taken, column(1, 2), column(size, 0))
        assert player.columns[1].name_text == name
        assert [player.columns[k].write.form for k in (0, 2)] == [form] * 2
    assert player.columns[1].write(-size) == number


def test_the_planes_of_a_change_and_their_scales():
    old, change = told_values("update_grid")
    player = player_of("update_grid", from_each, old.copy(), 4 * change)
    before, moved, now = player.planes
    for plane, array in ((before, old), (moved, -change), (now, old - change)):
        np.testing.assert_array_equal(plane.values.array, array)
    assert [plane.name_text for plane in player.planes] == [
        "weights, before",
        "−0.25 × gradient",
        "weights, now",
    ]
    assert before.color_scale is now.color_scale is not moved.color_scale
    assert before.color_scale.limit == 3.0 and moved.color_scale.limit == 2.0
    texts = [part.text for part in player.parts if getattr(part, "text", "")]
    assert texts == [
        "weights, before and now",
        "−0.25 × gradient: a different scale",
        "+",
        "=",
    ]
    assert before.box.left < moved.box.left < now.box.left
    # What the colours mean stands below the planes and their numbers.
    for plane, name, legend in zip((before, moved), *labels_and_legends(player)):
        assert name.box.left == plane.box.left
        assert name.box.width == max(plane.box.width, 480)
        assert name.box.top == plane.box.bottom + 52
        assert legend.box.top == name.box.top + 36
        assert legend.box.bottom < player.stage.bottom
    assert (before.source, moved.source, now.source) == ("weights", "change", "weights")
    assert player.under.box == moved.box
    assert all(plane.numbers for plane in (player.under, *player.planes))
    seen = []
    for share in (0.0, 0.09, 0.18, 0.2, 0.3, 0.4):
        player.show(1.0 + 8.0 * share)
        seen.append((moved.revealed, now.revealed, player.under.opacity > 0))
    assert seen == [
        (0, 0, True),
        (6, 0, True),
        (12, 0, False),
        (12, 0, False),
        (12, 6, False),
        (12, 12, False),
    ]


def labels_and_legends(player):
    labels = [part for part in player.parts if getattr(part, "text", "")]
    return labels[:2], [part for part in player.parts if isinstance(part, Legend)]


@pytest.mark.parametrize("is_factored", [True, False])
def test_only_a_gradient_lies_under_its_change(is_factored):
    call = from_each if is_factored else taken
    player = player_of("update_grid", call, *told_values("update_grid"))
    assert (player.under is not None) == is_factored == player.planes[1].hollow


def test_two_cells_of_a_change_are_read():
    change = np.full((3, 4), 0.25)
    change[0, 1], change[2, 3] = 2, -1
    player = player_of("update_grid", taken, np.ones((3, 4)), change)
    assert player.pauses == [11, 1]  # the largest of each half, that of all last
    seen = []
    for share in (0.41, 0.43, 0.67, 0.69, 1.0):
        player.show(1.0 + 8.0 * share)
        seen.append(tuple(plane.note_below for plane in player.planes))
    first = ("weights[2, 3] = +1.000000", "+ 1.000000", "= +2.000000")
    last = ("weights[0, 1] = +1.000000", "− 2.000000", "= −1.000000")
    assert seen == [("",) * 3, first, first, last, last]
    assert player.planes[0].marks == ((0, 1, 1, 1),)


@pytest.mark.parametrize(
    "shape, fills_height, fills_width",
    [((2, 64), False, True), ((64, 2), True, False), ((8, 8), True, True)],
)
def test_the_planes_fit_on_the_stage(shape, fills_height, fills_width):
    player = player_of("update_grid", taken, numbers(*shape), numbers(*shape))
    boxes, stage = [plane.box for plane in player.planes], player.stage
    assert boxes[0].left == stage.left
    above = boxes[0].top - stage.top - 50
    below = stage.bottom - boxes[0].bottom - 112
    # What is flat stands in the middle third.
    assert above == pytest.approx(below / 2 if shape == (2, 64) else 0)
    # A name and a number have room below the last, too.
    assert boxes[2].left + max(boxes[2].width, 170) == pytest.approx(stage.right)
    for box, after in zip(boxes, boxes[1:]):
        assert after.left - box.right >= 110 - 1e-9
    assert boxes[0].bottom + 112 <= stage.bottom + 1e-9
    # As large as there is room for, cells not longer than 1.6 of their width.
    high, wide = boxes[0].height / shape[0], boxes[0].width / shape[1]
    assert max(high / wide, wide / high) <= 1.6 + 1e-9
    full_high = boxes[0].bottom + 112 == pytest.approx(stage.bottom)
    full_wide = boxes[1].left - boxes[0].right == pytest.approx(110)
    assert (full_high, full_wide) == (fills_height, fills_width)


@pytest.mark.parametrize("shape", [(64, 2), (128, 1), (40, 3)])
def test_words_of_a_narrow_plane_stand_in_the_frame(shape):
    film = Film(record(taken, numbers(*shape), numbers(*shape)))
    (shot,) = (one for one in film.shots if one.player.act.kind == "update_grid")
    assert faults_of(drawn_at(film, shot, shot.seconds)) == []


def named_at_length(weights, gradient_of_the_hidden_weights):
    weights -= 0.25 * gradient_of_the_hidden_weights


@pytest.mark.parametrize("shape", [(10, 20), (40, 4), (2, 64), (12, 12)])
def test_what_a_scale_is_of_is_not_cut(shape):
    """A note that has no room beside a long name stands below the strip."""
    values = numbers(*shape), numbers(*shape)
    player = player_of("update_grid", named_at_length, *values)
    words = {getattr(part, "text", ""): part for part in player.parts}
    assert "−0.25 × gradient_of_the_hidden_weights" in words
    strip = [part.box for part in player.parts if isinstance(part, Legend)][1]
    note = words["a different scale"].box
    assert strip.bottom < note.top and note.bottom <= player.stage.bottom
    assert not any("…" in text for text in words)
    short = player_of("update_grid", from_each, *values)
    assert "−0.25 × gradient: a different scale" in [
        getattr(part, "text", "") for part in short.parts
    ]


def test_the_turns_of_sheets():
    act = act_in("en", "update_sheets", taken, *told_values("update_sheets"))
    assert turns_of(act) == [(8.6, 1.5), (1.0, 7.6), (10.1, 1.5)]
    assert act.turns.firsts == (1,)
    assert act.seconds == 13.8


@pytest.mark.parametrize(
    "most, sentences",
    [
        (
            -2,
            (
                "Sheet 1 changes most: the largest of its 784 changes is +2.000000.",
                "第 1 张变化最大：784 个变化中最大的是 +2.000000。",
            ),
        ),
        (
            6e-7,
            (
                "Sheet 1 changes most: the largest of its 784 changes is −0.000001.",
                "第 1 张变化最大：784 个变化中最大的是 −0.000001。",
            ),
        ),
        (
            4e-7,
            (
                "Sheet 1 changes most: the largest of its 784 changes is −4.00e−7.",
                "第 1 张变化最大：784 个变化中最大的是 −4.00e−7。",
            ),
        ),
        (
            -5e-7,  # which six decimals would round to nothing
            (
                "Sheet 1 changes most: the largest of its 784 changes is +5.00e−7.",
                "第 1 张变化最大：784 个变化中最大的是 +5.00e−7。",
            ),
        ),
        (np.nan, ("", "")),
    ],
)
def test_the_words_of_the_sheet_that_changes_most(most, sentences):
    change = np.full((3, 784), most * 0)
    change[1, 99] = most
    player = player_of("update_sheets", taken, np.ones((3, 784)), change)
    for spoken, sentence in zip(("en", "zh"), sentences, strict=True):
        with language(spoken):
            assert player.turn_words(1) == sentence
            assert player.words(2.0) == (sentence if not np.isnan(most) else "")


@pytest.mark.parametrize("kind", SHAPES)
def test_the_signs_stand_half_way_between_what_they_join(kind):
    player = player_of(kind, taken, *told_values(kind))
    boxes = (
        player.faces
        if kind == "update_sheets"
        else [
            part.box
            for part in (player.columns if kind == "update_bars" else player.planes)
        ]
    )
    assert [sign.text for sign in player.signs] == ["+", "="]
    for sign, left, right in zip(player.signs, boxes, boxes[1:]):
        box = sign.box
        assert (box.width, box.height, sign.kind.size) == (80, 80, 44)
        assert box.left + 40 == pytest.approx((left.right + right.left) / 2)
        assert box.top + 40 == pytest.approx(left.top + left.height / 2)
