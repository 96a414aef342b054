"""Small dense networks whose films of neurons are kept as text: one number, one class,
pictures, batches, many layers, and curves of every kind."""

import numpy as np

NUMBERS = np.random.default_rng(30)


def _(*shape):
    return NUMBERS.normal(size=shape).round(2)


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def classified(x, w, b):
    """A batch of rows, shares, and the answer to each."""
    shares = softmax(x @ w + b)
    return np.argmax(shares, axis=1)


def one_column(w, v, x):
    """No biases, a curve without an upper end; one output."""
    h = np.maximum(w @ x, 0)
    return v @ h


def unnamed(x, layers):
    """Weights that have no name of their own, and more neurons than are drawn."""
    return np.tanh(x @ np.negative(layers[0])) @ np.negative(layers[1])


def sure(x, w, b):
    """One number goes in, one share comes out."""
    y = sigmoid(x @ w + b)
    return y


def in_many_layers(x, *weights):
    """Batches of one, curves from -1 to 1, and weights of a list."""
    for w, b in weights:
        x = np.tanh(x @ w + b)
    return x


def read(pictures, w, b):
    """A batch of pictures, and the answers to all."""
    x = pictures.reshape(len(pictures), -1)
    scores = x @ w + b
    return scores.argmax(axis=1)


def one_picture(picture, w, b, v, c):
    hidden = sigmoid(w @ picture.ravel() + b)
    scores = softmax(v @ hidden + c)
    return scores.argmax()


BRIGHT = abs(_(4, 4)) + 0.25
BRIGHT[1, 2] = 0


def networks():
    """name -> (call, its arguments)."""
    return {
        "neurons_of_a_batch": (classified, (_(2, 4), _(4, 3), _(3))),
        "neurons_of_one_number": (sure, (_(1, 1), _(1, 1), _(1))),
        "neurons_of_a_column": (one_column, (_(3, 12), _(1, 3), _(12, 1))),
        "neurons_of_no_names": (unnamed, (_(1, 11), (_(11, 12), _(12, 1)))),
        "neurons_of_ten": (one_column, (_(2, 10), _(2, 2), _(10, 1))),
        "neurons_of_whole_numbers": (
            one_column,
            (
                np.arange(6).reshape(2, 3) - 2,
                np.array([[1, -1], [2, 0]]),
                np.array([[3], [0], [-1]]),
            ),
        ),
        "neurons_of_many_layers": (
            in_many_layers,
            (_(1, 3), (_(3, 4), _(4)), (_(4, 12), _(12)), (_(12, 2), _(2))),
        ),
        "neurons_of_pictures": (read, (abs(_(2, 5, 5)), _(25, 3), _(3))),
        "neurons_of_a_picture": (
            one_picture,
            (np.eye(6)[::-1], _(4, 36), _(4), _(3, 4), _(3)),
        ),
        "neurons_of_a_bright_picture": (
            one_picture,
            (BRIGHT, _(2, 16), _(2), _(12, 2), _(12)),
        ),
    }
