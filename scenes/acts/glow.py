"""What one image has left in the weights: every sheet of changes, facing us.

No ink, no change: a weight changes by its pixel's ink times something, so the
image stands in each sheet once more.
"""

from dataclasses import dataclass, replace

import numpy as np

from network.trace import Value
from scenes.acts.act import MOST_BARS, Act, ActKind
from scenes.acts.changed_values import Changed
from scenes.acts.derived import difference
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.acts.sheets_facing_us import sheets_facing_us
from scenes.acts.signature import HEIGHT, signature
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.typeface import SMALL, enlarged
from scenes.stage.values import Values
from scenes.words.naming import in_a_row, said
from scenes.words.phrases import change_name

SECONDS = 7.6  # of the whole act
COMES, TURNS = 2.4, 1.0  # seconds in which all sheets come, and each of them
TOLD = (3.2, 3.8)  # seconds in which it is said how many that are
SIGNED = (5.6, 6.2)  # in which the project's name comes
DARK = 0.03  # of the largest change: a smaller one is hardly seen
ROOM = 1180  # width for the sheets, in design pixels
RACK = 150  # height of the rack they come from
SIDE, OF_TALL = 250, 0.15  # of the image; by the width of a tall stage
BELOW = 55  # room below the image there, for texts as they are drawn
PITCH = 52  # from one count to the next
INDEX = 28  # room for an index below each sheet


@dataclass(frozen=True, kw_only=True)
class GlowAct(Act):
    """An image, its operand, and what it has changed.

    Attributes:
        old, new: the weights at first and at last, a sheet for each neuron.
        pixels, neurons: how many of each have weights that changed: their
            product is how many weights.
        following: what the next film is called, or "".
    """

    kind = "glow"

    old: Value
    new: Value
    pixels: int
    neurons: int
    following: str = ""


def glow(
    picture: Value | None, changed: Changed, following: str = ""
) -> GlowAct | None:
    """The plan; None where no sheets were changed just where the image has
    ink.

    Args:
        picture: what went in, or None.
        changed: ((what it was at first, what it is at last), ...).
        following: what the next film is called.
    """
    if picture is None:
        return None
    ink = picture.array.ravel() != 0
    for old, new in changed:
        if (
            len(new.shape) != 2
            or new.shape[1] != ink.size
            or len(new.array) > MOST_BARS
        ):
            continue
        moved = old.array != new.array
        rows = moved.any(axis=1)
        if rows.any() and np.array_equal(moved, np.outer(rows, ink)):
            act = _plan(picture, old, new, int(ink.sum()), int(rows.sum()))
            return replace(act, following=following)
    return None


def _plan(picture, old, new, pixels, neurons):
    lead, told = _lead(), _told(pixels, neurons)
    return GlowAct(
        operands=(picture,),
        result=new,
        result_name=new.name,
        seconds=SECONDS,
        title=said("The digit is written into the weights", "数字写进了权重"),
        lead=lead,
        caption=in_a_row(lead, told),
        outcome=told,
        outcome_at=TOLD[0],
        step_name=said("what changed", "改变了什么"),
        old=old,
        new=new,
        pixels=pixels,
        neurons=neurons,
    )


def _lead():
    return said(
        "Every neuron's change to its weights, turned to face us.",
        "每个神经元的权重变化，转过来正对我们。",
    )


def _told(pixels, neurons):
    return said(
        "No ink, no change: {pixels} pixels with ink × {neurons} neurons = "
        "{count:,} weights.",
        "没有墨就没有变化：{pixels} 个有墨的像素 × {neurons} 个神经元 = "
        "{count:,} 个权重。",
        pixels=pixels,
        neurons=neurons,
        count=pixels * neurons,
    )


