"""Products of a trace, each with what is added to all its rows or columns.

x @ w + b, however it is spread over statements: b goes to each row, or, where
it has one number for each row, to each column.
"""

from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.arrays.shapes import is_shown
from scenes.reading.laid_anew import is_view
from scenes.reading.makers import is_same
from scenes.reading.plain_calls import is_plain
from scenes.reading.products import Product, products
from scenes.reading.uses import Uses, uses
from scenes.reading.value_roles import Roles


@dataclass(frozen=True)
class Bias:
    """What is added to each row, or each column, of a product.

    Attributes:
        value: as it goes in.
        source: what it was before it was laid out for that.
        operations: the addition, after what laid it out.
        by_columns: whether it has one number for each row.
    """

    value: Value
    source: Value
    operations: tuple[Operation, ...]
    by_columns: bool

    @property
    def addition(self) -> Operation:
        return self.operations[-1]


@dataclass(frozen=True)
class AffineLayer:
    """A product and, right after it, its bias, if it has one."""

    product: Product
    bias: Bias | None = None

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All that are part of it, in order."""
        return self.product.operations + (self.bias.operations if self.bias else ())

    @property
    def result(self) -> Value:
        return self.operations[-1].result

    def bias_laid(self, array: np.ndarray) -> np.ndarray:
        """An array of the bias's shape as the one row, or the one column,
        that is added: (1, columns) or (rows, 1)."""
        assert self.bias is not None
        shape = self.product.operation.result.shape
        laid = self.product.laid(np.broadcast_to(array, shape))[0]
        return laid[:, :1] if self.bias.by_columns else laid[:1]


def affine_layers(roles: Roles) -> dict[int, AffineLayer]:
    """All products of a trace, with and without a bias, each by the number
    of its first operation; ask as `roles.read(affine_layers)`."""
    by_number = {one.number: one for one in roles.operations}
    layers = [
        AffineLayer(one, _bias(one, by_number, roles, roles.read(uses)))
        for one in roles.read(products)
    ]
    return {one.operations[0].number: one for one in layers}


def _bias(
    product: Product, by_number: dict[int, Operation], roles: Roles, read: Uses
) -> Bias | None:
    """What is added next, before anything else is done."""
    number, made = product.operation.number, product.operation.result
    before: list[Operation] = []
    while (found := by_number.get(number + 1)) and is_view(found):
        before.append(found)
        number += 1
    if (
        not found
        or not is_plain(found, "add")
        or found.result.shape != made.shape
        or read.of(made)[:1] != (found,)
        or not _in_one_run(roles, product.operation, found)
    ):
        return None
    added = [value for value in found.operands if not is_same(value, made)]
    if len(added) != 1 or not is_shown(added[0]):
        return None
    if found.in_place and not is_same(found.operands[0], made):
        return None
    if before and not is_same(before[-1].result, added[0]):
        return None
    by_columns = _by_columns(product, added[0])
    source = before[0].operands[0] if before else added[0]
    if by_columns is None or not _is_kept(source, made, roles):
        return None
    return Bias(added[0], source, (*before, found), by_columns)


def _is_kept(value: Value, made: Value, roles: Roles) -> bool:
    """Whether what is added is one for many rows or columns, or was there
    before: not what something else has just computed, and no number that is
    written in the code."""
    if value.is_scalar and not value.name:
        return False
    if value.array.size < made.array.size:
        return True
    maker = roles.makers.maker(value)
    return maker is None or maker.in_place or not maker.operands


def _in_one_run(roles: Roles, one: Operation, other: Operation) -> bool:
    """Whether two operations stand in one run of a function."""
    assert roles.trace is not None
    steps = [roles.trace.steps[operation.step] for operation in (one, other)]
    return len({(step.parent, step.call) for step in steps}) == 1


def _by_columns(product: Product, value: Value) -> bool | None:
    """Whether a value has a number for each row of a product, or for each
    column; None: it has one for each cell."""
    shape = product.operation.result.shape
    places = np.broadcast_to(
        np.arange(int(np.prod(value.shape))).reshape(value.shape), shape
    )
    laid = product.laid(places)
    if (laid == laid[:1, :1]).all():
        return False
    return True if (laid == laid[:1, :, :1]).all() else None
