"""How steep a curve is where each value stands on it."""

import numpy as np

from scenes import wording
from scenes.acts.through_curve import ARRIVED, ThroughCurve

FADED = 0.16  # opacity of the tangents of values that went before


class Slope(ThroughCurve):
    """y * (1 - y): each value slides to its place on the curve, a line
    touches the curve there, and its slope lands as a bar."""

    def build(self):
        function = self.act.options["function"]
        self.x = function.argument.array.ravel().astype(float)
        self.y = function.result.array.ravel().astype(float)
        self.slopes = self.act.result.array.ravel().astype(float)
        self.build_columns(function, self.act.operands[0], self.y,
                           self.slopes)

    def end_of(self, end):
        return end.max(initial=0.25)  # no sigmoid is steeper than 1/4

    def move(self, time):
        super().move(time)
        shares = self.shares(time)
        self.curve.tangents = tuple(
            (self.x[k], self.y[k], self.slopes[k],
             FADED if shares[k] >= 1 else 1.0)
            for k in np.flatnonzero(shares > ARRIVED))

    def stations(self, k):
        room = self.curve.room
        way = list(super().stations(k))
        on_curve = way[3][1]
        way[2] = (0.28, (room.left, on_curve[1]))
        way[5] = (0.72, (room.right, on_curve[1]))
        return way

    @property
    def sentence_name(self):
        return self.act.operands[0].name

    def value_words(self, k, start, end):
        return wording.slope_turn(self.sentence_name, self.count, k, start,
                                  end)
