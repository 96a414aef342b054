"""The products of the first line of a table stay in its free corner.

When the first number of a product is made, what was added up stays where the
bench was; the products of the numbers beside it come below, as these are made:
each row of them adds up to one number of the line.
"""

import numpy as np

from scenes.acts.kept_products import places_of
from scenes.acts.product_table import ProductTable
from scenes.stage.computed import computed
from scenes.stage.palette import Scale
from scenes.stage.part import Box, Part, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.values import Values
from scenes.words.phrases import product_name

MOST = 24  # numbers of the line, of which the products stay
NAMES, FOOT = 40, 10  # room above and below the rows, in design pixels
HIGHEST, LARGEST = 44, 150  # of a row, and of a picture
LEAST, LABELLED = 6, 17  # of a row, and of one that has its number beside it


class KeptLine:
    """The products of the numbers of a line.

    Args:
        table: where the sums stand.
        home: the Box in which the first were made.
        corner: the Box that is free for them.
        is_picture: whether the products of a number are a picture.

    Attributes:
        count: of how many numbers.
        parts: in the order they are drawn.
    """

    def __init__(
        self, table: ProductTable, home: Box, corner: Box, *, is_picture: bool
    ) -> None:
        most = MOST if is_picture else int((corner.height - NAMES - FOOT) // LEAST)
        values = _products(table, min(most, MOST))
        self._table = table
        self.count, self._cells = values.shape
        self._home, self._is_picture = home, is_picture
        scale = Scale.of(values.array)
        shown = [values[row : row + 1] for row in range(self.count)]
        if is_picture:
            high = corner.height - NAMES
            below = Box(corner.left, corner.top + NAMES, corner.width, high)
            self._places = places_of(self.count, below, 0, LARGEST)
            shown = [one.grid() for one in shown]
            self._plane = None
        else:
            self._plane = _rows_in(values, corner, home, scale)
            self._places = [
                self._plane.cell_box(row, 0, 1, self._cells)
                for row in range(self.count)
            ]
        self._single = [
            MatrixPlane(
                one,
                home,
                scale=scale,
                thickness=2,
                numbers=False,
                name=product_name() if is_picture and not row else "",
                source=product_name(),
                first=(row, 0, 0) if is_picture else (row, 0),
            )
            for row, one in enumerate(shown[: self.count if is_picture else 1])
        ]
        self.parts: list[Part] = [*self._single]
        if self._plane is not None:
            self.parts.append(self._plane)

    def show(self, goes: float, opacity: float) -> None:
        """Set all of them: those whose sum is there.

        Args:
            goes: 0..1: how far the first are on their way from the bench.
            opacity: of all.
        """
        way = ease(goes, 0, 1)
        there = min(self._table.in_line, self.count) if way >= 1 else 0
        for row, plane in enumerate(self._single):
            plane.place(
                mix_boxes(self._home, self._places[row], way if row == 0 else 1)
            )
            is_there = row < there if self._is_picture else way < 1
            on_its_way = row == 0 and 0 < goes < 1
            plane.set_opacity(opacity * float(is_there and goes > 0 or on_its_way))
        if self._plane is not None:
            self._plane.fill(self._cells * (np.arange(self.count) < there))
            self._plane.set_opacity(opacity * float(there > 0))


def _rows_in(values: Values, corner: Box, home: Box, scale: Scale) -> RowsPlane:
    """All rows, as wide as the first was where it was made."""
    count = len(values.array)
    room = corner.height - NAMES - FOOT
    high = min(room, HIGHEST * count)
    top = corner.top + NAMES + (room - high) / 2
    plane = RowsPlane(
        values,
        Box(home.left, top, home.width, high),
        name=product_name(),
        scale=scale,
        thickness=2,
        row_labels=[str(row) for row in range(count)]
        if high >= LABELLED * count
        else (),
    )
    plane.hollow = True
    return plane


def _products(table: ProductTable, most: int) -> Values:
    """(numbers of the line, cells) products: of the first row with each column,
    or of each row with the first column.

    Args:
        most: of how many numbers.
    """
    left, right = table.left.values, table.right.values.laid(np.transpose)
    called = table.left.source, table.right.source
    if table.goes_down:
        operands = left[:most], right[0:1]
        expression = f"{called[0]} * {called[1]}[:, 0]"
    else:
        operands = left[0:1], right[:most]
        expression = f"{called[0]}[0] * {called[1]}.T"
    return Values(
        computed(np.multiply, *operands, name=product_name(), expression=expression)
    )
