"""Arrays that are normalised by a mean and a spread kept from before."""

from collections.abc import Iterator

import numpy as np

from network.trace import Operation, Value
from scenes.reading.makers import Makers, is_same
from scenes.reading.normalised_lines import CLOSE, NormalisedFound, checked
from scenes.reading.value_roles import Roles

DEEPEST = 12  # operations from what was kept to what is divided by
_SQUARED = {"sqrt", "power"}  # what a variance becomes a spread by
_ROOTS = ("add", "sqrt", "power", "divide", "reciprocal", "maximum")


def by_kept(
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
    before = list(_scaled_from(value, makers))
    if is_same(taken, kept) or any(
        makers.is_made_of(one, earlier) for one in (taken, kept) for earlier in before
    ):
        return None
    again = kept.array.astype(float).reshape(spread.shape)
    added = [spread - again, spread**2 - again]
    if min(float(np.ptp(one)) for one in added) > CLOSE * float(spread.max()):
        return None
    low = taken.array.astype(float).reshape(spread.shape)
    inside += [minus, *way]
    is_root = not _SQUARED.isdisjoint(one.function for one in way)
    kind = "kept" if is_root else "given"
    return checked(kind, operation, value, gain, low, spread, inside, roles)


def _scaled_from(value: Value, makers: Makers) -> Iterator[Value]:
    """A value, and the arrays of which it was computed with numbers alone."""
    for _ in range(DEEPEST):
        yield value
        made = makers.maker(value)
        arrays = [one for one in made.operands if one.array.size > 1] if made else []
        if len(arrays) != 1 or arrays[0].shape != value.shape:
            return
        value = arrays[0]


def _root_of(value: Value, makers: Makers) -> tuple[Value, list[Operation]]:
    """(what a spread is computed from by number after number, how)."""
    way: list[Operation] = []
    while len(way) < DEEPEST:
        made = makers.maker(value)
        few = [one for one in made.operands if not one.is_scalar] if made else []
        if made is None or len(few) != 1 or made.function not in _ROOTS:
            break
        way.append(made)
        value = few[0]
    return value, way
