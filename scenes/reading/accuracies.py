"""Where answers are counted that are right: (p.argmax(axis=1) == y).mean().

What is compared with what must be two lists of numbers of one length; the
answers may be the places of the largest, or on which side of a limit.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.reading.reductions import Reduction, reduction
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles

_COUNTING = ("mean", "sum", "count_nonzero", "average")
SOON = 6  # operations after a comparison in which it is counted
_SIDES = ("greater", "greater_equal", "less", "less_equal", "round", "rint", "around")


@dataclass(frozen=True)
class Accuracy:
    """How many answers are right.

    Attributes:
        answers, wanted: two Values of as many numbers.
        said: what the answers are the largest of, or None.
        chosen: the Reduction that makes them of it, or None.
        hits: the Value that is true where both are equal.
        total: the Operation that gives how many, or what share.
        operations: all that are part of it, in order.
    """

    answers: Value
    wanted: Value
    said: Value | None
    chosen: Reduction | None
    hits: Value
    total: Operation
    operations: tuple[Operation, ...]

    @property
    def right(self) -> int:
        """How many are right."""
        return int(np.count_nonzero(self.hits.array))


def accuracies(roles: Roles) -> Mapping[int, Accuracy]:
    """The Accuracies of a trace, by the number of their first operation.

    Ask for it as `roles.read(accuracies)`.
    """
    found: dict[int, Accuracy] = {}
    for after, operation in enumerate(roles.operations, start=1):
        if operation.function == "equal" and len(operation.operands) == 2:
            later = roles.operations[after : after + SOON]
            accuracy = _of(operation, later, roles)
            if accuracy is not None:
                found[accuracy.operations[0].number] = accuracy
    return found


def _of(
    equal: Operation, later: tuple[Operation, ...], roles: Roles
) -> Accuracy | None:
    hits = equal.result
    if hits.array.size < 2 or any(
        one.array.size != hits.array.size for one in equal.operands
    ):
        return None
    counted = _counted(hits, later)
    if not counted:
        return None
    answers, wanted = equal.operands
    makers = roles.makers
    if makers.maker(answers) is None and makers.maker(wanted) is not None:
        answers, wanted = wanted, answers
    before = []
    for value in (answers, wanted):
        made = makers.of(value, "argmax", "argmin", *_SIDES)
        if made is not None and len(roles.read(uses).of(value)) == 1:
            before.append(made)
    made = makers.of(answers, "argmax", "argmin")
    chosen = next((reduction(one) for one in before if one is made), None)
    parts = sorted((*before, equal, *counted), key=lambda one: one.number)
    return Accuracy(
        answers,
        wanted,
        chosen.source if chosen else None,
        chosen,
        hits,
        counted[-1],
        tuple(parts),
    )


def _counted(hits: Value, later: tuple[Operation, ...]) -> list[Operation]:
    """The operations that count what is true, and take the share of it."""
    value, parts = hits, list[Operation]()
    for operation in later:
        if (value.identity, value.version) not in {
            (one.identity, one.version) for one in operation.operands
        }:
            continue
        is_count = operation.function in _COUNTING and operation.result.shape == ()
        is_cast = operation.function == "astype" and not parts
        is_share = (
            any(one.function in _COUNTING for one in parts)
            and operation.function in ("divide", "multiply", "float")
            and operation.result.array.size == 1
        )
        if not (is_count or is_cast or is_share):
            break
        parts.append(operation)
        value = operation.result
    counted = any(one.function in _COUNTING for one in parts)
    return parts if counted and _is_so(hits, parts[-1].result) else []


def _is_so(hits: Value, result: Value) -> bool:
    """Whether the result is how many are true, or what share of them."""
    right, size = int(np.count_nonzero(hits.array)), hits.array.size
    total = float(result.array.ravel()[0])
    return any(
        np.isclose(total, one, rtol=1e-5)
        for one in (right, right / size, 100 * right / size)
    )
