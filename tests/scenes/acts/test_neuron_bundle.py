"""What is left out of a neuron's sum: a fan of lines, and a bundle."""

import numpy as np
import pytest

from scenes.acts.neuron_account import adding_up, writer_of_product
from scenes.acts.neuron_bundle import look_of
from scenes.acts.neuron_sums import COMES, GATHERS, SPELLED
from scenes.arrays.numbers import Writer
from scenes.stage import palette
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.fan import Fan
from scenes.stage.marks import Kept, Polygon
from scenes.stage.part import Box
from tests.frames import drawn_at
from tests.neuron_frames import shot_of


@pytest.fixture
def sums(neurons_film):
    """The shot of the hidden sums, and a function that shows a second of it."""
    shot = shot_of(neurons_film, "hidden-sums")

    def show(second):
        neurons_film.show(shot, second)
        return shot.player

    return show


def rest_of(arrays, player, to):
    """What all products of a neuron add up to but those that are drawn."""
    ink, weights = arrays["neurons"][1], arrays["weights"][2][to]
    drawn = set(player.network.shown[0])
    return sum(
        float(ink[at]) * float(weights[at]) for at in range(784) if at not in drawn
    )


def test_a_line_for_each_pixel_that_is_not_drawn(sums, neuron_arrays):
    player = sums(COMES[1])
    (fan,) = (part for part in player.parts if isinstance(part, Fan))
    ink = neuron_arrays["neurons"][1]
    inked = int((ink > 0).sum())
    drawn = [ink[at] > 0 for at in player.network.shown[0]]
    marks = marks_of(fan, Drawings())[0:]
    lines = [one for one in marks if isinstance(one, Polygon)]
    assert len(lines) == inked - sum(drawn)
    (empty,) = (
        kept.marks[0]
        for group in marks
        for kept in getattr(group, "marks", ())
        if isinstance(kept, Kept)
    )
    assert len(empty.points) == 1 + 2 * (775 - len(lines))
    end = player.lines[2].point(0, 0, 1.0)
    for line in lines:
        np.testing.assert_allclose(line.points[-1], end)
    assert player.words(COMES[0]) == (f"784 products; {784 - inked} of them are 0.")


def test_they_gather_to_a_bundle_whose_sum_is_told(sums, neuron_arrays):
    player = sums(GATHERS[1])
    (fan,) = (part for part in player.parts if isinstance(part, Fan))
    marks = marks_of(fan, Drawings())
    (bundle,) = (one for one in marks if isinstance(one, Polygon))
    rest = rest_of(neuron_arrays, player, 0)
    assert bundle.stroke == palette.NEGATIVE and rest < 0
    text = fan.words.removeprefix("775 more: ").replace("−", "-")
    assert float(text) == pytest.approx(rest, abs=10.0 ** -len(text.split(".")[1]))
    assert player.words(GATHERS[0]) == (
        "9 lines are drawn; the other 775 are one bundle."
    )
    player = sums(player.turns.end + 0.3)
    assert fan.opacity == 0


def test_each_neuron_has_a_bundle_of_its_own(sums, neuron_arrays):
    player = sums(0.0)
    shown = player.network.shown[1]
    rests = [rest_of(neuron_arrays, player, to) for to in shown]
    most = max(map(abs, rests))
    for turn, rest in enumerate(rests):
        player = sums(player.turns.ended(turn) - 0.01)
        fan = player.bundle
        assert fan.end == player.lines[2].point(turn, 0, 1.0)
        assert (fan.thickness, fan.ink) == (
            pytest.approx(5 + 8 * abs(rest) / most),
            palette.NEGATIVE if rest < 0 else palette.POSITIVE,
        )


def test_one_product_is_spelled_out_as_its_pulse_runs(sums, neuron_arrays):
    begin, end = SPELLED
    player = sums((begin + end) / 2)
    (pulse,) = player.pulses.items
    products = neuron_arrays["neurons"][1] * neuron_arrays["weights"][2][0]
    largest = max(player.network.shown[0], key=lambda at: abs(products[at]))
    start = player.network.shown[0].index(largest)
    np.testing.assert_allclose(pulse.head, player.lines[2].point(0, start, 0.5))
    assert player.account.title == f"one product: input neuron {largest}"
    known = [
        sum(
            row.number != "" for row in sums(begin + share * (end - begin)).account.rows
        )
        for share in (0.1, 0.3, 0.6, 0.9)
    ]
    assert known == [0, 1, 2, 3]


def test_the_outputs_have_a_bundle_without_a_fan(neurons_film):
    shot = shot_of(neurons_film, "output-sums")
    frame = drawn_at(neurons_film, shot, 2.6)
    fan = shot.player.bundle
    assert (fan.grown, fan.reached) == (0.0, 1.0)
    assert fan.words in [one.text.replace("-", "−") for one in frame.texts]


@pytest.mark.parametrize(
    "numbers, total, form",
    [
        ((1.0, 2.0), 3.0, ".3f"),
        ((0.0004, 0.0004), 0.0008, ".2f"),  # 0.000 + 0.000 is not 0.001
        ((0.0044, 0.0044), 0.0088, ".4f"),  # nor is 0.00 + 0.00 0.01
        ((-1.8644, -9.8112), -11.6756, ".4f"),
        ((np.nan, 1.0), np.nan, ".3f"),
        ((1.00049999999, 1.0), 2.0, ".3f"),
    ],
)
def test_numbers_are_written_so_that_they_add_up(numbers, total, form):
    write = adding_up(Writer(".3f", signed=True), (numbers, total))
    assert write == Writer(form, signed=True)


def test_numbers_of_other_forms_stay_as_they_are():
    write = Writer(".2e", signed=True)
    assert adding_up(write, ((1e-7, 2e-7), 5e-7)) is write


@pytest.mark.parametrize(
    "value, weight, form",
    [(1.0, -0.4304, ".3f"), (0.5, 0.25, ".3f"), (0.9451, 1.2345, ".4f")],
)
def test_a_product_is_right_as_it_is_written(value, weight, form):
    assert writer_of_product(value, weight, value * weight).form == form


@pytest.mark.parametrize(
    "rest, most, expected",
    [
        (-2.0, 2.0, (13.0, palette.NEGATIVE)),
        (1.0, 2.0, (9.0, palette.POSITIVE)),
        (0.0, 0.0, (5.0, palette.POSITIVE)),
    ],
)
def test_how_a_bundle_looks(rest, most, expected):
    assert look_of(rest, most) == expected


def test_a_fan_bends_to_its_knot():
    fan = Fan(Box(0, 0, 100, 100), [(0, 0)], ["#FF9D3B"], (50, 80), (100, 0))
    for grown, gathered, points in (
        (0.25, 0.0, [(0, 0), (25, 0)]),
        (1.0, 0.0, [(0, 0), (50, 0), (100, 0)]),
        (1.0, 0.5, [(0, 0), (50, 40), (100, 0)]),
    ):
        fan.grown, fan.gathered = grown, gathered
        (line,) = marks_of(fan, Drawings())
        np.testing.assert_allclose(line.points, points)
