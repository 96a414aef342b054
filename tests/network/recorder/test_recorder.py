"""A recorded call computes what the call alone does, bit for bit."""

import inspect
import threading

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.recorder import record
from network.recorder.traced_array import is_traced
from network.trace import Trace, Value
from tests import recorded_code as code
from tests.recorded_calls import CALLS, digit, rng


def contents(value):
    """Every array and number inside a value, as (type, dtype, bytes)."""
    if isinstance(value, dict):
        return [part for key in value for part in contents(value[key])]
    if isinstance(value, (list, tuple)):
        return [part for item in value for part in contents(item)]
    if hasattr(value, "__dict__") and not isinstance(value, np.ndarray):
        return contents(vars(value))
    array = np.asarray(value)
    return [(type(value), array.dtype.str, array.shape, array.tobytes())]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", CALLS)
def test_what_is_computed_is_the_same_bit_for_bit(name):
    alone, alone_args = CALLS[name]()
    traced, traced_args = CALLS[name]()
    wanted = alone(*alone_args)
    trace = record(traced, *traced_args)
    assert contents(traced_args) == contents(alone_args)
    if inspect.ismethod(alone):
        assert contents(vars(traced.__self__)) == (contents(vars(alone.__self__)))
    assert contents(trace.returned) == contents(wanted)
    recorded = [value.array.tobytes() for value in trace.results]
    assert recorded == [part[-1] for part in contents(wanted)]
    assert trace.complete and trace.error is None


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", CALLS)
def test_every_operation_can_be_repeated(name):
    function, args = CALLS[name]()
    found = record(function, *args).verify()
    assert found.ok, found.mismatches
    assert found.compared > 0


def test_an_update_keeps_the_identity_and_a_view_has_its_own():
    trace = record(DigitNetwork().learn, *digit())
    update = trace.step("hidden-to-output-weights").operations[-1]
    before, after = update.operands[0], update.result
    assert update.in_place
    assert (before.identity, before.version, after.version) == (after.identity, 0, 1)
    assert before.digest != after.digest
    view = trace.step("hidden-error").operations[0]
    assert (view.kind, view.result.base) == ("view", after.identity)
    assert view.result.identity != after.identity
    assert view.operands[0].version == 1
    np.testing.assert_array_equal(view.result.array, after.array.T)


def test_changes_that_nobody_reported_are_gaps():
    array = np.arange(9.0).reshape(3, 3)
    elsewhere = array[:]

    def function(x):
        y = x + 1
        elsewhere[0] = 7  # the same memory, in an array that is not traced
        return y + x

    trace = record(function, array)
    gaps = [
        operation.function
        for _, operation in trace.operations()
        if operation.kind == "gap"
    ]
    assert gaps == ["changed-outside"]
    assert trace.verify().ok


def test_where_views_of_another_kind_of_array_lie_in_memory(tmp_path):
    """np.asarray of a part of a memmap: its base is a view itself."""
    mapped = np.memmap(tmp_path / "numbers", float, "w+", shape=6)
    mapped[:] = np.linspace(0.1, 0.7, 6)

    def function(after, before):
        return after - before

    after, before = np.asarray(mapped[1:]), np.asarray(mapped[:-1])
    trace = record(function, after, before)
    first, second = trace.inputs
    assert first.memory == second.memory
    assert first.offset - second.offset == after.itemsize
    found = trace.verify()
    assert found.ok and found.compared == 1


def test_scalars_of_other_units_are_told_apart():
    def function(seconds, days):
        return (
            seconds + np.timedelta64(1, "s"),
            days + np.timedelta64(1, "D"),
            seconds + np.timedelta64(1, "s"),
        )

    trace = record(function, *np.zeros((2, 1), "M8[s]"))
    added = [operation.operands[1] for _, operation in trace.operations()]
    assert [str(value.array.dtype) for value in added] == [
        "timedelta64[s]",
        "timedelta64[D]",
        "timedelta64[s]",
    ]
    assert added[0].identity == added[2].identity != added[1].identity
    assert trace.verify().ok


def long_doubles(values, dtype, left):
    """An array with what memory may hold in bytes that no number uses."""
    array = np.empty(len(values), dtype)
    array.view(np.uint8)[:] = left
    array[:] = values
    return array


@pytest.mark.parametrize("dtype", ["g", "G", ">g", ">G"])
@pytest.mark.parametrize("count", [3, 2000])
def test_bytes_that_no_number_uses_are_not_compared(tmp_path, dtype, count):
    values = np.linspace(-1, 1, count)

    def recorded(path=None):
        one, other = (long_doubles(values, dtype, left) for left in (7, 255))
        bytes_of_one, bytes_of_other = one.view(np.uint8), other.view(np.uint8)

        def function(x, y):
            bytes_of_one[:] = bytes_of_other  # no number changes
            z = x * np.longdouble(3)
            return z + y, np.array([x, y]), x[1] * np.longdouble(3)

        assert Value.of(one).digest == Value.of(other).digest
        return record(function, one, other, path=path)

    path = tmp_path / "long.trace"
    for trace in (recorded(), recorded(path), Trace.load(path)):
        found = trace.verify()
        assert found.ok and not found.gaps and found.compared == 5
        assert trace.inputs[0].digest == trace.inputs[1].digest
        np.testing.assert_array_equal(trace.inputs[0].array, values)


@pytest.mark.parametrize("call", [np.add, len, 3, DigitNetwork])
def test_what_is_no_python_function_is_refused(call):
    with pytest.raises(TypeError, match="Python function or method"):
        record(call, np.ones(2))


def test_about_is_a_dictionary():
    with pytest.raises(TypeError, match="dictionary .* got str: 'a digit'"):
        record(code.sigmoid, np.ones(2), about="a digit")
    trace = record(code.sigmoid, np.ones(2), about={"label": 7})
    assert trace.about == {"label": "7"}


def test_only_the_calling_thread_is_recorded():
    def function(x):
        thread = threading.Thread(target=lambda: x * 3)
        thread.start()
        thread.join()
        return x * 2

    trace = record(function, np.ones(3))
    assert [operation.expression for _, operation in trace.operations()] == ["x * 2"]


def test_two_threads_can_record():
    traces = {}

    def run(name):
        traces[name] = record(
            code.convolve, rng().normal(size=(5, 5)), rng().normal(size=(2, 2))
        )

    zeros = np.zeros
    threads = [threading.Thread(target=run, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert np.zeros is zeros
    assert len({len(trace.steps) for trace in traces.values()}) == 1
    assert all(trace.verify().ok for trace in traces.values())


def test_nothing_traced_is_left_in_the_results():
    network = code.Nested()
    returned = []

    def call(x):
        returned.append(network.run(x))
        return returned[0]

    record(call, np.ones((5, 1)))
    record(network.run, np.ones((5, 1)))
    for value in [returned, vars(network)]:
        for kind, *_ in contents(value):
            assert not kind.__name__.startswith("Traced")
    assert not any(is_traced(array) for array in network.history)
