"""What is written into zeros is one-hot, or happens to be 1."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.makers import Makers
from scenes.reading.value_roles import roles_of
from scenes.reading.written_cells import one_hots, value_written, write


def a_literal(x):
    y = np.zeros(5)
    y[3] = 1
    return y


def rows_of_ones(x):
    y = np.zeros((2, 3))
    y[np.arange(2), np.array([2, 0])] = np.ones(2)
    return y


def computed(x):
    y = np.zeros(5)
    y[3] = x[0] + 1
    return y


def taken(x):
    y = np.zeros((2, 3))
    y[np.arange(2), np.array([2, 0])] = x[1:]
    return y


@pytest.mark.parametrize(
    ("call", "is_one_hot"),
    [(a_literal, True), (rows_of_ones, True), (computed, False), (taken, False)],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_only_a_one_that_is_meant_is_one_hot(call, is_one_hot):
    operations = [one for _, one in record(call, np.array([0.0, 1, 1])).operations()]
    makers = Makers(operations)
    (made,) = [write(one, makers) for one in operations if one.function == "setitem"]
    assert made.is_one_hot is is_one_hot


LABELS = np.array([2, 0, 1])


def into_zeros(y):
    hot = np.zeros((3, 3))
    hot[np.arange(3), y] = 1
    return hot


def with_others_between(y):
    hot = np.zeros((3, 3))
    rows = np.arange(3)
    other = np.arange(4) * 2
    hot[rows, y] = 1
    return hot, other


def long_after_the_zeros(y):
    hot = np.zeros((3, 3))
    for k in range(12):
        y = y + 0
    hot[np.arange(3), y] = 1
    return hot


def from_a_diagonal(y):
    return np.eye(3)[y]


def taken_from_a_diagonal(y):
    return np.identity(3).take(y, axis=0)


def from_a_diagonal_with_a_name(y):
    eye = np.eye(3)
    return eye[y]


def from_one_that_is_read_twice(y):
    parts = [np.eye(3)] * 2
    return parts[0][y] + parts[1]


def columns_of_a_diagonal(y):
    return np.eye(3)[:2, :2]


def twos(y):
    hot = np.zeros((3, 3))
    hot[np.arange(3), y] = 2
    return hot


def over_others(y):
    hot = np.zeros((3, 3))
    hot[0] = 5
    hot[np.arange(3), y] = 1
    return hot


def into_ones(y):
    hot = np.ones((3, 3))
    hot[np.arange(3), y] = 1
    return hot


@pytest.mark.parametrize(
    "call, functions",
    [
        (into_zeros, ["zeros", "arange", "setitem"]),
        (with_others_between, ["zeros", "arange", "setitem"]),
        (long_after_the_zeros, ["setitem"]),
        (from_a_diagonal, ["eye", "getitem"]),
        (taken_from_a_diagonal, ["identity", "take"]),
        (from_a_diagonal_with_a_name, None),
        (from_one_that_is_read_twice, None),
        (twos, None),
        (over_others, None),
        (into_ones, None),
    ],
)
def test_rows_of_ones_and_what_they_begin_with(call, functions):
    found = roles_of(record(call, LABELS.copy())).read(one_hots)
    made = list({id(one): one for one in found.values()}.values())
    if functions is None:
        assert made == []
        return
    (one,) = made
    assert [each.function for each in one.operations] == functions
    np.testing.assert_array_equal(one.after.array, np.eye(3)[LABELS])
    assert one.index.array.tolist() == LABELS.tolist()


def changed_in_place(x, y):
    x[1:3] += 2.0


def changed_by_a_view_of_another(x, y):
    part = y[:2]
    part += 2.0
    x[1:3] = part


@pytest.mark.parametrize(
    "call, before",
    [(changed_in_place, [0.0, 1, 1]), (changed_by_a_view_of_another, [0.0, 1, 1])],
)
def test_what_was_there_before(call, before):
    given = np.array([0.0, 1, 1])
    operations = [one for _, one in record(call, given, given + 5).operations()]
    made = write(operations[-1], Makers(operations))
    assert made.before.name == "x" and made.before.array.tolist() == before
    assert made.cells.tolist() == [1, 2]


def none_of_a_list(x, at):
    x[0] = [1, 2, 3]


def rows_in_a_tuple(x, at):
    x[at] = x[0], x[0] + 1


def of_a_text(x, at):
    x[1, :2] = "3"


def of_a_range(x, at):
    x[:, 0] = range(3)


def an_array(x, at):
    x[at] = x[0]


def a_number(x, at):
    x[at, 1] = 7


@pytest.mark.parametrize(
    ("call", "value", "is_operand", "has_index"),
    [
        (none_of_a_list, [1, 2, 3], False, False),
        (rows_in_a_tuple, [[0, 1, 2], [1, 2, 3]], False, True),
        (of_a_text, [3, 3], False, False),
        (of_a_range, [0, 1, 2], False, False),
        (an_array, [0, 1, 2], True, True),
        (a_number, 7, True, True),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_is_written_and_where(call, value, is_operand, has_index):
    trace = record(call, np.arange(9.0).reshape(3, 3), np.array([0, 2]))
    operations = [one for _, one in trace.operations()]
    last = operations[-1]
    made = write(last, Makers(operations))
    assert made.value.array.tolist() == value
    assert (value_written(last) is made.value) is is_operand
    # No other value of the trace has the identity of what is made for the eye.
    assert (made.value.identity == -1 - last.number) is not is_operand
    assert (made.index is not None and made.index.name == "at") is has_index
