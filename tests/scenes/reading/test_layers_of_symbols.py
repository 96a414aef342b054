"""In which order symbols stand, and whose neurons they count."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.symbols import Symbol, symbols_in, symbols_of


def from_z_to_a(x):
    z = x + 1  # (Z, B)
    a = z.T + 1  # (B, Z)
    return a


def named_as_neurons(x):
    hidden_neurons = x * 2  # (H, W)
    return hidden_neurons


def column_of_neurons(x):
    y = x + 1  # (H, 1)
    hidden_neurons = y * 2  # (H, 1)
    return hidden_neurons


def two_layers(x):
    hidden_neurons = x + 1  # (N, 1)
    output_neurons = x + 2  # (N, 1)
    return hidden_neurons, output_neurons


def in_a_flat_array(x):
    hidden_neurons = x[:, 0] * 2  # (H,)
    return hidden_neurons


def over_lines(x):
    y = x + x  # (K, 1)
    return y


def nothing_assigned(x):
    np.add(x, x)  # (K, 1)
    return x + 1


@pytest.mark.parametrize(
    "call, shape, symbols",
    [
        (from_z_to_a, (4, 3), [Symbol("B", 3, ""), Symbol("Z", 4, "")]),
        (named_as_neurons, (4, 3), [Symbol("H", 4, ""), Symbol("W", 3, "")]),
        (
            named_as_neurons,
            (4, 1),
            [Symbol("H", 4, "hidden"), Symbol("W", 1, "hidden")],
        ),
        (column_of_neurons, (4, 1), [Symbol("H", 4, "hidden")]),
        (two_layers, (4, 1), [Symbol("N", 4, "hidden")]),
        (in_a_flat_array, (4, 1), [Symbol("H", 4, "")]),
        (over_lines, (4, 1), [Symbol("K", 4, "")]),
        (nothing_assigned, (4, 1), []),
    ],
)
def test_the_symbols_of_a_call(call, shape, symbols):
    assert list(symbols_of(record(call, np.ones(shape)))) == symbols


@pytest.mark.parametrize(
    "lines, names",
    [
        (["y = x  # (B, 1)"], "B"),
        (["y = x  # (Z, B)", None], "BZ"),
        (["y = B"], ""),
        ([None], ""),
        ([], ""),
        (["y = x  # (Q, 1)"], ""),
    ],
)
def test_those_that_lines_mention(lines, names):
    symbols = symbols_of(record(from_z_to_a, np.ones((4, 3))))
    assert "".join(one.name for one in symbols_in(symbols, lines)) == names
