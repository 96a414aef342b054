"""A column times a row: as a table, or as sheets of a picture."""

import numpy as np
import pytest

from scenes.stage.legend import Legend
from scenes.stage.part import Box
from scenes.stage.plane import NAME
from scenes.words.naming import language
from tests.told import act_in, acts_of, kinds_of, numbers, player_of, told_of, turns_of


def outer(column, row):
    table = column @ row
    return table


def turned(column, row):
    table = column @ row.T
    return table


def of_hidden(hidden_delta, image):
    input_to_hidden_adjustment = hidden_delta @ image.T
    return input_to_hidden_adjustment


def of_outputs(output_delta, hidden_neurons):
    hidden_to_output_adjustment = output_delta @ hidden_neurons.T
    return hidden_to_output_adjustment


def of_no_name(column, row):
    table = (column * 1) @ (row * 1)
    return table


def of_no_words(column, row):
    _ = column @ row
    return _


@pytest.mark.parametrize(
    "call, column, row, kinds",
    [
        (outer, (2, 1), (1, 3), ["table"]),
        (outer, (24, 1), (1, 24), ["table"]),
        (outer, (25, 1), (1, 24), ["batch_product"]),
        (outer, (24, 1), (1, 25), ["batch_product"]),
        (outer, (1, 1), (1, 3), ["batch_product"]),
        (turned, (3, 1), (2, 1), ["table"]),
        (turned, (3, 1), (25, 1), ["batch_product"]),
        (turned, (3, 2), (4, 2), ["batch_product"]),
        (outer, (2, 1), (1, 784), ["stamp"]),
        (outer, (32, 1), (1, 784), ["stamp"]),
        (outer, (33, 1), (1, 784), ["batch_product"]),
        (outer, (1, 1), (1, 784), ["batch_product"]),
        (outer, (2, 1), (1, 783), ["batch_product"]),
        (turned, (2, 1), (784, 1), ["stamp"]),
    ],
)
def test_what_is_recognised(call, column, row, kinds):
    assert kinds_of(call, numbers(*column), numbers(*row)) == kinds


COLUMN = np.array([[1.0], [-2.5], [2.0]])
ROW = np.array([[1.0, -3.0, 0.5, 2.0]])
PICTURE = np.zeros((784, 1))
PICTURE[100] = 0.5


@pytest.mark.parametrize(
    "call, row, kind, functions",
    [
        (outer, ROW, "table", ["matmul"]),
        (turned, ROW.T, "table", ["transpose", "matmul"]),
        (outer, PICTURE.T, "stamp", ["matmul"]),
        (turned, PICTURE, "stamp", ["transpose", "matmul"]),
    ],
)
def test_what_is_planned(call, row, kind, functions):
    (act,) = acts_of(call, COLUMN, row)
    assert act.kind == kind
    assert [one.function for one in act.operations] == functions
    flat = row.reshape(1, -1)
    for value, array in zip(
        (*act.operands, act.source, act.result),
        (COLUMN, flat, row, COLUMN @ flat),
        strict=True,
    ):
        np.testing.assert_array_equal(value.array, array)
    alone, others, seconds = {
        "table": (4.6, [(5.6, 1.5), (7.1, 1.5)], 9.8),
        "stamp": (5.4, [(6.4, 1.4), (7.8, 1.4)], 12.6),
    }[kind]
    assert turns_of(act) == [others[0], (1.0, alone), others[1]]
    assert act.turns.firsts == (1,) and act.seconds == seconds


BLAME = "The push on each weight: the error of its digit, times its hidden neuron."
STAMPS = (
    "Each hidden neuron stamps the image with its own error: one sheet of "
    "adjustments for each."
)


