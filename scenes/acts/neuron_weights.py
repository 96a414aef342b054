"""Lines grow between the layers; some weights are named."""

from dataclasses import dataclass

from scenes.acts.act import ActKind
from scenes.acts.neuron_board import NeuronAct, NeuronBoard
from scenes.acts.neuron_network import Network
from scenes.acts.schedule import tenths
from scenes.arrays.numbers import bar_number_format
from scenes.stage.account import Row
from scenes.stage.part import ease
from scenes.words.naming import said
from scenes.words.neuron_names import neuron_of, weight

GROW = 1.2   # seconds in which the lines grow
LABEL = 1.4  # seconds in which one weight is named
STAY = 0.8   # seconds for which the last of them stays


@dataclass(frozen=True, kw_only=True)
class NeuronWeightsAct(NeuronAct):
    """The weights of both layers, its operands, become lines."""

    kind = "neuron_weights"


def weights_as_lines(network: Network) -> NeuronWeightsAct:
    """The plan that joins the layers by their weights."""
    hidden, output = (network.layer(number).weights for number in (2, 3))
    return NeuronWeightsAct(
        operands=(hidden, output), result=output, result_name=output.name,
        seconds=tenths(GROW + LABEL * len(network.weight_labels()) + STAY),
        title=said("Every line is a weight", "每条线是一个权重"),
        lead=_lead(), caption=_caption(hidden.shape, output.shape),
        step_name=said("weights", "权重"), network=network, number=1)


def _lead():
    return said("Blue below zero, orange above; the wider, the further from "
                "zero.", "蓝色小于零，橙色大于零；线越宽，离零越远。")


def _caption(first, second):
    """
    Args:
        first, second: (to, from) counts of the two matrices of weights.
    """
    into_hidden, into_output = (f"{one[0]} × {one[1]}"
                                for one in (first, second))
    return said(
        "Every line is a weight: {into_hidden} lead into the hidden neurons, "
        "{into_output} into the outputs.",
        "每条线是一个权重：{into_hidden} 个通向隐藏神经元，"
        "{into_output} 个通向输出。",
        into_hidden=into_hidden, into_output=into_output)


def _count_rows(first, second):
    """(words, number) of each row about how many weights there are.

    Args:
        first, second: (weights in all, lines drawn) of the two layers.
    """
    return (("into hidden neurons", f"{first[0]:,}"),
            ("of them drawn", f"{first[1]}"),
            ("into output neurons", f"{second[0]:,}"),
            ("of them drawn", f"{second[1]}"))


def _weight_rows(number, to, start, value):
    """(words, number) of each row about a weight, as `weight` counts."""
    digit = ((f"the output of digit {to - 1}", ""),) if number == 3 else ()
    return (("leads into layer", str(number)),
            (f"to {neuron_of(number)}", str(to)), *digit,
            (f"from {neuron_of(number - 1)}", str(start)),
            ("its value", value))


class NeuronWeights(NeuronBoard):
    """All lines grow from left to right; then one weight after the other."""

    act: NeuronWeightsAct

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
        self.account.title = "weights"
        self.account.rows = tuple(Row(*row) for row in _count_rows(*(
            (self.network.layer(number).weights.array.size,
             self.lines[number].values.array.size) for number in (2, 3))))

    def _write(self, layer, to, start):
        shown, weights = self.network.shown, self.network.layer(layer).weights
        to, start = shown[layer - 1][to], shown[layer - 2][start]
        value = weights.array[to, start]
        self.account.title = weight(layer, to + 1, start + 1)
        self.account.rows = tuple(Row(*row) for row in _weight_rows(
            layer, to + 1, start + 1,
            bar_number_format(weights.array.ravel())(value)))


KIND = ActKind(NeuronWeightsAct, NeuronWeights)
