"""What is said of an array that is changed in place, and when it is seen."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.update import _named as called_so
from scenes.stage.legend import Legend
from scenes.words.naming import language
from tests.scenes.acts.given import in_both
from tests.told import act_in, kinds_of, numbers, player_of, told_of, turns_of


def added(weights, change):
    weights += change


def taken(weights, change):
    weights -= change


def by_learn_rate(weights, gradient, learn_rate):
    weights -= learn_rate * gradient


def by_lr(hidden_biases, hidden_delta, lr):
    hidden_biases += -lr * hidden_delta


def by_a_longer_name(weights, gradient, base_learning_rate):
    weights -= base_learning_rate * gradient


def by_flair(weights, gradient, flair):
    weights -= flair * gradient


def of_no_name(weights, left, right):
    weights -= 0.25 * (left * right)


def by_a_product(weights, left, right):
    weights -= left * right


def of_no_words(weights, _):
    weights -= 0.25 * _


def to_each(weights, gradient):
    weights += 0.25 * gradient


def from_each(weights, gradient):
    weights -= 0.25 * gradient


def of_another(weights, gradient):
    weights[1:] -= gradient[1:]


def by_a_row(weights, row):
    weights -= row


def alike(weights, change):
    weights *= change


def column(*values):
    return np.array(values, float)[:, None]


@pytest.mark.parametrize(
    "call, old, change, kind",
    [
        (added, (3, 1), (3, 1), "update_bars"),
        (taken, (3,), (3,), "update_bars"),
        (taken, (2, 1), (2, 1), "update_bars"),
        (taken, (1, 1), (1, 1), "update_grid"),
        (taken, (1,), (1,), "update_grid"),
        (taken, (32, 1), (32, 1), "update_bars"),
        (taken, (33, 1), (33, 1), "update_grid"),
        (taken, (33,), (33,), "update_grid"),
        (taken, (64, 64), (64, 64), "update_grid"),
        (taken, (65, 2), (65, 2), "update_grid"),
        (taken, (2, 65), (2, 65), "update_grid"),
        (taken, (2, 2, 2), (2, 2, 2), "update_grid"),
        (taken, (2, 784), (2, 784), "update_sheets"),
        (taken, (32, 784), (32, 784), "update_sheets"),
        (taken, (33, 784), (33, 784), "update_grid"),
        (taken, (1, 784), (1, 784), "update_grid"),
        (by_a_row, (3, 4), (1, 4), "cells_combine"),
        (alike, (3, 4), (3, 4), "cells_combine"),
    ],
)
def test_what_is_recognised(call, old, change, kind):
    assert kinds_of(call, numbers(*old), numbers(*change)) == [kind]


SHAPES = {"update_bars": (3, 1), "update_grid": (3, 4), "update_sheets": (3, 784)}


def told_values(kind):
    """1 everywhere, changed by 0.25 but in the second row once by -2."""
    shape = SHAPES[kind]
    change = np.full(shape, 0.25)
    change[1, 0] = -2
    return np.ones(shape), change


CELL = {
    "update_bars": "weights[1]",
    "update_grid": "weights[1, 0]",
    "update_sheets": "weights[1, 0]",
}
ADDED = "To each is added the number of change at its place."
ADDED_ZH = "每个数都加上 change 同一位置的数。"
TAKEN = "From each is taken the number of change at its place."
TAKEN_ZH = "每个数都减去 change 同一位置的数。"
OWN = " The change has a scale of its own."
SMALL = " The change is so small that it has a scale of its own."
OWN_ZH, SMALL_ZH = "变化用单独的色标显示。", "变化很小，所以用单独的色标显示。"


@pytest.mark.parametrize(
    "call, factor, more, title, lead, before_after",
    [
        (
            added,
            1,
            (),
            ("Change the weights", "改变权重"),
            (ADDED, ADDED_ZH),
            "1.00000 −1.00000",
        ),
        (
            taken,
            1,
            (),
            ("Change the weights", "改变权重"),
            (TAKEN, TAKEN_ZH),
            "1.00000 3.00000",
        ),
        (
            added,
            0.01,
            (),
            ("Change the weights a little", "把权重改变一点点"),
            (ADDED, ADDED_ZH),
            "1.00000 0.98000",
        ),
        (
            by_learn_rate,
            1,
            (0.01,),
            ("Change the weights a little", "把权重改变一点点"),
            (
                "From each is taken the learning rate, 0.01, times its gradient."
                + SMALL,
                "每个都减去学习率 0.01 乘以gradient。" + SMALL_ZH,
            ),
            "1.00000 1.02000",
        ),
        (
            by_a_longer_name,
            1,
            (0.123456,),
            ("Change the weights", "改变权重"),
            (
                "From each is taken the learning rate, 0.123, times its gradient."
                + OWN,
                "每个都减去学习率 0.123 乘以gradient。" + OWN_ZH,
            ),
            "1.00000 1.24691",
        ),
        (
            by_learn_rate,
            1,
            (-0.5,),
            ("Change the weights", "改变权重"),
            (
                "To each is added 0.5 times its gradient." + OWN,
                "每个都加上 0.5 乘以gradient。" + OWN_ZH,
            ),
            "1.00000 0.00000",
        ),
        (
            by_flair,
            1,
            (0.5,),
            ("Change the weights", "改变权重"),
            (
                "From each is taken 0.5 times its gradient." + OWN,
                "每个都减去 0.5 乘以gradient。" + OWN_ZH,
            ),
            "1.00000 2.00000",
        ),
        (
            to_each,
            1,
            (),
            ("Change the weights", "改变权重"),
            (
                "To each is added 0.25 times its gradient." + OWN,
                "每个都加上 0.25 乘以gradient。" + OWN_ZH,
            ),
            "1.00000 0.50000",
        ),
        (
            of_no_name,
            1,
            (1.0,),
            ("Change the weights", "改变权重"),
            (
                "From each is taken 0.25 times its cell of left * right." + OWN,
                "每个都减去 0.25 乘以left * right。" + OWN_ZH,
            ),
            "1.00000 1.50000",
        ),
    ],
)
@pytest.mark.parametrize("kind", SHAPES)
def test_what_is_told(kind, call, factor, more, title, lead, before_after):
    old, change = told_values(kind)
    if call is of_no_name:
        more = (np.ones_like(old),)
    sign = "+=" if call in (added, to_each) else "-="
    shape, (before, after) = SHAPES[kind], before_after.split()
    captions = (
        f"{lead[0]} The largest change: {CELL[kind]} goes from {before} to {after}.",
        f"{lead[1]}最大的变化：{CELL[kind]} 从 {before} 变为 {after}。",
    )
    names = "weights change", "更新权重"
    for k, spoken in enumerate(("en", "zh")):
        act = act_in(spoken, kind, call, old.copy(), factor * change, *more)
        shapes = f"{shape}  {sign}  {shape}"
        assert told_of(act) == (title[k], lead[k], captions[k], names[k], shapes)


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_a_step_that_has_a_name_of_its_own(spoken):
    act = act_in(spoken, "update_bars", by_lr, column(1, 2), column(3, -9), 0.5)
    assert (
        told_of(act)[:4]
        == {
            "en": (
                "Change the hidden biases",
                "From each is taken the learning rate, 0.5, times its delta." + OWN,
                "From each is taken the learning rate, 0.5, times its delta."
                + OWN
                + " The largest change: hidden_biases[1] goes from 2.00000 to 6.50000.",
                "hidden biases",
            ),
            "zh": (
                "改变隐藏层偏置",
                "每个都减去学习率 0.5 乘以隐藏误差。" + OWN_ZH,
                "每个都减去学习率 0.5 乘以隐藏误差。"
                + OWN_ZH
                + "最大的变化：hidden_biases[1] 从 2.00000 变为 6.50000。",
                "隐藏层偏置",
            ),
        }[spoken]
    )


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize(
    "call, more, name, sign, rate",
    [
        (added, (), "change", 1, None),
        (taken, (), "− change", -1, None),
        (to_each, (), "0.25 × gradient", 1, 0.25),
        (by_flair, (0.5,), "−0.5 × gradient", -1, 0.5),
        (by_flair, (-0.5,), "0.5 × gradient", -1, -0.5),
        (of_no_name, (1.0,), "−0.25 × (left * right)", -1, 0.25),
        (of_no_words, (), "−0.25 × _", -1, 0.25),
        (by_a_product, (1.0,), "− left * right", -1, None),
    ],
)
def test_what_is_planned_and_what_the_change_is_called(
    kind, call, more, name, sign, rate
):
    old, change = told_values(kind)
    if call in (of_no_name, by_a_product):
        more = (np.ones_like(old),)
    player = player_of(kind, call, old.copy(), change, *more)
    act = player.act
    assert player.names == ("weights, before", name, "weights, now")
    assert act.sign == sign
    assert (act.rate and act.rate.array.item()) == rate
    moved = change * sign * (1 if rate is None else rate)
    np.testing.assert_array_equal(player.change, moved)
    np.testing.assert_array_equal(player.old, old)
    np.testing.assert_array_equal(player.new, old + moved)
    assert (player.gradient() is None) == (rate is None)
    if rate is not None:
        np.testing.assert_array_equal(player.gradient().array, change)
    for second in np.linspace(0, act.seconds, 7):
        player.show(second)


@pytest.mark.parametrize("kind", ["update_bars", "update_grid"])
def test_when_the_largest_is_told(kind):
    old, change = told_values(kind)
    player = player_of(kind, taken, old, change)
    assert player.act.seconds == 10.2 and player.act.turns is None
    sentences = {
        "en": f"{CELL[kind]} moved most: by +2.",
        "zh": f"{CELL[kind]} 变化最大：+2。",
    }
    for spoken, sentence in sentences.items():
        with language(spoken):
            said = [player.words(second) for second in (0, 6.43, 6.45, 10.2)]
            assert said == ["", "", sentence, sentence]


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
    own = [part for part in player.parts if getattr(part, "text", "")[-3:] == "own"]
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
        "−0.25 × gradient: a scale of its own",
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
    assert boxes[2].right == pytest.approx(stage.right)
    for box, after in zip(boxes, boxes[1:]):
        assert after.left - box.right >= 110 - 1e-9
    assert boxes[0].bottom + 112 <= stage.bottom + 1e-9
    # As large as there is room for, cells not longer than 1.4 of their width.
    high, wide = boxes[0].height / shape[0], boxes[0].width / shape[1]
    assert max(high / wide, wide / high) <= 1.4 + 1e-9
    full_high = boxes[0].bottom + 112 == pytest.approx(stage.bottom)
    full_wide = boxes[1].left - boxes[0].right == pytest.approx(110)
    assert (full_high, full_wide) == (fills_height, fills_width)


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
                "Sheet 1 changes most: the largest of its 784 changes is −4.00e−07.",
                "第 1 张变化最大：784 个变化中最大的是 −4.00e−07。",
            ),
        ),
        (
            -5e-7,  # which six decimals would round to nothing
            (
                "Sheet 1 changes most: the largest of its 784 changes is +5.00e−07.",
                "第 1 张变化最大：784 个变化中最大的是 +5.00e−07。",
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


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("call", [taken, from_each])
def test_a_change_of_0_is_called_one(kind, call):
    """Where only some of it is 0, it is a change like others."""
    old, change = told_values(kind)
    change[1:] = 0.0
    act = act_in("en", kind, call, old.copy(), change)
    assert act.title == "Change the weights" and "largest" in act.caption
    assert act.lead.endswith(TAKEN if call is taken else OWN)
    player = player_of(kind, call, old.copy(), change.copy())
    assert "moved most" in player.told_most()
    change[:] = 0.0
    assert player_of(kind, call, old.copy(), change.copy()).told_most() == ""
    for spoken, title, lead in (
        ("en", "Weights: a change of 0", "From each is taken 0.25 times its gradient."),
        ("zh", "权重：变化为 0", "每个都减去 0.25 乘以gradient。"),
    ):
        if call is taken:
            lead = TAKEN if spoken == "en" else TAKEN_ZH
        act = act_in(spoken, kind, call, old.copy(), change)
        assert told_of(act)[:3] == (title, lead, lead)


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize(
    "spoken, sentence",
    [
        (
            "en",
            "The largest change: −1.00e−09 to {cell}, too little for {one} to move.",
        ),
        ("zh", "最大的变化：{cell} 的 −1.00e−09，太小，{one} 没有变。"),
    ],
)
def test_a_change_too_little_for_its_type_is_said_to_be_so(kind, spoken, sentence):
    change = np.zeros(SHAPES[kind], "f4")
    change[1, 0] = 1e-9
    act = act_in(spoken, kind, taken, np.ones_like(change), change)
    assert act.caption.endswith(sentence.format(cell=CELL[kind], one="1.00000"))


@pytest.mark.parametrize(
    "name, expression, called",
    [
        ("w", "layers[0]", ("w", "w")),
        ("", "layers[0]", ("layers[0]", "layers[0]")),
        ("", "", ("an array", "一个数组")),
    ],
)
def test_an_array_is_called_something(name, expression, called):
    value = Value.of(np.ones((2, 1)), name=name, expression=expression)
    assert tuple(in_both(called_so, value)) == called
