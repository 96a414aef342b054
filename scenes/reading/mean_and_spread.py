"""Where some operations normalise an array: each line by its own numbers.

A line is a row of features (layer norm), a column of examples (batch norm) or
what else the statistics are taken of. Found by what goes into what, and
computed again; not by how it is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Value
from scenes.reading.cells_read import is_plain
from scenes.reading.contraction import permuted
from scenes.reading.makers import Makers, is_same
from scenes.reading.uses import Uses, uses
from scenes.reading.value_roles import Roles

MOST_INSIDE = 24  # operations between the array and the division
CLOSE = 1e-3  # of the largest: how far what is computed again may be off
ADDED = 0.05  # of the largest spread: so much is added to it at most
_VIEWS = ("reshape", "getitem", "expand_dims", "broadcast_to", "squeeze", "copy")


@dataclass(frozen=True)
class NormalisedFound:
    """Where an array is normalised.

    Attributes:
        kind: "standard", mean 0 and spread 1; "rms", divided by the root of
            the mean square; "length", by the root of the sum of squares;
            "range", from the smallest to the largest into 0 to 1.
        value: what goes in.
        axes: of it, that a line is along.
        normal: the Operation that ends it.
        last: the same, or that which multiplies and adds what was learned.
        gain, shift: what each is multiplied by and what is added, or None.
        taken, spread: what is subtracted and divided by, with the axes of
            `value`, of length 1 along a line.
        operations: all that are part of it, in order.
    """

    kind: str
    value: Value
    axes: tuple[int, ...]
    normal: Operation
    last: Operation
    gain: Value | None
    shift: Value | None
    taken: np.ndarray
    spread: np.ndarray
    operations: tuple[Operation, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its operations."""
        return frozenset(one.number for one in self.operations)

    def lines(self, array: np.ndarray) -> np.ndarray:
        """(lines, numbers of each) of an array that is shaped as the value."""
        last = range(array.ndim - len(self.axes), array.ndim)
        count = int(np.prod([array.shape[axis] for axis in self.axes]))
        return np.moveaxis(array, self.axes, tuple(last)).reshape(-1, count)

    def lines_of(self, few: np.ndarray) -> np.ndarray:
        """(lines,) of `taken` or `spread`."""
        return np.ravel(few)


def normalised(roles: Roles) -> dict[int, NormalisedFound]:
    """All in a trace, by the number of the first operation."""
    found: dict[int, NormalisedFound] = {}
    for operation in roles.operations:
        if operation.function in ("divide", "multiply"):
            for one in _ended_by(operation, roles):
                found.setdefault(one.operations[0].number, one)
                break
    return found


def _ended_by(operation: Operation, roles: Roles) -> Iterator[NormalisedFound]:
    if not is_plain(operation, "divide", "multiply"):
        return
    pairs = [operation.operands]
    if operation.function == "multiply":
        pairs.append(operation.operands[::-1])
    for top, by in pairs:
        if not _may_be_spread(top, by, roles.makers):
            continue
        for value, gain in _sources(top, roles.makers):
            inside = _inside((top, by), value, gain, roles.makers)
            if inside is None:
                continue
            one = _checked(operation, value, gain, top, by, inside, roles)
            if one is not None:
                yield one


def _may_be_spread(top: Value, by: Value, makers: Makers) -> bool:
    """Whether a number for each line may stand there: fewer than the cells,
    and computed."""
    size, count = (int(np.prod(one.shape)) for one in (top, by))
    return size > 1 and count < size and makers.maker(by) is not None


def _sources(top: Value, makers: Makers) -> Iterator[tuple[Value, Value | None]]:
    """(what is normalised, what it was multiplied by already or None)."""
    made = makers.maker(top)
    if made and made.function == "subtract":
        yield made.operands[0], None
    if made and is_plain(made, "multiply"):
        for one, other in (made.operands, made.operands[::-1]):
            before = makers.of(one, "subtract")
            if before is not None and not other.is_scalar:
                yield before.operands[0], other
    yield top, None


def _inside(
    ends: tuple[Value, ...], value: Value, gain: Value | None, makers: Makers
) -> list[Operation] | None:
    """What is computed from one array and numbers alone, or None."""
    found: dict[int, Operation] = {}
    waiting, is_of_it = list(ends), False
    while waiting:
        one = waiting.pop()
        if is_same(one, value):
            is_of_it = True
            continue
        if gain is not None and is_same(one, gain):
            continue
        made = makers.maker(one)
        if made is None:
            if int(np.prod(one.shape)) > 1:
                return None
            continue
        if made.number not in found:
            found[made.number] = made
            waiting += made.operands
        if len(found) > MOST_INSIDE:
            return None
    return list(found.values()) if is_of_it else None


