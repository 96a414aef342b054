"""A matrix in space: each cell as high as its value, on a sheet that lies back."""

from collections.abc import Iterator

import numpy as np

from scenes.stage import palette
from scenes.stage.marks import Relief, edges_through
from scenes.stage.palette import Scale
from scenes.stage.part import Box, Part
from scenes.stage.relief import faces_of
from scenes.stage.shown import ShownCells
from scenes.stage.space import lying
from scenes.stage.values import Values


class ReliefSheet(Part):
    """A matrix whose cells rise above zero and sink below, each in proportion.

    Facing us and without height it is what a plane of its cells is.

    Args:
        values: Values of (rows, columns).
        box: that it fills while it faces us, in design pixels.
        scale: a palette.Scale that no value is beyond: heights end with it.
        name: of the value.

    Attributes to change while it plays:
        turned, tilted: radians, as space.lying has them.
        rise: height of a cell at the end of the scale, by the width of the box.
        is_read: whether its cells can be pointed at; it takes them one by one,
            which is for a sheet that stands still.
    """

    def __init__(self, values: Values, box: Box, *, scale: Scale, name: str) -> None:
        super().__init__(box)
        self.values, self.color_scale, self.name_text = values, scale, name
        self.turned = self.tilted = self.rise = 0.0
        self.is_read = False
        rows, columns = values.shape
        self._alone = {
            (row, column): values[row : row + 1, column : column + 1]
            for row, column in np.ndindex(rows, columns)
        }

    def _lens(self) -> tuple[float, ...]:
        return lying(self.box, turned=self.turned, tilted=self.tilted)

    def extent(self) -> Box:
        left, top, right, bottom = edges_through(self._lens(), self.rise)
        return Box(left, top, right - left, bottom - top)

    def cells(self) -> tuple[ShownCells, ...]:
        return tuple(self._tops()) if self.is_read else ()

    def _tops(self) -> Iterator[ShownCells]:
        faces, is_there = faces_of(self._relief()), np.ones((1, 1), bool)
        for number in np.flatnonzero(~faces.is_wall).tolist():
            cell = int(faces.rows[number]), int(faces.columns[number])
            corners = faces.points[number, [0, 1, 3]]
            yield ShownCells(self._alone[cell], self.name_text, is_there, corners)

    def _relief(self) -> Relief:
        return Relief(
            self.values,
            self.color_scale,
            self._lens(),
            self.rise,
            palette.SIDE,
            self.name_text,
            (0, 0),
        )

    def draw(self, canvas) -> None:
        canvas.relief(self._relief())
