"""What goes into a call comes onto the stage: what is said, what is seen."""

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.acts.arrive import arrival
from scenes.film.film import Film
from scenes.reading.input_roles import InputRole
from scenes.words.naming import language
from tests.scenes.acts.given import in_both
from tests.told import numbers, told_of


def of_an_image(image, expected_output):
    brighter = image * 2
    wanted = expected_output * 2
    return brighter, wanted


def of_x(x):
    return x * 2


def of_both(x, long_y):
    return x + long_y


def of_wanted(expected_output):
    output = np.full((10, 1), 0.5)
    return output - expected_output


def of_one_hot(expected_output):
    """One-hot, but nothing is compared with it: a word, for example."""
    return expected_output * 2


def image_of(*cells):
    image = np.zeros((784, 1))
    image[[place for place, _ in cells], 0] = [ink for _, ink in cells]
    return image


def of_parameters(x, P):
    return x + P["a"] + P["b"] + P["c"] + P["d"]


def of_five(a, b, c, d, e):
    return a + (b + (c + (d + e)))


WANTED = np.eye(10)[:, [3]]


def arrivals(call, *arguments):
    """The players of what comes, in order."""
    players = [shot.player for shot in Film(record(call, *arguments)).shots]
    return [player for player in players if player.act.kind == "arrive"]


PIXELS = (
    "28 × 28 pixels, each from 0 (no ink) to 1 (full ink). "
    "Row after row they make a column of 784, counting from 0."
)
GRID = "28 × 28 pixels, each from 0 (no ink) to 1 (full ink)."
GRID_ZH = "28 × 28 个像素，每个是 0（无墨）到 1（满墨）的数。"
PIXELS_ZH = (
    "28 × 28 个像素，每个是 0（无墨）到 1（满墨）的数。"
    "逐行接成一列，共 784 个，从 0 开始编号。"
)


