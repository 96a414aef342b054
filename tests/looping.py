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


def until_it_stands(x):
    for _ in range(50):
        v = x * 0.5
        if np.abs(v - x).max() < 0.05:
            break
        x = v
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


def perceptron(x, y):
    """Counts its errors in whole numbers, and corrects at each of them."""
    w, b, kept = np.zeros(2), 0.0, []
    for epoch in range(6):
        errors = 0
        for xi, yi in zip(x, y):
            said = np.where(xi @ w + b >= 0, 1, -1)
            change = 0.1 * (yi - said)
            w += change * xi
            b += change
            errors += int(change != 0)
        kept.append(errors)
    return w, kept


def after_gathering(x):
    """Only the later passes have something to learn of."""
    w, kept = np.ones(3), []
    for step in range(9):
        row = x[step % 5] * 2.0
        kept.append(row)
        if len(kept) < 4:
            continue
        miss = kept[step - 3] - w
        loss = (miss**2).mean()
        w = w + 0.1 * miss
    return w, loss


def written_in(x):
    """A table of states, filled row by row: nothing of it moves."""
    table, state = np.zeros((6, 3)), x
    for t in range(6):
        state = np.tanh(state * 0.5)
        table[t] = state
    return table


def read_along(x, seen=(2, 1, 1, 0, 0)):
    """The variable falls, but the loop does not go backwards."""
    state = x[0]
    for one in seen:
        state = np.tanh(state @ SQUARE[:3, :3] + x[one])
    return state


def trained_in_time(x, y):
    """A recurrent network, there and back, in every round of a training."""
    W, U = RNG.normal(size=(3, 2)) * 0.5, np.eye(3) * 0.5
    for round in range(8):
        hs, dW, dU, dh = [np.zeros((3, 1))], np.zeros_like(W), np.zeros_like(U), 0.0
        for t in range(6):
            hs.append(np.tanh(W @ x[t] + U @ hs[-1]))
        loss = sum(((h - y) ** 2).sum() for h in hs[1:])
        for t in reversed(range(6)):
            draw = (2 * (hs[t + 1] - y) + dh) * (1 - hs[t + 1] ** 2)
            dW += draw @ x[t].T
            dU += draw @ hs[t].T
            dh = U.T @ draw
        W = W - 0.01 * dW
        U = U - 0.01 * dU
    return loss


def deep(x, depth):
    if depth:
        return deep(x + 1.0, depth - 1)
    return x * 2.0


POINTS = np.array([[2.0, 1], [1, 3], [-1, -2], [-2, -1], [3, 2], [-1, -3], [0.5, -1]])
SIGNS = np.array([1, 1, -1, -1, 1, -1, -1])
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
