"""The kinds of acts of the film of neurons."""

from scenes.acts.neuron_answer import NeuronAnswer
from scenes.acts.neuron_biases import NeuronBiases
from scenes.acts.neuron_curve import NeuronCurve
from scenes.acts.neuron_pixels import NeuronPixels
from scenes.acts.neuron_sums import NeuronSums
from scenes.acts.neuron_weights import NeuronWeights

NEURON_PLAYERS = {
    "neuron_pixels": NeuronPixels, "neuron_weights": NeuronWeights,
    "neuron_sums": NeuronSums, "neuron_biases": NeuronBiases,
    "neuron_curve": NeuronCurve, "neuron_answer": NeuronAnswer}