@pytest.mark.parametrize(
    "call, arguments, english, chinese, seconds",
    [
        (
            of_an_image,
            (image_of((5, 1.0)), WANTED),
            ("What goes in", PIXELS, PIXELS, "image"),
            ("输入", PIXELS_ZH, PIXELS_ZH, "image"),
            6.6,
        ),
        (
            of_x,
            (image_of((5, 0.5)),),
            ("What goes in", PIXELS, PIXELS, "x"),
            ("输入", PIXELS_ZH, PIXELS_ZH, "x"),
            6.6,
        ),
        (
            of_x,
            (np.full(784, 0.5),),
            ("What goes in", PIXELS, PIXELS, "x"),
            ("输入", PIXELS_ZH, PIXELS_ZH, "x"),
            6.6,
        ),
        (  # the code makes no column of it
            of_x,
            (np.full((1, 28, 28), 0.5),),
            ("What goes in", GRID, f"What goes in: {GRID}", "x"),
            ("输入", GRID_ZH, f"输入：{GRID_ZH}", "x"),
            4.0,
        ),
        (
            of_parameters,
            (np.ones((2, 2)), {name: np.ones(2) for name in "abcd"}),
            (
                "What goes in",
                "x: 2 × 2; 4 arrays of P, 8 numbers in all.",
                "What goes in: x: 2 × 2; 4 arrays of P, 8 numbers in all.",
                "x",
            ),
            (
                "输入",
                "x：2 × 2；P 的 4 个数组，共 8 个数。",
                "输入：x：2 × 2；P 的 4 个数组，共 8 个数。",
                "x",
            ),
            4.0,
        ),
        (
            of_five,
            (numbers(2), numbers(2), numbers(2), numbers(2), numbers(2)),
            (
                "What goes in",
                "a: 2; b: 2; c: 2; 2 more.",
                "What goes in: a: 2; b: 2; c: 2; 2 more.",
                "a",
            ),
            (
                "输入",
                "a：2；b：2；c：2；另有 2 个。",
                "输入：a：2；b：2；c：2；另有 2 个。",
                "a",
            ),
            4.0,
        ),
        (  # as many numbers as a picture has make no picture
            of_x,
            (numbers(16, 49),),
            ("What goes in", "x: 16 × 49.", "What goes in: x: 16 × 49.", "x"),
            ("输入", "x：16 × 49。", "输入：x：16 × 49。", "x"),
            4.0,
        ),
        (
            of_an_image,
            (numbers(4, 196), numbers(2, 1)),
            (
                "What goes in",
                "image: 4 × 196.",
                "What goes in: image: 4 × 196.",
                "image",
            ),
            ("输入", "image：4 × 196。", "输入：image：4 × 196。", "image"),
            4.0,
        ),
        (
            of_wanted,
            (WANTED,),
            (
                "The right answer, as numbers",
                "One number for each of the 10 outputs: 1 at 3, 0 everywhere else.",
                "The right answer, as numbers: One number for each of the 10 "
                "outputs: 1 at 3, 0 everywhere else.",
                "expected output",
            ),
            (
                "用数字表示的正确答案",
                "10 个输出各有一个数：序号 3 的是 1，其余都是 0。",
                "用数字表示的正确答案："
                "10 个输出各有一个数：序号 3 的是 1，其余都是 0。",
                "expected_output",
            ),
            4.0,
        ),
        (
            of_one_hot,
            (WANTED,),
            (
                "What goes in",
                "expected output: 10 × 1.",
                "What goes in: expected output: 10 × 1.",
                "expected output",
            ),
            (
                "输入",
                "expected_output：10 × 1。",
                "输入：expected_output：10 × 1。",
                "expected_output",
            ),
            4.0,
        ),
        (  # as many as there are pixels, but no ink
            of_x,
            (image_of((5, 1.5)),),
            ("What goes in", "x: 784 × 1.", "x: 784 × 1.", "x"),
            ("输入", "x：784 × 1。", "x：784 × 1。", "x"),
            6.6,
        ),
        (
            of_both,
            (numbers(2, 3), numbers(3)),
            (
                "What goes in",
                "x: 2 × 3; long y: 3.",
                "What goes in: x: 2 × 3; long y: 3.",
                "x",
            ),
            ("输入", "x：2 × 3；long_y：3。", "输入：x：2 × 3；long_y：3。", "x"),
            4.0,
        ),
        (  # a matrix with a single 1 is no answer
            of_x,
            (np.array([[0.0, 1.0], [0.0, 0.0]]),),
            ("What goes in", "x: 2 × 2.", "What goes in: x: 2 × 2.", "x"),
            ("输入", "x：2 × 2。", "输入：x：2 × 2。", "x"),
            4.0,
        ),
        (  # neither is a single 1, nor two
            of_x,
            (np.ones((1, 1)),),
            ("What goes in", "x: 1 × 1.", "What goes in: x: 1 × 1.", "x"),
            ("输入", "x：1 × 1。", "输入：x：1 × 1。", "x"),
            4.0,
        ),
        (
            of_x,
            (np.array([[1.0], [1.0], [0.0]]),),
            ("What goes in", "x: 3 × 1.", "What goes in: x: 3 × 1.", "x"),
            ("输入", "x：3 × 1。", "输入：x：3 × 1。", "x"),
            4.0,
        ),
        (
            of_x,
            (np.array([[1.0], [0.5], [0.0]]),),
            ("What goes in", "x: 3 × 1.", "What goes in: x: 3 × 1.", "x"),
            ("输入", "x：3 × 1。", "输入：x：3 × 1。", "x"),
            4.0,
        ),
    ],
)
def test_what_is_told(call, arguments, english, chinese, seconds):
    for spoken, told in (("en", english), ("zh", chinese)):
        with language(spoken):
            player = arrivals(call, *arguments)[0]
        assert told_of(player.act) == (*told, "")
        assert player.act.seconds == seconds
        assert player.words(2.0) == ""
        for second in np.linspace(0, seconds, 9):
            player.show(second)


