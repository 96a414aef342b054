"""What a learning step changed: the end of a film of learning."""

from dataclasses import dataclass

import numpy as np

from scenes.acts.act import Act, ActKind
from scenes.acts.changed_values import Changed, in_all
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.arrays import shapes as arrange
from scenes.arrays.extremes import change_of, furthest
from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.typeface import SMALL
from scenes.words.axis_words import shape_of
from scenes.words.naming import in_a_row, said

SECONDS = 5.2  # of the whole act
APART, TELLS = 70, 0.5  # between matrices; seconds from one to the next
BROAD, WIDE, NARROW = 720, 380, 220  # room for sheets, a matrix, a column
HIGH = 400
NAMES, BELOW = 40, 150  # room for a name above, for the counts below
NOTE = 30
COLUMN = 46  # width of a column


@dataclass(frozen=True, kw_only=True)
class EndingAct(Act):
    """What was changed in place; its operands are what it is at last.

    Attributes:
        changed: each with what it was at first.
    """

    kind = "ending"

    changed: Changed


def ending(changed: Changed) -> EndingAct:
    """The plan of how a film ends that has changed something in place.

    Args:
        changed: ((what it was at first, what it is at last), ...), at least
            one.
    """
    lead, last = in_all(changed), changed[-1][1]
    return EndingAct(
        operands=tuple(new for _, new in changed),
        result=last,
        result_name=last.name,
        seconds=SECONDS,
        title=said("What one image has changed", "一张图像改变了什么"),
        lead=lead,
        caption=lead,
        step_name=said("what changed", "改变了什么"),
        changed=changed,
    )


def _count(changed, size):
    return said(
        "{changed:,} of {size:,} changed",
        "{size:,} 个中有 {changed:,} 个改变",
        changed=changed,
        size=size,
    )


def _largest(value):
    return said("the most by {value}", "最大变化 {value}", value=value)


def _own_colors(left_out):
    """
    Args:
        left_out: how many there is no room for.
    """
    return in_a_row(
        said("Each has its own colour scale.", "颜色：各用自己的色标。"),
        said(
            "{left_out} more are not shown.",
            "另有 {left_out} 个未显示。",
            left_out=left_out,
        )
        if left_out
        else "",
    )


class Ending(ActPlayer):
    """What was changed in place, small, and how many values of it."""

    act: EndingAct

    def build(self):
        self.labels = []
        changed = self.act.changed
        boxes = _boxes([new for _, new in changed], self.stage)
        for (old, new), box in zip(changed, boxes):
            self._build_matrix(new, box)
            self._build_count(change_of(old.array, new.array), box)
        self.bring(
            Label(
                _own_colors(len(changed) - len(boxes)),
                Box(self.stage.left, boxes[-1].bottom + BELOW, 700, NOTE),
                size=SMALL,
                align="left",
            )
        )

    def _build_matrix(self, value, box):
        if arrange.is_rack(value.shape):
            part = Rack(
                value,
                Box(
                    box.left, box.top + box.height * 0.26, box.width, box.height * 0.45
                ),
                name=value.name,
                note=shape_of(value),
            )
        else:
            wide = COLUMN if arrange.is_column(value.shape) else box.width
            part = MatrixPlane(
                value,
                Box(box.left, box.top, wide, box.height),
                numbers=False,
                name=value.name,
                source=value.name,
            )
        self.bring(part, value)

    def _build_count(self, change, box):
        most = change.ravel()[furthest(change)]
        texts = (
            _count(int(np.count_nonzero(change)), change.size),
            "" if np.isnan(most) or most == 0 else _largest(written(most, "+.3g")),
        )
        self.labels.append(
            [
                self.bring(
                    Label(
                        text,
                        Box(box.left, box.bottom + 30 + 34 * row, box.width, 30),
                        size=SMALL,
                        align="left",
                        color=color,
                    )
                )
                for row, (text, color) in enumerate(
                    zip(texts, (palette.TEXT, palette.QUIET))
                )
            ]
        )

    def move(self, time):
        for place, labels in enumerate(self.labels):
            for label in labels:
                start = ENTER + place * TELLS
                label.set_opacity(ease(time, start, start + TELLS))


def _boxes(values, stage):
    """Boxes for matrices beside one another, or less high in two rows.

    Of very many the last get none.
    """
    widths = [
        BROAD
        if arrange.is_rack(value.shape)
        else NARROW
        if arrange.is_column(value.shape)
        else WIDE
        for value in values
    ]
    boxes = _row(widths, stage, stage.top + NAMES + 30, HIGH)
    if len(boxes) < len(widths):
        boxes = _two_rows(widths, stage)
    if len(boxes) < len(widths):
        boxes = _two_rows(
            [WIDE if width == BROAD else NARROW for width in widths], stage
        )
    return boxes


def _two_rows(widths, stage):
    top, pitch = stage.top + NAMES, (stage.height - NAMES - NOTE) / 2
    half = (len(widths) + 1) // 2
    upper = _row(widths[:half], stage, top, pitch - BELOW)
    return upper + _row(widths[len(upper) :], stage, top + pitch, pitch - BELOW)


def _row(widths, stage, top, high):
    """A Box for each width, as many as there is room for."""
    boxes, left = [], stage.left
    for width in widths:
        if left + width > stage.right:
            break
        boxes.append(Box(left, top, width, high))
        left += width + APART
    return boxes


KIND = ActKind(EndingAct, Ending)
