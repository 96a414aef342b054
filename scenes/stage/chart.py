"""Measurements as a line chart, over counts on a logarithmic axis."""

import math

import numpy as np

from scenes.stage import palette
from scenes.stage.panel import TICK, Panel, paint_feet, paint_heights
from scenes.stage.part import Box
from scenes.stage.shown import ShownDots
from scenes.stage.typeface import Type
from scenes.stage.values import Values

DOT, NEWEST = 3.5, 7  # radius in design pixels


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
        self.pulse = 0.0

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
            canvas.disc(
                *self.point(self.counts[last], self.shares[last]),
                DOT + (NEWEST - DOT) * (0.4 + 0.6 * self.pulse),
                fill=palette.AMBER,
            )

    def paint_still(self, canvas):
        box, room = self.box, self.room
        canvas.text(
            self.title,
            box.left + 24,
            box.top + 36,
            Type("words", 18, 500),
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
            Type("words", 16),
            palette.QUIET,
            align="right",
        )
        points = [
            self.point(*pair) for pair in zip(self.counts[: self.shown], self.shares)
        ]
        canvas.polygon(points, stroke=palette.AMBER, line=2, closed=False, opacity=0.6)
        for point in points:
            canvas.disc(*point, DOT, fill=palette.AMBER)

    def _ticks(self):
        """(count, text) for 0 and the powers of ten, and for the last count
        where it is not too close to one of them."""
        powers = [10**k for k in range(int(math.log10(max(self.counts[-1], 1))) + 1)]
        ticks = [(count, f"{count:,}") for count in (0, *powers)]
        last = f"{self.counts[-1]:,}"
        x, near = (self.point(count, 0)[0] for count in (self.counts[-1], powers[-1]))
        if x - near > TICK.width(last) / 2 + TICK.width(ticks[-1][1]) / 2 + 10:
            ticks.append((self.counts[-1], last))
        return ticks
