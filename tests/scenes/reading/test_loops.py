"""Loops: which passes there are, and what their variable was."""

import numpy as np
import pytest

from network.recorder import record
from network.recorder.cell_recording import record_cell
from scenes.reading.loops import loops
from scenes.reading.value_roles import roles_of
from tests import looping
from tests.looping import SQUARE, STATES, X, Y


def loops_of(function, *arguments):
    trace = record(function, *arguments)
    return trace, roles_of(trace).read(loops)


@pytest.mark.parametrize(
    "function, arguments, header, values, count",
    [
        (
            looping.counted,
            (np.ones(3), 4),
            "for t in range(rounds)",
            ("0", "1", "2", "3"),
            4,
        ),
        (
            looping.adjusted_in_place,
            (np.ones((3, 1)), X, Y),
            "for step in range(2, 26, 2)",
            tuple(map(str, range(2, 26, 2))),
            12,
        ),
        (looping.over_rows, (X,), "for row in x", (), 5),
        (looping.until, (np.array([1.0, 0.5]),), "while change > 0.001", (), 10),
        (
            looping.branching,
            (np.ones(2),),
            "for k in range(6)",
            (),  # no statement is in every pass
            6,
        ),
        (
            looping.of_keys,
            ({"a": np.ones(2), "b": np.ones(3)},),
            "for key in ['a', 'b']",
            ("'a'", "'b'"),
            2,
        ),
        (
            looping.backwards,
            (STATES, SQUARE),
            "for t in reversed(range(len(hs)))",
            ("6", "5", "4", "3", "2", "1", "0"),
            7,
        ),
    ],
)
def test_the_passes_of_a_loop(function, arguments, header, values, count):
    _, found = loops_of(function, *arguments)
    (loop,) = found.loops
    assert (loop.source.text, loop.values) == (header, values)
    assert len(loop.passes) == count
    assert [one.index for one in loop.passes] == list(range(count))


def of_pairs(ws, bs, x):
    for w, b in zip(ws, bs):
        x = np.tanh(x @ w + b)
    return x


def of_a_list(ws, x):
    for w in ws:
        x = x @ w
    return x


def of_items(ws, x):
    for _, w in ws.items():
        x = x @ w
    return x


def of_rows(ws, x):
    total = np.zeros(2)
    for row in x:
        total = total + row
    return total


def of_one_again(ws, x):
    for w in [ws[0], ws[0]]:
        x = x @ w
    return x


def of_one_new_one(ws, x):
    for w in [ws[0], ws[1] * 2]:
        x = x @ w
    return x


def of_new_ones(ws, x):
    for w in [ws[0] * 2, ws[1] * 2]:
        x = x @ w
    return x


MATRICES = [np.eye(2), np.ones((2, 2)), np.eye(2) * 3]


@pytest.mark.parametrize(
    "function, arguments, variable, values",
    [
        (
            of_pairs,
            (MATRICES, [np.ones(2) for _ in MATRICES]),
            "w",
            ("ws[0]", "ws[1]", "ws[2]"),
        ),
        (of_a_list, (MATRICES,), "w", ("ws[0]", "ws[1]", "ws[2]")),
        (
            of_items,
            ({"a": np.eye(2), "b": np.ones((2, 2))},),
            "w",
            ("ws['a']", "ws['b']"),
        ),
        (of_rows, (MATRICES,), "row", ("x[0]", "x[1]")),
        (of_one_again, (MATRICES,), "w", ()),
        (of_new_ones, (MATRICES,), "w", ()),
        (of_one_new_one, (MATRICES,), "w", ()),
    ],
)
def test_what_a_loop_goes_through_names_its_passes(
    function, arguments, variable, values
):
    _, found = loops_of(function, *arguments, np.ones((2, 2)))
    (loop,) = found.loops
    assert (loop.variable, loop.values) == (variable, values)


@pytest.mark.parametrize(
    "function, arguments",
    [
        (looping.one_pass, (np.ones(2),)),
        (looping.inner, (np.ones(2),)),
        (looping.deep, (np.ones(2), 5)),  # calls itself, but not again and again
    ],
)
def test_what_goes_round_once_is_no_loop(function, arguments):
    _, found = loops_of(function, *arguments)
    assert found.loops == ()


