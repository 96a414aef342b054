"""Where some operations compute a softmax: e ** z / sum(e ** z).

In one statement or spread over several, with or without the largest taken
away first, of a column, a row, or a batch of either.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.arrays import shapes as arrange
from scenes.reading.cells_read import is_plain
from scenes.reading.makers import Makers, is_same

SURE = 1e-5  # of 1: how far shares may be from those computed again


@dataclass(frozen=True)
class SoftmaxFound:
    """Where a softmax stands among operations.

    Attributes:
        scores: what goes in.
        powers: the Operation whose result is divided.
        division: the Operation that gives the shares.
        axis: along which they add up to 1; None: all together.
        numbers: of all operations that are part of it.
        is_shifted: whether the largest was taken away first.
    """

    scores: Value
    powers: Operation
    division: Operation
    axis: int | None
    numbers: frozenset[int]
    is_shifted: bool


def softmaxes(operations: tuple[Operation, ...]) -> Iterator[SoftmaxFound]:
    """All that some operations compute, by what goes into what."""
    makers = Makers(operations)
    for division in operations:
        if not is_plain(division, "divide"):
            continue
        powers = _powers(makers, division.operands[0])
        total = makers.behind(division.operands[1], "sum")
        added = total and _powers(makers, total[-1].operands[0])
        if not powers or not added or not is_same(powers[1], added[1]):
            continue
        parts = (division, *total, *powers[0], *added[0])
        found = SoftmaxFound(
            powers[1],
            powers[0][0],
            division,
            _axis(total[-1], division.result.shape),
            frozenset(one.number for one in parts),
            len(powers[0]) > 1,
        )
        if _is_true(found):
            yield found


def _powers(makers: Makers, value: Value) -> tuple[list[Operation], Value] | None:
    """(the operations, the scores) of e ** scores or of
    e ** (scores - their largest)."""
    power = makers.of(value, "exp")
    if power is None or not is_plain(power, "exp", operands=1):
        return None
    scores, parts = power.operands[0], [power]
    # What has a name of its own is a value that the code goes on with.
    shift = None if scores.name else makers.of(scores, "subtract")
    if shift and is_plain(shift, "subtract"):
        largest = makers.behind(shift.operands[1], "max", "amax")
        if largest and is_same(largest[-1].operands[0], shift.operands[0]):
            return [*parts, shift, *largest], shift.operands[0]
    return parts, scores


def _axis(total: Operation, shape: tuple[int, ...]) -> int | None:
    axis = total.parameters.get("axis")
    if not isinstance(axis, int) or arrange.is_column(shape):
        return None
    return axis % len(shape)


def _is_true(found: SoftmaxFound) -> bool:
    """Whether the shares are those computed again from the scores."""
    scores = found.scores.array.astype(float)
    shares = found.division.result.array
    if shares.shape != scores.shape or not np.isfinite(shares).all():
        return False
    with np.errstate(all="ignore"):
        powers = np.exp(scores - scores.max(axis=found.axis, keepdims=True))
        again = powers / powers.sum(axis=found.axis, keepdims=True)
    return bool(np.allclose(shares, again, rtol=0, atol=SURE))
