"""Products of what goes through a network with what it has learned."""

from dataclasses import dataclass

from network.trace import Operation, Value
from scenes.reading.contraction import contraction
from scenes.reading.example_counts import is_learned
from scenes.reading.optimiser_steps import descents
from scenes.reading.plain_updates import plain_updates
from scenes.reading.value_roles import Roles

_TURNS = ("transpose", "swapaxes")
_TAKEN = (
    *("getitem", "take", "copy", "astype", "asarray", "ascontiguousarray"),
    "reshape",
)


@dataclass(frozen=True)
class LearnedProduct:
    """A product of data with a matrix that is learned.

    Attributes:
        operation: that multiplies.
        data, learned: its operands.
        of_data: for each axis of the data that of the matrix which it is
            multiplied along, or None.
        is_given: whether the data is what the call was given, or some of it.
    """

    operation: Operation
    data: Value
    learned: Value
    of_data: tuple[int | None, ...]
    is_given: bool


def learned_products(roles: Roles) -> tuple[LearnedProduct, ...]:
    """All in a trace that sum over more than one pair; ask for them as
    `roles.read(learned_products)`."""
    learned = roles.read(learned_matrices)
    found = []
    for operation in roles.operations:
        sides = [
            _unturned(one, roles).identity in learned for one in operation.operands
        ]
        letters = contraction(operation) if sum(sides) == 1 else None
        if letters is None:
            continue
        side = sides.index(False)
        texts = letters.left, letters.right
        data, matrix = (operation.operands[at] for at in (side, 1 - side))
        along = tuple(
            texts[1 - side].index(one) if one in texts[1 - side] else None
            for one in texts[side]
        )
        summed = [one for one in along if one is not None]
        if len(summed) == 1 and matrix.shape[summed[0]] > 1:
            given = _is_given(data, roles)
            found.append(LearnedProduct(operation, data, matrix, along, given))
    return tuple(found)


def learned_matrices(roles: Roles) -> frozenset[int]:
    """Identities of the matrices that are multiplied, or looked up, and
    changed by steps, which a sum that began at 0 and gathers is not; where none
    is, of those that the call found there."""
    updates = roles.read(plain_updates).values()
    changed = {one.old.identity for one in updates if not one.is_sum}
    changed |= {one.before.identity for one in roles.read(descents).values()}
    used = [
        (operation, [_unturned(one, roles) for one in operation.operands[:2]])
        for operation in roles.operations
        if operation.function in ("getitem", "take")
        or contraction(operation) is not None
    ]
    changed &= {one.identity for _, values in used for one in values}
    found, doubtful = set(), set()
    partners: dict[tuple[object, int], set[int]] = {}
    for operation, values in used:
        known = {
            one.identity
            for one in values
            if len(one.shape) == 2
            and (
                one.identity in changed
                if changed
                else one.identity in roles.read(_found_there) and is_learned(roles, one)
            )
        }
        found |= known
        # Kept examples meet weights; only by being changed are these known.
        if len(known) == 2 and operation.function not in ("getitem", "take"):
            doubtful |= known
        for one in values:
            if not changed and len(known) == 1:
                partners.setdefault((operation.span, one.identity), set()).update(known)
    # One matrix that a line of the code multiplies with each of several may be
    # what is learned: of steps in time as well as of heads.
    doubtful |= {
        one for several in partners.values() if len(several) > 1 for one in several
    }
    return frozenset(found - doubtful)


def _unturned(value: Value, roles: Roles) -> Value:
    made = roles.makers.of(value, *_TURNS)
    return made.operands[0] if made else value


def _is_given(value: Value, roles: Roles) -> bool:
    while made := roles.makers.of(value, *_TAKEN):
        value = made.operands[0]
    return value.identity in roles.read(_found_there)


def _found_there(roles: Roles) -> frozenset[int]:
    """Identities of what the call was given, and of what its object had."""
    trace = roles.trace
    given = (*trace.inputs, *trace.attributes) if trace else ()
    return frozenset(one.identity for one in given)
