"""What one learning step does at several learning rates, for several images.

It is DigitNetwork.learn itself, taken anew from the same start for each rate.
The sheet Rates has the same as formulas; these are their values.
"""

from dataclasses import dataclass

import numpy as np

from network.digit_network import DigitNetwork
from network.digits.sizes import DIGITS
from network.workbook.spelling import sigmoid

OTHER_RATES = (0.1, 0.3, 1.0, 3.0, 10.0)  # beside the reader's own


@dataclass(frozen=True)
class Reading:
    """How an image is read after a step, at each of R rates.

    Attributes:
        label: the digit that it shows.
        hidden: (H, R) hidden neurons.
        sums: (10, R) what the output neurons are the sigmoids of.
    """

    label: int
    hidden: np.ndarray
    sums: np.ndarray

    @property
    def outputs(self):
        """(10, R) output neurons."""
        return sigmoid(self.sums)

    @property
    def read(self):
        """(R,) digits that it is read as."""
        return self.outputs.argmax(axis=0)


def readings(lesson):
    """The Reading of the lesson's image, then those of the ten drawn digits."""
    rates = (lesson.learn_rate, *OTHER_RATES)
    learned = [_learned(lesson, rate) for rate in rates]
    shown = [(lesson.label, lesson.image)] + [
        (choice.label, choice.image) for choice in lesson.choices[:DIGITS]
    ]
    return [_reading(label, image, learned) for label, image in shown]


def _learned(lesson, rate):
    network = DigitNetwork(hidden=lesson.hidden)
    vars(network).update({name: array.copy() for name, array in lesson.before.items()})
    network.learn_rate = rate
    expected = (np.arange(DIGITS) == lesson.label)[:, None]
    network.learn(lesson.image, expected)
    return network


def _reading(label, image, learned):
    hidden = [
        sigmoid(one.hidden_biases + one.input_to_hidden_weights @ image)
        for one in learned
    ]
    sums = [
        one.output_biases + one.hidden_to_output_weights @ neurons
        for one, neurons in zip(learned, hidden, strict=True)
    ]
    return Reading(label, np.hstack(hidden), np.hstack(sums))
