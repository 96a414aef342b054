"""Products of two arrays by their axes: which are summed, which stay.

Axes are letters, as np.einsum has them: a matrix product is ij, jk -> ik.
"""

from dataclasses import dataclass
from string import ascii_letters

from network.trace import Operation, Value
from scenes.reading.product_axes import product_axes


@dataclass(frozen=True)
class Contraction:
    """The axes of a product.

    Attributes:
        left, right: a letter for each axis of the operands.
        result: for each axis of the result; what is missing is summed.
    """

    left: str
    right: str
    result: str


_FUNCTIONS = ("matmul", "dot", "inner", "tensordot", "einsum")


def contraction(operation: Operation) -> Contraction | None:
    """The axes of a product of two arrays, however it is written; or None."""
    if operation.function.removeprefix("linalg.") not in _FUNCTIONS:
        return None
    axes = product_axes(operation)
    if axes is None:
        return None
    return Contraction(*("".join(ascii_letters[k] for k in own) for own in axes))


def _numbers(axes: object) -> list[int] | None:
    if isinstance(axes, dict):
        axes = axes.get("tuple")
    if isinstance(axes, int):
        return [axes]
    return axes if isinstance(axes, list) else None


_TURNS = ("transpose", "swapaxes", "moveaxis", "matrix_transpose")


def permuted(operation: Operation) -> tuple[int, ...] | None:
    """For each axis of the result which axis of the operand it is, of an
    operation that only puts axes in another order; else None."""
    if operation.function not in _TURNS or len(operation.operands) != 1:
        return None  # by numbers that the code computes
    value: Value = operation.operands[0]
    rank, given = len(value.shape), operation.parameters
    order = list(range(rank))
    if operation.function == "matrix_transpose":
        order[-2:] = order[:-3:-1]
    elif operation.function == "swapaxes":
        one, other = given.get("axis1"), given.get("axis2")
        if not isinstance(one, int) or not isinstance(other, int):
            return None
        order[one], order[other] = order[other], order[one]
    elif operation.function == "moveaxis":
        source, goal = _numbers(given.get("source")), _numbers(given.get("destination"))
        if source is None or goal is None:
            return None
        stay = [axis for axis in order if axis not in {one % rank for one in source}]
        for to, axis in sorted(zip((one % rank for one in goal), source)):
            stay.insert(to, axis % rank)
        order = stay
    else:
        axes = given.get("axes")
        found = _numbers(axes) if axes is not None else order[::-1]
        if found is None:
            return None
        order = [axis % rank for axis in found]
    fits = tuple(value.shape[axis] for axis in order) == operation.result.shape
    return tuple(order) if fits else None
