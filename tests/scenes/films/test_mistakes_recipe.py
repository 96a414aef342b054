"""Which traces the film of mistakes is told of, and which it refuses."""

import numpy as np
import pytest

from network.digits import digit_images as digits
from network.recorder import record
from network.runs.default_traces import MISREAD_DRAWN
from scenes.film.storyboard import film_steps
from scenes.mistakes import twin_steps

SHOWN = ["two-digits", "output-neurons", "hidden-neurons", "where-they-part", "mended"]
IMAGES = digits.drawn_digit("1"), digits.drawn_digit(MISREAD_DRAWN)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class Small:
    """A network of three hidden neurons that reads 0, 1 or 2.

    Args:
        first: the answer to the first image.
        others: those to the second, one after the other.
        pixels: of an image.
        hidden: how many neurons.
    """

    def __init__(self, first, *others, pixels=784, hidden=3):
        self.answers = iter((first, *others))
        self.input_to_hidden_weights = np.linspace(
            -0.01, 0.01, hidden * pixels
        ).reshape(hidden, pixels)
        self.hidden_biases = np.linspace(0, 1, hidden).reshape(-1, 1)
        self.hidden_to_output_weights = np.zeros((3, hidden))
        self.output_biases = np.zeros((3, 1))

    def detect(self, image):
        self.output_biases = (np.arange(3) == next(self.answers)) * 1.0
        self.output_biases = self.output_biases.reshape(3, 1)
        hidden_pre_sigmoid = self.hidden_biases + self.input_to_hidden_weights @ image
        hidden_neurons = sigmoid(hidden_pre_sigmoid)
        output_pre_sigmoid = (
            self.output_biases + self.hidden_to_output_weights @ hidden_neurons
        )
        output_neurons = sigmoid(output_pre_sigmoid)
        detected = np.argmax(output_neurons)
        return detected

    def glance(self):
        """Say an answer that nothing was computed for."""
        detected = np.argmax(np.arange(3) == next(self.answers))
        return detected

    def learn(self):
        self.hidden_to_output_weights += 0.01 * np.ones(
            self.hidden_to_output_weights.shape
        )


def read_and_mend(network, image, misread):
    network.detect(image)
    network.detect(misread)
    network.learn()
    return network.detect(misread)


def read_one(network, image):
    network.detect(image)
    network.detect(image)
    network.learn()
    return network.detect(image)


def read_three(network, image, misread, other):
    return read_and_mend(network, image, misread)


def never_learn(network, image, misread):
    network.detect(image)
    network.detect(misread)
    return network.detect(misread)


def never_look_again(network, image, misread):
    network.detect(image)
    network.detect(misread)
    network.learn()
    return network.answers


def only_glance_again(network, image, misread):
    network.detect(image)
    network.detect(misread)
    network.learn()
    return network.glance()


def look_with_another(network, other, image, misread):
    network.detect(image)
    network.detect(misread)
    network.learn()
    return other.detect(misread)


class Silent(Small):
    """Computes the last outputs, but no answer from them."""

    def forget(self, image):
        hidden_pre_sigmoid = self.hidden_biases + self.input_to_hidden_weights @ image
        hidden_neurons = sigmoid(hidden_pre_sigmoid)
        output_pre_sigmoid = (
            self.output_biases + self.hidden_to_output_weights @ hidden_neurons
        )
        output_neurons = sigmoid(output_pre_sigmoid)
        return output_neurons


def forget_the_answer(network, image, misread):
    network.detect(image)
    network.detect(misread)
    network.learn()
    return network.forget(misread)


class Counting(Small):
    """Counts its answers from 1, so that the last has no output."""

    def detect(self, image):
        output_biases = np.arange(3) == next(self.answers)
        hidden_pre_sigmoid = self.hidden_biases + self.input_to_hidden_weights @ image
        hidden_neurons = sigmoid(hidden_pre_sigmoid)
        output_pre_sigmoid = (
            output_biases.reshape(3, 1) + self.hidden_to_output_weights @ hidden_neurons
        )
        output_neurons = sigmoid(output_pre_sigmoid)
        detected = np.argmax(output_neurons) + 1
        return detected


class Partial(Small):
    """Its outputs come from some of the hidden neurons."""

    def detect(self, image):
        output_biases = np.arange(3) == next(self.answers)
        hidden_pre_sigmoid = self.hidden_biases + self.input_to_hidden_weights @ image
        hidden_neurons = sigmoid(hidden_pre_sigmoid)
        output_pre_sigmoid = (
            output_biases.reshape(3, 1)
            + self.hidden_to_output_weights[:, :2] @ hidden_neurons[:2]
        )
        output_neurons = sigmoid(output_pre_sigmoid)
        detected = np.argmax(output_neurons)
        return detected


def told_of(call, network, *images):
    trace = record(call, network, *images)
    return twin_steps(trace, film_steps(trace))


