"""What was computed of a value, and in which order."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.grown import CUTS, Grown
from scenes.reading.value_roles import roles_of


@pytest.mark.parametrize(
    "call, is_in_order",
    [
        (lambda x: np.maximum(x - 1.0, 0.0), True),
        (lambda x: np.maximum(np.maximum(x, 0.0) - 1.0, 0.0), True),
        (lambda x: np.maximum(x, 0.0) - 1.0, False),
        (lambda x: np.maximum(x, 0.0), False),
        (lambda x: x - 1.0, False),
        (lambda x: np.abs(x) * 2.0, False),
    ],
)
def test_what_is_cut_after_it_was_taken_from(call, is_in_order):
    trace = record(lambda x: call(x), np.array([0.5, 2.0, -1.0]))
    roles = roles_of(trace)
    grown = Grown(trace.inputs[0], roles.operations, roles.makers)
    assert grown.has_in_order(("subtract", "negative"), CUTS) == is_in_order
