"""One cell of a matrix, drawn as the matrix draws it, on its way elsewhere."""

from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane, numbers_of


class LiftedCell(MatrixPlane):
    """A cell that looks as it does in its MatrixPlane, with its number.

    Args:
        whole: the Values of the matrix.
        place: (row, column) in it.
        corners: (3, 2) design pixels where it stands.
        scale, source, first: as MatrixPlane has them.
    """

    def __init__(self, whole, place, corners, *, scale, source, first):
        row, column = place
        super().__init__(
            whole[row : row + 1, column : column + 1],
            Box(0, 0, 10, 10),
            scale=scale,
            source=source,
            first=first,
            thickness=0,
        )
        self.whole, self.at, self.written_as = whole, place, whole.key
        self.place_corners(corners)

    def written(self):
        row, column = self.at
        texts, longest, inks = numbers_of(self.whole, self.color_scale)
        return [[texts[row][column]]], longest, [[inks[row][column]]]
