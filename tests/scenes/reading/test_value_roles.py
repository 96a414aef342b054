"""The parts that values play: told from what is computed, not from names."""

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.reading.value_roles import is_image, is_inked, of_digits, roles_of


class Layer:
    def __init__(self):
        self.weights, self.biases = np.eye(2), np.ones((2, 1))
        self.state = np.zeros((2, 1))

    def forward(self, x):
        return self.weights @ x + self.biases

    def learn(self, x):
        self.biases -= 0.5 * x
        return self.weights @ x + self.biases

    def anew(self, x):
        self.biases = self.biases - 0.5 * x
        return self.weights @ x + self.biases

    def next(self, x):
        self.state = np.tanh(self.weights @ x + self.state)
        return self.state


def of_object(layer, x):
    return layer.weights @ x + layer.biases


def of_arguments(weights, x, biases):
    return weights @ x + biases


X = np.array([[1.0], [2.0]])


@pytest.mark.parametrize(
    "call, arguments, names",
    [
        (Layer().forward, (X,), {"weights", "biases"}),
        (Layer().learn, (X,), {"weights", "biases"}),
        (Layer().anew, (X,), {"weights"}),
        (Layer().next, (X,), {"weights"}),
        (of_object, (Layer(), X), {"layer.weights", "layer.biases"}),
        (of_arguments, (np.eye(2), X, X), set()),
    ],
)
def test_parameters(call, arguments, names):
    trace = record(call, *arguments)
    roles = roles_of(trace)
    used = {
        value.name
        for _, operation in trace.operations()
        for value in operation.operands
        if value.name and roles.is_parameter(value)
    }
    assert used - {"state"} == names


def compared(output, wanted):
    return output - wanted


def compared_twice(output, wanted):
    return output - wanted, (output - wanted).sum()


def taken_from(output, wanted):
    return wanted - output


def looked_up(weights, wanted):
    return weights @ wanted


def used_too(output, wanted):
    return (output - wanted) * wanted


ONE_HOT = np.array([[0.0], [1.0]])


@pytest.mark.parametrize(
    "call, first, second, is_target",
    [
        (compared, X, ONE_HOT, True),
        (compared_twice, X, ONE_HOT, True),
        (compared, X, X, False),
        (taken_from, X, ONE_HOT, False),
        (looked_up, np.eye(2), ONE_HOT, False),
        (used_too, X, ONE_HOT, False),
    ],
)
def test_targets(call, first, second, is_target):
    trace = record(call, first, second)
    assert roles_of(trace).is_target(trace.inputs[1]) == is_target


@pytest.mark.parametrize(
    "values, is_ink",
    [
        ([0.0, 1.0, 0.5], True),
        ([0.0, 1.0001], False),
        ([-0.0001, 1.0], False),
        ([np.nan, 0.5], False),
        ([], True),
    ],
)
def test_ink(values, is_ink):
    assert is_inked(np.array(values)) == is_ink


@pytest.mark.parametrize(
    "shape, is_it", [((784, 1), True), ((28, 28), True), ((783, 1), False)]
)
def test_images(shape, is_it):
    assert is_image(Value.of(np.full(shape, 0.5))) == is_it
    assert not is_image(Value.of(np.full(shape, 255)))


def test_only_the_digit_network_reads_digits(digit_trace):
    assert of_digits(digit_trace)
    assert not of_digits(record(Layer().forward, X))
