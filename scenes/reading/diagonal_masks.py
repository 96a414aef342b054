"""Where numbers alone make a triangle: one value above a diagonal, another on
and below it, as masks of attention have it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Operation
from scenes.arrays.shapes import is_shown
from scenes.reading.beginnings import EMPTY, LISTED
from scenes.reading.makers import is_same

MOST = 12  # operations that make one


@dataclass(frozen=True)
class Triangle:
    """An array of two values, a diagonal between them.

    Attributes:
        operations: that make it, in order, of nothing but numbers.
        offset: the last column of row 0 that is below, as np.tril has it.
        below, above: the two values.
    """

    operations: tuple[Operation, ...]
    offset: int
    below: float
    above: float


def triangle(operations: Sequence[Operation]) -> Triangle | None:
    """What the first of some operations, and those that go on with it, make;
    the longest run that ends in one. Rows of numbers that the code lists, as of a
    matrix that happens to look so, are no mask; nor is what was left over in memory."""
    run: list[Operation] = []
    for operation in operations[:MOST]:
        is_own = all(
            one.is_scalar or any(is_same(one, made.result) for made in run)
            for one in operation.operands
        )
        if not is_own or len(operation.results) != 1 or operation.in_place:
            break
        run.append(operation)
    while run:
        is_drawn = run[-1].function not in (*LISTED, *EMPTY) and is_shown(
            run[-1].result
        )
        found = _of(run[-1].result.array) if is_drawn else None
        if found is not None:
            return Triangle(tuple(run), *found)
        run.pop()
    return None


def _of(array: np.ndarray) -> tuple[int, float, float] | None:
    """(offset, below, above) of a triangle."""
    if array.ndim < 2 or min(array.shape[-2:]) < 2:
        return None
    rows, columns = array.shape[-2:]
    sheets = array.reshape(-1, rows, columns)
    first = sheets[0]
    below, above = first[-1, 0], first[0, -1]
    if below == above:
        return None
    if first[0, 0] == below:
        offset = int((first[0] == below).sum()) - 1
    else:  # row 0 has none: the diagonal begins further down
        offset = -int((first[:, 0] != below).sum())
    expected = np.where(np.tri(rows, columns, offset, dtype=bool), below, above)
    is_one = (sheets == expected).all()  # none where one of the two is no number
    return (offset, float(below), float(above)) if is_one else None
