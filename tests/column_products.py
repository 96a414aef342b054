"""Products of a matrix and a column, however written, for tests."""

import numpy as np


def product(a, b):
    c = a @ b
    return c


def spelled(a, b):
    c = np.matmul(a, b)
    return c


def turned(a, b):
    c = a.T @ b
    return c
