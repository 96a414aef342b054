"""In place updates: what was there, the change, what is there now.

The three are seen together. The change is so small that it has a colour
scale of its own, with its own legend.
"""

import numpy as np

from scenes import wording
from scenes.acts.columns import NOTE, column_box, common_span
from scenes.acts.player import ActPlayer
from scenes.pace import ENTER, UPDATE
from scenes.stage import arrange, palette
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.numbers import Writer, written
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack, way_out
from scenes.stage.typeface import Type

PAUSES = 3
LONGER = 1.4  # a cell's longer side, by its shorter, at most
UNDER = 112   # room for a number and a named scale below a plane
SCALE = Type("code", 16)


class Update(ActPlayer):
    """old + change = new; the base of the updates of each shape."""

    def read(self):
        """(old, change, new) values and the arrays of them."""
        old, change = self.act.operands
        self.values = old, change, self.act.result
        self.old, self.new = old.array, self.act.result.array
        self.change = self.act.options["sign"] * change.array.astype(float)
        name = wording.code(old.name)
        self.names = (f"{name}, before", self._change_name(),
                      f"{name}, now")

    def _change_name(self):
        change = self.act.operands[1]
        sign = "" if self.act.options["sign"] > 0 else "− "
        rate = self.act.options["rate"]
        if rate is None:
            return sign + wording.code(change.name or change.expression)
        other = next(value for value in self.act.operations[0].operands
                     if not value.is_scalar)
        return f"{rate.array.item():g} × {wording.code(other.name)}"

    def adjustment(self):
        """The value that the rate is multiplied by, or None."""
        if self.act.options["rate"] is None:
            return None
        return next(value for value in self.act.operations[0].operands
                    if not value.is_scalar)

    def bring_signs(self, boxes):
        """+ and = between three boxes."""
        self.signs = []
        for text, left, right in (("+", *boxes[:2]), ("=", *boxes[1:])):
            middle = (left.right + right.left) / 2
            self.signs.append(self.bring(Label(
                text, Box(middle - 40, left.top + left.height / 2 - 40, 80,
                          80), size=44)))

    def heaviest(self, change):
        """Flat indices of the largest changes, in reading order."""
        size = np.abs(change).ravel()
        parts = np.array_split(np.arange(size.size), PAUSES)
        return [int(part[np.argmax(size[part])]) for part in parts
                if len(part)]


def read_cells(planes, place, names, arrays):
    """Mark a cell of three planes and write its numbers below them.

    Args:
        place: flat index, or None for no mark.
        names: of the cell's array, as in the code, with "{}" for the index.
    """
    for plane, sign, array in zip(planes, ("", "+ ", "= "), arrays):
        if place is None:
            plane.marks, plane.note_below = (), ""
            continue
        row, column = divmod(place, array.shape[1])
        plane.marks = ((row, column, 1, 1),)
        text = written(array[row, column], "+.6f")
        if sign == "+ ":
            plane.note_below = f"{'−' if text[0] == '-' else '+'} " \
                               f"{text.lstrip('+-')}"
        elif sign:
            plane.note_below = f"= {text}"
        else:
            plane.note_below = f"{names}[{row}, {column}] = {text}"


