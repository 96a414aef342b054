"""What of the layers is told that films show: curves by name, pictures, the answer."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.forward_pass import LEAST_SIDE, forward_pass
from tests.product_networks import normal

X, W, V = normal(3, 16), normal(16, 5), normal(5, 3)


class Net:
    def bend(self, z):
        return np.tanh(z)


NET = Net()


def squash(total):
    return np.tanh(total)


def by_a_function(x, w):
    return squash(x @ w)


def by_a_lambda(x, w):
    bend = lambda total: np.tanh(total)  # noqa: E731
    a = bend(x @ w)
    return a


def by_a_method(x, w):
    return NET.bend(x @ w)


def in_line(x, w):
    return np.tanh(x @ w)


@pytest.mark.parametrize(
    "function, name, parameter, span",
    [
        (by_a_function, "squash", "total", "squash(x @ w)"),
        (by_a_lambda, "tanh", "x", "bend(x @ w)"),
        (by_a_method, "tanh", "x", "NET.bend(x @ w)"),
        (in_line, "tanh", "x", "np.tanh(x @ w)"),
    ],
)
def test_a_curve_is_called_as_the_code_calls_it(function, name, parameter, span):
    trace = record(function, X, W)
    (layer,) = forward_pass(trace).layers
    assert layer.function.name == name
    if function is by_a_function:
        assert layer.function.parameter == parameter
    where = layer.curve_span
    line = trace.sources[where.file].splitlines()[where.line - 1]
    assert line[where.column : where.end_column] == span


def test_a_layer_without_a_curve_has_no_place_of_one():
    first, last = forward_pass(
        record(lambda x, w, v: np.tanh(x @ w) @ v, X, W, V)
    ).layers
    assert first.curve_span is not None and last.curve_span is None
    assert (first.count, last.count) == (5, 3)


def flattened(x, w):
    return np.tanh(x.reshape(len(x), -1) @ w)


def one_flattened(x, w):
    return np.tanh(x.reshape(1, -1) @ w)


def one_in_a_column(x, w):
    return np.tanh(w.T @ x.reshape(-1, 1))


@pytest.mark.parametrize(
    "function, shape, picture",
    [
        (flattened, (3, 4, 4), (4, 4)),
        (flattened, (1, 4, 4), (4, 4)),
        (one_flattened, (4, 4), (4, 4)),
        (one_in_a_column, (4, 4), (4, 4)),
        (flattened, (3, 2, 8), None),
        (flattened, (3, 16), None),
        (flattened, (3, 4, 4, 1), None),
        (one_flattened, (2, 8), None),
    ],
)
def test_the_picture_that_goes_in(function, shape, picture):
    x = normal(*shape)
    found = forward_pass(record(function, x, W)).picture
    if picture is None:
        assert found is None
    else:
        assert found.array.shape == picture
        np.testing.assert_array_equal(found.array, x.reshape(-1, *picture)[0])


@pytest.mark.parametrize(
    "side, is_picture", [(LEAST_SIDE - 1, False), (LEAST_SIDE, True)]
)
def test_what_is_very_small_is_no_picture(side, is_picture):
    x, w = normal(2, side, side), normal(side * side, 5)
    assert (forward_pass(record(flattened, x, w)).picture is not None) == is_picture


def scored(rows):
    """A network of one layer whose sums are these rows."""
    rows = np.array(rows, float)
    return np.eye(len(rows)), np.arctanh(rows)


LARGEST_FIRST = scored([[0.9, 0.1, 0.2], [0.5, 0.6, 0.1], [0.3, 0.2, 0.4]])
LARGEST_LAST = scored([[0.1, 0.3, 0.2], [0.5, 0.6, 0.1], [0.9, 0.2, 0.4]])
ONE = scored([[0.1, 0.3, 0.2]])


@pytest.mark.parametrize(
    "function, given, answer",
    [
        (lambda x, w: np.tanh(x @ w).argmax(axis=1), LARGEST_FIRST, 0),
        (lambda x, w: np.tanh(x @ w).argmax(axis=1), LARGEST_LAST, 1),
        (lambda x, w: np.tanh(x @ w).argmax(axis=0), LARGEST_LAST, None),  # of columns
        (lambda x, w: np.tanh(x @ w).argmax(), LARGEST_FIRST, 0),
        (lambda x, w: np.tanh(x @ w).argmax(), LARGEST_LAST, None),  # of another row
        (lambda x, w: np.argmax(np.tanh(x @ w).ravel()), ONE, 1),
        (lambda x, w: np.argmax(np.tanh(x @ w)[0]), ONE, 1),
        (lambda x, w: np.argmax(np.tanh(x @ w) * [3, 2, 1]), ONE, None),
        (lambda x, w: np.tanh(x @ w).argmin(), ONE, None),
        (lambda x, w: np.tanh(x @ w), ONE, None),
    ],
)
def test_where_the_answer_is_picked(function, given, answer):
    found = forward_pass(record(function, *given))
    assert (found.answer is None) == (answer is None)
    if answer is not None:
        assert int(found.answer.result.array.ravel()[0]) == answer
