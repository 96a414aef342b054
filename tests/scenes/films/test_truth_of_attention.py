"""Cells of attention, normalising and rearranging: by their pixels."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from tests import attentions, normalisations
from tests.frames import drawn_at
from tests.normalisations import GAIN, SHIFT, X
from tests.truth_of_cells import wrong_cells

KINDS = ("attention", "normalise", "rearrange", "triangle")


def masked_heads(x, w):
    q, k, v = np.split(x @ w, 3, axis=-1)
    q, k, v = (one.reshape(4, 2, 3).transpose(1, 0, 2).copy() for one in (q, k, v))
    mask = (1 - np.tri(4)) * -1e10
    out = attentions.softmax(q @ k.swapaxes(1, 2) / 2.0 + mask) @ v
    return out.transpose(1, 0, 2).reshape(4, 6)


@pytest.mark.parametrize(
    "call, arguments, kinds",
    [
        (masked_heads, (X, np.linspace(-1, 1, 108).reshape(6, 18) ** 3), 3),
        (attentions.split_in_calls, (X, 2), 2),
        (normalisations.layer_norm, (X, GAIN, SHIFT), 1),
        (normalisations.into_range, (X, GAIN, SHIFT), 1),
    ],
)
def test_every_cell_has_the_colour_of_its_value(call, arguments, kinds):
    trace = record(call, *arguments)
    film, seen = Film(trace), set()
    for shot in film.shots:
        kind = shot.player.act.kind
        if kind in KINDS:
            faults, counts = wrong_cells(
                drawn_at(film, shot, shot.seconds - 0.1), trace
            )
            assert faults == []
            assert counts.total() > 0
            seen.add(kind)
    assert len(seen) == kinds
