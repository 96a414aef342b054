"""Calls that run nothing yet, or never end; and what calls return."""

import asyncio
import dataclasses
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from network.files.user_error import UserError
from network.recorder import record
from network.trace import Trace, TraceError


def rows(x):
    for row in x:
        yield row * 2


async def doubled(x):
    y = x * 2
    await asyncio.sleep(0)
    return y + 1


async def async_rows(x):
    for row in x:
        yield row * 2


class Net:
    def __call__(self, x):
        yield x * 2

    async def forward(self, x):
        return x * 2


LATE = {
    "generator": (rows, "list(rows(...))"),
    "coroutine": (doubled, "asyncio.run(doubled(...))"),
    "asynchronous generator": (async_rows, "async for"),
    "object": (Net(), "list(Net.__call__(...))"),
    "method": (Net().forward, "asyncio.run(Net.forward(...))"),
    "generator expression": (lambda x: (row * 2 for row in x), "list("),
    "passed on": (lambda x: rows(x), "list("),
    "coroutine passed on": (lambda x: doubled(x), "asyncio.run("),
    "asynchronous passed on": (lambda x: async_rows(x), "async for"),
}


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.parametrize("name", LATE)
def test_what_runs_later_is_refused_with_what_to_call(name, tmp_path):
    call, told = LATE[name]
    x = np.ones((2, 2))
    with pytest.raises(TypeError, match="record a function that runs it") as raised:
        record(call, x)
    assert isinstance(raised.value, UserError)
    assert told in str(raised.value) and "\n" not in str(raised.value)
    assert type(x) is np.ndarray


@pytest.mark.parametrize(
    "call, texts",
    [
        (
            lambda x: list(rows(x)),
            ["list(rows(x))", "for row in x", "yield row * 2", "for row in x"],
        ),
        (
            lambda x: asyncio.run(doubled(x)),
            ["asyncio.run(doubled(x))", "y = x * 2", "await asyncio.sleep(0)"],
        ),
    ],
)
def test_what_runs_within_has_its_steps(call, texts):
    trace = record(call, np.ones((2, 2)))
    assert [step.text for step in trace.steps][: len(texts)] == texts
    assert trace.verify().ok
    np.testing.assert_array_equal(trace.returned, call(np.ones((2, 2))))


def endless(x):
    y = x + 1
    return endless(y)


def endless_of_numbers(n):
    return endless_of_numbers(n + 1)


def caught(x):
    try:
        return endless(x)
    except RecursionError:
        y = x * 2
    return y


def as_deep_as_python_lets(x, depth):
    return x if depth == 0 else as_deep_as_python_lets(x + 1, depth - 1)


@pytest.mark.parametrize(
    "call, argument", [(endless, np.ones(2)), (endless_of_numbers, 0)]
)
def test_recursion_without_an_end_is_an_error_in_the_trace(call, argument, tmp_path):
    limit, path = sys.getrecursionlimit(), tmp_path / "endless.trace"
    with pytest.raises(RecursionError, match="maximum recursion depth exceeded"):
        record(call, argument, path=path)
    assert sys.getrecursionlimit() == limit
    trace = Trace.load(path)
    assert trace.complete and trace.error.startswith("RecursionError: maximum")
    assert trace.steps[-1].error == trace.error
    assert len(trace.steps) > limit / 2
    assert trace.verify().ok


def test_recursion_that_the_code_catches():
    trace = record(caught, np.ones(2))
    np.testing.assert_array_equal(trace.returned, [2, 2])
    assert trace.error is None
    last = [operation for _, operation in trace.operations()][-1]
    assert last.expression == "x * 2"
    assert trace.steps[last.step].depth == 0
    assert trace.steps[0].error.startswith("RecursionError")


def test_the_code_may_call_as_deep_as_without_a_recording():
    depth = sys.getrecursionlimit() - 150  # pytest itself is some deep
    alone = as_deep_as_python_lets(np.zeros(1), depth)
    trace = record(as_deep_as_python_lets, np.zeros(1), depth)
    np.testing.assert_array_equal(trace.returned, alone)


@dataclasses.dataclass
class Output:
    scores: np.ndarray
    loss: float


RETURNED = {
    "array": (lambda x: x * 2, [("", 2)]),
    "number": (lambda x: 3.0, [("", 3)]),
    "nothing": (lambda x: None, []),
    "text": (lambda x: "a", []),
    "tuple": (lambda x: (x * 2, 3.0), [("", 2), ("", 3)]),
    "nested tuple": (
        lambda x: (x * 2, (x * 3, [x * 4])),
        [("", 2), ("[1][0]", 3), ("[1][1][0]", 4)],
    ),
    "dictionary": (lambda x: {"a": x * 2, "b": 3}, [("a", 2), ("b", 3)]),
    "nested dictionary": (
        lambda x: {"a": {"b": x * 2}, "c": [x * 3]},
        [("a['b']", 2), ("c[0]", 3)],
    ),
    "dataclass": (lambda x: Output(x * 2, 3.0), [("scores", 2), ("loss", 3)]),
    "dataclasses": (
        lambda x: [Output(x * 2, 3.0)],
        [("[0].scores", 2), ("[0].loss", 3)],
    ),
    "itself twice": (lambda x: (lambda y: (y, y))(x * 2), [("", 2), ("", 2)]),
    "an object": (lambda x: SimpleNamespace(y=x), []),
    "what cannot be kept": (lambda x: np.array([None]), []),
}


@pytest.mark.parametrize("name", RETURNED)
def test_results_are_all_that_was_returned(name, tmp_path):
    call, wanted = RETURNED[name]
    path = tmp_path / "a.trace"
    trace = record(call, np.ones((1, 1)), path=path)
    for one in (trace, Trace.load(path)):
        told = [(value.name, float(value.array.sum())) for value in one.results]
        assert told == wanted


def test_what_was_returned_is_the_very_object(tmp_path):
    kept = []

    def call(x):
        kept.append({"y": (x * 2, x)})
        return kept[0]

    x, path = np.ones(2), tmp_path / "a.trace"
    trace = record(call, x, path=path)
    assert trace.returned is kept[0]
    assert trace.returned["y"][1] is x
    assert type(trace.returned["y"][0]) is np.ndarray
    with pytest.raises(TraceError, match="`results` has its arrays"):
        _ = Trace.load(path).returned
