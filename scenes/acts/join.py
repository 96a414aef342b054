"""A column of biases joins the bars that were just computed."""

import numpy as np

from scenes import words as wording
from scenes.acts.columns import column_box, common_span
from scenes.acts.entrances import FADE
from scenes.acts.player import ActPlayer
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Slip
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix

SLIDE = 0.7  # seconds that a bias is on its way, at least


class Join(ActPlayer):
    """start + bias, both columns: each bias slides to the end of its bar."""

    def build(self):
        start, bias = self.act.options["start"], self.act.options["bias"]
        self.start = start.array.ravel()
        self.result = self.act.result.array.ravel()
        self.bias_values = bias.array.ravel()
        self.count = len(self.result)
        stage = self.stage
        # One scale for all: a bias is as long as what it adds.
        span = common_span(self.start, self.result, self.bias_values)
        place = column_box(stage, 0.8, self.count)
        self.bars = self.bring(Bars(self.act.result, place, span=span),
                               self.act.result, comes_as=start)
        self.bars.starts = start
        self.biases = self.bring(Bars(
            bias, column_box(stage, 0.2, self.count),
            name=bias.name, span=span), bias)
        middle = (self.biases.box.right + place.left) / 2
        self.sign = self.bring(Label("+", Box(
            middle - 40, place.top + place.height / 2 - 40, 80, 80), size=48))
        self.names = (start.name or wording.code(start.expression),
                      self.act.result_name)
        self.slips = self.bring(Chips())

    def shares(self, time):
        """How far each bias has come, (count,) of 0..1."""
        return np.array([ease(time, start, end) for start, end in zip(
            self.turns.starts, self._ends())])

    def _ends(self):
        return self.turns.starts + np.maximum(self.turns.lengths, SLIDE)

    def move(self, time):
        shares = self.shares(time)
        self.bars.grown = np.clip((shares - 0.7) / 0.3, 0, 1)
        index, share = self.turns.at(time)
        playing = self.turns.playing(time)
        self.bars.focus = self.biases.focus = index if playing else None
        self.bars.name_text = self.names[1 if shares.min() >= 1 else 0]
        if shares.min() >= 1:  # nothing is added to the sums any more
            last = self._ends().max()
            self.sign.set_opacity(1 - ease(time, last, last + FADE))
        self.slips.items = tuple(
            Slip(self._between(k, min(share / 0.7, 1)),
                 self.biases.bar_color(k), 1 - max(share - 0.7, 0) / 0.3)
            for k, share in enumerate(shares) if 0 < share < 1)

    def _between(self, index, share):
        start = self.biases.bar_box(index)
        end = self.bars.bar_box(index, self.start[index])
        at = end.right if self.start[index] >= 0 else end.left
        return Box(mix(start.left, at - start.width / 2, share),
                   mix(start.top, end.top, share), start.width,
                   mix(start.height, end.height, share))

    def turn_words(self, index):
        return wording.joined(self.act.options["target"], self.count, index,
                              self.biases.write(self.bias_values[index]),
                              self.bars.write(self.result[index]))
