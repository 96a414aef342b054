"""A function of each value of an array alone, from its recorded operations."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.arrays.extremes import reach
from scenes.reading.cell_arithmetic import recomputed
from scenes.reading.elementwise import ElementwiseFunction
from scenes.reading.known_curves import OTHER
from scenes.reading.makers import Key, key_of

# What makes an array full of one number.
FULL = ("zeros", "ones", "full", "zeros_like", "ones_like", "full_like")


@dataclass(frozen=True)
class CellFunction(ElementwiseFunction):
    """An ElementwiseFunction of an array of any shape.

    Attributes:
        numbers: of its operations.
        slope_of: the name of the known curve whose slope it is, or "".
    """

    numbers: frozenset[int] = frozenset()
    slope_of: str = ""

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """f of an array of any shape, as floats, from the operations."""
        x = np.asarray(x, float)
        known: dict[Key, np.ndarray] = {key_of(self.argument): x.ravel()}
        with np.errstate(all="ignore"):
            for operation in self.operations:
                if operation.function in FULL:  # known by its number
                    continue
                given = [
                    known[key] if (key := key_of(one)) in known else _number_of(one)
                    for one in operation.operands
                ]
                known[key_of(operation.result)] = recomputed(operation, given)
        result = np.asarray(known[key_of(self.result)], float)
        return np.broadcast_to(result, x.ravel().shape).reshape(x.shape)

    @property
    def is_mask(self) -> bool:
        """Whether what comes out is true or false."""
        return self.result.dtype.kind == "b"

    @property
    def is_named(self) -> bool:
        """Whether the field has a name for it."""
        return self.name != OTHER or bool(self.slope_of)


def is_slope_at(function: ElementwiseFunction, x: np.ndarray, slopes) -> bool:
    """Whether numbers are the slopes of a curve at some x, of their shape: where it
    has a bend, either side's slope, or one between."""
    step = 1e-6 * max(reach(x), 1.0)
    with np.errstate(all="ignore"):
        here = function(x)
        left = (here - function(x - step)) / step
        right = (function(x + step) - here) / step
    low, high = np.minimum(left, right), np.maximum(left, right)
    if not np.isfinite(low).all() or not np.isfinite(high).all():
        return False
    slopes = np.asarray(slopes, float)
    room = 1e-4 * (1 + np.abs(slopes))
    return bool(((slopes >= low - room) & (slopes <= high + room)).all())


def _number_of(value: Value) -> np.ndarray:
    """A number, or the one of an array that holds nothing else."""
    array = value.array
    return array.ravel()[0] if array.size else array