class Glow(ActPlayer):
    """Sheets leave the rack of weights one after the other, as what they have
    changed by, and turn to face us; the image stands beside them."""

    act: GlowAct

    def build(self):
        act, stage = self.act, self.stage
        change = Values.of(
            difference(
                act.new,
                act.old,
                name=change_name(),
                expression=f"{act.new.name}, now - before",
            )
        ).sheets()
        self.scale = palette.Scale.of(change.array)
        self.rack = self.bring(
            Rack(act.new, self._rack_box(), name=act.new.name), act.new
        )
        room = Box(stage.left, stage.top + 20, ROOM, stage.height - 20)
        beside = Box(stage.left + ROOM + 60, stage.top + 40, SIDE, SIDE)
        if stage.is_tall:
            side = OF_TALL * stage.width
            high = stage.height - side - 50 - BELOW * enlarged()
            room = Box(stage.left, stage.top, stage.width, high)
            beside = Box(stage.left, room.bottom + 50, side, side)
        self.sheets, self.indices = sheets_facing_us(
            change, room, INDEX, scale=self.scale, source=change_name()
        )
        self.parts += [*self.sheets, *self.indices]
        self.homes = [sheet.box.corners for sheet in self.sheets]
        self._bring_beside(beside)

    def _rack_box(self):
        stage = self.stage
        wide = stage.width if stage.is_tall else ROOM
        return Box(stage.left, stage.top + 250, wide - 80, RACK)

    def _bring_beside(self, box):
        """The image, and how many weights it has changed."""
        act = self.act
        self.bring(
            MatrixPlane(act.operands[0], box, name=act.operands[0].name, thickness=0),
            act.operands[0],
        )
        texts = (
            (
                said(
                    "{count} pixels with ink", "{count} 个有墨的像素", count=act.pixels
                ),
                palette.TEXT,
            ),
            (
                said("× {count} neurons", "× {count} 个神经元", count=act.neurons),
                palette.TEXT,
            ),
            (
                said(
                    "= {count:,} weights changed",
                    "= {count:,} 个权重改变",
                    count=act.pixels * act.neurons,
                ),
                palette.POINTED,
            ),
        )
        left, top = box.left, box.bottom + 50
        if self.stage.is_tall:
            left, top = box.right + 80, box.top - 20
        pitch = max(PITCH, 26 * enlarged())
        self.counts = [
            self.bring(
                Label(
                    text,
                    Box(left, top + pitch * row, 520, 44),
                    size=32,
                    color=color,
                    align="left",
                )
            )
            for row, (text, color) in enumerate(texts)
        ]
        below = self.counts[-1].box.bottom + 40
        if self.stage.is_tall:
            below = self.stage.top - 14
        self.bring(Legend(self.scale, Box(left + 100, below, 150, 9)))
        if self._has_dark():
            place = Box(left, below + 24, 520, 30)
            dark = said(
                "The dark ones changed too, but hardly.", "暗的也变了，只是极少。"
            )
            self.counts.append(self.bring(Label(dark, place, size=SMALL, align="left")))
        self.signature = [
            self.bring(label)
            for label in signature(box.left, self.stage.bottom - HEIGHT, act.following)
        ]

    def _has_dark(self):
        """Whether sheets that changed look as if they had not."""
        most = [float(np.abs(sheet.values.array).max()) for sheet in self.sheets]
        return any(0 < one < DARK * max(most) for one in most)

    def move(self, time):
        count = len(self.sheets)
        starts = ENTER + np.linspace(0, COMES - TURNS, count)
        self.rack.away = frozenset(np.flatnonzero(time > starts).tolist())
        gone = ENTER + COMES - TURNS
        self.rack.words_opacity = 1 - ease(time, ENTER, ENTER + 0.6)
        if time >= gone:
            self.rack.set_opacity(1 - ease(time, gone, gone + 0.3))
        for index, (sheet, start) in enumerate(zip(self.sheets, starts)):
            sheet.set_opacity(1.0 if time > start else 0.0)
            sheet.swing_out(
                self.rack.sheet_corners(index),
                self.homes[index],
                ease(time, start, start + TURNS),
            )
            self.indices[index].set_opacity(
                ease(time, ENTER + COMES, ENTER + COMES + 0.4)
            )
        for label in self.signature:
            label.set_opacity(ease(time, *SIGNED))
        for row, label in enumerate(self.counts):
            label.set_opacity(ease(time, TOLD[0] + 0.5 * row, TOLD[1] + 0.5 * row))

    def words(self, time):
        return self.act.outcome if time >= TOLD[0] else ""


KIND = ActKind(GlowAct, Glow)
