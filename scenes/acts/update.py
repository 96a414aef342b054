"""In place updates: what was there, the change, what is there now.

The three are seen together. The change, most often a small one, has a colour
scale of its own, with its own legend.
"""

import numpy as np

from scenes import words as wording
from scenes.acts.columns import NOTE, column_box, common_span
from scenes.acts.derived import opposite
from scenes.acts.player import ActPlayer
from scenes.acts.legacy import UPDATE
from scenes.acts.schedule import ENTER
from scenes.reading.extremes import furthest
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.changed_bars import ChangedBars
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.words.numbers import UnitWriter, Writer, unit_for, written
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import Type
from scenes.words import telling as words_of
from scenes.stage.values import Values

PAUSES = 2    # cells that are read one after the other
READ = 0.42   # share of the change after which the first of them is
TOLD = 0.68   # share of the change after which the largest is told
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
        self.changing = change if self.act.options["sign"] > 0 \
            else Values(opposite(change))
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
        rate = written(self.act.options["sign"] * rate.array.item(), "g")
        return f"{rate} × {wording.code(other.name)}"

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

    def told_most(self):
        """The sentence about the value that changed most; "" if what all
        have changed by is no number."""
        place = furthest(self.change)
        if np.isnan(self.change.ravel()[place]):
            return ""
        index = np.unravel_index(place, self.change.shape)
        if self.change.shape[1:] == (1,):
            index = index[:1]
        return words_of.moved_most(
            self.values[0].name, [int(k) for k in index],
            written(self.change.ravel()[place], "+.3g"))

    def heaviest(self, change):
        """Flat indices of the largest change of each part of a matrix, the
        largest of all last: it is told then."""
        parts = np.array_split(np.arange(change.size), PAUSES)
        cells = [int(part[furthest(change.ravel()[part])]) for part in parts
                 if len(part)]
        most = furthest(change)
        return [*(cell for cell in cells if cell != most), most]


def read_cells(planes, place, names, arrays):
    """Mark a cell of three planes and write its numbers below them.

    Args:
        place: flat index, or None for no mark.
        names: of the cell's array, as in the code; the index follows it.
        arrays: of the planes: before, the change, now.
    """
    for plane, sign, array in zip(planes, ("", "+ ", "= "), arrays):
        if place is None:
            plane.marks, plane.note_below = (), ""
            continue
        row, column = divmod(place, array.shape[1])
        plane.marks = ((row, column, 1, 1),)
        text = written(array[row, column], "+.6f")
        if sign == "+ ":
            plane.note_below = f"{'−' if text[0] == '−' else '+'} " \
                               f"{text.lstrip('+−')}"
        elif sign:
            plane.note_below = f"= {text}"
        else:
            plane.note_below = f"{names}[{row}, {column}] = {text}"


class UpdateGrid(Update):
    """A matrix of at most 64 rows and columns: three planes."""

    def build(self):
        self.read()
        old, _, new = self.values
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
                adjustment, boxes[1], numbers=False,
                source=adjustment.name), adjustment)
        self.planes = [self.bring(MatrixPlane(
            shown, box, name=name, scale=scale, numbers=False,
            source=source), key)
            for shown, box, name, scale, key, source in zip(
                (old, self.changing, new), boxes, self.names, scales,
                keys, (self.values[0].name, "change", self.values[0].name))]
        self.planes[1].hollow = adjustment is not None
        for box, scale, text in zip(boxes, scales, (
                f"{wording.code(self.values[0].name)}, before and now",
                f"{self.names[1]}: {words_of.own_scale()}")):
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
        read_cells(self.planes, self._read_at(share), self.values[0].name,
                   (self.old, self.change, self.new))

    def _read_at(self, share):
        """The flat index of the cell that is read, or None."""
        if share < READ:
            return None
        place = int((share - READ) / (TOLD - READ) * (PAUSES - 1))
        return self.pauses[min(place, len(self.pauses) - 1)]

    def words(self, time):
        if time < ENTER + TOLD * (UPDATE - ENTER):
            return ""
        return self.told_most()


class UpdateBars(Update):
    """A column: three columns of bars."""

    def build(self):
        self.read()
        old, change, new = (array.ravel() for array in (
            self.old, self.change, self.new))
        self.count = len(old)
        self.first = furthest(change)
        unit = unit_for(change)
        middle = self.names[1] if unit is None else words_of.counted_in(
            self.names[1], unit)
        span = common_span(old, new)
        before, changes, now = (
            column_box(self.stage, place, self.count, foot=NOTE)
            for place in (0, 0.5, 1))
        self.columns = [
            self.bring(Bars(self.values[0], before, name=self.names[0],
                            span=span), self.values[0]),
            self.bring(Bars(self.changing, changes, name=middle)),
            self.bring(ChangedBars(self.values[2], old, now,
                                   name=self.names[2], span=span),
                       self.values[2])]
        self._choose_numbers(unit)
        self.bring_signs([before, changes, now])
        self.bring(Label(words_of.own_scale(), Box(
            changes.left + 62, changes.bottom, changes.width - 62, 30),
            size=16, align="left"))

    def _choose_numbers(self, unit):
        """The changes in their unit; before and now as far as they tell."""
        decimals = 5
        if unit is not None:
            self.columns[1].write = UnitWriter(unit)
            decimals = min(max(self.columns[1].write.decimals, 5), 7)
        for column in (self.columns[0], self.columns[2]):
            column.write = Writer(f".{decimals}f", signed=True)

    def move(self, time):
        share = min(max((time - ENTER) / (UPDATE - ENTER), 0.0), 1.0)
        for column, start in ((self.columns[1], 0.0),
                              (self.columns[2], 0.4)):
            column.grown = np.array([
                ease(share, start + 0.3 * k / self.count,
                     start + 0.3 * (k + 1) / self.count + 0.05)
                for k in range(self.count)])
        for column in self.columns:
            column.focus = self.first if share >= TOLD else None

    def words(self, time):
        if time < ENTER + TOLD * (UPDATE - ENTER):
            return ""
        return self.told_most()
