"""A product as a table: rows left, columns above, sums where they meet.

What is not there yet is filled line by line; what is added to all lines lies
beside, and passes over them. Of a stack the table shows one product after the
other, and each result becomes a sheet of a rack.
"""

import numpy as np

from network.trace import Value
from scenes.acts.product_bench import Pair
from scenes.acts.product_layout import laid_out
from scenes.acts.product_words import called
from scenes.reading.affine_layers import AffineLayer
from scenes.reading.products import Factor
from scenes.stage import palette
from scenes.stage.legend import Legend
from scenes.stage.notes import note_in
from scenes.stage.palette import Scale
from scenes.stage.part import Box, Part, ease, mix
from scenes.stage.plane import NAME, NOTE, MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of
from scenes.words.naming import code, indexed, said, short

REACHED = 0.4  # of the time of a bias: it has come to the first line
MOST_LABELS = 24  # rows that have their number beside them
MOST_SHEETS = 40  # of a rack
SHORT = 20  # letters of two names that stand above their product
RACK = 430  # width of a rack and of what is left free beside it


class ProductTable:
    """The parts of a product, and what becomes of them.

    Args:
        stage: the Box of the act.
        layer: the product, with what is added.
        name: of the result.
        by_columns: whether a column goes first, not a row.

    Attributes:
        brought: (part, the value that it shows or None) in the order they
            are drawn.
        turned: (value, the plane that it becomes) of what is turned over.
        left, right, sums, final: RowsPlanes; the sums before and after what
            is added, one plane where nothing is.
        bias: what is added, or None.
    """

    def __init__(
        self, stage: Box, layer: AffineLayer, name: str, *, by_columns: bool
    ) -> None:
        self._layer, self._name, self._by_columns = layer, name, by_columns
        product, bias = layer.product, layer.bias
        self.stacks, self.rows, self.columns = product.shape
        self.cells = product.cells
        rack = RACK if self.stacks > 1 else 0
        kind = "" if bias is None else "column" if bias.by_columns else "row"
        self._bias_is_row = kind == "row"
        self.layout = laid_out(
            Box(stage.left, stage.top, stage.width - rack, stage.height),
            self.rows,
            self.cells,
            self.columns,
            bias=kind,
        )
        self.brought: list[tuple[Part, Value | None]] = []
        self.turned: list[tuple[Value, MatrixPlane]] = []
        self._turning: list[tuple[MatrixPlane, MatrixPlane]] = []
        self.left, self._lefts = self._factor(product.left, self.layout.left)
        self.right, self._rights = self._factor(product.right, self.layout.right)
        self._label_rows()
        self.bias: MatrixPlane | None = None
        self._build_sums()
        if rack:
            self._build_rack(
                Box(stage.right - rack + 60, stage.top, rack - 60, stage.height)
            )

    def _factor(self, factor: Factor, box: Box) -> tuple[MatrixPlane, list[Values]]:
        """The plane of a factor, and what it shows of each of a stack."""
        value, source = factor.value, factor.source
        sheets = Values.of(value).laid(factor.laid)
        count = sheets.shape[0]
        shown = [sheets[k if count > 1 else 0] for k in range(self.stacks)]
        plane = MatrixPlane(
            shown[0],
            box,
            name=_named(value, factor.index(stack=0) if count > 1 else ""),
            note=_note(value, box, *_names_of(factor, count)),
            scale=Scale.of(sheets.array),
            source=_named(value),
        )
        if not factor.is_turned or len(value.shape) != 2:
            self.brought.append((plane, source))
            return plane, shown
        before = MatrixPlane(
            Values.of(source).laid(lambda array: array.reshape(shown[0].shape[::-1])),
            box,
            name=_named(source),
            note=_note(source, box),
            scale=plane.color_scale,
        )
        self.brought.append((before, source))
        self.turned.append((value, plane))
        self._turning.append((before, plane))
        return plane, shown

    def _label_rows(self) -> None:
        left = self._layer.product.left
        lengths = [left.value.shape[axis] for axis in left.groups[1]]
        if 1 < self.rows <= MOST_LABELS:
            self.left.row_labels = tuple(
                ",".join(map(str, np.unravel_index(row, lengths)))
                for row in range(self.rows)
            )

    def _build_sums(self) -> None:
        layer, box = self._layer, self.layout.result
        made, result = layer.product.operation.result, layer.result
        values = [made, result] if layer.bias else [made]
        sheets = [Values.of(value).laid(layer.product.laid) for value in values]
        self.scale = Scale.of(np.stack([one.array for one in sheets]))
        self._sheets = [[one[k] for k in range(self.stacks)] for one in sheets]
        planes = [
            RowsPlane(
                one[0],
                box,
                name=self._result_name(0),
                note=_note(result, box, *self._sum_names, self._result_name(-1)),
                scale=self.scale,
                source=_named(value),
            )
            for value, one in zip(values, self._sheets)
        ]
        self.sums, self.final = planes[0], planes[-1]
        self._note = self.sums.note
        whole = None if self.stacks > 1 else result
        foot = box
        if layer.bias:
            self.brought.append((self.sums, None))
            self._name_sums(is_done=False)
            foot = self._build_bias()
            self.final.hollow = True
        self.brought.append((self.final, whole))
        legend = Box(box.left + 90, foot.bottom + 22, 150, 9)
        self.brought.append((Legend(self.scale, legend), None))

    @property
    def _sum_names(self) -> tuple[str, str]:
        """What the sums are called before and after something is added."""
        left, right = self.left.name_text, self.right.name_text
        name = self._result_name(0)
        before = f"{left} × {right}" if self._layer.bias else name
        return before if len(left + right) <= SHORT else name, name

    def _name_sums(self, *, is_done: bool) -> None:
        """Before something is added they are not yet what they will be."""
        name = self._sum_names[is_done]
        self.sums.name_text, self.final.name_text = (
            ("", name) if is_done else (name, "")
        )
        self.sums.note, self.final.note = (
            ("", self._note) if is_done else (self._note, "")
        )

    def _build_bias(self) -> Box:
        """The Box below which the stage is free."""
        layer, box = self._layer, self.layout.bias
        assert layer.bias is not None and box is not None
        values = Values.of(layer.bias.value).laid(layer.bias_laid)
        name = _named(layer.bias.source)
        self.bias, self.passing = (
            MatrixPlane(
                values,
                box,
                name="" if self._bias_is_row else f"+ {name}",
                row_labels=[f"+ {called(layer.bias.source, SHORT)}"]
                if self._bias_is_row
                else (),
                scale=self.scale,
                thickness=4,
                source=name,
            )
            for _ in range(2)
        )
        self.passing.name_text, self.passing.row_labels = "", ()
        self.brought.append((self.bias, layer.bias.source))
        return box if self._bias_is_row else self.layout.result

    def _build_rack(self, box: Box) -> None:
        """The results of a stack, as they come."""
        layer = self._layer
        sheets = Values.of(layer.result).laid(layer.product.laid)[:MOST_SHEETS]
        note: str = shape_of(layer.result)
        if self.stacks > MOST_SHEETS:
            note = said(
                "{note}, {shown} of {count} shown",
                "{note}，显示 {count} 中的 {shown}",
                note=note,
                shown=MOST_SHEETS,
                count=self.stacks,
            )
        name = short(self._name, int(box.width / NAME.width("0")))
        beside = box.width - NAME.width(name) - 14
        high = min(box.height - 160, 320)
        self.rack = Rack(
            sheets,
            Box(box.left, box.top + (box.height - high) / 2, box.width, high),
            name=name,
            note=note if NOTE.width(str(note)) <= beside else "",
            scale=self.scale,
        )
        self.brought.append((self.rack, layer.result))

    def _result_name(self, stack: int) -> str:
        """Of one of a stack; −1 is the last, whose name is the longest."""
        if self.stacks == 1:
            return self._name
        stack %= self.stacks
        product = self._layer.product
        shape = product.operation.result.shape
        lengths = [shape[axis] for axis in product.order[: len(product.left.groups[0])]]
        return f"{self._name}[{', '.join(map(str, np.unravel_index(stack, lengths)))}]"

    @property
    def goes_down(self) -> bool:
        """Whether the first line of sums is a column."""
        return self._by_columns or self.columns == 1

    @property
    def in_line(self) -> int:
        """How many sums of the first line are there."""
        filled = self.sums.filled
        return int(np.sum(filled > 0) if self.goes_down else filled[0])

    def first_pair(self) -> Pair:
        """The first row and the first column, as the bench takes them."""
        product = self._layer.product
        left, right = product.left, product.right
        return Pair(
            self.left.values[0:1],
            self.right.values[:, 0:1].reshape(1, -1),
            (
                _named(left.value, left.index(row=0)),
                _named(right.value, right.index(column=0)),
            ),
            (self.left.color_scale, self.right.color_scale),
            (
                self.left.cell_box(0, 0, 1, self.cells),
                self.right.cell_box(0, 0, self.cells, 1),
            ),
            float(self.sums.values.array[0, 0]),
            self.sums.cell_box(0, 0),
        )

    def turn_over(self, share: float) -> None:
        """Let rows become columns, about the diagonal, 0..1."""
        for before, after in self._turning:
            after.set_opacity(1.0 if share >= 1 else 0.0)
            if share >= 1:
                before.set_opacity(0.0)
            elif share > 0:
                before.place_corners(turned_within(after.box, np.pi * share))

    def fill(self, first: float, line: float, others: float) -> None:
        """The first cell, the rest of its line and all other lines, 0..1."""
        rows, columns = self.rows, self.columns
        if self._by_columns:
            counts = np.zeros(rows, int)
            counts[: round(first + line * (rows - 1))] = 1
            counts += round(others * (columns - 1))
        else:
            late = np.arange(rows) / max(rows - 1, 1)
            shares = np.clip(others * 2 - late, 0, 1)
            counts = np.round(shares * columns).astype(int)
            counts[0] = round(first + line * (columns - 1))
        self.sums.fill(counts)

    def mark(self, row: int | None, column: int | None, *, is_there: bool) -> None:
        """Outline a row, a column, and where they meet; None: no line.

        Args:
            is_there: whether their sum is, or comes now.
        """
        self.left.marks = () if row is None else ((row, 0, 1, self.cells),)
        self.right.marks = () if column is None else ((0, column, self.cells, 1),)
        meet = row is not None and column is not None and is_there
        self.sums.marks = ((row, column, 1, 1),) if meet else ()

    def add_bias(self, share: float) -> None:
        """Let what is added come to the first line, then pass over all."""
        if self.bias is None:
            return
        rows, columns, sums = self.rows, self.columns, self.sums
        lines = rows if self._bias_is_row else columns
        come = ease(share, 0, REACHED)
        at = (lines - 1) * min(max((share - REACHED) / (1 - REACHED), 0.0), 1.0)
        done = 0 if come < 1 else 1 + int(at + 0.5)
        if self._bias_is_row:
            self.final.fill(np.where(np.arange(rows) < done, columns, 0))
            end = sums.cell_box(at, 0, 1, columns)
        else:
            self.final.fill(np.full(rows, done))
            end = sums.cell_box(0, at, rows, 1)
        self._name_sums(is_done=done > 0)
        if share >= 1:
            self.sums.set_opacity(0.0)
        self.passing.place_corners(mix(self.bias.box.corners, end.corners, come))
        self.passing.set_opacity(1.0 if 0 < share < 1 else 0.0)
        self.passing.accent = palette.POINTED

    def go_through(self, share: float) -> None:
        """Show one product of a stack after the other, 0..1."""
        if self.stacks == 1:
            return
        at = min(int(share * self.stacks), self.stacks - 1)
        product = self._layer.product
        for plane, shown, factor in (
            (self.left, self._lefts, product.left),
            (self.right, self._rights, product.right),
        ):
            plane.values = shown[at]
            if factor.shape[0] > 1:
                plane.name_text = _named(factor.value, factor.index(stack=at))
        for plane, sheets in zip((self.sums, self.final), self._sheets):
            plane.values = sheets[at]
            if plane is self.final and (share > 0 or self.bias is None):
                plane.name_text = self._result_name(at)
        self.rack.shown = min(at + (share > 0), MOST_SHEETS)


def _note(value: Value, box: Box, *names: str) -> str:
    """A shape, where it fits beside any of some names, by default the
    value's own: below stands something else."""
    note = shape_of(value)
    room = box.width - 14 - max(map(NAME.width, names or (_named(value),)))
    return note_in(note, room, NOTE) if NOTE.width(note) <= room else ""


def _names_of(factor: Factor, count: int) -> tuple[str, ...]:
    """What a factor, or the last of a stack of them, is called."""
    last = factor.index(stack=count - 1) if count > 1 else ""
    return (_named(factor.value, last),)


def _named(value: Value, index: str = "") -> str:
    """What the code calls a value, or a part of it."""
    name = code(value.name or value.expression)
    return indexed(name, index) if index else name


def turned_within(box: Box, angle: float) -> np.ndarray:
    """Corners of a plane that turns over in a Box about its diagonal: at
    angle pi its rows are columns."""
    start = np.array([box.left, box.top])
    across, down = np.array([box.width, 0.0]), np.array([0.0, box.height])
    way = (1 - np.cos(angle)) / 2
    return np.array(
        [start, start + mix(across, down, way), start + mix(down, across, way)]
    )
