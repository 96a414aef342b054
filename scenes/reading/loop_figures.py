"""A number for each pass of a loop that tells how it goes.

The loss is a number that each pass computes of arrays and keeps, and computes
no array with. Where there is none, how far off the results are tells as much,
or how far what is adjusted has moved.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Step, Value
from scenes.reading.loop_courses import Course, Key, assigned_in
from scenes.reading.loop_places import Loop
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles


@dataclass(frozen=True)
class Figures:
    """A number for each pass.

    Attributes:
        name: of what it is, as in the code, or "".
        numbers: float64.
        of: "value" of a number that the code computes; "size": the mean of
            the absolute values of the array called so; "distance": the root
            of the mean squared change of the array since the first pass.
    """

    name: str
    numbers: tuple[float, ...]
    of: str = "value"


def figures(loop: Loop, roles: Roles, courses: Sequence[Course]) -> Figures | None:
    """What tells best how a loop goes: its loss, if it has one; how far off
    its results are; how far what it adjusts has moved; or None.

    Args:
        courses: what is carried on.
    """
    return _loss(loop, roles) or _misses(loop) or _moved(loop, courses)


def _loss(loop: Loop, roles: Roles) -> Figures | None:
    """The number that each pass computes of arrays and goes on to keep."""
    count = len(loop.passes)
    found: dict[Key, dict[int, Value]] = {}
    for index in range(count):
        for key, value in assigned_in(loop, index):
            if value.dtype.kind == "f" and value.shape == () and key[-1]:
                found.setdefault(key, {})[index] = value
    kept = _kept_names(loop)
    best, most = None, -1
    for key, values in found.items():
        if len(values) < count:
            continue
        numbers = tuple(float(values[one].array.reshape(())) for one in range(count))
        if len(set(numbers)) == 1 or not _is_result(values[0], loop, roles):
            continue
        score = (
            4 * (key[-1] in kept)
            + 2 * _is_end(values[0], roles)
            + (key[0] == loop.function)
        )
        if score >= max(most, 2):
            best, most = Figures(key[-1], numbers), score
    return best


def _kept_names(loop: Loop) -> set[str]:
    """The names that a pass puts into a list, prints or returns."""
    kept = set()
    for step in loop.steps_of(0):
        text = step.text.strip()
        is_kept = ".append(" in text or text.startswith(("return", "print"))
        if is_kept and not step.operations:
            kept |= _names_in(text)
    return kept


def _names_in(text: str) -> set[str]:
    try:
        tree = ast.parse(f"def _():\n {text}")  # a return stands in a function
    except (SyntaxError, ValueError, RecursionError):
        return set()
    return {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}


def _is_result(value: Value, loop: Loop, roles: Roles) -> bool:
    """Whether a number was computed of an array, in some steps."""
    waiting = [roles.makers.maker(value)]
    for _ in range(40):
        if not waiting:
            return False
        operation = waiting.pop()
        if operation is None:
            continue
        # What only fetches a cell computes nothing.
        if operation.function != "getitem" and any(
            np.prod(one.shape) > 1 for one in operation.operands
        ):
            return True
        waiting += [roles.makers.maker(one) for one in operation.operands]
    return False


def _is_end(value: Value, roles: Roles) -> bool:
    """Whether no array is computed with a number, nor with what is computed
    with it."""
    waiting = [value]
    for _ in range(20):
        if not waiting:
            break
        for operation in roles.read(uses).of(waiting.pop()):
            if any(np.prod(one.shape) > 1 for one in operation.results):
                return False
            waiting += operation.results
    return True


def _misses(loop: Loop) -> Figures | None:
    """How far off the results of each pass are from what was given."""
    own = loop.steps_of(0)
    made = {
        result.identity
        for step in own
        for operation in step.operations
        for result in operation.results
    }
    for step in own:
        for place, operation in enumerate(step.operations):
            if operation.function == "subtract" and not operation.in_place:
                names = {one.name for one in operation.operands}
                if _is_miss(operation, made) and not names & set(step.targets):
                    return _sizes(loop, step, place)
    return None


def _is_miss(operation: Operation, made: set[int]) -> bool:
    """Whether something made in the pass is taken from what was there, or the
    other way, of one shape: many numbers, and not all alike."""
    if len(operation.operands) != 2:
        return False
    one, other = operation.operands
    return (
        one.shape == other.shape != ()
        and (one.identity in made) != (other.identity in made)
        and not any(
            value.array.size and np.ptp(value.array.astype(float)) == 0
            for value in (one, other)
            if value.identity not in made
        )
    )


def _sizes(loop: Loop, step: Step, place: int) -> Figures | None:
    """The mean size of what an operation gives, in every pass."""
    numbers = []
    expression = step.operations[place].expression
    for index in range(len(loop.passes)):
        found = next(
            (
                one.operations[place]
                for one in loop.steps_of(index)
                if one.span == step.span and len(one.operations) > place
            ),
            None,
        )
        if found is None or not found.results or found.expression != expression:
            return None
        numbers.append(float(np.abs(found.result.array.astype(float)).mean()))
    name = " ".join(expression.replace("self.", "").split())
    return Figures(name, tuple(numbers), "size")


def _moved(loop: Loop, courses: Sequence[Course]) -> Figures | None:
    """How far what is adjusted has moved since the end of the first pass."""
    for course in courses:
        arrays = [one.array for one in course.values]
        is_alike = len({one.shape for one in arrays}) == 1
        if course.is_adjusted and is_alike and arrays[0].dtype.kind in "biuf":
            numbers = _distances(arrays)
            if len(set(numbers)) > 1:
                return Figures(course.name, numbers, "distance")
    return None


def _distances(arrays: Sequence[np.ndarray]) -> tuple[float, ...]:
    """How far each is from the first: the root of the mean squared change."""
    begin = arrays[0].astype(float)
    with np.errstate(all="ignore"):
        return tuple(
            float(np.sqrt(np.mean((one.astype(float) - begin) ** 2))) for one in arrays
        )