@pytest.mark.parametrize(
    "spoken, call, row, told",
    [
        (
            "en",
            outer,
            ROW,
            (
                "Multiply each by each",
                "Each number of column times each of row.",
                "Each number of column times each of row. "
                "Furthest from 0: table[1, 1] = 7.500.",
                "table",
                "(3, 4)  =  (3, 1) @ (1, 4)",
            ),
        ),
        (
            "zh",
            turned,
            ROW.T,
            (
                "两两相乘",
                "column 的每个数乘以 row.T 的每个数。",
                "column 的每个数乘以 row.T 的每个数。离零最远：table[1, 1] = 7.500。",
                "table",
                "(3, 4)  =  (3, 1) @ (1, 4)",
            ),
        ),
        (
            "en",
            of_no_name,
            ROW,
            (
                "Multiply each by each",
                "Each number of column * 1 times each of row * 1.",
                "Each number of column * 1 times each of row * 1. "
                "Furthest from 0: table[1, 1] = 7.500.",
                "table",
                "(3, 4)  =  (3, 1) @ (1, 4)",
            ),
        ),
        (
            "en",
            of_outputs,
            ROW.T,
            (
                "Which output weights had a part in it?",
                BLAME,
                BLAME + " Furthest from 0: hidden_to_output_adjustment[1, 1] = 7.500.",
                "output blame",
                "(3, 4)  =  (3, 1) @ (1, 4)",
            ),
        ),
        (
            "en",
            of_hidden,
            PICTURE,
            (
                "How much is each weight to blame?",
                STAMPS,
                STAMPS
                + " Furthest from 0: input_to_hidden_adjustment[1, 100] = −1.250.",
                "hidden blame",
                "(3, 784)  =  (3, 1) @ (1, 784)",
            ),
        ),
        (
            "zh",
            of_hidden,
            PICTURE,
            (
                "每个权重该负多少责任？",
                "每个隐藏神经元用自己的误差乘以整张图像，各得到一张调整量。",
                "每个隐藏神经元用自己的误差乘以整张图像，各得到一张调整量。"
                "离零最远：input_to_hidden_adjustment[1, 100] = −1.250。",
                "隐藏层责任",
                "(3, 784)  =  (3, 1) @ (1, 784)",
            ),
        ),
    ],
)
def test_what_is_told(spoken, call, row, told):
    with language(spoken):
        act = acts_of(call, COLUMN, row)[-1]
    assert told_of(act) == told


@pytest.mark.parametrize(
    "kind, call, row, sentences",
    [
        (
            "table",
            outer,
            ROW,
            (
                "column[1] = −2.50, largest in size, times the row.",
                "column[1] = −2.50，绝对值最大：乘以整行。",
            ),
        ),
        (
            "stamp",
            of_hidden,
            PICTURE,
            (
                "Neuron 1, the largest in size: −2.500 times every pixel of the image.",
                "神经元 1，绝对值最大：−2.500 乘以图像的每个像素。",
            ),
        ),
        (
            "stamp",
            outer,
            PICTURE.T,
            (
                "Row 1, the largest in size: −2.500 times every pixel of row.",
                "行 1，绝对值最大：−2.500 乘以 row 的每个像素。",
            ),
        ),
        (  # what can be below zero is no ink
            "stamp",
            outer,
            -PICTURE.T,
            (
                "Row 1, the largest in size: −2.500 times every number of row.",
                "行 1，绝对值最大：−2.500 乘以 row 的每个数。",
            ),
        ),
    ],
)
def test_the_words_of_the_row_that_goes_first(kind, call, row, sentences):
    player = player_of(kind, call, COLUMN, row)
    for spoken, sentence in zip(("en", "zh"), sentences, strict=True):
        with language(spoken):
            assert player.turn_words(1) == player.words(1.5) == sentence
            assert player.words(0.9) == ""
    assert player.words(player.act.seconds) == ("Then the other 2, all together.")


