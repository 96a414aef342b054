"""Each neuron's sum goes through a curve, or a softmax, and becomes its value."""

from dataclasses import dataclass

import numpy as np

from scenes.acts import curve_words
from scenes.acts.act import ActKind
from scenes.acts.entrances import Role
from scenes.acts.neuron_account import AccountBoard
from scenes.acts.neuron_board import LayerState, NeuronAct, reach_of
from scenes.acts.neuron_network import Network, values_of
from scenes.acts.schedule import one_by_one, tenths
from scenes.acts.shape_lines import shapes_through
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.curve import FURTHEST, Curve
from scenes.stage.part import Box, ease
from scenes.words.naming import number as number_written
from scenes.words.naming import said
from scenes.words.neuron_names import neuron_of

# By the layer; what is seen the second time goes faster.
RHYTHM = {
    2: {"first": 2.0, "shrink": 0.45, "least": 0.15},
    3: {"first": 1.1, "shrink": 0.45, "least": 0.15},
}
STAY = 1.0  # seconds for which the last value is looked at
SAMPLES = 240  # points of the curve
LEAST_BAR, HEAD = 24, 10  # height of a share, and room above them
LIGHT = (0.45, 0.8)  # shares of a turn in which the neuron changes


@dataclass(frozen=True, kw_only=True)
class NeuronCurveAct(NeuronAct):
    """The function of a layer's sums, its operand: the layer's values."""

    kind = "neuron_curve"
    state = LayerState.CURVE


def squashed(network: Network, number: int) -> NeuronCurveAct:
    """The plan that makes the sums of a layer its values, if they go through
    anything."""
    layer = network.layer(number)
    name = layer.function.name if layer.function else "softmax"
    turns = one_by_one(len(network.shown[number - 1]), **RHYTHM[min(number, 3)])
    return NeuronCurveAct(
        operations=layer.curve,
        operands=(layer.pre_activations.value,),
        result=layer.activations.value,
        result_name=layer.activations.name,
        seconds=tenths(turns.end + STAY),
        title=title_of(layer, name),
        lead=_lead(number, name, network),
        caption=caption_of(layer, name, neuron_of(number, network.names)),
        mark=layer.curve_span,
        shapes=shapes_through(
            name, layer.activations.value.shape, layer.pre_activations.value.shape
        ),
        step_name=_step_name(number, network.names),
        turns=turns,
        network=network,
        number=number,
    )


def _step_name(number, names):
    if names.is_output(number):
        return said("output neurons", "输出神经元")
    if names.count == 3:
        return said("hidden neurons", "隐藏神经元")
    return said("hidden {place} neurons", "隐藏层 {place}", place=number - 1)


def squashes(layer):
    """Whether the curve of a layer that has one lies between 0 and 1."""
    low, high = layer.function.reach
    return low >= 0 and high <= 1


def title_of(layer, name):
    """
    Args:
        layer: a forward_pass.LayerPass with a curve or a softmax.
    """
    if layer.is_softmax:
        return said("Shares of a whole", "整体中的份额")
    if squashes(layer):
        return said("Squash with the {name}", "用 {name} 压缩", name=name)
    return said("Through the {name}", "通过 {name}", name=name)


def _lead(number, name, network):
    layer = network.layer(number)
    if layer.is_softmax:
        return said(
            "The softmax makes the sums shares that add up to 1.",
            "softmax 把各个和变成合计为 1 的份额。",
        )
    if not squashes(layer):
        return said(
            "Each sum goes through the curve of the {name} alone.",
            "每个和各自通过 {name} 的曲线。",
            name=name,
        )
    if network.names.is_digits and network.names.is_output(number):
        return said(
            "The ten outputs, too: 0 is a sure no, 1 a sure yes.",
            "十个输出也一样：0 表示肯定不是，1 表示肯定是。",
        )
    return said(
        "The {name} says how sure: each sum comes between 0 and 1.",
        "{name} 表示多有把握：每个和变成 0 到 1 之间的数。",
        name=name,
    )


