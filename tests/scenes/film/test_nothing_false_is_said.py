"""Of code that only looks like a network's, nothing is said that is false."""

import numpy as np
import pytest

from network.recorder import record
from scenes.publish.productions import production
from scenes.words.naming import language
from tests import near_misses as near
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
    (little, (SQUARE, np.zeros((5, 5))), ["Change w", "goes from", "Most: "]),
    (word, (SQUARE, ONE_HOT), ["right answer", "outputs"]),
    (pixels, (np.full((784, 1), 7.0),), ["ink", "digit", "pixels"]),
    (pixels, (np.full((784, 1), -0.5),), ["ink", "digit", "pixels"]),
    (where_largest, (COLUMN,), ["answer", "digit"]),
    (hidden_error, (COLUMN, COLUMN + 1), ["weights", "neuron did", "Send"]),
    (squashed, (COLUMN,), ["Squash", "with the sigmoid"]),
    (near.tabular, (np.zeros((2, 2)), 0.5), ["Cross-entropy", "right answer"]),
    (near.halved, (np.arange(3.0), np.eye(3)), ["Stretch", "range", "divided by its"]),
    (near.filtered, (SQUARE, np.eye(5), np.eye(5) * 0.1), ["residual", "Keep what"]),
    (
        near.gained,
        (np.eye(2), np.array([[1.0, 0]]), np.eye(1), np.tri(2), np.eye(2)),
        ["sent back", "weights that made"],
    ),
    (near.ridge, (RANDOM.normal(size=(8, 3)),), ["shrinks", "step"]),
    (near.share_of_itself, (SQUARE, COLUMN), ["shrinks", "decay", "step is"]),
    (
        near.less_than_nothing,
        (np.zeros(3), np.ones(3), 0.2),
        [" 0.1 * (s - 1) is 0.08"],
    ),
    (near.shares_of_a_sum, (np.abs(SQUARE),), ["softmax", "norm", "mean"]),
    (near.by_given_numbers, (SQUARE,), ["norm", "standard", "spread of"]),
    (near.entropy, (np.full(4, 0.25),), ["Cross-entropy", "right answer"]),
    (near.divergence, (np.full(4, 0.25), np.arange(1, 5) / 10), ["Cross-entropy"]),
    (near.through_sizes, (np.eye(3)[[0]], np.zeros((1, 3))), ["squared"]),
    (near.shown_each, (SQUARE[:, :3],), ["total = total", "the array"]),
    (
        near.focal,
        (np.array([[0.2, 0.8], [0.9, 0.1]]), np.array([0, 1])),
        ["Cross-entropy", "wanted"],
    ),
    (
        near.saturated,
        (np.array([40.0, 0, -40, 50]), np.ones(4)),
        ["Only where", "stopped"],
    ),
    (near.moving_average, (COLUMN, [COLUMN + 1, COLUMN]), ["shrinks", "a step"]),
    (near.along_columns, (COLUMN[:, 0], SQUARE), ["Row "]),
    (near.set_back, (COLUMN,), ["[fired] = rest"]),
    (near.of_no_slope, (np.zeros(3), np.arange(3.0)), ["Furthest from zero"]),
    (near.chosen_by_all, (SQUARE, np.ones(5, bool)), ["getitem"]),
    (near.called_itself, (COLUMN,), ["__call__"]),
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
    (
        heads,
        (RANDOM.normal(size=(2, 5, 8)),),
        [
            "8 along axis 2 become 2 × 4.",
            "The axes 2 × 5 × 2 × 4 stand in another order: 2 × 2 × 5 × 4.",
        ],
    ),
    (loss, (SQUARE,), ["Work out loss", "With its numbers: "]),
    (little, (SQUARE, np.full((5, 5), 1e-300)), ["too little for"]),
    (little, (SQUARE, np.zeros((5, 5))), ["w: a change of 0"]),
    (where_largest, (COLUMN,), ["Where the largest is", "It is at "]),
    (squashed, (COLUMN,), ["Through the curve of tanh"]),
    (near.windowed_and_averaged, (np.arange(8.0),), ["Mean pooling", "Work out av"]),
    (
        near.less_than_nothing,
        (np.zeros(3), np.ones(3), 0.2),
        ["−(0.1 * (s - 1)) is 0.08."],
    ),
    (near.along_columns, (COLUMN[:, 0], SQUARE), ["Each column of W", "Column "]),
    (near.set_back, (COLUMN,), ["rest if x > 0.1 else x"]),
    (near.of_no_slope, (np.zeros(3), np.arange(3.0)), ["All of it is 0."]),
    (
        near.chosen_by_all,
        (SQUARE, np.ones(5, bool)),
        ["25 of the 25 cells of W are kept, where fired is true."],
    ),
    (near.called_itself, (COLUMN,), ["Tanh(", "All 5 cells"]),
    (
        near.from_one,
        (np.arange(3) / 4,),
        ["Each of the 3 cells of p is taken from 1.", "p gets the other sign."],
    ),
    (
        near.differences,
        (np.arange(3.0),),
        ["Each number of x less the one before it", "times it is the identity"],
    ),
    (near.shown_each, (SQUARE[:, :3],), ["Take row 0 of xs", "Take row 1 of xs"]),
    (near.drawn, (np.random.default_rng(2),), ["true, ", " false."]),
]


@pytest.mark.parametrize("call, arguments, expected", TOLD)
def test_what_is_said_instead(call, arguments, expected):
    told = " ".join(sentences(call, *arguments))
    for words in expected:
        assert words in told


def test_no_digit_is_in_the_title_of_a_film_of_other_code():
    made = production("forward", record=record(residual, SQUARE, COLUMN))
    assert made.title == {"en": "residual, step by step", "zh": "residual，逐步展开"}


NEAR = [(one, given) for one, given, _ in FALSE if one.__module__ == near.__name__]


@pytest.mark.parametrize("call, arguments", NEAR)
def test_no_second_depends_on_the_language(call, arguments):
    seconds = []
    for spoken in ("en", "zh"):
        with language(spoken):
            acts = acts_of(call, *arguments, arrivals=True)
            seconds.append([(act.kind, act.seconds) for act in acts])
    assert seconds[0] == seconds[1]
