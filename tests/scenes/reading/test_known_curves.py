"""What curves are called by their heights, and what are the slopes of one."""

from math import erf, sqrt

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.function_of_cells import is_slope_at
from scenes.reading.grown import Grown, meet
from scenes.reading.known_curves import (
    KNOWN,
    OTHER,
    SLOPES,
    is_nearly,
    is_straight,
    known_name,
    limits_of,
    slope_name,
)
from scenes.reading.value_roles import roles_of


def exact_gelu(x):
    return x * (1 + np.array([erf(one / sqrt(2)) for one in x])) / 2


def usual_gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


@pytest.mark.parametrize(
    "curve, name",
    [
        *((curve, name) for name, curve in KNOWN.items()),
        (usual_gelu, "GELU"),
        (lambda x: exact_gelu(x) + 5.9e-4, "GELU"),
        (lambda x: exact_gelu(x) + 6.2e-4, OTHER),
        (lambda x: np.tanh(x) * (1 + 0.9e-6), "tanh"),
        (lambda x: np.tanh(x) * (1 + 1.5e-6), OTHER),
        (lambda x: np.abs(x) + 0.9e-9, "abs"),
        (lambda x: np.abs(x) + 1.1e-9, OTHER),
        (lambda x: np.sqrt(x) + 1.1e-4, "sqrt"),
        (lambda x: np.sqrt(x) + 1.4e-4, OTHER),
        (lambda x: x / (1 + np.exp(-1.702 * x)), OTHER),  # a coarser one
        (lambda x: np.where(x > 0, x, 0.1 * x), "leaky ReLU"),
        (lambda x: np.where(x > 0, x, -0.1 * x), OTHER),
        (lambda x: np.where(x > 0, x, 1.5 * x), OTHER),
        (lambda x: np.where(x > 0, x, np.expm1(x)), "ELU"),
        (lambda x: np.where(x > 0, x, 0.3 * np.expm1(x)), "ELU"),
        (lambda x: np.where(x > 0, x, -np.expm1(x)), OTHER),
        (lambda x: np.clip(x, -1, 1), "clip"),
        (lambda x: np.clip(x, 0, 6), "clip"),
        (lambda x: np.clip(x, -7.95, 20), "clip"),
        (lambda x: np.clip(x, -20, 7.95), "clip"),
        (lambda x: np.clip(x, -20, 20), OTHER),  # bent where nobody looks
        (lambda x: np.clip(-x, -1, 1), OTHER),
        (np.sqrt, "sqrt"),
        (lambda x: np.sqrt(x + 1e-6), "sqrt"),
        (lambda x: np.sqrt(x + 0.1), OTHER),
        (np.log, "log"),
        (lambda x: np.log(x + 1e-7), "log"),
        (np.log10, OTHER),
        (lambda x: x[:3], OTHER),
        (lambda x: 3 * x, OTHER),
    ],
)
def test_what_a_curve_is_called(curve, name):
    with np.errstate(all="ignore"):
        assert known_name(curve) == name


@pytest.mark.parametrize(
    "curve, name",
    [
        *((curve, name) for name, curve in SLOPES.items()),
        (lambda x: np.exp(x), ""),
        (lambda x: 0 * x, ""),
        (lambda x: x[:2], ""),
    ],
)
def test_of_which_curve_one_is_the_slope(curve, name):
    assert slope_name(curve) == name


@pytest.mark.parametrize(
    "curve, is_so",
    [
        (lambda x: 3 * x - 1, True),
        (lambda x: 0 * x, True),
        (lambda x: 1e9 * x + 1, True),
        (lambda x: x + 1.2e-10 * x**2, True),
        (lambda x: x + 1.3e-10 * x**2, False),
        (lambda x: x + 1e-7 * x**2, False),
        (lambda x: np.abs(x), False),
        (lambda x: x / 0.0, False),
        (lambda x: x[:2], False),
    ],
)
def test_what_is_a_line(curve, is_so):
    assert is_straight(curve) is is_so


@pytest.mark.parametrize(
    "curve, limits",
    [
        (lambda x: np.clip(x, -1, 6), (-1, 6)),
        (lambda x: np.maximum(x, 0.5), (0.5, np.inf)),
        (lambda x: np.minimum(x, 0.5), (-np.inf, 0.5)),
        (lambda x: np.minimum(x * 1.1 / 1.1, 0.5), (-np.inf, 0.5)),
        (lambda x: np.where(x < 6, x, 6) * (x > 0), (0, 6)),
        (lambda x: np.clip(x, -1e9, 1e9), (-1e9, 1e9)),
    ],
)
def test_the_limits_of_a_curve(curve, limits):
    assert limits_of(curve) == limits


