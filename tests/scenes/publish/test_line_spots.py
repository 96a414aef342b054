"""What a page says of weights as lines, however the code turns them."""

import numpy as np
import pytest

from network.recorder import record
from scenes.publish import spots
from tests.neuron_frames import film_of, shot_of


def by_rows(x, w, b):
    return np.tanh(x @ w + b)


def by_columns(x, w, b):
    return np.tanh(w @ x + b)


RNG = np.random.default_rng(2)
CASES = {
    "rows": (by_rows, RNG.normal(size=(2, 12)), RNG.normal(size=(12, 3)), np.ones(3)),
    "columns": (by_columns, RNG.normal(size=12), RNG.normal(size=(3, 12)), np.ones(3)),
}


@pytest.mark.parametrize("name", CASES)
def test_each_line_has_its_weight_and_its_neurons(name):
    call, x, w, b = CASES[name]
    film = film_of(record(call, x, w, b))
    player = shot_of(film, "weights").player
    player.show(player.act.seconds)
    (shown,) = player.lines[2].cells()
    told = spots.lines(shown, None)
    weights = w.T if name == "rows" else w
    assert told["rows"] == [0, 1, 2]
    assert told["columns"] == [0, 1, 2, 3, 4, 8, 9, 10, 11]
    assert told["starts"]["en"][5] == "input neuron 8"
    assert told["ends"]["en"] == [f"output neuron {one}" for one in (0, 1, 2)]
    assert told["names"][5] == "w(2-1,9)"
    flats = told.get("flats") or [
        row * w.shape[1] + column for row in told["rows"] for column in told["columns"]
    ]
    np.testing.assert_array_equal(
        w.ravel()[flats], weights[np.ix_(told["rows"], told["columns"])].ravel()
    )
    assert ("flats" in told) == (name == "rows")


def test_each_neuron_of_a_batch_has_its_name():
    call, *arguments = CASES["rows"]
    player = shot_of(film_of(record(call, *arguments)), "inputs").player
    player.show(player.act.seconds)
    (shown,) = player.layers[1].cells()
    told = spots.dots(shown, None)
    assert told["titles"]["en"][-1] == "input neuron 11"
    np.testing.assert_array_equal(
        arguments[0].ravel()[told["flats"]], shown.values.array
    )
