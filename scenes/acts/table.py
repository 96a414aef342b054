"""A column times a row: a multiplication table, filled row by row."""

import numpy as np

from scenes.acts.act import MOST_ROW_CELLS, ActKind, Found, Moment
from scenes.acts.first_alone import FirstAlone
from scenes.acts.outer import OuterAct, planned_outer
from scenes.arrays.numbers import number_format
from scenes.reading.outer_product import outer_product
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import MatrixPlane
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of
from scenes.words.naming import code, said

ROW = {"alone": 4.6, "together": 3.0}  # seconds of a row, of all others
DOWN, FILLED = 0.3, 0.75  # phases of a turn, as shares of it
PASSED = 0.8  # of the time of the others: the row has passed
FEW = 8  # cells of a row that leaves most of the stage free
HIGH = 46  # of the row above the table, in design pixels


class TableAct(OuterAct):
    """A column times a row of few cells, as a table."""

    kind = "table"


def recognise(moment: Moment) -> Found | None:
    """A column times a row whose cells can all hold numbers."""
    product = outer_product(moment.operations)
    if product is None:
        return None
    rows, cells = product.column.array.size, product.row.array.size
    if not 2 <= rows <= MOST_ROW_CELLS or cells > MOST_ROW_CELLS:
        return None
    return planned_outer(TableAct, moment, product, ROW)


def _table_row(column, index, value):
    return said(
        "{column}[{index}] = {value}, largest in size, times the row.",
        "{column}[{index}] = {value}，绝对值最大：乘以整行。",
        column=column,
        index=index,
        value=value,
    )


class Table(FirstAlone):
    """column @ row: each number of the column times the whole row.

    The row comes down to the largest number of the column first; then it
    passes over the table, and all other rows fill as it goes by.
    """

    act: TableAct

    def build(self):
        column, row = self.act.operands
        source, numbers = self.act.source, Values.of(row).reshape(1, -1)
        self.count, self.cells = self.act.result.shape
        stage = self.stage
        width = min(1180.0, 96.0 * self.cells)
        left, top = stage.left + 250, stage.top + 60
        high = min(54.0, (stage.bottom - 40 - top - HIGH - 64) / self.count)
        top += (stage.bottom - 40 - top - HIGH - 64 - high * self.count) / 2
        left += max(stage.right - left - width, 0) / 2 if self.cells <= FEW else 0
        self.row = self.bring(
            MatrixPlane(
                numbers,
                Box(left, top, width, HIGH),
                thickness=4,
                name=code(row.name or row.expression),
                note=shape_of(row),
            ),
            source,
        )
        grid = Box(left, top + HIGH + 64, width, high * self.count)
        self.column = self.bring(
            MatrixPlane(
                Values.of(column).reshape(-1, 1),
                Box(left - 210, grid.top, 110, grid.height),
                name=code(column.name or column.expression),
                row_labels=[str(k) for k in range(self.count)],
            ),
            column,
        )
        self.result = self.bring(
            RowsPlane(
                self.act.result,
                grid,
                name=self.act.result_name,
                note=shape_of(self.act.result),
            ),
            self.act.result,
        )
        self.bring(Label("×", Box(left - 84, top, 60, HIGH)))
        self.bring(
            Legend(
                self.result.color_scale, Box(grid.left + 90, grid.bottom + 22, 150, 9)
            )
        )
        self.copy_of_row = MatrixPlane(
            numbers, self.row.box, thickness=4, source=source.name
        )
        self.parts.append(self.copy_of_row)
        self.write = number_format(column.array)

    def move(self, time):
        shares, alone = self.turns.shares(time), self.turns.alone(time)
        done = time >= self.turns.end
        self.result.fill(
            [round(ease(share, DOWN, FILLED) * self.cells) for share in shares]
        )
        self.column.marks = () if alone is None else ((alone, 0, 1, 1),)
        self.row.marks = (
            ((0, 0, 1, self.cells),)
            if self.turns.starts[self.turns.peak] <= time and not done
            else ()
        )
        self.result.marks = () if alone is None else ((alone, 0, 1, self.cells),)
        self._send_row(time, alone)

    def _send_row(self, time, alone):
        """The row on its way down: to one row of the table, or over all."""
        start, grid = self.row.box, self.result.box
        high = grid.height / self.count
        if alone is not None:
            begin, long = (
                times[alone] for times in (self.turns.starts, self.turns.lengths)
            )
            share = ease((time - begin) / long, 0, DOWN)
            visible = share < 1
            end = self.result.cell_box(alone, 0, 1, self.cells).top
        else:
            begin, end = self.turns.together, self.turns.end
            share = min(max((time - begin) / (end - begin) / PASSED, 0), 1)
            visible = 0 < share < 1
            end = grid.bottom - high
        self.copy_of_row.place(
            Box(
                start.left,
                mix(start.top, end, share),
                start.width,
                mix(start.height, high, min(2 * share, 1)),
            )
        )
        self.copy_of_row.set_opacity(1.0 if visible else 0.0)

    def turn_words(self, index):
        column = self.act.operands[0]
        return _table_row(
            self.column.name_text,
            index,
            self.write(np.float64(column.array.ravel()[index])),
        )


KIND = ActKind(TableAct, Table, recognise)
