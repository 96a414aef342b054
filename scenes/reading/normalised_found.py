"""Where some operations normalise an array: each line by its own numbers.

A line is a row of features (layer norm), a column of examples (batch norm) or
what else the statistics are taken of. Found by what goes into what, and
computed again; not by how it is written.
"""

import math
from collections.abc import Iterator

import numpy as np

from network.trace import Operation, Value
from scenes.arrays.extremes import reach
from scenes.reading.kept_statistics import by_kept
from scenes.reading.makers import Makers, is_same
from scenes.reading.normalised_lines import NormalisedFound, checked
from scenes.reading.plain_calls import is_plain
from scenes.reading.spreads import kinds_of_spread, line_axes
from scenes.reading.value_roles import Roles

MOST_INSIDE = 24  # operations between the array and the division
# What is among the operations that give a spread, and a range.
_ROOTS = frozenset(("sqrt", "power", "std", "linalg.norm", "nanstd"))
_ENDS = frozenset(("max", "amax", "ptp", "nanmax", "maximum"))
HUGE = 1e100  # squares of larger numbers may be too large for a number


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
        size, count = (math.prod(one.shape) for one in (top, by))
        if not 0 < count < size:
            continue
        for value, gain in _sources(top, roles.makers):
            spread = _spread(operation, by, value)
            if spread is None:
                continue
            for found in (
                _by_its_own(operation, value, gain, top, by, spread, roles),
                by_kept(operation, value, gain, top, by, spread, roles),
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
            if before is None or other.is_scalar:
                continue
            if not makers.is_made_of(other, before.operands[0]):
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
            if math.prod(one.shape) > 1:
                return None
            continue
        if made.number not in found:
            found[made.number] = made
            waiting += made.operands
        if len(found) > MOST_INSIDE:
            return None
    return _depending(found, value) if is_of_it else None


def _depending(found: dict[int, Operation], value: Value) -> list[Operation]:
    """Those of some operations that begin with the first which an array goes into."""
    reading = [
        number
        for number, operation in found.items()
        if any(is_same(one, value) for one in operation.operands)
    ]
    return [one for number, one in found.items() if number >= min(reading)]


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
    for kind, taken in kinds_of_spread(x, spread, axes, eps):
        spreading = _inside((by,), value, gain, roles.makers)
        inside = spreading and _inside((top, by), value, gain, roles.makers)
        if not spreading or not inside:
            return None
        if _is_made_so(kind, value, gain, top, spreading, roles.makers):
            return checked(kind, operation, value, gain, taken, spread, inside, roles)
    return None


def _is_made_so(
    kind: str,
    value: Value,
    gain: Value | None,
    top: Value,
    spreading: list[Operation],
    makers: Makers,
) -> bool:
    """Whether the operations are there that such a normalisation is made of.

    Args:
        top: what is divided.
        spreading: the Operations that give what it is divided by.
    """
    functions = {one.function for one in spreading}
    if not functions & (_ENDS if kind == "range" else _ROOTS):
        return False
    if kind in ("rms", "length"):
        return True
    one = top
    if gain is not None and (made := makers.of(top, "multiply")):
        one = next((each for each in made.operands if not is_same(each, gain)), top)
    less = makers.of(one, "subtract")
    return less is not None and bool(_inside((less.operands[1],), value, gain, makers))
