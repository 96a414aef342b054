"""Whatever reports the statements that run, the steps are the same ones.

What the tables expect holds for both ways, on every version of Python.
"""

import sys
import threading
from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from tests import recorded_flow as flow
from tests.event_places import (
    PLACES,
    assert_places_are_free,
    both_ways,
    only_monitoring,
    taken,
)
from tests.recorded_calls import CALLS


def square():
    return np.arange(9.0).reshape(3, 3) + 0.5


def steps_of(function, *args, **kwargs):
    """Return the slugs of the steps, with "!" after those that failed."""
    return [
        step.slug + ("!" if step.error else "")
        for step in record(function, *args, **kwargs).steps
    ]


# The steps of each function; "/" leads from a step to those that it called.
FLOWS = {
    flow.generator: """
        rows first first/for-row first/added
        second second/x second/for-row second/added close return""",
    flow.thrown_into: """
        waiting a a/expression b b/expression throw! throw/x a-2 return""",
    flow.delegated: """
        total
        for-row for-row/y for-row/y/for-row for-row/y/added total-2
        for-row-2 for-row-2/y for-row-2/y/for-row for-row-2/y/added total-3
        for-row-3 for-row-3/y for-row-3/return return""",
    flow.recursion: """
        y y/y y/y/return y/return return""",
    flow.exception_through_frames: """
        y! y/z y/return! y/return/y y/return/return! y-2 z return""",
    flow.cleanup: """
        cleaning-up! cleaning-up/return! cleaning-up/return/y
        cleaning-up/return/return! cleaning-up/x y y-2 y-3 return""",
    flow.contexts: """
        with with/value with/return with/x with/expression y
        with-2 with-2/x with-2/value with-2/return
        with-3 with-3/value with-3/return raise!
        with-4 with-4/value with-4/return return""",
    flow.coroutines: """
        return return/a-b return/expression return/expression-2
        return/return return/return-2
        return/asyncfor return/asyncfor/for-row return/asyncfor/expression
        return/asyncfor/expression/expression
        return/asyncfor-2 return/asyncfor-2/expression
        return/asyncfor-2/expression/return return/a return/asyncfor-3
        return/asyncwith return/asyncwith/expression
        return/asyncwith-2 return/asyncwith-2/return return/b
        return/asyncwith-3 return/asyncwith-3/return
        return/rows return/rows/for-row return/rows/expression
        return/rows/expression/expression
        return/rows-2 return/rows-2/expression
        return/rows-2/expression/return return/return-3""",
    flow.nested_lambdas: """
        f pair return return/return return/return/return
        return/return-2 return/return-3""",
    flow.many_lines: """
        y z z/return z/return-2 z/return-3 return""",
    flow.loops_on_one_line: """
        x x-2 x-3 x-4 while x-5 x-6 x-7 x-8 while-2 x-9 while-3
        for-row row for-row-2 row-2 for-row-3 row-3 return""",
    flow.comprehensions_on_one_line: """
        y z return""",
    flow.closure: """
        total return return/total return/noise return/return
        return/total-2 return/noise-2 return/return-2
        return/total-3 return/noise-3 return/return-3""",
    flow.noise_in_one_line: """
        rng x x-2 return""",
    flow.special_methods: """
        wrapped wrapped/x a a/return b b/return
        for-y for-y/expression b-2 for-y-2 for-y-2/expression b-3 for-y-3
        c-d c-d/expression c-d/expression-2 return""",
    flow.objects_in_an_array: """
        y y/more y/return y/more-2 y/return-2 y/more-3 y/return-3 return""",
    flow.left_unfinished: """
        rows return return/for-row return/added""",
    flow.raised_again: """
        y! y-2 raise y-3 raise-2! y-4 y-5 return""",
    flow.iterables: """
        for-row row for-row-2 row-2 for-row-3 row-3
        for-column column for-column-2 column-2 for-column-3 column-3
        for-a-b a for-a-b-2 a-2 for-a-b-3 a-3
        x for-row-4 x-2 for-row-5 x-3 for-row-6 x-4 return""",
}


