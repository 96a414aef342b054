"""What moves in the acts of the film of neurons, and what is told beside it.

There are three hidden neurons, whose sums are -1, 0 and 1; only one product
of each is not 0, that of the fifth pixel drawn.
"""

import numpy as np
import pytest

from scenes.stage import palette
from scenes.stage.chips import Dot, Slip
from scenes.stage.comet import Comet
from tests.color_oracle import colors_of, levels
from tests.scenes.acts.given import in_both, played, texts_of
from tests.scenes.acts.small_network import PLANS, plan_of, small_network

INKED = 4  # which of the pixels drawn has ink


def shown_at(name, turn, share):
    """The player of an act at a share of one of its turns."""
    player = played(plan_of(name, 3))
    player.show(player.turns.starts[turn] + share * player.turns.lengths[turn])
    return player


def smooth(share):
    return share * share * (3 - 2 * share)


@pytest.mark.parametrize(
    "name, number, begins, ends",
    [
        ("pixels", 1, 0.65, 0.85),
        ("sums 2", 2, 0.72, 0.88),
        ("sums 3", 3, 0.72, 0.88),
        ("biases 2", 2, 0.6, 0.9),
        ("biases 3", 3, 0.6, 0.9),
        ("curve 2", 2, 0.45, 0.8),
        ("curve 3", 3, 0.45, 0.8),
    ],
)
@pytest.mark.parametrize("turn", [0, 2])
def test_when_a_neuron_lights(name, number, begins, ends, turn):
    lit = {
        share: shown_at(name, turn, share).layers[number].lit
        for share in (
            begins,
            begins + 0.25 * (ends - begins),
            (begins + ends) / 2,
            ends,
        )
    }
    assert [light[turn] for light in lit.values()] == pytest.approx(
        [0.0, smooth(0.25), 0.5, 1.0], abs=1e-9
    )
    for light in lit.values():
        assert (light[:turn] == 1).all() and (light[turn + 1 :] == 0).all()


@pytest.mark.parametrize(
    "name, number",
    [
        ("pixels", 1),
        ("sums 2", 2),
        ("sums 3", 3),
        ("biases 2", 2),
        ("biases 3", 3),
        ("curve 2", 2),
        ("curve 3", 3),
        ("answer", 3),
    ],
)
def test_the_neuron_whose_turn_it_is_is_marked(name, number):
    player = shown_at(name, 0, -0.01)
    assert player.layers[number].focus is None
    assert shown_at(name, 1, 0.5).layers[number].focus == 1
    player.show(player.turns.end + 0.01)
    assert player.layers[number].focus is None


@pytest.mark.parametrize(
    "share, is_there", [(0.14, False), (0.16, True), (0.64, True), (0.66, False)]
)
def test_the_value_of_a_pixel_runs_along_its_line(share, is_there):
    player = shown_at("pixels", 1, share)
    dots = player.pulses.items
    assert [type(dot) for dot in dots] == [Dot] * is_there
    assert player.leaders.focus == 1
    np.testing.assert_allclose(
        player.leaders.grown, [1, smooth(min(share / 0.65, 1)), *[0] * 7]
    )
    for dot in dots:
        assert (dot.x, dot.y) == pytest.approx(
            player.leaders.point(1, smooth(share / 0.65))
        )
        assert dot.color == palette.POINTED


@pytest.mark.parametrize(
    "seconds, grown, lit",
    [
        (0.3, (0.5, 0.0), (None, None)),
        (0.6, (1.0, 0.0), (None, None)),
        (0.9, (1.0, 0.5), (None, None)),
        (1.19, (1.0, 1.0), (None, None)),
        (1.21, (1.0, 1.0), (0, None)),
        (2.59, (1.0, 1.0), (0, None)),
        (2.61, (1.0, 1.0), (1, None)),
        (4.01, (1.0, 1.0), (None, 0)),
        (5.41, (1.0, 1.0), (None, 1)),
        (6.81, (1.0, 1.0), (None, None)),
        (7.6, (1.0, 1.0), (None, None)),
    ],
)
def test_lines_grow_and_some_are_named(seconds, grown, lit):
    player = played(plan_of("weights", 3))
    player.show(seconds)
    lines = player.lines[2], player.lines[3]
    assert [one.grown for one in lines] == pytest.approx(grown, abs=1e-3)
    assert tuple(one.lit for one in lines) == lit


