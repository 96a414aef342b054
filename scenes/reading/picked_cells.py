"""Which cells of an array an index picks, whatever the index is.

p[np.arange(n), y], table[ids], x[1:3, ::2], x[mask], x.take(ids, axis=0)
"""

import math
import re
from typing import Any

import numpy as np

from network.trace import Operation
from network.trace.call_arguments import Unrepeatable, read_argument

MOST = 4_000_000  # cells of an array whose index is followed
_RANGE = re.compile(r"range\((-?\d+), (-?\d+)(?:, (-?\d+))?\)")


def picked_cells(operation: Operation) -> np.ndarray | None:
    """The flat indices, in the first operand, of the cells that are picked.

    Of getitem, take and take_along_axis those read, shaped as the result; of
    setitem those written, shaped as what the index picks.

    Returns:
        None where the operation picks nothing, or the index was not kept.
    """
    if operation.function not in _PICKERS:
        return None
    source = operation.operands[0]
    if math.prod(source.shape) > MOST:
        return None
    numbered = np.arange(math.prod(source.shape)).reshape(source.shape)
    try:
        args, kwargs = _arguments(operation)
        picked = np.asarray(_PICKERS[operation.function](numbered, *args, **kwargs))
    except (Unrepeatable, IndexError, ValueError, TypeError, KeyError):
        return None
    return picked if _is_so(operation, picked) else None


def _is_so(operation: Operation, picked: np.ndarray) -> bool:
    """Whether what was recorded is what these cells hold."""
    if operation.function == "setitem":
        return True
    result = operation.result
    if picked.shape != result.shape:
        return False
    read = operation.operands[0].array.ravel()[picked]
    return np.array_equal(read, result.array, equal_nan=read.dtype.kind == "f")


def _arguments(operation: Operation) -> tuple[list[Any], dict[str, Any]]:
    """The arguments besides the array itself."""
    arrays = [value.array for value in operation.operands]
    call = operation.parameters.get("call")
    if call is None:
        return arrays[1:], {}
    args = [_read(one, arrays) for one in call["args"][1:]]
    kwargs = {key: _read(one, arrays) for key, one in call["kwargs"].items()}
    kwargs.pop("out", None)
    return args, kwargs


def _read(written: Any, arrays: list[np.ndarray]) -> Any:
    """An argument as it was; a range, which is not kept as such, too."""
    if isinstance(written, dict) and "unknown" in written:
        numbers = _RANGE.fullmatch(written["unknown"])
        if numbers is None:
            raise Unrepeatable(written["unknown"])
        return np.arange(*(int(one) for one in numbers.groups() if one))
    if isinstance(written, list):
        return [_read(one, arrays) for one in written]
    if isinstance(written, dict) and "tuple" in written:
        return tuple(_read(one, arrays) for one in written["tuple"])
    read = read_argument(written, arrays)
    # The index of a step of a loop is a number, and picks an axis away.
    return read[()] if isinstance(read, np.ndarray) and read.ndim == 0 else read


def _item(numbered: np.ndarray, *index: Any) -> Any:
    return numbered.item(*index)


_PICKERS: dict[str, Any] = {
    "getitem": lambda numbered, index: numbered[index],
    "setitem": lambda numbered, index, *written: numbered[index],
    "take": np.take,
    "take_along_axis": np.take_along_axis,
    "item": _item,
}
