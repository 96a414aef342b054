"""Lines grow between the layers; some weights are named."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scenes.acts.act import ActKind, Stop
from scenes.acts.neuron_board import NeuronAct, NeuronBoard
from scenes.acts.neuron_network import Network
from scenes.acts.schedule import tenths
from scenes.arrays.numbers import bar_number_format
from scenes.stage import palette
from scenes.stage.account import Row
from scenes.stage.chips import Dot
from scenes.stage.part import ease
from scenes.words.naming import said
from scenes.words.neuron_names import column_name, neuron_of, weight

GROW = 1.2  # seconds in which the lines grow
LABEL = 1.4  # seconds in which one weight is named
STAY = 0.8  # seconds for which the last of them stays
ARTICLE = 3  # layers of the network that the article is about


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
        way=tuple(_way(network)),
        network=network,
        number=1,
    )


def _way(network: Network) -> Iterator[Stop]:
    """The Stops: all lines of each layer, then each weight that is named."""
    each = GROW / len(network.computed)
    for place, number in enumerate(network.computed):
        yield Stop(place * each, network.layer(number).weights.value)
    for place, (number, *cell) in enumerate(network.weight_labels()):
        row, column = (
            network.shown[number - 1 - one][at] for one, at in enumerate(cell)
        )
        layer = network.layer(number).weights
        where = np.arange(layer.array.size).reshape(layer.value.shape)
        flat = int(layer.layout(where)[row, column])
        *_, columns = layer.value.shape
        at = divmod(flat, columns)
        yield Stop(GROW + place * LABEL, layer.value, at)


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
    """(words, number) of each row about a weight; of the network that the
    article is about also what that calls it."""
    end, begin = neuron_of(number, names), neuron_of(number - 1, names)
    article = said("in the article", "文章中写作"), weight(number, to, start)
    return (
        (said("from {name}", "来自{name}", name=begin), str(start)),
        (said("to {name}", "到{name}", name=end), str(to)),
        *((article,) if names.is_digits and names.count == ARTICLE else ()),
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
        self.pulses.items = ()
        if at is None:
            self._count()
            return
        playing = at < len(self.labels)
        layer, to, start = self.labels[min(at, len(self.labels) - 1)]
        if playing and self.lines[layer].labels:
            first = [one[0] for one in self.labels].index(layer)
            self.lines[layer].lit = at - first
            share = (time - GROW) / LABEL - at
            run = ease(share, 0.05, 0.8)
            if 0 < run < 1:
                place = self.lines[layer].point(to, start, run)
                self.pulses.items = (Dot(*place, palette.POINTED, 6),)
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
        place, to, start = (to, start), shown[layer - 1][to], shown[layer - 2][start]
        value = weights.array[to, start]
        name = weights.name or said("weight", "权重")
        self.account.title = name + self.network.place(layer, *place)
        self.account.rows = tuple(
            Row(*row)
            for row in _weight_rows(
                layer,
                to,
                start,
                bar_number_format(weights.array.astype(float).ravel())(value),
                self.network.names,
            )
        )


KIND = ActKind(NeuronWeightsAct, NeuronWeights)