@both_ways
@pytest.mark.parametrize("function", FLOWS, ids=lambda function: function.__name__)
def test_steps_in_an_unusual_order(function, places):
    with taken(*places):
        assert steps_of(function, square()) == FLOWS[function].split()


@only_monitoring
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    "call",
    [
        *CALLS.values(),
        *(lambda function=function: (function, (square(),)) for function in FLOWS),
    ],
    ids=[*CALLS, *(function.__name__ for function in FLOWS)],
)
def test_a_trace_function_sees_the_same(call):
    function, args = call()
    monitored = record(function, *args)
    function, args = call()
    with taken(*PLACES):
        followed = record(function, *args)
    assert without_contents(followed.steps) == (without_contents(monitored.steps))
    assert followed.functions == monitored.functions
    assert followed.verify().ok and monitored.verify().ok


def without_contents(steps):
    """Steps whose values tell no content: np.empty leaves it to chance."""

    def emptied(values):
        return tuple(replace(value, digest="") for value in values)

    return [
        replace(
            step,
            assigned=emptied(step.assigned),
            operations=tuple(
                replace(
                    operation,
                    operands=emptied(operation.operands),
                    results=emptied(operation.results),
                )
                for operation in step.operations
            ),
        )
        for step in steps
    ]


@both_ways
def test_what_stands_at_an_iterable_or_a_context_manager(places):
    """Python 3.13 places it elsewhere in the source than those before."""
    with taken(*places):
        loops = record(flow.iterables, square())
        contexts = record(flow.contexts, square())
    seen = [
        (
            operation.function,
            operation.expression.split("\n")[0],
            operation.operands[0].name,
        )
        for step in loops.steps
        if step.slug in ("for-row", "for-column", "for-a-b", "for-row-4")
        for operation in step.operations
    ]
    assert seen == [
        ("getitem", "x[0]", "x"),
        ("getitem", "for row in x[0]", ""),
        ("transpose", "x.T", "x"),
        ("getitem", "for column in x.T", ""),
        ("stack", "np.stack([x, x])", "x"),
        ("reshape", "np.stack([x, x]).reshape(3, 2, 3)", ""),
        ("getitem", "for a, b in np.stack([x, x]).reshape(3, 2, 3)", ""),
        ("getitem", "a, b", ""),
        ("getitem", "a, b", ""),
        ("cumsum", "np.cumsum(x, axis=0)", "x"),
        ("getitem", "for row in np.cumsum(x, axis=0)", ""),
    ]
    calls = {
        contexts.step(slug).call_expression.split("\n")[0]
        for slug in ("with/value", "with/x", "with-2/value", "with-2/x")
    }
    assert calls == {"with Manager() as ones, doubled(x) as two"}


@both_ways
def test_arrays_from_elsewhere_are_traced_in_the_variables(places):
    with taken(*places):
        trace = record(flow.closure, square())
        noisy = record(flow.noise_in_one_line, square())
    noise = trace.step("return/noise")
    assert [operation.kind for operation in noise.operations] == ["gap"]
    product = trace.step("return/return").operations[-1]
    assert product.operands[0].identity == (noise.operations[0].result.identity)
    assert [
        operand.name
        for _, operation in noisy.operations()
        for operand in operation.operands
    ] == ["x", "y", "x", "y"]


@both_ways
def test_a_library_hands_plain_arrays_to_a_watched_function(places):
    def row_sum(row):
        doubled = row * 2
        return doubled.sum()

    def function(x):
        return np.apply_along_axis(row_sum, 1, x)

    with taken(*places):
        trace = record(function, square())
    assert [
        operation.expression
        for step, operation in trace.operations()
        if step.function.endswith("row_sum")
    ] == ["row * 2", "doubled.sum()"] * 3


@both_ways
def test_places_are_given_back(places):
    with taken(*places):
        record(flow.generator, square())
        with pytest.raises(ValueError, match="matmul"):
            record(flow.failing, square())
        assert sys.gettrace() is None
    assert_places_are_free(flow.generator, flow.failing)


