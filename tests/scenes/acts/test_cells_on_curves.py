"""Arrays of any shape on curves: what is recognised, told and shown."""

import warnings

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.stage.maps import Maps
from scenes.words.naming import language
from tests.cell_by_cell import (
    CURVES,
    Z,
    gelu,
    relu_by_kept_mask,
    relu_in_place,
    sigmoid,
    swish_kept,
)
from tests.told import act_in, acts_of, kinds_of, player_of


def forward(z, w):
    z1 = z @ w
    a1 = sigmoid(z1)
    return a1


def slopes(z):
    a = sigmoid(z)
    return a * (1 - a)


def tanh(z):
    return np.tanh(z)


def curved(z):
    a = tanh(z)
    return a


def backward(z, w):
    a1 = sigmoid(z @ w)
    slope = a1 * (1 - a1)
    return slope


def asked(z):
    a = np.maximum(z, 0)
    is_open = z > 0
    return a, is_open


@pytest.mark.parametrize(
    "function, shapes",
    [
        (relu_by_kept_mask, ["(3, 4)  =  (3, 4) > 0", "(3, 4)  =  (3, 4) * (3, 4)"]),
        # A call is lit whole, which computes more than one thing.
        (swish_kept, ["", "(3, 4)  =  (3, 4) * (3, 4)"]),
    ],
)
def test_statements_are_lit_in_turn_with_their_shapes(function, shapes):
    act = act_in("en", "cells_curve", function, Z.copy())
    assert [one.shapes for one in act.lit] == shapes
    assert [one.second for one in act.lit] == [0.0, 1.0]


def test_a_comparison_is_told_as_such_though_it_is_the_slope_of_a_curve():
    _, act = acts_of(asked, Z.copy())
    assert (act.kind, act.title) == ("cells_combine", "Which cells of z are > 0?")


@pytest.mark.parametrize("place", range(len(CURVES)))
def test_one_act_however_it_is_written(place):
    call, name = CURVES[place]
    z = np.abs(Z) if name == "sqrt" else Z
    (act,) = acts_of(call, z.copy())
    assert (act.kind, act.function.name) == ("cells_curve", name)
    np.testing.assert_array_equal(act.operands[0].array, z)


@pytest.mark.parametrize(
    "shape", [(33,), (33, 1), (2, 3), (1, 2, 3), (4, 5, 6), (2, 3, 4, 5), (70, 2, 2)]
)
def test_of_any_shape(shape):
    z = np.linspace(-3, 3, int(np.prod(shape))).reshape(shape)
    player = player_of("cells_curve", sigmoid, z)
    for second in (0.0, 1.5, player.turns.end, player.act.seconds):
        player.show(second)
    shown = player.after.values
    np.testing.assert_array_equal(shown.exact, shown.source.array.ravel()[shown.flats])
    assert isinstance(player.after, Maps) == (len(shape) > 2 and shape[0] > 1)


@pytest.mark.parametrize(
    "shape, kind",
    [
        ((4, 1), "curve"),
        ((32,), "curve"),
        ((1, 1), "arithmetic"),
        ((1,), "arithmetic"),
        ((0, 3), None),
    ],
)
def test_columns_stay_bars_and_single_numbers_are_no_curve(shape, kind):
    def powered(z):
        return np.exp(z) + 0 * np.ones(3)[:1]

    kinds = kinds_of(powered, np.ones(shape)) if kind else []
    assert kinds[:1] == ([kind] if kind else [])


def in_lines(z):
    e = np.exp(-z)
    a = 1 / (1 + e)
    return a


def test_a_column_in_several_lines_is_one_curve_of_bars():
    (act,) = acts_of(in_lines, Z.reshape(12, 1))
    assert (act.kind, act.function.name) == ("curve", "sigmoid")
    assert [lit.statement.line - act.lit[0].statement.line for lit in act.lit] == [0, 1]


def in_46_letters(any_row_of_xs):
    return np.maximum(any_row_of_xs, 0.1 * any_row_of_xs)


