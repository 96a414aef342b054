"""Each neuron's sum goes through the sigmoid and becomes its value."""

import numpy as np

from scenes.acts.entrances import Role
from scenes.acts.neuron_board import LEDGER, NeuronBoard, reach_of
from scenes.stage import palette
from scenes.stage.curve import FURTHEST, Curve
from scenes.stage.part import Box, ease

SAMPLES = 240
LIGHT = (0.45, 0.8)  # shares of a turn in which the neuron changes


class NeuronCurve(NeuronBoard):
    """The curve stands below the numbers; a dot on it for each neuron."""

    def build(self):
        super().build()
        shown = list(self.network.shown[self.number - 1])
        layer, function = self.network.layer(self.number), \
            self.network.run.function
        self.x = layer.pre.array.ravel()[shown]
        self.y = layer.neurons.array.ravel()[shown]
        self.is_number = ~(np.isnan(self.x) | np.isnan(self.y))
        reach = min(max(reach_of(layer.pre.array), 6.0), FURTHEST / 2) * 1.08
        xs = np.linspace(-reach, reach, SAMPLES)
        box = self.ledger.box
        self.curve = self.bring(Curve(
            xs, function(xs), Box(box.left, box.bottom + 18, LEDGER.width,
                                  self.stage.bottom - box.bottom - 26),
            title=f"{function.name}({function.parameter})"),
            Role(f"curve {self.number}"))

    def move(self, time):
        self.calm(5 - self.number, 1.0)
        index, _ = self.turns.at(time)
        playing = self.turns.playing(time)
        shares = self.turns.shares(time)
        layer = self.layers[self.number]
        layer.focus = index if playing else None
        layer.lit = np.array([ease(one, *LIGHT) for one in shares])
        self.curve.dots = tuple(
            (self.x[k], self.y[k], palette.AMBER if k == index and playing
             else palette.POSITIVE if self.x[k] >= 0 else palette.NEGATIVE,
             1.0 if k == index and playing else 0.6)
            for k, share in enumerate(shares)
            if share > 0.2 and self.is_number[k])
        self.curve.guide = (self.x[index], self.y[index]) \
            if playing and self.is_number[index] else None
        self.account(index, 4 if layer.lit[index] > 0.5 else 3)
