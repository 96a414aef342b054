"""Sums of arrays times numbers, and roots, whatever stands around them."""

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.reading.makers import Makers
from scenes.reading.weighted_sums import is_number, root_of, weighted_sum


@pytest.mark.parametrize(
    "given, expected",
    [
        (1, True),
        (0.5, True),
        (True, True),
        (np.float32(2), True),
        (np.array(2.0), True),
        (np.uint8(2), True),
        (1j, False),
        (np.array([1.0]), False),
        (np.zeros((1, 1)), False),
    ],
)
def test_what_is_one_real_number(given, expected):
    assert is_number(Value.of(given)) is expected


@pytest.mark.parametrize(
    "call, count",
    [
        (lambda v: np.sqrt(v), 1),
        (lambda v: v**0.5, 1),
        (lambda v: np.sqrt(v) + 1e-8, 2),
        (lambda v: 1e-8 + np.sqrt(v / 0.1), 3),
        (lambda v: np.sqrt(v * 10), 2),
        (lambda v: np.sqrt(np.maximum(v, 0.1)), 2),
        (lambda v: np.sqrt(v) / 2, 2),
        (lambda v: v**0.25, None),
        (lambda v: v**2, None),
        (lambda v: v + 1e-8, None),  # no root at all
        (lambda v: 2 / np.sqrt(v), None),
        (lambda v: np.sqrt(1 - v), None),
        (lambda v: np.sqrt(v) + v, None),
        (lambda v: np.exp(v), None),
    ],
)
def test_the_root_of_an_array(call, count):
    trace = record(call, np.array([1.0, 4.0]))
    makers = Makers([one for _, one in trace.operations()])
    (v,) = trace.inputs
    found = root_of(trace.result, makers, lambda value: value.identity == v.identity)
    assert (found and len(found[1])) == count
    if found:
        assert found[0].identity == v.identity


@pytest.mark.parametrize(
    "call, told, count",
    [
        (lambda a, b: 0.5 * a + b / 4, {("a", 1): 0.5, ("b", 1): 0.25}, 3),
        (lambda a, b: a - (b - a), {("a", 1): 2.0, ("b", 1): -1.0}, 2),
        (lambda a, b: -(a + a), {("a", 1): -2.0}, 2),
        (lambda a, b: a * a + 3 * b**2, {("a", 2): 1.0, ("b", 2): 3.0}, 4),
        (lambda a, b: np.square(a) * 2, {("a", 2): 2.0}, 2),
    ],
)
def test_what_a_sum_is_of(call, told, count):
    trace = record(call, np.array([1.0, 4.0]), np.array([2.0, -3.0]))
    makers = Makers([one for _, one in trace.operations()])
    found = weighted_sum(trace.result, makers, lambda value, made: True)
    assert {
        (one.value.name, one.power): pytest.approx(one.factor)
        for one in found.terms.values()
    } == told
    assert len(found.operations) == count
