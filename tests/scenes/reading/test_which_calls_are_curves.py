"""Which calls work on each value alone, and what they are called."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.elementwise import elementwise_function

X = np.linspace(-2, 2, 5).reshape(5, 1)
OTHER = np.ones((5, 1))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def bent(x):
    y = x * x
    return y - x


def gelu_like(x):
    return x * np.tanh(np.maximum(x, 0) + 1)


def within(x):
    y = sigmoid(x)
    return y * 2


def nothing(x):
    return x


def of_constants(x):
    return np.add(1.0, 2.0)


def by_a_column(x, other=OTHER):
    return x * other


def summed(x):
    return np.exp(x) / np.sum(x * x)


def in_place(x):
    y = x + 0
    y += 1
    return y


def into_itself(x):
    np.exp(x, out=x)
    return x


def two_results(x):
    whole, rest = np.divmod(x, 2)
    return rest


def unknown(x):
    return np.cbrt(x)


def turned(x):
    return np.exp(x).T


def spread(x):
    return x + np.ones((1, 3)).T[0]


def not_what_was_computed(x):
    y = np.exp(x)
    np.negative(x)
    return y


def with_a_type(x):
    return np.add(x, 1, dtype=np.float64)


def found(function, x):
    """The ElementwiseFunction that a call is, or None."""

    def call(values):
        outcome = function(values)
        return outcome

    trace = record(call, x)
    calling = next(step for step in trace.steps if trace.children(step))
    return elementwise_function(trace, trace.children(calling))


@pytest.mark.parametrize("function", [sigmoid, bent, gelu_like])
@pytest.mark.parametrize("shape", [(5, 1), (1, 5), (5,)])
def test_a_call_that_is_a_curve(function, shape):
    seen = found(function, X.reshape(shape))
    wide = np.linspace(-30, 30, 91).reshape(7, 13)
    np.testing.assert_allclose(seen(wide), function(wide))
    np.testing.assert_array_equal(seen.argument.array, X.reshape(shape))
    np.testing.assert_array_equal(seen.result.array, function(X.reshape(shape)))
    assert (seen.name, seen.parameter, seen.argument.name) == (
        function.__name__,
        "x",
        "values",
    )


@pytest.mark.parametrize(
    "function",
    [
        within,
        nothing,
        of_constants,
        by_a_column,
        summed,
        in_place,
        into_itself,
        two_results,
        unknown,
        turned,
        not_what_was_computed,
        with_a_type,
    ],
)
def test_a_call_that_is_none(function):
    assert found(function, X.copy()) is None


@pytest.mark.parametrize(
    "shape, is_curve",
    [
        ((1, 1), False),
        ((2, 1), True),
        ((1, 2), True),
        ((32, 1), True),
        ((33, 1), False),
        ((32,), True),
        ((33,), False),
        ((1,), False),
        ((4, 4), False),
        ((1, 1, 4), False),
        ((0, 1), False),
    ],
)
def test_of_how_many_values_a_curve_is_drawn(shape, is_curve):
    x = np.linspace(0, 1, int(np.prod(shape))).reshape(shape)
    assert (found(sigmoid, x) is not None) == is_curve


@pytest.mark.parametrize(
    "function, expression", [(sigmoid, "1 / (1 + np.exp(-x))"), (bent, "y - x")]
)
def test_what_is_returned_is_told_as_in_the_code(function, expression):
    seen = found(function, X)
    assert seen.expression == expression
    assert [one.function for one in seen.operations] == {
        sigmoid: ["negative", "exp", "add", "divide"],
        bent: ["multiply", "subtract"],
    }[function]


class Layer:
    """With a call whose argument has a name in it, one after a call of the
    same, and one of an attribute."""

    def __init__(self):
        self.state = X.copy()

    def forward(self, x):
        first = x * 2
        second = first
        late = sigmoid(first)
        other = first
        of_own = sigmoid(self.state)
        straight = sigmoid(x - 1)
        return late, of_own, straight, second, other


@pytest.mark.parametrize("which, name", [(0, "second"), (1, "state"), (2, "x")])
def test_what_the_caller_calls_the_argument(which, name):
    trace = record(Layer().forward, X)
    calls = [trace.children(step) for step in trace.steps if trace.children(step)]
    seen = elementwise_function(trace, calls[which])
    assert seen.argument.name == name
    assert seen.call.line == calls[which][0].call.line


def nowhere(x):
    return np.sqrt(x - 100)


def falling(x):
    return -x


def sharp(x):
    return 1 / x


def third(scores):
    return scores / 3


def to_and_fro(x):
    return (x + 1000) - 1000


@pytest.mark.parametrize(
    "function, x, reach",
    [
        (sigmoid, X, (0.0, 1.0)),
        (falling, X, (-40.0, 40.0)),
        (bent, X, (-0.25, 1640.0)),
        (nowhere, X + 200, (np.inf, -np.inf)),
        (third, X, (-13.333333, 13.333333)),
        (sharp, X + 9, (-10.0, np.inf)),
    ],
)
def test_how_far_a_curve_reaches(function, x, reach):
    assert found(function, x).reach == reach


def test_the_argument_is_called_as_the_function_calls_it():
    assert found(third, X).parameter == "scores"


@pytest.mark.parametrize(
    "kind, is_curve", [(np.float16, False), (np.float32, True), (np.float64, True)]
)
def test_what_was_rounded_too_far_is_no_curve(kind, is_curve):
    """With ten bits the numbers near 1000 are 0.5 apart."""
    seen = found(to_and_fro, np.array([[0.7], [1.7]], kind))
    assert (seen is not None) == is_curve
