"""The film of neurons of other traces of the network; others are refused."""

from functools import cache

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.recorder import record
from network.runs.default_traces import DEFAULT_WEIGHTS, default_trace
from tests import other_networks
from tests.frames import drawn_at
from tests.legibility import faults_of
from tests.neuron_frames import SLUGS, film_of


@cache
def other_trace(name):
    """A trace of the digit network other than the default one."""
    image = digits.drawn_digit("3")
    if name == "learning":
        return default_trace(learn=True)
    if name == "forward alone":
        return record(DigitNetwork.load(DEFAULT_WEIGHTS).forward, image)
    if name == "no ink":
        return record(DigitNetwork(hidden=12).detect, np.zeros((784, 1)))
    return record(DigitNetwork(hidden=int(name), seed=3).detect, image)


@pytest.mark.parametrize(
    "name", ["1", "2", "11", "30", "64", "learning", "forward alone", "no ink"]
)
def test_other_traces_of_the_network(name):
    film = film_of(other_trace(name))
    assert (
        tuple(step.slug for step in film.steps)
        == SLUGS[: 6 if name == "forward alone" else 7]
    )
    for shot in film.shots:
        drawn_at(film, shot, shot.seconds / 2, width=480, height=270)
        frame = drawn_at(film, shot, shot.seconds)
        assert faults_of(frame) == []


@pytest.mark.parametrize(
    "name, call, arguments",
    other_networks.cases(),
    ids=[case[0] for case in other_networks.cases()],
)
def test_traces_of_other_networks_are_refused(name, call, arguments):
    with np.errstate(all="ignore"):
        trace = record(call, *arguments)
    with pytest.raises(
        ValueError,
        match="expected a trace of the digit network's forward pass.*" + trace.call,
    ):
        film_of(trace)


@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize(
    "name, cell",
    [
        ("input_to_hidden_weights", (0, 300)),
        ("hidden_biases", (1, 0)),
        ("hidden_to_output_weights", (9, 0)),
        ("output_biases", (2, 0)),
    ],
)
@pytest.mark.filterwarnings("error")
def test_a_weight_that_is_no_number(name, cell, odd):
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    for array in (
        network.input_to_hidden_weights,
        network.hidden_biases,
        network.hidden_to_output_weights,
        network.output_biases,
    ):
        np.abs(array, out=array)
        array /= array.max()
    getattr(network, name)[cell] = odd
    with np.errstate(all="ignore"):
        film = film_of(record(network.detect, digits.drawn_digit("7")))
    for shot in film.shots:
        for share in (0.0, 0.5, 1.0):
            frame = drawn_at(film, shot, share * shot.seconds, width=427, height=240)
            for part in frame.parts:
                assert np.isfinite(getattr(part, "widths", 0.0)).all()
                scale = getattr(part, "color_scale", None)
                assert scale is None or np.isfinite(scale.limit)
