"""Small trainings of which each has something that others have not: one output, layers
without names, a loss that rises or is lost, a loop inside a loop that turns once.

What the films of these trainings say is kept as text.
"""

import numpy as np

from network.recorder import record
from scenes.film.film import Film
from scenes.film.look_again import look_again_steps
from scenes.film.right_and_wrong import right_and_wrong_steps
from scenes.film.rounds_of_training import rounds_steps

RNG = np.random.default_rng(12)
X = RNG.normal(size=(6, 3)).round(2)
BITS = np.array([[1.0], [0.0], [0.0], [1.0], [1.0], [0.0]])
FAR = np.array([3, 0, 1, 2, 23, 1])  # of 26 classes
LABELS = np.array([2, 0, 1, 2, 0, 1])
IN, OUT, ONE = (RNG.normal(size=shape).round(2) for shape in ((3, 4), (4, 3), (4, 1)))
SMALL, NONE, NO_3 = IN[:, :3], np.zeros(1), np.zeros(3)
WIDE, BACK = RNG.normal(size=(3, 30)).round(2), RNG.normal(size=(30, 3)).round(2)
MANY = RNG.normal(size=(3, 26)).round(2)


def one_output(x, bits, first, last, add, rate, rounds):
    for _ in range(rounds):
        h = np.tanh(x @ first)
        y = 1 / (1 + np.exp(-(h @ last + add)))
        error = y - bits
        g = h.T @ error
        first -= rate * (x.T @ (error @ last.T * (1 - h**2)))
        last -= rate * g
        add -= rate * error.sum(axis=0)
    return y


def without_names(x, labels, first, last, rate, rounds):
    for _ in range(rounds):
        scores = np.maximum(x @ first, 0) @ last
        shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        loss = -np.log(shares[np.arange(len(labels)), labels]).mean()
        shares[np.arange(len(labels)), labels] -= 1
        last -= rate * np.maximum(x @ first, 0).T @ shares
    return loss


def one_layer(x, labels, w, b, rate, rounds):
    losses = []
    for epoch in range(rounds):
        z = x @ w + b
        q = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        losses.append(-np.log(q[np.arange(len(labels)), labels]).mean())
        accuracy = (q.argmax(axis=1) == labels).mean()
        d = (q - np.eye(w.shape[1])[labels]) / len(labels)
        w -= rate * x.T @ d
        b -= rate * d.sum(axis=0)
    return losses, accuracy


def rows_in_turn(x, labels, w, rate):
    """Every row in a round of its own; the loop around turns once."""
    for epoch in range(1):
        for row, label in zip(x, labels):
            z = row @ w
            d = np.exp(z) / np.exp(z).sum()
            loss = -np.log(d[label])
            d[label] -= 1
            w -= rate * np.outer(row, d)
    return loss


def twice_over(x, labels, w, rate, epochs):
    for epoch in range(epochs):
        for row, label in zip(x, labels):
            z = row @ w
            d = np.exp(z) / np.exp(z).sum()
            loss = -np.log(d[label])
            d[label] -= 1
            w -= rate * np.outer(row, d)
    return loss


def of_five(x, y, own, rate, rounds):
    first, add, middle, more, last = own
    for _ in range(rounds):
        h = np.tanh(x @ first + add)
        g = np.tanh(h @ middle + more)
        error = g @ last - y
        loss = (error**2).mean()
        dg = error @ last.T * (1 - g**2)
        dh = dg @ middle.T * (1 - h**2)
        last -= rate * g.T @ error
        middle -= rate * h.T @ dg
        more -= rate * dg.sum(axis=0)
        first -= rate * x.T @ dh
        add -= rate * dh.sum(axis=0)
    return loss


def of_ten(x, y, own, rate, rounds):
    for _ in range(rounds):
        kept = [x]
        for w in own:
            kept.append(np.tanh(kept[-1] @ w))
        error = kept[-1] - y
        for k in range(len(own) - 1, -1, -1):
            error = error * (1 - kept[k + 1] ** 2)
            slope = kept[k].T @ error
            error = error @ own[k].T
            own[k] -= rate * slope
    return error


def straight(x, y, w, rate, rounds):
    for _ in range(rounds):
        error = x @ w - y
        loss = (error**2).mean()
        w -= rate * x.T @ error
    return loss