class UpdateGrid(Update):
    """A matrix of at most 64 rows and columns: three planes."""

    def build(self):
        self.read()
        rows, columns = self.old.shape
        stage = self.stage
        across = (stage.width - 2 * 110) / 3 / columns
        down = (stage.height - 50 - UNDER) / rows
        wide = min(across, down * LONGER) * columns
        high = min(down, across * LONGER) * rows
        top = stage.top + 50
        gap = (stage.width - 3 * wide) / 2
        boxes = [Box(stage.left + k * (wide + gap), top, wide, high)
                 for k in range(3)]
        scales = [palette.Scale.of(np.stack([self.old, self.new])),
                  palette.Scale.of(self.change)]
        scales.append(scales[0])
        keys = (self.values[0], None, self.values[2])
        adjustment = self.adjustment()
        self.under = None
        if adjustment is not None:  # it comes here and becomes the change
            self.under = self.bring(MatrixPlane(
                adjustment.array, boxes[1], numbers=False,
                source=adjustment.name), adjustment)
        self.planes = [self.bring(MatrixPlane(
            array, box, name=name, scale=scale, numbers=False,
            source=source), key)
            for array, box, name, scale, key, source in zip(
                (self.old, self.change, self.new), boxes, self.names, scales,
                keys, (self.values[0].name, "change", self.values[0].name))]
        self.planes[1].hollow = adjustment is not None
        for box, scale, text in zip(boxes, scales, (
                f"{wording.code(self.values[0].name)}, before and now",
                f"{self.names[1]}: a scale of its own")):
            self._name_scale(scale, text, box)
        self.bring_signs(boxes)
        self.pauses = self.heaviest(self.change)

    def _name_scale(self, scale, text, box):
        """What the colours mean, below a plane: of which matrix, how far."""
        top, width = box.bottom + 52, max(box.width, 480)
        text, kind = SCALE.fitted(text, width)
        self.bring(Label(text, Box(box.left, top, width, 24), size=kind.size,
                         family="code", align="left", weight=kind.weight))
        self.bring(Legend(scale, Box(box.left + 90, top + 36, 220, 10)))

    def move(self, time):
        share = min(max((time - ENTER) / (UPDATE - ENTER), 0.0), 1.0)
        size = self.old.size
        self.planes[1].revealed = round(ease(share, 0, 0.18) * size)
        if self.under is not None and self.planes[1].revealed == size:
            self.under.set_opacity(0.0)
        self.planes[2].revealed = round(ease(share, 0.2, 0.4) * size)
        at = int((share - 0.42) / 0.58 * PAUSES) if share >= 0.42 else None
        place = None if at is None else self.pauses[
            min(at, len(self.pauses) - 1)]
        read_cells(self.planes, place, self.values[0].name,
                   (self.old, self.change, self.new))


class UpdateBars(Update):
    """A column: three columns of bars."""

    def build(self):
        self.read()
        old, change, new = (array.ravel() for array in (
            self.old, self.change, self.new))
        self.count = len(old)
        whole = common_span(old, new)
        self.columns = [self.bring(Bars(
            array, column_box(self.stage, place, self.count, foot=NOTE),
            name=name, span=span), key)
            for array, place, name, span, key in zip(
                (old, change, new), (0, 0.5, 1), self.names,
                (whole, None, whole), (self.values[0], None, self.values[2]))]
        for column in (self.columns[0], self.columns[2]):
            column.write = Writer(".5f", signed=True)
        self.bring_signs([column.box for column in self.columns])
        box = self.columns[1].box
        self.bring(Label("bars of this column: a scale of its own",
                         Box(box.left + 30, box.bottom, box.width, 30),
                         size=16, align="left"))

    def move(self, time):
        share = min(max((time - ENTER) / (UPDATE - ENTER), 0.0), 1.0)
        for column, start in ((self.columns[1], 0.0),
                              (self.columns[2], 0.4)):
            column.grown = np.array([
                ease(share, start + 0.3 * k / self.count,
                     start + 0.3 * (k + 1) / self.count + 0.05)
                for k in range(self.count)])