def is_as_far(color, value):
    """Whether a colour is that of a value, on a scale up to 1."""
    expected = colors_of(value, "diverging", 1.0)
    return np.abs(levels(color) - expected).max() <= 1


@pytest.mark.parametrize(
    "turn, share, product",
    [
        (0, 0.16, None),
        (0, 0.18, -1.0),
        (0, 0.38, -1.0),
        (0, 0.58, -1.0),
        (0, 0.60, None),
        (1, 0.38, None),
        (2, 0.38, 1.0),
    ],
)
def test_a_pulse_runs_for_each_product_that_is_not_zero(turn, share, product):
    player = shown_at("sums 2", turn, share)
    pulses = player.pulses.items
    assert [type(pulse) for pulse in pulses] == [Comet] * (product is not None)
    for pulse in pulses:
        at = (share - 0.17) / 0.42
        line = player.lines[2]
        assert is_as_far(pulse.color, product)
        np.testing.assert_allclose(pulse.head, line.point(turn, INKED, at))
        np.testing.assert_allclose(
            pulse.tail, line.point(turn, INKED, max(at - 0.15, 0))
        )
        assert pulse.head_radius == 8.5


@pytest.mark.parametrize(
    "share, away, opacity",
    [(0.05, 42, 0.5), (0.1, 42, 1.0), (0.35, 21, 1.0), (0.6, None, None)],
)
def test_a_bias_slides_into_its_neuron(share, away, opacity):
    player = shown_at("biases 2", 1, share)
    slips = player.pulses.items
    if away is None:
        assert slips == ()
        return
    (slip,) = slips
    x, y = player.layers[2].center_of(1)
    assert isinstance(slip, Slip) and is_as_far(slip.color, 1.0)
    assert (slip.box.width, slip.box.height) == (18, 18)
    assert (slip.box.left + 9 - x, slip.box.top + 9 - y, slip.opacity) == pytest.approx(
        (away, 0, opacity)
    )


@pytest.mark.parametrize(
    "share, dots, guide",
    [
        (0.19, [(-0.5, palette.NEGATIVE, 0.6)], 0.5),
        (0.21, [(-0.5, palette.NEGATIVE, 0.6), (0.5, palette.POINTED, 1.0)], 0.5),
        (
            4.0,
            [
                (-0.5, palette.NEGATIVE, 0.6),
                (0.5, palette.POSITIVE, 0.6),
                (1.5, palette.POSITIVE, 0.6),
            ],
            None,
        ),
    ],
)
def test_each_sum_is_a_dot_on_the_curve(share, dots, guide):
    player = shown_at("curve 2", 1, share)
    expected = [(x, 1 / (1 + np.exp(-x)), color, opacity) for x, color, opacity in dots]
    assert [dot[2:] for dot in player.curve.dots] == [dot[2:] for dot in expected]
    np.testing.assert_allclose(
        [dot[:2] for dot in player.curve.dots], [dot[:2] for dot in expected]
    )
    assert (player.curve.guide and player.curve.guide[0]) == guide
    assert player.curve.title == "squeeze(z)"
    assert player.curve.xs[-1] == -player.curve.xs[0] == 6.48


