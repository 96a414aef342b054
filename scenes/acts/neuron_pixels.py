"""The pixels of a digit become the first layer of neurons."""

import numpy as np

from scenes.acts.neuron_board import NeuronBoard
from scenes.stage import palette
from scenes.stage.account import Row
from scenes.stage.chips import Dot
from scenes.stage.part import ease
from scenes.words import neurons as words

LEFT, ARRIVED = 0.15, 0.65  # shares of a turn: a value is on its way


class NeuronPixels(NeuronBoard):
    """One pixel after the other is outlined and lights its neuron."""

    has_lines = False

    def move(self, time):
        index, share = self.turns.at(time)
        playing = self.turns.playing(time)
        shares = self.turns.shares(time)
        self.leaders.grown = np.array(
            [ease(one, 0.0, ARRIVED) if one > 0 else 0.0 for one in shares])
        self.layers[1].lit = np.array([ease(one, ARRIVED, 0.85)
                                       for one in shares])
        self.layers[1].focus = self.leaders.focus = \
            index if playing else None
        self.pulses.items = () if not (playing and LEFT < share < ARRIVED) \
            else (self._value_on_its_way(index, share),)
        self._write(index)

    def _value_on_its_way(self, index, share):
        at = ease(share, 0.0, ARRIVED)
        return Dot(*self.leaders.point(index, at), palette.AMBER, 5)

    def _write(self, index):
        pixel = self.network.shown[0][index]
        value = self.network.run.image.array.ravel()[pixel]
        self.ledger.title = words.neuron_title(1, pixel + 1)
        self.ledger.rows = tuple(
            Row(*row) for row in words.pixel_rows(pixel, f"{value:.3f}"))
