"""The error's way back on the map of the network, computed again from the
recorded numbers."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.blame import FLAT, MOST, blame
from scenes.backprop import BLAME_SLUG, with_blame
from scenes.film.storyboard import film_steps
from scenes.words.naming import language
from tests import legibility
from tests.frames import drawn_at
from tests.scenes.acts.given import column


@pytest.fixture(scope="module")
def shot(films):
    (found,) = (
        one for one in films["backprop"].shots if one.player.act.kind == "blame"
    )
    return found


def test_it_stands_before_the_pixels_come_in(films):
    film = films["backprop"]
    slugs = [step.slug for step in film.steps]
    assert slugs[slugs.index(BLAME_SLUG) + 1] == "input-to-hidden-adjustment"
    # What was computed last stays lit.
    place = slugs.index(BLAME_SLUG)
    assert film.steps[place].statement == film.steps[place - 1].statement


def test_the_lines_carry_what_was_recorded(films, shot):
    act, player = shot.player.act, shot.player
    carried = player.to_outputs.carried.array
    for j in range(10):
        for i in range(20):
            product = float(act.matrix.array[j, i]) * float(act.wrong.array[j, 0])
            assert carried[j, i] == pytest.approx(product, abs=1e-12)
    # Added up they are what comes back, line by line.
    np.testing.assert_allclose(carried.sum(axis=0), act.back.array.ravel(), atol=1e-12)
    pixels = list(player.layers[0])
    image = act.operands[0].array.ravel()
    for k, pixel in enumerate(pixels):
        pushed = act.through.array.ravel() * image[pixel]
        np.testing.assert_allclose(player.to_hidden.values.array[:, k], pushed)


def test_what_is_said_of_flat_curves_is_counted(shot):
    act = shot.player.act
    kept = [
        abs(rest) < FLAT * abs(error)
        for rest, error in zip(act.through.array.ravel(), act.back.array.ravel())
    ]
    words = shot.player.words(5.0)
    assert words.startswith(f"Flat curves stop it: {sum(kept)} of 20 neurons")
    assert "only to pixels with ink" in shot.player.words(9.0)
    without = act.operands[0].array.ravel() == 0
    assert not act.push.array[:, without].any()


def test_it_comes_from_the_outputs(films, shot):
    film, player = films["backprop"], shot.player
    seen = []
    for second in (1.4, 2.2, 3.2, 8.5, shot.seconds):
        film.show(shot, second)
        seen.append((player.to_outputs.begun, player.to_hidden.begun))
    assert seen[0] == (1, 1) and seen[-1] == (0, 0)
    assert 0 < seen[1][0] < 1 and seen[1][1] == 1
    assert seen[2] == (0, 1) and 0 < seen[3][1] < 1
    film.show(shot, 1.0)
    assert len(set(player.map.colors[1].values())) == 1  # nothing came yet


def test_it_can_be_read(films, shot):
    for second in (5.0, 9.8):
        assert legibility.faults_of(drawn_at(films["backprop"], shot, second)) == []


def test_a_film_that_goes_only_forward_has_none(digit_trace):
    steps = film_steps(digit_trace)
    assert with_blame(digit_trace, steps) == steps


def _asked(act, **other):
    """The plan from what an act has, and from other values."""
    named = "matrix", "wrong", "back", "slope", "through", "push"
    return blame(
        act.operands[0], **{name: getattr(act, name) for name in named} | other
    )


@pytest.mark.parametrize("name", ["wrong", "back", "slope", "through", "push"])
def test_what_is_no_number_has_no_way_back(shot, name):
    act = shot.act
    lost = column(np.nan, 0.5)
    assert _asked(act) is not None
    assert _asked(act, **{name: lost}) is None


@pytest.mark.parametrize("shape", [(MOST, 1), (1, MOST)])
def test_so_many_neurons_are_drawn_and_no_more(shot, shape):
    act = shot.act
    just = Value.of(np.zeros(shape))
    more = Value.of(np.zeros([one + (one == MOST) for one in shape]))
    assert _asked(act, matrix=just) is not None
    assert _asked(act, matrix=more) is None


@pytest.mark.parametrize(
    "slopes, english, chinese",
    [
        (
            (0.25, -FLAT),
            "Each neuron lets through as much as its curve is steep.",
            "每个神经元的曲线有多陡，就让多少通过。",
        ),
        (
            (0.25, -0.99 * FLAT),
            "Flat curves stop it: 1 of 2 neurons let under 1 % through.",
            "平坦的曲线挡住它：2 个神经元中 1 个只放过不到 1 %。",
        ),
    ],
)
def test_how_much_the_curves_let_through(shot, slopes, english, chinese):
    told = {
        "en": f"{english} The rest goes on, and only to pixels with ink.",
        "zh": f"{chinese}其余的继续传，而且只传给有墨迹的像素。",
    }
    for spoken, outcome in told.items():
        with language(spoken):
            assert _asked(shot.act, slope=column(*slopes)).outcome == outcome


def test_what_lets_one_percent_through_is_not_flat(shot):
    act = _asked(shot.act, slope=column(0.01, 0.009, -0.01, 0.25))
    assert act.outcome.startswith(
        "Flat curves stop it: 1 of 4 neurons let under 1 % through."
    )