def _checked(
    operation: Operation,
    value: Value,
    gain: Value | None,
    top: Value,
    by: Value,
    inside: list[Operation],
    roles: Roles,
) -> NormalisedFound | None:
    x = value.array.astype(float)
    if operation.result.dtype.kind != "f":
        return None
    with np.errstate(all="ignore"):
        spread = by.array.astype(float)
        spread = 1 / spread if operation.function == "multiply" else spread
    axes = _axes(x.shape, spread.shape)
    if not axes or x.shape != operation.result.shape:
        return None
    spread = spread.reshape((1,) * (x.ndim - spread.ndim) + spread.shape)
    if not (np.isfinite(x).all() and np.isfinite(spread).all()):
        return None
    known = _kind(x, spread, axes, _eps(by))
    if known is None:
        return None
    kind, taken = known
    with np.errstate(all="ignore"):
        again = (x - taken) / spread
        again = again if gain is None else again * gain.array
    result = operation.result.array
    close = max(CLOSE, 8 * float(np.finfo(result.dtype).eps))
    most = float(np.abs(again).max(initial=0))
    if not np.allclose(result, again, rtol=close, atol=close * most):
        return None
    parts = {one.number: one for one in (*inside, operation)}
    last, gain, shift, more = _learned(operation, gain, min(parts), roles)
    parts |= {one.number: one for one in more}
    return NormalisedFound(
        kind,
        value,
        axes,
        operation,
        last,
        gain,
        shift,
        taken,
        spread,
        tuple(parts[number] for number in sorted(parts)),
    )


def _eps(value: Value) -> float:
    return float(np.finfo(value.dtype).eps) if value.dtype.kind == "f" else 0.0


def _axes(shape: tuple[int, ...], few: tuple[int, ...]) -> tuple[int, ...]:
    """The axes that a number for each line is the same along."""
    if len(few) > len(shape):
        return ()
    padded = (1,) * (len(shape) - len(few)) + few
    if any(have not in (1, length) for have, length in zip(padded, shape)):
        return ()
    return tuple(
        axis for axis, (have, length) in enumerate(zip(padded, shape)) if have < length
    )


def _kind(
    x: np.ndarray, spread: np.ndarray, axes: tuple[int, ...], eps: float
) -> tuple[str, np.ndarray] | None:
    """(kind, what is subtracted) by the numbers alone, which are exact to a
    share `eps`."""
    count = int(np.prod([x.shape[axis] for axis in axes]))
    mean = x.mean(axis=axes, keepdims=True)
    variance = x.var(axis=axes, keepdims=True)
    squares = (x * x).mean(axis=axes, keepdims=True)
    low, high = x.min(axis=axes, keepdims=True), x.max(axis=axes, keepdims=True)
    none = np.zeros_like(mean)
    sample = count / max(count - 1, 1)
    for kind, taken, square in (
        ("standard", mean, variance),
        ("standard", mean, variance * sample),
        ("rms", none, squares),
        ("length", none, squares * count),
        ("range", low, (high - low) ** 2),
    ):
        if _is_spread(spread, square, max(CLOSE / 10, 8 * eps)):
            return kind, taken
    return None


def _is_spread(spread: np.ndarray, square: np.ndarray, close: float) -> bool:
    """Whether numbers are the roots of these, but for a little that is added
    before or after the root.

    Args:
        close: how far they may be off, as a share of the largest.
    """
    most = float(square.max(initial=0))
    if most <= 0 or (spread < 0).any():
        return False
    for found, known, least in (
        (spread**2, square, most),
        (spread, np.sqrt(square), np.sqrt(most)),
    ):
        added = found - known
        is_one = np.ptp(added) <= close * least
        is_little = -close * least <= added.min() and added.max() <= ADDED * least
        if is_one and is_little:
            return True
    return False


def _learned(
    normal: Operation, gain: Value | None, first: int, roles: Roles
) -> tuple[Operation, Value | None, Value | None, list[Operation]]:
    """(the last operation, gain, shift, what more is taken in)."""
    reading, last, more = roles.read(uses), normal, []
    before = last
    if gain is None:
        found = _by_line(last, "multiply", first, reading, roles.makers)
        if found:
            last, gain = found[0], found[1]
            more += [found[0], *found[2]]
    added = _by_line(last, "add", first, reading, roles.makers) if gain else None
    if added:
        return added[0], gain, added[1], [*more, added[0], *added[2]]
    if gain is not None and (last is before or roles.makers.maker(gain) is None):
        return last, gain, None, more
    return normal, None, None, []


def _by_line(
    operation: Operation, function: str, first: int, reading: Uses, makers: Makers
) -> tuple[Operation, Value, list[Operation]] | None:
    """(the operation, the other operand, what only laid that out) of what
    multiplies a result by numbers that were there before, or adds such."""
    result = operation.result
    for one in reading.of(result):
        if not is_plain(one, function) or one.result.shape != result.shape:
            continue
        other = one.operands[int(is_same(one.operands[0], result))]
        laid, source = [], other
        while (made := makers.maker(source)) and made.number > first:
            if made.function not in _VIEWS and permuted(made) is None:
                break
            laid.append(made)
            source = made.operands[0]
        made = makers.maker(source)
        is_given = made is None or made.number < first
        shape, size = result.shape, int(np.prod(other.shape))
        is_few = size < int(np.prod(shape)) or len(other.shape) < len(shape)
        if is_given and size > 1 and (is_few or len(shape) == 1):
            named = replace(other, name=source.name or source.expression)
            return one, named if laid else other, laid
    return None
