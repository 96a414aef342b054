"""A matrix turned over, rows for columns, then times a column."""

from dataclasses import dataclass, replace

import numpy as np

from network.trace import Value
from scenes.acts.act import MOST_ROW_CELLS, ActKind, Found, Moment, planned
from scenes.acts.derived import all_of, row_products
from scenes.acts.entrances import key_of
from scenes.acts.kept_rows import NEARER, width_beside
from scenes.acts.product_words import gradient_lead, gradient_title
from scenes.acts.row_by_row import BENCH, Phases, RowByRow, RowByRowAct
from scenes.acts.schedule import ENTER, HOLD, one_by_one
from scenes.arrays import shapes as arrange
from scenes.arrays.extremes import largest_row
from scenes.reading.gradient_products import gradient_products
from scenes.reading.matrix_times_column import matrix_times_column, turned_over
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import NOTE, MatrixPlane
from scenes.stage.typeface import SMALL, enlarged
from scenes.stage.values import Values
from scenes.words.axis_words import shape_of
from scenes.words.naming import code, said
from scenes.words.phrases import largest_sum, matmul_title, product_name, rows_lead
from scenes.words.purposes import step_name

FLIP = 1.8  # seconds in which the matrix turns over
ROW = {
    "first": 3.4,
    "shrink": 0.5,
    "least": 0.4,
    "start": ENTER + FLIP,
}  # the turn of each
FEW, WIDE_OF_FEW = 6, 90.0  # rows and cells; width of one of so few
FOOT = 190  # room for the names of the scales below the products
KEPT = 14  # height of a row of products that is kept, at least
UNDER = 386 + KEPT * FEW  # height of the bench, the scales and these under it
TALL_FOOT = 24  # on a tall stage, where the scales stand below all
TO_BARS, BARS = 165, 300  # from the bench to the bars; width of these, at least
TALL_TO_BARS, TALL_BARS, OF_TALL = 120, 240, 0.39  # on a tall stage; the plane's share
LINE, REACH = 1.3, 4.4  # of letters: a line, and how far a scale reaches, written
BELOW = 40  # there, between what stands above the scales and these
PITCH = 0.95  # of the size of letters that numbers of bars are apart, at least
NAMED = 48  # room for the column's name below the place of the rows


@dataclass(frozen=True, kw_only=True)
class TurnedAct(RowByRowAct):
    """A matrix that is turned over, then multiplied by a column.

    Attributes:
        matrix: as it was before.
    """

    kind = "turned"

    matrix: Value


def recognise(moment: Moment) -> Found | None:
    """matrix.T @ column, of at most MOST_ROW_CELLS rows and columns."""
    matrix = turned_over(moment.operations)
    if (
        matrix is None
        or not 2 <= min(matrix.shape) <= max(matrix.shape) <= MOST_ROW_CELLS
    ):
        return None
    operation, target = moment.operations[1], moment.named(2)
    product = matrix_times_column(operation)
    assert product is not None  # turned_over has found it
    turned, column = product.matrix, product.column
    rows = turned.shape[0]
    turns = one_by_one(rows, **ROW)
    gradient = moment.roles.read(gradient_products).get(operation.number)
    return planned(
        TurnedAct,
        moment,
        turns.end + NEARER + HOLD,
        gradient_title(target, gradient)
        if gradient
        else matmul_title(target, turned, column),
        gradient_lead(gradient, turned.shape[1])
        if gradient
        else rows_lead(target, turned, rows),
        count=2,
        turns=turns,
        step_name=step_name(target),
        outcome=largest_sum(target, operation.result.array),
        outcome_at=turns.ended(0),  # the largest goes first
        target=target,
        product=product,
        matrix=matrix,
    )


