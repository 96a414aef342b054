"""A bias joins the sum of each neuron."""

from dataclasses import dataclass

import numpy as np

from scenes.acts.act import ActKind
from scenes.acts.neuron_account import AccountBoard
from scenes.acts.neuron_board import LayerState, NeuronAct, reach_of
from scenes.acts.neuron_network import Network
from scenes.acts.schedule import one_by_one, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.stage.chips import Slip
from scenes.stage.palette import Scale
from scenes.stage.part import Box, ease
from scenes.words.naming import said
from scenes.words.neuron_names import into_layer, neuron_of

# By the layer; what is seen the second time goes faster.
RHYTHM = {
    2: {"first": 1.0, "shrink": 0.45, "least": 0.15, "start": 0.6},
    3: {"first": 0.7, "shrink": 0.45, "least": 0.15, "start": 0.6},
}
STAY = 0.8  # seconds for which the last sum is looked at
AWAY, SIDE = 42, 18  # where a bias comes from, right of its neuron; its side
JOINED = 0.6  # share of a turn at which it is there


@dataclass(frozen=True, kw_only=True)
class NeuronBiasesAct(NeuronAct):
    """sums + biases, its operands, of a layer."""

    kind = "neuron_biases"
    state = LayerState.BIASES


def biases_joining(network: Network, number: int) -> NeuronBiasesAct:
    """The plan that adds its biases to the sums of a layer that has some."""
    layer = network.layer(number)
    assert layer.addition is not None
    turns = one_by_one(len(network.shown[number - 1]), **RHYTHM[min(number, 3)])
    return NeuronBiasesAct(
        operations=(layer.addition,),
        operands=layer.addition.operands,
        result=layer.pre_activations.value,
        result_name=layer.pre_activations.name,
        seconds=tenths(turns.end + STAY),
        title=into_layer(number, network.names),
        lead=said("Then each adds its own bias.", "然后各自加上自己的偏置。"),
        caption=_caption(number, network.names),
        mark=layer.addition.span,
        shapes=shapes_of(layer.addition),
        turns=turns,
        network=network,
        number=number,
    )


def _caption(number, names):
    return said(
        "Then each {neuron_of}'s bias joins.",
        "然后加上每个{neuron_of}的偏置。",
        neuron_of=neuron_of(number, names),
    )


class NeuronBiases(AccountBoard):
    """sums + biases: a slip of the bias's colour slides into its neuron."""

    act: NeuronBiasesAct

    def build(self):
        super().build()
        shown = self.network.shown[self.number - 1]
        self.biases = self.network.layer(self.number).biases.array.ravel()[list(shown)]
        self.scale = Scale("diverging", reach_of(self.biases))

    def move(self, time):
        self.calm_others(1.0)
        index, share = self.turns.at(time)
        playing = self.turns.playing(time)
        layer = self.layers[self.number]
        layer.focus = index if playing else None
        layer.lit = np.array(
            [ease(one, JOINED, 0.9) for one in self.turns.shares(time)]
        )
        self.pulses.items = (
            (self._slip(index, share),) if playing and 0 < share < JOINED else ()
        )
        known = 3 if layer.lit[index] > 0.5 else 2 if playing else 1
        self.tell_of(index, known)

    def _slip(self, index, share):
        x, y = self.layers[self.number].center_of(index)
        x += AWAY * (1 - ease(share, 0.1, JOINED))
        color = "#" + bytes(self.scale.colors(self.biases[index])[:3]).hex()
        return Slip(
            Box(x - SIDE / 2, y - SIDE / 2, SIDE, SIDE), color, ease(share, 0, 0.1)
        )


KIND = ActKind(NeuronBiasesAct, NeuronBiases)
