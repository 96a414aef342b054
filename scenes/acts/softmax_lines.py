"""A batch of softmaxes as three matrices that are filled line by line."""

from collections.abc import Sequence

import numpy as np

from network.trace import Value
from scenes.acts.forms import fitted, row_of_boxes
from scenes.arrays import shapes as arrange
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.rows_plane import RowsPlane
from scenes.words.naming import code

POWERS, SHARES = (0.1, 0.5), (0.5, 0.9)  # of a turn: when each is filled


class SoftmaxLines:
    """Scores, powers of e and shares side by side.

    Args:
        stage: the Box of the act.
        values: scores, powers and shares, of one shape (rows, columns).
        names: of the three.
        axis: along which the shares add up to 1: 1 fills row by row, 0 column
            by column, None all as one line.

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
    ) -> None:
        self._shape = values[0].shape
        self._axis = axis
        boxes = row_of_boxes(stage, [value.array for value in values], gap=120)
        kinds = (MatrixPlane, RowsPlane, RowsPlane)
        self.planes = [
            kind(
                value,
                fitted(value.shape, box),
                name=name,
                note=arrange.shape_note(value.shape),
                source=code(value.name or value.expression),
            )
            for kind, box, name, value in zip(kinds, boxes, names, values)
        ]
        middle = stage.top + stage.height / 2 - 40
        self.signs = [
            Label(sign, Box(box.right + 5, middle, 110, 80), size=30)
            for box, sign in zip(boxes, ("→", "÷ Σ ="))
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
