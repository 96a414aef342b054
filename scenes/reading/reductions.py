"""What becomes of a line of cells: a sum, a mean, the largest, a spread.

x.sum(axis=0), np.mean(x, axis=1, keepdims=True), np.add.reduce(x),
np.linalg.norm(x, axis=1), x.argmax(1), over one axis, several or all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from network.trace import Operation, Value
from scenes.arrays.extremes import reach
from scenes.reading.plain_calls import as_computed

_NAMES = {
    **{name: name for name in ("sum", "mean", "prod", "std", "var", "median")},
    **{name: name for name in ("max", "min", "argmax", "argmin", "any", "all")},
    "amax": "max",
    "amin": "min",
    # Told as those without "nan" where every cell is a number.
    **{f"nan{name}": name for name in ("sum", "mean", "prod", "std", "var", "median")},
    **{f"nan{name}": name for name in ("max", "min", "argmax", "argmin")},
    "average": "mean",
    "linalg.norm": "norm",
    "count_nonzero": "count",
    "ptp": "ptp",
}
_REDUCED = {
    "add": "sum",
    "multiply": "prod",
    "maximum": "max",
    "minimum": "min",
    "logical_or": "any",
    "logical_and": "all",
}
_AGAIN: Mapping[str, Callable[..., Any]] = {
    "sum": np.sum,
    "mean": np.mean,
    "prod": np.prod,
    "std": np.std,
    "var": np.var,
    "median": np.median,
    "max": np.max,
    "min": np.min,
    "argmax": np.argmax,
    "argmin": np.argmin,
    "any": np.any,
    "all": np.all,
    "norm": np.linalg.norm,
    "count": np.count_nonzero,
    "ptp": np.ptp,
}
PICKING = ("max", "min", "argmax", "argmin")  # what comes out is one of the cells


@dataclass(frozen=True)
class Reduction:
    """Lines of cells that become one number each.

    Attributes:
        function: "sum", "mean", "max", "norm", "argmax", ...
        source: the Value that is read.
        result: what comes out.
        axes: of the source, those that the lines run along, in order.
    """

    function: str
    source: Value
    result: Value
    axes: tuple[int, ...]

    @property
    def length(self) -> int:
        """How many cells a line has."""
        return int(np.prod([self.source.shape[axis] for axis in self.axes]))

    @property
    def count(self) -> int:
        """How many lines there are."""
        return int(np.prod(self.source.shape)) // self.length

    @property
    def is_down(self) -> bool:
        """Whether the lines are the columns of rows and columns."""
        return len(self.source.shape) == 2 and self.axes == (0,)

    def lines(self, array: np.ndarray) -> np.ndarray:
        """(lines, cells) of an array of the source's shape."""
        rest = [axis for axis in range(array.ndim) if axis not in self.axes]
        return np.transpose(array, (*rest, *self.axes)).reshape(self.count, self.length)

    def chosen(self) -> np.ndarray:
        """(lines,) which cell of its line each of PICKING keeps."""
        pick = np.argmin if "min" in self.function else np.argmax
        return np.asarray(pick(self.lines(self.source.array), axis=1))


def reduction(operation: Operation) -> Reduction | None:
    """The Reduction that an operation is, or None.

    With a mask, weights or another norm than the usual one it is none.
    """
    operation = as_computed(operation)
    function = _function(operation)
    if function is None or len(operation.operands) != 1:
        return None
    (source,), result = operation.operands, operation.result
    axes = reduced_axes(operation, len(source.shape))
    if axes is None or source.shape == () or not np.prod(source.shape):
        return None
    found = Reduction(function, source, result, axes)
    return found if _is_so(found, _freedom(operation)) else None


def _function(operation: Operation) -> str | None:
    if operation.kind == "ufunc.reduce":
        return _REDUCED.get(operation.function)
    return None if "." in operation.kind else _NAMES.get(operation.function)


def reduced_axes(operation: Operation, rank: int) -> tuple[int, ...] | None:
    """The axes that the lines run along; None: others than can be told."""
    given = operation.parameters.get("axis")
    if isinstance(given, dict):
        given = given.get("tuple")
    if given is None:
        is_first = operation.kind == "ufunc.reduce" and "axis" not in str(
            operation.parameters
        )
        return (0,) if is_first else tuple(range(rank))
    axes = given if isinstance(given, (list, tuple)) else [given]
    if not rank:
        return None
    counted = {axis % rank for axis in axes}
    return tuple(axis for axis in range(rank) if axis in counted)


def _freedom(operation: Operation) -> float:
    given = operation.parameters.get("ddof", 0)
    call = operation.parameters.get("call", {}).get("kwargs", {})
    return call.get("ddof", given)


def _is_so(found: Reduction, freedom: float) -> bool:
    """Whether the result is what the lines give when computed again."""
    given = {"ddof": freedom} if found.function in ("std", "var") else {}
    array = found.source.array
    with np.errstate(all="ignore"):
        if found.function == "norm":
            lines = found.lines(array.astype(float))
            again = np.sqrt((lines * lines).sum(axis=1))
        else:
            again = _AGAIN[found.function](found.lines(array), axis=1, **given)
    is_rough = array.dtype.itemsize < 8
    rtol, atol = (1e-3, 1e-6 * reach(array)) if is_rough else (1e-6, 1e-9)
    return np.allclose(
        found.result.array.ravel().astype(float),
        np.asarray(again, float).ravel(),
        rtol=rtol,
        atol=atol,
        equal_nan=True,
    )
