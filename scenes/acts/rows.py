"""A matrix times a column, row by row: multiply, fold, land as a bar."""

import numpy as np

from scenes import wording
from scenes.acts.player import ActPlayer
from scenes.pace import ENTER, row_turns
from scenes.stage import arrange, palette
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Dot
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import MatrixPlane

DOWN, TIMES, FOLDED, LANDED = 0.26, 0.62, 0.80, 0.92


class Rows(ActPlayer):
    """weights @ column: the column lies down as a row over the weights."""

    def build(self):
        weights, column = self.act.operands
        self.count, self.cells = weights.shape
        self.turns = row_turns(self.count)
        self.row = column.array.reshape(1, -1)
        self.products = weights.array * self.row
        stage = self.stage
        width = min(1080.0, 96.0 * self.cells)
        left, top = stage.left + 50, stage.top + 40
        high = min(64.0, (stage.height - 210) / self.count)
        self.laid = self.bring(MatrixPlane(
            self.row, Box(left, top, width, 54), name=column.name,
            note=f"{arrange.shape_note(column.shape)}, laid down as a row"),
            column)
        grid = Box(left, top + 54 + 74, width, high * self.count)
        self.weights = self.bring(MatrixPlane(
            weights.array, grid, name=weights.name,
            note=arrange.shape_note(weights.shape),
            row_labels=[str(row) for row in range(self.count)]), weights)
        self.bring(Legend(self.weights.scale, Box(
            grid.left + 80, grid.bottom + 26, 150, 9)))
        self.copies = MatrixPlane(self.row, self.laid.box, thickness=4,
                                  source=column.name)
        self.results = [MatrixPlane(
            product[None, :], self.weights.cell_box(row, 0, 1, self.cells),
            thickness=4, source="product")
            for row, product in enumerate(self.products)]
        self.parts += [*self.results, self.copies]
        self._build_bars(grid)

    def _build_bars(self, grid):
        self.sigma = self.bring(Label(
            "Σ →", Box(grid.right + 16, grid.top, 90, 40), size=34,
            color=palette.AMBER))
        self.bars = self.bring(Bars(
            self.act.result.array,
            Box(grid.right + 140, grid.top, self.stage.right - grid.right
                - 150, grid.height), name=self.act.result_name),
            self.act.result)
        self.dot = self.bring(Chips())

    def move(self, time):
        index, share = self.turns.at(time)
        playing = ENTER <= time < self.turns.end
        for part in (self.copies, *self.results):
            part.set_opacity(0.0)
        row = self.weights.cell_box(index, 0, 1, self.cells)
        self.weights.marks = ((index, 0, 1, self.cells),) if playing else ()
        self.laid.accent = palette.AMBER if playing else None
        if playing:
            self._lower_copy(row, share)
            self._fold(index, row, share)
        middle = row.top + row.height / 2
        self.sigma.place(Box(row.right + 16, middle - 20, 90, 40))
        self.sigma.set_opacity(1.0 if playing and share > TIMES else 0.0)
        self._grow(index, share, time, middle)

    def _lower_copy(self, row, share):
        """A copy of the column's row comes down onto the row of weights."""
        down = ease(share, 0.02, DOWN)
        start = self.laid.box
        self.copies.place(Box(row.left, mix(start.top, row.top, down),
                              row.width, mix(start.height, row.height, down)))
        self.copies.set_opacity(1.0 if 0 < down and share < DOWN + 0.04
                                else 0.0)

    def _fold(self, index, row, share):
        """The products stand in the row's place, then fold to the right."""
        product = self.results[index]
        product.revealed = round(
            ease(share, DOWN, TIMES) * self.cells)
        fold = ease(share, TIMES + 0.04, FOLDED)
        product.set_opacity(1.0 if DOWN <= share and fold < 1 else 0.0)
        product.place(Box(row.left + row.width * fold * 0.99, row.top,
                          max(row.width * (1 - fold), 4), row.height))

    def _grow(self, index, share, time, middle):
        grown = np.zeros(self.count)
        started, done = time >= ENTER, time >= self.turns.end
        grown[:index] = 1 if started else 0
        grown[index] = 1 if done else ease(share, LANDED - 0.06, 1.0) \
            if started else 0
        self.bars.grown = grown
        self.bars.focus = index if started and not done else None
        flight = ease(share, FOLDED - 0.02, LANDED)
        self.dot.items = () if not started or done or not 0 < flight < 1 \
            else (Dot(mix(self.weights.box.right + 20, self.bars.x_of(0.0),
                          flight), mix(middle, self.bars.row_middle(index),
                                       flight), palette.AMBER, 9),)

    def words(self, time):
        if not ENTER <= time < self.turns.end:
            return ""
        index, _ = self.turns.at(time)
        return wording.turn_words(self.act.options["target"],
                                  self.act.operands[1], self.count, index)
