"""The film of neurons, its shots, its frames and their parts."""

import numpy as np

from network.digit_network import DigitNetwork
from network.runs.default_traces import DEFAULT_WEIGHTS
from scenes.film.film import Film
from scenes.neurons import neuron_steps

SLUGS = ("pixels", "weights", "hidden-sums", "hidden-neurons", "output-sums",
         "output-neurons", "answer")
TOLERANCE = 2       # levels of 0..255


def film_of(trace, **options):
    return Film(trace, steps_of=neuron_steps, **options)


def shot_of(film, slug, act=0):
    index = [step.slug for step in film.steps].index(slug)
    return film.shots_of(index)[act]


def part_of(frame, name, number):
    """The number-th part of a class that a frame shows."""
    return [part for part in frame.parts
            if type(part).__name__ == name][number]


def arrays_of(trace):
    """The arrays of the default trace by their names, computed alone."""
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    image = trace.inputs[0].array
    sums = network.input_to_hidden_weights @ image
    hidden = 1 / (1 + np.exp(-(sums + network.hidden_biases)))
    outputs = network.hidden_to_output_weights @ hidden
    output = 1 / (1 + np.exp(-(outputs + network.output_biases)))
    return {
        "weights": (None, None, network.input_to_hidden_weights,
                    network.hidden_to_output_weights),
        "sums": (None, None, sums.ravel(), outputs.ravel()),
        "biases": (None, None, network.hidden_biases.ravel(),
                   network.output_biases.ravel()),
        "neurons": (None, image.ravel(), hidden.ravel(), output.ravel())}
