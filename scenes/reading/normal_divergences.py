"""Where normal numbers are held against those of mean 0 and variance 1: the
Kullback-Leibler divergence of a variational autoencoder.

-0.5 * sum(1 + log(variance) - mean ** 2 - variance), with the variance, its
logarithm or its root given. Found by the cells that are added up.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from network.trace import Operation, Value
from scenes.reading.backwards import behind
from scenes.reading.makers import key_of
from scenes.reading.value_roles import Roles

_FOLLOWED = frozenset(
    "add subtract multiply divide negative square power exp log".split()
)
_ADDING = ("sum", "mean")
_FACTORS = (1.0, -1.0, 0.5, -0.5)
LOGARITHM, VARIANCE, SPREAD = "logarithm", "variance", "spread"
_LOGGED: Mapping[str, Callable[[np.ndarray], np.ndarray]] = {
    LOGARITHM: lambda given: given,
    VARIANCE: np.log,
    SPREAD: lambda given: 2 * np.log(given),
}
MOST_TRIED = 6  # arrays that may be the mean or the variance
CLOSE = {4: 1e-4, 8: 1e-9}  # of the largest, by bytes of a number


@dataclass(frozen=True)
class NormalDivergence:
    """A sum of how far normal numbers are from the standard normal.

    Attributes:
        mean, given: of the normal numbers.
        kind: what `given` is: LOGARITHM of the variance, VARIANCE or SPREAD.
    """

    mean: Value
    given: Value
    kind: str


def normal_divergences(roles: Roles) -> Mapping[int, NormalDivergence]:
    """Those of a trace by the number of the operation that adds up; ask for them
    as `roles.read(normal_divergences)`."""
    found = {}
    for operation in roles.operations:
        if operation.function in _ADDING and len(operation.operands) == 1:
            one = _of(operation.operands[0], roles)
            if one is not None:
                found[operation.number] = one
    return found


def _of(cells: Value, roles: Roles) -> NormalDivergence | None:
    made = roles.makers.maker(cells)
    if made is None or made.function not in _FOLLOWED or cells.array.size < 2:
        return None
    path = behind(made, roles.makers, lambda one: one.function in _FOLLOWED)
    if not {"subtract", "add"} <= {one.function for one in path}:
        return None
    seen = cells.array.astype(float)
    sure = CLOSE.get(cells.dtype.itemsize, CLOSE[8]) * max(float(np.abs(seen).max()), 1)
    for mean, given in permutations(_tried(path, cells), 2):
        for kind, logged in _LOGGED.items():
            with np.errstate(all="ignore"):
                log = logged(given.array.astype(float))
                whole = 1 + log - mean.array.astype(float) ** 2 - np.exp(log)
            for factor in _FACTORS:
                if np.allclose(seen, factor * whole, rtol=0, atol=sure):
                    return NormalDivergence(mean, given, kind)
    return None


def _tried(path: tuple[Operation, ...], cells: Value) -> list[Value]:
    """The first arrays that go into it, shaped as what is added up."""
    known: dict[tuple[int, int], Value] = {}
    for value in _operands(path):
        if value.shape == cells.shape and value.dtype.kind == "f":
            known.setdefault(key_of(value), value)
    return list(known.values())[:MOST_TRIED]


def _operands(path: tuple[Operation, ...]) -> Iterator[Value]:
    for one in path:
        yield from one.operands
