"""Arrays whose rows, or numbers, are put in a random order in place.

np.random.shuffle(x) and rng.shuffle(x) change places two by two, with
operations of their own that all stand at the one place of the call.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from network.trace import Operation
from scenes.arrays.shapes import is_shown
from scenes.reading.written_cells import Write

_CALL = re.compile(r"[\w.()]*\bshuffle\((?P<array>.*)\)", re.DOTALL)
_INSIDE = frozenset(("getitem", "setitem", "empty_like", "swapaxes"))


def shuffle(operations: Sequence[Operation]) -> Write | None:
    """The Write that a call of shuffle is which some operations begin with,
    or None: it is none, or what comes out is not what went in."""
    first = operations[0]
    call = _CALL.fullmatch(first.expression)
    if not first.operands or call is None:
        return None
    run = []
    for operation in operations:
        if operation.span != first.span or operation.function not in _INSIDE:
            break
        run.append(operation)
    before = first.operands[0]
    before = replace(before, name=before.name or call["array"])
    written = [one for one in run if one.function == "setitem"]
    written = [one for one in written if one.result.memory == before.memory]
    if not written or len(before.shape) < 1 or not is_shown(before):
        return None
    after = written[-1].result
    if after.shape != before.shape or not _is_reordered(before.array, after.array):
        return None
    return Write(
        before,
        after,
        np.arange(before.array.size),
        before,
        None,
        False,
        tuple(run),
        is_shuffle=True,
    )


def _is_reordered(before: np.ndarray, after: np.ndarray) -> bool:
    """Whether the rows are the same, in any order."""
    rows, others = (
        one.reshape(len(one), -1)[np.lexsort(one.reshape(len(one), -1).T)]
        for one in (before, after)
    )
    return np.array_equal(rows, others, equal_nan=before.dtype.kind == "f")
