"""What films compute themselves, and from which recorded cells."""

import numpy as np

from scenes.arrays import shapes as arrange
from scenes.reading.matrix_times_column import MatrixTimesColumn
from scenes.stage.computed import Computed, computed
from scenes.stage.values import Values
from scenes.words.naming import code
from scenes.words.phrases import change_name, product_name


def rows_of(product: MatrixTimesColumn) -> Values:
    """The (rows, cells) Values that are multiplied by a column: the matrix,
    or the matrix turned over."""
    matrix = Values.of(product.matrix)
    return matrix.laid(np.transpose) if product.is_turned else matrix


def row_products(product: MatrixTimesColumn) -> list[Values]:
    """The products of each row of a matrix with a column.

    Returns:
        Values of (1, cells), or of the column's picture.
    """
    rows, across = rows_of(product), Values.of(product.column)
    if arrange.is_picture(product.column.shape):
        rows, across = rows.sheets(), across.grid()
    else:
        rows, across = (rows.reshape(-1, 1, rows.shape[1]), across.reshape(1, -1))
    return [
        Values(products(rows[row], across, of=row_index(product, row)))
        for row in range(len(rows.array))
    ]


def row_index(product: MatrixTimesColumn, row: int) -> str:
    """What the code would write to get a row: "3", or ":, 3" of a matrix
    whose columns are multiplied."""
    return f":, {row}" if product.is_turned else str(row)


def products(weights, values, *, name=None, of=None) -> Computed:
    """Weights, each times a value, as the code that was recorded made them.

    Args:
        weights, values: Values of recorded arrays, of one shape or such that
            they broadcast.
        name: what they are called; None: a product.
        of: the index of the row of the weights that they are, as the code
            has it; or None.
    """
    index = "" if of is None else f"[{of}]"
    return computed(
        np.multiply,
        weights,
        values,
        name=name or product_name(),
        expression=f"{_called(weights)}{index} * {_called(values)}",
    )


def all_of(several) -> np.ndarray:
    """Values of one shape as one array, in their own type."""
    return np.stack([one.exact for one in several])


def difference(after, before, *, name, expression) -> Computed:
    """What something has changed by, in floats.

    Args:
        after, before: Values, or what they are made of, of one shape.
    """
    return computed(
        lambda now, once: now.astype(float) - once.astype(float),
        Values.of(after),
        Values.of(before),
        name=name,
        expression=expression,
    )


def opposite(change) -> Computed:
    """A recorded change with the other sign, in floats."""
    return computed(
        lambda cells: -cells.astype(float),
        Values.of(change),
        name=change_name(),
        expression=f"-({_called(change)})",
    )


def share_of(values, whole, *, name) -> Computed:
    """Values by the number that stands for all of it."""
    return computed(
        lambda cells: cells / whole, values, name=name, expression=f"{name} / {whole}"
    )


def pull(weights, values, rivals, *, name) -> Computed:
    """How each value pulls from one of two rows of weights to the other.

    Args:
        weights, values: network.trace.Values, (rows, count) and (count, 1).
        rivals: (from, to), indices of the rows.
    """
    start, end = (Values.of(weights)[row] for row in rivals)
    called = _called(weights)
    return computed(
        lambda to, since, cells: (
            (to.astype(float) - since.astype(float)) * cells.astype(float)
        ),
        end,
        start,
        Values.of(values).ravel(),
        name=name,
        expression=f"({called}[{rivals[1]}] - {called}"
        f"[{rivals[0]}]) * {_called(values)}",
    )


def with_other(weights, sums, neurons, neuron) -> Computed:
    """Sums of weights times some neurons, one of those as in another column.

    Args:
        weights, sums: network.trace.Values, (rows, count) and (rows, 1).
        neurons: (other, own), columns of (count, 1).
        neuron: the index of the one that is as in the other.
    """
    other, own = neurons
    told = f"({_called(other)}[{neuron}] - {_called(own)}[{neuron}])"
    return computed(
        lambda cells, row, there, here: (
            cells.astype(float)
            + row.astype(float) * (there.astype(float) - here.astype(float))
        ),
        Values.of(sums).ravel(),
        Values.of(weights).laid(np.transpose)[neuron],
        *(Values.of(one).ravel()[neuron : neuron + 1] for one in (other, own)),
        name=sums.name,
        expression=f"{_called(sums)} + {_called(weights)}[:, {neuron}] * {told}",
    )


def _called(values):
    """What the code calls a value, or the source of Values."""
    value = getattr(values, "source", values)
    return code(value.name or getattr(value, "expression", ""))
