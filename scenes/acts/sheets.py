"""A matrix of pictures times a picture, sheet by sheet.

A sheet leaves the rack, turns to face us and lies between image and product;
the image sweeps over it; the product's rows fall into a sum, of the first
sheet one by one; the sum lands as a bar.
"""

from dataclasses import dataclass

import numpy as np

from scenes.acts.act import MOST_BARS, Act, ActKind, Found, Moment, planned
from scenes.acts.derived import all_of, row_index, row_products, rows_of
from scenes.acts.player import ActPlayer
from scenes.acts.row_by_row import Phases
from scenes.acts.running_total import RunningTotal
from scenes.acts.schedule import HOLD, Schedule, one_by_one
from scenes.acts.sweep import Sweep
from scenes.arrays import shapes as arrange
from scenes.arrays.extremes import furthest
from scenes.arrays.numbers import written
from scenes.reading.layer_names import layer_named
from scenes.reading.matrix_times_column import MatrixTimesColumn, matrix_times_column
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack, way_out
from scenes.words.naming import is_word, noun, one_of, said
from scenes.words.phrases import largest_sum, matmul_name, matmul_title, turn_words

SHEET = {"first": 7.6, "shrink": 0.5, "least": 0.6}  # the turn of each
ALL = 12.0  # seconds in which all of very many have their turns, at least
FIRST = Phases(lifted=0.13, multiplied=0.56, folding=0.56, folded=0.80, landed=0.92)
LATER = Phases(lifted=0.16, multiplied=0.54, folding=0.54, folded=0.66, landed=0.88)
DETAILED = 2.0  # turns at least so long, in seconds, show cell marks


@dataclass(frozen=True, kw_only=True)
class SheetsAct(Act):
    """A matrix whose rows are pictures, times a picture.

    Attributes:
        target: the name that the statement assigns, or "".
        product: the matrix and the picture.
    """

    kind = "sheets"

    target: str
    product: MatrixTimesColumn


def recognise(moment: Moment) -> Found | None:
    """A matrix of at most MOST_BARS pictures, times a column."""
    product = matrix_times_column(moment.operation)
    if product is None or not fits(product):
        return None
    rows, _ = product.shape
    least = min(SHEET["least"], ALL / rows)
    target, turns = moment.target, one_by_one(rows, **SHEET | {"least": least})
    return planned(
        SheetsAct,
        moment,
        turns.end + HOLD,
        matmul_title(target, *moment.operation.operands),
        _lead(target, product),
        turns=turns,
        step_name=matmul_name(target, *moment.operation.operands),
        outcome=largest_sum(target, moment.operation.result.array),
        outcome_at=turns.ended(furthest(moment.operation.result.array)),
        target=target,
        product=product,
    )


def fits(product: MatrixTimesColumn) -> bool:
    """Whether it is a matrix of pictures, with a bar for each."""
    rows, cells = product.shape
    return cells in arrange.PICTURES and 2 <= rows <= MOST_BARS


def _lead(target: str, product: MatrixTimesColumn) -> str:
    left, (count, cells) = product.matrix, product.shape
    one, where = one_of(target, count), layer_named(target)
    owner = f"{where} {one.lower()}".strip()
    if not is_word(left.name) and not left.name.endswith("weights"):
        return said(
            "Each of the {count} sheets is one {line} of {left}: {cells} numbers.",
            "{count} 张薄片，每张是 {left} 的一{line}：{cells} 个数。",
            count=count,
            line=said("column", "列") if product.is_turned else said("row", "行"),
            left=noun(left),
            cells=cells,
        )
    return said(
        "Each of the {count} sheets holds the {cells} {left} of one {owner}.",
        "{count} 张薄片，每张是一个{one}的 {cells} 个{left}。",
        count=count,
        cells=cells,
        left=noun(left),
        owner=owner,
        one=one,
    )


