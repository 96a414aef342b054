"""Exactly the cells that a cell of the result depends on, or all of them."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.cells_read import cells_read
from scenes.reading.plain_calls import as_computed, is_plain

A = np.array([[1.0, -2.0, 3.0], [4.0, 5.5, -6.0], [0.5, 7.0, -8.0]])
B = np.array([[2.0, 9.0, -4.0], [1.5, -3.0, 6.0], [2.5, 1.0, 0.25]])
MASK = np.array([[True, False, True], [False, True, True], [True, True, False]])
DEEP = np.arange(1.0, 28.0).reshape(3, 3, 3)

# What each reads of a and of b: "exactly" what its cells depend on, or None:
# all of it; "-" is none of the operands.
CALLS = {
    "add": (lambda a, b: a + b, "exactly", "exactly"),
    "a row to all": (lambda a, b: a + b[0], "exactly", "-"),
    "a column to all": (lambda a, b: b[:, :1] * a, "exactly", "-"),
    "round": (lambda a, b: np.round(a), "exactly", "-"),
    "copy": (lambda a, b: a.copy(), "exactly", "-"),
    "product": (lambda a, b: a @ b, "exactly", "exactly"),
    "dot": (lambda a, b: np.dot(a, b), "exactly", "exactly"),
    "by a flat column": (lambda a, b: a @ b[:, 1], "exactly", "-"),
    "flat row": (lambda a, b: b[1] @ a, "exactly", "-"),
    "of stacks": (lambda a, b: DEEP @ a, "exactly", "-"),
    "by stacks": (lambda a, b: a @ DEEP, "exactly", "-"),
    "other axes": (
        lambda a, b: np.matmul(a, b, axes=[(1, 0), (0, 1), (0, 1)]),
        None,
        None,
    ),
    "turned": (lambda a, b: np.transpose(a), "exactly", "-"),
    "part": (lambda a, b: a[1:, ::-2], "exactly", "-"),
    "picked": (lambda a, b: a[[2, 0]], "exactly", "-"),
    "chosen": (lambda a, b: a[b > 0], "exactly", "-"),
    "rows added": (lambda a, b: a.sum(axis=1), "exactly", "-"),
    "columns added": (lambda a, b: np.sum(a, axis=-2), "exactly", "-"),
    "mean of rows": (lambda a, b: np.mean(a, axis=1), "exactly", "-"),
    "some of rows added": (lambda a, b: a.sum(axis=1, where=MASK), "exactly", "-"),
    "some of columns added": (
        lambda a, b: np.sum(a, axis=0, where=MASK[:, :1]),
        "exactly",
        "-",
    ),
    "some of all added": (lambda a, b: np.sum(a, where=MASK), "exactly", "-"),
    "largest of some": (
        lambda a, b: a.max(axis=1, where=MASK, initial=-9),
        "exactly",
        "-",
    ),
    "all added": (lambda a, b: np.sum(a, axis=(0, 1)), None, "-"),
    "running sums": (lambda a, b: np.cumsum(a, axis=1), "exactly", "-"),
    "ufunc's running sums": (lambda a, b: np.add.accumulate(a), None, "-"),
    "row by row": (lambda a, b: np.vecdot(a, np.array([1.0, 2.0, 4.0])), None, "-"),
    "running sums of all": (lambda a, b: np.cumsum(a), "exactly", "-"),
    "running sums of sums": (lambda a, b: np.cumsum(a, axis=-1) * b, "-", "exactly"),
    "looked up": (lambda a, b: a[np.array([2, 0, 2])], "exactly", "-"),
    "one of each row": (lambda a, b: a[np.arange(3), [2, 0, 1]], "exactly", "-"),
    "taken": (lambda a, b: np.take(a, [1, 1], axis=1), "exactly", "-"),
    "taken along": (
        lambda a, b: np.take_along_axis(a, np.array([[2], [0], [1]]), 1),
        "exactly",
        "-",
    ),
    "einsum": (lambda a, b: np.einsum("ij,kj->ik", a, b), "exactly", "exactly"),
    "einsum to one": (lambda a, b: np.einsum("ij,ij->", a, b), "exactly", "exactly"),
    "tensordot": (lambda a, b: np.tensordot(a, b, (0, 1)), "exactly", "exactly"),
    "tensordot of one axis": (lambda a, b: np.tensordot(a, b, 1), "exactly", "exactly"),
    "inner": (lambda a, b: np.inner(a, b), "exactly", "exactly"),
    "outer": (lambda a, b: np.outer(a[0], b), "-", None),
    "stack by stack": (lambda a, b: np.einsum("bij,jk->bik", DEEP, b), "-", "exactly"),
    "side by side": (lambda a, b: np.concatenate([a, b]), "exactly", "exactly"),
    "stacked": (lambda a, b: np.stack([a, b], axis=1), "exactly", "exactly"),
    "twice": (lambda a, b: np.hstack([a, a]), "exactly", "-"),
    "rolled": (lambda a, b: np.roll(a, 1, axis=0), "exactly", "-"),
    "repeated": (lambda a, b: np.repeat(a, 2, axis=1), "exactly", "-"),
    "tiled": (lambda a, b: np.tile(a, (1, 2)), "exactly", "-"),
    "with a border": (lambda a, b: np.pad(a, 1), "exactly", "-"),
}


def depended_on(call, place, cell):
    """Flat indices of an argument's cells that change a cell of the result."""
    plain, changed = np.ravel(call(A, B))[cell], []
    for index in range(9):
        arguments = [A.copy(), B.copy()]
        arguments[place].flat[index] += 100.0
        if np.ravel(call(*arguments))[cell] != plain:
            changed.append(index)
    return changed


