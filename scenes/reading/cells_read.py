"""Which cells of its operands an operation reads for a cell of its result."""

from collections.abc import Callable
from itertools import count

import numpy as np

from network.trace import Operation, Value
from scenes.reading.cells_moved import moved
from scenes.reading.picked_cells import picked_cells
from scenes.reading.plain_calls import CELL_BY_CELL
from scenes.reading.product_axes import product_axes

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
RUNNING = "cumsum", "cumprod"

Reads = list[np.ndarray | None]


def cells_read(operation: Operation, cell: int) -> Reads:
    """For each operand the flat indices of the cells read, or None: all.

    Args:
        operation: a network.trace.Operation with one result.
        cell: flat index into the result.
    """
    return reader_of(operation)(cell)


def reader_of(operation: Operation) -> Callable[[int], Reads]:
    """What `cells_read` says of an operation, as a function of the cell: what
    is worked out for all cells is worked out once."""
    by_memory = operation.kind in ("view", "index") and _is_shared(operation)
    for find in () if by_memory else (_product, _picked, _elsewhere):
        found = find(operation)
        if found is not None:
            return found
    if by_memory:
        reader = _by_address
    elif operation.function in RUNNING:
        reader = _running
    elif operation.function in REDUCTIONS:
        reader = _reduction
    else:
        reader = _alike if _is_cell_by_cell(operation) else _all
    return lambda cell: [
        reader(operation, k, cell) for k in range(len(operation.operands))
    ]


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


def _is_shared(operation: Operation) -> bool:
    """Whether the result lies where the first operand does."""
    first, result = operation.operands[0], operation.result
    return first.memory == result.memory and not first.is_scalar


def _by_address(operation: Operation, k: int, cell: int) -> np.ndarray | None:
    """A view's cell is the operand's cell at the same place in memory."""
    value, result = operation.operands[k], operation.result
    if value.memory != result.memory:
        return None
    same = _addresses(value) == _addresses(result)[cell]
    return np.flatnonzero(same)


def _addresses(value: Value) -> np.ndarray:
    """The byte in its block of memory where each cell begins, flat."""
    places = np.indices(value.shape).reshape(len(value.shape), value.array.size)
    return value.offset + np.array(value.strides, int) @ places


def _product(operation: Operation) -> Callable[[int], Reads] | None:
    """Of a product of two arrays what is multiplied and added up."""
    axes = product_axes(operation)
    if axes is None:
        return None

    def read(cell: int) -> Reads:
        place = dict(zip(axes.result, np.unravel_index(cell, operation.result.shape)))
        return [
            _numbered(value)[
                tuple(place.get(axis, slice(None)) for axis in own)
            ].ravel()
            for value, own in zip(operation.operands, (axes.left, axes.right))
        ] + [None] * (len(operation.operands) - 2)

    return read


def _picked(operation: Operation) -> Callable[[int], Reads] | None:
    """Of what an index picks the cell that was picked."""
    cells = picked_cells(operation) if operation.function != "setitem" else None
    if cells is None:
        return None
    rest: Reads = [None] * (len(operation.operands) - 1)
    return lambda cell: [cells.ravel()[cell : cell + 1], *rest]


def _elsewhere(operation: Operation) -> Callable[[int], Reads] | None:
    """Of what only brings cells elsewhere, the cell that came: of one operand,
    and none of the others."""
    found = moved([operation])
    if found is None or len(found.results) != 1:
        return None
    [(source, index)] = (origins.reshape(2, -1) for origins in found.origins)
    waiting = count()
    numbers = [
        next(waiting) if any(value is one for one in found.sources) else None
        for value in operation.operands
    ]

    def read(cell: int) -> Reads:
        came = index[cell : cell + 1]
        return [
            None if number is None else came[: int(number == source[cell])]
            for number in numbers
        ]

    return read


def _running(operation: Operation, k: int, cell: int) -> np.ndarray | None:
    """A running sum: what stands before, along its axis."""
    value, axis = operation.operands[k], operation.parameters.get("axis")
    if k:
        return None
    if axis is None:
        return np.arange(cell + 1)
    if not isinstance(axis, int) or operation.result.shape != value.shape:
        return None
    lines = np.moveaxis(_numbered(value), axis, -1).reshape(-1, value.shape[axis])
    line = lines[(lines == cell).any(axis=1)]
    return line[line <= cell]


def _reduction(operation: Operation, k: int, cell: int) -> np.ndarray | None:
    value, axis = operation.operands[k], operation.parameters.get("axis")
    taken = _taken(operation) if k == 0 else None
    first = operation.operands[0]
    if not isinstance(axis, int) or not value.shape or value.shape != first.shape:
        return np.flatnonzero(taken) if axis is None and taken is not None else None
    moved = np.moveaxis(_numbered(value), axis, -1)
    cells = moved.reshape(-1, value.shape[axis])[cell]
    return cells if taken is None else cells[taken.ravel()[cells]]


def _taken(operation: Operation) -> np.ndarray | None:
    """Which cells of the first operand a mask, where=, lets through; None: all."""
    given = operation.parameters.get("call", {}).get("kwargs", {}).get("where")
    if isinstance(given, dict):
        if "operand" not in given:
            return None
        given = operation.operands[given["operand"]].array
    if given is None:
        return None
    try:
        return np.broadcast_to(given, operation.operands[0].shape)
    except ValueError:
        return None


def _all(operation: Operation, k: int, cell: int) -> None:
    return None