def test_the_answer_comes_beside_the_picture_that_it_is_for():
    first, second = arrivals(of_an_image, image_of((5, 1.0)), WANTED)
    assert first.act.picture is None
    assert second.act.picture.name == "image"
    bars = next(
        part
        for part in second.parts
        if getattr(part, "name_text", "") == "expected_output"
    )
    picture = second.parts[second.parts.index(bars) + 1]
    assert picture.name_text == "image"
    assert picture.box.right < bars.box.left and picture.box.top == bars.box.top
    assert second.stage.left < picture.box.left < bars.box.right < second.stage.right
    (alone,) = arrivals(of_wanted, WANTED)
    names = [getattr(part, "name_text", "") for part in alone.parts]
    assert names.count("expected_output") == 1 and "image" not in names


@pytest.mark.parametrize(
    "cells, pixel, lines",
    [
        (
            [(100, 0.75), (405, 0.8125), (700, 1.0)],
            (14, 13),
            ("row 14, column 13", "14 × 28 + 13 = 405", "x[405] = 0.812"),
        ),
        (  # the middle one of those that are more than half ink
            [(30, 0.5), (100, 0.25), (700, 0.5625)],
            (25, 0),
            ("row 25, column 0", "25 × 28 + 0 = 700", "x[700] = 0.562"),
        ),
        ([(30, 0.5)], (0, 0), ("row 0, column 0", "0 × 28 + 0 = 0", "x[0] = 0.000")),
    ],
)
def test_a_pixel_is_read_in_the_picture_and_in_the_column(cells, pixel, lines):
    (player,) = arrivals(of_x, image_of(*cells))
    row, column = pixel
    player.show(3.39)
    assert player.picture.marks == player.column.marks == ()
    assert [line.text for line in player.lines] == ["", "", ""]
    player.show(3.4)
    assert player.picture.marks == ((row, column, 1, 1),)
    assert player.column.marks == ((28 * row + column, 0, 1, 1),)
    assert tuple(line.text for line in player.lines) == lines


def test_the_rows_of_a_picture_make_a_column():
    (player,) = arrivals(of_x, image_of((405, 1.0)))
    assert player.picture.note == "784 × 1, shown as 28 × 28"
    assert [end.text for end in player.ends] == ["0", "783"]
    assert player.column.name_text == "784 × 1"
    picture, column = player.picture.box, player.column.box
    assert column.width == 30
    assert (picture.top, picture.bottom) == (column.top, column.bottom)
    assert picture.right < column.left < column.right < player.lines[0].box.left
    seen = []
    for second in (0.6, 1.0, 1.4, 1.39, 1.25, 1.41, 1.99, 2.01, 2.06, 3.34, 3.36):
        player.show(second)
        away = [k for k, row in enumerate(player.rows) if row.opacity]
        seen.append(
            (
                player.picture.revealed,
                player.column.revealed,
                round(player.column.opacity, 1),
                [int(end.opacity) for end in player.ends],
                (min(away), max(away)) if away else None,
            )
        )
    assert seen == [
        (0, 0, 0, [0, 0], None),
        (392, 0, 0, [0, 0], None),
        (784, 0, 1, [0, 0], None),
        (784, 0, 1, [0, 0], None),
        (712, 0, 0.5, [0, 0], None),
        (784, 0, 1, [0, 0], (0, 0)),
        (784, 0, 1, [0, 0], (0, 11)),
        (784, 28, 1, [1, 0], (1, 12)),
        (784, 56, 1, [1, 0], (2, 13)),
        (784, 756, 1, [1, 0], (27, 27)),
        (784, 784, 1, [1, 1], None),
    ]


