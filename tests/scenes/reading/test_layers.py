"""Layers of a network: found by shapes, named by the code."""

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.recorder import record
from scenes.reading.layer_counts import layers_of
from scenes.reading.layer_names import layer_named
from scenes.reading.shown_neurons import of_picture

IMAGE = np.ones((784, 1)) / 2


def numbers(*shape):
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape) / 1000


@pytest.mark.parametrize(
    "name, layer",
    [
        ("hidden_pre_sigmoid", "hidden"),
        ("output_neurons", "output"),
        ("first_layer_sums", "first"),
        ("hidden_delta", "hidden"),
        ("output_error", "output"),
        ("two_words_neurons", "two_words"),
        ("hidden", ""),
        ("weights", ""),
        ("", ""),
        # The earliest in the list, wherever it stands in the name.
        ("a_neurons_pre_b", "a_neurons"),
        ("a_error_neurons", "a_error"),
        ("presigmoid", ""),
    ],
)
def test_the_layer_that_a_name_speaks_of(name, layer):
    assert layer_named(name) == layer


W, V, U = numbers(3, 784), numbers(4, 3), numbers(2, 4)


@pytest.mark.parametrize(
    "call, arguments, counts",
    [
        (lambda x, w: w @ x, (IMAGE, W), (784, 3)),
        (lambda x, w, v: v @ (w @ x), (IMAGE, W, V), (784, 3, 4)),
        (
            lambda x, w, v: v @ np.matmul(w, x, out=np.empty((3, 1))),
            (IMAGE, W, V),
            (784, 3, 4),
        ),
        (lambda x, w, v, u: u @ (v @ (w @ x)), (IMAGE, W, V, U), (784, 3, 4, 2)),
        # Not of so many numbers as the layer before has neurons.
        (lambda x, w, u: (w @ x, u @ u.T.copy()[:, :1]), (IMAGE, W, U), (784, 3)),
        # Nothing before the picture counts, and no second picture.
        (lambda x, w, v: (v @ x[:3].copy(), w @ x), (IMAGE, W, V), (784, 3)),
        (lambda x, w: (w @ x, w @ (x * 2)), (IMAGE, W), (784, 3)),
        (lambda x, w, p: p @ (w @ x), (IMAGE, numbers(784, 784), W), (784, 784, 3)),
        # Turned weights are those of the way back.
        (lambda x, w, v: v.T @ (w @ x), (IMAGE, W, numbers(3, 4)), (784, 3)),
        (lambda x, w: w[:2] @ x, (IMAGE, W), ()),
        # What is no column, no matrix, no product, or not real.
        (lambda x, w: w @ x, (IMAGE.ravel(), W), ()),
        (lambda x, w: w @ x, (np.ones((784, 2)), W), ()),
        (lambda x, w: w @ x, (IMAGE, W[None].copy()), ()),
        (lambda x, w: w @ x, (IMAGE * 1j, W), ()),
        (lambda x, w: w @ x, (IMAGE, W * 1j), ()),
        (lambda x, w: np.dot(w, x), (IMAGE, W), ()),
        (lambda x, w: w @ x, (IMAGE[:3].copy(), numbers(2, 3)), ()),
        (lambda x: x * 2, (IMAGE,), ()),
    ],
)
def test_how_many_neurons_the_layers_have(call, arguments, counts):
    trace = record(call, *arguments)
    picture, found = layers_of(trace)
    assert found == counts
    if counts:
        assert picture.identity == trace.inputs[0].identity
    else:
        assert picture is None


@pytest.mark.parametrize("call", ["forward", "learn"])
def test_the_layers_of_the_digit_network(call):
    network = DigitNetwork(hidden=6)
    arguments = (IMAGE,) if call == "forward" else (IMAGE, np.eye(10)[:, [1]])
    _, counts = layers_of(record(getattr(network, call), *arguments))
    assert counts == (784, 6, 10)


def pixels(*inked, size=20, ink=1.0):
    made = np.zeros(size)
    made[list(inked)] = ink
    return made


@pytest.mark.parametrize(
    "given, count, shown",
    [
        (np.ones(5), 3, (0, 2, 4)),
        (pixels(*range(5, 14)), 9, (0, 6, 7, 8, 9, 10, 11, 12, 19)),
        # Less ink than pixels to show: of all.
        (pixels(*range(5, 13)), 9, (0, 3, 5, 7, 9, 11, 13, 15, 19)),
        (pixels(3, 7, 12), 3, (0, 7, 19)),
        (pixels(3, 7), 3, (0, 9, 19)),
        # The first and the last are there anyway, and no ink between.
        (pixels(0, 4, 9, 14, 19), 3, (0, 9, 19)),
        (pixels(0, 1, 2, 18, 19), 3, (0, 2, 19)),
        # A quarter of the ink is no ink, more is.
        (pixels(3, 7, 12, ink=0.25), 3, (0, 9, 19)),
        (pixels(3, 7, 12, ink=0.26), 3, (0, 7, 19)),
    ],
)
def test_pixels_lie_as_far_apart_as_there_is_ink(given, count, shown):
    assert of_picture(given, count) == shown
