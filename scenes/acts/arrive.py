"""What goes in comes onto the stage."""

import numpy as np

from scenes.acts.player import ActPlayer
from scenes import wording
from scenes.acts.columns import column_box
from scenes.acts.forms import form, row_of_boxes
from scenes.pace import ENTER
from scenes.stage import arrange, palette
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane


class Arrive(ActPlayer):
    """A picture is read out pixel by pixel; other values just come."""

    def build(self):
        first = self.act.operands[0]
        self.picture = None
        if first.array.size in arrange.PICTURES:
            self._build_picture(first)
            return
        for value, box in zip(self.act.operands, row_of_boxes(
                self.stage, [value.array for value in self.act.operands])):
            if wording.is_one_hot(value.array):
                self._build_answer(value)
            else:
                self.bring(form(value, box), value)

    def _build_answer(self, value):
        """The right answer as bars, beside the picture that it is for."""
        box = column_box(self.stage, 0.6, value.array.size)
        self.bring(Bars(value.array, box, name=value.name), value)
        picture = self.act.options["picture"]
        if picture is not None:
            self.bring(MatrixPlane(
                arrange.as_grid(picture.array),
                Box(box.left - 460, box.top, 380, 380), name=picture.name,
                note=arrange.shape_note(picture.shape)), picture)

    def _build_picture(self, value):
        stage = self.stage
        side = stage.height - 70
        self.grid = arrange.as_grid(value.array)
        self.picture = self.bring(MatrixPlane(
            self.grid, Box(stage.left + 150, stage.top + 40, side, side),
            name=value.name, note=arrange.shape_note(value.shape)
            + ", shown as " + arrange.shape_note(self.grid.shape)), value)
        left = stage.left + side + 290
        self.lines = [
            self.bring(Label("", Box(left, stage.top + 120 + 74 * row, 900,
                                     60), size=size, color=color,
                             family="code", align="left"))
            for row, (size, color) in enumerate((
                (26, palette.QUIET), (26, palette.QUIET),
                (38, palette.TEXT)))]
        inked = np.flatnonzero(self.grid > 0.5)
        every = np.linspace(0, len(inked) - 1, 4).astype(int)
        self.stops = inked[every] if len(inked) >= 4 else np.array([0])
        self.name = value.name

    def move(self, time):
        if self.picture is None:
            return
        end = self.act.seconds - 1.2
        share = ease(time, ENTER * 0.6, ENTER * 0.6 + 1.4)
        self.picture.revealed = round(share * self.grid.size)
        reading = time >= ENTER + 1.0
        span = (end - ENTER - 1.0) / len(self.stops)
        index = min(int(max(time - ENTER - 1.0, 0) / span),
                    len(self.stops) - 1)
        pixel = int(self.stops[index])
        row, column = divmod(pixel, self.grid.shape[1])
        self.picture.marks = ((row, column, 1, 1),) if reading else ()
        texts = ("",) * 3 if not reading else (
            f"row {row}, column {column}",
            f"{row} × {self.grid.shape[1]} + {column} = {pixel}",
            f"{self.name}[{pixel}] = {self.grid.ravel()[pixel]:.3f}")
        for line, text in zip(self.lines, texts):
            line.text = text
