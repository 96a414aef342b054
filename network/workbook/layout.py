"""Where the network stands in the workbook: after Mikkel Duif's own.

His article "Exploring How Neural Networks Work and Visualising Them" (Towards
Data Science, 2019) names cells of a workbook of a 784-30-10 network, and all
of these hold here. On the sheet Parameters, with H hidden neurons:

    rows                for H = 30    what
    1 .. 29 H           1 .. 870      for each hidden neuron a heading row and
                                      28 rows of 28 weights, as the pixels lie
    .. + 10 (H + 1)     871 .. 1180   for each digit a heading row and its H
                                      weights in column A
    .. + H + 1          1181 .. 1211  a heading row and the hidden biases
    .. + 11             1212 .. 1222  a heading row and the output biases

So w(2-1,1), from input neuron 1 to neuron 1 of layer 2, is in A2; w(2-30,784)
in AB870; w(3-1,1) in A872; the last output weight, which the article writes
w(30-10,30), in A1180; the first bias in A1182. The sheets Adjustments and
Learned have the same rows.
"""

from dataclasses import dataclass

from network.digits.sizes import DIGITS, SIDE
from network.workbook.areas import Area

BLOCK = SIDE + 1  # rows of a hidden neuron: a heading and its weights

# A neuron brings 784 weights, adjustments and learned weights. With more of
# them a spreadsheet takes longer than some 3 seconds to open.
MAX_HIDDEN = 100

NUMBER = Area("Number", 0, 0, SIDE, SIDE)
OUTPUT_NEURONS = Area("Number", 1, 30, DIGITS)  # AE2:AE11


def hidden_neurons(hidden):
    """The hidden neurons on the sheet Number: AD2 and below."""
    return Area("Number", 1, 29, hidden)


@dataclass(frozen=True)
class ParameterLayout:
    """The rows of all weights and biases of a network on one sheet.

    Attributes:
        sheet: the sheet's name.
        hidden: H, the number of hidden neurons.
        prefix: what the defined names begin with, before "weight_1_1".
    """

    sheet: str
    hidden: int
    prefix: str = ""

    def hidden_weights(self, k):
        """The 28 x 28 weights of hidden neuron k, from 0."""
        return Area(self.sheet, BLOCK * k + 1, 0, SIDE, SIDE)

    def output_weights(self, digit):
        """The (H, 1) weights of a digit's output neuron."""
        top = BLOCK * self.hidden + (self.hidden + 1) * digit + 1
        return Area(self.sheet, top, 0, self.hidden)

    @property
    def hidden_biases(self):
        """The (H, 1) biases of the hidden neurons."""
        top = BLOCK * self.hidden + (self.hidden + 1) * DIGITS + 1
        return Area(self.sheet, top, 0, self.hidden)

    @property
    def output_biases(self):
        """The (10, 1) biases of the output neurons."""
        return Area(self.sheet, self.hidden_biases.bottom + 2, 0, DIGITS)

    def names(self):
        """The defined names as pairs (name, Area), neurons from 1."""
        for k in range(self.hidden):
            yield f"{self.prefix}weight_1_{k + 1}", self.hidden_weights(k)
        for digit in range(DIGITS):
            yield (f"{self.prefix}weight_2_{digit + 1}", self.output_weights(digit))
        yield f"{self.prefix}bias_1", self.hidden_biases
        yield f"{self.prefix}bias_2", self.output_biases


def neuron_formula(inputs, layer, neuron, *, prefix=""):
    """The article's formula of a neuron.

    Args:
        inputs: defined name of the layer before it.
        layer: 1 for a hidden neuron, 2 for an output neuron.
        neuron: from 1.
        prefix: of the defined names of its weights.
    """
    return f"=1/(1+EXP(-({sum_formula(inputs, layer, neuron, prefix)})))"


def sum_formula(inputs, layer, neuron, prefix=""):
    """What a neuron's sigmoid is taken of, without "="."""
    return (
        f"SUMPRODUCT({inputs},{prefix}weight_{layer}_{neuron})"
        f"+INDEX({prefix}bias_{layer},{neuron})"
    )
