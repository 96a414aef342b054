"""Each neuron's sum goes through the sigmoid and becomes its value."""

from dataclasses import dataclass

import numpy as np

from scenes.acts.act import ActKind
from scenes.acts.entrances import Role
from scenes.acts.neuron_account import AccountBoard
from scenes.acts.neuron_board import (
    ACCOUNT,
    LayerState,
    NeuronAct,
    reach_of,
)
from scenes.acts.neuron_network import Network
from scenes.acts.schedule import one_by_one, tenths
from scenes.stage import palette
from scenes.stage.curve import FURTHEST, Curve
from scenes.stage.part import Box, ease
from scenes.words.naming import said
from scenes.words.neuron_names import neuron_of

# By the layer; what is seen the second time goes faster.
RHYTHM = {2: {"first": 2.0, "shrink": 0.45, "least": 0.15},
          3: {"first": 1.1, "shrink": 0.45, "least": 0.15}}
STAY = 1.0           # seconds for which the last value is looked at
SAMPLES = 240        # points of the curve
LIGHT = (0.45, 0.8)  # shares of a turn in which the neuron changes


@dataclass(frozen=True, kw_only=True)
class NeuronCurveAct(NeuronAct):
    """The function of a layer's sums, its operand: the layer's values."""

    kind = "neuron_curve"
    state = LayerState.CURVE


def squashed(network: Network, number: int) -> NeuronCurveAct:
    """The plan that makes the sums of layer 2 or 3 its values."""
    layer, name = network.layer(number), network.run.function.name
    turns = one_by_one(len(network.shown[number - 1]), **RHYTHM[number])
    return NeuronCurveAct(
        operations=tuple(one for step in layer.called
                         for one in step.operations),
        operands=(layer.pre_activations,), result=layer.activations,
        result_name=layer.activations.name, seconds=tenths(turns.end + STAY),
        title=said("Squash with the {name}", "用 {name} 压缩", name=name),
        lead=_lead(number, name), caption=_caption(number, name),
        mark=layer.called[0].call,
        shapes=f"{layer.activations.shape}  =  {name}( {layer.pre_activations.shape} )",
        step_name=_step_name(number), turns=turns, network=network,
        number=number)


def _step_name(number):
    return said("hidden neurons", "隐藏神经元") if number == 2 \
        else said("output neurons", "输出神经元")


def _lead(number, name):
    if number == 3:
        return said("The ten outputs, too, come between 0 and 1.",
                    "十个输出也变成 0 到 1 之间的数。")
    return said(
        "The {name} brings each sum between 0 and 1.",
        "{name} 把每个和变成 0 到 1 之间的数。",
        name=name)


def _caption(number, name):
    return said(
        "The {name} makes each {neuron_of} a number from 0 to 1.",
        "{name} 使每个{neuron_of}成为 0 到 1 之间的数。",
        name=name, neuron_of=neuron_of(number))


class NeuronCurve(AccountBoard):
    """The curve stands below the numbers; a dot on it for each neuron."""

    act: NeuronCurveAct

    def build(self):
        super().build()
        shown = list(self.network.shown[self.number - 1])
        layer, function = self.network.layer(self.number), \
            self.network.run.function
        self.x = layer.pre_activations.array.ravel()[shown]
        self.y = layer.activations.array.ravel()[shown]
        self.is_number = ~(np.isnan(self.x) | np.isnan(self.y))
        reach = min(max(reach_of(layer.pre_activations.array), 6.0), FURTHEST / 2) * 1.08
        xs = np.linspace(-reach, reach, SAMPLES)
        box = self.account.box
        self.curve = self.bring(Curve(
            xs, function(xs), Box(box.left, box.bottom + 18, ACCOUNT.width,
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
        self.tell_of(index, 4 if layer.lit[index] > 0.5 else 3)


KIND = ActKind(NeuronCurveAct, NeuronCurve)
