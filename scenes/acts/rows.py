"""A matrix times a column: weights below the bench, one scale for all."""

from dataclasses import dataclass, replace

import numpy as np

from scenes.acts.act import MOST_ROW_CELLS, ActKind, Found, Moment, planned
from scenes.acts.derived import all_of, row_products, rows_of
from scenes.acts.kept_rows import NEARER, width_beside
from scenes.acts.product_words import gradient_lead, gradient_title
from scenes.acts.row_by_row import BENCH, Phases, RowByRow, RowByRowAct
from scenes.acts.schedule import HOLD, one_by_one
from scenes.acts.told_steps import called
from scenes.arrays import shapes as arrange
from scenes.arrays.extremes import furthest, is_one_hot
from scenes.reading.gradient_products import gradient_products
from scenes.reading.leading_rows import Leading, leading_rows, order_of
from scenes.reading.matrix_times_column import MatrixTimesColumn, matrix_times_column
from scenes.stage import palette
from scenes.stage.legend import Legend
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of
from scenes.words.naming import code, in_a_row, said
from scenes.words.phrases import (
    largest_sum,
    matmul_name,
    matmul_title,
    rows_lead,
    sums_of_nothing,
)

ROW = {"first": 5.2, "shrink": 0.5, "least": 0.45}  # the turn of each
OF_NOTHING = {"first": 1.8, "shrink": 0.4, "least": 0.2}  # of a column that is all 0
WIDEST, HIGHEST = 128.0, 80.0  # of a cell, in design pixels
ABOVE = 76  # from the bench to the matrix, with names above its columns
NAMED = 34  # room for the column's name on the bench
KEPT_AT, LANE = 18, 70  # from it to the products that are kept, and from these
BARS = 640  # to the bars; width of these
OF_BARS = 0.26  # their width by that of a tall stage


@dataclass(frozen=True, kw_only=True)
class RowsAct(RowByRowAct):
    """A small matrix times a column.

    Attributes:
        leading: the row that goes first and why, or None: the first one.
    """

    kind = "rows"

    leading: Leading | None = None


def recognise(moment: Moment) -> Found | None:
    """A matrix of at most MOST_ROW_CELLS rows and columns, times a column."""
    product = matrix_times_column(moment.operation)
    if product is None or not fits(product):
        return None
    rows, _ = product.shape
    target, result = moment.target, moment.operation.result.array
    is_nothing = not product.column.array.any() and not result.any()
    turns = one_by_one(rows, **(OF_NOTHING if is_nothing else ROW))
    leading = moment.roles.read(leading_rows).get(moment.operation.number)
    order = order_of(rows, leading)
    gradient = moment.roles.read(gradient_products).get(moment.operation.number)
    return planned(
        RowsAct,
        moment,
        turns.end + (0.0 if is_nothing else NEARER) + HOLD,
        gradient_title(moment.named(1), gradient)
        if gradient
        else matmul_title(target, *moment.operation.operands),
        gradient_lead(gradient, product.shape[1])
        if gradient
        else in_a_row(
            rows_lead(target, product.matrix, rows, is_turned=product.is_turned),
            _picking(product),
        ),
        turns=turns,
        step_name=matmul_name(target, *moment.operation.operands),
        outcome=sums_of_nothing(product.column)
        if is_nothing
        else largest_sum(target, result, is_turned=product.is_turned),
        outcome_at=turns.end
        if is_nothing
        else turns.ended(order.index(furthest(result))),
        target=target,
        product=product,
        leading=leading,
    )


def _picking(product: MatrixTimesColumn) -> str:
    """What the product with a one-hot column comes to, or ""."""
    if not is_one_hot(product.column.array):
        return ""
    line = said("row", "行") if product.is_turned else said("column", "列")
    return said(
        "{column} has a single 1, and so looks up one {line} of {matrix}.",
        "{column} 只有一个 1：等于取出 {matrix} 的一{line}。",
        column=called(product.column),
        line=line,
        matrix=called(product.matrix),
    )


def fits(product: MatrixTimesColumn) -> bool:
    """Whether all numbers of a product can be written in rows."""
    rows, cells = product.shape
    return cells <= MOST_ROW_CELLS and 2 <= rows <= MOST_ROW_CELLS


