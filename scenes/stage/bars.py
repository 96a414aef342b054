"""A column of values as bars, each with its index and its number."""

import math
from dataclasses import replace

import numpy as np

from scenes.arrays.numbers import bar_number_format
from scenes.stage import palette
from scenes.stage.chips import Slip
from scenes.stage.part import Box, Part, mix
from scenes.stage.plane import NAME
from scenes.stage.shown import ShownCells
from scenes.stage.typeface import SMALL, Type, enlarged
from scenes.stage.values import Values

# Spans are divided by a power of two, which rounds nothing, so that those of
# the largest numbers are finite; the least that is left of one is not zero.
FAR, LEAST = 2.0**12, 1e-307
GROWN = 0.999  # share from which a bar has grown, and shows its number
LEAST_ROOM = 40  # design pixels of the bars
NUMBER_ENDS = 8  # design pixels right of bars: their numbers end there


class Bars(Part):
    """A column as bars from a common zero line.

    Args:
        values: the numbers of a column, of any shape: an array, a Values, or
            what one is made of, such as a network.trace.Value.
        box: of the bars with indices and numbers, a Box in design pixels.
        name: as in the code, written above.
        span: (lowest, highest) value that the bars' room covers, with 0 in
            it; from the values when None.
        labels: a text for each bar in place of its index.

    Attributes to change while it plays:
        grown: (count,) shares 0..1: how far each bar has grown from its
            start; a bar at 0 is not there yet and shows no number.
        starts: (count,) values that the bars grow from, shown with their
            numbers until they have grown; None: they grow from nothing. What
            `values` may be can be set.
        focus: index of the bar that is written or read now, or None.
        beside: index of another one that is lit with it, or None.
        winner: index of the bar that is lit as the result, or None.
        is_quiet: whether bars on their way show no number.
    """

    INDEX_ROOM = 62
    NUMBER_ROOM = 120

    def __init__(self, values, box, *, name="", span=None, labels=None):
        super().__init__(box)
        self.values = Values.of(values).ravel()
        self._column = self.values.reshape(-1, 1)
        array = self.values.array
        self.name_text = name
        finite = array[np.isfinite(array)]
        self.span = span or (
            min(0.0, finite.min(initial=0)),
            max(0.0, finite.max(initial=0)) or 1.0,
        )
        self.labels = labels or [str(k) for k in range(len(array))]
        self.write = bar_number_format(array)
        self.number_room = self._number_room(array, enlarged())
        self.grown = np.ones(len(array))
        self.starts = None
        self.focus = None
        self.beside = None
        self.winner = None
        self.is_quiet = False

    def _number_room(self, array, larger):
        """How wide the room beside the bars is: where texts will be enlarged,
        as wide as the longest number is then."""
        if larger == 1:
            return self.NUMBER_ROOM
        longest = max((len(self.write(one)) for one in array.tolist()), default=1)
        return max(self.NUMBER_ROOM, NUMBER_ENDS + 0.6 * SMALL * larger * longest)

    @property
    def starts(self):
        return None if self._starts is None else self._starts.array[:, 0]

    @starts.setter
    def starts(self, values):
        self._starts = None if values is None else Values.of(values).reshape(-1, 1)

    @property
    def pitch(self):
        """From one bar to the next, in design pixels."""
        return self.box.height / len(self.values.array)

    @property
    def number_size(self):
        """Of the numbers beside the bars, in design pixels."""
        return min(SMALL, max(14, self.pitch * 0.7))

    def x_of(self, value):
        """The x of a value, clipped to the room, in design pixels."""
        return self._x_in(self.box, float(value))

    def _x_in(self, box, value):
        low, high = self.span
        room = max(box.width - self.INDEX_ROOM - self.number_room, LEAST_ROOM)
        value = 0.0 if value != value else min(max(value, low), high)
        low, high, value = low / FAR, high / FAR, value / FAR
        return (
            box.left + self.INDEX_ROOM + room * (value - low) / max(high - low, LEAST)
        )

    def bar_box(self, index, value=None):
        """The Box of a bar, at its own value or at another one."""
        value = self.values.array[index] if value is None else value
        return self._bar_in(self.box, index, float(value))

    def _bar_in(self, box, index, value):
        zero, end = self._x_in(box, 0.0), self._x_in(box, value)
        pitch = box.height / len(self.values.array)
        thick = min(pitch * 0.74, 44)
        return Box(
            min(zero, end),
            box.top + (index + 0.5) * pitch - thick / 2,
            max(abs(end - zero), 2),
            thick,
        )

    def row_middle(self, index):
        """The y of the middle of a bar."""
        return self.box.top + (index + 0.5) * self.pitch

    def cell_slips(self):
        """A Slip for each bar, where it stands."""
        return [
            Slip(self.bar_box(index), self.bar_color(index))
            for index in range(len(self.values.array))
        ]

    def bar_color(self, index):
        """The colour of a bar."""
        return palette.NEGATIVE if self.values.array[index] < 0 else palette.POSITIVE

    def cells(self):
        """A column of cells: what the bars grow from, then what is there."""
        box, grown = self.box, np.asarray(self.grown)[:, None]
        corners = Box(box.left, box.top, box.width + NUMBER_ENDS, box.height).corners
        ended = ShownCells(self._column, self.name_text, grown > 0, corners)
        if self._starts is None:
            return (ended,)
        there = grown >= GROWN
        return (
            replace(ended, values=self._starts, there=~there),
            replace(ended, there=there),
        )

    @property
    def has_begun(self):
        return super().has_begun and bool(np.any(self.grown > 0))

    def draw(self, canvas):
        box = self.box
        name, kind = NAME.fitted(self.name_text, box.width)
        canvas.text(
            name,
            box.left,
            box.top - 14,
            kind,
            self.accent or palette.TEXT,
            opacity=self.words_opacity,
        )
        canvas.rectangle(
            self._x_in(box, 0.0) - 0.75, box.top, 1.5, box.height, fill=palette.LINE
        )
        starts = self.starts
        for index, value in enumerate(self.values.array.tolist()):
            start = None if starts is None else float(starts[index])
            self._draw_row(canvas, box, index, value, start, float(self.grown[index]))

    def _draw_row(self, canvas, box, index, value, start, grown):
        pitch = box.height / len(self.values.array)
        middle = box.top + (index + 0.5) * pitch
        lit = index in (self.focus, self.beside, self.winner)
        size = self.number_size
        if pitch >= size + 1:
            canvas.text(
                self.labels[index],
                box.left + 36,
                middle + size * 0.36,
                Type("code", size),
                palette.POINTED if lit else palette.QUIET,
                align="right",
                opacity=self.words_opacity,
            )
        if grown <= 0 and start is None:
            return
        now = mix(start or 0.0, value, grown) if math.isfinite(value) else value
        bar = self._bar_in(box, index, now)
        others = self.winner is not None and index != self.winner
        canvas.rectangle(
            bar.left,
            bar.top,
            bar.width,
            bar.height,
            radius=3,
            fill=palette.POINTED
            if index == self.winner
            else palette.NEGATIVE
            if now < 0 or now == 0 and value < 0
            else palette.POSITIVE,
            opacity=0.35 if others else 1,
        )
        if lit:
            canvas.rectangle(
                bar.left - 2,
                bar.top - 2,
                bar.width + 4,
                bar.height + 4,
                stroke=palette.POINTED,
                line=2,
                radius=4,
            )
        shown = value if grown >= GROWN else start
        if self.is_quiet and 0 < grown < GROWN:
            shown = None
        if shown is not None and pitch >= size + 1:
            text = self.write(shown)
            room = (self.number_room - NUMBER_ENDS) / (0.6 * len(text))
            self.draw_number(
                canvas,
                index,
                text,
                box.right,
                middle + size * 0.36,
                Type("code", min(size, max(room, 14))),
                palette.TEXT if lit else palette.QUIET,
            )

    def draw_number(self, canvas, index, text, right, baseline, kind, color):
        """Draw the number of a bar so that it ends at `right`."""
        canvas.text(
            text,
            right,
            baseline,
            kind,
            color,
            align="right",
            opacity=self.words_opacity,
        )
