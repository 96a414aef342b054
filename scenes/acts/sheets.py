"""A matrix of pictures times a picture, sheet by sheet.

A sheet leaves the rack and turns to face us, before the image; the image sweeps
over it; the product's rows fall into a sum, of the first
sheet one by one; the sum lands as a bar. Every product is kept, and in the end
all stand before us, each above its sum.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scenes.acts.act import MOST_BARS, Act, ActKind, Found, Moment, planned
from scenes.acts.derived import all_of, row_index, row_products, rows_of
from scenes.acts.entrances import FADE
from scenes.acts.kept_products import KeptProducts
from scenes.acts.live_words import is_read_in
from scenes.acts.player import ActPlayer
from scenes.acts.row_by_row import Phases
from scenes.acts.running_total import RunningTotal
from scenes.acts.schedule import HOLD, Schedule, one_by_one
from scenes.acts.sheets_words import all_kept, for_and_against, lead
from scenes.acts.sweep import Sweep
from scenes.arrays import shapes as arrange
from scenes.arrays.extremes import furthest
from scenes.arrays.numbers import written
from scenes.reading.leading_rows import Leading, leading_rows, order_of
from scenes.reading.matrix_times_column import MatrixTimesColumn, matrix_times_column
from scenes.reading.value_roles import is_inked
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.words.naming import noun, said
from scenes.words.phrases import (
    largest_sum,
    matmul_name,
    matmul_title,
    product_name,
    turn_words,
)

SHEET = {"first": 7.0, "shrink": 0.5, "least": 0.4}  # the turn of each
NEARER, STAND = 1.2, 2.2  # seconds in which all come near, and stand there
ALL = 11.0  # seconds in which all of very many have their turns, at least
FIRST = Phases(lifted=0.13, multiplied=0.57, folding=0.57, folded=0.80, landed=0.92)
LATER = Phases(lifted=0.16, multiplied=0.54, folding=0.54, folded=0.66, landed=0.88)
OPENS = 0.4, 1.2  # seconds between which a rack that is new opens like a fan
RACK, LOW = 0.26, 0.13  # height of the rack, by that of the stage; of a tall one
BARS = 0.3  # width of the bars, by that of a tall stage
WIDEST, BETWEEN = 262, 84  # of what is multiplied, and from one to the next
LEFT_OF_BARS = 1390  # design pixels of the stage
DETAILED = 2.0  # turns at least so long, in seconds, show cell marks


@dataclass(frozen=True, kw_only=True)
class SheetsAct(Act):
    """A matrix whose rows are pictures, times a picture.

    Attributes:
        target: the name that the statement assigns, or "".
        product: the matrix and the picture.
        leading: the sheet that goes first and why, or None: the first one.
    """

    kind = "sheets"

    target: str
    product: MatrixTimesColumn
    leading: Leading | None = None


def recognise(moment: Moment) -> Found | None:
    """A matrix of at most MOST_BARS pictures, times a column."""
    product = matrix_times_column(moment.operation)
    if product is None or not fits(product):
        return None
    rows, _ = product.shape
    least = min(SHEET["least"], ALL / rows)
    target, turns = moment.target, one_by_one(rows, **SHEET | {"least": least})
    leading = moment.roles.read(leading_rows).get(moment.operation.number)
    order = order_of(rows, leading)
    return planned(
        SheetsAct,
        moment,
        turns.end + NEARER + STAND + HOLD,
        matmul_title(target, *moment.operation.operands),
        lead(target, product),
        turns=turns,
        step_name=matmul_name(target, *moment.operation.operands),
        outcome=largest_sum(target, moment.operation.result.array),
        outcome_at=turns.ended(order.index(furthest(moment.operation.result.array))),
        target=target,
        product=product,
        leading=leading,
    )


def fits(product: MatrixTimesColumn) -> bool:
    """Whether it is a matrix of pictures, with a bar for each."""
    rows, cells = product.shape
    return cells in arrange.PICTURES and 2 <= rows <= MOST_BARS


class Sheets(ActPlayer):
    """weights @ image, one sheet of weights for each row of the result."""

    act: SheetsAct
    turns: Schedule

    def build(self):
        product = self.act.product
        weights, image = product.matrix, product.column
        self.count = product.shape[0]
        self.order = order_of(self.count, self.act.leading)
        self.first = self.order[0]
        rows = rows_of(product)
        self.sheets = arrange.as_sheets(rows.array)
        self.grid = arrange.as_grid(image.array)
        self.product_sheets = row_products(product)
        self.products = all_of(self.product_sheets)
        self.scale = palette.Scale.of(self.sheets)
        if np.abs(self.products).max() > np.abs(self.sheets).max():
            self.scale = palette.Scale.of(self.products)
        self._build_rack(weights, rows)
        self._build_planes(weights, image)
        self._build_bars()
        self._build_total()
        self._build_kept()
        self.sweep = Sweep.over(self.products[self.first])

    def _build_rack(self, weights, rows):
        stage = self.stage
        self.opens = not self.entrances.stood(weights)
        self.rack = self.bring(
            Rack(
                rows.sheets(),
                self._rack_box(),
                name=weights.name,
                note=said(
                    "{shape}, as {count} sheets of {sheet}",
                    "{shape}，排成 {count} 张 {sheet}",
                    shape=arrange.shape_note(weights.shape),
                    count=self.count,
                    sheet=arrange.shape_note(self.sheets.shape[1:]),
                ),
                scale=self.scale,
            ),
            weights,
        )
        self.legend = self.bring(
            Legend(
                self.scale,
                Box(self.rack.box.right - 190, stage.top + 4, 150, 9),
                reach="left",
            )
        )

    def _rack_box(self):
        stage = self.stage
        if stage.is_tall:
            return Box(stage.left, stage.top + 40, stage.width, stage.height * LOW)
        wide = LEFT_OF_BARS - 80
        return Box(stage.left, stage.top + 40, wide, stage.height * RACK)

    @property
    def _left_of_bars(self):
        """Design pixels of the stage."""
        return self.stage.width * (1 - BARS) if self.stage.is_tall else LEFT_OF_BARS

    def _build_planes(self, weights, image):
        stage = self.stage
        top = self.rack.box.bottom + 68
        side = min(stage.bottom - top - 34, WIDEST)
        if stage.is_tall:
            side = min((self._left_of_bars - 2 * BETWEEN) / 2, WIDEST)
        else:
            top += (stage.bottom - top - 34 - side) / 2
        step = side + BETWEEN
        self.image = self.bring(
            MatrixPlane(
                image,
                Box(stage.left + step, top, side, side),
                name=image.name,
                note=arrange.shape_note(image.shape),
                thickness=0,
            ),
            image,
        )
        face = Box(stage.left, top, side, side)
        self.face = face.corners
        self.fronts = [
            MatrixPlane(
                self.rack.values[index],
                face,
                name=f"{noun(weights)}[{row_index(self.act.product, index)}]",
                scale=self.scale,
                source=weights.name,
                first=(index, 0, 0),
            )
            for index in range(self.count)
        ]
        place = Box(stage.left + 2 * step, top, side, side)
        equals = stage.left + step + side + (BETWEEN - 60) / 2, top
        if stage.is_tall:  # below them
            place = Box(stage.left + step, top + side + 68, side, side)
            equals = stage.left + side + (BETWEEN - 60) / 2, place.top
        self.product_home = place
        self.outcomes = [
            MatrixPlane(product, place, name=product_name(), scale=self.scale)
            for product in self.product_sheets
        ]
        self.parts += self.outcomes
        middle = side / 2 - 30
        self.signs = [
            self.bring(Label(sign, Box(left, above + middle, 60, 60)))
            for sign, (left, above) in (
                ("×", (stage.left + side + (BETWEEN - 60) / 2, top)),
                ("=", equals),
            )
        ]
        self.signs.append(
            self.bring(
                Label(
                    "Σ →",
                    Box(place.right + 8, place.top + middle, 90, 60),
                    size=34,
                    color=palette.POINTED,
                )
            )
        )
        self.parts += self.fronts

    def _build_bars(self):
        stage = self.stage
        left = stage.left + self._left_of_bars
        top = stage.top + 14
        if stage.is_tall:
            top = self.rack.box.bottom + 68
        self.bars = self.bring(
            Bars(
                self.act.result,
                Box(left, top, stage.right - left, stage.bottom - top),
                name=self.act.result_name,
            ),
            self.act.result,
        )

    def _build_total(self):
        """The rows of the first product, which are added one by one."""
        place = self.product_home
        high = place.height / len(self.grid)
        rows = [
            MatrixPlane(
                self.product_sheets[self.first][k : k + 1],
                Box(place.left, place.top + k * high, place.width, high),
                thickness=0,
                scale=self.scale,
                source=product_name(),
                first=(k, 0),
            )
            for k in range(len(self.grid))
        ]
        self.total = RunningTotal(rows[::-1], self.first, self.signs[-1].box, self.bars)
        self.parts += self.total.parts

    def _build_kept(self):
        stage, place = self.stage, self.product_home
        left, top = place.right + 116, self.rack.box.bottom + 54
        right = stage.left + self._left_of_bars - 40
        if stage.is_tall:
            left, top = stage.left, place.bottom + 40
        self.kept = KeptProducts(
            [
                MatrixPlane(
                    product,
                    place,
                    scale=self.scale,
                    thickness=2,
                    source=product_name(),
                    numbers=False,
                )
                for product in self.product_sheets
            ],
            place,
            Box(left, top, right - left, stage.bottom - top),
            Box(stage.left, stage.top + 30, right - 20 - stage.left, stage.height - 30),
            self.bars,
        )
        self.parts += self.kept.parts

    def move(self, time):
        turn, share = self.turns.at(time)
        index, playing = self.order[turn], self.turns.playing(time)
        long = self.turns.lengths[turn]
        phases = FIRST if turn == 0 else LATER
        back = ease(share, phases.landed, 1.0)
        out = ease(share, 0, phases.lifted) * (1 - back)
        for plane in (*self.fronts, *self.outcomes):
            plane.set_opacity(0.0)
        self.rack.away = frozenset([index] if playing else [])
        self.rack.opened = ease(time, *OPENS) if self.opens else 1.0
        front = self.fronts[index]
        self._place_front(front, index, out, playing)
        swept, pause = self._swept(index, share, phases)
        self._place_product(index, share, swept, phases, playing)
        self._mark_cells(
            index,
            swept,
            pause,
            long,
            playing and phases.lifted <= share < phases.multiplied,
        )
        self._grow(index, time)
        self._add_up(index, share, phases, playing)
        self._keep(time)
        gone = self.rack, self.image, *self.signs
        self.end_turns(gone, time)

    def _place_front(self, front, index, out, visible):
        front.set_opacity(1.0 if visible else 0.0)
        front.swing_out(self.rack.sheet_corners(index), self.face, out)
        front.accent = palette.POINTED if out > 0.98 else None

    def _swept(self, index, share, phases):
        """(cells swept, the cell that the sweep stands at or None)."""
        along = (share - phases.lifted) / (phases.multiplied - phases.lifted)
        along = min(max(along, 0.0), 1.0)
        if index != self.first:
            return round(along * self.grid.size), None
        return self.sweep.at(along)

    def _place_product(self, index, share, swept, phases, visible):
        product = self.outcomes[index]
        until = phases.folded if index == self.first else phases.folding
        there = visible and phases.lifted <= share < until
        product.set_opacity(1.0 if there else 0.0)
        product.revealed = swept

    def _mark_cells(self, index, swept, pause, long, visible):
        front, product = self.fronts[index], self.outcomes[index]
        marks, notes = (), ("", "", "")
        if visible and long >= DETAILED and 0 < swept < self.grid.size:
            row, column = divmod(max(swept - 1, 0), self.grid.shape[1])
            marks = ((row, column, 1, 1),)
            if pause is not None:
                notes = (
                    written(self.sheets[index][row, column], "+.3f"),
                    f"× {self.grid[row, column]:.3f}"
                    f" ({self.image.name_text}[{swept - 1}])",
                    "= " + written(self.products[index][row, column], "+.3f"),
                )
        for plane, note in zip((front, self.image, product), notes):
            plane.marks, plane.note_below = marks, note

    def _add_up(self, index, share, phases, playing):
        """The first sum is seen as it is formed, of the others a dot."""
        self.total.hide()
        added = (share - phases.folding) / (phases.folded - phases.folding)
        flown = (share - phases.folded) / (phases.landed - phases.folded)
        if not playing or added < 0:
            return
        if index != self.first:
            if 0 < flown < 1:
                self.total.fly_dot(index, flown)
        elif added < 1:
            rows = self.total.add_up(added)
            self.outcomes[self.first].revealed = rows * self.grid.shape[1]
        elif self.bars.grown[self.first] < 1:
            self.total.fly(min(flown, 1.0))

    def _grow(self, index, time):
        shares = self.turns.shares(time)
        landed = [FIRST.landed] + [LATER.landed] * (self.count - 1)
        self.bars.grown = np.zeros(self.count)
        self.bars.grown[list(self.order)] = [
            ease(one, start, 1.0) for one, start in zip(shares, landed)
        ]
        self.bars.focus = index if self.turns.playing(time) else None

    def _keep(self, time):
        """Put each product to its place as its sum is formed; at the end all
        come nearer."""
        shares = self.turns.shares(time)
        phases = [FIRST] + [LATER] * (self.count - 1)
        put = np.zeros(self.count)
        put[list(self.order)] = [
            ease(share, one.folding, one.folded) for share, one in zip(shares, phases)
        ]
        self.kept.show(
            put.tolist(), ease(time, self.turns.end + FADE, self.turns.end + NEARER)
        )

    def words(self, time: float) -> str:
        """At the end about all of them, where there is time to read it; while
        the first sum is formed, what its product adds and takes."""
        start = self.turns.end + NEARER / 2
        kept = all_kept(is_diverging=self.scale.kind == "diverging")
        left = (self.act.seconds - start) * self.act.haste
        if time >= start and is_read_in(left, kept):
            return kept
        begins, ends = (
            float(self.turns.starts[0] + share * self.turns.lengths[0])
            for share in (FIRST.multiplied, 1.0)
        )
        votes = self._votes
        if begins <= time < ends and is_read_in(
            (ends - begins) * self.act.haste, votes
        ):
            return votes
        return super().words(time)

    @cached_property
    def _votes(self) -> str:
        if not is_inked(self.grid):
            return ""
        return for_and_against(
            self.products[self.first], self.bars.values.array[self.first]
        )

    def turn_words(self, index: int) -> str:
        return turn_words(
            self.act.target,
            self.act.operands[1],
            self.count,
            self.order[index],
            with_sign=index == 0 and "@" in self.act.operations[-1].expression,
            leading=self.act.leading if index == 0 else None,
        )


KIND = ActKind(SheetsAct, Sheets, recognise)
