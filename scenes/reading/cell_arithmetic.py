"""What an operation that works on each cell alone makes of other numbers."""

from collections.abc import Sequence
from math import erf
from typing import Any

import numpy as np

from network.trace import Operation
from network.trace.call_arguments import Unrepeatable, read_argument

_ERF = np.vectorize(erf, otypes=[float])
# Functions, besides the ufuncs, with the arguments that they may be given.
_COPIES = ("copy", "array", "asarray", "ascontiguousarray")
_FILLED = ("zeros_like", "ones_like", "full_like")
_FUNCTIONS = ("where", "clip", "nan_to_num", "round", "around", *_FILLED)
_WHOLE = (":", "...")
ERF = "other.erf"  # as the recorder calls SciPy's


def works_on_each_cell(operation: Operation) -> bool:
    """Whether each cell that comes out depends on no other cells than those
    at its place, masks and what stands under them included."""
    function, kind = operation.function, operation.kind
    if len(operation.results) != 1 or not operation.operands:
        return False
    if kind == "ufunc":
        return _ufunc(function) is not None and _takes_operands_alone(operation)
    if function in ("getitem", "setitem"):
        return _is_masked(operation) or _is_whole(operation)
    if function == "putmask":
        return len(operation.operands) == 3 and operation.operands[2].shape == ()
    if function == "where":
        return len(operation.operands) == 3
    if function in (*_COPIES, "astype"):
        return [one.shape for one in operation.operands] == [operation.result.shape]
    return function in _FUNCTIONS


def recomputed(operation: Operation, arrays: Sequence[Any]) -> np.ndarray:
    """What the operation makes of other arrays in place of its operands.

    Args:
        operation: one that `works_on_each_cell`.
        arrays: one for each operand, floats or booleans; none is changed.

    Raises:
        Unrepeatable: an argument cannot be read.
    """
    function = operation.function
    if operation.kind == "ufunc":
        ufunc = _ufunc(function)
        assert ufunc is not None
        return np.asarray(ufunc(*(arrays[k] for k in _given(operation))))
    if function == "getitem":
        return np.asarray(arrays[0])[arrays[1]]
    if function in ("setitem", "putmask"):
        return _written(operation, arrays)
    if function in _COPIES:
        return np.array(arrays[0])
    if function == "astype":
        return _as_type(operation, arrays[0])
    return np.asarray(_called(operation, arrays))


def _ufunc(name: str) -> Any:
    if name == ERF:
        return _ERF
    ufunc = getattr(np, name, None)
    is_plain = isinstance(ufunc, np.ufunc) and ufunc.signature is None
    return ufunc if is_plain else None


def _takes_operands_alone(operation: Operation) -> bool:
    """Whether operands are all that it is given: no mask, no type."""
    call, count = operation.parameters.get("call", {}), len(operation.operands)
    return call.get("kwargs", {}).keys() <= {"out"} and all(
        isinstance(one, dict) and one.get("operand", count) < count
        for one in call.get("args", ())
    )


def _given(operation: Operation) -> list[int]:
    """The numbers of the operands that are computed with, in order."""
    call = operation.parameters.get("call")
    if not call:
        return list(range(len(operation.operands)))
    return [one["operand"] for one in call["args"]]


def _is_masked(operation: Operation) -> bool:
    array, *others = operation.operands
    return (
        len(others) == (1 if operation.function == "getitem" else 2)
        and others[0].dtype.kind == "b"
        and others[0].shape == array.shape
    )


def _is_whole(operation: Operation) -> bool:
    """Whether all of an array is written anew: y[:] = ..."""
    return (
        operation.function == "setitem"
        and len(operation.operands) == 2
        and operation.parameters.get("index") in _WHOLE
        and operation.operands[1].shape in ((), operation.operands[0].shape)
    )


def _written(operation: Operation, arrays: Sequence[Any]) -> np.ndarray:
    shape = np.broadcast_shapes(np.shape(arrays[0]), np.shape(arrays[1]))
    array = np.array(np.broadcast_to(arrays[0], shape), float)
    if len(arrays) == 2:
        array[...] = arrays[1]
    else:
        array[np.asarray(arrays[1], bool)] = arrays[2]
    return array


def _as_type(operation: Operation, array: Any) -> np.ndarray:
    kind = operation.result.dtype
    return np.asarray(array, float if kind.kind == "f" else kind)


def _called(operation: Operation, arrays: Sequence[Any]) -> Any:
    call = operation.parameters.get("call")
    call = call or {"args": [{"operand": k} for k in range(len(arrays))]}
    given = [read_argument(one, arrays) for one in call.get("args", ())]
    named = {
        key: read_argument(one, arrays)
        for key, one in call.get("kwargs", {}).items()
        if key != "out"
    }
    if named.keys() & {"where", "axis", "shape"}:
        raise Unrepeatable(operation.function)
    if operation.function == "clip":  # which NumPy's own may be given less
        return np.asarray(given[0]).clip(*given[1:], **named)
    return getattr(np, operation.function)(*given, **named)
