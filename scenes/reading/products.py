"""Products of arrays of a trace: which rows are multiplied by which columns.

Two arrays are multiplied in pairs along an axis that both have, and added up:
rows of the left one by columns of the right one. A batch is many rows; a
stack is many such products beside each other. Where nothing is added up each
number is multiplied by each: an outer product.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.arrays.shapes import is_shown
from scenes.reading.laid_anew import LAYS, TURNS, is_view
from scenes.reading.product_axes import Axes, ProductAxes, multiplied, product_axes
from scenes.reading.uses import Uses, uses
from scenes.reading.value_roles import Roles

MOST_SURE = 4_000_000  # multiplications that are done again to be sure


@dataclass(frozen=True)
class Factor:
    """What stands on one side of a product.

    Attributes:
        value: as it goes into the product.
        groups: its axes (of the stack, of the rows, of the columns); one of
            length 1 may be in none.
        source: what it was before it was turned over or laid out for this
            product alone; else the value.
        views: the operations that did so, in order.
    """

    value: Value
    groups: tuple[Axes, Axes, Axes]
    source: Value
    views: tuple[Operation, ...] = ()

    @property
    def shape(self) -> tuple[int, int, int]:
        """(stacks, rows, columns)."""
        stacks, rows, columns = (
            math.prod(self.value.shape[axis] for axis in group) for group in self.groups
        )
        return stacks, rows, columns

    @property
    def is_turned(self) -> bool:
        """Whether rows have become columns for this product."""
        return any(one.function in TURNS for one in self.views)

    @property
    def named(self) -> Value:
        """What it is called by: one that was only laid out anew is what it
        was before."""
        return self.value if self.is_turned else self.source

    def laid(self, array: np.ndarray) -> np.ndarray:
        """An array of the value's shape as (stacks, rows, columns)."""
        axes = [axis for group in self.groups for axis in group]
        others = [axis for axis in range(array.ndim) if axis not in axes]
        return array.transpose(*axes, *others).reshape(self.shape)

    def index(
        self, *, stack: int = 0, row: int | None = None, column: int | None = None
    ) -> str:
        """What the code would write in brackets to get one row, or one
        column: "0" or ":, 0"; "" for all of it."""
        written = ["0"] * len(self.value.shape)
        for group, place in zip(self.groups, (stack, row, column)):
            lengths = [self.value.shape[axis] for axis in group]
            places = (
                [":"] * len(group)
                if place is None
                else map(str, np.unravel_index(place, lengths) if group else ())
            )
            for axis, text in zip(group, places):
                written[axis] = text
        while written and written[-1] == ":":
            written.pop()
        return ", ".join(written)


@dataclass(frozen=True)
class Product:
    """Rows times columns, each pair added up.

    Attributes:
        operation: that computes it.
        left, right: Factors, (stacks, rows, cells) and (stacks, cells,
            columns); of one stack where the other has more, all take it.
        order: the result's axes in the order (stack, rows, columns).
        shape: (stacks, rows, columns) of the result.
    """

    operation: Operation
    left: Factor
    right: Factor
    order: Axes
    shape: tuple[int, int, int]

    @property
    def rows(self) -> int:
        return self.shape[1]

    @property
    def cells(self) -> int:
        """How many pairs are multiplied and added up to one number."""
        return self.left.shape[2]

    @property
    def columns(self) -> int:
        return self.shape[2]

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All that are part of it, in the order in which they ran."""
        parts = (*self.left.views, *self.right.views, self.operation)
        return tuple(sorted(parts, key=lambda one: one.number))

    def laid(self, array: np.ndarray) -> np.ndarray:
        """An array of the result's shape as (stacks, rows, columns)."""
        return array.transpose(self.order).reshape(self.shape)


def products(roles: Roles) -> tuple[Product, ...]:
    """All Products of a trace, in order; ask as `roles.read(products)`."""
    return tuple(_products(roles, roles.read(uses)))


def _products(roles: Roles, read: Uses) -> Iterator[Product]:
    for operation in roles.operations:
        axes = product_axes(operation)
        values = (*operation.operands, *operation.results)
        if axes is None or not all(map(is_shown, values)):
            continue
        found = _product(operation, axes, roles, read)
        if found is not None and _is_true(found):
            yield found


def _product(
    operation: Operation, axes: ProductAxes, roles: Roles, read: Uses
) -> Product | None:
    left, right = multiplied(operation)
    one, other, result = axes
    shared = set(one) & set(other)
    stack = [axis for axis in result if axis in shared]
    added = [axis for axis in one if axis in shared - set(result)]
    free = [axis for axis in result if axis not in shared]
    if free and free[0] in other and set(free) & set(one):
        left, right, one, other = right, left, other, one
    own = [axis for axis in free if axis in one]
    others = [axis for axis in free if axis in other]
    if not free and (stack or not added):
        return None  # cell by cell, or a number for each of many rows

    def factor(value: Value, axes: Axes, *groups: list[int]) -> Factor:
        source, views = _before(value, operation, roles, read)
        stacks, rows, columns = (
            tuple(axes.index(axis) for axis in group) for group in groups
        )
        return Factor(value, (stacks, rows, columns), source, views)

    lengths = dict(zip(result, operation.result.shape))
    stacks, rows, columns = (
        math.prod(lengths[axis] for axis in group) for group in (stack, own, others)
    )
    return Product(
        operation,
        factor(left, one, stack, own, added),
        factor(right, other, stack, added, others),
        tuple(result.index(axis) for axis in (*stack, *own, *others)),
        (stacks, rows, columns),
    )


def _before(
    value: Value, operation: Operation, roles: Roles, read: Uses
) -> tuple[Value, tuple[Operation, ...]]:
    """(what a value was, the views) before its own statement turned it over
    or laid it out for this operation alone."""
    views: tuple[Operation, ...] = ()
    while (
        (made := roles.makers.of(value, *TURNS, *LAYS))
        and made.step == operation.step
        and len(read.of(value)) == 1
        and is_shown(made.operands[0])
        and is_view(made)
    ):
        views = (made, *views)
        value = made.operands[0]
    return value, views


def _is_true(found: Product) -> bool:
    """Whether the result is that of its rows and columns, multiplied again;
    what is too much for that is believed."""
    left, right = found.left, found.right
    if found.shape[0] * found.rows * found.cells * found.columns > MOST_SURE:
        return True
    with np.errstate(all="ignore"):
        again = left.laid(left.value.array.astype(float)) @ right.laid(
            right.value.array.astype(float)
        )
        result = found.laid(found.operation.result.array.astype(float))
    if not np.isfinite(again).all() or found.operation.result.dtype.kind in "biu":
        return True  # of no numbers nothing can be said; whole ones wrap around
    size = np.abs(again).max(initial=0)
    return bool(np.allclose(result, again, rtol=1e-2, atol=1e-3 * size))
