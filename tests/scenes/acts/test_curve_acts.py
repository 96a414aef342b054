"""Which value goes along a curve first, and that the film says why."""

import re
import warnings

import numpy as np
import pytest

from scenes.acts.schedule import ENTER
from scenes.acts.through_curve import _landing, bends_of
from scenes.words.naming import language
from tests.told import act_in, acts_of, kinds_of, numbers, player_of, told_of, turns_of

XS = np.linspace(-1, 1, 400) * 12.3
SIGMOID = np.log(2 + np.sqrt(3))  # where its second derivative is largest
TANH = np.log(2 + np.sqrt(3)) / 2


@pytest.mark.parametrize(
    "function, bends",
    [
        (lambda x: 1 / (1 + np.exp(-x)), [-SIGMOID, SIGMOID]),
        (np.tanh, [-TANH, TANH]),
        (lambda x: np.maximum(0, x), [0]),
        (np.abs, [0]),
        (np.exp, [12.3]),  # steeper and steeper to the end
        (lambda x: 2 * x + 1, []),
        (lambda x: 0 * x + 3, []),
        (np.square, []),  # as fast everywhere
        (lambda x: x * np.nan, []),
        (lambda x: np.where(x < 0, -np.inf, np.inf), [0, 0]),
        (lambda x: np.where(x < 0, np.inf, -np.inf), [0, 0]),
    ],
)
def test_where_a_slope_changes_fastest(function, bends):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # not even the largest numbers overflow
        found = bends_of(XS, function(XS))
    np.testing.assert_allclose(found, bends, atol=2 * (XS[1] - XS[0]))


def test_half_of_a_curve_may_bend_alike():
    """The slope changes in two of the four places where it may, then no more."""
    ys = np.array([0.0, 0.0, 1.0, 3.0, 5.0, 7.0])
    np.testing.assert_array_equal(bends_of(np.arange(6.0), ys), [1, 2])
    np.testing.assert_array_equal(bends_of(np.arange(5.0), ys[:5]), [])


@pytest.mark.parametrize("second, bends", [(9.0, [2, 5]), (8.9, [2])])
def test_a_bend_counts_that_is_nine_tenths_as_sharp(second, bends):
    slopes = np.cumsum([0, 0, 10.0, 0, 0, second, 0, 0])
    ys = np.cumsum(8 * slopes)
    np.testing.assert_array_equal(bends_of(np.arange(8.0), ys), np.array(bends) - 1)


@pytest.mark.parametrize(
    "low, high, english, chinese",
    [
        (-1, 1, "lands between −1 and 1.", "变成 −1 到 1 之间的数。"),
        (0.25, 0.5, "lands between 0.25 and 0.5.", "变成 0.25 到 0.5 之间的数。"),
        (-1.5, 0, "the curve of f and lands there.", "每个值落到 f 的曲线上。"),
        (0, 1.5, "the curve of f and lands there.", "每个值落到 f 的曲线上。"),
    ],
)
def test_where_values_land_is_said_of_curves_between_minus_1_and_1(
    low, high, english, chinese
):
    for spoken, sentence in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert _landing("f", low, high).endswith(sentence)


def first_told(shot, film):
    """Seconds of an act at which the sentence about the first one stands,
    and the index that it names."""
    seconds, index = [], None
    for tenth in range(round(shot.seconds * 10)):
        film.show(shot, tenth / 10)
        told = re.search(r"(\d+) first: ", film.caption.words)
        if told:
            index = int(told.group(1))
            seconds.append(tenth / 10)
    return seconds, index


def curve_shots(film):
    return [shot for shot in film.shots if shot.player.act.kind == "curve"]


@pytest.mark.parametrize("name, count", [("digit_film", 2), ("learning_film", 2)])
def test_the_first_is_nearest_to_where_the_slope_changes_fastest(name, count, request):
    """Of the hidden neurons; of the outputs it is the answer."""
    film = request.getfixturevalue(name)
    assert len(curve_shots(film)) == count
    for place, shot in enumerate(curve_shots(film)):
        x = shot.player.act.function.argument.array.ravel()
        away = np.abs(np.abs(x) - SIGMOID)
        index = first_told(shot, film)[1]
        if place == 1:
            assert index == shot.player.act.winner == np.argmax(x)
        else:
            assert shot.player.act.winner is None
            assert away[index] <= away.min() + XS[1] - XS[0]
        film.show(
            shot,
            shot.player.turns.starts[0] * shot.seconds / shot.player.act.seconds + 0.1,
        )
        assert shot.player.before.focus == shot.player.after.focus == index


