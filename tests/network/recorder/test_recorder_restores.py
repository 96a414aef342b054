"""After a record everything stands as the call alone would have left it."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from network.recorder.traced_array import is_traced
from network.trace import Trace

ROOT = Path(__file__).parents[3]

HELD = []
KEPT = None


class Module:
    """An object that a failing method leaves in the middle of its work."""

    __slots__ = ("slot", "__dict__")

    def __init__(self):
        self.weights = np.ones((2, 2))
        self.same = self.weights
        self.layers = [np.ones(2), np.zeros(2)]
        self.pair = (self.weights, 3)
        self.table = {"a": np.zeros(2), 5: [np.ones(1)]}
        self.slot = np.ones(3)

    def work(self, x, *, fail):
        global KEPT
        self.weights += x
        self.new = self.weights @ x
        self.view = self.weights[0]
        self.layers[0] = self.layers[0] + 1
        self.layers.append(self.new.T)
        self.table["b"] = (self.new, [self.view])
        self.slot *= 2
        self.late = self.new * 3
        HELD.append(self.new)
        KEPT = {"a": [self.new * 2]}
        self.scalar = x.sum()
        if fail:
            raise KeyError("in the middle")
        return self.new, {"same": self.weights}


def arrays_in(value):
    if isinstance(value, (np.ndarray, np.generic)):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [array for item in value for array in arrays_in(item)]
    return []


@pytest.mark.parametrize("fail", [False, True])
def test_objects_containers_and_tracing_are_put_back(fail, tmp_path):
    HELD.clear()
    module, x = Module(), np.eye(2)
    kept = (
        module.weights,
        module.layers,
        module.layers[1],
        module.pair,
        module.table,
        module.table["a"],
        module.table[5][0],
        module.slot,
    )
    functions = {name: vars(np)[name] for name in ("zeros", "array", "full")}
    path = tmp_path / "a.trace"

    def tracer(frame, event, arg):
        return None

    sys.settrace(tracer)
    try:
        if fail:
            with pytest.raises(KeyError, match="in the middle"):
                record(module.work, x, fail=True, path=path)
        else:
            record(module.work, x, fail=False, path=path)
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(None)
    assert all(getattr(np, name) is function for name, function in functions.items())
    now = (
        module.weights,
        module.layers,
        module.layers[1],
        module.pair,
        module.table,
        module.table["a"],
        module.table[5][0],
        module.slot,
    )
    assert all(after is before for after, before in zip(now, kept))
    assert module.same is module.weights and module.pair[0] is module.weights
    alone = Module()
    try:
        alone.work(np.eye(2), fail=fail)
    except KeyError:
        pass
    HELD.pop()
    assert module.view.base is module.weights
    for mine, wanted in ((vars(module), vars(alone)),):
        assert list(mine) == list(wanted)
        for left, right in zip(arrays_in(mine), arrays_in(wanted)):
            assert type(left) is type(right)
            np.testing.assert_array_equal(left, right)
    np.testing.assert_array_equal(module.slot, alone.slot)
    assert not any(map(is_traced, arrays_in([HELD, KEPT])))
    np.testing.assert_array_equal(x, np.eye(2))

    trace = Trace.load(path)
    assert trace.complete and trace.verify().ok
    assert (trace.error == "KeyError: 'in the middle'") == fail
    assert (trace.steps[-1].error is not None) == fail
    assert trace.steps[0].targets == ("weights",)


def test_arrays_that_outlive_their_recording_behave_as_plain():
    leaked = []

    class Keeper:
        def __setattr__(self, name, value):
            leaked.append((value,))  # in a tuple, where nothing can replace

    def function(x):
        Keeper().x = x * 2
        Keeper().x = x.sum()
        return x

    record(function, np.ones((2, 2)))
    array, number = leaked[0][0], leaked[1][0]
    np.testing.assert_array_equal(array @ array, np.full((2, 2), 8.0))
    array += 1
    array[0] = array.T[1]
    assert float(array.sum() + np.sum(array) + number * 2 - 1) == 31
    assert not is_traced(array + 1) and not is_traced(number + 1)


def test_what_the_call_puts_into_numpy_stays(monkeypatch):
    for name in ("zeros", "ones"):
        monkeypatch.setattr(np, name, getattr(np, name))  # put back at the end
    ones, full = np.ones, np.full

    def counted_zeros(shape):
        return full(shape, 0.0)

    def function(x):
        before = np.ones
        np.zeros, np.ones = counted_zeros, None
        np.ones = before
        return x + np.zeros(2)

    for _ in range(2):
        trace = record(function, np.ones(2))
        assert np.zeros is counted_zeros and np.ones is ones
        assert trace.verify().ok


def test_a_record_within_a_record_is_refused():
    def inner(x):
        return x

    def outer(x):
        return record(inner, x)

    with pytest.raises(RuntimeError, match="already recording"):
        record(outer, np.ones(2))
    assert record(inner, np.ones(2)).complete


def test_caught_errors_stay_in_their_step():
    def function(x):
        try:
            y = x @ np.ones(99)
        except ValueError:
            y = x
        return y

    trace = record(function, np.ones(2))
    assert [bool(step.error) for step in trace.steps] == [True, False, False]
    assert trace.error is None


def test_a_generator_may_be_left_unfinished():
    def rows(x):
        for row in x:
            yield row * 2

    def function(x):
        started = rows(x)
        first = next(started)
        return first, started

    trace = record(function, np.ones((3, 2)))
    assert trace.complete and trace.verify().ok


def test_generated_code_is_not_watched_in_a_program_on_the_command_line():
    """Since Python 3.13 "<string>" has a source there: the program's."""
    program = (
        "from network.runs.default_traces import default_trace; "
        "print(*sorted(default_trace(learn=True).functions))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        text=True,
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert ended.stdout.split() == [
        "DigitNetwork.forward",
        "DigitNetwork.learn",
        "sigmoid",
    ]
