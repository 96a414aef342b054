"""A column times a row: a multiplication table, filled row by row."""

import numpy as np

from scenes import wording
from scenes.acts.player import ActPlayer
from scenes.stage import arrange
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease, mix
from scenes.stage.numbers import number_format
from scenes.stage.plane import MatrixPlane

DOWN, FILLED = 0.35, 0.85  # phases of a turn, as shares of it
HIGH = 46                  # of the row above the table, in design pixels


class Table(ActPlayer):
    """column @ row: each number of the column times the whole row."""

    def build(self):
        column, row = self.act.operands
        source = self.act.options["row"]
        self.count, self.cells = self.act.result.shape
        stage = self.stage
        width = min(1180.0, 96.0 * self.cells)
        left, top = stage.left + 250, stage.top + 60
        high = min(54.0, (stage.bottom - 40 - top - HIGH - 64) / self.count)
        self.row = self.bring(MatrixPlane(
            row.array, Box(left, top, width, HIGH), thickness=4,
            name=wording.code(row.name or row.expression),
            note=arrange.shape_note(row.shape)), source)
        grid = Box(left, top + HIGH + 64, width, high * self.count)
        self.column = self.bring(MatrixPlane(
            column.array, Box(stage.left + 40, grid.top, 110, grid.height),
            name=wording.code(column.name), row_labels=[
                str(k) for k in range(self.count)]), column)
        self.result = self.bring(MatrixPlane(
            self.act.result.array, grid, name=self.act.result_name,
            note=arrange.shape_note(self.act.result.shape)), self.act.result)
        self.bring(Label("×", Box(left - 84, top, 60, HIGH)))
        self.bring(Legend(self.result.color_scale, Box(
            grid.left + 90, grid.bottom + 22, 150, 9)))
        self.copy_of_row = MatrixPlane(row.array, self.row.box, thickness=4,
                                       source=source.name)
        self.parts.append(self.copy_of_row)
        self.write = number_format(column.array)

    def move(self, time):
        index, share = self.turns.at(time)
        playing = self.turns.playing(time)
        filled = round(ease(share, DOWN, FILLED) * self.cells)
        self.result.revealed = index * self.cells + filled
        self.column.marks = ((index, 0, 1, 1),) if playing else ()
        self.row.marks = ((0, 0, 1, self.cells),) if playing else ()
        self.result.marks = ((index, 0, 1, self.cells),) if playing else ()
        place = self.result.cell_box(index, 0, 1, self.cells)
        start, down = self.row.box, ease(share, 0, DOWN)
        self.copy_of_row.place(Box(
            start.left, mix(start.top, place.top, down), start.width,
            mix(start.height, place.height, down)))
        self.copy_of_row.set_opacity(1.0 if playing and share < DOWN else 0.0)

    def turn_words(self, index):
        return wording.outer_turn(
            self.act.operands[0].name, index,
            self.write(np.float64(self.act.operands[0].array[index, 0])),
            furthest=index == self.turns.peak)