def test_the_steepest_slope_is_measured_first_then_the_flattest(learning_film):
    (shot,) = (one for one in learning_film.shots if one.player.act.kind == "slope")
    player, turns = shot.player, shot.player.turns
    slopes = player.act.result.array.ravel()
    assert turns.firsts == (slopes.argmax(), slopes.argmin())
    for k, note in zip(
        turns.firsts, (f"1 across, {slopes.max():.3f} up", "1 across, 5.6e−7 up: flat")
    ):
        seconds = (
            float(turns.starts[k] + 0.55 * turns.lengths[k])
            * shot.seconds
            / player.act.seconds
        )
        learning_film.show(shot, seconds)
        assert [one.text for one in player.notes.values() if one.opacity == 1] == [note]
        (alone,) = (one for one in player.curve.tangents if one.step == 1)
        assert (alone.x, alone.slope) == (player.x[k], slopes[k])
        assert alone.half == 125  # the line is 250 pixels long


def test_why_it_is_first_stands_long_enough_to_be_read(digit_film):
    shots = curve_shots(digit_film)
    assert len(shots) == 2
    for shot in shots:
        seconds, index = first_told(shot, digit_film)
        assert len(seconds) > 40  # tenths of a second
        digit_film.show(shot, seconds[-1])
        assert re.search(
            rf"\b{index}: sigmoid\(.*\) = ", digit_film.caption.words.splitlines()[-1]
        )


def test_the_dots_of_a_curve_have_the_colours_of_their_bars(digit_film):
    for shot in curve_shots(digit_film):
        player, turns = shot.player, shot.player.turns
        lead = player.order[0]
        player.show(turns.starts[0] + 0.4 * turns.lengths[0])
        assert player.curve.guide == (player.x[lead], player.y[lead])
        assert [dot.radius for dot in player.dots.items] == [9]
        player.show(player.act.seconds)
        assert player.curve.guide is None and not player.dots.items
        assert [dot[:3] for dot in player.curve.dots] == [
            (x, y, "#58B0FF" if x < 0 else "#FF9D3B")
            for x, y in zip(player.x, player.y, strict=True)
        ]
        assert (player.x < 0).any() and (player.x > 0).any()


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def steep(x):
    return 4 * np.tanh(x)


def relu(x):
    return np.maximum(0, x)


def forward(x):
    return np.tanh(x)


def falling(x):
    return 1 / (1 + np.exp(x))


def doubled(x):
    return x * 2


def in_two_lines(x):
    y = np.exp(-x)
    return 1 / (1 + y)


def of_the_sum(x):
    return x / np.sum(x)


def masked(x):
    return np.exp(x, where=x > 0, out=np.zeros_like(x))


def called(function):
    def forward(x):
        output_neurons = function(x)
        return output_neurons

    return forward


def and_more(x):
    y = sigmoid(x) * 2
    return y


def twice(x):
    y = sigmoid(sigmoid(x))
    return y


@pytest.mark.parametrize(
    "call, x, kinds",
    [
        (called(sigmoid), (3, 1), ["curve"]),
        (called(sigmoid), (3,), ["curve"]),
        (called(in_two_lines), (3, 1), ["curve"]),
        (called(sigmoid), (32, 1), ["curve"]),
        (called(sigmoid), (33, 1), ["cells_curve"]),
        (called(sigmoid), (3, 2), ["cells_curve"]),
        (called(sigmoid), (1, 1), ["arithmetic"]),
        (called(of_the_sum), (3, 1), ["collapse", "cells_combine"]),
        (called(masked), (3, 1), ["cells_combine", "begins", "generic"]),
        (and_more, (3, 1), ["curve", "cells_combine"]),
        (twice, (3, 1), ["curve", "curve"]),
        (doubled, (3, 1), ["cells_combine"]),  # nothing is called
    ],
)
def test_what_is_recognised(call, x, kinds):
    assert kinds_of(call, numbers(*x)) == kinds


def test_what_is_planned():
    x = numbers(6, 1)
    (act,) = acts_of(called(sigmoid), x)
    np.testing.assert_array_equal(act.function.argument.array, x)
    np.testing.assert_array_equal(act.operands[0].array, x)
    np.testing.assert_array_equal(act.result.array, sigmoid(x))
    assert [one.function for one in act.operations] == [
        "negative",
        "exp",
        "add",
        "divide",
    ]
    assert (act.target, act.result_name) == ("output_neurons",) * 2
    assert turns_of(act) == [
        (1.0, 2.6),
        (3.6, 1.17),
        (4.77, 0.5265),
        (5.2965, 0.2369),
        (5.5334, 0.1066),
        (5.64, 0.1),
    ]
    assert act.seconds == 8.3