@pytest.mark.parametrize(
    "name, x, heights, is_so",
    [
        ("sqrt", [0.25, 4.0], [0.5, 2.0], True),
        ("sqrt", [0.25, 4.0], [0.51, 2.0], False),
        ("sqrt", [0.0, 1e-16], [0.0, 0.1], False),
        ("log", [1.0, 0.0], [0.0, -np.inf], True),
        ("sqrt", [-1.0, 4.0], [np.nan, 2.0], True),
        ("tanh", [1.0], [7.0], True),  # told from larger numbers alone
    ],
)
def test_whether_numbers_are_nearly_on_it(name, x, heights, is_so):
    assert is_nearly(name, np.array(x), np.array(heights)) is is_so


def relu(x):
    return np.maximum(x, 0)


def jump(x):
    return np.where(x > 0, np.inf, 0.0)


def fall(x):
    return np.where(x > 0, -np.inf, 0.0)


@pytest.mark.parametrize(
    "curve, x, slopes, is_so",
    [
        (np.square, [1.0, -3.0], [2.0, -6.0], True),
        (np.square, [1.0, -3.0], [2.0, -6.1], False),
        (np.square, [1.0, -3.0], [2.1, -6.0], False),
        (np.square, [1e6, 0.0], [2e6, 0.0], True),
        (relu, [0.0, 2.0], [0.0, 1.0], True),
        (relu, [0.0, 2.0], [1.0, 1.0], True),
        (relu, [0.0, 2.0], [0.5, 1.0], True),
        (relu, [0.0, 2.0], [1.1, 1.0], False),
        (relu, [0.0, 2.0], [-0.1, 1.0], False),
        (np.square, [0.0], [0.9e-4], True),
        (np.square, [0.0], [1.1e-4], False),
        # Of no number and of none that ends nothing is said.
        (np.sqrt, [0.0, 4.0], [0.5, 0.25], False),
        (np.reciprocal, [0.0, 1.0], [7.0, -1.0], False),
        (jump, [0.0, -1.0], [3.0, 0.0], False),
        (fall, [0.0, -1.0], [-3.0, 0.0], False),
    ],
)
def test_what_are_slopes(curve, x, slopes, is_so):
    assert is_slope_at(curve, np.array(x), np.array(slopes)) is is_so


def grown(function):
    """What is computed of x in a call of (x, y): a Grown."""
    given = np.array([1.0, 2.0, 3.0]), np.array([0.5, -1.0, 4.0])
    roles = roles_of(record(function, *given))
    return Grown(roles.trace.inputs[0], roles.operations, roles.makers), roles


@pytest.mark.parametrize(
    "function, is_squared",
    [
        (lambda x, y: x**2, True),
        (lambda x, y: x**2.0, True),
        (lambda x, y: np.power(x, [2]), True),
        (lambda x, y: x**3, False),
        (lambda x, y: np.power(x, [2, 2, 2]), False),
        (lambda x, y: 2**x, False),
        (lambda x, y: np.square(x - y), True),
        (lambda x, y: x * x, True),
        (lambda x, y: x * (x + y), True),
        (lambda x, y: x @ x, True),
        (lambda x, y: x * y, False),
        (lambda x, y: y * y + x, False),
        (lambda x, y: x + x, False),
        (lambda x, y: np.linalg.norm(x), True),
    ],
)
def test_what_is_squared(function, is_squared):
    found, _ = grown(function)
    assert found.is_squared is is_squared


@pytest.mark.parametrize(
    "function, numbers",
    [
        (lambda x, y: 1 - x, [1]),
        (lambda x, y: (x + 2.0) * y, [2]),
        (lambda x, y: (x + np.ones(3)) * y, [1]),
        (lambda x, y: x + y, []),
        (lambda x, y: x * 1, []),
        (lambda x, y: x + np.array([1.0, 1.0, 2.0]), []),
    ],
)
def test_which_numbers_are_added_to_it(function, numbers):
    found, _ = grown(function)
    assert [one for one in (1, 2) if found.meets(one)] == numbers


@pytest.mark.parametrize(
    "function, is_in_order",
    [
        (lambda x, y: np.sqrt(np.exp(x)), True),
        (lambda x, y: np.exp(np.sqrt(x)), False),
        (lambda x, y: np.exp(x), False),
        (lambda x, y: np.sqrt(x), False),
        (lambda x, y: np.exp(np.sqrt(np.exp(x))), True),
        (lambda x, y: np.sqrt(x) + np.exp(y), False),
    ],
)
def test_what_comes_after_what(function, is_in_order):
    found, _ = grown(function)
    assert found.has_in_order(("exp",), ("sqrt",)) is is_in_order


@pytest.mark.parametrize(
    "function, do_meet",
    [
        (lambda x, y: np.exp(x) - np.exp(y), True),
        (lambda x, y: x * y, True),
        (lambda x, y: (np.exp(x), np.exp(y)), False),
    ],
)
def test_what_meets(function, do_meet):
    _, roles = grown(function)
    x, y = roles.trace.inputs
    assert meet(x, y, roles.operations, roles.makers) is do_meet
    assert not meet(x, x, roles.operations, roles.makers)
