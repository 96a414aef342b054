"""How many neurons each layer has that a picture goes through."""

from network.trace import Operation, Trace, Value
from scenes.arrays.shapes import PICTURES, is_shown
from scenes.reading.plain_calls import as_computed, is_plain


def layers_of(trace: Trace) -> tuple[Value | None, tuple[int, ...]]:
    """The picture that goes in, and how many neurons each layer has.

    Returns:
        (the column of pixels, (784, 20, 10)), or (None, ()) if a picture
        goes through no weights.
    """
    picture: Value | None = None
    counts: tuple[int, ...] = ()
    for _, operation in trace.operations():
        operation = as_computed(operation)
        if not _is_layer(operation):
            continue
        weights, column = operation.operands
        rows, columns = weights.shape
        if picture is None and columns in PICTURES:
            picture, counts = column, (columns, rows)
        elif picture is not None and columns == counts[-1]:
            counts += (rows,)
    return picture, counts


def _is_layer(operation: Operation) -> bool:
    """Whether weights of the network's own, no turned ones, are multiplied
    by a column."""
    if not is_plain(operation, "matmul"):
        return False
    weights, column = operation.operands
    return (
        len(weights.shape) == 2
        and weights.base is None
        and column.shape == (weights.shape[1], 1)
        and is_shown(weights)
        and is_shown(column)
    )
