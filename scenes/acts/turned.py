"""A matrix turned over, rows for columns, then times a column."""

import numpy as np

from scenes import wording
from scenes.acts.player import ActPlayer
from scenes.pace import ENTER, FLIP
from scenes.stage import arrange, palette
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Dot
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import MatrixPlane

LIFTED, TIMES, FOLDED, LANDED = 0.25, 0.58, 0.76, 0.92  # phases of a turn
BENCH = 46


class Turned(ActPlayer):
    """matrix.T @ column: the plane turns over, then row by row."""

    def build(self):
        turned, column = self.act.operands
        matrix = self.act.options["matrix"]
        self.count, self.cells = turned.shape
        row = column.array.reshape(1, -1)
        products = turned.array * row
        self.scale = palette.Scale.of(turned.array)
        stage = self.stage
        wide = min(54.0, 560 / self.cells)
        high = min(wide, (stage.height - 44) / self.count)
        grid = Box(stage.left + 30, stage.top + 36, wide * self.cells,
                   high * self.count)
        # The plane before: the same cells, rows for columns.
        self.flat = Box(grid.left, grid.top, grid.height, grid.width)
        self.before = self.bring(MatrixPlane(
            matrix.array, self.flat, name=wording.code(matrix.name),
            scale=self.scale, note=arrange.shape_note(matrix.shape)), matrix)
        self.grid = MatrixPlane(
            turned.array, grid, name=wording.code(turned.name),
            scale=self.scale, note=arrange.shape_note(turned.shape),
            row_labels=[str(k) for k in range(self.count)])
        self.parts.append(self.grid)
        self.cast[turned.identity, turned.version] = self.grid
        self._build_bench(grid, row, column, turned, products)
        self._build_bars()

    def _build_bench(self, grid, row, column, turned, products):
        left, width = grid.right + 100, 60.0 * self.cells
        top = self.stage.top + 140
        self.bench = [Box(left, top + k * (BENCH + 10), width, BENCH)
                      for k in range(3)]
        # The errors are small beside the weights: each has its own scale.
        small = palette.Scale.of(row)
        made = palette.Scale.of(products)
        for drop, name, scale in ((60, wording.noun(turned), self.scale),
                                  (100, column.name, small),
                                  (140, "product", made)):
            self._name_scale(name, scale, left, self.bench[2].bottom + drop)
        self.laid = self.bring(MatrixPlane(
            row, self.bench[0], name=wording.code(column.name), thickness=4,
            scale=small,
            note=f"{arrange.shape_note(column.shape)}, as a row"), column)
        self.lifted = [MatrixPlane(
            one[None, :], self.bench[1], thickness=4, scale=self.scale,
            source=turned.name, first=(index, 0))
            for index, one in enumerate(turned.array)]
        self.products = [MatrixPlane(
            one[None, :], self.bench[2], thickness=4, scale=made,
            source="product") for one in products]
        self.signs = [self.bring(Label(sign, Box(
            left - 56, box.top, 44, BENCH), size=32))
            for sign, box in zip("×=", self.bench[1:])]
        self.signs.append(self.bring(Label(
            "Σ →", Box(self.bench[2].right + 12, self.bench[2].top, 80,
                       BENCH), size=32, color=palette.AMBER)))
        self.parts += [*self.lifted, *self.products]

    def _name_scale(self, name, scale, left, top):
        self.bring(Label(wording.code(name), Box(left, top, 200, 24), size=16,
                         align="left"))
        self.bring(Legend(scale, Box(left + 290, top + 8, 150, 9)))

    def _build_bars(self):
        left = self.bench[0].right + 130
        self.bars = self.bring(Bars(
            self.act.result.array, Box(left, self.grid.box.top,
                                       self.stage.right - left,
                                       self.grid.box.height),
            name=self.act.result_name), self.act.result)
        self.dot = self.bring(Chips())

    def move(self, time):
        flip = ease(time, ENTER, ENTER + FLIP * 0.8)
        self._turn_over(flip)
        index, share = self.turns.at(time)
        playing = self.turns.playing(time)
        for plane in (*self.lifted, *self.products):
            plane.set_opacity(0.0)
        self.grid.marks = ((index, 0, 1, self.cells),) if playing else ()
        self.laid.accent = palette.AMBER if playing else None
        self.bars.grown = np.array([ease(one, LANDED - 0.04, 1.0)
                                    for one in self.turns.shares(time)])
        self.bars.focus = index if playing else None
        self._send_sum(index, share, playing)
        if playing:
            self._multiply(index, share)
        elif time >= self.turns.end:
            for sign in self.signs:
                sign.set_opacity(1 - ease(time, self.turns.end,
                                          self.turns.end + 0.4))

    def _turn_over(self, flip):
        """Half a turn about the diagonal through the upper left corner."""
        self.grid.set_opacity(1.0 if flip >= 1 else 0.0)
        if flip >= 1:
            self.before.set_opacity(0.0)
        elif flip > 0:
            self.before.place_corners(turned_about_diagonal(
                self.flat, np.pi * flip))

    def _multiply(self, index, share):
        lifted, product = self.lifted[index], self.products[index]
        up = ease(share, 0, LIFTED)
        start, end = self.grid.cell_box(index, 0, 1, self.cells), self.bench[1]
        lifted.place(Box(*(one + (other - one) * up for one, other in zip(
            (start.left, start.top, start.width, start.height),
            (end.left, end.top, end.width, end.height)))))
        lifted.set_opacity(1.0)
        product.revealed = round(ease(share, LIFTED, TIMES) * self.cells)
        fold, box = ease(share, TIMES, FOLDED), self.bench[2]
        product.set_opacity(1.0 if share >= LIFTED and fold < 1 else 0.0)
        product.place(Box(box.left + box.width * fold * 0.99, box.top,
                          max(box.width * (1 - fold), 4), box.height))

    def _send_sum(self, index, share, playing):
        """The sum flies from the fold to its bar."""
        flight, start = ease(share, FOLDED - 0.02, LANDED), self.bench[2]
        self.dot.items = () if not playing or not 0 < flight < 1 else (
            Dot(mix(start.right + 30, self.bars.x_of(0.0), flight),
                mix(start.top + BENCH / 2, self.bars.row_middle(index),
                    flight), palette.AMBER, 9),)

    def words(self, time):
        if not self.turns.playing(time):
            return ""
        index, _ = self.turns.at(time)
        return wording.turn_words(self.act.options["target"],
                                  self.act.operands[1], self.count, index)


def turned_about_diagonal(box, angle):
    """Corners of a Box turned in space about its upper left 45° diagonal.

    At half a turn, `angle` pi, its first row is its first column.
    """
    along, across = np.array([0.5, 0.5]), np.array([0.5, -0.5])
    start = np.array([box.left, box.top])
    return np.array([
        start, start + box.width * (along + across * np.cos(angle)),
        start + box.height * (along - across * np.cos(angle))])