@pytest.mark.parametrize(
    "name, fading, seconds, dimmed",
    [
        ("sums 2", 3, 0.5, 0.5),
        ("sums 2", 3, 1.0, 1.0),
        ("sums 3", 2, 0.5, 0.5),
        ("sums 3", 2, 1.0, 1.0),
        ("sums 3", 3, 0.5, 0.5),
        ("sums 3", 3, 1.0, 0.0),
        ("biases 2", 3, 0.0, 1.0),
        ("biases 3", 2, 0.0, 1.0),
        ("curve 2", 3, 0.0, 1.0),
        ("curve 3", 2, 0.0, 1.0),
        ("answer", 2, 0.0, 1.0),
    ],
)
def test_lines_that_nothing_runs_along_fade(name, fading, seconds, dimmed):
    player = played(plan_of(name, 3))
    player.show(seconds)
    lines = player.lines[fading]
    assert (lines.focus, lines.dimmed) == (-1, pytest.approx(dimmed))


@pytest.mark.parametrize(
    "after, focus, dimmed",
    [
        (-6.01, None, 0.0),
        (-6.0, 0, 0.0),  # from then on all its lines come
        (-5.875, 0, 0.5),
        (-5.75, 0, 1.0),
        (0.0, 0, 1.0),
        (4.9, 2, 1.0),
        (5.025, 2, 0.5),
        (5.15, 2, 0.0),
    ],
)
def test_the_lines_into_the_neuron_whose_turn_it_is_stay(after, focus, dimmed):
    player = shown_at("sums 2", 0, after / 2.8)
    assert player.turns.end == pytest.approx(11.9)
    lines = player.lines[2]
    assert (lines.focus, lines.dimmed) == (focus, pytest.approx(dimmed))


@pytest.mark.parametrize(
    "seconds, carried, note, words",
    [
        (0.0, 0.0, "weight", 1.0),
        (0.25, smooth(0.25), "weight", 0.6875),
        (0.51, smooth(0.51), "weight × value", 2 * smooth(0.51) - 1),
        (1.0, 1.0, "weight × value", 1.0),
    ],
)
def test_lines_turn_to_what_they_carry(seconds, carried, note, words):
    player = played(plan_of("answer", 3))
    player.show(seconds)
    assert player.lines[3].carrying == pytest.approx(carried)
    assert player.lines[3].words_opacity == pytest.approx(max(1 - 2 * carried, 0))
    assert player.legends[3].note == note
    assert player.legends[3].words_opacity == pytest.approx(words)


@pytest.mark.parametrize(
    "after, winner, dimmed, digit, line, texts",
    [
        (-0.01, None, 0, 0, 0, []),
        (0.0, 7, 0, 0, 0, []),
        (0.3, 7, 0.5, smooth(1 / 3), 0, []),
        (0.85, 7, 1, smooth(0.85 / 0.9), 0.5, []),
        (1.2, 7, 1, 1, 1, ["7", "best = 7"]),
    ],
)
def test_the_largest_output_becomes_the_answer(
    after, winner, dimmed, digit, line, texts
):
    player = played(plan_of("answer", 3))
    time = player.turns.end + after
    assert texts_of(player, time) == texts
    assert (player.layers[3].winner, player.lines[3].focus) == (winner, 7)
    assert [
        player.lines[3].dimmed,
        player.digit.opacity,
        player.line.opacity,
    ] == pytest.approx([dimmed, digit, line])


# By the act and a share of the second neuron's turn: what is written of it.
TOLD = [
    ("sums 2", 0.79, "", "", "", "", None),
    ("sums 2", 0.81, "0.000", "", "", "", 0),
    ("biases 2", 0.0, "0.000", "+0.500", "", "", 1),
    ("biases 2", 0.74, "0.000", "+0.500", "", "", 1),
    ("biases 2", 0.76, "0.000", "+0.500", "+0.500", "", 2),
    ("curve 2", 0.62, "0.000", "+0.500", "+0.500", "", 2),
    ("curve 2", 0.63, "0.000", "+0.500", "+0.500", "0.622", 3),
]


