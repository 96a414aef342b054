"""Which operations of a statement are one formula of cells, and how it is written."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.reading.called_functions import called_as, result_as
from scenes.reading.cell_expressions import expression_of, is_written
from scenes.reading.cell_formulas import cell_formula
from scenes.reading.value_roles import roles_of

RNG = np.random.default_rng(6)
X, Y, Z = RNG.normal(size=(3, 2, 4))


def recorded(function, *given):
    return record(function, *(np.copy(one) for one in given or (X, Y, Z)))


def operations_of(trace):
    return tuple(one for _, one in trace.operations())


def formula(function, *given, skipped=0):
    """(functions, names of what goes in) of the formula that a call begins with."""
    trace = recorded(function, *given)
    step = next(one for one in reversed(trace.steps) if one.operations)
    found = cell_formula(step.operations[skipped:], roles_of(trace))
    if found is None:
        return None
    names = [value.name or value.expression for value in found.sources]
    return " ".join(one.function for one in found.operations), names


@pytest.mark.parametrize(
    "function, functions, names",
    [
        (lambda x, y, z: x * y + z, "multiply add", ["x", "y", "z"]),
        (lambda x, y, z: x * y - 2.0 * x, "multiply multiply subtract", ["x", "y"]),
        (lambda x, y, z: x / (y * y + 1), "multiply add divide", ["x", "y"]),
        (lambda x, y, z: np.maximum(x - y, z), "subtract maximum", ["x", "y", "z"]),
        # The sum is of all cells: up to there.
        (lambda x, y, z: (x * y + z).sum(), "multiply add", ["x", "y", "z"]),
    ],
)
def test_a_formula(function, functions, names):
    assert formula(function) == (functions, names)


@pytest.mark.parametrize(
    "function",
    [
        lambda x, y, z: x * 2.0 + 1.0,  # of one array
        lambda x, y, z: x + y,  # one operation
        lambda x, y, z: x[:1, :1] * y[:1, :1] + z[:1, :1],  # of single numbers
        lambda x, y, z: (x * y, z + 1.0),  # two of them
        lambda x, y, z: ((own := x * y) + z, own * 2.0),  # read once more
    ],
)
def test_what_is_no_formula(function):
    assert formula(function) is None


def test_what_cannot_be_drawn_is_in_none():
    imaginary = X + 1j * Y
    assert formula(lambda c, y, z: np.absolute(c) * y + z, imaginary, Y, Z) is None
    assert formula(
        lambda c, y, z: np.absolute(c) * y + z, imaginary, Y, Z, skipped=1
    ) == ("multiply add", ["np.absolute(c)", "y", "z"])


def test_what_a_gate_lets_through_is_no_formula():
    def gated(d, x, y):
        return d * (x > 0) * 0.5 + y

    assert formula(gated) is None
    assert formula(gated, skipped=1) is None  # begins with the end of the gate


@pytest.mark.parametrize(
    "function, text",
    [
        (lambda x, y, z: x * y + z, "x * y + z"),  # fmt: skip
        (lambda x, y, z: x.__setitem__(x > 1, 0), "0 if x > 1 else x"),
    ],
)
def test_what_the_code_has_for_it(function, text):
    assert expression_of(operations_of(recorded(function))) == text


def clipped(x, y, z):
    low = x < -1
    x[low] = -1.0
    return x


def test_what_is_written_under_a_mask():
    operations = operations_of(recorded(clipped))
    assert is_written(operations[-1])
    assert expression_of(operations) == "-1.0 if x < -1 else x"
    last = operations[-1]
    assert expression_of([last]) == "-1.0 if low else x"
    array, mask, number = last.operands
    for operands, text in (
        ((array, replace(mask, name="", expression="m(x)"), number), "-1.0 if m(x)"),
        ((array, mask, Value.of(np.float64(0.25))), "0.25 if low"),
    ):
        assert expression_of([replace(last, operands=operands)]) == f"{text} else x"
    unnamed = replace(array, name="", expression="relu(x)")
    assert expression_of([replace(last, operands=(unnamed, mask, number))]) == (
        "-1.0 if low else relu(x)"
    )
    unnamed = replace(unnamed, expression="")
    assert expression_of([replace(last, operands=(unnamed, mask, number))]) == (
        "-1.0 if low else x"
    )


def places_written(x, y, z):
    x[np.array([0, 1])] = 5.0
    return x


def test_what_is_written_at_places_is_an_expression():
    last = operations_of(recorded(places_written))[-1]
    assert len(last.operands) == 3 and not is_written(last)
    assert expression_of([last]) == " ".join(last.expression.split())


class Tanh:
    def __call__(self, x, by):
        return np.tanh(x * by)


def __call__(x):
    return np.exp(x)


def in_calls(x, net):
    return net(x,   by=2.0) + __call__(x)  # fmt: skip


def test_what_a_call_is_called():
    trace = record(in_calls, X.copy(), Tanh())
    called = [step for step in trace.steps if step.depth]
    assert [called_as(one) for one in called] == ["Tanh", "__call__"]
    assert result_as(called[0]) == "net(x, by=2.0)"
