"""What a sigmoid lets through of an array, cell by cell, and sums of such.

sigmoid(a) * g, and (1 - z) * n with what a sigmoid leaves of 1: the gates of
recurrent networks. A sum of two of them is what they make of old and new.
"""

from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.reading.cell_functions import cell_functions
from scenes.reading.known_curves import OF_MINUS_X
from scenes.reading.makers import key_of
from scenes.reading.plain_calls import is_plain
from scenes.reading.value_roles import Roles

NEAR = 1e-6  # by which two shares may miss 1


@dataclass(frozen=True)
class Share:
    """gate * through, or through * gate.

    Attributes:
        gate: numbers from 0 to 1.
        through: what as much of is let through.
        whole: what came out of a sigmoid, where the gate is 1 minus it.
    """

    gate: Value
    through: Value
    whole: Value | None = None


@dataclass(frozen=True)
class SharedSum:
    """What two gates let through, added up.

    Attributes:
        shares: the two, in the order of the sum.
        is_between: whether the gates add up to 1 in every cell, so that the
            sum lies between what came to them.
    """

    shares: tuple[Share, Share]
    is_between: bool


def share_of(product: Operation, roles: Roles) -> Share | None:
    """The Share that a product is, where one of its factors alone is a gate."""
    if not is_plain(product, "multiply"):
        return None
    left, right = product.operands
    if {left.shape, right.shape} != {product.result.shape}:
        return None
    gates = [_gate(one, roles) for one in (left, right)]
    if (gates[0] is None) == (gates[1] is None):
        return None
    gate, through = (left, right) if gates[0] is not None else (right, left)
    if _is_wanted(through, roles):
        return None
    whole = gates[0] if gates[0] is not None else gates[1]
    assert whole is not None
    return Share(gate, through, None if key_of(whole) == key_of(gate) else whole)


def shared_sum(addition: Operation, roles: Roles) -> SharedSum | None:
    """The SharedSum that an addition is, or None."""
    if not is_plain(addition, "add"):
        return None
    made = [roles.makers.of(one, "multiply") for one in addition.operands]
    found = [share_of(one, roles) for one in made if one is not None]
    shares = [one for one in found if one is not None]
    if len(shares) != 2:
        return None
    gates = [one.gate.array.astype(float) for one in shares]
    if {gate.shape for gate in gates} != {addition.result.shape}:
        return None
    is_between = bool(np.allclose(gates[0] + gates[1], 1, rtol=0, atol=NEAR))
    return SharedSum((shares[0], shares[1]), is_between)


def _gate(value: Value, roles: Roles) -> Value | None:
    """What a sigmoid gave, of which a value is all or what is left of 1."""
    made = roles.makers.of(value, "subtract")
    if made is not None and is_plain(made, "subtract"):
        one, rest = made.operands
        if one.shape == () and one.array == 1 and _is_from_sigmoid(rest, roles):
            return rest
    return value if _is_from_sigmoid(value, roles) else None


def _is_wanted(value: Value, roles: Roles) -> bool:
    """Whether an array was given and says yes or no: an answer is held against it,
    and lets nothing of it through."""
    if roles.makers.maker(value) is not None:
        return False
    return bool(np.isin(value.array, (0, 1)).all() and value.array.any())


def _is_from_sigmoid(value: Value, roles: Roles) -> bool:
    made = roles.read(cell_functions).by_result.get(key_of(value))
    return made is not None and made.name in ("sigmoid", OF_MINUS_X)
