"""y * (1 - y) where y came from the sigmoid: how steep its curve is."""

import numpy as np
import pytest

from scenes.words.naming import language
from tests.told import act_in, acts_of, kinds_of, player_of, told_of, turns_of

X = np.array([[0.5], [-12.0], [0.0], [2.0]])


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def tanh(x):
    return np.tanh(x)


def steepness(x):
    output_neurons = sigmoid(x)
    slope = output_neurons * (1 - output_neurons)
    return slope


def with_more_after(x):
    y = sigmoid(x)
    d = y * (1 - y) * 2
    return d


def flipped(x):
    y = sigmoid(x)
    d = (1 - y) * y
    return d


def from_two(x):
    y = sigmoid(x)
    d = y * (2 - y)
    return d


def minus_one(x):
    y = sigmoid(x)
    d = y * (y - 1)
    return d


def plus_minus(x):
    y = sigmoid(x)
    d = y * (1 + -y)
    return d


def divided(x):
    y = sigmoid(x)
    d = y / (1 - y)
    return d


def of_tanh(x):
    y = tanh(x)
    d = y * (1 - y)
    return d


def of_no_curve(x):
    d = x * (1 - x)
    return d


def into_y(x):
    y = sigmoid(x)
    np.multiply(y, 1 - y, out=y)
    return y


def in_two_lines(x):
    y = sigmoid(x)
    rest = 1 - y
    d = y * rest
    return d


def of_other_type(x):
    y = sigmoid(x)
    d = np.multiply(y, 1 - y, dtype=np.float32)
    return d


def masked(x):
    y = sigmoid(x)
    d = np.multiply(y, 1 - y, where=y > 0, out=np.zeros_like(y))
    return d


@pytest.mark.parametrize(
    "call, kinds",
    [
        (steepness, ["curve", "slope"]),
        (with_more_after, ["curve", "slope", "cells_combine"]),
        (flipped, ["curve", "cells_slope"]),
        (from_two, ["curve", "curve"]),
        (minus_one, ["curve", "curve"]),
        (plus_minus, ["curve", "cells_slope"]),
        (divided, ["curve", "curve"]),
        (of_tanh, ["curve", "curve"]),
        (of_no_curve, ["curve"]),
        (into_y, ["curve", "cells_slope"]),
        (in_two_lines, ["curve", "cells_slope"]),
        (masked, ["curve", "cells_combine", "cells_combine", "begins", "generic"]),
        (of_other_type, ["curve", "cells_combine", "generic"]),
    ],
)
def test_what_is_recognised(call, kinds):
    assert kinds_of(call, X) == kinds


def test_what_is_planned():
    _, act = acts_of(steepness, X)
    y = sigmoid(X)
    np.testing.assert_array_equal(act.result.array, y * (1 - y))
    np.testing.assert_array_equal(act.function.argument.array, X)
    assert [one.function for one in act.operations] == ["subtract", "multiply"]
    assert act.turns.firsts == (2, 1)  # the steepest, then the flattest
    assert turns_of(act) == [(9.8, 1.5), (5.4, 4.4), (1.0, 4.4), (11.3, 1.5)]
    assert act.seconds == 14.0


TOLD = {
    "en": (
        "How steep is the sigmoid at each value?",
        "The slope where the curve has the height y is y · (1 − y): "
        "output_neurons holds the heights already.",
        "The slope where the curve has the height y is y · (1 − y): "
        "output_neurons holds the heights already. "
        "Neuron 2 is furthest from zero: 0.250.",
        "slope",
        "(4, 1)  =  (4, 1) * (4, 1)",
    ),
    "zh": (
        "sigmoid 在每个值处有多陡？",
        "曲线高度为 y 处的斜率是 y · (1 − y)：output_neurons 里已经是高度。",
        "曲线高度为 y 处的斜率是 y · (1 − y)：output_neurons 里已经是高度。"
        "神经元 2 离零最远：0.250。",
        "slope",
        "(4, 1)  =  (4, 1) * (4, 1)",
    ),
}


@pytest.mark.parametrize("spoken", TOLD)
def test_what_is_told(spoken):
    assert told_of(act_in(spoken, "slope", steepness, X)) == TOLD[spoken]


