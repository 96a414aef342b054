"""A comparison with its function and its operands in the order of the code."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.shape_lines import shapes_of
from scenes.reading.as_written import as_written

GIVEN = np.array([[0.5, -1.0, 2.0], [1.5, 0.0, -0.5]])
ROW = np.array([0.0, 1.0, -1.0])

# What computes, the function and the names it is told with, and the shapes line.
WRITTEN = [
    (lambda x: GIVEN < x, "less", ["GIVEN", "x"], "(2, 3) < (2, 3)"),
    (lambda x: GIVEN <= x, "less_equal", ["GIVEN", "x"], "(2, 3) <= (2, 3)"),
    (lambda x: ROW > x, "greater", ["ROW", "x"], "(3,) > (2, 3)"),
    (lambda x: ROW >= x, "greater_equal", ["ROW", "x"], "(3,) >= (2, 3)"),
    (lambda x: x < GIVEN, "less", ["x", "GIVEN"], "(2, 3) < (2, 3)"),
    (lambda x: x >= ROW, "greater_equal", ["x", "ROW"], "(2, 3) >= (3,)"),
    (lambda x: 1 > x, "greater", ["", "x"], "1 > (2, 3)"),
    (lambda x: 0.5 <= x, "less_equal", ["", "x"], "0.5 <= (2, 3)"),
    (
        lambda x: (
            1  # of two lines
            < x
        ),
        "less",
        ["", "x"],
        "1 < (2, 3)",
    ),
    (lambda x: GIVEN == x, "equal", ["GIVEN", "x"], "(2, 3) == (2, 3)"),
    (lambda x: np.less(ROW, x), "less", ["ROW", "x"], "(3,) < (2, 3)"),
    (lambda x: np.greater(ROW, x), "greater", ["ROW", "x"], "(3,) > (2, 3)"),
    (lambda x: 2 - x, "subtract", ["", "x"], "2 - (2, 3)"),
    (lambda x: GIVEN - x, "subtract", ["GIVEN", "x"], "(2, 3) - (2, 3)"),
    (lambda x: 2 / x, "divide", ["", "x"], "2 / (2, 3)"),
    (lambda x: 2**x, "power", ["", "x"], "2 ** (2, 3)"),
    (lambda x: 2 % x, "remainder", ["", "x"], "2 % (2, 3)"),
    (lambda x: ROW // x, "floor_divide", ["ROW", "x"], "(3,) // (2, 3)"),
    (lambda x: np.subtract(1, x, out=x), "subtract", ["", "x"], "1 - (2, 3)"),
]


def last_of(call, *given):
    trace = record(call, *given)
    *_, (_, operation) = trace.operations()
    return operation


@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:invalid value")
@pytest.mark.parametrize("call, function, names, shapes", WRITTEN)
def test_it_is_told_as_it_is_written(call, function, names, shapes):
    operation = last_of(call, GIVEN.copy())
    told = as_written(operation)
    assert told.function == function
    assert [one.name for one in told.operands[: len(names)]] == names
    assert shapes_of(operation) == f"(2, 3)  =  {shapes}"


@pytest.mark.parametrize(
    "call, told",
    [
        (lambda x: 0 < x.sum() < 9, ["less", "less"]),
        (lambda x: 9 >= x.sum() >= 0, ["greater_equal", "greater_equal"]),
        # Either stands there: that it is the right one is not known, and both are true.
        (lambda x: 9 > x.sum() < 3, ["less", "less"]),
    ],
)
def test_several_in_a_row(call, told):
    trace = record(call, GIVEN)
    compared = [one for _, one in trace.operations() if one.function != "sum"]
    assert [as_written(one).function for one in compared] == told


@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:invalid value")
@pytest.mark.parametrize("call", [call for call, *_ in WRITTEN])
def test_what_it_is_told_as_is_what_came_out(call):
    operation = last_of(call, GIVEN.copy())
    told = as_written(operation)
    left, right = (one.array for one in told.operands[:2])
    with np.errstate(all="ignore"):
        computed = getattr(np, told.function)(left, right)
    np.testing.assert_array_equal(computed, operation.result.array)
