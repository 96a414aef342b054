"""Which arrays are kept from time to time, and what they are called there."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.kept_arrays import kept_arrays
from scenes.reading.value_roles import roles_of

W, G = np.ones((3, 2)), np.arange(6.0).reshape(3, 2)
OF_ALL = {"w": np.ones((3, 2))}


class Net:
    def __init__(self):
        self.weights = np.ones((3, 2))
        self.layers = [np.ones((3, 2))]

    def learn(self, g):
        self.weights = self.weights - g

    def by_layer(self, g):
        for w in self.layers:
            w -= g


def of_all(g):
    OF_ALL["w"] = OF_ALL["w"] - g


def an_argument(w, g):
    w = w - g
    return w


def beside_an_attribute(g):
    net = Net()
    net.speed = g * 2.0
    speed = net.speed - g
    return speed


def in_place(w, g):
    w -= g


def begun(g):
    longer = np.zeros((3, 2))
    b = longer
    b += g
    b -= g
    return b * 2


def begun_with_ones(g):
    s = np.ones((3, 2))
    s += g
    return s


def drawn(g):
    w = np.random.default_rng(0).normal(size=(3, 2)) * 0.1
    w = w + g
    return w


def drawn_of_two(g):
    w = np.random.default_rng(0).normal(size=(3, 2))
    w = w * np.random.default_rng(1).normal(size=(3, 2))
    w = w + g
    return w


def filled_with_zeros(g):
    t = np.full((3, 2), 0.0)
    t = t + g
    u = np.full((3, 2), 3.0)
    u = u + g
    return t + u


def under_two_names(g):
    velocity = v = np.zeros((3, 2))
    for one in [v]:
        one += g
    return velocity


def by_key(g):
    params = {"w": np.zeros((3, 2))}
    params["w"] = params["w"] + g
    return params["w"]


def kept_nowhere(g):
    return np.zeros((3, 2)) + g


def told(call, *given):
    """Of each sum: of both operands what they are, and what they are called."""
    roles = roles_of(record(call, *given))
    kept = roles.read(kept_arrays)
    lines = []
    for one in roles.operations:
        if one.function not in ("add", "subtract", "multiply"):
            continue
        for value in one.operands:
            if value.shape:
                own = {
                    "kept": kept.is_kept(value),
                    "argument": kept.is_argument(value),
                    "sum": kept.is_sum(value),
                    "replaced": kept.takes_place(one, value),
                }
                also = [name for name, is_so in own.items() if is_so]
                lines.append(" ".join([kept.name_of(value, one.result), *also]))
    return lines


DATA = "g kept argument"
CASES = [
    (Net().learn, (G,), ["weights kept replaced", DATA]),
    (Net().by_layer, (G,), ["layers[0] kept replaced", DATA]),
    (of_all, (G,), ["OF_ALL['w'] kept argument replaced", DATA]),  # it may be data
    (an_argument, (W, G), ["w kept argument replaced", DATA]),
    (beside_an_attribute, (G,), [DATA, "net.speed argument", DATA]),
    (in_place, (W, G), ["w kept argument replaced", DATA]),
    (
        begun,
        (G,),
        ["b kept sum replaced", DATA, "b argument sum replaced", DATA]
        + ["b argument sum"],
    ),
    (begun_with_ones, (G,), ["s kept replaced", DATA]),
    (drawn, (G,), ["w kept replaced", DATA]),
    (
        drawn_of_two,
        (G,),
        ["w kept replaced", "w kept argument", "w argument replaced", DATA],
    ),
    (
        filled_with_zeros,
        (G,),
        ["t kept sum replaced", DATA, "u kept replaced", DATA]
        + ["t argument sum", "u argument"],
    ),
    (under_two_names, (G,), ["one kept sum replaced", DATA]),
    (by_key, (G,), ['params["w"] kept sum replaced', DATA]),
    (kept_nowhere, (G,), [" kept sum", DATA]),
]


@pytest.mark.parametrize("call, given, lines", CASES)
def test_what_is_kept(call, given, lines):
    assert told(call, *(one.copy() for one in given)) == lines


def test_of_several_names_the_shortest_is_taken():
    """Where the line itself, and what was given, have none."""

    def call(g):
        bb = np.zeros((3, 2))
        c = bb
        return bb + g, c

    roles = roles_of(record(call, G.copy()))
    kept, one = roles.read(kept_arrays), roles.operations[-1]
    unnamed = replace(one.operands[0], name="")
    assert kept.name_of(unnamed) == "c"