class Sheets(ActPlayer):
    """weights @ image, one sheet of weights for each row of the result."""

    act: SheetsAct
    turns: Schedule

    def build(self):
        product = self.act.product
        weights, image = product.matrix, product.column
        self.count = product.shape[0]
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
        self.sweep = Sweep.over(self.products[0])

    def _build_rack(self, weights, rows):
        stage = self.stage
        self.rack = self.bring(
            Rack(
                rows.sheets(),
                Box(stage.left, stage.top + 40, 1250, stage.height * 0.34),
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
        self.bring(Legend(self.scale, Box(stage.left + 1060, stage.top + 4, 150, 9)))

    def _build_planes(self, weights, image):
        stage = self.stage
        top = self.rack.box.bottom + 68
        side = stage.bottom - top - 34
        step = side + 152
        self.image = self.bring(
            MatrixPlane(
                image,
                Box(stage.left, top, side, side),
                name=image.name,
                note=arrange.shape_note(image.shape),
                thickness=0,
            ),
            image,
        )
        face = Box(stage.left + step, top, side, side)
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
        self.product_home = place
        self.outcomes = [
            MatrixPlane(product, place, name="product", scale=self.scale)
            for product in self.product_sheets
        ]
        self.parts += self.outcomes
        middle = top + side / 2 - 30
        self.signs = [
            self.bring(Label(sign, Box(left, middle, 60, 60)))
            for left, sign in (
                (stage.left + side + 46, "×"),
                (stage.left + step + side + 46, "="),
            )
        ]
        self.signs.append(
            self.bring(
                Label(
                    "Σ →",
                    Box(place.right + 16, middle, 90, 60),
                    size=34,
                    color=palette.AMBER,
                )
            )
        )
        self.parts += self.fronts

    def _build_bars(self):
        stage = self.stage
        self.bars = self.bring(
            Bars(
                self.act.result,
                Box(stage.left + 1330, stage.top + 14, 480, stage.height - 14),
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
                self.product_sheets[0][k : k + 1],
                Box(place.left, place.top + k * high, place.width, high),
                thickness=0,
                scale=self.scale,
                source="product",
                first=(k, 0),
            )
            for k in range(len(self.grid))
        ]
        self.total = RunningTotal(rows[::-1], 0, self.signs[-1].box, self.bars)
        self.parts += self.total.parts

    def move(self, time):
        index, share = self.turns.at(time)
        playing = self.turns.playing(time)
        long = self.turns.lengths[index]
        phases = FIRST if index == 0 else LATER
        back = ease(share, phases.landed, 1.0)
        out = ease(share, 0, phases.lifted) * (1 - back)
        for plane in (*self.fronts, *self.outcomes):
            plane.set_opacity(0.0)
        self.rack.away = frozenset([index] if playing else [])
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
        self.end_turns(self.signs, time)

    def _place_front(self, front, index, out, visible):
        front.set_opacity(1.0 if visible else 0.0)
        front.place_corners(way_out(self.rack.sheet_corners(index), self.face, out))
        front.accent = palette.AMBER if out > 0.98 else None

    def _swept(self, index, share, phases):
        """(cells swept, the cell that the sweep stands at or None)."""
        along = (share - phases.lifted) / (phases.multiplied - phases.lifted)
        along = min(max(along, 0.0), 1.0)
        if index > 0:
            return round(along * self.grid.size), None
        return self.sweep.at(along)

    def _place_product(self, index, share, swept, phases, visible):
        product, home = self.outcomes[index], self.product_home
        fold = 0.0 if index == 0 else ease(share, phases.folding, phases.folded)
        product.set_opacity(
            1.0
            if visible and fold < 1 and phases.lifted <= share < phases.folded
            else 0.0
        )
        product.revealed = swept
        product.place(
            Box(
                home.left + home.width * fold * 0.98,
                home.top + home.height * fold * 0.35,
                max(home.width * (1 - fold), 4),
                max(home.height * (1 - 0.7 * fold), 4),
            )
        )
        product.name_text = "product" if fold == 0 else ""

    def _mark_cells(self, index, swept, pause, long, visible):
        front, product = self.fronts[index], self.outcomes[index]
        marks, notes = (), ("", "", "")
        if visible and long >= DETAILED and 0 < swept < self.grid.size:
            row, column = divmod(max(swept - 1, 0), self.grid.shape[1])
            marks = ((row, column, 1, 1),)
            if pause is not None:
                notes = (
                    f"{self.image.name_text}[{row}, {column}]"
                    f" = {self.grid[row, column]:.3f}",
                    "× " + written(self.sheets[index][row, column], "+.3f"),
                    "= " + written(self.products[index][row, column], "+.3f"),
                )
        for plane, note in zip((self.image, front, product), notes):
            plane.marks, plane.note_below = marks, note

    def _add_up(self, index, share, phases, playing):
        """The first sum is seen as it is formed, of the others a dot."""
        self.total.hide()
        added = (share - phases.folding) / (phases.folded - phases.folding)
        flown = (share - phases.folded) / (phases.landed - phases.folded)
        if not playing or added < 0:
            return
        if index > 0:
            if 0 < flown < 1:
                self.total.fly_dot(index, flown)
        elif added < 1:
            rows = self.total.add_up(added)
            self.outcomes[0].revealed = rows * self.grid.shape[1]
        elif self.bars.grown[0] < 1:
            self.total.fly(min(flown, 1.0))

    def _grow(self, index, time):
        shares = self.turns.shares(time)
        landed = [FIRST.landed] + [LATER.landed] * (self.count - 1)
        self.bars.grown = np.array(
            [ease(one, start, 1.0) for one, start in zip(shares, landed)]
        )
        self.bars.focus = index if self.turns.playing(time) else None

    def turn_words(self, index: int) -> str:
        return turn_words(
            self.act.target,
            self.act.operands[1],
            self.count,
            index,
            with_sign=index == 0 and "@" in self.act.operations[-1].expression,
        )


KIND = ActKind(SheetsAct, Sheets, recognise)
