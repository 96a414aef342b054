"""Where some operations compute a softmax: e ** z / sum(e ** z).

In one statement or spread over several, with or without the largest taken
away first, of a column, a row, or a batch of either.
"""

from collections.abc import Iterable, Iterator
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
        operations: all that are part of it, in order.
        is_shifted: whether the largest was taken away first.
    """

    scores: Value
    powers: Operation
    division: Operation
    axis: int | None
    operations: tuple[Operation, ...]
    is_shifted: bool

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its operations."""
        return frozenset(one.number for one in self.operations)


def softmaxes(operations: Iterable[Operation]) -> Iterator[SoftmaxFound]:
    """All that some operations, in order, compute: by what goes into what."""
    makers = Makers()
    for operation in operations:
        if is_plain(operation, "divide"):
            for of_shifted in (True, False):
                found = _ended_by(operation, makers, of_shifted=of_shifted)
                if found is not None and _is_true(found):
                    yield found
                    break
        elif operation.function == "transpose":
            turned = _turned_back(operation, makers)
            if turned is not None and _is_true(turned):
                yield turned
        makers.add(operation)


def _ended_by(
    division: Operation, makers: Makers, *, of_shifted: bool
) -> SoftmaxFound | None:
    """What a division may end; of what the largest was taken from, or of
    the rest."""
    powers = _powers(makers, division.operands[0], of_shifted=of_shifted)
    total = makers.behind(division.operands[1], "sum")
    added = total and _powers(makers, total[-1].operands[0], of_shifted=of_shifted)
    if not powers or not added or not is_same(powers[1], added[1]):
        return None
    parts = {one.number: one for one in (*total, *powers[0], *added[0], division)}
    return SoftmaxFound(
        powers[1],
        powers[0][0],
        division,
        _axis(total[-1], division.result.shape),
        tuple(parts[number] for number in sorted(parts)),
        len(powers[0]) > 1,
    )


def _turned_back(last: Operation, makers: Makers) -> SoftmaxFound | None:
    """What (np.exp(x).T / np.sum(np.exp(x), axis=-1)).T ends: turned over, so
    that the sums of rows stand where they are divided by."""
    division = makers.of(last.operands[0], "divide")
    if division is None or len(last.result.shape) != 2:
        return None
    turned = makers.of(division.operands[0], "transpose")
    total = makers.behind(division.operands[1], "sum")
    if turned is None or not total or not is_plain(division, "divide"):
        return None
    for of_shifted in (True, False):
        powers, added = (
            _powers(makers, one.operands[0], of_shifted=of_shifted)
            for one in (turned, total[-1])
        )
        if powers and added and is_same(powers[1], added[1]):
            parts = (*total, *powers[0], *added[0], turned, division, last)
            by_number = {one.number: one for one in parts}
            return SoftmaxFound(
                powers[1],
                powers[0][0],
                last,
                _axis(total[-1], last.result.shape),
                tuple(by_number[number] for number in sorted(by_number)),
                len(powers[0]) > 1,
            )
    return None


def _powers(
    makers: Makers, value: Value, *, of_shifted: bool
) -> tuple[list[Operation], Value] | None:
    """(the operations, the scores) of e ** scores or of
    e ** (scores - their largest)."""
    power = makers.of(value, "exp")
    if power is None or not is_plain(power, "exp", operands=1):
        return None
    scores, parts = power.operands[0], [power]
    # What has a name of its own is a value that the code goes on with.
    is_own = bool(scores.name) or not of_shifted
    shift = None if is_own else makers.of(scores, "subtract")
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
    if shares.shape != scores.shape:
        return False
    with np.errstate(all="ignore"):
        powers = np.exp(scores - scores.max(axis=found.axis, keepdims=True))
        again = powers / powers.sum(axis=found.axis, keepdims=True)
    return bool(np.allclose(shares, again, rtol=0, atol=SURE))