def in_47_letters(any_row_of_xs):
    return np.maximum(any_row_of_xs, 0.01 * any_row_of_xs)


def in_two_statements(z):
    e = np.exp(-z)
    return 1 / (1 + e)


def one_by_the_root(z):
    return 1 / np.sqrt(z)


def fallen(z):
    turned = -z
    return np.exp(turned)


@pytest.mark.parametrize(
    "call, formula",
    [
        (one_by_the_root, "1/√z = 1 / np.sqrt(z)"),  # it has its x in its name
        (fallen, "exp(−x), in 2 operations"),
        (
            in_46_letters,
            "leaky ReLU(any_row_of_xs) = "
            "np.maximum(any_row_of_xs, 0.1 * any_row_of_xs)",
        ),
        (in_47_letters, "leaky ReLU(x) = x above 0, else a part of x"),
        (in_two_statements, "sigmoid(x) = 1 / (1 + e^−x)"),
    ],
)
def test_what_one_expression_says_stands_above_the_curve(call, formula):
    (act,) = acts_of(call, np.abs(Z))
    assert act.formula == formula


def in_three_statements(z):
    e = np.exp(-z)
    s = 1 + e
    return 1 / s


@pytest.mark.parametrize(
    "call, seconds",
    [(sigmoid, []), (in_two_statements, [0, 1]), (in_three_statements, [0, 1, 2.2])],
)
def test_statements_are_lit_where_there_are_several(call, seconds):
    (act,) = acts_of(call, Z.copy())
    assert [one.second for one in act.lit] == seconds


@pytest.mark.parametrize("call", [relu_by_kept_mask, relu_in_place, swish_kept])
def test_the_statements_are_lit_one_after_the_other(call):
    (act,) = acts_of(call, Z.copy())
    lines = [lit.statement.line for lit in act.lit]
    assert len(lines) > 1 and lines == sorted(lines)
    seconds = [lit.second for lit in act.lit]
    assert seconds == [0.0, 1.0, 2.2, 3.4][: len(seconds)]
    assert seconds[-1] < act.turns.end


TOLD = [
    (
        "en",
        relu_by_kept_mask,
        "Through the curve of ReLU",
        "What is above 0 stays as it is; what is below becomes 0.",
        "6 of 12 are 0 now.",
    ),
    (
        "zh",
        relu_by_kept_mask,
        "经过 ReLU 的曲线",
        "大于 0 的保持不变，小于 0 的变成 0。",
        "12 个中有 6 个现在是 0。",
    ),
    (
        "en",
        sigmoid,
        "Squash with the sigmoid",
        "Every value slides onto the curve and lands between 0 and 1.",
        "Where the curve is nearly flat, within 0.05 of 0 or 1: 2 of 12.",
    ),
    (
        "en",
        gelu,
        "Through the curve of GELU",
        "Far above 0 a value stays as it is, far below it becomes 0; in between "
        "the curve bends smoothly.",
        "5 of 12 were below 0.",
    ),
]


@pytest.mark.parametrize("spoken, call, title, lead, outcome", TOLD)
def test_what_is_told(spoken, call, title, lead, outcome):
    act = act_in(spoken, "cells_curve", call, Z)
    assert (act.title, act.lead, act.outcome) == (title, lead, outcome)
    with language(spoken):
        assert act.caption.startswith(lead) and act.caption.endswith(outcome)


def test_no_outcome_is_told_before_it_is_seen():
    act = act_in("en", "cells_curve", sigmoid, Z)
    assert act.outcome_at >= act.turns.end


def test_the_lowest_and_the_highest_go_alone_where_a_curve_has_a_corner():
    player = player_of("cells_curve", relu_by_kept_mask, Z)
    assert player.told == (11, 5)
    player.show(1.5)
    assert player.words(1.5) == "Row 2, column 3: ReLU(−3.00) = 0.00"
    assert player.before.marks == ((2, 3, 1, 1),)
    player.show(4.5)
    assert player.words(4.5) == "Row 1, column 1: ReLU(+3.00) = 3.00"


