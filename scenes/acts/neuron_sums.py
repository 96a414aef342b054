"""Pulses run along the lines into one neuron after the other."""

import numpy as np

from scenes.acts.neuron_board import NeuronBoard, reach_of
from scenes.acts.schedule import ENTER
from scenes.stage.comet import Comet
from scenes.stage.palette import Scale
from scenes.stage.part import ease

# Shares of a turn: the first pulse leaves, the last; how long one runs; the
# neuron lights.
FIRST, LAST, RUN, LIGHT = 0.06, 0.28, 0.42, (0.72, 0.88)
FADE = 0.25         # seconds in which the other lines fade
TAIL = 0.15         # how far its tail reaches back, of the line


class NeuronSums(NeuronBoard):
    """weights @ values: a pulse for each product whose line is drawn."""

    def build(self):
        super().build()
        self.pulsing = self.products(self.number)
        self.scale = Scale("diverging", reach_of(self.pulsing))
        self.sizes = np.sqrt(np.minimum(
            np.abs(np.nan_to_num(self.pulsing)),
            self.scale.limit) / self.scale.limit)

    def move(self, time):
        index, share = self.turns.at(time)
        started = time >= self.turns.starts[0]
        playing = self.turns.playing(time)
        lines, layer = self.lines[self.number], self.layers[self.number]
        lines.focus = index if started else None
        lines.dimmed = min(
            ease(time, self.turns.starts[0], self.turns.starts[0] + FADE),
            1 - ease(time, self.turns.end, self.turns.end + FADE))
        self._calm_others(time)
        layer.focus = index if playing else None
        layer.lit = np.array([ease(one, *LIGHT)
                              for one in self.turns.shares(time)])
        self.pulses.items = tuple(self._pulses(index, share)) \
            if playing else ()
        self.account(index, int(layer.lit[index] > 0.5))

    def _calm_others(self, time):
        """Only the lines that pulses run along stay as they are."""
        share = ease(time, 0, ENTER)
        self.calm(5 - self.number, share)
        lines = self.lines[self.number]
        if self.number == 3 and lines.focus is None:
            self.calm(3, 1 - share)

    def _pulses(self, to, share):
        count = self.pulsing.shape[1]
        for start in range(count):
            leaves = FIRST + (LAST - FIRST) * start / max(count - 1, 1)
            at = (share - leaves) / RUN
            if 0 < at < 1 and self.pulsing[to, start]:
                yield self._pulse(to, start, at)

    def _pulse(self, to, start, at):
        line = self.lines[self.number]
        color = "#" + bytes(self.scale.colors(
            self.pulsing[to, start])[:3]).hex()
        return Comet(line.point(to, start, at),
                     line.point(to, start, max(at - TAIL, 0.0)), color,
                     4.0 + 4.5 * float(self.sizes[to, start]))