@pytest.mark.parametrize("answers", [(1, 2, 1), (0, 2, 2), (2, 0, 1)])
def test_both_are_told_of_and_what_mends_the_second(answers):
    steps = told_of(read_and_mend, Small(*answers), *IMAGES)
    assert [step.slug for step in steps] == [*SHOWN[:-1], "strokes", "mended"]
    acts = {step.slug: step.acts[0] for step in steps}
    assert acts["output-neurons"].answers == answers[:2]
    assert acts["where-they-part"].rivals == answers[:2]
    assert acts["where-they-part"].neuron == acts["strokes"].neuron
    mended = acts["mended"]
    assert (mended.answers, mended.right) == (answers[1:], answers[0])
    np.testing.assert_array_equal(mended.image.array, IMAGES[1])
    for value, answer in zip(mended.operands, answers[1:]):
        assert int(value.array.argmax()) == answer
    assert [step.statement is None for step in steps] == [True, *[False] * 4, True]
    for step in steps:
        assert step.name == step.acts[0].step_name
        assert step.function.split(".")[-1] == (
            "learn" if step.slug == "mended" else "detect"
        )


def test_many_hidden_neurons_are_told_of_too():
    steps = told_of(read_and_mend, Small(1, 2, 1, hidden=30), *IMAGES)
    assert [step.slug for step in steps] == [*SHOWN[:-1], "strokes", "mended"]
    (act,) = (step.acts[0] for step in steps if step.slug == "where-they-part")
    assert len(act.turns.starts) == 30


def test_weights_of_no_picture_meet_no_strokes():
    images = np.ones((784, 1)), np.full((784, 1), 0.5)

    class Narrow(Small):
        def detect(self, image):
            return super().detect(image[:5])

    steps = told_of(read_and_mend, Narrow(1, 2, 1, pixels=5), *images)
    assert [step.slug for step in steps] == SHOWN


class Mixed(Small):
    """Adds up the first image's products in another way than the second's."""

    def first(self, image):
        products = self.input_to_hidden_weights * image.T
        hidden_pre_sigmoid = products.sum(axis=1, keepdims=True)
        hidden_neurons = sigmoid(hidden_pre_sigmoid)
        output_pre_sigmoid = (
            self.output_biases + self.hidden_to_output_weights @ hidden_neurons
        )
        output_neurons = sigmoid(output_pre_sigmoid)
        detected = np.argmax(output_neurons)
        return detected


def in_two_ways(network, image, misread):
    network.first(image)
    network.detect(misread)
    network.learn()
    return network.detect(misread)


def test_strokes_are_of_both_or_none():
    steps = told_of(in_two_ways, Mixed(2, 1), *IMAGES)
    assert [step.slug for step in steps] == SHOWN


@pytest.mark.parametrize(
    "call, network, images, got",
    [
        (only_glance_again, Small(1, 2, 1), IMAGES, r"2 images read as \[1, 2, 1\]"),
        (
            look_with_another,
            Small(1, 2),
            (Small(1, hidden=4), *IMAGES),
            r"2 images read as \[1, 2, 1\]",
        ),
        (forget_the_answer, Silent(1, 2), IMAGES, r"2 images read as \[1, 2\]"),
        (read_and_mend, Counting(1, 2, 1), IMAGES, r"2 images read as \[2, 3, 2\]"),
        (read_and_mend, Partial(1, 2, 1), IMAGES, r"2 images read as \[1, 2, 1\]"),
        (read_and_mend, Small(1, 1, 1), IMAGES, r"2 images read as \[1, 1, 1\]"),
        (read_one, Small(1, 2, 1), IMAGES[:1], r"1 images read as \[1, 2, 1\]"),
        (
            read_three,
            Small(1, 2, 1),
            (*IMAGES, np.ones((28, 28))),
            r"3 images read as \[1, 2, 1\]",
        ),
        (never_learn, Small(1, 2, 1), IMAGES, r"2 images read as \[1, 2, 1\]"),
        (never_look_again, Small(1, 2, 1), IMAGES, r"2 images read as \[1, 2\]"),
    ],
)
def test_other_traces_are_refused(call, network, images, got):
    with pytest.raises(
        ValueError, match="learns from the second and reads it once more, got " + got
    ):
        told_of(call, network, *images)


def outputs_of_two(outputs, image, misread):
    """What is computed is named as in a network, but is none."""
    for number in range(3):
        hidden_pre_sigmoid = outputs * 1.0
        hidden_neurons = outputs * 1.0
        output_pre_sigmoid = outputs * 1.0
        output_neurons = outputs * 1.0
        detected = np.argmax(np.arange(3) == (number, 2, 1)[number])
        hidden_to_output_weights = outputs * 2.0
    return (
        hidden_pre_sigmoid,
        hidden_neurons,
        output_pre_sigmoid,
        output_neurons,
        detected,
        hidden_to_output_weights,
    )


@pytest.mark.parametrize("shape", [(3, 1), (1, 3), (3, 3)])
def test_what_is_no_network_is_refused(shape):
    with pytest.raises(ValueError, match="got 2 images read as"):
        told_of(outputs_of_two, np.ones(shape), *IMAGES)
