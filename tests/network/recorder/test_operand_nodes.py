"""What an operand is called is what the code has in its place, or nothing."""

import operator

import numpy as np
import pytest

from network.recorder import record

# Each computes with a (4 x 5), b (5 x 3) and what is said of it: the function
# of the last operation and its operands as the code has them.
CALLS = {
    "a sum's axis in place": (lambda a, b: np.add.accumulate(a, 1), ("add", "a")),
    "over each part": (
        lambda a, b: np.multiply.reduceat(a, [0, 2], 1),
        ("multiply", "a", "0", "2"),
    ),
    "each with each": (lambda a, b: np.equal.outer(a, b), ("equal", "a", "b")),
    "where it goes in place": (lambda a, b: np.add(a, a[0], a), ("add", "a", "a[0]")),
    "divmod": (lambda a, b: divmod(a, 2), ("divmod", "a", "2")),
    "divmod by it": (lambda a, b: divmod(2, a), ("divmod", "2", "a")),
    "abs": (lambda a, b: abs(a), ("absolute", "a")),
    "pow": (lambda a, b: pow(a, 3), ("power", "a", "3")),
    "pow to a square": (lambda a, b: pow(a, 2), ("square", "a")),
    "operator": (lambda a, b: operator.matmul(a, b), ("matmul", "a", "b")),
    "operator of a number": (lambda a, b: operator.sub(2, a), ("subtract", "2", "a")),
    "by its method": (lambda a, b: a.__matmul__(b), ("matmul", "a", "b")),
    "by the other's method": (lambda a, b: b.__rmatmul__(a), ("matmul", "a", "b")),
    "gone through by sum": (lambda a, b: sum(a), ("add", "", "")),
    "gone through by list": (lambda a, b: list(a), ("getitem", "a")),
    "gone through by sorted": (lambda a, b: sorted(a[0]), ("less", "", "")),
    "gone through by two": (lambda a, b: [r for r, c in zip(a, b)], ("getitem", "b")),
    "counted by two": (
        lambda a, b: [c for _, (c, r) in enumerate(zip(b, a))],
        ("getitem", "b"),
    ),
    "the same twice": (lambda a, b: [r for r, c in zip(a, a)], ("getitem", "a")),
    "made for it": (lambda a, b: [r for r in zip(a * 2, b * 2)], ("getitem", "")),
    "a list of numbers": (
        lambda a, b: a[0] + [1, 2, 3, 4, 5],
        ("add", "a[0]", "[1, 2, 3, 4, 5]"),
    ),
    "rows of numbers": (
        lambda a, b: np.dot(a, [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]]),
        ("dot", "a", "[[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]]"),
    ),
    "only a list": (lambda a, b: np.diag([1, 2]), ("diag", "[1, 2]")),
    "only lists": (
        lambda a, b: np.concatenate([[1, 2], [3]]),
        ("concatenate", "[1, 2]", "[3]"),
    ),
    "repeated": (lambda a, b: np.repeat([0, 1], 3), ("repeat", "[0, 1]")),
    "rows repeated": (lambda a, b: np.repeat(a, 3, axis=0), ("repeat", "a")),
    "gone through in two loops": (
        lambda a, b: [c for r in a for c in b],
        ("getitem", "b"),
    ),
    "counted": (lambda a, b: [r for _, r in enumerate(a)], ("getitem", "a")),
    "gone through in a loop": (
        lambda a, b: [row for row in np.exp(a)],
        ("getitem", "np.exp(a)"),
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_operands_are_called_as_in_the_code(name):
    call, (function, *operands) = CALLS[name]
    trace = record(call, np.arange(1.0, 21).reshape(4, 5), np.ones((5, 3)))
    _, operation = list(trace.operations())[-1]
    assert operation.function == function
    assert [value.expression for value in operation.operands] == operands


@pytest.mark.parametrize("call", [sum, max, list])
def test_nothing_is_called_by_what_was_made_of_it(call):
    def gone_through(a):
        return call(a)

    trace = record(gone_through, np.arange(3.0))
    expressions = {
        value.expression
        for _, operation in trace.operations()
        if operation.function == "getitem"
        for value in operation.operands
    }
    assert expressions == {"a"}