@only_monitoring
def test_another_tool_keeps_its_place_and_its_reports():
    calls = []
    with taken(PLACES[0]):
        sys.monitoring.register_callback(
            PLACES[0],
            sys.monitoring.events.PY_START,
            lambda code, offset: calls.append(code.co_name),
        )
        sys.monitoring.set_events(PLACES[0], sys.monitoring.events.PY_START)
        try:
            found = steps_of(flow.exception_through_frames, square())
            flow.recursion(square())
        finally:
            sys.monitoring.set_events(PLACES[0], 0)
            sys.monitoring.register_callback(
                PLACES[0], sys.monitoring.events.PY_START, None
            )
    assert found == FLOWS[flow.exception_through_frames].split()
    for name in ("passing_on", "failing", "recursion"):
        assert name in calls
    assert_places_are_free(flow.exception_through_frames, flow.recursion, flow.failing)


@both_ways
def test_a_trace_function_that_stands_changes_nothing(places):
    def tracer(frame, event, arg):
        return tracer

    sys.settrace(tracer)
    try:
        with taken(*places):
            found = steps_of(flow.generator, square())
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(None)
    assert found == FLOWS[flow.generator].split()


@both_ways
def test_each_recording_watches_what_it_is_asked_to(places):
    """What one has ruled out is new to the next one."""
    watched = [flow.passing_on, flow.failing, flow.passing_on]
    wanted = [["z", "return!"], ["y", "return!"], ["z", "return!"]]
    with taken(*places):
        assert [
            steps_of(flow.exception_through_frames, square(), watch=function)
            for function in watched
        ] == wanted


@both_ways
def test_a_generator_that_began_before_is_followed(places):
    def function(x, rows):
        return next(rows) + x

    rows = flow.rows_of(square())
    next(rows)
    with taken(*places):
        found = steps_of(function, square(), rows)
    assert found == ["return", "return/for-row", "return/added"]


@both_ways
def test_a_function_that_another_thread_runs_too(places):
    """Both are in the same lines of it at the same time."""
    meeting = threading.Barrier(2)

    def both(x):
        y = x * 2
        meeting.wait(20)
        z = y + 1
        meeting.wait(20)
        return z

    def function(x):
        thread = threading.Thread(target=both, args=(np.ones(3),))
        thread.start()
        y = both(x)
        thread.join()
        return y

    with taken(*places):
        found = steps_of(function, square())
    assert found == [
        "thread",
        "start",
        "y",
        "y/y",
        "y/wait",
        "y/z",
        "y/wait-2",
        "y/return",
        "join",
        "return",
    ]


@both_ways
def test_more_recordings_at_once_than_there_are_places(places):
    calls = [
        (flow.exception_through_frames, flow.passing_on),
        (flow.exception_through_frames, flow.failing),
        (flow.recursion, None),
        (flow.coroutines, None),
        (flow.exception_through_frames, None),
    ]
    wanted = [steps_of(function, square(), watch=watch) for function, watch in calls]
    found = {}
    meeting = threading.Barrier(len(calls))

    def run(number):
        function, watch = calls[number]

        def together(x):
            meeting.wait(20)
            try:
                return function(x)
            finally:
                meeting.wait(20)

        found[number] = steps_of(together, square(), watch=watch or [flow.__file__])

    threads = [
        threading.Thread(target=run, args=(number,)) for number in range(len(calls))
    ]
    with taken(*places):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [found[number] for number in range(len(calls))] == wanted
    assert_places_are_free()


def test_a_change_from_elsewhere_is_noticed_within_the_step():
    array = square()
    elsewhere = array[:]  # the same memory, in an array that is not traced

    def function(x):
        y = x + 1
        return y * (elsewhere.fill(7) or x + y)

    trace = record(function, array)
    assert [
        (step.slug, [operation.function for operation in step.operations])
        for step in trace.steps
    ] == [("y", ["add"]), ("return", ["changed-outside", "add", "multiply"])]
    assert trace.verify().ok
