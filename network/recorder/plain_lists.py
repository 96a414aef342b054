"""Lists of plain numbers among the arguments of a call, as the arrays that
NumPy makes of them: one operand each, not one for each number."""

from collections.abc import Sequence
from typing import Any

import numpy as np

NUMBERS = (bool, int, float)
# Of these functions, which of the arguments NumPy reads as arrays: so many from
# the first on; or the first is a list of such.
COUNTS = {
    **dict.fromkeys(("dot", "inner", "outer", "vdot", "kron", "meshgrid"), 2),
    **dict.fromkeys(("repeat", "tile", "diag", "reshape", "transpose"), 1),
    **dict.fromkeys(("cumsum", "cumprod", "mean", "sum", "ones_like"), 1),
    **dict.fromkeys(("zeros_like", "full_like"), 1),
    "where": 3,
}
JOINING = ("concatenate", "stack", "vstack", "hstack", "column_stack")


def as_arrays(name: str, args: Sequence[Any]) -> tuple[Any, ...]:
    """The arguments of one of NumPy's functions, its lists of numbers as arrays."""
    if name in JOINING and args and isinstance(args[0], (list, tuple)):
        items = args[0]
        joined = type(items)(map(as_array, items)) if _is_usual(items) else items
        return joined, *args[1:]
    count = COUNTS.get(name, 0)
    if not count:
        return tuple(args)
    return (*map(as_array, args[:count]), *args[count:])


def as_array(value: Any) -> Any:
    """A list or tuple of plain numbers, of any depth, as an array; else itself."""
    if not _is_usual(value) or not _holds_numbers(value):
        return value
    try:
        return np.array(value)
    except ValueError:  # rows of several lengths
        return value


def _is_usual(value: Any) -> bool:
    return type(value) in (list, tuple) and len(value) > 0


def _holds_numbers(value: Any) -> bool:
    if type(value) in (list, tuple):
        return len(value) > 0 and all(map(_holds_numbers, value))
    return type(value) in NUMBERS
