"""What part the arguments of a call play: learned, places, or data."""

from collections.abc import Mapping
from enum import Enum

from network.trace import Value
from scenes.reading.optimiser_steps import descents
from scenes.reading.plain_updates import plain_updates
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles

_PICKING = ("getitem", "setitem", "take", "take_along_axis")


class InputRole(Enum):
    """What the call does with an argument."""

    LEARNED = "learned"  # it is changed by steps
    PLACES = "places"  # whole numbers by which something is picked
    DATA = "data"


def input_roles(roles: Roles) -> Mapping[int, InputRole]:
    """The InputRole of each argument by its identity; ask for it as
    `roles.read(input_roles)`."""
    if roles.trace is None:
        return {}
    learned = {one.old.identity for one in roles.read(plain_updates).values()}
    learned |= {one.before.identity for one in roles.read(descents).values()}
    return {
        value.identity: InputRole.LEARNED
        if value.identity in learned
        else InputRole.PLACES
        if _are_places(roles, value)
        else InputRole.DATA
        for value in roles.trace.inputs
    }


def _are_places(roles: Roles, value: Value) -> bool:
    if value.dtype.kind not in "iu":
        return False
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
