"""What part the arguments of a call play: learned, right answers, places, data."""

from collections.abc import Mapping
from enum import Enum

from network.trace import Operation, Value
from scenes.reading.accuracies import accuracies
from scenes.reading.errors_of_answers import answer_errors
from scenes.reading.gradient_products import gradient_products
from scenes.reading.losses import losses
from scenes.reading.makers import Key, key_of
from scenes.reading.optimiser_steps import descents
from scenes.reading.parameter_chains import parameter_chains
from scenes.reading.plain_calls import is_plain
from scenes.reading.plain_updates import plain_updates
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles

_PARTS = ("getitem", "reshape", "transpose", "expand_dims", "squeeze", "ravel")
_PICKING = ("getitem", "setitem", "take", "take_along_axis")


class InputRole(Enum):
    """What the call does with an argument."""

    LEARNED = "learned"  # it is changed by steps
    WANTED = "wanted"  # what comes out is compared with it, and nothing else is
    ANSWERS = "answers"  # whole numbers that say which answers are right
    PLACES = "places"  # whole numbers by which something is picked
    DATA = "data"


def input_roles(roles: Roles) -> Mapping[int, InputRole]:
    """The InputRole of each argument by its identity; ask for it as
    `roles.read(input_roles)`."""
    if roles.trace is None:
        return {}
    learned = {one.old.identity for one in roles.read(plain_updates).values()}
    learned |= {one.before.identity for one in roles.read(descents).values()}
    learned |= {one.updates[0].before.identity for one in roles.read(parameter_chains)}
    return {
        value.identity: InputRole.LEARNED
        if value.identity in learned
        else _role(roles, value)
        for value in roles.trace.inputs
    }


def _role(roles: Roles, value: Value) -> InputRole:
    if value.dtype.kind in "iu" and value.shape:
        readers = _readers(roles, value)
        if readers and readers <= roles.read(_comparing):
            return InputRole.ANSWERS
        if _are_places(roles, value):
            return InputRole.PLACES
    return InputRole.WANTED if _is_wanted(roles, value) else InputRole.DATA


def _comparing(roles: Roles) -> frozenset[int]:
    """The numbers of operations that are part of a loss, of its gradient, or
    of counting what is right."""
    counted = roles.read(accuracies).values()
    return frozenset((*roles.read(losses), *roles.read(answer_errors))).union(
        *((one.number for one in each.operations) for each in counted)
    )


def _readers(roles: Roles, value: Value) -> frozenset[int]:
    """The numbers of what reads a value, or a part of it."""
    found: set[int] = set()
    seen: set[Key] = set()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        seen.add(key_of(one))
        for reader in roles.read(uses).of(one):
            is_part = reader.function in _PARTS and key_of(
                reader.operands[0]
            ) == key_of(one)
            part = reader.result if is_part else None
            if part is None or not roles.read(uses).of(part):
                found.add(reader.number)
            elif key_of(part) not in seen:
                waiting.append(part)
    return frozenset(found)


def _is_wanted(roles: Roles, value: Value) -> bool:
    """Whether what learns is compared with an argument: all that reads it is a
    loss, or takes one of the two from the other."""
    if not value.shape or not roles.read(gradient_products):
        return False
    readers, by_number = _readers(roles, value), roles.read(_by_number)
    comparing = roles.read(_comparing)
    return bool(readers) and all(
        number in comparing or _takes_apart(roles, by_number[number])
        for number in readers
    )


def _takes_apart(roles: Roles, operation: Operation) -> bool:
    """Whether a difference is of something given and something computed."""
    if not is_plain(operation, "subtract"):
        return False
    one, other = operation.operands
    computed = [roles.makers.maker(each) is not None for each in (one, other)]
    return one.array.size == other.array.size and any(computed)


def _by_number(roles: Roles) -> dict[int, Operation]:
    return {one.number: one for one in roles.operations}


def _are_places(roles: Roles, value: Value) -> bool:
    readers = roles.read(uses).of(value)
    return any(
        one.function in _PICKING
        and any(operand.identity == value.identity for operand in one.operands[1:])
        for one in readers
    )


def together(values: tuple[Value, ...]) -> tuple[tuple[Value, ...], ...]:
    """Arguments in groups that come together: those that are kept in one
    dictionary, each else alone."""
    groups: dict[str, list[Value]] = {}
    for value in values:
        has_keys = "['" in value.name or '["' in value.name
        root = value.name.split("[")[0] if has_keys else value.name
        groups.setdefault(root, []).append(value)
    return tuple(map(tuple, groups.values()))


def role_of(values: tuple[Value, ...], roles: Roles) -> InputRole | None:
    """The InputRole of all of some arguments, or None: they differ."""
    found = {roles.read(input_roles).get(one.identity) for one in values}
    return found.pop() if len(found) == 1 else None
