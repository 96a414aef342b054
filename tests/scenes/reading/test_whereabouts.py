"""Where in a network something is computed, from what is multiplied with what."""

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.recorder import record
from scenes.reading.value_roles import roles_of
from scenes.reading.whereabouts import Place, whereabouts


class Rows:
    """Rows through two layers and back, twice."""

    def __init__(self):
        rng = np.random.default_rng(3)
        self.first = rng.normal(size=(6, 5))
        self.second = rng.normal(size=(5, 2))

    def forward(self, x):
        hidden = np.tanh(x @ self.first)
        return hidden, hidden @ self.second

    def learn(self, x, y):
        for _ in range(2):
            hidden, out = self.forward(x)
            error = out - y
            back = error @ self.second.T
            self.second -= 0.1 * hidden.T @ error
            slope = back * (1 - hidden**2)
            self.first -= 0.1 * x.T @ slope


def one_layer(w, x):
    return w @ x


def places(trace):
    """(text of the statement, its Place) of each that computes something."""
    found = roles_of(trace).read(whereabouts)
    told, place = [], Place(0.0)
    for step in trace.steps:
        if step.operations:
            result = step.operations[-1].result
            place = found.place_of(step.operations, result, place)
            told.append((step.text.split("=")[0].strip(), place.layer, place.is_back))
    return told


def test_the_digit_network():
    network = DigitNetwork(hidden=20, seed=1)
    image, wanted = np.full((784, 1), 0.5), np.eye(10)[:, [3]]
    trace = record(network.learn, image, wanted)
    assert roles_of(trace).read(whereabouts).counts == (784, 20, 10)
    told = [one for one in places(trace) if not one[0].startswith("return")]
    assert told == [
        ("hidden_pre_sigmoid", 0.5, False),
        ("output_pre_sigmoid", 1.5, False),
        ("detected", 2.0, False),
        ("output_delta", 2.0, True),
        ("hidden_to_output_adjustment", 1.5, True),
        ("self.hidden_to_output_weights +", 1.5, True),
        ("self.output_biases +", 2.0, True),
        ("sigmoid_differential", 1.0, True),
        ("hidden_error", 1.5, True),
        ("hidden_delta", 1.0, True),
        ("input_to_hidden_adjustment", 0.5, True),
        ("self.input_to_hidden_weights +", 0.5, True),
        ("self.hidden_biases +", 1.0, True),
    ]


def test_rows_in_a_loop_go_forward_again():
    rng = np.random.default_rng(4)
    trace = record(Rows().learn, rng.normal(size=(7, 6)), rng.normal(size=(7, 2)))
    assert roles_of(trace).read(whereabouts).counts == (6, 5, 2)
    told = places(trace)
    once = told[: len(told) // 2]
    assert once == told[len(once) :]
    assert [(layer, is_back) for _, layer, is_back in once] == [
        (0.5, False),
        (1.5, False),
        (2.0, True),
        (1.5, True),
        (1.5, True),
        (1.0, True),
        (0.5, True),
    ]


def looks_again(network, image, wanted):
    """Learn, read, and learn once more: forward, back, forward, forward, back."""
    network.learn(image, wanted)
    network.detect(image)
    network.learn(image, wanted)


class Lines:
    """Forward, back and forward, each in lines of its own."""

    def __init__(self):
        rng = np.random.default_rng(7)
        self.w, self.v = rng.normal(size=(5, 6)), rng.normal(size=(2, 5))

    def learn(self, x, y):
        h = np.tanh(self.w @ x)
        error = self.v @ h - y
        delta = (self.v.T @ error) * (1 - h**2)
        self.v -= 0.1 * error @ h.T
        self.w -= 0.1 * delta @ x.T
        other = np.tanh(self.w @ x)
        return self.v @ other


@pytest.mark.parametrize("lines", [False, True])
def test_after_the_way_back_it_goes_forward_again(lines):
    if lines:
        trace = record(Lines().learn, np.ones((6, 1)), np.array([[1.0], [0.0]]))
    else:
        network = DigitNetwork(hidden=12, seed=1)
        image, wanted = np.full((784, 1), 0.5), np.eye(10)[:, [3]]
        trace = record(looks_again, network, image, wanted)
    ways = [is_back for name, _, is_back in places(trace) if "return" not in name]
    turns = [one for one, before in zip(ways, [None, *ways]) if one != before]
    assert turns == ([False, True, False] if lines else [False, True, False, True])


def test_of_a_value_by_itself():
    trace = record(Rows().forward, np.ones((7, 6)))
    found = roles_of(trace).read(whereabouts)
    (first, hidden), (second, _) = (
        (one.operands[1], one.result)
        for _, one in trace.operations()
        if one.function == "matmul"
    )
    here = Place(0.0, is_back=True)
    assert found.place_of_value(first, here) == Place(0.5, is_back=True)
    assert found.place_of_value(second, here, (4, 1)) == Place(1.5, True, (4, 1))
    column_first = record(Lines().learn, np.ones((6, 1)), np.array([[1.0], [0.0]]))
    other = roles_of(column_first).read(whereabouts)
    weights = next(
        one.operands[0]
        for _, one in column_first.operations()
        if one.function == "matmul"
    )
    assert other.place_of_value(weights, here, (4, 1)) == Place(0.5, True, (1, 4))
    assert found.place_of_value(hidden, here, None) == Place(1.0, is_back=True)


@pytest.mark.parametrize(
    "call, given",
    [(one_layer, (np.ones((3, 4)), np.ones((4, 1)))), (np.tanh, (np.ones(3),))],
)
def test_where_there_are_no_layers_nothing_is_told(call, given):
    trace = record(lambda *values: call(*values), *given)
    assert roles_of(trace).read(whereabouts) is None
