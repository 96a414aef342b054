"""Where of several some are drawn at random, each with a share of its own.

np.random.choice(n, size=3, p=shares): random numbers from 0 to 1 fall into the
stretches of the shares laid end to end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from network.trace import Operation, Value


@dataclass(frozen=True)
class DrawnChoice:
    """Those of several that are drawn.

    Attributes:
        shares: how likely each is.
        ends: (count,) where the stretch of each ends, from 0 to 1.
        numbers: the random numbers, one for each that is drawn.
        drawn: the indices of what is drawn.
        result: the Value of these.
        operations: all that are part of it, in order.
    """

    shares: Value
    ends: np.ndarray
    numbers: tuple[float, ...]
    drawn: tuple[int, ...]
    result: Value
    operations: tuple[Operation, ...]


def drawn_choice(operations: Sequence[Operation]) -> DrawnChoice | None:
    """The DrawnChoice that some operations begin with, or None.

    NumPy draws with operations of its own, which all stand at the one place
    of the call; the first sees whether a share is less than 0.
    """
    first, *others = operations
    if first.function != "less":
        return None
    own = [first, *takewhile(lambda one: _goes_on(first, one), others)]
    found = [one for one in own if one.function == "searchsorted"]
    added = next((one for one in own if one.function == "cumsum"), None)
    # Where unlike ones are asked for, what is drawn twice is drawn once more.
    if added is None or len(found) != 1:
        return None
    ends, numbers = (one.array.astype(float).ravel() for one in found[0].operands)
    if not numbers.size or ends.size < 2:
        return None
    return DrawnChoice(
        added.operands[0],
        ends,
        tuple(map(float, numbers)),
        tuple(map(int, found[0].result.array.ravel())),
        own[-1].result,
        tuple(own),
    )


def _goes_on(first: Operation, one: Operation) -> bool:
    """Whether an operation is of the call that begins with the first, and not the
    first of the same call made once more, as in a comprehension."""
    return one.span == first.span and (
        one.function != first.function
        or one.operands[0].shape != first.operands[0].shape
    )