def test_a_value_leaves_its_cell_for_the_curve_and_lands_in_its_cell():
    player = player_of("cells_curve", relu_by_kept_mask, Z)
    flat, length = player.told[0], player.turns.lengths[0]

    def dots(share):
        player.show(1.0 + share * length)
        return player.dots.items

    (dot,) = dots(0.01)
    start = player.before.cell_box(2, 3)
    assert start.left < dot.x < start.right and start.top < dot.y < start.bottom
    (dot,) = dots(0.5)
    assert (dot.x, dot.y) == pytest.approx(player.curve.point(-3.0, 0.0))
    assert player.landed[0].opacity == 0 and player.after.revealed == 0
    assert dots(0.97) == ()
    assert player.landed[0].opacity == 1
    (shown,) = player.landed[0].cells()
    assert shown.values.flats.tolist() == [[flat]]
    end = player.after.cell_box(2, 3).corners
    np.testing.assert_allclose(player.landed[0].corners, end)


def test_at_the_end_all_cells_are_there_and_all_values_on_the_curve():
    player = player_of("cells_curve", sigmoid, Z)
    player.show(player.turns.end - 1.0)
    assert 0 < player.after.revealed < 12
    player.show(player.act.seconds)
    assert player.after.revealed == 12
    assert all(cell.opacity == 0 for cell in player.landed)
    points = {(x, y) for x, y, *_ in player.curve.dots}
    assert points == set(zip(Z.ravel().tolist(), sigmoid(Z).ravel().tolist()))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_stands_on_no_curve(bad):
    z = Z.copy()
    z[1] = bad
    player = player_of("cells_curve", gelu, z)
    for second in np.linspace(0, player.act.seconds, 12):
        player.show(float(second))
    assert len(player.curve.dots) == 8


def relu(z):
    return np.maximum(0, z)


@pytest.mark.parametrize("call", [relu, gelu, sigmoid])
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("row", [0, 1, 2])
def test_what_is_no_number_does_not_go_alone(call, bad, row):
    z = Z.copy()
    z[row] = bad
    (act,) = acts_of(call, z)
    numbers = np.flatnonzero(np.isfinite(z)).tolist()
    assert act.told and set(act.told) <= set(numbers)
    if call is relu:  # the lowest and the highest
        ranked = sorted(numbers, key=lambda at: float(z.flat[at]))
        assert act.told == (ranked[0], ranked[-1])


@pytest.mark.parametrize("bad", [np.inf, -np.inf])
@pytest.mark.parametrize("row, told", [(0, (4, 7)), (1, (3, 11)), (2, (3, 7))])
def test_no_slope_at_what_is_infinite_goes_alone(bad, row, told):
    """The steepest is nearest to 0, the flattest furthest away."""
    z = Z.copy()
    z[1, 3], z[2, 3] = 4.0, -3.5
    z[row] = bad
    (act,) = (one for one in acts_of(slopes, z) if one.kind == "cells_slope")
    assert act.told == told


def test_where_nothing_is_a_number_none_goes_alone():
    player = player_of("cells_curve", sigmoid, np.full((3, 4), np.nan))
    assert player.told == ()
    player.show(player.act.seconds)
    assert player.curve.dots == ()


@pytest.mark.parametrize("kind, shape", [("curve", (4, 1)), ("cells_curve", (2, 2))])
def test_the_largest_numbers_stand_at_the_ends_of_their_curve(kind, shape):
    largest = np.finfo(float).max
    z = np.array([-largest, -1.0, 0.0, largest])
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # not even these overflow
        curve = player_of(kind, curved, z.reshape(shape)).curve
        across = [curve.point(x, 0.0)[0] for x in z]
    room = curve.room
    middle = (room.left + room.right) / 2
    assert across == pytest.approx([room.left, middle, middle, room.right])


