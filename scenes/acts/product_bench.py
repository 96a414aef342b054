"""The bench of a product: one row and one column, in pairs, added up.

The row is lifted, the column turns to lie below it; their products come one
by one; they are added to a number, which flies to its place in the result.
"""

from dataclasses import dataclass

import numpy as np

from scenes.acts.running_total import RADIUS, along, color_of, partial_sums
from scenes.arrays import shapes as arrange
from scenes.arrays.numbers import bar_number_format
from scenes.stage import palette
from scenes.stage.chips import Chips, Dot
from scenes.stage.computed import computed
from scenes.stage.label import Label
from scenes.stage.palette import Scale
from scenes.stage.part import Box, Part, ease, mix
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import SMALL, Type
from scenes.stage.values import Values
from scenes.words.naming import said
from scenes.words.phrases import product_name

STRIP, GAP = 46, 10  # of a row on the bench, at most; between two
TOTAL = 180  # room right of it
WIDEST = 116  # of a cell
READABLE = 52  # a cell so wide holds a number
SIZE = 26  # of the total
LABEL = Type("code", SMALL)  # of the names left of it
LINE = 30  # of a line of words
ASIDE = 22  # from the result to where its first sum comes down
LONGEST = 18  # letters of a name that stands left of a row


@dataclass(frozen=True)
class Pair:
    """A row and a column that are multiplied.

    Attributes:
        row, column: (1, cells) Values.
        names: of both, as the code would write them.
        scales: of both.
        starts: where each lies before.
        total: the recorded sum of their products.
        end: the Box of its cell.
    """

    row: Values
    column: Values
    names: tuple[str, str]
    scales: tuple[Scale, Scale]
    starts: tuple[Box, Box]
    total: float
    end: Box


