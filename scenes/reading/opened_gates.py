"""Which numbers that came out of a sigmoid are gates, and what they let through.

A gate multiplies, cell by cell, what was made without it: the old state, a new
one. An error that is multiplied by what it was made of is let through nothing.
"""

from collections.abc import Mapping

from network.trace import Value
from scenes.reading.backwards import behind
from scenes.reading.let_through import share_of
from scenes.reading.makers import Key, key_of
from scenes.reading.value_roles import Roles

MOST_BEHIND = 400  # operations that are looked at for what something came from


def opened_gates(roles: Roles) -> Mapping[Key, tuple[Value, ...]]:
    """By the `key_of` what came out of a sigmoid: what so much of is let through,
    and what the rest of 1 lets through is not; ask for it as
    `roles.read(opened_gates)`."""
    found: dict[Key, tuple[Value, ...]] = {}
    for operation in roles.operations:
        share = share_of(operation, roles)
        if share is None:
            continue
        gate = share.gate if share.whole is None else share.whole
        if _is_made_of(share.through, gate, roles):
            continue
        through = (share.through,) if share.whole is None else ()
        found[key_of(gate)] = (*found.get(key_of(gate), ()), *through)
    return found


def _is_made_of(value: Value, source: Value, roles: Roles) -> bool:
    """Whether a value was computed from another, as far as is looked."""
    made, begun = roles.makers.maker(value), roles.makers.maker(source)
    if made is None or begun is None or made.number < begun.number:
        return False
    inside = behind(
        made, roles.makers, lambda one: one.number >= begun.number, most=MOST_BEHIND
    )
    return any(one.number == begun.number for one in inside)
