"""A column through a function of one number: bars, a curve, bars."""

import numpy as np

from scenes import wording
from scenes.acts.player import ActPlayer
from scenes.pace import ENTER, curve_turns
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Dot
from scenes.stage.curve import Curve
from scenes.stage.part import Box, ease

RIDE = 2.0   # seconds that a value is on its way, at least
SAMPLES = 400


class ThroughCurve(ActPlayer):
    """f(column): each bar's end becomes a dot, drops to its x, rises to the
    curve, slides to its y and lands as a bar."""

    def build(self):
        function = self.act.options["function"]
        self.function = function
        self.x = function.argument.array.ravel().astype(float)
        self.y = function.result.array.ravel().astype(float)
        self.count = len(self.x)
        self.turns = curve_turns(self.count)
        stage = self.stage
        top, high = stage.top + 14, stage.height - 14
        if self.count < 14:
            top, high = stage.top + 60, min(stage.height - 60, 54 * self.count)
        self.before = self.bring(Bars(
            self.x, Box(stage.left - 20, top, 440, high),
            name=function.argument.name), function.argument)
        reach = np.abs(self.x[np.isfinite(self.x)]).max(initial=1.0)
        xs = np.linspace(-1, 1, SAMPLES) * max(float(reach) * 1.08, 6.0)
        self.curve = self.bring(Curve(
            xs, function(xs), Box(stage.left + 510, stage.top + 20, 770,
                                  stage.height - 40),
            title=f"{function.name}({function.parameter}) = "
                  f"{function.expression}"))
        self.after = self.bring(Bars(
            self.y, Box(stage.right - 480, top, 480, high),
            name=self.act.result_name,
            span=(min(0.0, np.nanmin(self.y)), max(1.0, np.nanmax(self.y)))),
            self.act.result)
        self.dots = self.bring(Chips())

    def shares(self, time):
        """How far each value is on its way, (count,) of 0..1."""
        return np.array([
            min(max((time - start) / max(length, RIDE), 0.0), 1.0)
            for start, length in zip(self.turns.starts, self.turns.lengths)])

    def move(self, time):
        shares = self.shares(time)
        index = int(np.searchsorted(self.turns.starts, time, "right")) - 1
        first = 0 <= time - ENTER and shares[0] < 1
        self.after.grown = np.array([ease(share, 0.86, 1.0)
                                     for share in shares])
        self.before.focus = self.after.focus = 0 if first else None
        landed = [k for k in range(self.count) if shares[k] > 0.45]
        self.curve.dots = tuple(
            (self.x[k], self.y[k], self.before.bar_color(k), 0.55)
            for k in landed)
        self.curve.guide = (self.x[0], self.y[0]) \
            if first and shares[0] > 0.3 else None
        self.dots.items = tuple(
            Dot(*self._way(k, shares[k]), self.before.bar_color(k),
                9 if k == 0 else 7)
            for k in range(index + 1) if 0 < shares[k] < 1)

    def _way(self, k, share):
        """Where a value is: bar, x axis, curve, right edge, bar."""
        room = self.curve.room
        start = self.before.bar_box(k)
        on_curve = self.curve.point(self.x[k], self.y[k])
        stations = (
            (0.0, (self.before.x_of(self.x[k]), self.before.row_middle(k))),
            (0.28, (on_curve[0], room.bottom)),
            (0.45, on_curve),
            (0.55, on_curve),
            (0.72, (room.right, on_curve[1])),
            (0.90, (self.after.x_of(0.0), self.after.row_middle(k))),
            (1.0, (self.after.x_of(self.y[k]), self.after.row_middle(k))))
        for (begin, here), (end, there) in zip(stations, stations[1:]):
            if share <= end:
                along = ease(share, begin, end)
                return (here[0] + (there[0] - here[0]) * along,
                        here[1] + (there[1] - here[1]) * along)
        return stations[-1][1] or start

    def words(self, time):
        shares = self.shares(time)
        k = 0 if shares[0] < 1 or time < ENTER else int(
            np.flatnonzero(shares >= 1)[-1])
        if time < ENTER:
            return ""
        return wording.curve_turn(
            self.act.options["target"], self.count, k, self.function.name,
            self.before.write(self.x[k]), self.after.write(self.y[k]))
