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
from scenes.words.neuron_names import column_name, neuron_of, weight

GROW = 1.2  # seconds in which the lines grow
LABEL = 1.4  # seconds in which one weight is named
STAY = 0.8  # seconds for which the last of them stays


@dataclass(frozen=True, kw_only=True)
class NeuronWeightsAct(NeuronAct):
    """The weights of all layers, its operands, become lines."""

    kind = "neuron_weights"


def weights_as_lines(network: Network) -> NeuronWeightsAct:
    """The plan that joins the layers by their weights."""
    weights = [network.layer(number).weights for number in network.computed]
    return NeuronWeightsAct(
        operands=tuple(one.value for one in weights),
        result=weights[-1].value,
        result_name=weights[-1].name,
        seconds=tenths(GROW + LABEL * len(network.weight_labels()) + STAY),
        title=said("Every line is a weight", "每条线是一个权重"),
        lead=_lead(),
        caption=_caption([one.shape for one in weights], network.names),
        step_name=said("weights", "权重"),
        network=network,
        number=1,
    )


def _lead():
    return said(
        "Blue below zero, orange above; the wider, the further from zero.",
        "蓝色小于零，橙色大于零；线越宽，离零越远。",
    )


def _caption(shapes, names):
    """
    Args:
        shapes: (to, from) counts of each of the matrices of weights.
    """
    counts = [f"{to} × {start}" for to, start in shapes]
    if names.count == 2:
        return said(
            "Every line is a weight: {count} lead into the outputs.",
            "每条线是一个权重：{count} 个通向输出。",
            count=counts[0],
        )
    if names.count == 3:
        return said(
            "Every line is a weight: {into_hidden} lead into the hidden neurons, "
            "{into_output} into the outputs.",
            "每条线是一个权重：{into_hidden} 个通向隐藏神经元，"
            "{into_output} 个通向输出。",
            into_hidden=counts[0],
            into_output=counts[1],
        )
    return said(
        "Every line is a weight: {counts} lead from layer to layer.",
        "每条线是一个权重：各层之间依次有 {counts} 个。",
        counts=", ".join(counts),
    )


def _count_rows(counts, names):
    """(words, number) of each row about how many weights there are.

    Args:
        counts: (weights in all, lines drawn) of each layer from the second.
        names: the neuron_names.Layers.
    """
    if names.count > 3:
        return tuple(
            (
                _into(number, names),
                said(
                    "{drawn} of {count:,} drawn",
                    "{count:,} 中画出 {drawn}",
                    drawn=drawn,
                    count=count,
                ),
            )
            for number, (count, drawn) in enumerate(counts, 2)
        )
    return tuple(
        row
        for number, (count, drawn) in enumerate(counts, 2)
        for row in (
            (_into(number, names), f"{count:,}"),
            (said("of them drawn", "其中画出"), f"{drawn}"),
        )
    )


def _into(number, names):
    return said("into {name}", "进入{name}", name=column_name(number, names))


def _weight_rows(number, to, start, value, names):
    """(words, number) of each row about a weight, as `weight` counts."""
    is_digit = names.is_digits and names.is_output(number)
    output = said("the output of digit {digit}", "数字 {digit} 的输出", digit=to - 1)
    end, begin = neuron_of(number, names), neuron_of(number - 1, names)
    return (
        (said("leads into layer", "进入层"), str(number)),
        (said("to {name}", "到{name}", name=end), str(to)),
        *(((output, ""),) if is_digit else ()),
        (said("from {name}", "来自{name}", name=begin), str(start)),
        (said("its value", "它的值"), value),
    )


class NeuronWeights(NeuronBoard):
    """All lines grow from left to right; then one weight after the other."""

    act: NeuronWeightsAct

    def build(self):
        super().build()
        self.labels = self.network.weight_labels()

    def move(self, time):
        for number, lines in self.lines.items():
            lines.set_opacity(1.0)
            each = GROW / len(self.lines)
            start = (number - 2) * each
            lines.grown = ease(time, start, start + each)
            lines.lit = None
        at = int((time - GROW) // LABEL) if time >= GROW else None
        if at is None:
            self._count()
            return
        playing = at < len(self.labels)
        layer, to, start = self.labels[min(at, len(self.labels) - 1)]
        if playing and self.lines[layer].labels:
            first = [one[0] for one in self.labels].index(layer)
            self.lines[layer].lit = at - first
        self._write(layer, to, start)

    def _count(self):
        self.account.title = "weights"
        self.account.rows = tuple(
            Row(*row)
            for row in _count_rows(
                [
                    (
                        self.network.layer(number).weights.array.size,
                        lines.values.array.size,
                    )
                    for number, lines in self.lines.items()
                ],
                self.network.names,
            )
        )

    def _write(self, layer, to, start):
        shown, weights = self.network.shown, self.network.layer(layer).weights
        to, start = shown[layer - 1][to], shown[layer - 2][start]
        value = weights.array[to, start]
        self.account.title = weight(layer, to + 1, start + 1)
        self.account.rows = tuple(
            Row(*row)
            for row in _weight_rows(
                layer,
                to + 1,
                start + 1,
                bar_number_format(weights.array.astype(float).ravel())(value),
                self.network.names,
            )
        )


KIND = ActKind(NeuronWeightsAct, NeuronWeights)