@pytest.mark.parametrize(
    "call, names", [(and_more, ("", "sigmoid")), (twice, ("y", "y"))]
)
def test_only_the_last_of_a_statement_has_its_name(call, names):
    act = [one for one in acts_of(call, numbers(3, 1)) if one.kind == "curve"][-1]
    assert (act.target, act.result_name) == names


X = np.array([[0.5], [1.5], [-2.0]])


@pytest.mark.parametrize(
    "spoken, call, told",
    [
        (
            "en",
            called(sigmoid),
            (
                "Output layer: squash with the sigmoid",
                "Each value comes between 0, a sure no, and 1, a sure yes.",
                "Each value comes between 0, a sure no, and 1, a sure yes. "
                "Neuron 1: sigmoid(+1.500) = 0.818",
                "output sigmoid",
                "(3, 1)  =  sigmoid( (3, 1) )",
            ),
        ),
        (
            "zh",
            called(sigmoid),
            (
                "输出层：用 sigmoid 压缩",
                "每个值变成 0 到 1 之间的数：0 表示肯定不是，1 表示肯定是。",
                "每个值变成 0 到 1 之间的数：0 表示肯定不是，1 表示肯定是。"
                "神经元 1：sigmoid(+1.500) = 0.818",
                "输出层 sigmoid",
                "(3, 1)  =  sigmoid( (3, 1) )",
            ),
        ),
        (
            "en",
            called(falling),
            (
                "Output layer: squash with the sigmoid of −x",
                "The sigmoid of every value with the other sign: it lands between 0 "
                "and 1.",
                "The sigmoid of every value with the other sign: it lands between 0 "
                "and 1. Neuron 2: falling(−2.000) = 0.881",
                "output falling",
                "(3, 1)  =  falling( (3, 1) )",
            ),
        ),
        (
            "zh",
            called(falling),
            (
                "输出层：用 −x 的 sigmoid 压缩",
                "每个值换号后的 sigmoid：变成 0 到 1 之间的数。",
                "每个值换号后的 sigmoid：变成 0 到 1 之间的数。"
                "神经元 2：falling(−2.000) = 0.881",
                "输出层 falling",
                "(3, 1)  =  falling( (3, 1) )",
            ),
        ),
        (
            "en",
            called(steep),
            (
                "Output layer: through the curve of steep",
                "Every value slides onto the curve of steep and lands there.",
                "Every value slides onto the curve of steep and lands there. "
                "Neuron 1: steep(+1.500) = +3.621",
                "output steep",
                "(3, 1)  =  steep( (3, 1) )",
            ),
        ),
        (
            "en",
            called(relu),
            (
                "Output layer: through the curve of ReLU",
                "What is above 0 stays as it is; what is below becomes 0.",
                "What is above 0 stays as it is; what is below becomes 0. "
                "Neuron 1: relu(+1.500) = 1.500",
                "output relu",
                "(3, 1)  =  relu( (3, 1) )",
            ),
        ),
        (
            "en",
            called(forward),
            (
                "Output layer: through the curve of tanh",
                "Every value slides onto the curve and lands between −1 and 1.",
                "Every value slides onto the curve and lands between −1 and 1. "
                "Neuron 1: forward(+1.500) = +0.905",
                "output forward",
                "(3, 1)  =  forward( (3, 1) )",
            ),
        ),
        (
            "zh",
            called(steep),
            (
                "输出层：经过 steep 的曲线",
                "每个值落到 steep 的曲线上。",
                "每个值落到 steep 的曲线上。神经元 1：steep(+1.500) = +3.621",
                "输出层 steep",
                "(3, 1)  =  steep( (3, 1) )",
            ),
        ),
    ],
)
def test_what_is_told(spoken, call, told):
    assert told_of(act_in(spoken, "curve", call, X)) == told


def shares_of_yes(x, w):
    return 1 / (1 + np.exp(-x @ w))


def test_a_sigmoid_of_minus_x_times_w_is_one_too():
    """Python turns the sign of x before it multiplies."""
    acts = acts_of(shares_of_yes, X, np.array([2.0]))
    titles = [act.title for act in acts]
    assert titles == ["− x, cell by cell", "-x × w", "Squash with the sigmoid of −x"]
    assert acts[-1].shapes == "(3,)  =  sigmoid(−(3,))"


