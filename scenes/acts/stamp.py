"""A column times a picture: each number stamps the picture on a sheet."""

import numpy as np

from scenes import wording
from scenes.acts.columns import column_box
from scenes.acts.player import ActPlayer
from scenes.stage import arrange, palette
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease
from scenes.stage.plane import NAME, MatrixPlane
from scenes.stage.rack import Rack, way_out

STAMPED, GATHERED = 0.58, 0.66  # phases of a turn, as shares of it
RACK = 150                      # height of the rack, in design pixels
APART = 200                     # between the picture and the sheet


class Stamp(ActPlayer):
    """column @ picture.T, sheet by sheet; the sheets gather in a rack."""

    def build(self):
        column, picture = self.act.operands[0], self.act.options["row"]
        self.count = column.shape[0]
        self.sheets = arrange.as_sheets(self.act.result.array)
        self.scale = palette.Scale.of(self.sheets)
        stage = self.stage
        self.bars = self.bring(Bars(
            column.array.ravel(), column_box(stage, 0, self.count, width=420),
            name=wording.code(column.name)), column)
        side = stage.height - RACK - 160
        rack = Box(stage.left + 560, stage.bottom - 30 - RACK,
                   stage.width - 560, RACK)
        left = rack.left + (rack.width - 2 * side - APART) / 2
        top = stage.top + 40
        self.picture = self.bring(MatrixPlane(
            arrange.as_grid(picture.array), Box(left, top, side, side),
            name=picture.name, note=arrange.shape_note(picture.shape),
            thickness=0), picture)
        self.face = Box(left + side + APART, top, side, side)
        self._build_rack(rack)
        name = wording.plain(self.act.result_name).split()[-1]
        self.fronts = [MatrixPlane(
            sheet, self.face, name=f"{name}[{index}]", scale=self.scale,
            source=self.act.result_name, first=(index, 0, 0))
            for index, sheet in enumerate(self.sheets)]
        self.parts += self.fronts
        self.signs = [self.bring(Label(sign, Box(
            x - 30, top + side / 2 - 30, 60, 60))) for x, sign in (
                ((self.bars.box.right + left) / 2, "×"),
                (left + side + APART / 2, "="))]

    def _build_rack(self, box):
        """The rack; its note and what its colours mean stand at its name."""
        self.rack = self.bring(Rack(
            self.sheets, box, name=self.act.result_name, scale=self.scale),
            self.act.result)
        name, header = NAME.width(self.rack.name_text), box.top - 40
        self.note = self.bring(Label(
            "", Box(box.left + name + 18, header, 160, 30), size=16,
            align="left"))
        self.bring(Legend(self.scale, Box(
            self.note.box.right + 90, header + 14, 150, 9)))

    def move(self, time):
        index, share = self.turns.at(time)
        playing = self.turns.playing(time)
        for front in self.fronts:
            front.set_opacity(0.0)
        gathered = self.count if time >= self.turns.end else index
        self.rack.shown = gathered
        self.note.text = f"{gathered} of {self.count} sheets"
        self.bars.focus = index if playing else None
        self.end_turns(self.signs, time)
        if not playing:
            return
        front, away = self.fronts[index], ease(share, GATHERED, 1.0)
        front.revealed = round(ease(share, 0.08, STAMPED) * front.values
                               .array.size)
        front.set_opacity(1.0)
        front.accent = palette.AMBER if away <= 0 else None
        front.place_corners(way_out(self.rack.sheet_corners(index),
                                    self.face.corners, 1 - away))

    def turn_words(self, index):
        return wording.stamp_turn(
            self.act.operands[0].name, self.count, index,
            self.bars.write(np.float64(self.bars.values.array[index])),
            self.picture.name_text, furthest=index == self.turns.peak)
