"""Of code that only looks like a network's, nothing is said that is false."""

import numpy as np
import pytest

from network.recorder import record
from scenes.publish.productions import production
from tests.told import acts_of

RANDOM = np.random.default_rng(0)
SQUARE, COLUMN = RANDOM.normal(size=(5, 5)), RANDOM.normal(size=(5, 1))
ONE_HOT = np.eye(5)[:, [2]]


def residual(W, x):
    y = W @ x + x
    return y


def gradient_in_time(Why, dy, dhnext):
    dh = Why.T @ dy + dhnext
    return dh


def heads(q):
    q = q.reshape(2, 5, 2, 4).transpose(0, 2, 1, 3)
    return q


def loss(W):
    loss = np.mean(W)
    loss += 0.5 * np.sum(W * W)
    return loss


def cross_entropy(p):
    loss = -np.log(p[2, 0])
    return loss


def adam(m, grads):
    for key in m:
        m[key] += (1 - 0.9) * (grads[key] - m[key])
    return m["W1"]


def little(w, d):
    w -= 0.1 * d
    return w


def word(E, w):
    h = E @ w
    return h


def pixels(x):
    return 2 * x


def where_largest(q):
    best = np.argmax(q)
    return q[best]


def hidden_error(a, b):
    hidden_error = a - b
    return hidden_error


def sigmoid(x):
    return np.tanh(x)


def squashed(x):
    y = sigmoid(x)
    return y


FALSE = [
    (residual, (SQUARE, COLUMN), ["bias", "the same for every"]),
    (gradient_in_time, (SQUARE, COLUMN, COLUMN + 1), ["bias", "the same for every"]),
    (heads, (RANDOM.normal(size=(2, 5, 8)),), ["rows and columns"]),
    (loss, (SQUARE,), ["begins here"]),
    (cross_entropy, (np.abs(COLUMN),), ["begins here"]),
    (adam, ({"W1": SQUARE}, {"W1": SQUARE + 1}), ["adjustment", "learning rate"]),
    (little, (SQUARE, np.full((5, 5), 1e-9)), ["0.00000", "from 0 to 0"]),
    (little, (SQUARE, np.full((5, 5), 1e-300)), ["goes from"]),
    (little, (SQUARE, np.zeros((5, 5))), ["Change w", "goes from", "moved most"]),
    (word, (SQUARE, ONE_HOT), ["right answer", "outputs"]),
    (pixels, (np.full((784, 1), 7.0),), ["ink", "digit", "pixels"]),
    (pixels, (np.full((784, 1), -0.5),), ["ink", "digit", "pixels"]),
    (where_largest, (COLUMN,), ["answer", "digit"]),
    (hidden_error, (COLUMN, COLUMN + 1), ["weights", "neuron did", "Send"]),
    (squashed, (COLUMN,), ["Squash", "with the sigmoid"]),
]


def sentences(call, *arguments):
    for act in acts_of(call, *arguments, arrivals=True):
        yield from (act.title, act.lead, act.caption, act.step_name)


@pytest.mark.parametrize("call, arguments, false", FALSE)
def test_what_is_not_so_is_not_said(call, arguments, false):
    told = " ".join(sentences(call, *arguments))
    assert told.strip()
    for words in false:
        assert words.lower() not in told.lower()


# What is said instead.
TOLD = [
    (
        residual,
        (SQUARE, COLUMN),
        ["Add x", "To each row is added its own number of x."],
    ),
    (heads, (RANDOM.normal(size=(2, 5, 8)),), ["Put the axes in another order"]),
    (loss, (SQUARE,), ["Work out loss", "With its numbers: "]),
    (little, (SQUARE, np.full((5, 5), 1e-300)), ["too little for"]),
    (little, (SQUARE, np.zeros((5, 5))), ["w: a change of 0"]),
    (where_largest, (COLUMN,), ["Where the largest is", "It is at "]),
    (squashed, (COLUMN,), ["Through the curve of sigmoid"]),
]


@pytest.mark.parametrize("call, arguments, expected", TOLD)
def test_what_is_said_instead(call, arguments, expected):
    told = " ".join(sentences(call, *arguments))
    for words in expected:
        assert words in told


def test_no_digit_is_in_the_title_of_a_film_of_other_code():
    made = production("forward", record=record(residual, SQUARE, COLUMN))
    assert made.title == {"en": "residual, step by step", "zh": "residual，逐步展开"}
