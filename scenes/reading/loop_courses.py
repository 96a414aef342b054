"""What a loop's passes have of the same thing, pass by pass.

What is carried on is made in one pass and read in the next: parameters that
are adjusted, or a state.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from network.trace import Step, Value
from scenes.arrays.shapes import is_shown
from scenes.reading.loop_places import Loop
from scenes.reading.value_roles import Roles

ADJUSTING = "add", "subtract"
MOST_ASKED = 4  # passes whose values tell whether something is adjusted
Key = tuple[str, int, int, int, str]


@dataclass(frozen=True)
class Course:
    """The same thing in every pass of a loop.

    Attributes:
        name: as in the code: "loss", "hs[t]", "params['W1']".
        values: one for each pass, at its end.
        is_adjusted: of what is carried on: whether each is the one before
            and something more, as parameters are, and no state of its own.
    """

    name: str
    values: tuple[Value, ...]
    is_adjusted: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether it can be drawn: real numbers, some of them, in one shape."""
        first, *others = self.values
        return is_shown(first) and all(one.shape == first.shape for one in others)


def carried(loop: Loop, roles: Roles) -> tuple[Course, ...]:
    """The arrays that one pass makes and the next one reads, in the order in
    which they are assigned; those of every pass."""
    passes = [loop.steps_of(index) for index in range(len(loop.passes))]
    read = [_read(steps) for steps in passes]
    found: dict[Key, dict[int, Value]] = {}
    for index in range(len(passes) - 1):
        last: dict[Key, Value] = {}
        for key, value in assigned_in(loop, index):
            last[key] = value
        for key, value in last.items():
            is_read = (value.identity, value.version) in read[index + 1]
            if is_read and not value.is_scalar and value.shape != ():
                found.setdefault(key, {})[index] = value
    wanted = {key for key, values in found.items() if len(values) == len(passes) - 1}
    for key, value in assigned_in(loop, len(passes) - 1):
        if key in wanted:
            found[key][len(passes) - 1] = value
    if is_cut(loop):  # what its last pass has not come to is as it was
        for key in wanted:
            found[key].setdefault(len(passes) - 1, found[key][len(passes) - 2])
    courses = [
        _course(key, values, roles)
        for key, values in found.items()
        if len(values) == len(passes)
    ]
    named = [one for one in courses if one.name]
    return tuple({_identities(one): one for one in named}.values())


def is_cut(loop: Loop) -> bool:
    """Whether the last pass of several ran fewer statements than the one before it:
    the recording or the loop ended within it, or it took a shorter branch."""
    last = len(loop.passes) - 1
    return last > 1 and statements(loop, last) < statements(loop, last - 1)


def _identities(course: Course) -> tuple[tuple[int, int], ...]:
    return tuple((one.identity, one.version) for one in course.values)


def _course(key: Key, values: dict[int, Value], roles: Roles) -> Course:
    ordered = tuple(values.values())
    adjusted = all(
        _is_more_of(after, before, roles)
        for before, after in pairwise(ordered[:MOST_ASKED])
    )
    return Course(key[-1], ordered, adjusted)


def _is_more_of(after: Value, before: Value, roles: Roles) -> bool:
    """Whether a value is one of the pass before, and something added."""
    if after.identity == before.identity:
        return True
    maker = roles.makers.maker(after)
    for _ in range(3):  # sums of several
        if maker is None or maker.function not in ADJUSTING:
            return False
        if any(one.identity == before.identity for one in maker.operands):
            return True
        maker = roles.makers.maker(maker.operands[0])
    return False


def _read(steps: Sequence[Step]) -> set[tuple[int, int]]:
    return {
        (operand.identity, operand.version)
        for step in steps
        for operation in step.operations
        for operand in operation.operands
    }


def assigned_in(loop: Loop, index: int) -> Iterator[tuple[Key, Value]]:
    """What the steps of a pass assign, each with what it is known by: the
    same in every pass."""
    value = loop.passes[index].value
    for step in loop.steps_of(index):
        text = step.text.replace("self.", "")
        for place, one in enumerate(step.assigned):
            name = one.name
            ending = f"[{value}]"
            if name.endswith(ending):
                general = f"{name.removesuffix(ending)}[{loop.variable}]"
                name = general if general in text else name
            span = step.span
            yield (step.function, span.line, span.column, place, name), one


def states(loop: Loop, courses: Sequence[Course]) -> tuple[Course, ...]:
    """What a recurrent loop hands on from pass to pass; () of any other loop.

    A loop that adjusts parameters, which it computes with besides, is none.

    Args:
        courses: what is carried on.
    """
    own = [one for one in courses if not one.is_adjusted]
    adjusted = {
        (one.values[0].identity, one.values[0].version)
        for one in courses
        if one.is_adjusted
    }
    reads = [
        (operand.identity, operand.version)
        for step in loop.steps_of(1)
        for operation in step.operations
        for operand in operation.operands
    ]
    return () if any(reads.count(one) > 1 for one in adjusted) else tuple(own)


def statements(loop: Loop, index: int) -> int:
    """How many statements of its own function a pass ran."""
    return sum(1 for one in loop.steps_of(index) if one.function == loop.function)


def same_statements(loop: Loop) -> bool:
    """Whether all passes run the same statements, as often and in one order; the
    loop's own condition is none of them."""
    ran = {
        tuple(
            (one.function, one.span.line, one.span.column)
            for one in loop.steps_of(index)
            if loop.header is None or one.span.line != loop.header.line
        )
        for index in range(len(loop.passes))
    }
    return len(ran) == 1
