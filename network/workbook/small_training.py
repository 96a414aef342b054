"""Two small networks that learn over many steps, one example after the other.

It is what DigitNetwork.learn does, with fewer pixels, hidden neurons and
outputs. The sheets Train and Xor have the same as formulas; these are their
values.
"""

from dataclasses import dataclass

import numpy as np

from network.workbook.spelling import loss, sigmoid


@dataclass(frozen=True)
class SmallTask:
    """What a small network learns.

    Attributes:
        sheet: the name of its sheet.
        side: (rows, columns) of an example as it is shown.
        examples: (E, I) in 0..1, each row after row of its picture.
        expected: (E, O) of 0 and 1.
        hidden: H, how many hidden neurons.
        rate: the learning rate that it begins with.
        rounds: how often all examples are learned from.
        seed: of the first weights.
        spread: how far from 0 these are, at most.
    """

    sheet: str
    side: tuple[int, int]
    examples: np.ndarray
    expected: np.ndarray
    hidden: int
    rate: float
    rounds: int
    seed: int
    spread: float

    @property
    def steps(self):
        """How many steps all rounds have."""
        return self.rounds * len(self.examples)

    def start(self):
        """The first weights and biases, to two decimals.

        Returns:
            (H, I) weights and (H,) biases of the hidden neurons, (O, H) and
            (O,) of the outputs.
        """
        uniform = np.random.default_rng(self.seed).uniform
        inputs, outputs = self.examples.shape[1], self.expected.shape[1]
        return (
            np.round(uniform(-self.spread, self.spread, (self.hidden, inputs)), 2),
            np.zeros(self.hidden),
            np.round(uniform(-self.spread, self.spread, (outputs, self.hidden)), 2),
            np.zeros(outputs),
        )


@dataclass(frozen=True)
class SmallStep:
    """A step: the parameters before it, and what comes of them.

    Attributes:
        parameters: as SmallTask.start gives them.
        hidden: (H,) neurons.
        sums, outputs, delta: (O,) of the output neurons.
        back: (H,) hidden_delta.
        loss: the cross-entropy of all outputs.
    """

    parameters: tuple[np.ndarray, ...]
    hidden: np.ndarray
    sums: np.ndarray
    outputs: np.ndarray
    delta: np.ndarray
    back: np.ndarray
    loss: float


def small_steps(task):
    """The SmallSteps of a task, and the parameters after the last."""
    parameters, steps = task.start(), []
    for number in range(task.steps):
        example = number % len(task.examples)
        step, parameters = _step(
            parameters, task.examples[example], task.expected[example], task.rate
        )
        steps.append(step)
    return steps, parameters


def small_reading(parameters, image):
    """The (H,) hidden neurons, (O,) sums and outputs of an image."""
    weights, biases, output_weights, output_biases = parameters
    hidden = sigmoid(weights @ image + biases)
    sums = output_weights @ hidden + output_biases
    return hidden, sums, sigmoid(sums)


def _step(parameters, image, expected, rate):
    weights, biases, output_weights, output_biases = parameters
    hidden, sums, outputs = small_reading(parameters, image)
    delta = outputs - expected
    new_output_weights = output_weights - rate * np.outer(delta, hidden)
    back = new_output_weights.T @ delta * (hidden * (1 - hidden))
    after = (
        weights - rate * np.outer(back, image),
        biases - rate * back,
        new_output_weights,
        output_biases - rate * delta,
    )
    total = float(loss(sums, expected).sum())
    return SmallStep(parameters, hidden, sums, outputs, delta, back, total), after


def _images(text):
    """Images of three rows of three, from a text with a row to a line."""
    lines = [line.split() for line in text.split("\n") if line.strip()]
    return np.array(
        [
            [int(pixel) for line in lines for pixel in line[number]]
            for number in range(len(lines[0]))
        ],
        float,
    )


# Five crosses that lean, five that stand: a pixel of all but the first is wrong.
_LEANING = _images("""
    101 101 100 111 101
    010 010 010 010 000
    101 001 101 101 101
""")
_STANDING = _images("""
    010 010 010 000 011
    111 101 110 111 111
    010 010 010 010 010
""")
TRAIN = SmallTask(
    sheet="Train",
    side=(3, 3),
    examples=np.stack([_LEANING, _STANDING], axis=1).reshape(10, 9),
    expected=np.tile(np.eye(2), (5, 1)),
    hidden=3,
    rate=0.2,
    rounds=10,
    seed=4,
    spread=0.5,
)
XOR = SmallTask(
    sheet="Xor",
    side=(1, 2),
    examples=np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float),
    expected=np.array([[0], [1], [1], [0]], float),
    hidden=3,
    rate=0.5,
    rounds=100,
    seed=4,
    spread=2.0,
)
