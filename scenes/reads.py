"""Which cells of its operands a cell of a result was computed from."""

import numpy as np

REDUCTIONS = ("sum", "mean", "max", "min", "amax", "amin", "prod", "argmax",
              "argmin", "std", "var", "any", "all")


def cells_read(operation, cell):
    """For each operand the flat indices of the cells read, or None: all.

    Args:
        operation: a network.trace.Operation with one result.
        cell: flat index into the result.
    """
    if operation.kind in ("view", "index"):
        reader = _by_address
    else:
        reader = _READERS.get(operation.function, _alike)
    return [reader(operation, k, cell)
            for k in range(len(operation.operands))]


def _numbered(value):
    return np.arange(int(np.prod(value.shape))).reshape(value.shape)


def _alike(operation, k, cell):
    """Broadcast: the cell at the same place."""
    shape = operation.result.shape
    try:
        spread = np.broadcast_to(_numbered(operation.operands[k]), shape)
    except ValueError:
        return None
    return np.array([spread.ravel()[cell]])


def _matmul(operation, k, cell):
    left, right = operation.operands
    if len(left.shape) != 2 or len(right.shape) not in (1, 2):
        return None
    columns = right.shape[1] if len(right.shape) == 2 else 1
    row, column = divmod(cell, columns)
    if k == 0:
        return _numbered(left)[row]
    return _numbered(right).reshape(right.shape[0], -1)[:, column]


def _by_address(operation, k, cell):
    """A view's cell is the operand's cell at the same place in memory."""
    value, result = operation.operands[k], operation.result
    if value.memory != result.memory or value.is_scalar:
        return None
    same = _addresses(value) == _addresses(result)[cell]
    return np.flatnonzero(same)


def _addresses(value):
    """The byte in its block of memory where each cell begins, flat."""
    places = np.indices(value.shape).reshape(len(value.shape), -1)
    return value.offset + np.array(value.strides, int) @ places


def _transpose(operation, k, cell):
    return np.array([_numbered(operation.operands[k]).T.ravel()[cell]])


def _reduction(operation, k, cell):
    value, axis = operation.operands[k], operation.parameters.get("axis")
    if not isinstance(axis, int):
        return None
    moved = np.moveaxis(_numbered(value), axis, -1)
    return moved.reshape(-1, value.shape[axis])[cell]


def _all(operation, k, cell):
    return None


_READERS = {"matmul": _matmul, "dot": _matmul, "transpose": _transpose,
            "concatenate": _all, **dict.fromkeys(REDUCTIONS, _reduction)}