@pytest.mark.parametrize(
    "spoken, steepest, flattest, notes, last",
    [
        (
            "en",
            "Neuron 2, the steepest: 0.500 × (1 − 0.500) = 0.250.",
            "Neuron 1, the flattest: 6.1e−6 × (1 − 6.1e−6) = 6.1e−6.",
            ["1 across, 0.250 up", "1 across, 6.1e−6 up: flat"],
            "Then the other 2, all together.",
        ),
        (
            "zh",
            "神经元 2，最陡：0.500 × (1 − 0.500) = 0.250。",
            "神经元 1，最平坦：6.1e−6 × (1 − 6.1e−6) = 6.1e−6。",
            ["横 1，竖 0.250", "横 1，竖 6.1e−6：平坦"],
            "其余 2 个一起进行。",
        ),
    ],
)
def test_the_words_while_it_plays(spoken, steepest, flattest, notes, last):
    with language(spoken):
        player = player_of("slope", steepness, X)
        said = [player.words(second) for second in (0.9, 1.1, 5.5, 9.9)]
        player.show(1.0 + 0.5 * 4.4)
        texts = [player.notes[index].text for index in (2, 1)]
    assert said == ["", steepest, flattest, last]
    assert texts == notes
    assert [player.notes[index].opacity for index in (2, 1)] == [1, 0]


@pytest.mark.parametrize(
    "x, sentences",
    [
        # The flattest of all may still be seen to rise.
        (
            [0.0, 3.0],
            [
                "Neuron 0, the steepest: 0.500 × (1 − 0.500) = 0.250.",
                "Neuron 1, the flattest: 0.953 × (1 − 0.953) = 0.045.",
            ],
        ),
        # Of values that are alike, the first is the steepest, however flat.
        (
            [-12.0, -12.0],
            ["Neuron 0, the steepest: 6.14e−6 × (1 − 6.14e−6) = 6.14e−6."],
        ),
    ],
)
def test_what_is_said_of_the_steepest_and_the_flattest(x, sentences):
    player = player_of("slope", steepness, np.array(x)[:, None])
    assert [player.turn_words(index) for index in player.turns.firsts] == sentences


@pytest.mark.parametrize(
    "share, half, step, landed",
    [
        (0.22, None, None, 0),  # it is on its way to the curve
        (0.28, 62.5, 0, 0),
        (0.34, 125, 0, 0),
        (0.40, 125, 0.5, 0),
        (0.46, 125, 1, 0),
        (0.85, 125, 1, 0),
        (0.87, 125, 1, 1),
    ],
)
def test_a_line_touches_the_curve_and_its_rise_is_measured(share, half, step, landed):
    player = player_of("slope", steepness, X)
    player.show(1.0 + 4.4 * share)
    assert player.after.grown.tolist() == [0, 0, landed, 0]
    assert player.before.focus == player.after.focus == 2
    if half is None:
        assert player.curve.tangents == () and len(player.dots.items) == 1
        return
    (tangent,) = player.curve.tangents
    assert (tangent.half, tangent.step) == pytest.approx((half, step))
    assert (tangent.x, tangent.slope) == (player.x[2], player.slopes[2])
    assert tangent.opacity == 1.0
    (note,) = (note for index, note in player.notes.items() if index == 2)
    assert note.opacity == pytest.approx(step)
    assert len(player.dots.items) == (0.62 <= share < 0.86)


def test_the_lines_of_all_others_are_short_and_fade():
    player = player_of("slope", steepness, X)
    start, length = 9.8, 1.5  # the turn of the first of them
    player.show(start + 0.5 * length)
    lines = {round(one.x, 6): one for one in player.curve.tangents}
    first, *gone = (lines[round(player.x[k], 6)] for k in (0, 2, 1))
    assert (first.half, first.opacity, first.step) == (44, 1.0, 0.0)
    assert [(one.half, one.opacity, one.step) for one in gone] == [(44, 0.16, 0.0)] * 2
    player.show(player.act.seconds)
    assert {one.opacity for one in player.curve.tangents} == {0.16}
    assert player.dots.items == ()


@pytest.mark.parametrize(
    "share, place", [(0.055, 0.5), (0.11, 1.0), (0.165, 1.5), (0.219, 2.0)]
)
def test_the_way_of_a_value_to_the_curve(share, place):
    """From its bar to the curve's height at its left, then along."""
    player = player_of("slope", steepness, X)
    player.show(1.0 + 4.4 * share)
    (dot,) = player.dots.items
    bar, room, at = (
        player.before,
        player.curve.room,
        player.curve.point(player.x[2], player.y[2]),
    )
    corners = np.array(
        [(bar.x_of(player.y[2]), bar.row_middle(2)), (room.left, at[1]), at]
    )
    leg = min(int(place), 1)
    between = corners[leg] + (corners[leg + 1] - corners[leg]) * (place - leg)
    assert (dot.x, dot.y) == pytest.approx(tuple(between), abs=0.5)
    assert dot.color == bar.bar_color(2)
