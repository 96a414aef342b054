"""Which operations multiply a column by a row, turned over first or not."""

from collections.abc import Sequence
from dataclasses import dataclass

from network.trace import Operation, Value
from scenes.reading.cells_read import is_plain


@dataclass(frozen=True)
class OuterProduct:
    """column @ row: each cell of one times each cell of the other.

    Attributes:
        column: (rows, 1).
        row: (1, cells), as it goes in.
        source: what the row was before it was turned over; else the row.
        count: how many operations it is.
    """

    column: Value
    row: Value
    source: Value
    count: int


def outer_product(operations: Sequence[Operation]) -> OuterProduct | None:
    """The OuterProduct that some operations begin with, or None."""
    is_turned = is_plain(operations[0], "transpose", operands=1)
    count = 2 if is_turned else 1
    if len(operations) < count or not is_plain(operations[count - 1], "matmul"):
        return None
    column, row = operations[count - 1].operands
    if column.shape[1:] != (1,) or row.shape[:1] != (1,) or len(row.shape) != 2:
        return None
    if is_turned and row.identity != operations[0].result.identity:
        return None
    return OuterProduct(
        column, row, operations[0].operands[0] if is_turned else row, count
    )
