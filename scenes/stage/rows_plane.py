"""A matrix whose rows fill in any order."""

import numpy as np

from scenes.stage import palette
from scenes.stage.canvas import CellsRecord
from scenes.stage.plane import MatrixPlane


class RowsPlane(MatrixPlane):
    """A MatrixPlane of few cells; takes what a MatrixPlane does.

    Attributes to change while it plays:
        filled: (rows,) how many cells of each row, from the first, hold a
            value already.
    """

    def __init__(self, values, box, **options):
        super().__init__(values, box, **options)
        rows, columns = self.values.array.shape
        self.filled = np.full(rows, columns)

    def fill(self, counts):
        """Set how many cells of each row hold a value."""
        self.filled = np.asarray(counts)
        self.revealed = int(self.filled.sum())

    def _shown_count(self):
        return tuple(self.filled.tolist())  # what pictures are kept by

    def _there(self, block):
        return np.arange(self.values.shape[1]) < self.filled[:, None]

    def _draw_cells(self, canvas, corners):
        values = self.values.array
        shown = np.arange(values.shape[1]) < self.filled[:, None]
        colors = self.color_scale.colors(values)
        colors[~shown, :3] = np.rint(np.multiply(
            palette.rgb(palette.EMPTY), 255))
        canvas.texture(colors, corners)
        canvas.cells(CellsRecord(self.source, values, shown, self.color_scale,
                                 np.array(corners), self.first))
        self._draw_grid(canvas, values, shown, colors)
