"""Lines grow between the layers; some weights are named."""

from scenes.acts.neuron_board import NeuronBoard
from scenes.acts.plan_neurons import GROW, LABEL
from scenes.arrays.numbers import bar_number_format
from scenes.stage.account import Row
from scenes.stage.part import ease
from scenes.words import neurons as words


class NeuronWeights(NeuronBoard):
    """All lines grow from left to right; then one weight after the other."""

    def build(self):
        super().build()
        self.labels = self.network.weight_labels()

    def move(self, time):
        for number, lines in self.lines.items():
            lines.set_opacity(1.0)
            start = (number - 2) * GROW / 2
            lines.grown = ease(time, start, start + GROW / 2)
            lines.lit = None
        at = int((time - GROW) // LABEL) if time >= GROW else None
        if at is None:
            self._count()
            return
        playing = at < len(self.labels)
        layer, to, start = self.labels[min(at, len(self.labels) - 1)]
        if playing:
            first = [one[0] for one in self.labels].index(layer)
            self.lines[layer].lit = at - first
        self._write(layer, to, start)

    def _count(self):
        self.ledger.title = "weights"
        self.ledger.rows = tuple(Row(*row) for row in words.count_rows(*(
            (self.network.layer(number).weights.array.size,
             self.lines[number].values.array.size) for number in (2, 3))))

    def _write(self, layer, to, start):
        shown, weights = self.network.shown, self.network.layer(layer).weights
        to, start = shown[layer - 1][to], shown[layer - 2][start]
        value = weights.array[to, start]
        self.ledger.title = words.weight(layer, to + 1, start + 1)
        self.ledger.rows = tuple(Row(*row) for row in words.weight_rows(
            layer, to + 1, start + 1,
            bar_number_format(weights.array.ravel())(value)))
