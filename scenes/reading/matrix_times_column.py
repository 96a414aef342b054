"""Which operations multiply a matrix by a column, turned over first or not."""

from collections.abc import Sequence

from network.trace import Operation, Value
from scenes.reading.cells_read import is_plain


def matrix_times_column(operation: Operation) -> tuple[Value, Value] | None:
    """(matrix, column) of matrix @ column: (rows, cells) @ (cells, 1)."""
    if not is_plain(operation, "matmul"):
        return None
    matrix, column = operation.operands
    if len(matrix.shape) != 2 or column.shape != (matrix.shape[1], 1):
        return None
    return matrix, column


def turned_over(operations: Sequence[Operation]) -> Value | None:
    """The matrix, as it was before, of matrix.T @ column, which is the first
    two of some operations."""
    if len(operations) < 2 or not is_plain(operations[0], "transpose", operands=1):
        return None
    product = matrix_times_column(operations[1])
    if product is None or product[0].identity != operations[0].result.identity:
        return None
    return operations[0].operands[0]
