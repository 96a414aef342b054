"""Short functions with calls and loops, of which it is kept what films plan of them."""

import numpy as np


def layer(x, w):
    sums = x @ w
    kept = np.maximum(sums, 0.0)
    return kept


def through_two(x, w, v):
    h = layer(x, w)
    y = layer(h, v)
    return y.sum()


def in_one_line(x, w):
    return [max(float(a @ b) for b in w) for a in x]


def nested(x, w):
    total = np.zeros(2)
    for i in range(4):
        for j in range(3):
            total = total + scaled(x[i, j], w)
        total = bent(total) * 0.5
    return total


def scaled(row, w):
    kept = row @ w
    return kept * 2.0


def bent(row):
    return np.tanh(scaled(row, np.eye(2)) - 1.0)


def begun(x):
    rng = np.random.default_rng(3)
    layers = [rng.normal(size=(3, 3)) for _ in range(7)]
    for w in layers:
        x = np.maximum(x @ w, 0.0)
    scores = x.sum(axis=1)
    return scores / scores.max()


def costs(xs, w):
    return [np.sum(np.abs(scaled(x, w) - 1.0)) for x in xs]


def mended(x, w, rounds):
    for step in range(rounds):
        error = scaled(x, w) - x[:, :2]
        if step % 3 == 0:
            w = w * 0.5
        w = w - 0.1 * x.T @ error
    return w
