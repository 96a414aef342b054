"""The curve of the film of neurons where sums are huge or no numbers."""

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.recorder import record
from scenes.acts.neuron_board import reach_of
from scenes.acts.neuron_weights import GROW, LABEL
from tests.neuron_frames import film_of, shot_of


def curve_of(bias, slug):
    """The act of a layer's curve, at its end, and the sums of the layer;
    one neuron has that bias, a number or not."""
    network = DigitNetwork(hidden=5, seed=1)
    network.hidden_biases[2] = bias
    with np.errstate(all="ignore"):
        trace = record(network.detect, np.full((784, 1), 0.25))
    player = shot_of(film_of(trace), slug).player
    player.show(player.act.seconds)
    return player


@pytest.mark.parametrize("bias", [1e308, -1.7e308, np.inf, -np.inf])
def test_the_curve_is_there_however_far_it_reaches(bias):
    player = curve_of(bias, "hidden-neurons")
    curve = player.curve
    assert np.isfinite(curve.xs).all() and (np.diff(curve.xs) > 0).all()
    assert len(curve.dots) == 5
    room = curve.room
    for x, y, _, _ in curve.dots:
        across, down = curve.point(x, y)
        assert room.left <= across <= room.right
        assert room.top <= down <= room.bottom
    assert (
        curve.point(*curve.dots[2][:2])[0] > room.right - 50
        if bias > 0
        else curve.point(*curve.dots[2][:2])[0] < room.left + 50
    )


@pytest.mark.parametrize("slug, count", [("hidden-neurons", 4), ("output-neurons", 0)])
def test_what_is_no_number_has_no_place_on_the_curve(slug, count):
    player = curve_of(np.nan, slug)
    assert len(player.curve.dots) == count
    for time in np.linspace(0, player.act.seconds, 60):
        player.show(time)
        assert player.curve.guide is None or np.isfinite(player.curve.guide).all()
        assert all(np.isfinite(dot[:2]).all() for dot in player.curve.dots)


@pytest.mark.parametrize(
    "arrays, reach",
    [
        ([np.array([-128, 5], np.int8)], 128.0),
        ([np.array([True, False])], 1.0),
        ([np.zeros(3)], 1.0),
        ([np.array([np.nan, -2.5, np.inf]), np.array([0.5])], 2.5),
    ],
)
def test_how_far_numbers_reach(arrays, reach):
    assert reach_of(*arrays) == reach


@pytest.mark.parametrize("hidden", [1, 2, 5])
def test_the_line_that_is_lit_is_the_one_told(hidden):
    trace = record(DigitNetwork(hidden, seed=1).detect, np.ones((784, 1)))
    player = shot_of(film_of(trace), "weights").player
    lit = []
    for at in range(4):
        player.show(GROW + (at + 0.5) * LABEL)
        texts = [
            (number, lines.labels[lines.lit].text)
            for number, lines in player.lines.items()
            if lines.lit is not None
        ]
        names = {2: "input_to_hidden_weights", 3: "hidden_to_output_weights"}
        assert [names[number] + text for number, text in texts] == [
            player.account.title
        ]
        lit += texts
    assert len(set(lit)) == 4
