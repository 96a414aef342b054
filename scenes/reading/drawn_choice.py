"""Where one of several is drawn at random, each with a share of its own.

np.random.choice(n, p=shares): a random number from 0 to 1 falls into the
stretch of one of the shares laid end to end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value


@dataclass(frozen=True)
class DrawnChoice:
    """One of several that is drawn.

    Attributes:
        shares: how likely each is.
        ends: (count,) where the stretch of each ends, from 0 to 1.
        number: the random number.
        drawn: the index of what is drawn.
        result: the Value of that index.
        operations: all that are part of it, in order.
    """

    shares: Value
    ends: np.ndarray
    number: float
    drawn: int
    result: Value
    operations: tuple[Operation, ...]


def drawn_choice(operations: Sequence[Operation]) -> DrawnChoice | None:
    """The DrawnChoice that some operations begin with, or None.

    NumPy draws with operations of its own, which all stand at the one place
    of the call.
    """
    first = operations[0]
    own = [one for one in operations if one.span == first.span]
    found = next((one for one in own if one.function == "searchsorted"), None)
    added = next((one for one in own if one.function == "cumsum"), None)
    if found is None or added is None or len(found.operands) != 2:
        return None
    ends, number = (one.array.astype(float).ravel() for one in found.operands)
    shares = added.operands[0]
    if number.size != 1 or ends.size != shares.array.size or ends.size < 2:
        return None
    drawn = int(found.result.array)
    is_so = (
        np.allclose(np.cumsum(shares.array.ravel()), ends, atol=1e-6)
        and np.isclose(ends[-1], 1, atol=1e-6)
        and drawn == int(np.searchsorted(ends, number[0], side="right"))
    )
    if not is_so:
        return None
    return DrawnChoice(shares, ends, float(number[0]), drawn, found.result, tuple(own))
