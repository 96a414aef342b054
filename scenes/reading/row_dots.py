"""Rows that are multiplied pair by pair and added up, each by itself.

(a * b).sum(axis=1), np.einsum("ij,ij->i", a, b), np.sum(x * w, axis=-1)
with one row w for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.arrays.shapes import is_shown
from scenes.reading.makers import is_same
from scenes.reading.plain_calls import is_plain
from scenes.reading.product_axes import product_axes
from scenes.reading.reductions import Reduction, reduced_axes
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles


@dataclass(frozen=True)
class RowDots:
    """A number for each row of a matrix, and of another beside it.

    Attributes:
        lines: of the matrix, each with its number.
        beside: (rows, columns) the other matrix, or one row for all.
        operations: that compute it, in order.
    """

    lines: Reduction
    beside: Value
    operations: tuple[Operation, ...]


def row_dots(operations: Sequence[Operation], roles: Roles) -> RowDots | None:
    """The RowDots that some operations of a statement begin with, or None."""
    first = operations[0]
    if first.function == "einsum":
        axes = product_axes(first)
        is_each = axes is not None and axes.left == axes.right
        if axes is None or not is_each or axes.result != axes.left[:1]:
            return None
        left, right = first.operands[:2]
        return _checked(left, right, first.result, (first,))
    if len(operations) < 2 or not is_plain(first, "multiply") or first.in_place:
        return None
    product, added = first.result, operations[1]
    if added.function not in ("sum", "add") or len(added.operands) != 1:
        return None
    if added.function == "add" and added.kind != "ufunc.reduce":
        return None
    is_along = reduced_axes(added, len(product.shape)) == (1,)
    is_alone = len(roles.read(uses).of(product)) == 1
    if not is_along or not is_alone or not is_same(added.operands[0], product):
        return None
    for left, right in (first.operands, first.operands[::-1]):
        if left.shape == product.shape:
            return _checked(left, right, added.result, (first, added))
    return None


def _checked(
    left: Value, right: Value, result: Value, operations: tuple[Operation, ...]
) -> RowDots | None:
    """The RowDots, if that is what came out, of two that differ."""
    if len(left.shape) != 2 or min(left.shape) < 2 or is_same(left, right):
        return None
    if right.shape not in (left.shape, left.shape[1:], (1, left.shape[1])):
        return None
    if not all(map(is_shown, (left, right, result))):
        return None
    lines, others = left.array.astype(float), right.array.astype(float)
    again = (lines * others).sum(axis=1)
    is_short = result.dtype.itemsize < 8
    if result.array.size != again.size or not np.allclose(
        result.array.ravel().astype(float),
        again,
        rtol=1e-3 if is_short else 1e-7,
        atol=1e-4 if is_short else 1e-9,
        equal_nan=True,
    ):
        return None
    return RowDots(Reduction("dot", left, result, (1,)), right, operations)
