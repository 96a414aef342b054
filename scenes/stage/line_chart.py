"""Numbers, one for each of many turns, as a line from left to right."""

import math

import numpy as np

from scenes.arrays.numbers import bar_number_format
from scenes.stage import palette
from scenes.stage.panel import TICK, Panel, paint_heights
from scenes.stage.part import Box
from scenes.stage.typeface import SMALL, Type

TITLE = Type("words", 20, 500)
NEWEST = Type("code", 30)
DOTS = 40  # of more numbers than these only the newest has a dot
MOST_DRAWN = 600  # of more numbers as many are drawn


class LineChart(Panel):
    """A panel with a line through numbers; what is no number is left out.

    Args:
        numbers: (n,) one for each turn.
        box: of the panel, a Box in design pixels.
        title: what is measured.
        unit: what is counted from left to right.
        labels: of the first and the last turn.

    Attributes to change while it plays:
        shown: how many of the numbers are there already.
    """

    def __init__(self, numbers, box, *, title="", unit="", labels=("", "")):
        super().__init__(box)
        self.numbers = np.asarray(numbers, float)
        self.title, self.unit, self.labels = title, unit, labels
        finite = self.numbers[np.isfinite(self.numbers)]
        low, high = (
            (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
        )
        # A curve of small changes is not drawn as a flat line at the top.
        if 0 < low < 0.6 * high:
            low = 0.0
        if low == high:
            low, high = low - 0.5 * (abs(low) or 1), high + 0.5 * (abs(high) or 1)
        self._span = low, high
        self._is_whole = bool(finite.size) and bool((finite == np.rint(finite)).all())
        self.write = (
            (lambda number: f"{number:,.7g}")
            if self._is_whole
            else bar_number_format(np.array([low, high]))
        )
        self.shown = len(self.numbers)

    @property
    def room(self):
        """The Box that the line stands in."""
        box = self.box
        return Box(box.left + 112, box.top + 66, box.width - 152, box.height - 132)

    def point(self, index):
        """Where a number stands, in design pixels; NaN of one that is none."""
        room, (low, high) = self.room, self._span
        across = index / max(len(self.numbers) - 1, 1)
        share = self.numbers[index] / (high - low) - low / (high - low)
        if not math.isfinite(share):
            share = math.nan
        return room.left + room.width * across, room.bottom - room.height * share

    def draw(self, canvas):
        self.draw_still(
            canvas, (self.numbers.tobytes(), self.title, self.unit, self.labels)
        )
        count = min(self.shown, len(self.numbers))
        stride = -(-len(self.numbers) // MOST_DRAWN)
        indices = [*range(0, count - 1, stride), count - 1] if count else []
        run, last, newest = [], None, None
        for index in indices:
            point = self.point(index)
            if math.isnan(point[1]):
                self._line(canvas, run)
                run = []
                continue
            run.append(point)
            last, newest = point, self.numbers[index]
            if len(self.numbers) <= DOTS:
                canvas.disc(*point, 4, fill=palette.PROGRESS)
        self._line(canvas, run)
        if last:
            shown = self._written(newest)
            canvas.text(
                shown,
                self.box.right - 24,
                self.box.top + 40,
                NEWEST,
                palette.PROGRESS,
                align="right",
            )
            canvas.disc(*last, 8, fill=palette.PROGRESS)

    def _written(self, number):
        """The newest number; what counts whole things has no decimals."""
        if self._is_whole:
            return f"{int(number):,}"
        return bar_number_format(number.reshape(1))(float(number))

    def _line(self, canvas, points):
        if len(points) > 1:
            canvas.polygon(
                points, stroke=palette.PROGRESS, line=3, closed=False, opacity=0.9
            )

    def paint_still(self, canvas):
        box, room = self.box, self.room
        canvas.text(self.title, box.left + 24, box.top + 38, TITLE, palette.TEXT)
        low, high = self._span
        paint_heights(
            canvas,
            room,
            [
                (
                    room.bottom - room.height * share,
                    self.write(low + (high - low) * share),
                )
                for share in (0.0, 0.5, 1.0)
            ],
        )
        ends = [(room.left - 40, self.labels[0], "left")]
        if len(self.numbers) > 1:
            ends.append((room.right + 20, self.labels[1], "right"))
        for x, text, align in ends:
            canvas.text(text, x, room.bottom + 28, TICK, palette.QUIET, align=align)
        canvas.text(
            self.unit,
            (room.left + room.right) / 2,
            room.bottom + 50,
            Type("words", SMALL),
            palette.QUIET,
            align="middle",
        )
