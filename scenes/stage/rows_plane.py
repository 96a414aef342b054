"""A matrix whose rows fill in any order."""

import numpy as np

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
