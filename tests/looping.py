"""Functions with loops, that tests record."""

import numpy as np

from network.recorder import record
from network.trace import Trace


def counted(w, rounds):
    """Adjusts w, and keeps a loss."""
    losses = []
    for t in range(rounds):
        error = w * 2.0 - 1.0
        loss = np.mean(error**2)
        w = w - 0.1 * error
        losses.append(loss)
    return w, losses


def adjusted_in_place(w, x, y):
    """The loss is in no variable: only how far off it is can be told."""
    for step in range(2, 26, 2):
        miss = x @ w - y
        w -= 0.1 * x.T @ miss
    return w


def nested(x):
    total = np.zeros(2)
    for i in range(6):
        for j in range(3):
            total = total + x[i, j]
        total = total * 0.5
    return total


def inner(value):
    return value * 2.0


def over_rows(x):
    rows = []
    for row in x:
        rows.append(inner(row))
    return np.stack(rows)


def centred(value):
    middle = value.sum() / 3.0
    return np.stack([value - middle, value + middle])


def centred_rows(x):
    return [centred(row) for row in x]


def until(x):
    change = 1.0
    while change > 1e-3:
        step = x / 2.0
        change = np.abs(step - x).max()
        x = step
    return x


def branching(x):
    for k in range(6):
        if k % 2:
            x = x + 1.0
        else:
            x = x * 2.0
            x = x - 1.0
    return x


def mixed(x):
    return x @ MIXING


def bent(x):
    return np.maximum(x, 0.0)


def turned(x):
    return x[::-1].copy().cumsum(axis=0)


def through_layers(x, kinds):
    """A network whose layers are run by one loop."""
    layers = {"m": mixed, "b": bent, "t": turned}
    for kind in kinds:
        x = layers[kind](x)
    return x


def comprehended(xs):
    return [inner(x) for x in xs]


def one_pass(x):
    for k in range(1):
        x = x + k
    return x


def of_keys(params):
    for key in ["a", "b"]:
        params[key] = params[key] * 2.0
    return params


def recurrent(xs, Wx, Wh, bias):
    hs = {-1: np.zeros((4, 1))}
    for t in range(len(xs)):
        hs[t] = np.tanh(Wx @ xs[t] + Wh @ hs[t - 1] + bias)
    return hs[len(xs) - 1]


def backwards(hs, Wh):
    dh = np.zeros((4, 1))
    dWh = np.zeros_like(Wh)
    for t in reversed(range(len(hs))):
        draw = (1 - hs[t] * hs[t]) * (dh + 1.0)
        dWh += draw @ hs[t].T
        dh = Wh.T @ draw
    return dh, dWh


def deep(x, depth):
    if depth:
        return deep(x + 1.0, depth - 1)
    return x * 2.0


RNG = np.random.default_rng(4)
MIXING = np.array([[0.5, 0.5, 0.0], [0.0, 0.5, 0.5], [0.5, 0.0, 0.5]])
X, Y = RNG.normal(size=(5, 3)), RNG.normal(size=(5, 1))
STATES = [np.tanh(RNG.normal(size=(4, 1))) for _ in range(7)]
SQUARE = RNG.normal(size=(4, 4)) * 0.5


def training(rounds: int = 12) -> Trace:
    return record(counted, np.array([0.0, 2.0, -1.0]), rounds)


def recurring(length: int = 7) -> Trace:
    rng = np.random.default_rng(length)  # the same whatever ran before
    return record(
        recurrent,
        [rng.normal(size=(3, 1)) for _ in range(length)],
        rng.normal(size=(4, 3)),
        SQUARE,
        np.zeros((4, 1)),
    )
