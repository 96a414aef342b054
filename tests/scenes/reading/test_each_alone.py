"""Which calls work on each value alone, and what they are computed as."""

import math
from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.reading import elementwise
from scenes.reading.elementwise import UFUNCS, elementwise_function, name_outside

# Of the sine at all tenths from -40 to 40.
HIGHEST = round(max(math.sin(tenth / 10) for tenth in range(-400, 401)), 6)
X = np.array([[1.0], [-2.0], [3.0]])


def squeeze(z):
    return 1 / (1 + np.exp(-z))


def in_lines(z):
    half = z / 2
    more = half + 1
    return more


def unnamed(z):
    z = (z * 2) * z
    return z


def after_all(z):
    y = z * 2
    np.exp(y)
    return y


def of_two(z, other=X * 2):
    return z * other


def into_itself(z):
    z *= 2
    return z


def of_calls(z):
    return squeeze(z) * 2


def of_sums(z):
    return z - z.sum()


def as_type(z):
    return z.astype(np.float32)


def halves(z):
    return np.modf(z)[0]


def nothing(z):
    return z


def no_result(z):
    np.exp(z)


def of_numbers(z):
    return np.add(2.0, np.float64(3.0))


def many_unary(z):
    return np.tanh(np.abs(np.negative(z)))


def found_in(function, x):
    """What is found of function(x), where `column` is x's name outside."""

    def call(column):
        y = function(column)
        return y

    trace = record(call, x)
    return elementwise_function(trace, trace.children(trace.step("y")))


@pytest.mark.parametrize(
    "function, name, expression, parameter, count",
    [
        (squeeze, "squeeze", "1 / (1 + np.exp(-z))", "z", 4),
        (in_lines, "in_lines", "half + 1", "z", 2),
        (unnamed, "unnamed", "(z * 2) * z", "z", 2),
        (many_unary, "many_unary", "np.tanh(np.abs(np.negative(z)))", "z", 3),
    ],
)
def test_what_is_found(function, name, expression, parameter, count):
    found = found_in(function, X)
    assert (found.name, found.expression) == (name, expression)
    assert (found.parameter, found.argument.name) == (parameter, "column")
    assert len(found.operations) == count
    assert found.call.file.endswith("test_each_alone.py")
    np.testing.assert_array_equal(found.argument.array, X)
    np.testing.assert_array_equal(found.result.array, function(X))
    wide = np.linspace(-5, 5, 12).reshape(3, 4)
    np.testing.assert_allclose(found(wide), function(wide), rtol=1e-15)


@pytest.mark.parametrize(
    "function",
    [
        after_all,
        of_two,
        into_itself,
        of_calls,
        of_sums,
        as_type,
        halves,
        nothing,
        no_result,
        of_numbers,
    ],
)
def test_what_is_not_of_each_value_alone(function):
    assert found_in(function, X.copy()) is None


@pytest.mark.parametrize(
    "shape, is_found",
    [
        ((2, 1), True),
        ((1, 2), True),
        ((2,), True),
        ((32, 1), True),
        ((1, 32), True),
        ((33, 1), False),
        ((33,), False),
        ((1, 1), False),
        ((1,), False),
        ((2, 2), False),
        ((2, 1, 1), False),
        ((), False),
    ],
)
def test_how_many_values_a_curve_is_drawn_through(shape, is_found):
    x = np.arange(float(np.prod(shape))).reshape(shape)
    assert (found_in(squeeze, x) is not None) == is_found


def test_a_larger_result_is_no_curve():
    assert found_in(lambda z: z * np.float64(2) + z, X) is not None
    assert found_in(lambda z: np.add(z, z.T), X) is None
    wide = found_in(lambda z: z * np.ones((1, 1)), X)
    assert wide is None


@pytest.mark.parametrize(
    "function, reach",
    [
        (lambda z: z * 3, (-120.0, 120.0)),
        (lambda z: np.sin(z), (-HIGHEST, HIGHEST)),
        (lambda z: np.sin(z) + 1, (round(1 - HIGHEST, 6), 1 + HIGHEST)),
        (lambda z: np.square(z), (0.0, 1600.0)),
        (lambda z: np.square(z - 0.1), (0.0, 1608.01)),
        (lambda z: np.square(z - 0.05) + 1, (1.0025, 1605.0025)),
        (lambda z: np.sqrt(z * z), (0.0, 40.0)),
        (lambda z: np.log(z * z), (-np.inf, round(float(np.log(1600.0)), 6))),
    ],
)
def test_how_far_a_curve_reaches(function, reach):
    x = np.array([[1.0], [2.0], [3.0]])
    assert found_in(function, x).reach == reach


@pytest.mark.parametrize("share, is_found", [(0.9, True), (1.1, False)])
def test_what_is_seen_beside_a_curve(share, is_found):
    found = found_in(squeeze, X * 0)
    beside = 0.5 + 0.5 * elementwise.VISIBLE * share
    digest = "another"
    result = replace(
        found.result, digest=digest, arrays={digest: np.array([[0.5], [0.5], [beside]])}
    )
    other = replace(found, result=result)
    assert elementwise.is_curve_of(other) == is_found
    assert elementwise.VISIBLE == 0.002


def test_only_what_is_a_curve_is_repeated():
    for name, ufunc in UFUNCS.items():
        assert getattr(np, name) is ufunc and ufunc.nout == 1 and ufunc.nin <= 2


def of_names(first, second):
    third = first
    same = third
    y = squeeze(same)
    z = squeeze(y)
    fourth = z
    return squeeze(fourth), squeeze(second * 2)


@pytest.mark.parametrize(
    "slug, name", [("y", "same"), ("z", "y"), ("return", "fourth")]
)
def test_what_the_caller_calls_the_argument(slug, name):
    trace = record(of_names, X, X * 2)
    inside = trace.children(trace.step(slug))[:1]
    assert elementwise_function(trace, inside).argument.name == name


def test_what_has_no_name_outside_is_called_as_inside():
    trace = record(of_names, X, X * 2)
    inside = trace.children(trace.step("return"))[1:]
    found = elementwise_function(trace, inside)
    assert found.argument.name == found.parameter == "z"


def test_an_attribute_is_called_as_in_the_code():
    class Holder:
        def __init__(self):
            self.biases = X

        def call(self):
            y = squeeze(self.biases)
            return y

    trace = record(Holder().call)
    inside = trace.children(trace.step("y"))
    assert elementwise_function(trace, inside).argument.name == "biases"
    value = replace(inside[0].operations[0].operands[0], identity=99)
    assert name_outside(trace, value, inside[0].number) == value.name
