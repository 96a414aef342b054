"""Which sheets of weights face us at the end: those that the picture has changed."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.act import MOST_BARS
from scenes.acts.glow import glow

INK = np.array([0.0, 1.0, 0.5, 0.0, 1.0])
PICTURE = Value.of(INK.reshape(-1, 1), name="image", identity=1)


def changed(rows, by=INK):
    """(weights before, after) where a picture has changed some rows of them."""
    old = Value.of(np.ones((len(rows), len(INK))), identity=2)
    new = Value.of(old.array - np.outer(rows, by), name="weights", identity=3)
    return old, new


SHORT = Value.of(np.ones((2, 4)), identity=4), Value.of(np.zeros((2, 4)), identity=5)
COLUMN = Value.of(np.ones(5), identity=6), Value.of(np.zeros(5), identity=7)


@pytest.mark.parametrize(
    "pairs, told",
    [
        # Which of them it is, and how many rows of it have changed.
        ([changed([1.0, 0.0, 2.0])], (0, 2)),
        ([changed([1.0, 1.0])], (0, 2)),
        ([SHORT, COLUMN, changed([0.0, 3.0])], (2, 1)),
        ([changed([0.0, 0.0]), changed([1.0])], (1, 1)),
        ([changed(np.ones(MOST_BARS + 1)), changed([1.0])], (1, 1)),
        ([changed(np.ones(MOST_BARS))], (0, MOST_BARS)),
        ([changed([0.0, 0.0])], None),  # nothing has changed
        ([changed([1.0, 2.0], by=1 - INK)], None),  # where there is no ink
        ([changed([1.0, 2.0], by=INK + 1)], None),  # everywhere
        ([], None),
    ],
)
def test_what_glows(pairs, told):
    act = glow(PICTURE, pairs, "next")
    if told is None:
        assert act is None
        return
    index, rows = told
    assert act.result is pairs[index][1] and act.following == "next"
    assert (act.pixels, act.neurons) == (3, rows)


def test_without_a_picture_nothing_does():
    assert glow(None, [changed([1.0])]) is None
