"""A column times a picture: each number stamps the picture on a sheet.

The sheets gather in a rack; at the end all of them turn to face us above it.
"""

import numpy as np

from scenes.acts.act import MOST_BARS, ActKind, Found, Moment
from scenes.acts.columns import column_box
from scenes.acts.entrances import FADE
from scenes.acts.first_alone import FirstAlone
from scenes.acts.outer import OuterAct, planned_outer
from scenes.acts.sheets_facing_us import sheets_facing_us
from scenes.arrays import shapes as arrange
from scenes.reading.outer_product import outer_product
from scenes.reading.value_roles import is_inked
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Dot
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import NAME, MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.typeface import SMALL, Type, enlarged
from scenes.words.naming import code, one_of, plain, said, the

ROW = {"alone": 5.4, "together": 2.8}  # seconds of a row, of all others
NEARER, STAND = 1.6, 0.6  # seconds in which all turn to face us, and stand so
# Phases of the turn that is seen alone, as shares of it.
LANDED, STAMPING, STAMPED, GATHERED = 0.22, 0.28, 0.62, 0.82
DEALT = 0.4  # of the others' turns: when their sheet sets out
RACK = 140  # height of the rack, in design pixels
SIDE = 300  # of the picture and of a sheet, at most
APART = 320  # between bars, picture and sheet
INDEX = 26  # room for an index below each sheet that faces us
SIGN = 60  # width of a sign
# On a tall stage the sheet stands below the picture, the signs between them.
BESIDE = 150  # between the bars and the picture
BETWEEN = 190  # between the picture and the sheet: a line of signs, its name
LINE = 24  # between the picture and that line
LONGEST = "-9.9e-99"  # number that stands there
AROUND_RACK = 230  # above the picture, above the rack and below it


class StampAct(OuterAct):
    """A column times a picture: a sheet for each of its numbers."""

    kind = "stamp"


def recognise(moment: Moment) -> Found | None:
    """A column times a row that is a picture."""
    product = outer_product(moment.operations)
    if product is None:
        return None
    rows, cells = product.column.array.size, product.row.array.size
    if not 2 <= rows <= MOST_BARS or cells not in arrange.PICTURES:
        return None
    return planned_outer(StampAct, moment, product, ROW, NEARER + STAND)


def _stamped(target, count, index, value, picture, *, is_ink):
    one = f"{one_of(target, count)} {index}"
    if not is_ink:
        return said(
            "{one}, the largest in size: {value} times every number of {picture}.",
            "{one}，绝对值最大：{value} 乘以{picture}的每个数。",
            one=one,
            value=value,
            picture=the(picture),
        )
    return said(
        "{one}, the largest in size: {value} times every pixel of {picture}.",
        "{one}，绝对值最大：{value} 乘以{picture}的每个像素。",
        one=one,
        value=value,
        picture=the(picture),
    )


