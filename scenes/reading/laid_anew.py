"""Operations that keep all numbers and only say where each of them stands."""

from collections.abc import Sequence

import numpy as np

from network.trace import Operation

TURNS = "transpose", "swapaxes", "moveaxis", "rollaxis"  # rows for columns
LAYS = "getitem", "reshape", "expand_dims", "squeeze", "ravel"  # in order
COPIES = "copy", "astype"
ALIKE = "flatten", "atleast_2d", "pad", "broadcast_to"  # if nothing is to be done


def is_view(operation: Operation) -> bool:
    """Whether an operation turns its one operand over, or only adds or drops
    axes of length 1."""
    if len(operation.operands) != 1 or not operation.results or operation.in_place:
        return False
    if operation.function in TURNS:
        return True
    before, after = operation.operands[0], operation.result
    return (
        operation.function in LAYS
        and _long_axes(before.shape) == _long_axes(after.shape)
        and np.array_equal(before.array.ravel(), after.array.ravel())
    )


def keeps_cells(operation: Operation) -> bool:
    """Whether all cells stay where they are in the order: nothing is done but
    that axes of length 1 come or go, as with a border 0 wide."""
    if not operation.results or operation.in_place:
        return False
    arrays = [one for one in operation.operands if not one.is_scalar]
    if len(arrays) != 1 or operation.function not in (*TURNS, *LAYS, *ALIKE):
        return False
    before, after = arrays[0], operation.result
    return _long_axes(before.shape) == _long_axes(after.shape) and np.array_equal(
        before.array.ravel(), after.array.ravel(), equal_nan=after.dtype.kind == "f"
    )


def repeats_cells(operation: Operation) -> bool:
    """Whether what comes out is the same array again, number by number, if
    only of another type: 1 becomes 1.0."""
    if operation.function not in COPIES:
        return False
    before, after = operation.operands[0], operation.result
    return before.shape == after.shape and np.array_equal(
        before.array, after.array, equal_nan=after.dtype.kind == "f"
    )


def _long_axes(shape: tuple[int, ...]) -> list[int]:
    return [length for length in shape if length > 1]


def wanted_by(operations: Sequence[Operation]) -> dict[int, int]:
    """For each view that just one of some operations reads: the number of
    that operation, by the view's own number."""
    readers: dict[tuple[int, int], list[int]] = {}
    for operation in operations:
        for value in operation.operands:
            key = value.identity, value.version
            readers.setdefault(key, []).append(operation.number)
    wanted: dict[int, int] = {}
    for operation in reversed(operations):
        if operation.results and is_view(operation):
            value = operation.result
            reading = readers.get((value.identity, value.version), ())
            if len(reading) == 1:
                wanted[operation.number] = wanted.get(reading[0], reading[0])
    return wanted