def test_passes_hold_all_the_steps_of_a_loop():
    trace, found = loops_of(looping.nested, np.ones((6, 3, 2)))
    outer, *inner = found.loops
    assert outer.values == tuple("012345") and len(inner) == 6
    assert all(one.values == tuple("012") for one in inner)
    assert [one.above for one in inner] == outer.passes
    lines = [[step.span.line for step in outer.steps_of(index)] for index in range(6)]
    assert lines == [lines[0]] * 6 and len(lines[0]) == 4
    covered = [step.number for index in range(6) for step in outer.steps_of(index)]
    assert covered == [step.number for step in trace.steps][1:-1]


def test_a_cell_may_begin_with_a_loop(tmp_path):
    text = "for k in range(3):\n    x = x / 2\n    y = x + k\n"
    (file := tmp_path / "cell.py").write_text(text)
    trace, raised = record_cell(text, str(file), {"x": np.ones(4)})
    (loop,) = roles_of(trace).read(loops).loops
    assert raised is None
    assert (loop.header.line, loop.values) == (1, ("0", "1", "2"))


# fmt: off
def of_functions_made_in_it(x):
    for k in range(3): x = np.array(list(map(lambda row: np.sqrt(row + k), x)))  # noqa: E701
    return x
# fmt: on


def test_a_function_made_in_the_line_of_a_loop_is_no_pass_of_its_own():
    _, found = loops_of(of_functions_made_in_it, np.ones((2, 4)))
    outer, *calls = found.loops
    assert outer.values == ("0", "1", "2")
    assert [one.header for one in calls] == [None] * 3


def halved(x):
    return x / 2


def ending_in_a_call(x):
    for _ in range(3):
        y = x + 1
        x = halved(y)
    return x


def test_a_pass_that_ends_in_a_call_has_its_steps():
    trace, found = loops_of(ending_in_a_call, np.ones(3))
    (loop,) = found.loops
    numbers = [[one.number for one in loop.steps_of(index)] for index in range(3)]
    assert sum(numbers, []) == [step.number for step in trace.steps[:-1]]
    functions = [[one.function for one in loop.steps_of(index)] for index in range(3)]
    assert functions == [["ending_in_a_call", "ending_in_a_call", "halved"]] * 3


def test_calls_by_one_expression_are_a_loop():
    _, found = loops_of(looping.comprehended, [np.ones(2)] * 3)
    (loop,) = found.loops
    assert (loop.source, loop.expression, loop.values) == (None, "inner(x)", ())
    assert all(one.is_call for one in loop.passes) and len(loop.passes) == 3


def test_places_nest_as_calls_do():
    trace, found = loops_of(looping.over_rows, X)
    inside = next(step for step in trace.steps if step.function == "inner")
    call, around, top = reversed(found.places[inside.number].chain())
    assert (top.is_call, around.is_call, call.is_call) == (True, False, True)
    assert (call.function, around.index, call.expression) == ("inner", 0, "inner(row)")
    assert (top.loop, top.index, top.value, top.expression) == (None, 0, "", "")


def test_what_two_steps_have_in_common():
    trace, found = loops_of(looping.nested, np.ones((6, 3, 2)))
    first, second, _, last = found.loops[0].steps_of(0)
    assert found.common(first.number, first.number) is found.places[first.number]
    assert found.common(first.number, second.number) is found.loops[0].passes[0]
    assert found.common(0, last.number) is found.places[0]


def test_deep_calls_and_long_loops_take_no_time():
    _, found = loops_of(looping.deep, np.ones(2), 120)
    assert max(one.depth for one in found.places) == 120
    _, found = loops_of(looping.counted, np.ones(2), 400)
    assert len(found.loops[0].passes) == 400


def unnamed(x):
    for _ in range(6):
        x = x * 0.5
    for k in range(6):
        x = x * (k + 1.0)
    return x


def test_a_variable_that_is_not_used_is_no_name():
    found = roles_of(record(unnamed, np.ones(3))).read(loops).loops
    assert [one.variable for one in found] == ["", "k"]
    assert found[0].values == () and len(found[1].values) in (0, 6)