class Stamp(FirstAlone):
    """column @ picture.T: one sheet for each number, gathered in a rack.

    The largest number leaves its bar and lands on the sign, where it
    multiplies the picture; then all the others do so together.
    """

    act: StampAct

    def build(self):
        column, picture = self.act.operands[0], self.act.source
        self.count = column.array.size
        self.sheets = arrange.as_sheets(self.act.result.array)
        self.scale = palette.Scale.of(self.sheets)
        stage = self.stage
        self.bars = self.bring(
            Bars(
                column,
                column_box(stage, 0, self.count, width=420),
                name=code(column.name or column.expression),
            ),
            column,
        )
        left, top = self.bars.box.right + APART, stage.top + 40
        side = min(SIDE, stage.height - RACK - 150)
        self.face = Box(left + side + APART, top, side, side)
        if stage.is_tall:
            left = self.bars.box.right + BESIDE
            side = min(
                SIDE,
                stage.right - left,
                (stage.height - RACK - BETWEEN - AROUND_RACK) / 2,
            )
            self.face = Box(left, top + side + BETWEEN, side, side)
        self.picture = self.bring(
            MatrixPlane(
                picture,
                Box(left, top, side, side),
                name=picture.name,
                note=arrange.shape_note(picture.shape),
                thickness=0,
            ),
            picture,
        )
        self._build_rack(Box(left, stage.bottom - 30 - RACK, stage.right - left, RACK))
        # A name such as "_" has no words: it stands for itself.
        name = [self.act.result_name, *plain(self.act.result_name).split()][-1]
        self.fronts = [
            MatrixPlane(
                self.rack.values[index],
                self.face,
                name=f"{name}[{index}]",
                scale=self.scale,
                source=self.act.result_name,
                first=(index, 0, 0),
            )
            for index in range(self.count)
        ]
        self._build_signs()
        self._build_near(Box(left, stage.top + 6, stage.right - left, 0))
        self.parts += self.fronts
        self.dots = self.bring(Chips())

    def _build_signs(self):
        """× and =, and the factor that comes to stand behind the ×: half way, or on
        a line of their own below the picture."""
        picture, face = self.picture.box, self.face
        middle = self.bars.box.right + APART / 2
        times, equals = middle - 70, face.left - APART / 2
        top, landing = face.top + face.height / 2 - 30, middle - 40
        if self.stage.is_tall:
            times, top = picture.left + SIGN / 4, picture.bottom + LINE
            landing = picture.left + SIGN
            equals = landing + Type("code", SMALL * enlarged()).width(LONGEST) + SIGN
        self.signs = [
            self.bring(Label(sign, Box(x - SIGN / 2, top, SIGN, 60)))
            for x, sign in ((times, "×"), (equals, "="))
        ]
        self.landing = Box(landing, top, 150, 60)
        self.factor = Label(
            "",
            self.landing,
            size=26,
            color=palette.POINTED,
            family="code",
            align="left",
        )
        self.parts.append(self.factor)

    def _build_near(self, room):
        """All sheets once more, to face us between the top and the rack, with
        their indices."""
        room = Box(room.left, room.top, room.width, self.rack.box.top - 60 - room.top)
        self.near, self.indices = sheets_facing_us(
            self.rack.values, room, INDEX, scale=self.scale, source=self.act.result_name
        )
        self.homes = [sheet.box.corners for sheet in self.near]
        self.parts += [*self.near, *self.indices]

    def _build_rack(self, box):
        """The rack; its note and what its colours mean stand at its name."""
        self.rack = self.bring(
            Rack(self.act.result, box, name=self.act.result_name, scale=self.scale),
            self.act.result,
        )
        name, header = NAME.width(self.rack.name_text), box.top - 40
        self.note = self.bring(
            Label(
                "", Box(box.left + name + 18, header, 160, 30), size=SMALL, align="left"
            )
        )
        beside = Box(self.note.box.right + 90, header + 14, 150, 9)
        under = Box(box.left, box.bottom + 26, 150, 9)
        strip = under if self.stage.is_tall else beside
        self.bring(Legend(self.scale, strip, reach="right"))

    def move(self, time):
        shares, alone = self.turns.shares(time), self.turns.alone(time)
        self.rack.absent = frozenset(np.flatnonzero(shares < 1).tolist())
        self.note.text = said(
            "{done} of {count} sheets",
            "{count} 张中的 {done} 张",
            done=int((shares >= 1).sum()),
            count=self.count,
        )
        self.bars.focus = alone
        for front in self.fronts:
            front.set_opacity(0.0)
            front.accent, front.revealed = None, None
        for sign in self.signs:
            if time >= self.turns.together - FADE:
                sign.set_opacity(
                    1 - ease(time, self.turns.together - FADE, self.turns.together)
                )
        self._come_near(time)
        self._send_factor(alone, 0.0 if alone is None else shares[alone])
        self.dots.items = ()
        if alone is not None:
            self._stamp(alone, shares[alone])
        else:
            self._deal(shares)

    def _come_near(self, time):
        """Let all sheets rise from the rack and turn to face us."""
        begins = self.turns.end
        share = ease(time, begins, begins + NEARER)
        if time >= begins:
            self.picture.set_opacity(1 - ease(time, begins, begins + 0.4))
        for index, (sheet, label) in enumerate(zip(self.near, self.indices)):
            sheet.set_opacity(1.0 if share > 0 else 0.0)
            sheet.swing_out(self.rack.sheet_corners(index), self.homes[index], share)
            label.set_opacity(ease(share, 0.8, 1))

    def _send_factor(self, index, share):
        """The number leaves its bar and lands behind the sign ×."""
        if index is None or share <= 0 or share >= GATHERED:
            self.factor.set_opacity(0.0)
            return
        way = ease(share, 0.03, LANDED)
        self.factor.text = self.bars.write(self.bars.values.array[index])
        self.factor.set_opacity(ease(share, 0.03, 0.06))
        bars, end = self.bars, self.landing
        self.factor.place(
            Box(
                mix(bars.box.right + 12, end.left, way),
                mix(bars.row_middle(index) - end.height / 2, end.top, way),
                end.width,
                end.height,
            )
        )

    def _stamp(self, index, share):
        """The sheet fills, is looked at, and goes into the rack."""
        if share < STAMPING:
            return
        front, away = self.fronts[index], ease(share, GATHERED, 1.0)
        front.revealed = round(ease(share, STAMPING, STAMPED) * front.values.array.size)
        front.set_opacity(1.0)
        front.accent = palette.POINTED if away <= 0 else None
        self._place(index, away)

    def _deal(self, shares):
        """Each number sends its dot; the sheet that it stamps is gathered."""
        dots, face = [], self.face
        for index in np.flatnonzero((shares > 0) & (shares < 1)):
            share = shares[index]
            if share >= DEALT:
                self.fronts[index].set_opacity(1.0)
                self._place(index, ease(share, DEALT, 1.0))
                continue
            way = ease(share, 0, DEALT)
            dots.append(
                Dot(
                    mix(
                        self.bars.x_of(self.bars.values.array[index]),
                        face.left + face.width / 2,
                        way,
                    ),
                    mix(self.bars.row_middle(index), face.top + face.height / 2, way),
                    self.bars.bar_color(index),
                )
            )
        self.dots.items = tuple(dots)

    def _place(self, index, away):
        slot, face = self.rack.sheet_corners(index), self.face.corners
        self.fronts[index].swing_out(slot, face, 1 - away)

    def turn_words(self, index):
        return _stamped(
            self.bars.name_text,
            self.count,
            index,
            self.bars.write(np.float64(self.bars.values.array[index])),
            self.picture.name_text,
            is_ink=is_inked(self.act.source.array),
        )


KIND = ActKind(StampAct, Stamp, recognise)
