"""Arrays that are made shorter where they are longer than a limit.

g * min(1, c / norm), if norm > c: g *= c / norm; of one array, or of several
whose squares are all added up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.reading.backwards import behind
from scenes.reading.makers import is_same
from scenes.reading.value_roles import Roles

_SQUARES = ("square", "power", "multiply")
_PRODUCTS = ("dot", "vdot", "inner", "matmul", "einsum")
_FOLLOWED = frozenset(
    (*_SQUARES, *_PRODUCTS, "sum", "add", "sqrt", "linalg.norm", "divide")
) | frozenset(("minimum", "maximum", "clip", "less", "greater", "float", "item"))
CLOSE = 1e-4  # what is added so that nothing is divided by 0 makes it less


@dataclass(frozen=True)
class LengthLimit:
    """An array that is scaled to a length.

    Attributes:
        length: before: the root of all squares added up.
        limit: afterwards.
        count: of arrays that are measured together.
    """

    length: float
    limit: float
    count: int


def length_limits(roles: Roles) -> Mapping[int, LengthLimit]:
    """The LengthLimits of a trace by the number of the operation that scales;
    ask for them as `roles.read(length_limits)`."""
    found = {}
    for operation in roles.operations:
        for array, factor, number in _scaled(operation):
            limit = _limit(array, factor, number, roles)
            if limit is not None:
                found[operation.number] = limit
    return found


def _scaled(operation: Operation) -> Iterator[tuple[Value, float, Value]]:
    """(an array, what it is multiplied by, the number of the code)."""
    if operation.function not in ("multiply", "divide") or len(operation.operands) != 2:
        return
    pairs = [operation.operands]
    if operation.function == "multiply":
        pairs.append(operation.operands[::-1])
    for array, number in pairs:
        if array.shape and not number.shape and number.dtype.kind == "f":
            value = float(number.array)
            factor = value if operation.function == "multiply" else 1 / (value or 1.0)
            if 0 < factor < 1:
                yield array, factor, number


def _limit(
    array: Value, factor: float, number: Value, roles: Roles
) -> LengthLimit | None:
    made = roles.makers.maker(number)
    if made is None or made.result.shape:
        return None
    path = behind(made, roles.makers, lambda one: one.function in _FOLLOWED)
    measured = list(_measured(path))
    if not any(is_same(one, array) for one in measured):
        return None
    with np.errstate(all="ignore"):
        length = np.sqrt(
            sum(float((one.array.astype(float) ** 2).sum()) for one in measured)
        )
    if not np.isfinite(length):
        return None
    limits = {
        float(value.array.ravel()[0])
        for one in path
        for value in one.operands
        if value.array.size == 1 and value.dtype.kind in "iuf"
    }
    for limit in sorted(limits):
        if limit > 0 and np.isclose(length * factor, limit, rtol=CLOSE, atol=0):
            return LengthLimit(float(length), limit, len(measured))
    return None


def _measured(path: tuple[Operation, ...]) -> Iterator[Value]:
    """The arrays whose squares some operations add up, each once."""
    seen: list[Value] = []
    for operation in path:
        arrays = [one for one in operation.operands if one.shape]
        if not arrays or not _squares(operation, arrays):
            continue
        if not any(is_same(arrays[0], one) for one in seen):
            seen.append(arrays[0])
            yield arrays[0]


def _squares(operation: Operation, arrays: list[Value]) -> bool:
    if operation.function in ("linalg.norm", "square"):
        return True
    if operation.function == "power":
        by = operation.operands[1]
        return by.array.size == 1 and float(by.array.ravel()[0]) == 2
    return (
        operation.function in (*_PRODUCTS, "multiply")
        and len(arrays) == 2
        and is_same(*arrays)
    )
