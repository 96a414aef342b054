"""Two columns of numbers side by side, of two examples or of one twice."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes.acts.act import Act, ActKind
from scenes.acts.columns import common_span
from scenes.acts.entrances import Role
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.acts.twins import CLEAR, TOLD
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.palette import Scale
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import SMALL
from scenes.stage.values import Values

PICTURE, LARGE = 250, 400  # design pixels of a picture, and of one without bars
GROWING, EACH = 1.4, 0.5  # seconds in which bars come, and each
FEW, TALL = 6, 84  # bars that are taller, and design pixels of each
WIDEST = 700  # design pixels that bars are wide


@dataclass(frozen=True, kw_only=True)
class TwoExamplesAct(Act):
    """Two sides.

    Attributes:
        headings: above each.
        pictures: of each, Values of rows and columns; () where they are none.
        columns: numbers of each, (count,) Values, a bar each; () where only
            the pictures are shown.
        called: what the numbers are called.
        labels: of the bars.
        notes: below the pictures: (text, whether it stands out) of each side.
        focus: place of the bar that is lit in both at the end, or None.
        winners: place of the bar of each that is lit as the result, or None.
        shown_of: what is said of numbers that are left out, or "".
    """

    kind = "two_examples"

    headings: tuple[str, str]
    pictures: tuple[Values, ...] = ()
    columns: tuple[Values, ...] = ()
    called: str = ""
    labels: tuple[str, ...] = ()
    notes: tuple[tuple[tuple[str, bool], ...], ...] = ((), ())
    focus: int | None = None
    winners: tuple[int | None, int | None] = (None, None)
    shown_of: str = ""


class TwoExamples(ActPlayer):
    """The columns grow; then what is telling is lit, and the notes appear."""

    act: TwoExamplesAct

    def build(self):
        act, stage = self.act, self.stage
        width = stage.width / 2
        halves = [
            Box(stage.left + side * (width + 20), stage.top, width - 20, stage.height)
            for side in range(2)
        ]
        self.columns, self.notes = [], []
        span = common_span(*(one.array for one in act.columns)) if act.columns else None
        for side, half in enumerate(halves):
            self.bring(
                Label(
                    act.headings[side],
                    Box(half.left, half.top - 10, half.width, 28),
                    size=20,
                    align="left",
                ),
                Role(f"two examples, heading {side}"),
            )
            left = self._picture(side, half)
            if act.columns:
                self._column(side, half, left, span)
            self._notes(side, half)
        if act.shown_of:
            box = Box(stage.left, stage.bottom - 24, stage.width, 26)
            self.bring(Label(act.shown_of, box, size=SMALL, align="left"))

    def _picture(self, side, half):
        """Bring the picture, if there is one; where the bars begin."""
        act = self.act
        if not act.pictures and not act.notes[side]:
            return half.left
        if act.pictures:
            large = min(PICTURE if act.columns else LARGE, half.height - 70)
            values = act.pictures[side]
            rows, columns = values.shape
            cell = large / max(rows, columns)
            box = Box(half.left, half.top + 54, cell * columns, cell * rows)
            name = values.source.name
            scale = Scale.of(np.stack([one.array for one in act.pictures]))
            plane = MatrixPlane(
                values, box, name=name, source=name, thickness=0, scale=scale
            )
            self.bring(plane, Role(f"two examples, picture {side} {name}"))
        return half.left + PICTURE + 50

    def _column(self, side, half, left, span):
        act = self.act
        count = len(act.columns[side].array)
        high = min(half.height - 100, (TALL if count <= FEW else 54) * count)
        bars = Bars(
            act.columns[side],
            Box(left, half.top + 64, min(half.right - left - 40, WIDEST), high),
            name=act.called,
            span=span,
            labels=list(act.labels),
        )
        self.columns.append(self.bring(bars))

    def _notes(self, side, half):
        left, top = half.left, half.top + 64
        if self.act.pictures and self.act.columns:
            top += PICTURE + 24
        elif self.act.pictures:
            left += min(LARGE, half.height - 70) + 40
        for text, is_large in self.act.notes[side]:
            high = 44 if is_large else 28
            label = Label(
                text,
                Box(left, top, PICTURE + 30, high),
                size=34 if is_large else 18,
                align="left",
                color=palette.POINTED if is_large else palette.QUIET,
            )
            self.notes.append(self.bring(label))
            top += high + 8

    def move(self, time):
        for column, winner in zip(self.columns, self.act.winners):
            count = len(column.values.array)
            starts = ENTER * 0.6 + GROWING * np.arange(count) / count
            column.grown = np.array([ease(time, one, one + EACH) for one in starts])
            column.focus = self.act.focus if time >= TOLD else None
            column.winner = winner if time >= TOLD else None
        for label in self.notes:
            label.set_opacity(ease(time, TOLD, CLEAR))

    def words(self, time):
        return self.act.outcome if time >= TOLD else ""


def telling(arrays: Sequence[np.ndarray], most: int) -> list[int]:
    """Indices of the numbers in which two arrays differ most, at most so many,
    in order."""
    one, other = arrays
    apart = np.nan_to_num(np.abs(other.astype(float) - one.astype(float)))
    return sorted(np.argsort(-apart, kind="stable")[:most].tolist())


def largest_apart(arrays: Sequence[np.ndarray]) -> int:
    """The index at which two arrays differ most."""
    one, other = (array.astype(float) for array in arrays)
    return int(np.argmax(np.nan_to_num(np.abs(other - one))))


KIND = ActKind(TwoExamplesAct, TwoExamples)