class Rows(RowByRow):
    """weights @ column: the column lies down as a row, each row of weights
    is lifted below it, their product folds into one sum."""

    first = Phases(
        lifted=0.18,
        multiplied=0.44,
        folding=0.48,
        folded=0.76,
        landed=0.92,
        fading=0.92,
    )
    phases = Phases(
        lifted=0.24,
        multiplied=0.56,
        folding=0.58,
        folded=0.68,
        landed=0.88,
        fading=0.92,
    )

    def build(self):
        product, column = self.act.product, self.act.product.column
        self.count, self.cells = product.shape
        self.leading = self.act.leading
        self.lead = self.leading.row if self.leading else 0
        row = Values.of(column).reshape(1, -1)
        rows, products = rows_of(product), row_products(product)
        self.scale = palette.Scale.of(
            np.stack([rows.array, all_of(products).reshape(rows.shape)])
        )
        stage, wide = self.stage, min(1040.0, WIDEST * self.cells)
        kept = width_beside(self.cells) / (1 + stage.is_tall)
        beside = KEPT_AT + kept + LANE
        if stage.is_tall:
            wide = min(wide, stage.width * (1 - OF_BARS) - 50 - beside)
        aside = max(stage.width - 50 - wide - beside - BARS, 0) / 2
        high = 3 * BENCH + 20 + NAMED + ABOVE + HIGHEST * self.count + 66
        down = max(stage.height - high, 0) / 2  # of few rows, to the middle
        self._lay_bench(stage.left + 50 + aside, stage.top + 30 + down, wide)
        self.laid = self.bring(
            MatrixPlane(
                row,
                self.bench[0],
                name=column.name or code(column.expression),
                thickness=4,
                note=_laid(column),
            ),
            column,
        )
        place = self.bench[2]
        self._build_grid(rows, place.bottom + ABOVE)
        self.bring_signs(
            place.left - 56, Box(place.right + 16, place.top, 90, BENCH), sum_size=34
        )
        grid = self.grid.box
        gathered = Box(grid.right + KEPT_AT, grid.top, kept, grid.height)
        self.keep_products(self.scale, gathered, grid)
        self.gone = [self.grid]
        self.bring_rows(products, scale=self.scale, product_scale=self.scale)
        left = grid.right + beside
        self.bring_bars(Box(left, grid.top, min(stage.right - left, BARS), grid.height))

    def words(self, time):
        """At the end why all is 0, where it is."""
        is_over = not self.act.product.column.array.any() and time >= self.turns.end
        return self.act.outcome if is_over else super().words(time)

    def _lay_bench(self, left, top, width):
        """What stands left in the code lies above; the column's name stands
        over it."""
        self.lay_bench(left, top, width)
        column, row, product = self.bench
        if not self.act.product.is_turned:
            column, row = row, column
            row = replace(row, top=row.top - 6)
            column = replace(column, top=column.top + NAMED - 6)
            product = replace(product, top=product.top + NAMED - 6)
        self.bench = [column, row, product]

    def _build_grid(self, rows, top):
        product = self.act.product
        matrix = product.matrix
        high = min(HIGHEST, (self.stage.bottom - 30 - top) / self.count)
        box = Box(self.bench[0].left, top, self.bench[0].width, high * self.count)
        self.grid = self.bring(
            MatrixPlane(
                rows,
                box,
                name=matrix.name or code(matrix.expression),
                scale=self.scale,
                note=arrange.shape_note(matrix.shape)
                + (_turned() if product.is_turned else ""),
                row_labels=[str(row) for row in range(self.count)],
                column_labels=[str(column) for column in range(self.cells)],
            ),
            matrix,
        )
        self.bring(Legend(self.scale, Box(box.left + 90, box.bottom + 22, 150, 9)))


def _laid(column):
    """The note of a column: its shape, and that it was laid down if it was."""
    note = shape_of(column)
    stands = len(column.shape) == 2 and column.shape[1] == 1
    if not stands:
        return note
    return said("{note}, laid down as a row", "{note}，横放成一行", note=note)


def _turned():
    return said(", its columns as rows", "，列作为行")


KIND = ActKind(RowsAct, Rows, recognise)
