"""A matrix times a column, row by row: multiply, fold, land as a bar."""

import numpy as np

from scenes import wording
from scenes.acts.player import ActPlayer
from scenes.stage import arrange, palette
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Dot
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import MatrixPlane

# The phases of a turn, as shares of it.
LIFTED, TIMES, FOLDED, LANDED = 0.24, 0.62, 0.80, 0.92
BENCH = 46  # height of the rows that are multiplied, in design pixels


class Rows(ActPlayer):
    """weights @ column: the column lies down as a row, each row of weights
    is lifted below it, their product folds into one sum."""

    def build(self):
        weights, column = self.act.operands
        self.count, self.cells = weights.shape
        row = column.array.reshape(1, -1)
        products = weights.array * row
        self.scale = palette.Scale.of(np.stack([weights.array, products]))
        stage = self.stage
        width = min(1080.0, 96.0 * self.cells)
        bench = Box(stage.left + 50, stage.top + 36, width, BENCH)
        self.laid = self.bring(MatrixPlane(
            row, bench, name=column.name, thickness=4,
            note=f"{arrange.shape_note(column.shape)}, laid down as a row"),
            column)
        self.bench = [Box(bench.left, bench.top + k * (BENCH + 10), width,
                          BENCH) for k in range(3)]
        self._build_grid(weights, self.bench[2].bottom + 62)
        self.lifted = [MatrixPlane(
            array[None, :], self.bench[1], thickness=4, scale=self.scale,
            source=weights.name, first=(index, 0))
            for index, array in enumerate(weights.array)]
        self.products = [MatrixPlane(
            product[None, :], self.bench[2], thickness=4, scale=self.scale,
            source="product") for product in products]
        self.signs = [self.bring(Label(sign, Box(
            stage.left - 6, box.top, 44, BENCH), size=32))
            for sign, box in zip("×=", self.bench[1:])]
        self._build_bars()
        self.parts += [*self.lifted, *self.products]

    def _build_grid(self, weights, top):
        high = min(64.0, (self.stage.bottom - 30 - top) / self.count)
        box = Box(self.bench[0].left, top, self.bench[0].width,
                  high * self.count)
        self.grid = self.bring(MatrixPlane(
            weights.array, box, name=weights.name, scale=self.scale,
            note=arrange.shape_note(weights.shape),
            row_labels=[str(row) for row in range(self.count)]), weights)
        self.bring(Legend(self.scale, Box(box.left + 90, box.bottom + 22,
                                          150, 9)))

    def _build_bars(self):
        product, grid = self.bench[2], self.grid.box
        self.sigma = self.bring(Label(
            "Σ →", Box(product.right + 16, product.top, 90, BENCH), size=34,
            color=palette.AMBER))
        left = grid.right + 140
        self.bars = self.bring(Bars(
            self.act.result.array, Box(left, grid.top, min(
                self.stage.right - left, 640), grid.height),
            name=self.act.result_name), self.act.result)
        self.dot = self.bring(Chips())

    def move(self, time):
        index, share = self.turns.at(time)
        playing = self.turns.playing(time)
        for plane in (*self.lifted, *self.products):
            plane.set_opacity(0.0)
        self.grid.marks = ((index, 0, 1, self.cells),) if playing else ()
        self.laid.accent = palette.AMBER if playing else None
        if playing:
            self._lift(index, share)
            self._fold(index, share)
        elif time >= self.turns.end:
            for part in (*self.signs, self.sigma):
                part.set_opacity(1 - ease(time, self.turns.end,
                                          self.turns.end + 0.4))
        self._grow(index, share, time, playing)

    def _lift(self, index, share):
        """The row of weights comes up to lie below the column's row."""
        plane, up = self.lifted[index], ease(share, 0, LIFTED)
        start, end = self.grid.cell_box(index, 0, 1, self.cells), self.bench[1]
        plane.place(Box(end.left, mix(start.top, end.top, up), end.width,
                        mix(start.height, end.height, up)))
        plane.set_opacity(1 - ease(share, LANDED, 1.0))

    def _fold(self, index, share):
        """The products come one by one, then fold to the right."""
        plane, box = self.products[index], self.bench[2]
        plane.revealed = round(ease(share, LIFTED, TIMES) * self.cells)
        fold = ease(share, TIMES + 0.04, FOLDED)
        plane.set_opacity(1.0 if share >= LIFTED and fold < 1 else 0.0)
        plane.place(Box(box.left + box.width * fold * 0.99, box.top,
                        max(box.width * (1 - fold), 4), box.height))

    def _grow(self, index, share, time, playing):
        self.bars.grown = np.array([ease(one, LANDED - 0.06, 1.0)
                                    for one in self.turns.shares(time)])
        self.bars.focus = index if playing else None
        flight = ease(share, FOLDED - 0.02, LANDED)
        start = self.bench[2]
        self.dot.items = () if not playing or not 0 < flight < 1 \
            else (Dot(mix(start.right + 40, self.bars.x_of(0.0), flight),
                      mix(start.top + BENCH / 2,
                          self.bars.row_middle(index), flight),
                      palette.AMBER, 9),)

    def words(self, time):
        if not self.turns.playing(time):
            return ""
        index, _ = self.turns.at(time)
        return wording.turn_words(self.act.options["target"],
                                  self.act.operands[1], self.count, index)
