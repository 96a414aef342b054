"""What was learned, that multiplies a normalised array and is added to it."""

from dataclasses import replace

import numpy as np

from network.trace import Operation, Value
from scenes.reading.contraction import permuted
from scenes.reading.makers import Makers, is_same
from scenes.reading.plain_calls import is_plain
from scenes.reading.uses import Uses, uses
from scenes.reading.value_roles import Roles

_VIEWS = ("reshape", "getitem", "expand_dims", "broadcast_to", "squeeze", "copy")


def gain_and_shift(
    normal: Operation, gain: Value | None, first: int, roles: Roles
) -> tuple[Operation, Value | None, Value | None, list[Operation]]:
    """(the last operation, gain, shift, what more is taken in).

    Args:
        normal: ends the normalisation.
        gain: that was multiplied by before, or None.
        first: the number of its first operation: what was learned was there.
    """
    reading, last, more = roles.read(uses), normal, []
    before = last
    if gain is None:
        found = _by_line(last, "multiply", first, reading, roles.makers)
        if found:
            last, gain, laid = found
            more += [last, *laid]
            is_there = (
                roles.makers.maker(laid[-1].operands[0] if laid else gain) is None
            )
    added = _by_line(last, "add", first, reading, roles.makers) if gain else None
    if added:
        return added[0], gain, added[1], [*more, added[0], *added[2]]
    if gain is not None and (last is before or is_there):
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
        is_given = makers.is_there(source, first)
        is_own = len(result.shape) == 1 and makers.is_made_of(result, source)
        shape, size = result.shape, int(np.prod(other.shape))
        is_few = size < int(np.prod(shape)) or len(other.shape) < len(shape)
        if is_given and not is_own and size > 1 and (is_few or len(shape) == 1):
            return one, replace(other, name=source.name) if laid else other, laid
    return None
