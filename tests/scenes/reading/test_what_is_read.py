"""Of operations alone: their operands, the cells read, products found."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.cells_read import cells_read
from scenes.reading.inputs import picture_of
from scenes.reading.matrix_times_column import matrix_times_column, turned_over
from scenes.reading.plain_calls import as_computed, is_plain, spelled

A = np.arange(6.0).reshape(2, 3) - 2.5
SQUARE = np.arange(9.0).reshape(3, 3)
COLUMN = np.array([[1.0], [-2.0], [4.0]])


def operations_of(call, *arguments):
    """The operations of a call, and its last one as it was computed."""
    return [one for _, one in record(call, *arguments).operations()]


def last_of(call, *arguments):
    return as_computed(operations_of(call, *arguments)[-1])


def numbers(shape):
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape)


@pytest.mark.parametrize(
    "call, shapes, cell, read",
    [
        (lambda a, b: a + b, [(2, 3), (2, 3)], 4, [[4], [4]]),
        (lambda a, b: a + b, [(2, 3), (3,)], 4, [[4], [1]]),
        (lambda a, b: a + b, [(2, 1), (1, 3)], 4, [[1], [1]]),
        (lambda a: np.where(a > 2, a, 0), [(2, 3)], 4, [[4], [4], [0]]),
        (lambda a: np.clip(a, 2, 3), [(2, 3)], 5, [[5], [0], [0]]),
        (lambda a: a.round(), [(2, 3)], 5, [[5]]),
        (lambda a: a.astype(int), [(2, 3)], 2, [[2]]),
        (lambda a, b: a @ b, [(2, 3), (3, 2)], 3, [[3, 4, 5], [1, 3, 5]]),
        (lambda a, b: np.dot(a, b), [(2, 3), (3, 2)], 2, [[3, 4, 5], [0, 2, 4]]),
        (lambda a, b: a @ b, [(2, 3), (3, 1)], 1, [[3, 4, 5], [0, 1, 2]]),
        (lambda a, b: a @ b, [(2, 3), (3,)], 1, [[3, 4, 5], [0, 1, 2]]),
        (lambda a, b: a @ b, [(2,), (2, 3)], 1, [[0, 1], [1, 4]]),
        (lambda a, b: a @ b, [(3,), (3,)], 0, [[0, 1, 2], [0, 1, 2]]),
        (lambda a, b: a @ b, [(2, 2, 3), (3, 2)], 1, [[0, 1, 2], [1, 3, 5]]),
        (lambda a, b: np.dot(a, b), [(2, 3), (2, 3, 2)], 1, [[0, 1, 2], [1, 3, 5]]),
        (lambda a, b: np.vecdot(a, b), [(2, 3), (2, 3)], 1, [None, None]),
        (lambda a, b: np.maximum(a, b), [(2, 3), (2, 3)], 0, [[0], [0]]),
        (lambda a: np.sum(a, axis=0), [(2, 3)], 1, [[1, 4]]),
        (lambda a: np.max(a, axis=1), [(2, 3)], 1, [[3, 4, 5]]),
        (lambda a: np.mean(a, axis=-1), [(2, 3)], 1, [[3, 4, 5]]),
        (lambda a: np.sum(a), [(2, 3)], 0, [None]),
        (lambda a: np.sum(a, axis=(0, 1)), [(2, 3)], 0, [None]),
        (lambda a: np.add.reduce(a, axis=0), [(2, 3)], 1, [None]),
        (lambda a: np.sort(a, axis=1), [(2, 3)], 1, [None]),
        (lambda a, b: np.concatenate([a, b]), [(2, 3), (2, 3)], 1, [[1], []]),
        (lambda a: a.T, [(2, 3)], 1, [[3]]),
        (lambda a: a[:, ::-1], [(2, 3)], 1, [[1]]),
        (lambda a: a[1:], [(2, 3)], 1, [[4]]),
        (lambda a: a[[1, 0]], [(2, 3)], 1, [[4]]),
        (lambda a: np.broadcast_to(a, (2, 3)), [(3,)], 4, [[1]]),
    ],
)
def test_the_cells_read(call, shapes, cell, read):
    found = cells_read(last_of(call, *map(numbers, shapes)), cell)
    wanted = [None if one is None else list(one) for one in read]
    assert [None if one is None else one.tolist() for one in found] == wanted


def test_a_transpose_with_axes_is_read_by_its_memory():
    operation = last_of(lambda a: np.transpose(a, (1, 0)), A)
    assert [one.tolist() for one in cells_read(operation, 4)] == [[2]]


def test_a_transposed_copy_is_read_as_one():
    (operation,) = operations_of(lambda a: np.transpose(a), A)
    operation = replace(operation, kind="function")
    assert [one.tolist() for one in cells_read(operation, 1)] == [[3]]


@pytest.mark.parametrize(
    "call, operands, kept, in_place, kind",
    [
        (lambda a, b, c: np.add(a, b), 2, [0, 1], False, "ufunc"),
        (lambda a, b, c: np.add(a, b, out=c), 3, [0, 1], False, "ufunc"),
        (lambda a, b, c: np.add(a, b, out=a), 2, [0, 1], True, "ufunc"),
        (lambda a, b, c: np.add(a, b, out=(c,)), 3, [0, 1], False, "ufunc"),
        (lambda a, b, c: np.add(a, b, out=c, where=a > 0), 4, [0, 1, 2, 3], True, 0),
        (lambda a, b, c: np.concatenate([a[:1], b[:1]], out=c), 3, [0, 1], False, 0),
        (lambda a, b, c: np.clip(a, 0, b, out=c), 4, [0, 1, 2], False, 0),
        (lambda a, b, c: np.clip(a, None, a_max=b, out=c), 3, [0, 1], False, 0),
        (lambda a, b, c: np.clip(a, None, a_max=b, out=b), 2, [0, 1], True, 0),
    ],
)
def test_what_only_takes_the_result_in_is_left_out(
    call, operands, kept, in_place, kind
):
    operation = operations_of(call, A.copy(), A * 2, A * 0)[-1]
    assert len(operation.operands) == operands
    computed = as_computed(operation)
    assert computed.operands == tuple(operation.operands[index] for index in kept)
    assert computed.in_place == in_place
    assert computed.results == operation.results
    if kind:
        assert computed.kind == kind


def test_a_view_that_takes_results_in_is_computed():
    (operation,) = operations_of(lambda a, b: np.add(a, 1, out=b), A, A.copy())
    seen = replace(operation, kind="view")
    assert as_computed(seen).kind == "function"
    alone = replace(seen, parameters={})
    assert as_computed(alone) is alone


PLAIN = [
    (lambda a, b: a + b, True),
    (lambda a, b: np.add(a, b), True),
    (lambda a, b: np.add(a, b, out=np.ones((2, 3))), True),
    (lambda a, b: np.add(a, b, where=a > 0, out=a), False),
    (lambda a, b: np.add(a, b, dtype=np.float32), False),
    (lambda a, b: np.subtract(a, b), False),
    (lambda a, b: np.add(a, a), True),
    (lambda a, b: np.add(b, a), True),
]


@pytest.mark.parametrize("call, is_so", PLAIN)
def test_what_is_plain(call, is_so):
    operation = last_of(call, A.copy(), A * 2)
    assert is_plain(operation, "add") == is_so
    assert is_plain(operation, "multiply", "add") == is_so
    assert not is_plain(operation, "add", operands=1)
    assert not is_plain(operation, "multiply")


@pytest.mark.parametrize(
    "call, operands, is_so",
    [
        ({}, 2, True),
        ({"args": [{"operand": 0}, {"operand": 1}]}, 2, True),
        ({"args": [{"operand": 0}, {"operand": 1}], "kwargs": {"out": 1}}, 2, True),
        ({"args": [{"operand": 1}, {"operand": 0}], "kwargs": {}}, 2, False),
        ({"args": [{"operand": 0}, {"operand": 0}], "kwargs": {}}, 2, False),
        ({"args": [{"operand": 0}], "kwargs": {}}, 2, False),
        ({"args": [{"operand": 0}, 2], "kwargs": {}}, 2, False),
        ({"args": [{"operand": 0}, {"operand": 1}], "kwargs": {"axis": 0}}, 2, False),
    ],
)
def test_what_is_plain_by_its_arguments(call, operands, is_so):
    operation = last_of(lambda a, b: a + b, A, A * 2)
    parameters = {"call": call} if call else {}
    assert is_plain(replace(operation, parameters=parameters), "add") == is_so


def einsum(letters):
    return lambda a, b: np.einsum(letters, a, b)


# How two arrays are multiplied, their shapes; which of them is the matrix, and
# whether its columns are what is multiplied.
MULTIPLIED = [
    (lambda a, b: a @ b, (2, 3), (3, 1), 0, False),
    (lambda a, b: a @ b, (2, 3), (3,), 0, False),
    (lambda a, b: a @ b, (1, 3), (3, 2), 1, True),
    (lambda a, b: a @ b, (3,), (3, 2), 1, True),
    (lambda a, b: a @ b, (3,), (3, 1), 1, True),
    (lambda a, b: a @ b, (1, 1), (1, 1), 0, False),
    (lambda a, b: np.matmul(a, b, out=np.ones((2, 1))), (2, 3), (3, 1), 0, False),
    (lambda a, b: np.dot(a, b), (2, 3), (3, 1), 0, False),
    (lambda a, b: np.dot(a, b), (2, 3), (3,), 0, False),
    (lambda a, b: np.dot(a, b), (1, 3), (3, 2), 1, True),
    (lambda a, b: a.dot(b), (2, 3), (3, 1), 0, False),
    (lambda a, b: a.dot(b), (3,), (3, 2), 1, True),
    (einsum("ij,jk->ik"), (2, 3), (3, 1), 0, False),
    (einsum("ij,j->i"), (2, 3), (3,), 0, False),
    (einsum("ji,j->i"), (3, 2), (3,), 0, True),
    (einsum("j,ij->i"), (3,), (2, 3), 1, False),
    (einsum("j,jk->k"), (3,), (3, 2), 1, True),
    (einsum("ij,jk->ki"), (2, 3), (3, 1), 0, False),
    (einsum(" i j , j -> i "), (2, 3), (3,), 0, False),
]
NEITHER = [
    (lambda a, b: a @ b, (2, 3), (3, 2)),
    (lambda a, b: a @ b, (3,), (3,)),
    (lambda a, b: a @ b, (4, 2, 3), (3, 1)),
    (lambda a, b: np.dot(a, b), (2, 3), (2, 3, 1)),
    (lambda a, b: np.dot(2.0, b), (2, 3), (3, 1)),
    (lambda a, b: a * b, (3, 1), (3, 1)),
    (lambda a, b: np.matmul(a, b, axes=[(1, 0), (0, 1), (0, 1)]), (3, 3), (3, 1)),
    (einsum("ij,jk->ik"), (2, 3), (3, 2)),
    (einsum("ij,ij->i"), (2, 3), (2, 3)),
    (einsum("ii,i->i"), (3, 3), (3,)),
    (einsum("ij,j->ij"), (2, 3), (3,)),
    (einsum("ij,j->"), (2, 3), (3,)),
    (einsum("ij,j"), (2, 3), (3,)),
    (einsum("...j,j->..."), (2, 3), (3,)),
    (einsum("ij,k->i"), (2, 3), (3,)),
]


@pytest.mark.parametrize("call, left, right, place, is_turned", MULTIPLIED)
def test_a_matrix_times_a_column(call, left, right, place, is_turned):
    operation = last_of(call, numbers(left), numbers(right))
    found = matrix_times_column(operation)
    matrix, column = operation.operands[place], operation.operands[1 - place]
    assert (found.matrix, found.column, found.is_turned) == (matrix, column, is_turned)
    rows = matrix.array.T if is_turned else matrix.array
    assert found.shape == rows.shape
    sums = (rows * column.array.ravel()).sum(axis=1)
    np.testing.assert_allclose(operation.result.array.ravel(), sums)


@pytest.mark.parametrize("call, left, right", NEITHER)
def test_no_matrix_times_a_column(call, left, right):
    operation = last_of(call, numbers(left), numbers(right))
    assert matrix_times_column(operation) is None


@pytest.mark.parametrize(
    "call, is_found",
    [
        (lambda m, x, n: m.T @ x, True),
        (lambda m, x, n: np.transpose(m) @ x, True),
        (lambda m, x, n: (m.T @ x) * 2, True),
        (lambda m, x, n: m @ x, False),
        (lambda m, x, n: (m.T, n @ x), False),
        (lambda m, x, n: m.T @ n, False),
        (lambda m, x, n: np.transpose(m, (1, 0)) @ x, False),
        (lambda m, x, n: m.T, False),
        (lambda m, x, n: (m * 2) @ x, False),
    ],
)
def test_a_matrix_turned_over_times_a_column(call, is_found):
    trace = record(call, SQUARE, COLUMN, SQUARE + 1)
    operations = [one for _, one in trace.operations()]
    found = turned_over(operations)
    assert (found is not None) == is_found
    if found is not None:
        assert found.identity == trace.inputs[0].identity
        np.testing.assert_array_equal(found.array, SQUARE)
    assert turned_over(operations[:1]) is None
    assert turned_over([]) is None


@pytest.mark.parametrize(
    "arguments, place",
    [
        ((A, np.ones((784, 1)), np.ones((28, 28))), 1),
        ((np.ones((784, 1)) * 1j, np.ones((28, 28)), A), 1),
        ((A, A, A), None),
        ((np.ones((28, 28)), A, A), 0),
    ],
)
def test_the_first_picture_that_goes_in(arguments, place):
    trace = record(lambda a, b, c: a * 1, *arguments)
    assert picture_of(trace) is (None if place is None else trace.inputs[place])


def test_what_python_takes_out_of_an_array_is_called_by_its_place():
    """max(x), a loop over x and a comprehension have no words for each cell."""

    def gone_through(x):
        largest = max(x)
        two = x[:2]
        for row in two:
            largest = row * 2
        return [one + 1 for one in x], x[1], largest

    told = [
        spelled(one) for one in operations_of(gone_through, np.array([1.0, 3.0, 2.0]))
    ]
    assert told == [
        *("x[0]", "x[1]", "", "x[2]", ""),
        *("x[:2]", "two[0]", "row * 2", "two[1]", "row * 2"),
        *("x[0]", "one + 1", "x[1]", "one + 1", "x[2]", "one + 1"),
        "x[1]",
    ]
