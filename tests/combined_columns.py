"""Two columns that are combined, however written, for tests."""

import numpy as np


def added(left, right):
    total = left + right
    return total


def taken(left, right):
    rest = left - right
    return rest


def times(left, right):
    scaled = left * right
    return scaled


def divided(left, right):
    share = left / right
    return share


def column(*values):
    return np.array(values, float)[:, None]