def test_the_row_comes_down_to_its_own_and_then_passes_over_all():
    player = player_of("table", turned, COLUMN, ROW.T)
    table, row = player.result.box, player.row
    assert (row.name_text, player.column.name_text) == ("row.T", "column")
    assert (row.box.width, row.box.height) == (384, 46)
    assert (table.top, table.height) == (row.box.bottom + 64, 3 * 54)
    column, stage = player.column.box, player.stage
    assert (column.left, column.width) == pytest.approx((row.box.left - 210, 110))
    # So few cells stand in the middle of the stage.
    assert column.left - stage.left == pytest.approx(
        stage.right - row.box.right, abs=250
    )
    assert row.box.top - stage.top == pytest.approx(stage.bottom - table.bottom, abs=25)
    labels = [part for part in player.parts if hasattr(part, "text")]
    assert [(one.text, one.box.left, one.box.width) for one in labels] == [
        ("×", pytest.approx(row.box.left - 84), pytest.approx(60))
    ]
    (legend,) = (part.box for part in player.parts if isinstance(part, Legend))
    assert (legend.left, legend.top) == pytest.approx(
        (table.left + 90, table.bottom + 22)
    )
    tops, filled, marks = [], [], []
    seconds = (1.0, 1.69, 2.37, 3.4, 4.44, 4.46, 5.6, 6.8, 8.05, 8.6)
    for second in seconds:
        player.show(second)
        flying = player.copy_of_row
        tops.append(round(flying.box.top) if flying.opacity else None)
        filled.append(player.result.filled.tolist())
        marks.append(
            (bool(player.column.marks), bool(row.marks), bool(player.result.marks))
        )
    own = table.top + 54
    middle = (row.box.top + own) / 2
    assert tops[:4] == [row.box.top, middle, pytest.approx(own, abs=1), None]
    assert tops[6:] == [
        None,
        pytest.approx((row.box.top + table.top + 108) / 2),
        None,
        None,
    ]
    assert filled[:2] == [[0, 0, 0]] * 2 and filled[5] == [0, 4, 0]
    assert filled[3] == [0, 2, 0] and filled[9] == [4, 4, 4]
    assert filled[7][0] == 4 and filled[7][2] == 0
    assert marks == [(True,) * 3] * 6 + [(False, True, False)] * 3 + [(False,) * 3]
    player.show(3.0)
    assert player.column.marks == ((1, 0, 1, 1),)
    assert row.marks == ((0, 0, 1, 4),)
    assert player.result.marks == ((1, 0, 1, 4),)
    player.show(0.9)
    assert player.row.marks == ()


def test_a_table_fits_on_the_stage():
    player = player_of("table", outer, numbers(24, 1), numbers(1, 24))
    box = player.result.box
    assert box.width == 1180 and box.bottom == pytest.approx(player.stage.bottom - 40)


def test_the_number_lands_on_the_sign_and_stamps_its_sheet():
    player = player_of("stamp", of_hidden, COLUMN, PICTURE)
    front, factor = player.fronts[1], player.factor
    assert front.name_text == "adjustment[1]"
    assert player.bars.name_text == "hidden_delta"
    seen = []
    for share in (0.0, 0.02, 0.125, 0.23, 0.27, 0.29, 0.45, 0.63, 0.81, 0.83):
        player.show(1.0 + 5.4 * share)
        seen.append((round(factor.opacity, 2), front.opacity, front.revealed))
        assert (player.bars.focus, player.note.text) == (1, "0 of 3 sheets")
        assert player.rack.absent == {0, 1, 2}
        assert (front.accent is None) == (front.opacity == 0 or share > 0.82)
        if share == 0.125:  # half way
            left = (player.bars.box.right + 12 + player.landing.left) / 2
            assert factor.box.left == pytest.approx(left)
            top = (player.bars.row_middle(1) - 30 + player.landing.top) / 2
            assert factor.box.top == pytest.approx(top)
            assert factor.text == "−2.500"
        if share == 0.23:
            assert factor.box == player.landing
    assert seen == [
        (0, 0, None),
        (0, 0, None),
        (1, 0, None),
        (1, 0, None),
        (1, 0, None),
        (1, 1, seen[5][2]),
        (1, 1, 392),
        (1, 1, 784),
        (1, 1, 784),
        (0, 1, 784),
    ]
    assert 0 <= seen[5][2] < 50
    np.testing.assert_allclose(front.corners, player.face.corners, atol=1)
    # It stands in the rack at the end of its turn.
    player.show(6.39)
    np.testing.assert_allclose(front.corners, player.rack.sheet_corners(1), atol=1)
    assert [round(sign.opacity) for sign in player.signs] == [0, 0]


def test_only_the_sheet_whose_turn_it_is_is_seen():
    player = player_of("stamp", of_hidden, COLUMN, PICTURE)
    for second, seen in ((0.9, [0, 0, 0]), (1.0 + 5.4 * 0.5, [0, 1, 0])):
        player.show(second)
        assert [int(front.opacity) for front in player.fronts] == seen


