"""A forward pass whose numbers are known without computing it.

All output weights are 0, so the outputs are the squashed biases: 0.881 of
digit 7, 0.119 of all others.
"""

from dataclasses import replace

import numpy as np

from network.recorder import record
from scenes.acts.neuron_answer import largest_output
from scenes.acts.neuron_biases import biases_joining
from scenes.acts.neuron_curve import squashed
from scenes.acts.neuron_network import Network
from scenes.acts.neuron_pixels import pixels_as_neurons
from scenes.acts.neuron_sums import weighted_sums
from scenes.acts.neuron_weights import weights_as_lines
from scenes.reading.forward_pass import forward_pass


def squeeze(z):
    return 1 / (1 + np.exp(-z))


def read(ink, into, first, out, second):
    before = into @ ink + first
    middle = squeeze(before)
    last = out @ middle + second
    ends = squeeze(last)
    best = np.argmax(ends)
    return best


def small_trace(hidden):
    """One pixel, of index 391, has ink; it is drawn. The sums of the hidden
    neurons are -1, 0, 1, ...; the bias of each is 0.5."""
    ink = np.zeros((784, 1))
    ink[391] = 1.0
    into = np.zeros((hidden, 784))
    into[:, 391] = np.arange(hidden) - 1
    second = np.full((10, 1), -2.0)
    second[7] = 2.0
    return record(
        read, ink, into, np.full((hidden, 1), 0.5), np.zeros((10, hidden)), second
    )


def small_network(hidden):
    run = replace(forward_pass(small_trace(hidden)), reads_digits=True)
    return Network.of(run)


def answer_of(network):
    return largest_output(network, network.run.answering, network.run.answer)


# What each of the acts is called here, and how its plan is made.
PLANS = {
    "pixels": pixels_as_neurons,
    "weights": weights_as_lines,
    "sums 2": lambda network: weighted_sums(network, 2),
    "biases 2": lambda network: biases_joining(network, 2),
    "curve 2": lambda network: squashed(network, 2),
    "sums 3": lambda network: weighted_sums(network, 3),
    "biases 3": lambda network: biases_joining(network, 3),
    "curve 3": lambda network: squashed(network, 3),
    "answer": answer_of,
}


def plan_of(name, hidden):
    return PLANS[name](small_network(hidden))
