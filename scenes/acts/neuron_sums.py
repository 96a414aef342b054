"""Pulses run along the lines into one neuron after the other."""

from dataclasses import dataclass

import numpy as np

from scenes.acts.act import ActKind
from scenes.acts.neuron_account import AccountBoard
from scenes.acts.neuron_board import LayerState, NeuronAct, reach_of
from scenes.acts.neuron_bundle import (
    all_products,
    all_send,
    bundle_of,
    gathered,
    look_of,
)
from scenes.acts.neuron_network import Network
from scenes.acts.schedule import ENTER, one_by_one, tenths
from scenes.acts.shape_lines import shapes_of
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
# Seconds: all lines come, and gather to a bundle; then one product is spelled out.
COMES, GATHERS, SPELLED = (1.0, 2.6), (2.9, 4.3), (4.6, 6.8)
LATER = 3.0  # seconds by which all begins later for it
ALONE = (1.8, 3.8)  # seconds: the product, where no lines are left out
GROWS = (1.0, 2.4)  # seconds: the bundle of a later layer comes
SLOW = 0.9  # seconds of a turn at least in which a bundle has its words
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
    rhythm = RHYTHM[min(number, 3)]
    if number == 2 and len(network.shown[0]) < count:
        rhythm = rhythm | {"start": rhythm["start"] + LATER}
    turns = one_by_one(len(network.shown[number - 1]), **rhythm)
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
    if count == 1:
        return said(
            "Each {neuron_of} gets one product of a value and a weight.",
            "每个{neuron_of}只收到一个值与权重的乘积。",
            neuron_of=what,
        )
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

    def bring_below(self):
        self.bundle = bundle_of(self)
        if self.bundle is not None:
            self.bring(self.bundle)

    def build(self):
        super().build()
        self.pulsing = self.products(self.number)
        every = all_products(self)
        self.zeros, self.of_all = int((every[0] == 0).sum()), every.shape[1]
        self.rests = np.nan_to_num(every.astype(float).sum(axis=1)) - np.nan_to_num(
            self.pulsing.astype(float).sum(axis=1)
        )
        self.scale = Scale("diverging", reach_of(self.pulsing))
        self.sizes = np.sqrt(
            np.minimum(np.abs(np.nan_to_num(self.pulsing)), self.scale.limit)
            / self.scale.limit
        )

    def move(self, time):
        index, share = self.turns.at(time)
        started = time >= (self._since if self.number == 2 else self.turns.starts[0])
        playing = self.turns.playing(time)
        lines, layer = self.lines[self.number], self.layers[self.number]
        lines.focus = index if started else None
        lines.dimmed = min(
            ease(time, self._since, self._since + FADE),
            1 - ease(time, self.turns.end, self.turns.end + FADE),
        )
        self._calm_others(time)
        layer.focus = index if playing else None
        layer.lit = np.array([ease(one, *LIGHT) for one in self.turns.shares(time)])
        self.pulses.items = tuple(self._pulses(index, share)) if playing else ()
        self.tell_of(index, int(layer.lit[index] > 0.5))
        if time < self.turns.starts[0]:
            self._spell(time)
        if self.bundle is not None:
            self._bundle(time, index, share)

    @property
    def _since(self):
        """The second from which on one neuron's lines alone are seen."""
        if self.number > 2:
            return self.turns.starts[0]
        return COMES[0] if self.bundle is not None else self._spelled[0]

    @property
    def _spelled(self):
        """Seconds between which one product is spelled out."""
        return ALONE if self.bundle is None else SPELLED

    def _spell(self, time):
        """The largest product of the first neuron, in numbers, as its pulse
        runs."""
        begin, end = self._spelled
        sizes = np.abs(np.nan_to_num(self.pulsing[0].astype(float)))
        start = int(sizes.argmax())
        if self.number > 2 or not begin <= time or not sizes[start]:
            return
        at = (time - begin) / (end - begin)
        if 0 < at < 1:
            self.pulses.items = (self._pulse(0, start, at),)
        self.tell_product(0, start, int(min(at * 3.6, 3)))

    def _bundle(self, time, index, share):
        bundle, first = self.bundle, time < self.turns.starts[0]
        length = self.turns.lengths[index]
        bundle.end = self.lines[self.number].point(index, 0, 1.0)
        if self.number == 2:
            bundle.grown, bundle.gathered = ease(time, *COMES), ease(time, *GATHERS)
        reached = bundle.gathered if bundle.has_lines else ease(time, *GROWS)
        bundle.reached = reached * (1.0 if first or not index else ease(share, 0, 0.3))
        rest = self.rests[index]
        bundle.thickness, bundle.ink = look_of(
            float(rest), float(np.abs(self.rests).max())
        )
        is_told = bundle.reached >= 1 and (first or length >= SLOW)
        bundle.words = self.told_of_rest(index) if is_told else ""
        bundle.set_opacity(1 - ease(time, self.turns.end, self.turns.end + FADE))

    def words(self, time):
        if self.bundle is None or time >= self.turns.starts[0]:
            return ""
        drawn = self.pulsing.shape[1]
        comes, gathers = (COMES, GATHERS) if self.number == 2 else (GROWS, GROWS)
        if self.number == 2 and comes[0] <= time < gathers[0]:
            is_picture = self.network.run.picture is not None
            return all_send(self.of_all, self.zeros, is_picture=is_picture)
        return gathered(drawn, self.of_all - drawn) if time >= gathers[0] else ""

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
