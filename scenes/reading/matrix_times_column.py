"""Which operations multiply a matrix by a column, however they are written.

    W @ x, np.dot(W, x), W.dot(x), np.matmul(W, x)    rows of W
    x @ W, np.dot(x, W)                               columns of W
    np.einsum("ij,j->i", W, x) and its like           either

x may be a column, a row or have one axis. What each number of the result
sums is a row of the matrix, or of the matrix turned over.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from network.trace import Operation, Value
from scenes.reading.plain_calls import is_plain

PRODUCTS = "matmul", "dot"


@dataclass(frozen=True)
class MatrixTimesColumn:
    """Each row of a matrix times a column, added up.

    Attributes:
        matrix: as it was recorded.
        column: what each of its rows is multiplied by: (cells, 1), (1, cells)
            or (cells,).
        is_turned: whether its columns are the rows: it is on the right, or
            einsum sums along its first axis.
    """

    matrix: Value
    column: Value
    is_turned: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, cells of each), as they are multiplied."""
        rows, cells = self.matrix.shape
        return (cells, rows) if self.is_turned else (rows, cells)


def matrix_times_column(operation: Operation) -> MatrixTimesColumn | None:
    """The MatrixTimesColumn that an operation is, or None."""
    if operation.in_place:
        return None
    if is_plain(operation, *PRODUCTS):
        left, right = operation.operands
        return _of(left, right, 1) or _of(right, left, 0)
    if operation.function == "einsum" and len(operation.operands) == 2:
        return _of_einsum(operation)
    return None


def _of(matrix: Value, column: Value, axis: int) -> MatrixTimesColumn | None:
    """Of a matrix on the left (axis 1 is summed) or on the right (axis 0)."""
    if len(matrix.shape) != 2:
        return None
    cells = matrix.shape[axis]
    lying = (cells, 1) if axis else (1, cells)
    if column.shape not in (lying, (cells,)):
        return None
    if not axis and cells == 1:  # nothing is added up: a number times a row
        return None
    return MatrixTimesColumn(matrix, column, is_turned=not axis)


def _of_einsum(operation: Operation) -> MatrixTimesColumn | None:
    """ "ij,j->i", "ji,jk->ik" and so on, where k counts to one."""
    call = operation.parameters.get("call", {})
    args = call.get("args", ())
    if call.get("kwargs") or not args or not isinstance(args[0], str):
        return None
    inputs, arrow, output = args[0].replace(" ", "").partition("->")
    letters = inputs.split(",")
    if not arrow or len(letters) != 2 or "." in inputs:
        return None
    for place in (0, 1):
        matrix, column = operation.operands[place], operation.operands[1 - place]
        found = _summed(letters[place], letters[1 - place], output)
        if found is None or len(matrix.shape) != 2:
            continue
        axis = letters[place].index(found)
        cells = matrix.shape[axis]
        if max(column.shape) == cells == column.array.size:
            return MatrixTimesColumn(matrix, column, is_turned=not axis)
    return None


def _summed(matrix: str, column: str, output: str) -> str | None:
    """The letter that is summed, if it is the one that both share and what
    is left of each is the output."""
    shared = set(matrix) & set(column)
    is_matrix = len(matrix) == len(set(matrix)) == 2 and len(set(column)) == len(column)
    if not is_matrix or len(shared) != 1 or shared & set(output):
        return None
    if sorted(output) != sorted((set(matrix) | set(column)) - shared):
        return None
    return shared.pop()


def turned_over(operations: Sequence[Operation]) -> Value | None:
    """The matrix, as it was before, of matrix.T @ column, which is the first
    two of some operations."""
    if len(operations) < 2 or not is_plain(operations[0], "transpose", operands=1):
        return None
    product = matrix_times_column(operations[1])
    if (
        product is None
        or product.is_turned
        or product.matrix.identity != operations[0].result.identity
    ):
        return None
    return operations[0].operands[0]
