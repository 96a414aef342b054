"""Which of the arrays that go in is the picture that a film shows again."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.reading.inputs import picture_of

COLUMN = np.arange(5.0).reshape(5, 1)


def picked(other, column):
    doubled = column * 2.0
    best = np.argmax(doubled)
    return best


@pytest.mark.parametrize(
    "other, is_picture",
    [
        (np.ones((784, 1)), True),
        (np.ones((28, 28), bool), True),
        (np.ones((1, 784), np.uint8), True),
        (np.ones((1, 28, 28)), True),
        (np.ones((784, 1), complex), False),
        (np.full((784, 1), "ink"), False),
        (np.ones((2, 392)), False),
        (np.ones((28, 28, 1)), False),
    ],
)
def test_a_picture_is_one_that_can_be_shown(other, is_picture):
    trace = record(picked, other, COLUMN)
    player = Film(trace).shots[-1].player
    player.show(player.act.seconds)
    assert player.act.kind == "pick"
    assert (picture_of(trace) is not None) == is_picture
    assert player.act.picture is picture_of(trace)
