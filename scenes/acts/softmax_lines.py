"""A batch of softmaxes as three matrices that are filled line by line."""

from collections.abc import Sequence

import numpy as np

from network.trace import Value
from scenes.acts.filled import filled
from scenes.acts.forms import row_of_boxes
from scenes.arrays import shapes as arrange
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of
from scenes.words.naming import code

POWERS, SHARES = (0.1, 0.5), (0.5, 0.9)  # of a turn: when each is filled


def as_lines(array: np.ndarray, axis: int | None) -> np.ndarray:
    """Rows and columns of an array: of a stack a row for each of the lines
    along an axis; of a long column folded ones."""
    if axis is not None and array.ndim > 2:
        return np.moveaxis(array, axis, -1).reshape(-1, array.shape[axis])
    if arrange.is_column(array.shape):
        size = array.size
        rows = next((n for n in range(int(size**0.5), 1, -1) if size % n == 0), 1)
        return array.reshape(rows, -1)
    return array if array.ndim == 2 else array.reshape(-1, array.shape[-1])


class SoftmaxLines:
    """Scores, powers of e and shares side by side.

    Args:
        stage: the Box of the act.
        values: scores, powers and shares, of one shape.
        names: of the three.
        axis: along which the shares add up to 1: 1 fills row by row, 0 column
            by column, None all as one line; of a stack another axis, whose
            lines are rows here.
        signs: what stands between them.

    Attributes:
        planes: parts, one for each of the values.
        signs: Labels between them.
    """

    def __init__(
        self,
        stage: Box,
        values: Sequence[Value],
        names: Sequence[str],
        axis: int | None,
        signs: Sequence[str] = ("→", "÷ Σ ="),
    ) -> None:
        is_stack = axis is not None and len(values[0].shape) > 2
        laid = [
            Values.of(one).laid(lambda array: as_lines(array, axis)) for one in values
        ]
        self._shape = laid[0].array.shape
        self._axis = 1 if is_stack else axis
        boxes = row_of_boxes(stage, [one.array for one in laid], gap=120)
        kinds = (MatrixPlane, RowsPlane, RowsPlane)
        self.planes = [
            kind(
                grid,
                filled(self._shape, box, widest=110, highest=64),
                name=name,
                note=shape_of(value),
                source=code(value.name or value.expression),
            )
            for kind, box, name, value, grid in zip(kinds, boxes, names, values, laid)
        ]
        middle = stage.top + stage.height / 2 - 40
        self.signs = [
            Label(sign, Box(box.right + 5, middle, 110, 80), size=30)
            for box, sign in zip(boxes, signs)
        ]

    def fill(self, shares: np.ndarray) -> None:
        """Show as much as is there, (lines,) shares 0..1 of their turns."""
        for plane, (start, end) in zip(self.planes[1:], (POWERS, SHARES)):
            plane.fill(self._filled([ease(share, start, end) for share in shares]))

    def _filled(self, shares: list[float]) -> np.ndarray:
        """How many cells of each row are there, by how far each line is."""
        rows, columns = self._shape
        if self._axis == 0:
            return np.full(rows, sum(share >= 0.5 for share in shares))
        if self._axis is None:
            shares = shares * rows
        return np.array([round(share * columns) for share in shares])

    def mark(self, index: int | None) -> None:
        """Outline a line in all three, or none."""
        marks = () if index is None else (self._outline(index),)
        for plane in self.planes:
            plane.marks = marks

    def _outline(self, index: int) -> tuple[int, int, int, int]:
        rows, columns = self._shape
        return {
            None: (0, 0, rows, columns),
            0: (0, index, rows, 1),
            1: (index, 0, 1, columns),
        }[self._axis]
