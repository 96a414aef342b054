"""Names in comments about shapes are told of, from the recorded shapes."""

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.recorder import record
from scenes.film.film import Film
from tests.frames import drawn_at


def doubled(x):
    y = x + x  # (N, 3)
    return y * 2


def twice(x):
    """N stands for two numbers, M for one."""
    y = x + x  # (N, M)
    z = y[:2] * 3  # (N, M)
    return z


def elsewhere(x):
    y = x + x  # (N,): not a matrix
    z = y * 2  # no shape (of course)
    return z


def remarked(x):
    y = x[0] + 1  # (quickly)
    z = x * 2  # twice (more, or less)
    return y, z


def layered(x):
    row = x.T * 1  # (1, W)
    hidden_neurons = x * 2  # (W, 1)
    return row, hidden_neurons


@pytest.mark.parametrize(
    "call, arguments, note",
    [
        (
            DigitNetwork(hidden=12).forward,
            (digits.drawn_digit("3"),),
            "H = 12 hidden neurons",
        ),
        (doubled, (np.ones((4, 3)),), "N = 4"),
        (twice, (np.ones((4, 5)),), "M = 5"),
        (elsewhere, (np.ones((4, 5)),), ""),
        (remarked, (np.ones((4, 5)),), ""),
        (layered, (np.ones((7, 1)),), "W = 7 hidden neurons"),
    ],
)
def test_what_a_name_stands_for(call, arguments, note):
    film = Film(record(call, *arguments))
    assert {shot.panel.listing.note for shot in film.shots} == {note}


def test_it_stands_at_the_foot_of_the_panel(digit_film):
    shot = digit_film.shots[1]
    frame = drawn_at(digit_film, shot, shot.seconds)
    note = next(one for one in frame.texts if one.text == "H = 20 hidden neurons")
    assert note.part == "SourcePanel"
    others = [
        one for one in frame.texts if one.part == "SourcePanel" and one is not note
    ]
    assert others and all(
        one.bottom < note.top or one.right < note.left for one in others
    )