def test_a_huge_matrix_is_played_in_time():
    z = np.linspace(-4, 4, 10**6).reshape(1000, 1000)
    player = player_of("cells_curve", sigmoid, z)
    for second in (2.0, player.turns.end - 1.0, player.act.seconds):
        player.show(second)
        assert len(player.dots.items) <= 60 and len(player.curve.dots) <= 245


SLOPES = [
    ("en", "How steep is the sigmoid at each value?", "The steepest is "),
    ("zh", "sigmoid 在每个值处有多陡？", "最陡的是"),
]


@pytest.mark.parametrize("spoken, title, outcome", SLOPES)
def test_slopes_are_told(spoken, title, outcome):
    act = act_in(spoken, "cells_slope", backward, Z / 4, np.eye(4))
    assert act.title == title and act.outcome.startswith(outcome)


def test_the_steepest_is_measured_first_then_the_flattest():
    player = player_of("cells_slope", backward, Z / 4, np.eye(4))
    slopes = player.slopes
    assert player.told == (slopes.argmax(), slopes.argmin())
    for turn, flat in enumerate(player.told):
        player.show(float(player.turns.starts[turn]) + 0.6 * 3.6)
        line = player.curve.tangents[-1]
        assert (line.x, line.slope) == (player.x[flat], slopes[flat])
        assert line.step > 0.9


def test_slopes_have_no_outcome_before_all_are_measured():
    player = player_of("cells_slope", backward, Z / 4, np.eye(4))
    begins, ends = float(player.turns.starts[0]), float(player.turns.end)
    assert player.words(begins - 0.1) == ""
    assert player.words(ends + 0.1) == player.act.outcome != ""


def prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


def called(z, d):
    delta = d * prime(z)
    return delta


def test_a_call_that_gives_slopes_is_one_act_without_its_curves():
    assert kinds_of(called, Z, Z) == ["cells_slope", "cells_combine"]


def decaying(z):
    return np.exp(-z / 8)


@pytest.mark.parametrize(
    "call, z, low, high",
    [
        (decaying, np.arange(1.0, 73.0).reshape(8, 9), 0, 1),
        (decaying, -np.arange(1.0, 73.0).reshape(8, 9), -1, 1),  # it rises to them
        (np.exp, -np.arange(0.0, 72.0).reshape(8, 9), -1, 0),
        (np.exp, Z, -1, 1),
        (np.square, np.abs(Z), -1, 1),
        (np.log1p, np.abs(Z), 0, 1),
        (sigmoid, np.abs(Z) * 9, -1, 1),
        (lambda z: np.maximum(0.01 * z, z), -np.abs(Z), -1, 1),
    ],
)
def test_a_curve_is_drawn_where_values_stand_unless_its_shape_is_known(
    call, z, low, high
):
    curve = player_of("cells_curve", lambda z: call(z), z).curve
    assert np.sign(curve.xs[[0, -1]]).tolist() == [low, high]


def test_each_part_of_the_film_stands_within_the_stage():
    for call, z in ((sigmoid, Z), (gelu, np.resize(Z, (5, 32))), (sigmoid, Z.ravel())):
        z = np.resize(z, (3, 40)) if z.ndim == 1 else z
        (shot,) = (
            one
            for one in Film(record(call, z)).shots
            if one.player.act.kind[:5] == "cells"
        )
        player = shot.player
        for part in (player.before, player.curve, player.after):
            box = part.box
            assert box.left >= 40 and box.right <= 1880
            assert (
                player.stage.top - 20 <= box.top
                and box.bottom <= player.stage.bottom + 24
            )


def steep(x):
    powers = np.exp(-x)
    return 1 / (1 + powers)


def through_a_call(x):
    hidden = steep(x)
    return hidden


def test_a_call_of_several_statements_is_one_curve_that_goes_by_its_name():
    act = act_in("en", "cells_curve", through_a_call, Z.copy())
    assert (act.result_name, act.lit) == ("hidden", ())
    assert act.shapes == "(3, 4)  =  steep( (3, 4) )"
