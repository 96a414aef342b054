"""Where an array is kept and changed by something added to it, or taken.

W -= lr * dW, in place, and W = W - lr * dW, that makes a new array in the
place of the old one; in a loop, a comprehension, a dictionary, a function.
"""

from collections.abc import Mapping
from dataclasses import replace

from network.trace import Operation, Value
from scenes.arrays.shapes import is_shown
from scenes.reading.in_place_update import InPlaceUpdate
from scenes.reading.kept_arrays import KeptArrays, kept_arrays
from scenes.reading.makers import key_of
from scenes.reading.plain_calls import is_plain
from scenes.reading.value_roles import Roles
from scenes.reading.weighted_sums import Term, weighted_sum


def plain_updates(roles: Roles) -> Mapping[int, InPlaceUpdate]:
    """The updates of a trace by the number of each one's first operation;
    ask for them as `roles.read(plain_updates)`."""
    return _updates(roles, of_numbers=False)


def updates_of_numbers(roles: Roles) -> Mapping[int, InPlaceUpdate]:
    """Those of what is but one number, as a bias of one neuron may be."""
    return _updates(roles, of_numbers=True)


def _updates(roles: Roles, *, of_numbers: bool) -> Mapping[int, InPlaceUpdate]:
    kept = roles.read(kept_arrays)
    found: dict[int, InPlaceUpdate] = {}
    for place, operation in enumerate(roles.operations):
        if not is_plain(operation, "add", "subtract"):
            continue
        if _is_of_numbers(operation) != of_numbers:
            continue
        update = _update(roles, kept, place, operation)
        if update is not None:
            kept.follow(operation)
            found[roles.operations[place + 1 - update.count].number] = update
    return found


def _is_of_numbers(operation: Operation) -> bool:
    """Whether one number is changed by another one; arrays of one cell that have the
    same shape are changed as all arrays are."""
    old, change = operation.operands
    return old.array.size == change.array.size == 1 and () in (old.shape, change.shape)


def _update(
    roles: Roles, kept: KeptArrays, place: int, operation: Operation
) -> InPlaceUpdate | None:
    old, change = operation.operands
    is_shape = old.shape == change.shape or _is_of_numbers(operation)
    if not is_shape or not is_shown(old) or not is_shown(change):
        return None
    if operation.function == "add" and not kept.takes_place(operation, old):
        old, change = change, old
    if not kept.takes_place(operation, old) or key_of(old) == key_of(change):
        return None
    count, term = _scaled(roles, place, change)
    if not operation.in_place:
        is_step = kept.is_kept(old) and (term or not kept.is_argument(old))
        if not is_step:
            return None
    return InPlaceUpdate(
        replace(old, name=kept.name_of(old, operation.result)),
        change,
        1 if operation.function == "add" else -1,
        None if term is None else _number(roles, place, count, term),
        None if term is None else _as_kept(kept, term.value),
        count,
        is_sum=kept.is_sum(old),
    )


def _as_kept(kept: KeptArrays, value: Value) -> Value:
    """The same; where the code says grads[k], with the key that k was."""
    if "[" not in value.name:
        return value
    return replace(value, name=kept.name_of(value))


def _scaled(roles: Roles, place: int, change: Value) -> tuple[int, Term | None]:
    """(how many operations end the update, the change as a number times an
    array), where the operations just before make it so."""
    run = set()
    at = place - 1
    step = roles.operations[place].step
    while at >= 0 and roles.operations[at].step == step:
        run.add(roles.operations[at].number)
        at -= 1
        if place - at > _LONGEST:
            break
    opened = weighted_sum(
        change, roles.makers, lambda value, made: made.number in run and not value.name
    )
    (term, *more) = opened.terms.values()
    numbers, last = set(opened.operations), roles.operations[place].number
    is_run = numbers == set(range(last - len(numbers), last))
    if more or term.power != 1 or term.under is not None or not is_run or not numbers:
        return 1, None
    if term.value.shape != change.shape:
        return 1, None
    return 1 + len(numbers), term


_LONGEST = 6  # operations of a change that are looked at


def _number(roles: Roles, place: int, count: int, term: Term) -> Value:
    """The number that the array is multiplied by, as the code has it where it
    is one there: "lr", or put together from several, "lr / n"."""
    text, only = "", None
    for operation in roles.operations[place + 1 - count : place]:
        for value in operation.operands:
            if value.shape == ():
                sign = "/" if "divide" in operation.function else "*"
                said = value.name or value.expression
                first = f"1 / {said}" if sign == "/" else said
                text, only = f"{text} {sign} {said}" if text else first, value
    if only is not None and count == 2 and float(only.array.item()) == term.factor:
        return only
    return Value.of(term.factor, expression=text)
