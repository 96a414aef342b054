"""Functions of each value alone that are written where they are used."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.inline_functions import inline_functions
from scenes.reading.value_roles import roles_of
from tests.told import kinds_of, player_of

Z = np.array([[0.5], [-1.5], [2.0], [0.0]])

# How it is written; what the curve is called, how many operations it takes,
# and the expression.
CURVES = [
    (lambda z: 1 / (1 + np.exp(-z)), "sigmoid", 4),
    (lambda z: 1.0 / (1.0 + np.exp(-1.0 * z)), "sigmoid", 4),
    (lambda z: np.exp(z) / (1 + np.exp(z)), "sigmoid", 4),
    (lambda z: 0.5 * (1 + np.tanh(0.5 * z)), "sigmoid", 4),
    (lambda z: (1 + np.exp(-z)) ** -1, "sigmoid", 4),
    (lambda z: np.tanh(z), "tanh", 1),
    (lambda z: np.maximum(0, z), "ReLU", 1),
    (lambda z: np.maximum(z, 0.0), "ReLU", 1),
    (lambda z: z * (z > 0), "ReLU", 2),
    (lambda z: (np.abs(z) + z) / 2, "ReLU", 3),
    (lambda z: np.maximum(0.01 * z, z), "leaky ReLU", 2),
    (lambda z: 0.5 * z * (1 + np.tanh(0.8 * (z + 0.04 * z**3))), "f", 8),
    (lambda z: z**2, "square", 1),
    (lambda z: np.log(1 + np.exp(z)), "softplus", 3),
    (lambda z: np.exp(z), "exp", 1),
    (lambda z: np.abs(z), "abs", 1),
]
NONE = [
    lambda z: z * 2 + 1,  # a line
    lambda z: -z,
    lambda z: z > 0,  # a mask
    lambda z: z + z.T,  # of another shape
    lambda z: np.exp(z).sum(),
    lambda z: np.sort(z),
    lambda z: np.abs(z) > 1,  # a mask at the end of a chain
    lambda z: np.add(z, 1, where=z > 0, out=np.zeros_like(z)),
]


def found_in(call, *arguments):
    trace = record(call, *arguments)
    found = [
        function
        for step in trace.steps
        for function in inline_functions(step.operations)
    ]
    return found, trace


@pytest.mark.parametrize("shape", [(4, 1), (4,), (1, 4)])
@pytest.mark.parametrize("place", range(len(CURVES)))
def test_a_curve_however_it_is_written(place, shape):
    call, name, count = CURVES[place]
    (function,), trace = found_in(call, Z.reshape(shape))
    assert (function.name, len(function.operations)) == (name, count)
    assert function.argument.identity == trace.inputs[0].identity
    np.testing.assert_allclose(
        function(Z.reshape(shape)), trace.result.array, rtol=1e-12
    )
    assert function.parameter == "z"
    assert kinds_of(call, Z.reshape(shape)) == ["curve"]


def test_two_curves_of_one_statement_are_two():
    found, _ = found_in(lambda z: (np.exp(z), np.abs(z)), Z)
    assert [one.name for one in found] == ["exp", "abs"]


@pytest.mark.parametrize("place", range(len(NONE)))
def test_no_curve(place):
    found, _ = found_in(NONE[place], Z)
    assert [one for one in found if len(one.operations) > 1] == []
    assert all(one.result.shape == Z.shape for one in found)


def two_inputs(z, bias):
    return np.tanh(z + bias)


def with_a_rate(z, rate):
    return np.tanh(z * rate)


def with_its_largest(z):
    return np.exp(z - z.max())


def used_again(z):
    e = np.exp(z)
    return e * 2 + (e - e)


@pytest.mark.parametrize(
    "call, arguments, counts",
    [
        (two_inputs, (Z, Z + 1), [1]),  # the tanh of a sum
        (with_a_rate, (Z, 0.5), [1]),  # the rate is an input, too
        (with_its_largest, (Z,), [1]),
        (used_again, (Z,), [1]),
    ],
)
def test_only_numbers_of_the_code_are_part_of_a_curve(call, arguments, counts):
    found, _ = found_in(call, *arguments)
    assert [len(one.operations) for one in found] == counts


def of_no_name(w, z):
    return 1 / (1 + np.exp(-(w @ z)))


def test_what_has_no_name_is_x():
    (function,), _ = found_in(of_no_name, np.eye(4), Z)
    assert (function.parameter, function.expression) == ("x", "1 / (1 + np.exp(-(x)))")
    assert kinds_of(of_no_name, np.eye(4), Z) == ["rows", "curve"]
    player = player_of("curve", of_no_name, np.eye(4), Z)
    assert player.before.name_text == "w @ z"


def slope_of_an_inline_sigmoid(z):
    y = 1 / (1 + np.exp(-z))
    slope = y * (1 - y)
    return slope


def shares(z):
    e = np.exp(z)
    return e / e.sum()


def test_what_is_part_of_something_larger_is_no_curve():
    assert kinds_of(slope_of_an_inline_sigmoid, Z) == ["curve", "slope"]
    assert kinds_of(shares, Z) == ["softmax"]
    assert roles_of(record(shares, Z)).inline == {}