class UpdateSheets(Update):
    """A matrix of pictures: sheet by sheet out of the rack and back."""

    def build(self):
        self.read()
        self.count = len(self.old)
        self.sheets = [arrange.as_sheets(array) for array in (
            self.old, self.change, self.new)]
        whole = palette.Scale.of(self.sheets[0])
        small = palette.Scale.of(self.sheets[1])
        stage = self.stage
        self.rack = self.bring(Rack(
            self.sheets[0], Box(stage.left, stage.top + 40, 1250,
                                stage.height * 0.32),
            name=self.values[0].name, scale=whole, renewal=self.sheets[2],
            note=arrange.shape_note(self.old.shape)), self.values[2],
            comes_as=self.values[0])
        self._bring_adjustment()
        top = self.rack.box.bottom + 62
        side = stage.bottom - top - 36
        gap = 190
        self.boxes = [Box(stage.left + 120 + k * (side + gap), top, side,
                          side) for k in range(3)]
        self.planes = [
            [MatrixPlane(sheet, box, name=name, scale=scale,
                         source=source, first=(index, 0, 0))
             for index, sheet in enumerate(sheets)]
            for sheets, box, name, scale, source in zip(
                self.sheets, self.boxes, ("before", "change", "now"),
                (whole, small, whole),
                (self.values[0].name, "change", self.values[0].name))]
        for scale, down in ((whole, 0), (small, 96)):
            self.bring(Label("weights" if scale is whole else self.names[1],
                             Box(stage.left + 1330, top + 22 + down, 300, 30),
                             size=18, align="left"))
            self.bring(Legend(scale, Box(stage.left + 1430, top + 64 + down,
                                         190, 10)))
        self.bring_signs(self.boxes)
        self.parts += [plane for planes in self.planes for plane in planes]

    def _bring_adjustment(self):
        """The sheets of the adjustment stand by; each becomes a change."""
        value, stage = self.adjustment(), self.stage
        self.blame = self.sources = None
        if value is None:
            return
        sheets = arrange.as_sheets(value.array)
        self.blame = self.bring(Rack(
            sheets, Box(stage.left + 1330, self.rack.box.bottom - 104,
                        stage.right - stage.left - 1330, 104),
            name=value.name), value)
        self.sources = [MatrixPlane(sheet, Box(0, 0, 9, 9),
                                    scale=self.blame.color_scale,
                                    source=value.name, first=(index, 0, 0))
                        for index, sheet in enumerate(sheets)]
        self.parts += self.sources

    def _send_adjustment(self, index, share, playing):
        """A sheet of the adjustment flies to where its change appears."""
        if self.blame is None:
            return
        for plane in self.sources:
            plane.set_opacity(0.0)
        out = playing and share < 0.36
        self.blame.away = frozenset([index] if out else [])
        if out:
            plane = self.sources[index]
            plane.set_opacity(1.0)
            plane.place_corners(way_out(
                self.blame.sheet_corners(index), self.boxes[1].corners,
                ease(share, 0, 0.16)))

    def move(self, time):
        index, share = self.turns.at(time)
        playing = self.turns.playing(time)
        self._send_adjustment(index, share, playing)
        for plane in (plane for planes in self.planes for plane in planes):
            plane.set_opacity(0.0)
        self.rack.away = frozenset([index] if playing else [])
        self.rack.renewed = self.count if time >= self.turns.end else index
        self.end_turns(self.signs, time)
        if not playing:
            return
        trio = [planes[index] for planes in self.planes]
        out = ease(share, 0, 0.16)
        back = ease(share, 0.86 if index == self.turns.peak else 0.66, 1.0)
        home = self.rack.sheet_corners(index)
        size = self.old[0].size
        trio[0].set_opacity(1.0 if back <= 0 else 0.0)
        trio[0].place_corners(way_out(home, self.boxes[0].corners, out))
        for plane, begin, end in ((trio[1], 0.16, 0.34),
                                  (trio[2], 0.36, 0.54)):
            shown = share >= begin and (plane is trio[2] or back <= 0)
            plane.set_opacity(1.0 if shown else 0.0)
            plane.hollow = plane is trio[1] and self.blame is not None
            plane.revealed = round(ease(share, begin, end) * size)
        trio[2].place_corners(way_out(home, self.boxes[2].corners, 1 - back))
        place = self._read_now(index, share)
        read_cells(trio, place, f"weights[{index}]",
                   [sheets[index] for sheets in self.sheets])

    def _read_now(self, index, share):
        """The cell to read in the sheet that changes most, which has the
        time for it."""
        if index != self.turns.peak or not 0.56 <= share < 0.86:
            return None
        pauses = self.heaviest(self.sheets[1][index])
        at = int((share - 0.56) / 0.30 * len(pauses))
        return pauses[min(at, len(pauses) - 1)]

    def turn_words(self, index):
        return wording.sheet_changes(index, self.sheets[1][index],
                                     most=index == self.turns.peak)
