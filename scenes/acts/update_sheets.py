"""A matrix of pictures is changed in place: one sheet slowly, then all."""

import numpy as np

from scenes.acts.act import MOST_BARS, ActKind, Found, Moment
from scenes.acts.first_alone import FirstAlone
from scenes.acts.read_cells import read_cells
from scenes.acts.schedule import first_alone
from scenes.acts.update import Update, UpdateAct, planned_update, update_at
from scenes.arrays import shapes as arrange
from scenes.arrays.extremes import furthest
from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.space import turning
from scenes.stage.typeface import SMALL
from scenes.stage.values import Values
from scenes.words.naming import code, noun, plain, said
from scenes.words.phrases import after_step, before_step, change_name, own_scale

SHEET = {"alone": 7.6, "together": 3.0}  # seconds of a sheet, of all others
BACK = 1.0  # seconds in which the sheet that went first goes back
# Phases of the turn that is seen alone, as shares of it.
OUT, FACTOR, TURNING, TURNED = 0.16, 0.22, 0.36, 0.48
BEFORE, BESIDE, NOW, DONE, READ = 0.52, 0.64, 0.66, 0.78, 0.80
HALF = 0.5  # of the others' way: where an adjustment becomes a change
RACK, LITTLE = 130, 104  # heights of the racks, in design pixels
OF_RACK = 1180 / 1810  # width of the weights' one, by that of the stage
APART, NARROW = 240, 0.06  # between the faces; by the width of a tall stage


class UpdateSheetsAct(UpdateAct):
    """An update of weights that are sheets of pixels."""

    kind = "update_sheets"


def recognise(moment: Moment) -> Found | None:
    """An update of (rows, pixels) weights, as many rows as fit a rack."""
    update = update_at(moment)
    if update is None:
        return None
    shape = update.old.shape
    if not arrange.is_rack(shape) or len(shape) != 2 or shape[0] > MOST_BARS:
        return None
    first = furthest(update.change.array) // shape[1]
    turns = first_alone(shape[0], [first], **SHEET)
    return planned_update(
        UpdateSheetsAct,
        moment,
        update,
        turns.end + BACK,
        turns=turns,
        told_at=float(turns.starts[first] + READ * turns.lengths[first]),
    )


def _sheet_changes(index, change):
    """
    Args:
        change: of every weight of the sheet that changes most.
    """
    most = change.ravel()[furthest(change)]
    if np.isnan(most):
        return ""
    largest = written(most, "+.6f" if abs(most) > 5e-7 else "+.2e")
    return said(
        "Sheet {index} changes most: the largest of its {size} changes is {largest}.",
        "第 {index} 张变化最大：{size} 个变化中最大的是 {largest}。",
        index=index,
        size=change.size,
        largest=largest,
    )


