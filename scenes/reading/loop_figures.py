"""A number for each pass of a loop that tells how it goes.

The loss is a number that each pass computes of arrays and keeps, and computes
no array with. Where there is none, how far off the results are tells as much,
or how far what is adjusted has moved.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Step, Value
from scenes.reading.loop_courses import Course, Key, assigned_in, is_cut
from scenes.reading.loop_places import Loop
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles

COMPARING = "less", "less_equal", "greater", "greater_equal"
MOST_GATHERED = 0.5  # of the passes, before the first that has a loss


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


def figures(
    loop: Loop, roles: Roles, courses: Sequence[Course], since: int | None = None
) -> Figures | None:
    """What tells best how a loop goes: its loss, if it has one; what decides
    when it ends; how far off its results are; how far what it adjusts has
    moved; or None.

    Args:
        courses: what is carried on.
        since: the pass from which on there has to be a number; None: half of
            all passes need to have one.
    """
    loss = _loss(loop, roles)
    if loss and since is not None and math.isnan(loss.numbers[since]):
        loss = None
    return loss or _limit(loop, roles) or _misses(loop) or _moved(loop, courses)


def _loss(loop: Loop, roles: Roles) -> Figures | None:
    """The number that each pass computes of arrays and goes on to keep; of a
    loop whose first passes only gather, from the first on that computes it."""
    count = len(loop.passes)
    found: dict[Key, dict[int, Value]] = {}
    for index in range(count):
        for key, value in assigned_in(loop, index):
            has_name = key[-1].strip("_")  # "_" is of what the code does not use
            if value.dtype.kind in "fiu" and value.shape == () and has_name:
                found.setdefault(key, {})[index] = value
    own, kept = _kept_names(loop)
    best, most = None, -1
    for key, values in found.items():
        begin = min(values)
        until = max(values) + 1 if is_cut(loop) else count
        if begin > count * MOST_GATHERED or until < count - 1:
            continue
        if set(values) != set(range(begin, until)):
            continue
        numbers = tuple(float(values[one].array.reshape(())) for one in values)
        whole = values[begin].dtype.kind != "f"
        if len(set(numbers)) == 1 or (whole and key[-1] not in kept):
            continue
        if not _is_result(values[begin], loop, roles) and (
            key[-1] not in kept or _only_counts(key[-1], numbers, loop)
        ):
            continue
        score = (
            8 * (key[-1] in own)
            + 4 * (key[-1] in kept)
            + 2 * _is_end(values[begin], roles)
            + (key[0] == loop.function)
        )
        if score >= max(most, 2):
            after = (math.nan,) * (count - until)
            best = Figures(key[-1], (math.nan,) * begin + numbers + after)
            most = score
    return best


def _only_counts(name: str, numbers: Sequence[float], loop: Loop) -> bool:
    """Whether numbers only say how far a loop is: its variable, or equal steps."""
    return name == loop.variable or len(set(np.diff(numbers).round(9))) < 2


def _kept_names(loop: Loop) -> tuple[set[str], set[str]]:
    """The names that a pass puts into a list, prints or returns: in the function that
    the loop stands in, and in all."""
    own: set[str] = set()
    kept: set[str] = set()
    for step in loop.steps_of(0):
        text = step.text.strip()
        is_kept = ".append(" in text or text.startswith(("return", "print"))
        if is_kept and not step.operations:
            kept |= _names_in(text)
            if step.function == loop.function:
                own |= _names_in(text)
    return own, kept


def _names_in(text: str) -> set[str]:
    try:
        tree = ast.parse(f"def _():\n {text}")  # a return stands in a function
    except (SyntaxError, ValueError, RecursionError):
        return set()
    names = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}
    # What an object keeps, as in print(loss.data), is assigned by its own name.
    return names | {
        one.attr for one in ast.walk(tree) if isinstance(one, ast.Attribute)
    }


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


def _limit(loop: Loop, roles: Roles) -> Figures | None:
    """The number, computed of arrays, that an `if` or `while` of each pass
    compares with a constant: where it is small enough, the loop ends."""
    for step in loop.steps_of(0):
        if not step.text.strip().startswith(("if ", "while ")):
            continue
        for place, operation in enumerate(step.operations):
            at = _compared(operation, loop, roles)
            if at is None:
                continue
            again = _in_each_pass(loop, step, place)
            numbers = tuple(float(one.operands[at].array.reshape(())) for one in again)
            name = operation.operands[at].name or operation.operands[at].expression
            if len(numbers) == len(loop.passes) and name and len(set(numbers)) > 1:
                return Figures(" ".join(name.split()), numbers)
    return None


def _compared(operation: Operation, loop: Loop, roles: Roles) -> int | None:
    """Which operand of a comparison with a constant was computed of an array."""
    if operation.function not in COMPARING:
        return None
    if any(one.shape != () for one in operation.operands):
        return None
    computed = [_is_result(one, loop, roles) for one in operation.operands]
    return computed.index(True) if sum(computed) == 1 else None


def _in_each_pass(loop: Loop, step: Step, place: int) -> list[Operation]:
    """The operation of the same statement and place in each pass that has it."""
    expression = step.operations[place].expression
    found = []
    for index in range(len(loop.passes)):
        for one in loop.steps_of(index):
            if one.span == step.span and len(one.operations) > place:
                if one.operations[place].expression == expression:
                    found.append(one.operations[place])
                break
    return found


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
    if one.shape != other.shape or one.shape == ():
        return False
    if (one.identity in made) == (other.identity in made):
        return False
    given = other if one.identity in made else one
    return bool(given.array.size and np.ptp(given.array.astype(float)) != 0)


def _sizes(loop: Loop, step: Step, place: int) -> Figures | None:
    """The mean size of what an operation gives, in every pass."""
    again = _in_each_pass(loop, step, place)
    if len(again) < len(loop.passes) or not all(one.results for one in again):
        return None
    numbers = [float(np.abs(one.result.array.astype(float)).mean()) for one in again]
    expression = step.operations[place].expression
    name = " ".join(expression.replace("self.", "").split())
    return Figures(name, tuple(numbers), "size")


def _moved(loop: Loop, courses: Sequence[Course]) -> Figures | None:
    """How far what is adjusted has moved since the end of the first pass."""
    for course in courses:
        arrays = [one.array for one in course.values]
        is_alike = len({one.shape for one in arrays}) == 1
        is_known = is_alike and arrays[0].dtype.kind in "biuf" and arrays[0].size
        if course.is_adjusted and is_known and not _is_filled(arrays):
            numbers = _distances(arrays)
            if len(set(numbers)) > 1 and np.isfinite(numbers).any():
                return Figures(course.name, numbers, "distance")
    return None


def _is_filled(arrays: Sequence[np.ndarray]) -> bool:
    """Whether each pass writes cells that no other writes: a table is filled,
    nothing moves."""
    changed = [
        (one != other) & ~((one != one) & (other != other))  # what is no number
        for one, other in zip(arrays, arrays[1:])
    ]
    return len(changed) > 1 and not (np.sum(changed, axis=0) > 1).any()


def _distances(arrays: Sequence[np.ndarray]) -> tuple[float, ...]:
    """How far each is from the first: the root of the mean squared change."""
    begin = arrays[0].astype(float)
    with np.errstate(all="ignore"):
        return tuple(
            float(np.sqrt(np.mean((one.astype(float) - begin) ** 2))) for one in arrays
        )
