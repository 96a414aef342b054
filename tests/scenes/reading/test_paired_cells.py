"""What an operation does with the cells at the same place of its operands."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.paired_cells import combined
from scenes.reading.value_roles import roles_of

RNG = np.random.default_rng(4)


@pytest.mark.parametrize(
    "call, function, names",
    [
        (lambda p: RNG.random(p.shape) < p, "less", ["", "p"]),
        (lambda p: RNG.random(p.shape) >= p, "greater_equal", ["", "p"]),
        (lambda p: p > RNG.random(p.shape), "greater", ["p", ""]),
        (lambda p: np.less(RNG.random(p.shape), p), "less", ["", "p"]),
        (lambda p: 0.5 <= p, "less_equal", ["", "p"]),
    ],
)
def test_a_comparison_is_told_as_it_is_written(call, function, names):
    """Python asks the right one first, where only that is traced."""
    trace = record(call, np.array([0.2, 0.9, 0.4]))
    (operation,) = (
        one
        for step in trace.steps
        for one in step.operations
        if one.result is not None and one.result.dtype.kind == "b"
    )
    found = combined(operation, roles_of(trace))
    assert found.function == function
    assert [one.name for one in found.operands] == names
