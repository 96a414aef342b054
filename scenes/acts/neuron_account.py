"""How a neuron comes to its value, told in the account beside the layers."""

from functools import cached_property

import numpy as np

from scenes.acts.neuron_board import NeuronBoard
from scenes.arrays.numbers import bar_number_format
from scenes.stage.account import Row
from scenes.words.naming import said
from scenes.words.neuron_names import neuron_title


def _what(layer):
    """What the four numbers of a neuron are; "" where there is none.

    Args:
        layer: a forward_pass.LayerPass.
    """
    function = layer.function.name if layer.function else ""
    count = layer.weights.shape[1]
    return (
        said("{count} products added", "{count} 个乘积之和", count=count),
        said("its bias", "它的偏置") if layer.biases else "",
        said("with the bias", "加上偏置") if layer.biases else "",
        said("{name} of it", "经 {name}", name=function)
        if function
        else said("its share", "它的份额")
        if layer.is_softmax
        else "",
    )


def _and_more(shown, count):
    """About the lines that are drawn, and the products that are not."""
    if count > shown:
        return said(
            "{shown} lines shown and {more} more",
            "画出 {shown} 条线，另有 {more} 条",
            shown=shown,
            more=count - shown,
        )
    return said("all {count} lines are shown", "画出全部 {count} 条线", count=count)


class AccountBoard(NeuronBoard):
    """The board of an act that computes a layer, one neuron after the other."""

    @cached_property
    def _written(self):
        """The sums, biases, both and values of the layer, as written."""
        layer = self.network.layer(self.number)
        arrays = [
            value.array.ravel()
            for value in (layer.sums, layer.biases or layer.sums, layer.pre_activations)
        ]
        write = bar_number_format(np.concatenate([*arrays, [-1.0]]))
        neurons = layer.activations.array.ravel()
        return [[write(value) for value in array] for array in arrays] + [
            [bar_number_format(neurons)(value) for value in neurons]
        ]

    def tell_of(self, shown: int, known: int) -> None:
        """Set the account to one of the neurons of the layer of this act.

        Args:
            shown: which of those shown.
            known: how many of its four numbers are there already.
        """
        index = self.network.shown[self.number - 1][shown]
        count = self.network.layer(self.number).weights.shape[1]
        numbers = [
            texts[index] if k < known else "" for k, texts in enumerate(self._written)
        ]
        what = _what(self.network.layer(self.number))
        rows = [
            Row(one, number, k == known - 1)
            for k, (one, number) in enumerate(zip(what, numbers))
            if one
        ]
        rows.insert(1, Row(_and_more(len(self.network.shown[self.number - 2]), count)))
        self.account.title = neuron_title(self.number, index + 1, self.network.names)
        self.account.rows = tuple(rows)