@pytest.mark.parametrize("name, share, total, bias, both, value, lit", TOLD)
def test_the_account_has_what_is_known(name, share, total, bias, both, value, lit):
    account = shown_at(name, 1, share).account
    assert account.title == "hidden neuron 1"
    assert [(row.words, row.number) for row in account.rows] == [
        ("9 lines drawn", total),
        ("775 more", total),
        ("all 784 added", total),
        ("its bias", bias),
        ("with the bias", both),
        ("squeeze of it", value),
    ]
    assert [row.lit for row in account.rows[2:]] == [k == lit for k in range(4)]
    assert not any(row.lit for row in account.rows[:2])


@pytest.mark.parametrize(
    "hidden, words",
    [
        (3, "all 3 lines are drawn"),
        (10, "all 10 lines are drawn"),
        (11, "9 lines drawn"),
    ],
)
def test_the_account_counts_the_lines(hidden, words):
    player = played(plan_of("sums 3", hidden))
    player.show(5.0)
    account = player.account
    assert account.title == "output of digit 0"
    assert account.rows[0].words == words


def test_a_pixel_is_told_of():
    account = shown_at("pixels", INKED, 0.5).account
    assert account.title == "input neuron 391"
    assert [(row.words, row.number) for row in account.rows] == [
        ("row 13, column 27", ""),
        ("13 × 28 + 27", "= 391"),
        ("in the code", "ink[391]"),
        ("its value", "1.000"),
    ]


@pytest.mark.parametrize(
    "seconds, title, rows",
    [
        (
            1.1,
            "weights",
            [
                ("into hidden neurons", "9,408"),
                ("of them drawn", "81"),
                ("into output neurons", "120"),
                ("of them drawn", "90"),
            ],
        ),
        (
            2.7,
            "into[11, 783]",
            [
                ("from input neuron", "783"),
                ("to hidden neuron", "11"),
                ("in the article", "w(2-12,784)"),
                ("its value", "0.000"),
            ],
        ),
        (
            6.0,
            "out[9, 11]",
            [
                ("from hidden neuron", "11"),
                ("to output neuron", "9"),
                ("in the article", "w(3-10,12)"),
                ("its value", "0"),
            ],
        ),
    ],
)
def test_weights_are_told_of(seconds, title, rows):
    player = played(plan_of("weights", 12))
    player.show(seconds)
    assert player.account.title == title
    assert [(row.words, row.number) for row in player.account.rows] == rows


def test_the_note_at_the_lines_in_both_languages():
    notes = [
        player.legends[3].note for player in in_both(lambda: shown_at("answer", 9, 1.0))
    ]
    assert notes == ["weight × value", "权重 × 值"]


@pytest.mark.parametrize("name", PLANS)
def test_what_stands_on_the_board(name):
    player = played(plan_of(name, 12))
    assert [layer.note for layer in player.layers.values()] == [
        "784 in all, 9 shown",
        "12 in all, 9 shown",
        "10 in all, all shown",
    ]
    assert [layer.name_text for layer in player.layers.values()] == [
        "input neurons",
        "hidden neurons",
        "output neurons",
    ]
    assert list(player.lines) == ([] if name == "pixels" else [2, 3])
    assert hasattr(player, "account") == (name != "answer")


@pytest.mark.parametrize(
    "hidden, shown, labels",
    [
        (1, (0,), [(2, 0, 0), (2, 0, 8), (3, 0, 0), (3, 9, 0)]),
        (10, tuple(range(10)), [(2, 0, 0), (2, 9, 8), (3, 0, 0), (3, 9, 9)]),
        (
            11,
            (0, 1, 2, 3, 4, 7, 8, 9, 10),
            [(2, 0, 0), (2, 8, 8), (3, 0, 0), (3, 9, 8)],
        ),
    ],
)
def test_which_neurons_are_drawn_and_which_weights_named(hidden, shown, labels):
    network = small_network(hidden)
    pixels, neurons, digits = network.shown
    assert (neurons, digits) == (shown, tuple(range(10)))
    assert (len(pixels), pixels[0], pixels[INKED], pixels[-1]) == (9, 0, 391, 783)
    assert list(network.weight_labels()) == labels
    assert network.layer(2) is network.run.hidden
    assert network.layer(3) is network.run.output