def test_a_row_turns_on_its_way():
    """Its left end becomes the upper end of its part of the column."""
    (player,) = arrivals(of_x, image_of((405, 1.0)))
    player.show(1.41)
    row = player.rows[0]
    np.testing.assert_allclose(
        row.corners, player.picture.cell_box(0, 0, 1, 28).corners, atol=5
    )
    player.show(1.999)
    place = player.column.cell_box(0, 0, 28, 1)
    np.testing.assert_allclose(
        row.corners,
        [
            (place.right, place.top),
            (place.right, place.bottom),
            (place.left, place.top),
        ],
        atol=1,
    )
    np.testing.assert_array_equal(row.values.array, player.grid[:1])


@pytest.mark.parametrize(
    "known, english, chinese",
    [
        ({}, "What goes in", "输入"),
        ({"is_digit": True}, "A handwritten digit arrives", "一个手写数字来了"),
        ({"is_wanted": True}, "The right answer, as numbers", "用数字表示的正确答案"),
        ({"role": InputRole.WANTED}, "What should come out", "应当得出的结果"),
        (  # of one example that is one-hot
            {"role": InputRole.WANTED, "is_wanted": True},
            "The right answer, as numbers",
            "用数字表示的正确答案",
        ),
    ],
)
def test_what_comes_is_called_what_it_is_known_to_be(known, english, chinese):
    value = Value.of(image_of((5, 1.0)), name="image")
    acts = in_both(arrival, (value,), **known)
    assert [act.title for act in acts] == [english, chinese]
    assert {(act.seconds, act.caption == act.lead) for act in acts} == {(6.6, True)}
    assert [act.lead for act in acts] == [PIXELS, PIXELS_ZH]
    assert {act.picture for act in acts} == {None}


def test_numbers_of_no_ink_are_no_pixels():
    value = Value.of(image_of((5, 1.5)), name="x")
    assert arrival((value,)).lead == "x: 784 × 1."


def of_four(a, b, c, d):
    return a + b + c + d


def of_one_dictionary(one):
    return one["a"] + one["b"] + one["c"] + one["d"]


@pytest.mark.parametrize(
    "spoken, call, arguments, lead",
    [
        ("en", of_four, 4, "a: 2; b: 2; c: 2; 1 more."),
        ("zh", of_four, 4, "a：2；b：2；c：2；另有 1 个。"),
        ("en", of_one_dictionary, "abcd", "4 arrays of one, 8 numbers in all."),
    ],
)
def test_many_arrays_are_of_one_name_only_where_they_are_kept_in_it(
    spoken, call, arguments, lead
):
    given = (
        [numbers(2)] * arguments
        if isinstance(arguments, int)
        else [{key: numbers(2) for key in arguments}]
    )
    values = tuple(record(call, *given).inputs)
    with language(spoken):
        assert arrival(values).lead == lead


def test_of_many_names_some_are_told():
    one = {key: numbers(2) for key in "abcd"}
    values = (*record(of_one_dictionary, one).inputs, *record(of_x, numbers(3)).inputs)
    assert (
        arrival((*values, *values)).lead
        == "8 arrays of one, 16 numbers in all; x: 3; x: 3."
    )


@pytest.mark.parametrize(
    "array, lead",
    [
        (np.arange(12), "x: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11."),
        (np.arange(13), "x: 13."),
        (np.arange(3) / 2, "x: 3."),
        (np.arange(4).reshape(2, 2), "x: 2 × 2."),
    ],
)
def test_short_lists_of_whole_numbers_are_read_out(array, lead):
    (value,) = record(of_x, array).inputs
    assert arrival((value,)).lead == lead


def test_three_arrays_of_a_dictionary_are_told_each():
    values = record(of_three, {key: numbers(2) for key in "abc"}).inputs
    assert arrival(tuple(values)).lead == "one['a']: 2; one['b']: 2; one['c']: 2."


def of_three(one):
    return one["a"] + one["b"] + one["c"]