class Turned(RowByRow):
    """matrix.T @ column: the plane turns over, then row by row, the one
    with the largest sum first."""

    first = Phases(lifted=0.22, multiplied=0.46, folding=0.50, folded=0.76, landed=0.92)
    phases = Phases(
        lifted=0.25, multiplied=0.54, folding=0.56, folded=0.68, landed=0.88
    )
    is_largest_first = True
    act: TurnedAct

    def build(self):
        product = self.act.product
        turned, column = product.matrix, product.column
        matrix = self.act.matrix
        self.count, self.cells = turned.shape
        self.lead = largest_row(self.act.result.array)
        row = Values.of(column).reshape(1, -1)
        products = row_products(product)
        self.scale = palette.Scale.of(turned.array)
        stage = self.stage
        room = stage.height - 44  # for the plane as it was before, too
        few = max(self.count, self.cells) <= FEW
        most = OF_TALL * stage.width if stage.is_tall else 560
        wide = min(WIDE_OF_FEW if few else 54.0, most / self.cells, room / self.cells)
        # As it was before, it does not reach over what is beside it.
        high = min(wide, room / self.count, (wide * self.cells + 36) / self.count)
        down = max(room - max(high * self.count, UNDER), 0) / 2
        if stage.is_tall:
            down = 0.0  # the bars are higher
        grid = Box(
            stage.left + 30, stage.top + 36 + down, wide * self.cells, high * self.count
        )
        # The plane before: the same cells, rows for columns.
        self.flat = Box(grid.left, grid.top, grid.height, grid.width)
        self.before = self.bring(
            MatrixPlane(
                matrix,
                self.flat,
                name=code(matrix.name),
                scale=self.scale,
                note=shape_of(matrix),
            ),
            matrix,
        )
        self.grid = MatrixPlane(
            turned,
            grid,
            name=code(turned.name),
            scale=self.scale,
            note=shape_of(turned),
            row_labels=[str(k) for k in range(self.count)],
        )
        self.parts.append(self.grid)
        self.cast[key_of(turned)] = self.grid
        bars_high = grid.height
        if stage.is_tall:  # each bar has room for its number
            names = 3 * LINE * SMALL * enlarged() + BELOW
            most = stage.bottom - names - grid.top
            bars_high = max(
                bars_high, min(self.count * PITCH * SMALL * enlarged(), most)
            )
        self._build_bench(grid, row, column, turned, products, grid.top + bars_high)
        left = self.bench[0].right + self._to_bars[0]
        self.bring_bars(Box(left, grid.top, stage.right - left, bars_high))

    @property
    def _to_bars(self):
        """From the bench to the bars, and how wide these are, at least."""
        return (TALL_TO_BARS, TALL_BARS) if self.stage.is_tall else (TO_BARS, BARS)

    def _build_bench(self, grid, row, column, turned, products, bottom):
        """
        Args:
            bottom: of the matrix and the bars.
        """
        few = max(self.count, self.cells) <= FEW
        left = grid.right + 100
        width = min(
            (WIDE_OF_FEW if few else 60.0) * self.cells,
            self.stage.right - left - sum(self._to_bars),
        )
        # The row's place is beside the matrix's own top, so that rows come to
        # it without passing over what lies on the bench.
        place = Box(left, grid.top, width, BENCH)
        laid = Box(left, place.bottom + NAMED, width, BENCH)
        product = Box(left, laid.bottom + 10, width, BENCH)
        self.bench = [laid, place, product]
        # The errors are small beside the weights: each has its own scale.
        small = palette.Scale.of(row.array)
        made = palette.Scale.of(all_of(products))
        scales = (turned.name, self.scale), (column.name, small), (product_name(), made)
        named = [
            self._name_below(name, scale, bottom, place)
            if self.stage.is_tall
            else self._name_scale(
                name, scale, product, product.bottom + 60 + 40 * place
            )
            for place, (name, scale) in enumerate(scales)
        ]
        self.laid = self.bring(
            MatrixPlane(
                row,
                laid,
                name=code(column.name),
                thickness=4,
                scale=small,
                note=said(
                    "{shape}, as a row",
                    "{shape}，放成一行",
                    shape=arrange.shape_note(column.shape),
                ),
            ),
            column,
        )
        self.bring_signs(
            left - 56, Box(product.right + 12, product.top, 80, BENCH), sum_size=32
        )
        top = product.bottom + (FOOT if not self.stage.is_tall else TALL_FOOT)
        high = min(max(grid.bottom - top, KEPT * self.count), self.stage.bottom - top)
        if self.stage.is_tall:
            high = grid.bottom - top
        gathered = Box(left, top, width_beside(self.cells), high)
        near = replace(laid, top=grid.top, height=grid.height)
        self.keep_products(made, gathered, near)
        self.gone = [self.laid, *(part for one in named for part in one)]
        self.bring_rows(products, scale=self.scale, product_scale=made)

    def _name_scale(self, name, scale, bench, top):
        """Name what a scale is of, with the scale beside it; it ends before
        the bars begin. Returns both parts."""
        beside = min(360, bench.width - 85)
        text, kind = NOTE.fitted(code(name), beside - 90)
        box = Box(bench.left, top, beside - 90, 24)
        return (
            self.bring(Label(text, box, size=kind.size, align="left")),
            self.bring(Legend(scale, Box(bench.left + beside, top + 8, 150, 9))),
        )

    def _name_below(self, name, scale, top, place):
        """The same on a tall stage, below all that stands there."""
        line = LINE * SMALL * enlarged()
        strip = Box(self.stage.left, top + BELOW + line * (place + 0.5), 150, 9)
        left = strip.right + REACH * SMALL * enlarged()
        lower = 0.36 * SMALL * (enlarged() - 1)  # its letters grow upwards
        box = Box(left, strip.top - 8 + lower, self.stage.right - left, 24)
        return (
            self.bring(Label(code(name), box, size=SMALL, align="left")),
            self.bring(Legend(scale, strip, reach="right")),
        )

    def way_to_bench(self, start, end, share):
        """Up before its own matrix first, then along to the bench."""
        up, along = ease(share, 0, 0.55), ease(share, 0.45, 1)
        return mix(start[0], end[0], np.array([along, up])) + mix(
            start - start[0], end - end[0], along
        )

    def move(self, time):
        super().move(time)
        self._turn_over(ease(time, ENTER, ENTER + FLIP * 0.8))
        if time < ENTER + FLIP:
            self.grid.marks = ((self.lead, 0, 1, self.cells),)

    def _turn_over(self, flip):
        """Half a turn about the diagonal through the upper left corner.

        The column is outlined that becomes the row that goes first.
        """
        self.before.marks = ((0, self.lead, self.cells, 1),)
        self.grid.set_opacity(1.0 if flip >= 1 else 0.0)
        if flip >= 1:
            self.before.set_opacity(0.0)
        elif flip > 0:
            self.before.place_corners(turned_about_diagonal(self.flat, np.pi * flip))


def turned_about_diagonal(box: Box, angle: float) -> np.ndarray:
    """Corners of a Box turned in space about its upper left 45° diagonal.

    At half a turn, `angle` pi, its first row is its first column.
    """
    along, across = np.array([0.5, 0.5]), np.array([0.5, -0.5])
    start = np.array([box.left, box.top])
    return np.array(
        [
            start,
            start + box.width * (along + across * np.cos(angle)),
            start + box.height * (along - across * np.cos(angle)),
        ]
    )


KIND = ActKind(TurnedAct, Turned, recognise)
