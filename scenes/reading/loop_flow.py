"""What goes into each pass of a recurrent loop, and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from network.trace import Operation, Step, Value
from scenes.reading.loop_courses import Course, Key, assigned_in
from scenes.reading.loop_places import Loop

Known = tuple[int, int]  # identity and version of a value


def flow(loop: Loop, states: Sequence[Course]) -> tuple[Course | None, Course | None]:
    """(what comes in, what goes out) of the passes of a loop, or None.

    What comes in does not depend on the state, what goes out depends on what
    the state has become.

    Args:
        states: what the loop carries on.
    """
    steps = loop.steps_of(1)
    handed = {_known(one.values[0]) for one in states}
    become = {_known(one.values[1]) for one in states}
    of_state = _depending(steps, handed)
    of_new = _depending(steps, become)
    come = _course(loop, lambda value: _known(value) not in of_state | become, 0)
    gone = _course(
        loop, lambda value: _known(value) in of_new and _known(value) not in become, -1
    )
    return come or _given(loop, of_state) or _taken(loop, of_state), gone


def _known(value: Value) -> Known:
    return value.identity, value.version


def _depending(steps: Sequence[Step], start: set[Known]) -> set[Known]:
    """What is computed, in some steps, of some values; these among it."""
    found = set(start)
    # A call stands before the steps inside it; operations are in order.
    operations = [operation for step in steps for operation in step.operations]
    for operation in sorted(operations, key=lambda one: one.number):
        if any(_known(one) in found for one in operation.operands):
            found.update(map(_known, operation.results))
    return found


def _course(loop: Loop, fits: Callable[[Value], bool], which: int) -> Course | None:
    """An array that a pass assigns and that fits: the first of them, or the
    last."""
    keys: list[Key] = [
        key
        for key, value in assigned_in(loop, 1)
        if key[0] == loop.function
        and key[-1]
        and np.prod(value.shape) > 1
        and fits(value)
    ]
    if not keys:
        return None
    key = keys[which]
    values: list[Value] = []
    for index in range(len(loop.passes)):
        found = [value for one, value in assigned_in(loop, index) if one == key]
        if not found or (values and found[-1].shape != values[0].shape):
            return None
        values.append(_at_end(loop, index, found[-1]))
    return Course(key[-1], tuple(values))


def _at_end(loop: Loop, index: int, value: Value) -> Value:
    """What an array holds at the end of a pass: it may be changed in place."""
    latest = value
    for step in loop.steps_of(index):
        for operation in step.operations:
            for one in (*operation.operands, *operation.results):
                if one.identity == value.identity and one.version > latest.version:
                    latest = one
    return latest


def _given(loop: Loop, of_state: set[Known]) -> Course | None:
    """An array that each pass reads another of, which no pass makes."""
    for number, step in enumerate(loop.steps_of(1)):
        for place, operation in enumerate(step.operations):
            for which, operand in enumerate(operation.operands):
                if np.prod(operand.shape) <= 1 or _known(operand) in of_state:
                    continue
                course = _read_at(loop, number, place, which)
                if course:
                    return course
    return None


def _read_at(loop: Loop, number: int, place: int, which: int) -> Course | None:
    """What an operation of each pass reads at a place, if it is always
    another array of the same shape that nothing in the loop has made."""
    values: list[Value] = []
    made = {
        _known(result)
        for index in range(len(loop.passes))
        for step in loop.steps_of(index)
        for operation in step.operations
        for result in operation.results
    }
    for index in range(len(loop.passes)):
        try:
            operation = loop.steps_of(index)[number].operations[place]
            values.append(operation.operands[which])
        except IndexError:
            return None
    if len({one.shape for one in values}) > 1 or len(set(map(_known, values))) < len(
        values
    ):
        return None
    if any(_known(one) in made for one in values):
        return None
    return Course(values[0].name or values[0].expression, tuple(values))


def _taken(loop: Loop, of_state: set[Known]) -> Course | None:
    """A part of an array that each pass takes another of: words[t]."""
    for number, step in enumerate(loop.steps_of(1)):
        for place, operation in enumerate(step.operations):
            if operation.function != "getitem" or not _is_array(operation):
                continue
            if any(_known(one) in of_state for one in operation.operands):
                continue
            course = _taken_at(loop, number, place)
            if course:
                return course
    return None


def _is_array(operation: Operation) -> bool:
    return operation.result is not None and bool(np.prod(operation.result.shape) > 1)


def _taken_at(loop: Loop, number: int, place: int) -> Course | None:
    """What an operation of each pass takes, always of one array and of one
    shape."""
    taken: list[Operation] = []
    for index in range(len(loop.passes)):
        try:
            taken.append(loop.steps_of(index)[number].operations[place])
        except IndexError:
            return None
    if not all(one.results for one in taken):
        return None
    kinds = {(one.function, _known(one.operands[0]), one.result.shape) for one in taken}
    places = {str(one.parameters.get("call")) for one in taken}
    if len(kinds) > 1 or len(places) < len(taken):
        return None
    first, *_ = taken
    return Course(
        first.result.name or first.expression, tuple(one.result for one in taken)
    )
