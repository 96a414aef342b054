"""Measurements as a line chart, over counts on a logarithmic axis."""

import math

import numpy as np

from scenes.stage import palette
from scenes.stage.panel import TICK, Panel, paint_feet, paint_heights
from scenes.stage.part import Box
from scenes.stage.shown import ShownDots
from scenes.stage.typeface import SMALL, Type
from scenes.stage.values import Values

DOT, NEWEST = 3.5, 7  # radius in design pixels
APART = 10  # from a count below the axis to the next, at least; likewise


class Chart(Panel):
    """A panel with measurements that are taken one after the other.

    The counts stand on a logarithmic axis, which has no 0: that one stands
    apart, left of it. Lines join the measurements to be followed by the eye;
    what was measured are the dots.

    Args:
        counts: (n,) whole numbers, rising, 0 or above: an array or what
            Values are made of.
        shares: (n,) 0..1, one for each, likewise.
        box: of the panel, a Box in design pixels.
        title, unit: what is measured, and what the counts are of.

    Attributes to change while it plays:
        shown: how many of the measurements are there already.
        pulse: 0..1, how far the newest one stands out.
        ahead: 0..1, how far a line has come from it towards the next one.
    """

    APART = 46  # from the place of 0 to that of 1, in design pixels

    def __init__(self, counts, shares, box, *, title="", unit=""):
        super().__init__(box)
        self.values, self.counted = Values.of(shares), Values.of(counts)
        self.counts, self.shares = (
            tuple(one.exact.tolist()) for one in (self.counted, self.values)
        )
        if len(self.counts) != len(self.shares) or min(self.counts) < 0:
            raise ValueError("expected a share for each count of 0 or above")
        self.title, self.unit = title, unit
        self.shown = len(self.counts)
        self.pulse = self.ahead = 0.0

    @property
    def room(self):
        """The Box that the measurements stand in."""
        box = self.box
        return Box(box.left + 86, box.top + 62, box.width - 126, box.height - 134)

    def point(self, count, share):
        """Where a measurement stands, in design pixels."""
        room = self.room
        width = room.width - self.APART
        last = math.log10(max(self.counts[-1], 10))
        x = (
            room.left
            if count < 1
            else room.left + self.APART + width * math.log10(count) / last
        )
        return x, room.bottom - room.height * share

    def cells(self):
        centers = np.array(
            [self.point(*pair) for pair in zip(self.counts[: self.shown], self.shares)]
        ).reshape(-1, 2)
        there = np.arange(len(self.counts)) < self.shown
        return (
            (ShownDots(self.values, there, centers, DOT, counts=self.counted),)
            if self.shown
            else ()
        )

    def draw(self, canvas):
        self.draw_still(
            canvas, (self.counts, self.shares, self.title, self.unit, self.shown)
        )
        if self.shown:
            last = self.shown - 1
            newest = self.point(self.counts[last], self.shares[last])
            if self.ahead and self.shown < len(self.counts):
                following = self.point(self.counts[last + 1], self.shares[last + 1])
                reached = tuple(
                    start + (end - start) * self.ahead
                    for start, end in zip(newest, following)
                )
                self._paint_line(canvas, [newest, reached])
            canvas.disc(
                *newest,
                DOT + (NEWEST - DOT) * (0.4 + 0.6 * self.pulse),
                fill=palette.PROGRESS,
            )

    def paint_still(self, canvas):
        box, room = self.box, self.room
        canvas.text(
            self.title,
            box.left + 24,
            box.top + 36,
            Type("words", SMALL, 500),
            palette.TEXT,
        )
        paint_heights(
            canvas,
            room,
            [
                (self.point(0, percent / 100)[1], f"{percent} %")
                for percent in range(0, 101, 25)
            ],
            beyond=8,
            apart=10,
        )
        ticks = [(self.point(count, 0)[0], text) for count, text in self._ticks()]
        for x, _ in ticks:
            canvas.rectangle(x - 0.5, room.bottom, 1, 7, fill=palette.QUIET)
        paint_feet(canvas, room, ticks)
        canvas.text(
            self.unit,
            room.right,
            room.bottom + 54,
            Type("words", SMALL),
            palette.QUIET,
            align="right",
        )
        points = [
            self.point(*pair) for pair in zip(self.counts[: self.shown], self.shares)
        ]
        self._paint_line(canvas, points)
        for point in points:
            canvas.disc(*point, DOT, fill=palette.PROGRESS)

    @staticmethod
    def _paint_line(canvas, points):
        canvas.polygon(
            points, stroke=palette.PROGRESS, line=2, closed=False, opacity=0.6
        )

    def _ticks(self):
        """(count, text) for 0 and the powers of ten, and for the last count
        where it is not too close to one of them. What would touch a larger
        one has no text."""
        last = self.counts[-1]
        counts = [0, *(10**k for k in range(int(math.log10(max(last, 1))) + 1))]
        told = counts[-1:]
        for count in counts[-2::-1]:
            if not self._touch(count, told[-1]):
                told.append(count)
        if last > counts[-1] and not self._touch(last, counts[-1]):
            counts.append(last)
            told.append(last)
        return [(one, f"{one:,}" if one in told else "") for one in counts]

    def _touch(self, *counts):
        """Whether two counts would, written below the axis."""
        one, other = (self.point(count, 0)[0] for count in counts)
        widths = [TICK.width(f"{count:,}") for count in counts]
        return abs(one - other) <= sum(widths) / 2 + APART
