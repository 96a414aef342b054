"""Networks unlike the digit network, to be replayed with nothing special."""

import numpy as np


def relu(x):
    """Keep what is above zero."""
    return np.maximum(0, x)


def softmax(scores):
    """Shares that add up to one in each row."""
    powers = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return powers / np.sum(powers, axis=1, keepdims=True)


class ThreeLayers:
    """Three layers with ReLU, weights in a list."""

    def __init__(self):
        rng = np.random.default_rng(1)
        sizes = (8, 6, 5, 3)
        self.weights = [rng.normal(size=(after, before))
                        for before, after in zip(sizes, sizes[1:])]
        self.biases = [rng.normal(size=(after, 1)) for after in sizes[1:]]

    def forward(self, x):
        """(8, 1) -> (3, 1)."""
        for weights, biases in zip(self.weights, self.biases):
            x = relu(weights @ x + biases)
        return x


class SoftmaxBatch:
    """A batch of rows through one layer and a softmax."""

    def __init__(self):
        rng = np.random.default_rng(2)
        self.weights = rng.normal(size=(4, 3))
        self.biases = rng.normal(size=3)

    def forward(self, rows):
        """(batch, 4) -> (batch, 3)."""
        scores = rows @ self.weights + self.biases
        shares = softmax(scores)
        best = np.argmax(shares, axis=1)
        return shares, best


def convolve(image, kernel):
    """Slide a kernel over an image, take the parts above the mean."""
    high, wide = kernel.shape
    rows, columns = image.shape[0] - high + 1, image.shape[1] - wide + 1
    out = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            patch = image[row:row + high, column:column + wide]
            out[row, column] = np.sum(patch * kernel)
    return np.where(out > out.mean(), out, 0.0)


class GatedCell:
    """One step of a gated recurrent cell, with tanh and sigmoid gates."""

    def __init__(self):
        rng = np.random.default_rng(3)
        self.gate_weights = rng.normal(size=(4, 7))
        self.state_weights = rng.normal(size=(4, 7))

    def forward(self, x, state):
        """(3, 1) and (4, 1) -> (4, 1)."""
        joined = np.concatenate([x, state])
        gate = 1 / (1 + np.exp(-(self.gate_weights @ joined)))
        candidate = np.tanh(self.state_weights @ joined)
        state = gate * state + (1 - gate) * candidate
        return state


def odd_values(x):
    """Numbers that are no numbers, and large stacks."""
    ratio = x / np.array([[0.0, 1.0, 2.0]])
    stack = np.arange(2 * 3 * 4.0).reshape(2, 3, 4) * 0.1
    total = stack.sum(axis=0).T
    large = np.ones((300, 500)) * x[0, 1]
    return ratio, total, large


def cases():
    """(name, call, arguments) of each network."""
    rng = np.random.default_rng(4)
    return [
        ("three layers", ThreeLayers().forward, (rng.normal(size=(8, 1)),)),
        ("softmax batch", SoftmaxBatch().forward, (rng.normal(size=(6, 4)),)),
        ("convolution", convolve, (rng.random((4, 5)), rng.normal(
            size=(2, 2)))),
        ("gated cell", GatedCell().forward, (rng.normal(size=(3, 1)),
                                             rng.normal(size=(4, 1)))),
        ("odd values", odd_values, (np.array([[0.0, 1.0, -2.0]]),)),
    ]
