"""Values of any axes, laid out as a batch of matrices."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Value


@dataclass(frozen=True)
class Laid:
    """A value as matrices, one for each place in a batch.

    Attributes:
        value: of any shape.
        axes: of the value, in the order batch, rows, columns; None for one
            that it lacks.
        batch: lengths of the batch's axes, to which it is repeated.
    """

    value: Value
    axes: tuple[int | None, ...]
    batch: tuple[int, ...]

    def of(self, array: np.ndarray) -> np.ndarray:
        """(matrices, rows, columns) of an array that is shaped as the value."""
        array = array.transpose([axis for axis in self.axes if axis is not None])
        for place, axis in enumerate(self.axes):
            if axis is None:
                array = np.expand_dims(array, place)
        array = np.broadcast_to(array, (*self.batch, *array.shape[-2:]))
        return array.reshape(-1, *array.shape[-2:])

    def first(self, matrix: int) -> tuple[int, ...]:
        """Where a matrix begins in the value, as records of cells have it:
        (matrix, row, column) of a stack in the order of its axes."""
        is_stack = len(self.value.shape) > 2
        in_order = list(self.axes) == list(range(len(self.axes)))
        return (matrix, 0, 0) if is_stack and in_order else (0, 0)

    @property
    def array(self) -> np.ndarray:
        """As float64."""
        return self.of(self.value.array).astype(float)


def laid(
    value: Value,
    names: str,
    *,
    batch: Sequence[str],
    row: str,
    column: str,
    lengths: tuple[int, ...],
) -> Laid | None:
    """A value whose axes have letters; None where it has others besides.

    Args:
        names: a letter for each of its axes.
        batch: the letters of the batch's axes.
        row, column: those of the matrices; "" for one that nothing has.
        lengths: of the batch's axes.
    """
    wanted = (*batch, row, column)
    if len(names) != len(value.shape) or not set(names) <= set(wanted):
        return None
    axes = tuple(names.index(one) if one and one in names else None for one in wanted)
    fits = all(
        axis is None or value.shape[axis] in (1, length)
        for axis, length in zip(axes, lengths)
    )
    return Laid(value, axes, lengths) if fits else None
