"""A bias joins the sum of each neuron."""

import numpy as np

from scenes.acts.neuron_board import NeuronBoard, reach_of
from scenes.stage.chips import Slip
from scenes.stage.palette import Scale
from scenes.stage.part import Box, ease

AWAY, SIDE = 42, 18  # where a bias comes from, right of its neuron; its side
JOINED = 0.6         # share of a turn at which it is there


class NeuronBiases(NeuronBoard):
    """sums + biases: a slip of the bias's colour slides into its neuron."""

    def build(self):
        super().build()
        shown = self.network.shown[self.number - 1]
        self.biases = self.network.layer(self.number).biases.array.ravel()[
            list(shown)]
        self.scale = Scale("diverging", reach_of(self.biases))

    def move(self, time):
        self.calm(5 - self.number, 1.0)
        index, share = self.turns.at(time)
        playing = self.turns.playing(time)
        layer = self.layers[self.number]
        layer.focus = index if playing else None
        layer.lit = np.array([ease(one, JOINED, 0.9)
                              for one in self.turns.shares(time)])
        self.pulses.items = (self._slip(index, share),) \
            if playing and 0 < share < JOINED else ()
        known = 3 if layer.lit[index] > 0.5 else 2 if playing else 1
        self.account(index, known)

    def _slip(self, index, share):
        x, y = self.layers[self.number].center_of(index)
        x += AWAY * (1 - ease(share, 0.1, JOINED))
        color = "#" + bytes(self.scale.colors(self.biases[index])[:3]).hex()
        return Slip(Box(x - SIDE / 2, y - SIDE / 2, SIDE, SIDE), color,
                    ease(share, 0, 0.1))
