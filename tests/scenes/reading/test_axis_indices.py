"""What an index does with each axis: whole, a part, picked one by one, or not told."""

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.reading.axis_classes import AxisClasses
from scenes.reading.axis_indices import along_an_axis, indexed

X = np.arange(24.0).reshape(4, 3, 2)
I, J, ONE = np.array([3, 0, 1]), np.array([2, 0, 1]), np.array([2])


def last_of(function, *given):
    given = [one.copy() if isinstance(one, np.ndarray) else one for one in given]
    return [one for _, one in record(function, *given).operations()][-1]


def told(function, *given):
    """Of each axis that comes out (what it is of, its axis, whether a part)."""
    operation = last_of(function, *given)
    found = indexed(operation)
    if found is None:
        return None
    names = [value and value.name for value, _, _ in found.axes]
    return [(name, *rest) for name, (_, *rest) in zip(names, found.axes)]


@pytest.mark.parametrize(
    "function, axes",
    [
        (lambda x: x[1], [("x", 1, False), ("x", 2, False)]),
        (lambda x: x[:, -1], [("x", 0, False), ("x", 2, False)]),
        (lambda x: x[..., 0], [("x", 0, False), ("x", 1, False)]),
        (
            lambda x: x[0, ..., None],
            [("x", 1, False), ("x", 2, False), (None, 0, False)],
        ),
        (lambda x: x[1:3, 0, :], [("x", 0, True), ("x", 2, False)]),
        (lambda x: x[0:4, :3, 0], [("x", 0, False), ("x", 1, False)]),
        (lambda x: x[::-1, 0, 0], [("x", 0, True)]),
        (lambda x: x[:, [0, 2], 1], [("x", 0, False), (None, 0, False)]),
        (lambda x: x[[]], [(None, 0, False), ("x", 1, False), ("x", 2, False)]),
        (lambda x: x[range(4), 0, 0], [("x", 0, False)]),
        (lambda x: x[range(4), range(3)[0]], [("x", 0, False), ("x", 2, False)]),
        (lambda x: x[[0, True]], None),
        (lambda x: x[0, True], None),
        (lambda x: x[[True, False, True, True]], None),
        (lambda x: x[range(4), :, 0], None),  # what it counts comes first
        (lambda x: x[range(3), 0, 0], None),  # not all, in a way not looked into
        (lambda x: x[x > 3], None),
    ],
)
def test_what_comes_out_of_an_index(function, axes):
    assert told(function, X) == axes


@pytest.mark.parametrize(
    "function, given, axes",
    [
        (lambda x, i: x[i], (I,), [("i", 0, False), ("x", 1, False), ("x", 2, False)]),
        (lambda x, i, j: x[i, j], (I, J), [("i", 0, False), ("x", 2, False)]),
        (lambda x, i, j: x[i, j, 0], (I, J), [("i", 0, False)]),
        (lambda x, i, j: x[i, j], (I, ONE), None),  # one is spread
        (lambda x, i: x[i, :, 0], (I,), None),
        (lambda x, i: x[i[0] :], (I,), None),  # from a number that is computed
        (lambda x, i: x[i.reshape(3, 1)], (I,), None),
    ],
)
def test_what_comes_out_where_arrays_pick(function, given, axes):
    assert told(function, X, *given) == axes


def written_in_a_block(x, i):
    x[i.reshape(1, 3)] = 0.0


def written_in_rows(x, i):
    x[i] = 0.0


def test_what_is_written_by_a_matrix_of_places_is_not_told():
    assert told(written_in_a_block, X, I) is None
    assert told(written_in_rows, X, I)[0] == ("i", 0, False)


def test_each_place_in_order_counts_the_same_as_the_axis():
    def each(x, i):
        return x[i, 0]

    whole = indexed(last_of(each, X, np.arange(4)))
    assert [(axis, value.name) for axis, value, _ in whole.picked] == [(0, "i")]
    assert indexed(last_of(each, X, I)).picked == []


@pytest.mark.parametrize(
    "function, axis",
    [
        (lambda x: np.stack([x, x]), 0),
        (lambda x: np.stack([x, x], axis=-1), 3),
        (lambda x: np.stack([x, x], axis=1), 1),
        (lambda x: np.array([x, x]), 0),
        (lambda x: np.concatenate([x, x]), None),
    ],
)
def test_which_axis_is_new(function, axis):
    operation = last_of(function, X)
    assert along_an_axis(operation, len(operation.result.shape)) == axis


def test_an_axis_is_the_same_counted_from_either_end():
    classes = AxisClasses()
    matrix, number = Value.of(np.ones((2, 3)), identity=1), Value.of(2.0, identity=2)
    assert classes.of(matrix, -1) == (1, 1) == classes.of(matrix, 1)
    assert classes.of(number, -1) == (2, 0) == classes.of(number, 0)