class UpdateSheets(FirstAlone, Update):
    """Of the sheet that changes most, the adjustment becomes the change and
    joins the weights; then all the others do so in their racks. Before, the
    change and now stand to the end; what is now goes home as a copy."""

    act: UpdateSheetsAct

    def build(self):
        self.read()
        self.count = len(self.old)
        self.first = self.turns.peak
        self.sheets = [
            arrange.as_sheets(array) for array in (self.old, self.change, self.new)
        ]
        self.whole = palette.Scale.of(self.sheets[0])
        self.small = palette.Scale.of(self.sheets[1])
        self._build_racks()
        stage, top = self.stage, self.rack.box.bottom + 66
        side, apart = stage.bottom - top - 76, APART
        if stage.is_tall:
            apart = NARROW * stage.width
            side = min(side, (stage.width - 2 * apart) / 3)
        left = stage.left + (stage.width - 3 * side - 2 * apart) / 2
        self.faces = [Box(left + k * (side + apart), top, side, side) for k in range(3)]
        self._build_planes()
        self._build_signs()

    def _build_racks(self):
        stage, value = self.stage, self.gradient()
        self.rack = self.bring(
            Rack(
                self.values[0],
                Box(stage.left, stage.top + 40, OF_RACK * stage.width, RACK),
                name=self.values[0].name,
                scale=self.whole,
                renewal=self.values[2],
                note=arrange.shape_note(self.old.shape),
            ),
            self.values[2],
            comes_as=self.values[0],
        )
        self.bring(
            Legend(
                self.whole,
                Box(self.rack.box.right - 240, stage.top + 6, 150, 9),
                reach="right",
            )
        )
        self.gradients = None
        if value is not None:
            self.gradients = self.bring(
                Rack(
                    value,
                    Box(
                        self.rack.box.right + 110,
                        self.rack.box.bottom - LITTLE,
                        stage.right - self.rack.box.right - 110,
                        LITTLE,
                    ),
                    name=value.name or code(value.expression),
                ),
                value,
            )

    def _build_planes(self):
        """The sheets that move, by what they show: one for each index."""
        before, middle, now = self.faces
        old, change, new = (
            Values.of(value).sheets()
            for value in (self.values[0], self.changing, self.values[2])
        )
        name = self.values[0].name
        self.before, self.changes, self.now = (
            self._planes(sheets, box, scale, source)
            for sheets, box, scale, source in (
                (old, before, self.whole, name),
                (change, middle, self.small, change_name()),
                (new, now, self.whole, name),
            )
        )
        self.sources = []
        if self.gradients is not None:
            self.sources = self._planes(
                self.gradients.values,
                middle,
                self.gradients.color_scale,
                self.gradients.name_text,
            )
        first = self.first
        what = noun(self.values[0])
        for planes, text in (
            (self.before, before_step(f"{what}[{first}]")),
            (self.changes, f"{change_name()}[{first}]"),
            (self.now, after_step(f"{what}[{first}]")),
        ):
            planes[first].name_text = text
        if self.sources:
            gradient = self.gradient()
            unnamed = f"({code(gradient.expression)})"
            word = [unnamed, *plain(gradient.name).split()][-1]
            self.sources[first].name_text = f"{word}[{first}]"
        self.returning = MatrixPlane(
            new[first], now, scale=self.whole, source=name, first=(first, 0, 0)
        )
        self.parts += [
            *self.before,
            *self.sources,
            *self.changes,
            *self.now,
            self.returning,
        ]

    def _planes(self, sheets, box, scale, source):
        return [
            MatrixPlane(
                sheets[index], box, scale=scale, source=source, first=(index, 0, 0)
            )
            for index in range(self.count)
        ]

    def _build_signs(self):
        self.bring_signs(self.faces)
        middle = self.faces[1]
        below = Box(middle.left + 75, middle.bottom + 56, 150, 9)
        self.legends = [self.bring(Legend(self.small, below))]
        self.note = self.bring(
            Label(
                own_scale(),
                Box(below.right + 124, below.top - 10, 300, 30),
                size=SMALL,
                align="left",
            )
        )
        self.factor = None
        if self.gradients is not None:
            rate = self.act.rate.array.item()
            self.legends.append(self.bring(Legend(self.gradients.color_scale, below)))
            self.factor = self.bring(
                Label(
                    f"× {written(self.act.sign * rate, 'g')}",
                    Box(
                        middle.right + 20, middle.top + middle.height / 2 - 30, 150, 60
                    ),
                    size=30,
                    color=palette.POINTED,
                    family="code",
                    align="left",
                )
            )

    def move(self, time):
        shares = self.turns.shares(time)
        share, first = shares[self.first], self.first
        home = ease(time, self.turns.end, self.turns.end + BACK)
        for plane in (*self.before, *self.changes, *self.now, *self.sources):
            plane.set_opacity(0.0)
        self.rack.away = frozenset([first] if share > BEFORE and home < 1 else [])
        self.rack.renewed = frozenset(
            k
            for k in range(self.count)
            if (home >= 1 if k == first else shares[k] >= 1)
        )
        self._turn_adjustment(share)
        self._join(share, home)
        for k in np.flatnonzero((shares > 0) & (shares < 1)):
            if k != first:
                self._send(k, shares[k])
        self._write_signs(share)

    def _turn_adjustment(self, share):
        """The adjustment comes, and times the rate it is the change."""
        change, turned = self.changes[self.first], ease(share, TURNING, TURNED)
        if self.gradients is None:
            change.revealed = round(ease(share, OUT, TURNED) * change.values.array.size)
            turned = float(share > OUT)
        else:
            self.gradients.away = frozenset([self.first] if 0 < share < TURNED else [])
            source = self.sources[self.first]
            source.swing_out(
                self.gradients.sheet_corners(self.first),
                self.faces[1].corners,
                ease(share, 0, OUT),
            )
            source.words_opacity = 1.0 if turned < HALF else 0.0
            source.set_opacity(float(share > 0 and turned < 1))
        change.words_opacity = 1.0 if turned >= HALF else 0.0
        change.place(self.faces[1])
        change.set_opacity(turned)
        for legend, shown in zip(
            self.legends, (turned >= HALF, share > OUT and turned < HALF)
        ):
            legend.set_opacity(float(shown))
        self.note.set_opacity(self.legends[0].opacity)

    def _join(self, share, home):
        """Weights before and the change make the weights now."""
        slot = self.rack.sheet_corners(self.first)
        before, now = self.before[self.first], self.now[self.first]
        before.swing_out(slot, self.faces[0].corners, ease(share, BEFORE, BESIDE))
        before.set_opacity(float(share > BEFORE))
        now.revealed = round(ease(share, NOW, DONE) * now.values.array.size)
        now.set_opacity(float(share >= NOW))
        self.returning.swing_out(slot, self.faces[2].corners, 1 - home)
        self.returning.set_opacity(float(0 < home < 1))
        at = self.sheets[1][self.first]
        place, shape = furthest(at) if share >= READ else None, self.values[0].shape
        read_cells(
            (before, self.changes[self.first], now),
            place,
            code(self.values[0].name) or noun(self.values[0]),
            # As the code counts: of a row of weights, not of its picture.
            [sheets[self.first].reshape(shape[1:]) for sheets in self.sheets],
            folded=lambda _, flat: divmod(flat, at.shape[1]),
            within=(self.first,),
        )

    def _send(self, index, share):
        """Another sheet's change goes straight to its weights."""
        planes = (
            self.changes if self.gradients is None or share >= HALF else self.sources
        )
        end = self.rack.sheet_corners(index)
        way = ease(share, 0, 1)
        if self.gradients is None:
            face = self.faces[1].corners
            corners = turning(mix(face, end, way), end, face, 1 - way)
        else:
            corners = mix(self.gradients.sheet_corners(index), end, way)
        planes[index].place_corners(corners)
        planes[index].set_opacity(1.0)

    def _write_signs(self, share):
        for sign, start in zip(self.signs, (BESIDE, NOW)):
            sign.set_opacity(ease(share, start - 0.04, start))
        if self.factor is not None:
            self.factor.set_opacity(
                ease(share, OUT, FACTOR) * (1 - ease(share, TURNED, BEFORE))
            )

    def turn_words(self, index):
        return _sheet_changes(index, self.sheets[1][index])


KIND = ActKind(UpdateSheetsAct, UpdateSheets, recognise)
