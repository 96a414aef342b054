"""A small network whose film is short, for tests that render."""

import numpy as np

from network.recorder import record

PACE = 0.5


def small(weights, biases, x):
    """Four statements, each with a way of its own to move."""
    sums = weights @ x + biases
    kept = np.maximum(0, sums)
    halves = kept / 2
    best = np.argmax(halves)
    return best


def small_trace(path=None):
    """The Trace of a call of `small`; with a path its file is written."""
    rng = np.random.default_rng(3)
    return record(
        small,
        rng.normal(size=(3, 4)),
        rng.normal(size=(3, 1)),
        rng.normal(size=(4, 1)),
        path=path,
    )
