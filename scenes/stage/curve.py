"""The curve of a function of one number, with values that ride on it."""

from dataclasses import dataclass

import numpy as np

from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.panel import Panel, paint_feet, paint_heights
from scenes.stage.part import Box
from scenes.stage.typeface import Type

FURTHEST = float(np.finfo(float).max) / 4  # so far a panel may reach


@dataclass(frozen=True)
class Tangent:
    """A line that touches the curve.

    Attributes:
        x, y: of the place where it does, in the panel's values.
        slope: of the line.
        half: half of its length, in design pixels.
        opacity: 0..1.
        step: how much is drawn of a step of 1 across and `slope` up, 0..1.
    """

    x: float
    y: float
    slope: float
    half: float
    opacity: float = 1.0
    step: float = 0.0


class Curve(Panel):
    """A panel with y = f(x).

    Args:
        xs, ys: (samples,) arrays, x rising.
        box: of the panel, a Box in design pixels.
        title: written at the top, e.g. "sigmoid(x) = 1 / (1 + e^-x)".

    Attributes to change while it plays:
        dots: (x, y, color, opacity) in the panel's values.
        guide: (x, y) of the value that a dashed line points at, or None.
        tangents: a tuple of Tangent.
    """

    def __init__(self, xs, ys, box, *, title=""):
        super().__init__(box)
        self.xs, self.ys = np.asarray(xs, float), np.asarray(ys, float)
        if self.xs.shape != self.ys.shape or self.xs.ndim != 1:
            raise ValueError(
                "expected as many x as y, got shapes "
                f"{self.xs.shape} and {self.ys.shape}"
            )
        self.title = title
        finite = self.ys[np.abs(self.ys) <= FURTHEST]
        self.low = float(min(finite.min(initial=0), 0))
        self.high = float(max(finite.max(initial=0), self.low + 1e-9))
        nearest = float(f"{self.high:.2g}")
        if abs(nearest - self.high) < 0.005 * (self.high - self.low):
            self.high = max(nearest, self.high)  # 0.99999 has its tick at 1
        self.dots = ()
        self.guide = None
        self.tangents = ()

    @property
    def room(self):
        """The Box that the curve itself runs in."""
        box = self.box
        return Box(box.left + 70, box.top + 74, box.width - 110, box.height - 140)

    def point(self, x, y):
        """Where a pair of values lies, in design pixels; what lies beyond
        the panel, at its edge."""
        room = self.room
        x, y = (min(max(float(one), -FURTHEST), FURTHEST) for one in (x, y))
        across = (x - self.xs[0]) / (self.xs[-1] - self.xs[0])
        up = (y - self.low) / (self.high - self.low)
        return (
            room.left + room.width * min(max(across, 0), 1),
            room.bottom - room.height * min(max(up, 0), 1),
        )

    def draw(self, canvas):
        self.draw_still(canvas, (self.xs.tobytes(), self.ys.tobytes(), self.title))
        if self.guide is not None:
            x, y = self.point(*self.guide)
            canvas.polygon(
                [(x, self.point(0, self.low)[1]), (x, y)],
                stroke=palette.POINTED,
                line=1.5,
                dashes=(5, 5),
                closed=False,
            )
        for tangent in self.tangents:
            self._draw_tangent(canvas, tangent)
        for x, y, color, opacity in self.dots:
            canvas.disc(*self.point(x, y), 7, fill=color, opacity=opacity)

    def _draw_tangent(self, canvas, tangent):
        room, (left, top) = self.room, self.point(tangent.x, tangent.y)
        rise = (
            tangent.slope
            * room.height
            / (self.high - self.low)
            * (self.xs[-1] - self.xs[0])
            / room.width
        )
        across = tangent.half / np.hypot(1, rise)
        before = min(across, left - self.box.left - 10)
        after = min(across, self.box.right - 10 - left)
        canvas.polygon(
            [(left - before, top + rise * before), (left + after, top - rise * after)],
            stroke=palette.POINTED,
            line=3,
            opacity=tangent.opacity,
            closed=False,
        )
        if tangent.step > 0:
            self._draw_step(canvas, tangent, left, top)

    def _draw_step(self, canvas, tangent, left, top):
        """1 across, then the slope up to the tangent."""
        right, head = self.point(tangent.x + 1, tangent.y + tangent.slope)
        along = min(2 * tangent.step, 1)
        up = max(2 * tangent.step - 1, 0)
        canvas.polygon(
            [(left, top), (left + (right - left) * along, top)],
            stroke=palette.TEXT,
            line=2,
            closed=False,
        )
        if up > 0:
            canvas.polygon(
                [(right, top), (right, top + (head - top) * up)],
                stroke=palette.POINTED,
                line=4,
                closed=False,
            )

    def paint_still(self, canvas):
        box, room = self.box, self.room
        canvas.text(
            self.title, box.left + 30, box.top + 38, Type("code", 20), palette.PURPLE
        )
        paint_heights(
            canvas,
            room,
            [
                (self.point(self.xs[0], y)[1], written(y, "g"))
                for y in _ticks(
                    self.low, self.high, 2 if self.room.height > 60 else 0.5
                )
            ],
        )
        paint_feet(
            canvas,
            room,
            [
                (self.point(x, self.low)[0], written(x, "+g"))
                for x in _ticks(
                    self.xs[0], self.xs[-1], min(max(room.width // 70, 2), 6)
                )
            ],
        )
        for run in self._runs():
            canvas.polygon(
                [self.point(*pair) for pair in run],
                stroke=palette.PURPLE,
                line=3,
                closed=False,
            )

    def _runs(self):
        """The pieces of the curve, which is broken where y is no number."""
        pairs = np.stack([self.xs, self.ys], axis=1)
        missing = np.isnan(self.ys)
        for run in np.split(pairs, np.flatnonzero(np.diff(missing)) + 1):
            if not np.isnan(run[0, 1]):
                yield run


def _ticks(low, high, about):
    """Round numbers between two values, about so many."""
    step = (high - low) / about
    power = 10 ** np.floor(np.log10(step))
    step = power * min((1, 2, 2.5, 5, 10), key=lambda m: abs(m * power - step))
    first = np.ceil(low / step - 1e-9) * step
    return [
        round(float(tick), 12) + 0.0
        for tick in np.arange(first, high + step * 1e-6, step)
    ]
