"""Where of several some are drawn at random, each with a share of its own.

np.random.choice(n, size=3, p=shares): random numbers from 0 to 1 fall into the
stretches of the shares laid end to end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
    of the call.
    """
    first = operations[0]
    own = [one for one in operations if one.span == first.span]
    found = next((one for one in own if one.function == "searchsorted"), None)
    added = next((one for one in own if one.function == "cumsum"), None)
    if found is None or added is None or len(found.operands) != 2:
        return None
    ends, numbers = (one.array.astype(float).ravel() for one in found.operands)
    shares = added.operands[0]
    if not numbers.size or ends.size != shares.array.size or ends.size < 2:
        return None
    drawn = found.result.array.ravel()
    last = own[-1].result if own[-1].results else found.result
    is_so = (
        np.allclose(np.cumsum(shares.array.ravel()), ends, atol=1e-6)
        and np.array_equal(drawn, np.searchsorted(ends, numbers, side="right"))
        # Where unlike ones are asked for, what is drawn twice is drawn once more.
        and sum(one.function == "searchsorted" for one in own) == 1
    )
    if not is_so:
        return None
    return DrawnChoice(
        shares,
        ends,
        tuple(map(float, numbers)),
        tuple(map(int, drawn)),
        last if np.array_equal(drawn, last.array.ravel()) else found.result,
        tuple(own),
    )
