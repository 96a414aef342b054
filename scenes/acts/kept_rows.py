"""The products of rows that stay on the stage: each in line with its sum.

While they are made they gather as narrow rows beside the bars; at the end they
come near, and can be read: each row adds up to its bar.
"""

from scenes.acts.derived import products, rows_of
from scenes.reading.matrix_times_column import MatrixTimesColumn
from scenes.stage.palette import Scale
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.values import Values
from scenes.words.naming import said
from scenes.words.phrases import product_name

NEARER = 1.6  # seconds in which all come near
CELL, WIDEST = 44.0, 100.0  # width of a cell, and of a row, while they gather
LABELLED = 32  # a column so wide, in design pixels, has its number above it
ROUND = 0.7  # of the way near: then what is written round them comes


def width_beside(cells: int) -> float:
    """The width that so many cells have while they gather."""
    return min(CELL * cells, WIDEST)


class KeptRows:
    """The products of an act, of rows.

    Args:
        product: what is multiplied.
        scale: of the products.
        home: the Box in which each row is made.
        beside, near: the Boxes in which all gather, and stand at the end.

    Attributes:
        below: the row that is taken to its place, to be drawn below the one
            that is added up.
        plane: of all that are there.
    """

    def __init__(
        self,
        product: MatrixTimesColumn,
        scale: Scale,
        home: Box,
        beside: Box,
        near: Box,
    ) -> None:
        rows, cells = product.shape
        column = Values.of(product.column).reshape(1, -1)
        values = Values(products(rows_of(product), column))
        self._home, self._beside, self._near = home, beside, near
        self._cells = cells
        self._rows = [values[row : row + 1] for row in range(rows)]
        self.plane = RowsPlane(
            values,
            beside,
            name=product_name(),
            scale=scale,
            thickness=2,
            row_labels=[str(row) for row in range(rows)],
            column_labels=_labels(cells, near.width),
        )
        self.plane.hollow = True
        self.below = MatrixPlane(
            self._rows[0],
            home,
            scale=scale,
            thickness=2,
            numbers=False,
            source=product_name(),
        )

    def show(self, kept: list[bool], nearer: float) -> None:
        """Set those that are at their places.

        Args:
            kept: of each row, whether it is there.
            nearer: 0..1: how far all have come near.
        """
        self.below.set_opacity(0.0)
        self.plane.fill([self._cells * is_there for is_there in kept])
        self.plane.set_opacity(float(any(kept)))
        self.plane.place(mix_boxes(self._beside, self._near, nearer))
        self.plane.words_opacity = ease(nearer, ROUND, 1)

    def carry(self, row: int, share: float) -> None:
        """Let a row lie where it was made, 0, or be on its way, up to 1."""
        self.below.values = self._rows[row]
        self.below.first = (row, 0)
        self.below.set_opacity(1.0)
        place = self.plane.cell_box(row, 0, 1, self._cells)
        self.below.place(mix_boxes(self._home, place, ease(share, 0, 1)))


def _labels(cells: int, width: float) -> list[str]:
    if width < LABELLED * cells:
        return []
    return [str(cell) for cell in range(cells)]


def kept_words() -> str:
    """What is said of them when they have come near."""
    return said(
        "Each row of products adds up to its bar.", "每一行乘积相加，就是它的条。"
    )