@pytest.mark.parametrize("name", CALLS)
def test_exactly_what_is_read(name):
    call, *expected = CALLS[name]
    trace = record(call, A.copy(), B.copy())
    operation = [as_computed(one) for _, one in trace.operations()][-1]
    operands = [value.identity for value in operation.operands]
    for place, kind in enumerate(expected):
        identity = trace.inputs[place].identity
        assert (identity in operands) == (kind != "-")
        if kind == "-":
            continue
        for cell in range(operation.result.array.size):
            read = cells_read(operation, cell)[operands.index(identity)]
            if kind is None:
                assert read is None
            else:
                assert sorted(np.ravel(read).tolist()) == depended_on(call, place, cell)


def rows_by_a_row(a, b):
    return np.vecdot(a, b[0])


def test_a_sum_of_products_does_not_read_cell_by_cell():
    *_, operation = (one for _, one in record(rows_by_a_row, A, B).operations())
    assert [value.shape for value in operation.operands] == [(3, 3), (3,)]
    for cell in range(3):
        assert cells_read(operation, cell) == [None, None]


def masked(a, b):
    return np.sum(a, axis=1, where=np.array([True, False, True]))


def test_the_mask_of_a_sum_is_read_as_a_whole():
    *_, operation = (one for _, one in record(masked, A, B).operations())
    _, mask = operation.operands
    assert mask.shape == (3,)
    assert cells_read(operation, 0)[1] is None


@pytest.mark.parametrize(
    "call, function, operands, is_so",
    [
        (lambda a, b: a + b, "add", 2, True),
        (lambda a, b: a + 1, "add", 2, True),
        (lambda a, b: np.add(a, b), "subtract", 2, False),
        (lambda a, b: np.add(a, b, out=np.zeros((3, 3))), "add", 2, True),
        (lambda a, b: np.add(a, b, where=a > 0, out=a), "add", 2, False),
        (lambda a, b: np.add(a, b, dtype=np.float32), "add", 2, False),
        (lambda a, b: -a, "negative", 1, True),
        (lambda a, b: -a, "negative", 2, False),
        (lambda a, b: np.sum(a), "sum", 1, True),
        (lambda a, b: np.sum(a, 1), "sum", 1, False),
        (lambda a, b: np.sum(a, axis=1), "sum", 1, False),
        (lambda a, b: np.transpose(a, (0, 1)), "transpose", 1, False),
        (
            lambda a, b: np.matmul(a, b, axes=[(1, 0), (0, 1), (0, 1)]),
            "matmul",
            2,
            False,
        ),
    ],
)
def test_an_operation_with_nothing_besides(call, function, operands, is_so):
    trace = record(call, A.copy(), B.copy())
    operation = [as_computed(one) for _, one in trace.operations()][-1]
    assert is_plain(operation, function, "other", operands=operands) == is_so


@pytest.mark.parametrize(
    "call, kind",
    [
        (lambda a, b: np.add(a, b, out=b), "ufunc"),
        (lambda a, b: np.add(a, a, out=b), "ufunc"),
        (lambda a, b: np.cumsum(a, axis=0, out=b), "function"),
        (lambda a, b: np.round(a, out=b), "function"),
        (lambda a, b: np.clip(a, 0, 1, out=b), "function"),
        (lambda a, b: np.concatenate([a[:1], a[1:]], out=b), "function"),
        (lambda a, b: a.T, "view"),
        (lambda a, b: a[1:], "index"),
    ],
)
def test_the_kind_of_what_is_computed(call, kind):
    trace = record(call, A.copy(), B.copy())
    operation = [as_computed(one) for _, one in trace.operations()][-1]
    assert operation.kind == kind
