"""The base of a matrix times a column: row by row, on a bench of three.

The column lies on the bench as a row. Each row of the matrix is lifted to lie
beside it; their product folds into one sum, of the row that goes first cell by
cell; the sum flies to its bar. The products stay, each row beside its bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from scenes.acts.act import Act
from scenes.acts.derived import rows_of
from scenes.acts.entrances import FADE
from scenes.acts.kept_rows import NEARER, KeptRows, kept_words
from scenes.acts.live_words import is_read_in
from scenes.acts.player import ActPlayer
from scenes.acts.running_total import RunningTotal
from scenes.acts.schedule import Schedule
from scenes.reading.leading_rows import Leading
from scenes.reading.matrix_times_column import MatrixTimesColumn
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.part import Box, Part, ease, mix
from scenes.stage.plane import MatrixPlane
from scenes.words.phrases import product_name, turn_words

LANE = 60  # from the bars to where sums fly past their name
BENCH = 46  # height of the rows that are multiplied, in design pixels


class Phases(NamedTuple):
    """Shares of a turn at which something begins or is over.

    Attributes:
        lifted: the row lies where it is multiplied.
        multiplied: all products are there.
        folding, folded: the products begin to fold; they are one sum.
        landed: the sum is at its bar, which begins to grow.
        fading: the row begins to fade where it was multiplied.
    """

    lifted: float
    multiplied: float
    folding: float
    folded: float
    landed: float
    fading: float = 1.0


@dataclass(frozen=True, kw_only=True)
class RowByRowAct(Act):
    """A matrix times a column, one row of the matrix after the other.

    Attributes:
        target: the name that the statement assigns, or "".
        product: what is multiplied by what.
    """

    target: str
    product: MatrixTimesColumn


class RowByRow(ActPlayer):
    """matrix @ column, for subclasses that build what it moves.

    Attributes:
        first, phases: of the first turn, and of the others.
        lead: index of the row that goes first; the others follow in order.
        is_largest_first: whether it does so because its sum is furthest from
            zero, which is said.
        leading: another reason, or None.
        count, cells: rows of the matrix, and cells of one.
        bench: the Boxes of column, row and product, the product below.
        laid, grid, bars: the column as a row, the matrix, the result.
        kept: the products that stay, or None: there is nothing to keep.
        gone: what leaves the stage for them when they come near.
    """

    act: RowByRowAct
    turns: Schedule
    first: Phases
    phases: Phases
    lead = 0
    is_largest_first = False
    leading: Leading | None = None
    count: int
    cells: int
    bench: list[Box]
    laid: MatrixPlane
    grid: MatrixPlane
    bars: Bars
    kept: KeptRows | None = None
    gone: Sequence[Part] = ()

    @cached_property
    def order(self) -> np.ndarray:
        """(count,) indices of the rows, in the order of their turns."""
        others = (row for row in range(self.count) if row != self.lead)
        return np.array([self.lead, *others])

    def lay_bench(self, left: float, top: float, width: float) -> None:
        """Say where the bench is."""
        self.bench = [Box(left, top + k * (BENCH + 10), width, BENCH) for k in range(3)]

    def bring_rows(self, products, *, scale, product_scale):
        """Let the rows of the matrix and the products stand by."""
        rows, name = rows_of(self.act.product), self.act.product.matrix.name
        self.lifted = [
            MatrixPlane(
                rows[index : index + 1],
                self.bench[1],
                thickness=4,
                scale=scale,
                source=name,
                first=(index, 0),
            )
            for index in range(self.count)
        ]
        self.products = [
            MatrixPlane(
                product,
                self.bench[2],
                thickness=4,
                scale=product_scale,
                source=product_name(),
            )
            for product in products
        ]
        self.parts += [*self.lifted, *self.products]

    def bring_signs(self, left, sum_box, *, sum_size):
        """Bring × and = left of the bench, and the sign of the sum."""
        first, *others = sorted(self.bench, key=lambda box: box.top)
        self.signs = [
            self.bring(Label(sign, Box(left, box.top, 44, BENCH), size=32))
            for sign, box in zip("×=", others)
        ]
        self.signs.append(
            self.bring(Label("Σ →", sum_box, size=sum_size, color=palette.POINTED))
        )

    def keep_products(self, scale, beside, near):
        """Let the products stay, but where all are zero.

        Args:
            scale: of them.
            beside, near: the Boxes in which they gather, and come near.
        """
        if self.act.product.column.array.any():
            self.kept = KeptRows(self.act.product, scale, self.bench[2], beside, near)
            self.parts += [self.kept.below, self.kept.plane]

    def bring_bars(self, box):
        """Bring the result as bars, and what shows how they are summed."""
        self.bars = self.bring(
            Bars(self.act.result, box, name=self.act.result_name), self.act.result
        )
        first = self.products[self.lead]
        cells = [
            MatrixPlane(
                first.values[:, k : k + 1],
                first.cell_box(0, k),
                thickness=4,
                scale=first.color_scale,
                numbers=False,
                source=product_name(),
                first=(0, k),
            )
            for k in range(self.cells)
        ]
        self.total = RunningTotal(
            cells[::-1], self.lead, self.signs[-1].box, self.bars, lane=LANE
        )
        self.parts += self.total.parts

    def move(self, time: float) -> None:
        turn, share = self.turns.at(time)
        index = int(self.order[turn])
        playing = self.turns.playing(time)
        for plane in (*self.lifted, *self.products):
            plane.set_opacity(0.0)
        self.grid.marks = ((index, 0, 1, self.cells),) if playing else ()
        self.laid.accent = palette.POINTED if playing else None
        self.bars.grown = np.zeros(self.count)
        self.bars.grown[self.order] = [
            ease(one, self.phases_of(row).landed, 1.0)
            for row, one in zip(self.order, self.turns.shares(time))
        ]
        self.bars.focus = index if playing else None
        self.total.hide()
        self._keep(time, index if playing else None, share)
        if playing:
            self._lift(index, share)
            self._fold(index, share)
            self._add_up(index, share)
        self.end_turns(self.signs, time)

    def _keep(self, time, index, share):
        """A product lies where it was made as its sum is formed, then goes to
        the others; after the last turn all come near.

        Args:
            index: of the row whose turn it is, or None.
        """
        if self.kept is None:
            return
        shares = self.turns.shares(time)
        kept = [False] * self.count
        for row, one in zip(self.order.tolist(), shares):
            kept[row] = bool(one >= 1)
        end = self.turns.end
        self.kept.show(kept, ease(time, end + FADE / 2, end + NEARER))
        if index is not None:
            phases = self.phases_of(index)
            if phases.folding <= share < 1:
                way = (share - phases.folded) / (1 - phases.folded)
                self.kept.carry(index, max(way, 0.0))
        if time >= end:
            for part in self.gone:
                part.set_opacity(1 - ease(time, end, end + FADE))

    def words(self, time: float) -> str:
        """At the end about all products, where there is time to read it."""
        start, kept = self.turns.end + NEARER / 4, kept_words()
        left = (self.act.seconds - start) * self.act.haste
        if self.kept is not None and time >= start and is_read_in(left, kept):
            return kept
        return super().words(time)

    def phases_of(self, index: int) -> Phases:
        """The Phases of a row's turn."""
        return self.first if index == self.lead else self.phases

    def _lift(self, index, share):
        """The row of the matrix comes to lie beside the column's row."""
        row, phases = self.lifted[index], self.phases_of(index)
        row.place_corners(
            self.way_to_bench(
                self.grid.cell_box(index, 0, 1, self.cells).corners,
                self.bench[1].corners,
                min(share / phases.lifted, 1.0),
            )
        )
        row.set_opacity(1 - ease(share, phases.fading, 1.0))

    def way_to_bench(self, start, end, share):
        """Corners of a row on its way from the matrix to the bench, 0..1."""
        return mix(start, end, ease(share, 0, 1))

    def _fold(self, index, share):
        """The products come one by one, then fold to the right."""
        plane, box = self.products[index], self.bench[2]
        phases = self.phases_of(index)
        plane.revealed = round(
            ease(share, phases.lifted, phases.multiplied) * self.cells
        )
        fold = 0.0 if index == self.lead else ease(share, phases.folding, phases.folded)
        plane.set_opacity(1.0 if phases.lifted <= share < phases.folded else 0.0)
        plane.place(
            Box(
                box.left + box.width * fold * 0.99,
                box.top,
                max(box.width * (1 - fold), 4),
                box.height,
            )
        )

    def _add_up(self, index, share):
        """The first sum is seen as it is formed, of the others a dot."""
        phases = self.phases_of(index)
        flown = (share - phases.folded) / (phases.landed - phases.folded)
        if index != self.lead:
            if 0 < flown < 1:
                self.total.fly_dot(index, flown)
        elif phases.folding <= share < phases.folded:
            self.products[index].revealed = self.total.add_up(
                (share - phases.folding) / (phases.folded - phases.folding)
            )
        elif flown >= 0 and self.bars.grown[index] < 1:
            self.total.fly(min(flown, 1.0))

    def turn_words(self, index: int) -> str:
        row = int(self.order[index])
        return turn_words(
            self.act.target,
            self.act.product.column,
            self.count,
            row,
            is_largest=self.is_largest_first and index == 0,
            leading=self.leading if index == 0 else None,
            is_turned=self.act.product.is_turned,
        )
