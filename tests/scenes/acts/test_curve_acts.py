"""Which value goes along a curve first, and that the film says why."""

import re

import numpy as np
import pytest

from scenes.acts.through_curve import bends_of
from scenes.acts.schedule import ENTER
from scenes.words import curve_first, language

XS = np.linspace(-1, 1, 400) * 12.3
SIGMOID = np.log(2 + np.sqrt(3))  # where its second derivative is largest
TANH = np.log(2 + np.sqrt(3)) / 2


@pytest.mark.parametrize("function, bends", [
    (lambda x: 1 / (1 + np.exp(-x)), [-SIGMOID, SIGMOID]),
    (np.tanh, [-TANH, TANH]),
    (lambda x: np.maximum(0, x), [0]),
    (np.abs, [0]),
    (np.exp, [12.3]),             # steeper and steeper to the end
    (lambda x: 2 * x + 1, []),
    (lambda x: 0 * x + 3, []),
    (np.square, []),              # as fast everywhere
    (lambda x: x * np.nan, []),
])
def test_where_a_slope_changes_fastest(function, bends):
    found = bends_of(XS, function(XS))
    np.testing.assert_allclose(found, bends, atol=2 * (XS[1] - XS[0]))


def first_told(shot, film):
    """Seconds of an act at which the sentence about the first one stands,
    and the index that it names."""
    seconds, index = [], None
    for tenth in range(round(shot.seconds * 10)):
        film.show(shot, tenth / 10)
        told = re.search(r"(\d+) first, slowly", film.caption.words)
        if told:
            index = int(told.group(1))
            seconds.append(tenth / 10)
    return seconds, index


def curve_shots(film):
    return [shot for shot in film.shots
            if shot.player.act.kind == "curve"]


@pytest.mark.parametrize("name, count", [
    ("digit_film", 2), ("learning_film", 2)])
def test_the_first_is_nearest_to_where_the_slope_changes_fastest(
        name, count, request):
    film = request.getfixturevalue(name)
    assert len(curve_shots(film)) == count
    for shot in curve_shots(film):
        x = shot.player.act.options["function"].argument.array.ravel()
        away = np.abs(np.abs(x) - SIGMOID)
        index = first_told(shot, film)[1]
        assert away[index] <= away.min() + XS[1] - XS[0]
        film.show(shot, shot.player.turns.starts[0]
                  * shot.seconds / shot.player.act.seconds + 0.1)
        assert shot.player.before.focus == shot.player.after.focus == index


def test_the_steepest_slope_is_measured_first_then_the_flattest(
        learning_film):
    shot, = (one for one in learning_film.shots
             if one.player.act.kind == "slope")
    player, turns = shot.player, shot.player.turns
    slopes = player.act.result.array.ravel()
    assert turns.firsts == (slopes.argmax(), slopes.argmin())
    for k, note in zip(turns.firsts, (
            f"1 across, {slopes.max():.3f} up", "1 across, 0.000 up: flat")):
        seconds = float(turns.starts[k] + 0.55 * turns.lengths[k]) \
            * shot.seconds / player.act.seconds
        learning_film.show(shot, seconds)
        assert [one.text for one in player.notes.values()
                if one.opacity == 1] == [note]
        alone, = (one for one in player.curve.tangents if one.step == 1)
        assert (alone.x, alone.slope) == (player.x[k], slopes[k])
        assert alone.half == 125  # the line is 250 pixels long


def test_why_it_is_first_stands_long_enough_to_be_read(digit_film):
    shots = curve_shots(digit_film)
    assert len(shots) == 2
    for shot in shots:
        seconds, index = first_told(shot, digit_film)
        assert len(seconds) > 40  # tenths of a second
        digit_film.show(shot, seconds[-1])
        assert re.search(rf"\b{index}: sigmoid\(.*\) = ",
                         digit_film.caption.words.splitlines()[-1])


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
            for x, y in zip(player.x, player.y, strict=True)]
        assert (player.x < 0).any() and (player.x > 0).any()


@pytest.mark.parametrize("name, words", [
    ("en", "Neuron 8 first, slowly"), ("zh", "先慢慢看神经元 8")])
def test_it_is_said_in_both_languages(name, words):
    with language(name):
        assert words in curve_first("hidden_neurons", 20, 8)


def test_the_curve_appears_beside_the_bars_that_come_not_over_them(
        digit_film):
    for shot in curve_shots(digit_film):
        player, seen = shot.player, 0
        for time in np.arange(0, ENTER, 0.02):
            player.show(time)
            if player.curve.opacity > 0.05:
                right = player.before.corners[:, 0].max()
                assert right < player.curve.box.left, time
                seen += 1
        assert seen > 10
