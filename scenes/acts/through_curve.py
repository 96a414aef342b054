"""A column through a function of one number: bars, a curve, bars."""

from functools import cached_property

import numpy as np

from scenes import words as wording
from scenes.acts.columns import column_box
from scenes.acts.live_words import is_read_in, said_at
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, reading
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Dot
from scenes.stage.curve import FURTHEST, Curve
from scenes.stage.part import Box, ease
from scenes.reading.extremes import reach

RIDE = 2.0    # seconds that a value is on its way, at least
ARRIVED = 0.45  # share of the way at which a value is on the curve
SAMPLES = 400
STRAIGHT = 1e-6  # of the heights: a curve that bends less is a line
ALIKE = 0.9      # of the sharpest bend: what is as sharp counts, too


class ThroughCurve(ActPlayer):
    """f(column): each bar's end becomes a dot, drops to its x, rises to the
    curve, slides to its y and lands as a bar."""

    def build(self):
        function = self.act.options["function"]
        self.x = function.argument.array.ravel().astype(float)
        self.y = function.result.array.ravel().astype(float)
        self.build_columns(function, function.argument)

    def build_columns(self, function, before):
        """Bars of a value `before` at the left, the curve, bars of the
        result."""
        self.function, self.count = function, before.array.size
        self.is_number = ~(np.isnan(self.x) | np.isnan(self.y))
        stage = self.stage
        self.before = self.bring(Bars(
            before, column_box(stage, 0, self.count, width=440),
            name=wording.code(before.name)), before)
        width = max(min(reach(self.x), FURTHEST / 2) * 1.08, 6.0)
        xs = np.linspace(-1, 1, SAMPLES) * width
        ys = function(xs)
        bends = bends_of(xs, ys)
        self.order, self.is_bent = self._order(bends), len(bends) > 0
        self.curve = self.bring(Curve(
            xs, ys, Box(stage.left + 510, stage.top + 20, 770,
                                  stage.height - 40),
            title=f"{function.name}({function.parameter}) = "
                  f"{function.expression}"))
        end = self.act.result.array.ravel().astype(float)
        finite = end[np.isfinite(end)]
        self.after = self.bring(Bars(
            self.act.result, column_box(stage, 1, self.count),
            name=self.act.result_name,
            span=(finite.min(initial=0.0), self.end_of(finite))),
            self.act.result)
        self.dots = self.bring(Chips())

    def end_of(self, end):
        """The value at the end of the room for the result's bars."""
        return end.max(initial=1.0)

    def shares(self, time):
        """How far each value is on its way, (count,) of 0..1."""
        shares = np.zeros(self.count)
        shares[self.order] = [
            min(max((time - start) / max(length, RIDE), 0.0), 1.0)
            for start, length in zip(self.turns.starts, self.turns.lengths)]
        return shares

    def _order(self, bends):
        """Which value goes first, slowly: the one nearest to where the slope
        changes fastest; then all others as they stand."""
        first = 0
        if len(bends):
            x = np.nan_to_num(self.x, nan=np.inf)
            first = int(np.argmin(np.abs(x[:, None] - bends).min(axis=1)))
        return np.array([first, *(k for k in range(self.count)
                                  if k != first)])

    def move(self, time):
        shares = self.shares(time)
        lead = self.order[0]
        first = time >= ENTER and shares[lead] < 1
        self.after.grown = np.array([ease(share, 0.86, 1.0)
                                     for share in shares])
        self.before.focus = self.after.focus = lead if first else None
        self.curve.dots = tuple(
            (self.x[k], self.y[k], self.before.bar_color(k), 0.55)
            for k in np.flatnonzero((shares > ARRIVED) & self.is_number))
        self.curve.guide = (self.x[lead], self.y[lead]) \
            if first and shares[lead] > 0.3 and self.is_number[lead] \
            else None
        self.dots.items = tuple(
            Dot(*_along(self.stations(k), shares[k]),
                self.before.bar_color(k), 9 if k == lead else 7)
            for k in np.flatnonzero((shares > 0) & (shares < 1)
                                    & self.is_number))

    def stations(self, k):
        """(share, (x, y)) of the way of a value, from bar to bar."""
        room = self.curve.room
        on_curve = self.curve.point(self.x[k], self.y[k])
        start, end = self.before.values.array[k], self.after.values.array[k]
        return (
            (0.0, (self.before.x_of(start), self.before.row_middle(k))),
            (0.10, (self.curve.box.left - 20, self.before.row_middle(k))),
            (0.28, (on_curve[0], room.bottom)),
            (ARRIVED, on_curve),
            (0.55, on_curve),
            (0.72, (room.right, on_curve[1])),
            (0.90, (self.after.x_of(0.0), self.after.row_middle(k))),
            (1.0, (self.after.x_of(end), self.after.row_middle(k))))

    def words(self, time):
        return said_at(self._told, time)

    @cached_property
    def _told(self):
        """What is told from when on: why the first value is first, what
        becomes of it, and that all others do the same."""
        k, start = int(self.order[0]), float(self.turns.starts[0])
        ride = max(float(self.turns.lengths[0]), RIDE)
        value = self.value_words(
            k, self.before.write(self.before.values.array[k]),
            self.after.write(self.after.values.array[k]))
        first = wording.curve_first(self.sentence_name, self.count, k)
        others = wording.and_so_for_all(self.count)
        told, both = [(start + ride * ARRIVED, value)], f"{first}\n{value}"
        after = max(start + ride, start + reading(both))
        if self.is_bent and self._is_read(first, after - start):
            told = [(start, first), (told[0][0], both)]
        else:
            after = max(start + ride, told[0][0] + reading(value))
        if self.count > 1 and self._is_read(others, self.act.seconds - after):
            told.append((after, f"{value}\n{others}"))
        return tuple(told)

    def _is_read(self, words, seconds):
        """Whether words can be read that stand for some of the act's own
        seconds."""
        return is_read_in(seconds * self.act.haste, words)

    @property
    def sentence_name(self):
        """The name of the column that sentences are about."""
        return self.act.options["target"]

    def value_words(self, k, start, end):
        """The sentence about one value, its two numbers as written."""
        return wording.curve_turn(self.sentence_name, self.count, k,
                                  self.function.name, start, end)


def bends_of(xs, ys):
    """Where the slope of a curve changes fastest, (count,) x.

    None where it changes nowhere or as fast in most places. For the sigmoid
    there is one on each side of 0.

    Args:
        xs, ys: (samples,) points of the curve, x rising in equal steps.
    """
    ys = ys / 8  # so that no difference of the largest numbers overflows
    bend = np.abs(np.diff(np.nan_to_num(ys, posinf=FURTHEST / 2,
                                        neginf=-FURTHEST / 2), 2))
    is_sharp = bend >= ALIKE * bend.max()
    if bend.max() <= STRAIGHT * reach(ys) \
            or is_sharp.mean() > 0.5:
        return np.array([])
    sides = np.pad(bend, 1)
    is_peak = (bend >= sides[:-2]) & (bend >= sides[2:])
    return xs[1:-1][is_peak & is_sharp]


def _along(stations, share):
    """Where something is on its way through stations."""
    for (begin, here), (end, there) in zip(stations, stations[1:]):
        if share <= end:
            along = ease(share, begin, end)
            return (here[0] + (there[0] - here[0]) * along,
                    here[1] + (there[1] - here[1]) * along)
    return stations[-1][1]