@pytest.mark.parametrize(
    "spoken, sentences",
    [
        (
            "en",
            (
                "Neuron 1 first: it is nearest to the bend.",
                "Neuron 1: sigmoid(+1.500) = 0.818",
                "… and so for all 3.",
            ),
        ),
        (
            "zh",
            (
                "先看神经元 1：它最靠近弯处。",
                "神经元 1：sigmoid(+1.500) = 0.818",
                "……3 个都是这样。",
            ),
        ),
    ],
)
def test_the_words_while_it_plays(spoken, sentences):
    with language(spoken):
        player = player_of("curve", called(sigmoid), X)
        said = [player.words(second) for second in (0.9, 1.1, 2.2, 7.2)]
    first, value, others = sentences
    assert said == ["", first, f"{first}\n{value}", f"{value}\n{others}"]


def test_the_curve_appears_beside_the_bars_that_come_not_over_them(digit_film):
    for shot in curve_shots(digit_film):
        player, seen = shot.player, 0
        for time in np.arange(0, ENTER, 0.02):
            player.show(time)
            if player.curve.opacity > 0.05:
                right = player.before.corners[:, 0].max()
                assert right < player.curve.box.left, time
                seen += 1
        assert seen > 10


@pytest.mark.parametrize(
    "share, leg, along",
    [
        (0.05, 0, 0.5),
        (0.10, 0, 1.0),
        (0.19, 1, 0.5),
        (0.28, 1, 1.0),
        (0.365, 2, 0.5),
        (0.5, 3, 0.5),
        (0.635, 4, 0.5),
        (0.81, 5, 0.5),
        (0.95, 6, 0.5),
        (0.9999, 6, 1.0),
    ],
)
def test_the_way_of_a_value_over_the_curve(share, leg, along):
    player = player_of("curve", called(sigmoid), X)
    bar, curve, end = player.before, player.curve, player.after
    x, y = 1.5, sigmoid(1.5)  # of the first to go, 1
    at, row, last = curve.point(x, y), bar.row_middle(1), end.row_middle(1)
    corners = np.array(
        [
            (bar.x_of(x), row),
            (curve.box.left - 20, row),
            (at[0], curve.room.bottom),
            at,
            at,
            (curve.room.right, at[1]),
            (end.x_of(0.0), last),
            (end.x_of(y), last),
        ]
    )
    player.show(1.0 + 2.6 * share)
    dot = player.dots.items[0]
    place = corners[leg] + (corners[leg + 1] - corners[leg]) * along
    assert (dot.x, dot.y) == pytest.approx(tuple(place), abs=0.1)


def sigmoid(x, derivative=False):
    y = 1 / (1 + np.exp(-x))
    if derivative:
        return y * (1 - y)
    return y


@pytest.mark.parametrize("shape", [(3,), (3, 1), (1, 3), (3, 4)])
def test_a_function_that_gives_the_slope_is_not_called_by_the_curve(shape):
    """The height at 0.5 is 0.622, the slope 0.235."""

    def weighed(x, d):
        return d * sigmoid(x, derivative=True)

    acts = acts_of(weighed, np.full(shape, 0.5), numbers(*shape))
    slope = next(act for act in acts if "slope" in act.kind)
    assert slope.title == "How steep is the sigmoid at each value?"
    assert np.allclose(slope.result.array, 0.235, atol=5e-4)
    assert not any(
        "curve of sigmoid" in act.title or "0.235" in act.caption
        for act in acts
        if "curve" in act.kind
    )


def test_a_curve_called_by_its_formula_is_written_with_its_number():
    (act,) = acts_of(lambda d: d**-0.5, np.array([4.0, 16.0, 25.0]))
    assert act.outcome.endswith("Row 0: 1/√4.000 = 0.500")
    (act,) = acts_of(lambda x: np.exp(-x), np.array([-2.0, 1.0, 0.5]))
    assert act.outcome.endswith("Row 0: exp(−(−2.000)) = 7.389")


def tanh(x):
    return x * x / (1.0 + np.abs(x))


def test_what_is_called_as_another_curve_is_not_taken_for_that():
    act = act_in("en", "cells_curve", called(tanh), numbers(3, 2))
    assert act.title == "Output layer: each value through a curve"
    assert act.lead.endswith(": tanh(x) = x * x / (1.0 + np.abs(x)).")
