"""A trace asked for its steps and operations: which, and in what order."""

import dataclasses
import re

import numpy as np
import pytest

from network.recorder import record
from network.trace import FunctionRecord, Trace, TraceError, Value, Verification

X = np.array([[1.0], [-2.0]])


def halved(x):
    return x / 2


def rooted(x):
    size = np.abs(x)
    return np.sqrt(size)


def mixed(x):
    y = (halved(x + 1) * 3 + rooted(x)) - 4
    z = y * 2
    return z, y


def plain(x):
    y = x + 1
    z = y * 2
    return z


def nothing(x):
    return None


ORDER = ["add", "divide", "multiply", "absolute", "sqrt", "add", "subtract", "multiply"]


def test_operations_are_in_order_of_execution():
    """A statement goes on after the calls in it, whose steps come later."""
    trace = record(mixed, X)
    pairs = list(trace.operations())
    assert [operation.function for _, operation in pairs] == ORDER
    assert [operation.number for _, operation in pairs] == list(range(len(ORDER)))
    assert [step.number for step, _ in pairs] != sorted(
        step.number for step, _ in pairs
    )
    for step, operation in pairs:
        assert operation.step == step.number and operation in step.operations


def test_operations_are_in_order_whatever_the_order_of_the_steps():
    trace = record(mixed, X)
    turned = dataclasses.replace(trace, steps=trace.steps[::-1])
    assert [one.number for _, one in turned.operations()] == list(range(len(ORDER)))


@pytest.mark.parametrize(
    "parent, slugs",
    [
        (None, ["y", "z", "return"]),
        ("y", ["y/return", "y/size", "y/return-2"]),
        ("z", []),
    ],
)
def test_the_steps_below_a_step(parent, slugs):
    trace = record(mixed, X)
    below = trace.children(None if parent is None else trace.step(parent))
    assert isinstance(below, tuple)
    assert [step.slug for step in below] == slugs
    assert all(step.depth == (0 if parent is None else 1) for step in below)


def test_a_step_is_found_by_its_slug():
    trace = record(mixed, X)
    assert len({step.slug for step in trace.steps}) == len(trace.steps) == 6
    for step in trace.steps:
        assert trace.step(step.slug) is step
    with pytest.raises(KeyError, match="'x'"):
        trace.step("x")


@pytest.mark.parametrize("call, count", [(mixed, 2), (plain, 1), (nothing, 0)])
def test_the_first_of_the_results(call, count):
    trace = record(call, X)
    assert len(trace.results) == count
    if count:
        assert trace.result is trace.results[0]
        np.testing.assert_array_equal(trace.result.array, np.ravel(call(X))[:2, None])
    else:
        assert trace.result is None


def test_a_trace_of_steps_alone_is_complete():
    trace = Trace("f", ())
    assert trace.complete and trace.error is None and trace.result is None
    assert trace.inputs == trace.attributes == trace.results == ()
    assert trace.about == trace.sources == trace.functions == {}
    assert trace.children(None) == () and list(trace.operations()) == []
    assert trace.verify() == Verification(0, (), (), ())


def test_what_verify_compared():
    found = record(mixed, X).verify()
    assert (found.compared, found.ok) == (len(ORDER), True)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(TraceError, match=re.escape(str(tmp_path / "no.trace"))):
        Trace.load(tmp_path / "no.trace")


@pytest.mark.parametrize(
    "first, last, is_valid",
    [(1, 1, True), (1, 9, True), (0, 9, False), (-1, -1, False), (5, 4, False)],
)
def test_the_lines_of_a_function(first, last, is_valid):
    if is_valid:
        made = FunctionRecord("f", "code.py", first, last, ())
        assert (made.first_line, made.last_line) == (first, last)
        return
    with pytest.raises(ValueError, match=f"lines of f .* got {first} to {last}"):
        FunctionRecord("f", "code.py", first, last, ())


@pytest.mark.parametrize(
    "given, is_scalar, shape",
    [(X, False, (2, 1)), (np.array(2.5), False, ()), (2.5, True, ())],
)
def test_a_value_has_a_copy_of_its_own(given, is_scalar, shape):
    value = Value.of(given, name="x", identity=4, base=3, version=2)
    assert (value.is_scalar, value.shape, value.dtype) == (is_scalar, shape, float)
    assert (value.name, value.identity, value.base, value.version) == ("x", 4, 3, 2)
    np.testing.assert_array_equal(value.array, given)
    assert not value.array.flags.writeable
    assert value.array is not given


@pytest.mark.parametrize("kind", [Trace, FunctionRecord, Verification])
def test_a_trace_is_not_changed(kind):
    made = object.__new__(kind)
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.call = "another"