def unrolled(x, y, w, v, rate, rounds):
    """A call for each round, and no loop."""

    def learn(w, v):
        h = np.tanh(x @ w)
        error = h @ v - y
        back = error @ v.T * (1 - h**2)
        v -= rate * h.T @ error
        w -= rate * x.T @ back

    learn(w, v)
    learn(w, v)
    learn(w, v)


def of_pictures(pictures, labels, w, rate, rounds):
    x = pictures.reshape(len(pictures), -1)
    for _ in range(rounds):
        scores = x @ w
        shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        loss = -np.log(shares[np.arange(len(labels)), labels]).mean()
        shares[np.arange(len(labels)), labels] -= 1
        w -= rate * x.T @ shares
    return loss


def _pictures():
    return np.random.default_rng(7).random((6, 4, 4)).round(2)


def _sixteen():
    return np.random.default_rng(8).normal(size=(16, 3)).round(2)


def _five():
    shapes = (3, 4), (4,), (4, 4), (4,), (4, 1)
    return [np.random.default_rng(3).normal(size=shape).round(2) for shape in shapes]


def _ten():
    numbers = np.random.default_rng(4)
    return [numbers.normal(size=(3, 3)).round(2) for _ in range(10)]


def _line(rate):
    return rounds_steps, straight, X, BITS, ONE[:3], rate, 4


# name: what its film is made by, what trains, with what
def the_first_later(x, bits, first, last, rate, rounds):
    """The first layer rests until the third round."""
    for number in range(rounds):
        h = np.tanh(x @ first)
        error = h @ last - bits
        loss = np.mean(error**2)
        g = x.T @ (error @ last.T * (1 - h**2))
        last -= rate * (h.T @ error)
        if number > 1:
            first -= rate * g
    return loss


TRAININGS = {
    "one_output": (right_and_wrong_steps, one_output, X, BITS, IN, ONE, NONE, 0.3, 1),
    "mended": (right_and_wrong_steps, one_output, X, BITS, IN, ONE, NONE, 0.3, 3),
    "no_names": (right_and_wrong_steps, without_names, X, LABELS, IN, OUT, 0.1, 2),
    "wide": (right_and_wrong_steps, without_names, X, LABELS, WIDE, BACK, 0.01, 2),
    "one_layer": (right_and_wrong_steps, one_layer, X, LABELS, SMALL, NO_3, 1.0, 3),
    "of_26": (right_and_wrong_steps, one_layer, X, FAR, MANY, np.zeros(26), 0.5, 2),
    "pictures": (
        right_and_wrong_steps,
        of_pictures,
        _pictures,
        LABELS,
        _sixteen,
        0.1,
        2,
    ),
    "rounds": (rounds_steps, one_output, X, BITS, IN, ONE, NONE, 0.3, 5),
    "counted": (rounds_steps, one_layer, X, LABELS, SMALL, NO_3, 1.0, 4),
    "in_turn": (rounds_steps, rows_in_turn, X, LABELS, SMALL, 0.5),
    "twice_over": (rounds_steps, twice_over, X, LABELS, SMALL, 0.5, 2),
    "of_five": (rounds_steps, of_five, X, BITS, _five, 0.1, 3),
    "of_ten": (rounds_steps, of_ten, X, X[:, ::-1], _ten, 0.1, 2),
    "rising": _line(0.5),
    "lost": _line(1e90),
    "nearly_still": _line(1e-9),
    "still": _line(0.0),
    "unrolled": (rounds_steps, unrolled, X, BITS, IN, ONE, 0.1, 3),
    "the_first_later": (rounds_steps, the_first_later, X, BITS, IN, ONE, 0.1, 4),
    "again": (look_again_steps, one_output, X, BITS, IN, ONE, NONE, 0.3, 2),
    "a_row_again": (look_again_steps, straight, X[:1], BITS[:1], ONE[:3], 0.1, 2),
}


def film_of(name):
    """The Film of one of TRAININGS."""
    steps_of, call, *given = TRAININGS[name]
    own = [one() if callable(one) else _copy(one) for one in given]
    with np.errstate(all="ignore"):
        return Film(record(call, *own), steps_of=steps_of)


def _copy(one):
    return np.array(one) if isinstance(one, np.ndarray) else one
