"""Where shares are held against other shares: the Kullback-Leibler divergence.

sum(p * log(p / q)), sum(p * (log(p) - log(q))), of all together or along an
axis. Found by the cells that are added up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.reading.backwards import behind
from scenes.reading.makers import is_same, key_of
from scenes.reading.value_roles import Roles

_FOLLOWED = frozenset(
    "log divide subtract multiply add maximum clip where negative".split()
)
CLOSE = 1e-6


@dataclass(frozen=True)
class Divergence:
    """A sum of how far shares are from others.

    Attributes:
        of, to: the shares that weigh, and those that they are held against.
    """

    of: Value
    to: Value


def divergences(roles: Roles) -> Mapping[int, Divergence]:
    """The Divergences of a trace by the number of the operation that adds
    up; ask for them as `roles.read(divergences)`."""
    found = {}
    for operation in roles.operations:
        one = _of(operation, roles) if _adds_up(operation) else None
        if one is not None:
            found[operation.number] = one
    return found


def _adds_up(operation: Operation) -> bool:
    is_sum = operation.function in ("sum", "mean") or (
        operation.function == "add" and operation.kind == "ufunc.reduce"
    )
    return is_sum and len(operation.operands) == 1


def _of(operation: Operation, roles: Roles) -> Divergence | None:
    cells = operation.operands[0]
    made = roles.makers.maker(cells)
    if made is None or made.function != "multiply" or cells.array.size < 2:
        return None
    path = behind(made, roles.makers, lambda one: one.function in _FOLLOWED)
    if not any(one.function == "log" for one in path):
        return None
    shares = list(_shares(path, cells.shape))
    for one in made.operands:
        for other in shares:
            if any(is_same(one, each) for each in shares) and not is_same(one, other):
                p, q = (value.array.astype(float) for value in (one, other))
                with np.errstate(all="ignore"):
                    again = np.where(p > 0, p * (np.log(p) - np.log(q)), 0.0)
                if np.allclose(cells.array, again, rtol=CLOSE, atol=CLOSE * 1e-3):
                    return Divergence(one, other)
    return None


def _shares(path: tuple[Operation, ...], shape: tuple[int, ...]) -> Iterator[Value]:
    """The arrays of a shape whose lines, or all of them, add up to 1."""
    seen = set()
    for value in (value for one in path for value in one.operands):
        if value.shape != shape or key_of(value) in seen:
            continue
        seen.add(key_of(value))
        array = value.array
        if array.dtype.kind != "f" or not (array >= 0).all():
            continue
        sums = [array.sum(), *(array.sum(axis=axis) for axis in range(array.ndim))]
        if any(np.allclose(one, 1, atol=1e-4) for one in sums):
            yield value
