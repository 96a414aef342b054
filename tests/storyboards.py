"""Calls and their storyboards, for tests."""

import numpy as np

W = np.arange(9.0).reshape(3, 3) / 7


X = np.array([[1.0], [-2.0], [0.5]])


B = X * 3


IMAGE = np.ones((784, 1))


def squeeze(z):
    return 1 / (1 + np.exp(-z))


def weighted(w, x):
    return w @ x


def in_between(w, x, b):
    y = squeeze(w @ x) + b
    return y


def one_in_another(w, x):
    y = weighted(w, weighted(w, x))
    z = y * 2
    return z


def also_complex(x):
    spun = x * 1j
    y = x * np.abs(spun)
    return y
