"""Slopes of curves: known by measuring the curve, however they are written."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.slopes_found import is_slope, slopes_found
from scenes.reading.value_roles import roles_of
from tests.cell_by_cell import Z, sigmoid


def of_a_sigmoid(z):
    a = sigmoid(z)
    return a * (1 - a)


def of_a_sigmoid_turned_round(z):
    a = sigmoid(z)
    return (1 - a) * a


def of_a_tanh(z):
    h = np.tanh(z)
    return 1 - h * h


def of_a_tanh_squared(z):
    h = np.tanh(z)
    return 1 - h**2


def of_a_tanh_again(z):
    h = np.tanh(z)
    d = 1 - np.tanh(z) ** 2
    return h + d


def of_a_relu_by_its_height(z):
    a = np.maximum(z, 0)
    return a > 0


def of_a_relu_by_its_place(z):
    a = np.maximum(z, 0)
    return a, (z > 0).astype(float)


def of_a_leaky_relu(z):
    a = np.where(z > 0, z, 0.1 * z)
    return a, np.where(z > 0, 1.0, 0.1)


def of_a_leaky_relu_written(z):
    a = np.maximum(0.1 * z, z)
    d = np.ones_like(z)
    d[z < 0] = 0.1
    return a, d


def prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


def of_a_call(z):
    return prime(z)


def of_a_call_and_its_curve(z):
    a = sigmoid(z)
    d = prime(z)
    return a + d


SLOPES = [
    (of_a_sigmoid, "sigmoid", True),
    (of_a_sigmoid_turned_round, "sigmoid", True),
    (of_a_tanh, "tanh", True),
    (of_a_tanh_squared, "tanh", True),
    (of_a_tanh_again, "tanh", False),
    (of_a_relu_by_its_height, "ReLU", True),
    (of_a_relu_by_its_place, "ReLU", False),
    (of_a_leaky_relu, "leaky ReLU", False),
    (of_a_leaky_relu_written, "leaky ReLU", False),
    (of_a_call, "sigmoid", False),
    (of_a_call_and_its_curve, "sigmoid", False),
]


def slopes_in(call, z):
    return list(roles_of(record(call, z)).read(slopes_found).values())


@pytest.mark.parametrize("call, name, is_of_heights", SLOPES)
@pytest.mark.parametrize("shape", [(3, 4), (12,), (2, 3, 2)])
def test_a_slope_however_it_is_written(call, name, is_of_heights, shape):
    z = (Z + 0.125).reshape(shape)  # no value stands at a corner
    (slope,) = slopes_in(call, z)
    assert (slope.name, slope.is_of_heights) == (name, is_of_heights)
    np.testing.assert_allclose(slope.x, z)
    step = 1e-6
    rise = slope.curve(z + step) - slope.curve(z - step)
    np.testing.assert_allclose(
        slope.computed.result.array, rise / (2 * step), atol=1e-5
    )
    np.testing.assert_allclose(slope.curve(slope.x), slope.y)


def of_a_sine(z):
    """A network whose hidden values are sines, and back through them."""
    weights = np.linspace(-1, 1, z.size).reshape(z.shape)
    back = 2 * weights * (np.sum(weights * np.sin(z)) - 1)
    return back * np.cos(z)


def of_another(z):
    a = np.tanh(z)
    return a * (1 - a)


def of_no_curve(z):
    return z * (1 - z)


def above_one(z):
    a = np.maximum(z, 0)
    return a, z > 1


def of_places(z):
    waves = np.zeros((*z.shape, 2))
    waves[..., 0] = np.sin(z)
    waves[..., 1] = np.cos(z)
    return waves


def turned_by_places(z):
    even, odd, around = z[:1] + 2, z[:1] - 1, z[:1] * 3
    return even * np.cos(around) - odd * np.sin(around)


def beside_its_softplus(z):
    return np.log1p(np.exp(z)) + sigmoid(z)


@pytest.mark.parametrize(
    "call",
    [
        of_another,
        of_no_curve,
        above_one,
        of_places,
        turned_by_places,
        beside_its_softplus,
    ],
)
def test_what_is_no_slope(call):
    assert slopes_in(call, Z) == []


def test_the_cosine_is_a_slope_where_it_weighs_what_came_from_a_sine():
    assert [one.name for one in slopes_in(of_a_sine, Z.copy())] == ["sin"]


@pytest.mark.parametrize("call", [of_a_relu_by_its_height, of_a_relu_by_its_place])
def test_at_a_corner_either_side_is_a_slope(call):
    z = np.array([[0.0, 1.0], [-1.0, 0.0]])
    (slope,) = slopes_in(call, z)
    assert slope.is_gate


@pytest.mark.parametrize(
    "call, is_gate",
    [
        (of_a_relu_by_its_height, True),
        (of_a_relu_by_its_place, True),
        (of_a_leaky_relu, False),
        (of_a_leaky_relu_written, False),
        (of_a_tanh, False),
    ],
)
def test_a_slope_of_0_and_1_alone_is_a_gate(call, is_gate):
    (slope,) = slopes_in(call, Z.copy())
    assert slope.is_gate is is_gate


def test_roles_know_them():
    trace = record(of_a_tanh, Z)
    roles = roles_of(trace)
    assert is_slope(roles, trace.result)
    assert not is_slope(roles, trace.inputs[0])