class Bench:
    """What shows how one number of a product is made.

    Args:
        box: of all of it.
        pair: what is multiplied.

    Attributes:
        parts: in the order they are drawn.
        products: (cells,) as they are computed.
        is_picture: whether they are laid out as a picture.
    """

    def __init__(self, box: Box, pair: Pair) -> None:
        self._pair = pair
        self._cells = pair.row.shape[1]
        made = Values(
            computed(
                np.multiply,
                pair.row,
                pair.column,
                name=product_name(),
                expression=" * ".join(pair.names),
            )
        )
        self.products = made.array[0]
        self._sums = partial_sums(self.products.reshape(-1, 1), pair.total)
        self.write = bar_number_format(np.array([*self.products, pair.total]))
        self.is_picture = is_picture = self._cells in arrange.PICTURES
        row, column = (
            name if len(name) <= LONGEST else other
            for name, other in zip(
                pair.names, (said("row", "行"), said("column", "列"))
            )
        )
        names = (row, f"× {column}", "= " + product_name())
        beside = max(map(LABEL.width, names)) + 24
        boxes = _squares(box) if is_picture else _strips(box, self._cells, beside)
        self._homes = boxes
        scales = (*pair.scales, Scale.of(made.array))
        self._planes = [
            MatrixPlane(
                values.grid() if is_picture else values,
                place,
                scale=scale,
                thickness=4,
                name=name if is_picture else "",
                row_labels=() if is_picture else [name],
                source=source,
            )
            for values, place, scale, name, source in zip(
                (pair.row, pair.column, made),
                boxes,
                scales,
                names,
                (*pair.names, product_name()),
            )
        ]
        self._build_total(boxes[2])
        self._dot = Chips()
        self.parts: list[Part] = [
            *self._planes,
            self._sign,
            self._total,
            self._largest,
            self._dot,
        ]

    def _build_total(self, last: Box) -> None:
        middle = last.top + last.height / 2
        self._sign = Label(
            "Σ =",
            Box(last.right + 14, middle - 20, 56, 40),
            size=SIZE,
            color=palette.POINTED,
            align="left",
        )
        self._place = Box(last.right + 72, middle - 20, TOTAL - 80, 40)
        self._total = Label("", self._place, size=SIZE, family="code", align="left")
        self._largest = Label(
            self._said_of_largest(),
            Box(self._homes[0].left, last.bottom + 8, 600, 26),
            size=SMALL,
            family="code",
            align="left",
        )

    def _said_of_largest(self) -> str:
        """The largest of the products in numbers, where cells hold none."""
        if self._homes[0].width >= READABLE * self._cells:
            return ""
        top = int(np.abs(np.nan_to_num(self.products)).argmax())
        one, other, product = (
            self.write(array[top])
            for array in (
                self._pair.row.array[0],
                self._pair.column.array[0],
                self.products,
            )
        )
        return said(
            "largest product, {top}: {one} × {other} = {product}",
            "最大的乘积，{top}：{one} × {other} = {product}",
            top=top,
            one=one,
            other=other,
            product=product,
        )

    @property
    def made(self) -> MatrixPlane:
        """The plane of the products."""
        return self._planes[2]

    @property
    def total(self) -> str:
        """The sum as it is written."""
        return self.write(self._pair.total)

    def hide(self) -> None:
        for part in self.parts:
            part.set_opacity(0.0)

    def lift(self, share: float) -> None:
        """Let row and column come, 0 where they lie to 1 on the bench."""
        way = ease(share, 0, 1)
        row, column, _ = self._planes
        start, home = self._pair.starts[0].corners, self._homes[0].corners
        row.place_corners(mix(start, home, way))
        column.place_corners(self._lying_down(way))
        for plane in (row, column):
            plane.set_opacity(1.0 if share > 0 else 0.0)

    def _lying_down(self, way: float) -> np.ndarray:
        """Corners of the column on its way: a quarter of a turn to the left,
        but for a picture, which needs none."""
        start, home = self._pair.starts[1], self._homes[1]
        if self.is_picture:
            return mix(start.corners, home.corners, way)
        angle = np.pi / 2 * way
        along = mix(start.height, home.width, way) * _arrow(angle)
        down = mix(start.width, home.height, way) * _arrow(angle - np.pi / 2)
        corner = _middle(start) * (1 - way) + _middle(home) * way - (along + down) / 2
        return np.array([corner, corner + along, corner + down])

    def multiply(self, share: float) -> None:
        """Let so many of the products be there, and mark the pair."""
        count = int(np.ceil(share * self._cells))
        product = self._planes[2]
        product.set_opacity(1.0 if share > 0 else 0.0)
        product.revealed = count
        self._mark(count - 1 if 0 < share < 1 else None)
        self._largest.set_opacity(1.0 if share >= 1 else 0.0)

    def add(self, share: float) -> None:
        """Let so many of the products be added."""
        count = int(np.ceil(share * self._cells))
        for part in (self._sign, self._total):
            part.set_opacity(1.0 if share > 0 else 0.0)
        self._write(self._sums[count])
        if 0 < share < 1:
            self._planes[2].marks = (self._cell(count - 1),)

    def _write(self, value: float) -> None:
        self._total.text = self.write(value)
        self._total.ink = color_of(value)
        self._total.kind = Type("code", SIZE)
        self._total.place(self._place)

    def land(self, share: float) -> None:
        """Let the sum fly to its cell: between the matrices, past no name."""
        self._dot.items = ()
        if not 0 < share < 1:
            return
        end, last = self._pair.end, self._homes[2]
        y = last.top + last.height / 2
        start = last.right if self._cells == 1 else self._place.left
        down, into = end.left - ASIDE, end.top + end.height / 2
        way = ((start, y), (down, y), (down, into), (end.left + end.width / 2, into))
        x, y = along(way, share)
        self._dot.set_opacity(1.0)
        self._dot.items = (Dot(x, y, color_of(self._pair.total), RADIUS),)

    def fade(self, opacity: float) -> None:
        for part in self.parts:
            part.set_opacity(part.opacity * opacity)

    def _mark(self, cell: int | None) -> None:
        marks = () if cell is None else (self._cell(cell),)
        for plane in self._planes:
            plane.marks = marks

    def _cell(self, cell: int) -> tuple[int, int, int, int]:
        columns = self._planes[0].values.shape[1]
        return (*divmod(cell, columns), 1, 1)


def _arrow(angle: float) -> np.ndarray:
    """Of length 1: at 0 it points down, at a quarter of a turn right."""
    return np.array([np.sin(angle), np.cos(angle)])


def _middle(box: Box) -> np.ndarray:
    return np.array([box.left + box.width / 2, box.top + box.height / 2])


def _strips(box: Box, cells: int, beside: float) -> list[Box]:
    """Three rows, one below the other.

    Args:
        beside: room left of them.
    """
    room = box.width - beside - TOTAL
    wide = min(WIDEST * cells, room)
    left = box.left + beside + (room - wide) / 2
    under = 0 if wide >= READABLE * cells else LINE
    high = min(STRIP, (box.height - 2 * GAP - under) / 3)
    top = box.top + max(box.height - 3 * high - 2 * GAP - under, 0) / 2
    return [Box(left, top + k * (high + GAP), wide, high) for k in range(3)]


def _squares(box: Box) -> list[Box]:
    """Three pictures side by side."""
    apart = 60
    side = min(box.height - 60, (box.width - TOTAL - 2 * apart) / 3)
    left = box.left + (box.width - TOTAL - 3 * side - 2 * apart) / 2
    top = box.top + 26
    return [Box(left + k * (side + apart), top, side, side) for k in range(3)]
