"""Calls that the recorder's tests record; the code is in recorded_code."""

import numpy as np

from network.digit_network import DigitNetwork
from tests import recorded_code as code


def rng():
    return np.random.default_rng(7)


def digit():
    return rng().random((784, 1)), np.eye(10)[:, [3]]


def batch(dtype=np.float64):
    return (rng().normal(size=(7, 6)).astype(dtype),
            np.eye(3, dtype=dtype)[[0, 1, 2, 0, 1, 2, 0]])


def matrix():
    return (rng().normal(size=(4, 6)),)


# name: (call, arguments), both made anew each time.
CALLS = {
    "digit network reads": lambda: (DigitNetwork().detect, digit()[:1]),
    "digit network learns": lambda: (DigitNetwork().learn, digit()),
    "list of layers": lambda: (code.ReluLayers().learn, batch()),
    "float32": lambda: (
        code.ReluLayers(dtype=np.float32).learn, batch(np.float32)),
    "nested objects": lambda: (
        code.Nested().run, (rng().normal(size=(5, 1)),)),
    "lstm": lambda: (code.Lstm().run, (rng().normal(size=(4, 2)),)),
    "softmax": lambda: (code.softmax_loss, (
        rng().normal(size=(4, 3)), np.array([0, 2, 1, 1]))),
    "convolution": lambda: (code.convolve, (
        rng().normal(size=(6, 6)), rng().normal(size=(3, 3)))),
    "attention": lambda: (
        code.attention, tuple(rng().normal(size=(3, 4, 5)))),
    "not a number": lambda: (code.softmax_loss, (
        np.array([[np.nan, 1, -np.inf], [0, np.inf, 1]]), np.array([0, 1]))),
    "one line loop": lambda: (
        code.one_line_loop, (rng().normal(size=(3, 3)),)),
    **{function.__name__: lambda function=function: (function, matrix())
       for function in (
        code.views, code.reductions, code.indexing, code.scalars,
        code.outputs, code.into_itself, code.comprehensions, code.lambdas,
        code.while_loop, code.try_and_with, code.leaves, code.random_noise,
        code.square_of_itself, code.types, code.generator, code.strided,
        code.library)},
}
