"""The line that says which shapes go in and come out, as Python would write it."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

from network.recorder import record
from scenes.acts.shape_lines import shapes_of, shapes_through

X, V, PLACES = np.arange(12.0).reshape(3, 4) - 5, np.ones(4), np.array([1, 0])


def line_of(call):
    """Of the last operation."""
    trace = record(lambda x, v, places: call(x, v, places), X.copy(), V, PLACES)
    return shapes_of([one for step in trace.steps for one in step.operations][-1])


def turned(x, v, places):
    return 1.5 < x


def overwritten(x, v, places):
    x[1:, 2] = 0.5


def overwritten_where_it_is_large(x, v, places):
    x[x > 2] = v[0]


def overwritten_in_rows(x, v, places):
    x[places, 1:3:2] = v[:1]


def added_to_itself(x, v, places):
    x += v


def added_to_another(x, v, places):
    np.add(x, v, out=np.empty((3, 4)))


def of_a_long_index(x, v, places):
    the_row_that_is_looked_at = 1
    return x[the_row_that_is_looked_at]


@pytest.mark.parametrize(
    "call, line",
    [
        (lambda x, v, places: x @ v, "(3,)  =  (3, 4) @ (4,)"),
        (lambda x, v, places: np.divide(x, 2.5), "(3, 4)  =  (3, 4) / 2.5"),
        (lambda x, v, places: x % 3, "(3, 4)  =  (3, 4) % 3"),
        (lambda x, v, places: x // 3, "(3, 4)  =  (3, 4) // 3"),
        (lambda x, v, places: x >= v, "(3, 4)  =  (3, 4) >= (4,)"),
        (turned, "(3, 4)  =  1.5 < (3, 4)"),
        (lambda x, v, places: places == 1, "(2,)  =  (2,) == 1"),
        (lambda x, v, places: places | 4, "(2,)  =  (2,) | 4"),
        (lambda x, v, places: -x, "(3, 4)  =  -(3, 4)"),
        (lambda x, v, places: ~places, "(2,)  =  ~(2,)"),
        (lambda x, v, places: x.T, "(4, 3)  =  (3, 4).T"),
        (lambda x, v, places: np.transpose(x), "(4, 3)  =  transpose( (3, 4) )"),
        (lambda x, v, places: x[1], "(4,)  =  (3, 4)[1]"),
        (lambda x, v, places: x[:, 1:3], "(3, 2)  =  (3, 4)[:, 1:3]"),
        (lambda x, v, places: x[1, 2], "a number  =  (3, 4)[1, 2]"),
        (lambda x, v, places: x[places], "(2, 4)  =  (3, 4)[(2,)]"),
        (lambda x, v, places: x[..., places], "(3, 2)  =  (3, 4)[..., (2,)]"),
        (lambda x, v, places: x[::2, places], "(2, 2)  =  (3, 4)[::2, (2,)]"),
        (lambda x, v, places: x[places, None], "(2, 1, 4)  =  (3, 4)[(2,), None]"),
        (of_a_long_index, "(4,)  =  (3, 4)[…]"),
        (overwritten, "(3, 4)[1:, 2]  =  0.5"),
        (overwritten_where_it_is_large, "(3, 4)[(3, 4)]  =  1"),
        (overwritten_in_rows, "(3, 4)[(2,), 1:3:2]  =  (1,)"),
        (added_to_itself, "(3, 4)  +=  (4,)"),
        (added_to_another, "(3, 4)  =  add( (3, 4), (4,), (3, 4) )"),
        (lambda x, v, places: np.zeros((2, 3)), "(2, 3)"),
        (lambda x, v, places: np.array([[1.5, 2.5]]), "(1, 2)"),
        (lambda x, v, places: np.full((2, 2), 7.5), "(2, 2)"),
        (lambda x, v, places: np.ones_like(x), "(3, 4)  =  ones_like( (3, 4) )"),
        (lambda x, v, places: x.sum(axis=0), "(4,)  =  sum( (3, 4) )"),
        (lambda x, v, places: np.linalg.norm(x), "a number  =  linalg.norm( (3, 4) )"),
        (
            lambda x, v, places: sliding_window_view(x, (2, 2)),
            "(2, 3, 2, 2)  =  sliding_window_view( (3, 4) )",
        ),
    ],
)
def test_the_line_is_what_python_would_write(call, line):
    assert line_of(call) == line


@pytest.mark.parametrize(
    "name, line",
    [
        ("tanh", "(3, 1)  =  tanh( (2, 1) )"),
        ("1/√x", "(3, 1)  =  1/√(2, 1)"),
        ("exp(−x)", "(3, 1)  =  exp(−(2, 1))"),
    ],
)
def test_a_curve_that_is_called_by_its_formula_has_its_x_there(name, line):
    assert shapes_through(name, (3, 1), (2, 1)) == line
