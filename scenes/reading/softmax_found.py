"""Where some operations compute a softmax: e ** z / sum(e ** z).

In one statement or spread over several, with or without the largest taken
away first, of a column, a row, or a batch or a stack of either.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.arrays import shapes as arrange
from scenes.reading.makers import Key, Makers, is_same
from scenes.reading.plain_calls import is_plain

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
        is_log: whether the logarithms of the shares come out.
    """

    scores: Value
    powers: Operation
    division: Operation
    axis: int | None
    operations: tuple[Operation, ...]
    is_shifted: bool
    is_log: bool = False

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its operations."""
        return frozenset(one.number for one in self.operations)


def softmaxes(operations: Iterable[Operation]) -> Iterator[SoftmaxFound]:
    """All that some operations, in order, compute: by what goes into what."""
    makers, operations = Makers(), tuple(operations)
    readers = _readers(operations)
    for operation in operations:
        if is_plain(operation, "divide"):
            for of_shifted in (True, False):
                found = _ended_by(operation, makers, of_shifted=of_shifted)
                if found and _is_true(found) and _is_alone(found, readers):
                    yield found
                    break
        elif is_plain(operation, "subtract") and operation.result.shape:
            logs = _logs_ended_by(operation, makers)
            if logs is not None and _is_true(logs):
                yield logs
        elif operation.function == "transpose":
            turned = _turned_back(operation, makers)
            if turned is not None and _is_true(turned):
                yield turned
        makers.add(operation)


def _readers(operations: Iterable[Operation]) -> Mapping[Key, set[int]]:
    """The numbers of the operations that read a value, by the value."""
    readers: dict[Key, set[int]] = {}
    for operation in operations:
        if operation.function in ("subtract", "exp"):
            for value in operation.operands:
                readers.setdefault((value.identity, value.version), set())
        for value in operation.operands:
            key = value.identity, value.version
            if key in readers:
                readers[key].add(operation.number)
    return readers


def _is_alone(found: SoftmaxFound, readers: Mapping[Key, set[int]]) -> bool:
    """Whether scores less the largest are read for nothing else: what has a
    name of its own may be a value that the code goes on with."""
    if not found.is_shifted:
        return True
    shifted = found.powers.operands[0]
    key = shifted.identity, shifted.version
    return not shifted.name or readers.get(key, set()) <= found.numbers


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
        len(powers[0]) != 1,
    )


def _logs_ended_by(end: Operation, makers: Makers) -> SoftmaxFound | None:
    """Scores less the logarithm of the sum of their powers of e."""
    added = makers.maker(end.operands[1])
    outer = [added] if added is not None and added.function == "add" else []
    logs = next(
        (
            found
            for value in (outer[0].operands if outer else end.operands[1:])
            if (found := makers.behind(value, "log"))
        ),
        [],
    )
    total = logs and makers.behind(logs[-1].operands[0], "sum")
    if not total:
        return None
    powers = _powers(makers, total[-1].operands[0], of_shifted=True)
    if powers is None:
        return None
    less = makers.of(end.operands[0], "subtract")
    own = {key for one in powers[0] for key in _keys(one.operands)}
    shifts = [less] if less is not None and own & set(_keys(less.operands)) else []
    parts = {
        one.number: one for one in (*outer, *logs, *total, *powers[0], *shifts, end)
    }
    return SoftmaxFound(
        powers[1],
        powers[0][0],
        end,
        _axis(total[-1], end.result.shape),
        tuple(parts[number] for number in sorted(parts)),
        len(powers[0]) != 1,
        is_log=True,
    )


def _keys(values: Iterable[Value]) -> list[Key]:
    return [(one.identity, one.version) for one in values]


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
                len(powers[0]) != 1,
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
    shift = makers.of(scores, "subtract") if of_shifted else None
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
    if shares.shape != scores.shape or not scores.size:
        return False
    with np.errstate(all="ignore"):
        powers = np.exp(scores - scores.max(axis=found.axis, keepdims=True))
        again = powers / powers.sum(axis=found.axis, keepdims=True)
        again = np.log(again) if found.is_log else again
    sure = max(SURE, 4 * float(np.finfo(shares.dtype).eps))
    return bool(np.allclose(shares, again, rtol=0, atol=sure))