def caption_of(layer, name, what):
    """What came out, read off the neurons.

    Args:
        layer: a forward_pass.LayerPass with a curve or a softmax.
        what: its neurons are called.
    """
    values = layer.activations.array
    if layer.is_softmax:
        return said(
            "The larger its sum, the larger the share: the largest of {count} is "
            "{value}.",
            "和越大，份额越大：{count} 个中最大的是 {value}。",
            count=len(values),
            value=number_written(values.max(), values),
        )
    if not squashes(layer):
        return said(
            "The {name} makes each {neuron_of} a number: here from {low} to {high}.",
            "{name} 使每个{neuron_of}成为一个数：这里从 {low} 到 {high}。",
            name=name,
            neuron_of=what,
            low=number_written(values.min(), values),
            high=number_written(values.max(), values),
        )
    return said(
        "The {name} makes each {neuron_of} a number from 0 to 1.",
        "{name} 使每个{neuron_of}成为 0 到 1 之间的数。",
        name=name,
        neuron_of=what,
    )


class NeuronCurve(AccountBoard):
    """The curve stands below the numbers; a dot on it for each neuron."""

    act: NeuronCurveAct

    def build(self):
        super().build()
        shown = list(self.network.shown[self.number - 1])
        layer = self.network.layer(self.number)
        function = layer.function
        self.x = layer.pre_activations.array.ravel()[shown]
        self.y = layer.activations.array.ravel()[shown]
        self.is_number = ~(np.isnan(self.x) | np.isnan(self.y))
        self.curve = None
        below = self.beside_account()
        self.bars = None
        if function is None:
            self._bring_shares(below)
            return
        reach = (
            min(max(reach_of(layer.pre_activations.array), 6.0), FURTHEST / 2) * 1.08
        )
        xs = np.linspace(-reach, reach, SAMPLES)
        self.curve = self.bring(
            Curve(
                xs,
                function(xs),
                below,
                title=curve_words.applied(function.name, function.parameter),
            ),
            Role(f"curve {self.number}"),
        )

    def _bring_shares(self, below):
        """A bar for each neuron shown, if there is room for them."""
        shown = list(self.network.shown[self.number - 1])
        if below.height < LEAST_BAR * len(shown) + HEAD:
            return
        self.bars = self.bring(
            Bars(
                values_of(self.network.layer(self.number).activations)[shown],
                Box(
                    below.left,
                    below.top + HEAD,
                    below.width,
                    min(below.height - HEAD, 2 * LEAST_BAR * len(shown)),
                ),
                span=(0.0, 1.0),
                labels=[str(one) for one in shown],
            ),
            Role(f"shares {self.number}"),
        )

    def move(self, time):
        self.calm_others(1.0)
        index, _ = self.turns.at(time)
        playing = self.turns.playing(time)
        shares = self.turns.shares(time)
        layer = self.layers[self.number]
        layer.focus = index if playing else None
        layer.lit = np.array([ease(one, *LIGHT) for one in shares])
        self.tell_of(index, 4 if layer.lit[index] > 0.5 else 3)
        if self.bars is not None:
            self.bars.grown = layer.lit.copy()
            self.bars.focus = layer.focus
        if self.curve is None:
            return
        self.curve.dots = tuple(
            (
                self.x[k],
                self.y[k],
                palette.POINTED
                if k == index and playing
                else palette.POSITIVE
                if self.x[k] >= 0
                else palette.NEGATIVE,
                1.0 if k == index and playing else 0.6,
            )
            for k, share in enumerate(shares)
            if share > 0.2 and self.is_number[k]
        )
        self.curve.guide = (
            (self.x[index], self.y[index])
            if playing and self.is_number[index]
            else None
        )


KIND = ActKind(NeuronCurveAct, NeuronCurve)
