"""Which operations multiply each number of a column by each of a row.

    column @ row, np.dot, np.outer, np.multiply.outer, np.einsum("i,j->ij"),
    column * row

Both may have one axis, or be laid out or turned over first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from network.trace import Operation, Value
from scenes.reading.laid_anew import is_view
from scenes.reading.product_axes import multiplied, product_axes


@dataclass(frozen=True)
class OuterProduct:
    """column @ row: each cell of one times each cell of the other.

    Attributes:
        column: of so many cells as there are rows, of any shape; what it was
            before it was laid out or turned over.
        row: as it goes in.
        source: what the row was before; else the row.
        count: how many operations it is.
    """

    column: Value
    row: Value
    source: Value
    count: int


def outer_product(operations: Sequence[Operation]) -> OuterProduct | None:
    """The OuterProduct that some operations begin with, or None."""
    views = list(takewhile(is_view, operations))
    if len(operations) <= len(views):
        return None
    product = operations[len(views)]
    axes = product_axes(product)
    if axes is None or product.in_place or len(product.result.shape) != 2:
        return None
    operands, sides = multiplied(product), axes[:2]
    if axes.result[0] in axes.right:
        operands, sides = operands[::-1], sides[::-1]
    lengths = product.result.shape
    if [one.array.size for one in operands] != list(lengths):
        return None
    if any(axis not in side for axis, side in zip(axes.result, sides)):
        return None
    before = {one.result.identity: one.operands[0] for one in views}
    if not before.keys() <= {one.identity for one in operands}:
        return None
    column, row = operands
    return OuterProduct(
        before.get(column.identity, column),
        row,
        before.get(row.identity, row),
        len(views) + 1,
    )
