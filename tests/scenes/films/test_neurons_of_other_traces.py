"""The film of neurons of other traces of the network; others are refused."""

from functools import cache

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.recorder import record
from network.runs.default_traces import DEFAULT_WEIGHTS, default_trace
from scenes.words.naming import language
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


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def by_rows(x, layers):
    for w, b in layers:
        x = np.tanh(x @ w + b)
    return x


def classified(x, w, b):
    shares = softmax(x @ w + b)
    return np.argmax(shares, axis=1)


def without_biases(x, w, v):
    return np.dot(v, np.maximum(np.dot(w, x), 0))


def of_a_picture(picture, w, b):
    scores = w @ picture.ravel() + b
    return scores.argmax()


def network_of(*sizes):
    """(weights, biases) of layers for rows."""
    rng = np.random.default_rng(8)
    return [
        (rng.normal(size=(before, after)), rng.normal(size=after))
        for before, after in zip(sizes, sizes[1:])
    ]


RANDOM = np.random.default_rng(7).normal
DENSE = {
    "one of four": (by_rows, RANDOM(size=(4, 2)), network_of(2, 4, 1)),
    "six layers": (by_rows, RANDOM(size=(1, 5)), network_of(5, 4, 12, 3, 4, 3, 2)),
    "four layers": (by_rows, RANDOM(size=(2, 30)), network_of(30, 64, 6, 4, 9)),
    "softmax": (classified, RANDOM(size=(6, 4)), *network_of(4, 3)[0]),
    "one number": (classified, RANDOM(size=(1, 1)), *network_of(1, 2)[0]),
    "huge": (
        without_biases,
        RANDOM(size=900) * 1e6,
        RANDOM(size=(700, 900)),
        RANDOM(size=(3, 700)),
    ),
    "whole numbers": (
        without_biases,
        np.arange(3),
        np.arange(-3, 3).reshape(2, 3),
        np.ones((2, 2), int),
    ),
    "zeros": (without_biases, np.zeros(3), np.zeros((2, 3)), np.zeros((2, 2))),
    "no number": (
        without_biases,
        np.array([np.nan, np.inf, 1.0]),
        np.ones((2, 3)),
        np.ones((2, 2)),
    ),
    "picture": (
        of_a_picture,
        np.random.default_rng(9).random((8, 8)),
        RANDOM(size=(12, 64)),
        RANDOM(size=12),
    ),
}


@pytest.mark.parametrize("name", DENSE)
def test_any_dense_network_is_filmed(name):
    call, *arguments = DENSE[name]
    with np.errstate(all="ignore"):
        film = film_of(record(call, *arguments))
    for shot in film.shots:
        frame = drawn_at(film, shot, shot.seconds)
        assert faults_of(frame) == []
        assert "digit" not in " ".join(record.text for record in frame.texts)


def test_the_neurons_hold_what_the_code_computes():
    call, x, layers = DENSE["four layers"]
    film = film_of(record(call, x, layers))
    player = film.shots[-1].player
    player.show(player.act.seconds)
    values = x[0]
    for number, (w, b) in enumerate(layers, 2):
        part = player.lines[number]
        rows, columns = map(list, (part.rows, part.columns))
        np.testing.assert_array_equal(part.values.array, w.T[np.ix_(rows, columns)])
        values = np.tanh(values @ w + b)
        layer = player.layers[number]
        np.testing.assert_allclose(
            layer.values.array, values[list(layer.indices)], rtol=1e-12
        )


@pytest.mark.parametrize(
    "name, spoken, said",
    [
        ("softmax", "en", "The larger its sum, the larger the share: the largest of 3"),
        ("softmax", "zh", "和越大，份额越大：3 个中最大的是"),
        ("four layers", "en", "The tanh makes each hidden-1 neuron a number: here"),
        ("four layers", "zh", "tanh 使每个隐藏层 1 的神经元成为一个数：这里从"),
        ("four layers", "en", "Every line is a weight: 64 × 30, 6 × 64, 4 × 6, 9 × 4"),
        ("four layers", "zh", "每条线是一个权重：各层之间依次有 64 × 30"),
        ("one number", "en", "What goes in is one number"),
        ("one number", "zh", "输入只有一个数"),
        ("huge", "en", "Each of the 900 numbers is the value of an input neuron. 9"),
        ("huge", "zh", "900 个数各是一个输入神经元的值，画出其中 9 个"),
    ],
)
def test_what_is_said(name, spoken, said):
    call, *arguments = DENSE[name]
    with language(spoken):
        film = film_of(record(call, *arguments))
        captions = [shot.player.act.caption for shot in film.shots]
    assert any(one.startswith(said) for one in captions)


def test_which_example_is_followed_is_said():
    call, *arguments = DENSE["one of four"]
    film = film_of(record(call, *arguments))
    first = film.shots[0]
    assert first.player.act.lead.startswith("Example 0 of 4 ")
    texts = [one.text for one in drawn_at(film, first, first.seconds).texts]
    # Each in a line of its own: side by side they reach into the lines.
    assert {"4 × 2", "example 0 of 4"} <= set(texts)
    notes = [one for one in first.player.parts if getattr(one, "text", "") in texts]
    plane = first.player.plane.box
    ends = [one.box.right for one in notes if "0 of 4" in one.text]
    assert ends == [plane.right]


def test_the_outputs_are_counted_from_zero():
    call, *arguments = DENSE["softmax"]
    film = film_of(record(call, *arguments))
    answer = film.shots[-1].player
    assert answer.layers[2].labels == ("0", "1", "2")
    x, w, b = arguments
    assert answer.answer == (x[0] @ w + b).argmax()
    call, *arguments = DENSE["one of four"]
    film = film_of(record(call, *arguments))
    assert film.shots[-1].player.layers[3].labels == ("0",)


@pytest.mark.parametrize(
    "name, call, arguments",
    other_networks.cases(),
    ids=[case[0] for case in other_networks.cases()],
)
def test_of_other_networks_the_dense_ones_are_filmed(name, call, arguments):
    with np.errstate(all="ignore"):
        trace = record(call, *arguments)
    if name in ("three layers", "softmax batch", "gated cell"):
        assert film_of(trace).shots
        return
    with pytest.raises(
        ValueError, match="expected a trace of a dense network.*" + trace.call
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
