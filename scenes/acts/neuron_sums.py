"""Pulses run along the lines into one neuron after the other."""

from dataclasses import dataclass

import numpy as np

from scenes.acts.act import ActKind, shapes_of
from scenes.acts.neuron_account import AccountBoard
from scenes.acts.neuron_board import LayerState, NeuronAct, reach_of
from scenes.acts.neuron_network import Network
from scenes.acts.schedule import ENTER, one_by_one, tenths
from scenes.stage.comet import Comet
from scenes.stage.palette import Scale
from scenes.stage.part import ease
from scenes.words.naming import said
from scenes.words.neuron_names import into_layer, neuron_of

# By the layer. What is said first can be read before the first pulse leaves;
# what is seen the second time goes faster.
RHYTHM = {
    2: {"first": 2.8, "shrink": 0.5, "least": 0.25, "start": 4.0},
    3: {"first": 1.8, "shrink": 0.5, "least": 0.25, "start": 3.8},
}
STAY = 0.6  # seconds for which the last sum is looked at
# Shares of a turn: the first pulse leaves, the last; how long one runs; the
# neuron lights.
FIRST, LAST, RUN, LIGHT = 0.06, 0.28, 0.42, (0.72, 0.88)
FADE = 0.25  # seconds in which the other lines fade
TAIL = 0.15  # how far its tail reaches back, of the line


@dataclass(frozen=True, kw_only=True)
class NeuronSumsAct(NeuronAct):
    """weights @ values, its operands: the sums of a layer."""

    kind = "neuron_sums"
    state = LayerState.SUMS


def weighted_sums(network: Network, number: int) -> NeuronSumsAct:
    """The plan that adds up what comes into a layer, from 2."""
    layer = network.layer(number)
    product, count = layer.product, layer.weights.shape[1]
    turns = one_by_one(len(network.shown[number - 1]), **RHYTHM[min(number, 3)])
    return NeuronSumsAct(
        operations=(product,),
        operands=product.operands,
        result=layer.sums.value,
        result_name=product.expression,
        seconds=tenths(turns.end + STAY),
        title=into_layer(number, network.names),
        lead=_lead(number, network),
        caption=_caption(
            neuron_of(number, network.names), count, len(network.shown[number - 2])
        ),
        mark=product.span,
        shapes=shapes_of(product),
        step_name=_step_name(number, network.names),
        turns=turns,
        network=network,
        number=number,
    )


def _step_name(number, names):
    if names.is_output(number):
        return said("output sums", "输出层求和")
    if names.count == 3:
        return said("hidden sums", "隐藏层求和")
    return said("hidden {place} sums", "隐藏层 {place} 求和", place=number - 1)


def _lead(number, network):
    what = (
        said("pixel", "像素")
        if number == 2 and network.run.picture is not None
        else neuron_of(number - 1, network.names)
    )
    return said(
        "Each pulse is {what} × weight.", "每个脉冲是{what} × 权重。", what=what
    )


def _caption(what, count, shown):
    english, chinese = (
        ("", "")
        if shown == count
        else (f", {shown} of them drawn", f"，画出其中 {shown} 个")
    )
    return said(
        "Each {neuron_of} adds up {count} products of a value and a weight{english_}.",
        "每个{neuron_of}把 {count} 个值与权重的乘积相加{chinese_}。",
        neuron_of=what,
        count=count,
        english_=english,
        chinese_=chinese,
    )


class NeuronSums(AccountBoard):
    """weights @ values: a pulse for each product whose line is drawn."""

    act: NeuronSumsAct

    def build(self):
        super().build()
        self.pulsing = self.products(self.number)
        self.scale = Scale("diverging", reach_of(self.pulsing))
        self.sizes = np.sqrt(
            np.minimum(np.abs(np.nan_to_num(self.pulsing)), self.scale.limit)
            / self.scale.limit
        )

    def move(self, time):
        index, share = self.turns.at(time)
        started = time >= self.turns.starts[0]
        playing = self.turns.playing(time)
        lines, layer = self.lines[self.number], self.layers[self.number]
        lines.focus = index if started else None
        lines.dimmed = min(
            ease(time, self.turns.starts[0], self.turns.starts[0] + FADE),
            1 - ease(time, self.turns.end, self.turns.end + FADE),
        )
        self._calm_others(time)
        layer.focus = index if playing else None
        layer.lit = np.array([ease(one, *LIGHT) for one in self.turns.shares(time)])
        self.pulses.items = tuple(self._pulses(index, share)) if playing else ()
        self.tell_of(index, int(layer.lit[index] > 0.5))

    def _calm_others(self, time):
        """Only the lines that pulses run along stay as they are."""
        share = ease(time, 0, ENTER)
        self.calm_others(share)
        lines = self.lines[self.number]
        if self.number > 2 and lines.focus is None:
            self.calm(self.number, 1 - share)

    def _pulses(self, to, share):
        count = self.pulsing.shape[1]
        for start in range(count):
            leaves = FIRST + (LAST - FIRST) * start / max(count - 1, 1)
            at = (share - leaves) / RUN
            if 0 < at < 1 and self.pulsing[to, start]:
                yield self._pulse(to, start, at)

    def _pulse(self, to, start, at):
        line = self.lines[self.number]
        color = "#" + bytes(self.scale.colors(self.pulsing[to, start])[:3]).hex()
        return Comet(
            line.point(to, start, at),
            line.point(to, start, max(at - TAIL, 0.0)),
            color,
            4.0 + 4.5 * float(self.sizes[to, start]),
        )


KIND = ActKind(NeuronSumsAct, NeuronSums)