def test_the_others_send_their_dots_and_their_sheets_are_gathered():
    player = player_of("stamp", of_hidden, COLUMN, PICTURE)
    seen = []
    for second in (6.4, 6.68, 6.89, 7.03, 7.73, 7.87, 8.43, 9.21):
        player.show(second)
        fronts = [int(front.opacity) for front in player.fronts]
        absent = sorted(player.rack.absent)
        seen.append((len(player.dots.items), fronts, absent, player.note.text))
        assert player.bars.focus is None and factor_gone(player)
        if second == 6.68:  # half way, 0.2 of the turn
            (dot,) = player.dots.items
            x = player.bars.x_of(1.0)
            middle = player.face.left + player.face.width / 2
            assert dot.x == pytest.approx((x + middle) / 2)
            assert dot.color == player.bars.bar_color(0)
    assert seen == [
        (0, [0, 0, 0], [0, 2], "1 of 3 sheets"),
        (1, [0, 0, 0], [0, 2], "1 of 3 sheets"),
        (1, [0, 0, 0], [0, 2], "1 of 3 sheets"),
        (0, [1, 0, 0], [0, 2], "1 of 3 sheets"),
        (0, [1, 0, 0], [0, 2], "1 of 3 sheets"),
        (1, [0, 0, 0], [2], "2 of 3 sheets"),
        (0, [0, 0, 1], [2], "2 of 3 sheets"),
        (0, [0, 0, 0], [], "3 of 3 sheets"),
    ]


def factor_gone(player):
    return player.factor.opacity == 0


def test_where_the_parts_of_a_stamp_stand():
    player = player_of("stamp", of_hidden, COLUMN, PICTURE)
    bars, picture, face = player.bars.box, player.picture.box, player.face
    assert picture.left - bars.right == face.left - picture.right == 320
    assert picture.width == picture.height == face.width == face.height == 300
    signs = [sign.box.left + sign.box.width / 2 for sign in player.signs]
    assert bars.right < signs[0] < player.landing.left < picture.left
    assert signs[1] == (picture.right + face.left) / 2
    middle = picture.top + picture.height / 2
    assert {sign.box.width for sign in player.signs} == {60}
    for box in (player.landing, *(sign.box for sign in player.signs)):
        assert (box.top + 30, box.height) == (middle, 60)
    rack, stage = player.rack.box, player.stage
    assert (rack.bottom, rack.right) == (stage.bottom - 30, stage.right)
    note, name = player.note.box, player.rack.name_text
    assert name == "input_to_hidden_adjustment"
    assert note.left == rack.left + NAME.width(name) + 18
    assert note.bottom < rack.top
    (legend,) = (part.box for part in player.parts if isinstance(part, Legend))
    assert (legend.left, legend.width) == pytest.approx((note.right + 90, 150))
    assert [front.first for front in player.fronts] == [(k, 0, 0) for k in range(3)]


def test_on_a_low_stage_the_picture_stands_above_the_rack():
    player = player_of("stamp", of_hidden, COLUMN, PICTURE)
    low = type(player)(player.act, Box(60, 560, 1810, 420))
    picture, rack = low.picture.box, low.rack
    assert picture.width == picture.height == 130
    assert picture.bottom < low.note.box.top < rack.box.top


def test_a_name_that_has_no_words_stands_for_itself():
    act = act_in("en", "stamp", of_no_words, COLUMN, PICTURE.T)
    player = player_of("stamp", of_no_words, COLUMN, PICTURE.T)
    assert act.result_name == "_"
    assert player.fronts[1].name_text == "_[1]"


def test_in_the_end_all_sheets_face_us_above_the_rack():
    player = player_of("stamp", of_hidden, COLUMN, PICTURE)
    player.show(player.turns.end - 0.01)
    assert {sheet.opacity for sheet in player.near} == {0.0}
    player.show(player.turns.end + 0.8)  # half way: slanted as in the rack
    assert not any(sheet.upright for sheet in player.near)
    player.show(player.act.seconds)
    assert player.picture.opacity == 0 and player.rack.absent == frozenset()
    boxes = [sheet.box for sheet in player.near]
    for index, sheet in enumerate(player.near):
        assert sheet.upright and sheet.opacity == 1
        np.testing.assert_array_equal(
            sheet.values.array.ravel(), player.act.result.array[index]
        )
        assert sheet.color_scale == player.scale
    assert len({(box.left, box.top) for box in boxes}) == len(boxes)
    assert max(box.bottom for box in boxes) < player.rack.box.top - 40
    slanted = player.rack.sheet_corners(0)
    assert boxes[0].width > 1.5 * (slanted[1] - slanted[0])[0]
