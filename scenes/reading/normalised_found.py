"""Where some operations normalise an array: each line by its own numbers.

A line is a row of features (layer norm), a column of examples (batch norm) or
what else the statistics are taken of. Found by what goes into what, and
computed again; not by how it is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.arrays.extremes import reach
from scenes.reading.cells_read import is_plain
from scenes.reading.gain_and_shift import gain_and_shift
from scenes.reading.makers import Makers, is_same
from scenes.reading.spreads import kind_of_spread, line_axes
from scenes.reading.value_roles import Roles

MOST_INSIDE = 24  # operations between the array and the division
_ROOTS = ("add", "sqrt", "power", "divide", "reciprocal", "maximum")
HUGE = 1e100  # squares of larger numbers may be too large for a number
CLOSE = 1e-3  # of the largest: how far what is computed again may be off


@dataclass(frozen=True)
class NormalisedFound:
    """Where an array is normalised.

    Attributes:
        kind: "standard", mean 0 and spread 1; "rms", divided by the root of
            the mean square; "length", by the root of the sum of squares;
            "range", from the smallest to the largest into 0 to 1; "kept", by a mean
            and a spread that were there before.
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

    @property
    def is_learned_by_line(self) -> bool:
        """Whether all of a line has one gain, as in batch norm; in layer norm
        each of its numbers has its own."""
        if self.gain is None:
            return False
        rank = len(self.value.shape)
        shape = (1,) * (rank - len(self.gain.shape)) + self.gain.shape
        return all(shape[axis] == 1 for axis in self.axes)

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
        size, count = (int(np.prod(one.shape)) for one in (top, by))
        if not 0 < count < size:
            continue
        for value, gain in _sources(top, roles.makers):
            spread = _spread(operation, by, value)
            if spread is None:
                continue
            for found in (
                _by_its_own(operation, value, gain, top, by, spread, roles),
                _by_kept(operation, value, gain, top, by, spread, roles),
            ):
                if found is not None:
                    yield found


def _spread(operation: Operation, by: Value, value: Value) -> np.ndarray | None:
    """What an array is divided by, with as many axes; None where it cannot be
    a number for each line."""
    if value.shape != operation.result.shape or operation.result.dtype.kind != "f":
        return None
    if reach(value.array) > HUGE or not np.isfinite(value.array).all():
        return None
    with np.errstate(all="ignore"):
        spread = by.array.astype(float)
        spread = 1 / spread if operation.function == "multiply" else spread
    if not line_axes(value.shape, spread.shape) or not np.isfinite(spread).all():
        return None
    return spread.reshape((1,) * (len(value.shape) - spread.ndim) + spread.shape)


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
    return _depending(found, value) if is_of_it else None


def _depending(found: dict[int, Operation], value: Value) -> list[Operation]:
    """Those of some operations, and what is between them, that begin with the
    first which an array goes into."""
    made: list[Value] = [value]
    first = max(found, default=0)
    for number in sorted(found):
        operation = found[number]
        if any(is_same(one, known) for one in operation.operands for known in made):
            first = min(first, number)
            made += operation.results
    return [found[number] for number in sorted(found) if number >= first]


def _by_its_own(
    operation: Operation,
    value: Value,
    gain: Value | None,
    top: Value,
    by: Value,
    spread: np.ndarray,
    roles: Roles,
) -> NormalisedFound | None:
    """Normalised by what is computed from the array itself."""
    x = value.array.astype(float)
    eps = float(np.finfo(by.dtype).eps) if by.dtype.kind == "f" else 0.0
    axes = line_axes(x.shape, spread.shape)
    known = kind_of_spread(x, spread, axes, eps)
    inside = known and _inside((top, by), value, gain, roles.makers)
    if not known or inside is None:
        return None
    kind, taken = known
    return _checked(kind, operation, value, gain, taken, spread, inside, roles)


def _by_kept(
    operation: Operation,
    value: Value,
    gain: Value | None,
    top: Value,
    by: Value,
    spread: np.ndarray,
    roles: Roles,
) -> NormalisedFound | None:
    """Normalised by a mean and a spread that were there before."""
    makers = roles.makers
    inside: list[Operation] = []
    centred = top
    if gain is not None:
        made = makers.of(top, "multiply")
        inside += [made] if made else []
        centred = (
            next((one for one in made.operands if not is_same(one, gain)), top)
            if made
            else top
        )
    minus = makers.of(centred, "subtract")
    if minus is None or not is_same(minus.operands[0], value):
        return None
    taken = minus.operands[1]
    kept, way = _root_of(by, makers)
    source = makers.maker(value)
    is_given = all(  # before the array is, so not computed from it
        made is None or source is not None and made.number < source.number
        for made in map(makers.maker, (taken, kept))
    )
    if not is_given or taken.shape != kept.shape or taken.is_scalar:
        return None
    again = kept.array.astype(float).reshape(spread.shape)
    added = [spread - again, spread**2 - again]
    if min(float(np.ptp(one)) for one in added) > CLOSE * float(spread.max()):
        return None
    low = taken.array.astype(float).reshape(spread.shape)
    inside += [minus, *way]
    return _checked("kept", operation, value, gain, low, spread, inside, roles)


def _root_of(value: Value, makers: Makers) -> tuple[Value, list[Operation]]:
    """(what a spread is computed from by number after number, how)."""
    way: list[Operation] = []
    while len(way) < MOST_INSIDE:
        made = makers.maker(value)
        few = [one for one in made.operands if not one.is_scalar] if made else []
        if made is None or len(few) != 1 or made.function not in _ROOTS:
            break
        way.append(made)
        value = few[0]
    return value, way


def _checked(
    kind: str,
    operation: Operation,
    value: Value,
    gain: Value | None,
    taken: np.ndarray,
    spread: np.ndarray,
    inside: list[Operation],
    roles: Roles,
) -> NormalisedFound | None:
    """The whole, if what comes out is what is computed again."""
    with np.errstate(all="ignore"):
        again = (value.array.astype(float) - taken) / spread
        again = again if gain is None else again * gain.array
    result = operation.result.array
    close = max(CLOSE, 8 * float(np.finfo(result.dtype).eps))
    most = float(np.abs(again).max(initial=0))
    if not np.allclose(result, again, rtol=close, atol=close * most):
        return None
    parts = {one.number: one for one in (*inside, operation)}
    last, gain, shift, more = gain_and_shift(operation, gain, min(parts), roles)
    parts |= {one.number: one for one in more}
    return NormalisedFound(
        kind,
        value,
        line_axes(value.shape, spread.shape),
        operation,
        last,
        gain,
        shift,
        taken,
        spread,
        tuple(parts[number] for number in sorted(parts)),
    )
