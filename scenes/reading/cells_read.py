"""What an operation reads: which operands, and which cells of them."""

from dataclasses import replace
from typing import Any

import numpy as np

from network.trace import Operation, Value

REDUCTIONS = (
    "sum",
    "mean",
    "max",
    "min",
    "amax",
    "amin",
    "prod",
    "argmax",
    "argmin",
    "std",
    "var",
    "any",
    "all",
)
# Functions, besides the ufuncs, that work on each cell alone.
CELL_BY_CELL = (
    "where",
    "clip",
    "copy",
    "astype",
    "round",
    "around",
    "nan_to_num",
    "isclose",
)


def as_computed(operation: Operation) -> Operation:
    """An operation without the arrays that only take its results in.

    np.add(a, b, out=c) computes what a + b does: nothing of c is read, and c
    is what comes out. With a mask, where=, what c held before is read.

    Args:
        operation: a network.trace.Operation.
    """
    call = operation.parameters.get("call", {})
    given = call.get("kwargs", {})
    if "out" not in given or "where" in given:
        return operation
    taking = _numbers_in(given["out"]) - _numbers_in(
        [call["args"], *(value for key, value in given.items() if key != "out")]
    )
    if not taking:
        return operation
    kept = tuple(
        value for number, value in enumerate(operation.operands) if number not in taking
    )
    return replace(
        operation,
        operands=kept,
        in_place=False,
        kind="function" if operation.kind == "view" else operation.kind,
    )


def _numbers_in(written: Any) -> set[int]:
    """The numbers of the operands in arguments written as JSON."""
    if isinstance(written, dict) and "operand" in written:
        return {written["operand"]}
    inside = (
        written.values()
        if isinstance(written, dict)
        else written
        if isinstance(written, list)
        else ()
    )
    return set().union(*map(_numbers_in, inside))


def is_plain(operation: Operation, *functions: str, operands: int = 2) -> bool:
    """Whether an operation is one of some functions of so many operands, and
    of nothing besides: no axes, no mask, whatever else may be given."""
    call = operation.parameters.get("call", {})
    numbers = [
        argument.get("operand") if isinstance(argument, dict) else None
        for argument in call.get("args", ())
    ]
    return (
        operation.function in functions
        and len(operation.operands) == operands
        and (not call or numbers == list(range(operands)))
        and call.get("kwargs", {}).keys() <= {"out"}
    )


def cells_read(operation: Operation, cell: int) -> list[np.ndarray | None]:
    """For each operand the flat indices of the cells read, or None: all.

    Args:
        operation: a network.trace.Operation with one result.
        cell: flat index into the result.
    """
    if operation.kind in ("view", "index"):
        reader = _by_address
    else:
        reader = _READERS.get(operation.function) or (
            _alike if _is_cell_by_cell(operation) else _all
        )
    return [reader(operation, k, cell) for k in range(len(operation.operands))]


def _is_cell_by_cell(operation: Operation) -> bool:
    ufunc = getattr(np, operation.function, None)
    return (
        operation.function in CELL_BY_CELL
        or operation.kind == "ufunc"
        and isinstance(ufunc, np.ufunc)
        and ufunc.signature is None
    )


def _numbered(value: Value) -> np.ndarray:
    return np.arange(int(np.prod(value.shape))).reshape(value.shape)


def _alike(operation: Operation, k: int, cell: int) -> np.ndarray | None:
    """Broadcast: the cell at the same place."""
    shape = operation.result.shape
    try:
        spread = np.broadcast_to(_numbered(operation.operands[k]), shape)
    except ValueError:
        return None
    return np.array([spread.ravel()[cell]])


def _matmul(operation: Operation, k: int, cell: int) -> np.ndarray | None:
    if not is_plain(operation, "matmul", "dot"):
        return None
    left, right = operation.operands
    if len(left.shape) != 2 or len(right.shape) not in (1, 2):
        return None
    columns = right.shape[1] if len(right.shape) == 2 else 1
    row, column = divmod(cell, columns)
    if k == 0:
        return _numbered(left)[row]
    return _numbered(right).reshape(right.shape[0], -1)[:, column]


def _by_address(operation: Operation, k: int, cell: int) -> np.ndarray | None:
    """A view's cell is the operand's cell at the same place in memory."""
    value, result = operation.operands[k], operation.result
    if value.memory != result.memory or value.is_scalar:
        return None
    same = _addresses(value) == _addresses(result)[cell]
    return np.flatnonzero(same)


def _addresses(value: Value) -> np.ndarray:
    """The byte in its block of memory where each cell begins, flat."""
    places = np.indices(value.shape).reshape(len(value.shape), -1)
    return value.offset + np.array(value.strides, int) @ places


def _transpose(operation: Operation, k: int, cell: int) -> np.ndarray:
    return np.array([_numbered(operation.operands[k]).T.ravel()[cell]])


def _reduction(operation: Operation, k: int, cell: int) -> np.ndarray | None:
    value, axis = operation.operands[k], operation.parameters.get("axis")
    taken = _taken(operation) if k == 0 else None
    if not isinstance(axis, int) or value.shape != operation.operands[0].shape:
        return np.flatnonzero(taken) if axis is None and taken is not None else None
    moved = np.moveaxis(_numbered(value), axis, -1)
    cells = moved.reshape(-1, value.shape[axis])[cell]
    return cells if taken is None else cells[taken.ravel()[cells]]


def _taken(operation: Operation) -> np.ndarray | None:
    """Which cells of the first operand a mask, where=, lets through; None: all."""
    given = operation.parameters.get("call", {}).get("kwargs", {}).get("where")
    if not isinstance(given, dict) or "operand" not in given:
        return None
    mask = operation.operands[given["operand"]].array
    try:
        return np.broadcast_to(mask, operation.operands[0].shape)
    except ValueError:
        return None


def _all(operation: Operation, k: int, cell: int) -> None:
    return None


_READERS = {
    "matmul": _matmul,
    "dot": _matmul,
    "transpose": _transpose,
    "concatenate": _all,
    **dict.fromkeys(REDUCTIONS, _reduction),
}
