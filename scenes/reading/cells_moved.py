"""Where cells only go to other places: turned, cut, joined, repeated.

What becomes of each cell is told by doing the operation once more with the
numbers of the cells in their place, so it holds for every spelling.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Value
from network.trace.call_arguments import Unrepeatable
from network.trace.repeat import UnknownFunction, repeat
from scenes.arrays.shapes import is_shown
from scenes.reading.makers import is_same
from scenes.reading.value_roles import Roles

LARGEST = 2_200_000  # cells: of more it is not asked where each goes
MOST_ALIKE = 8  # done one after the other by the same expression

TURNS = (
    *("transpose", "swapaxes", "moveaxis", "matrix_transpose", "rollaxis"),
    "permute_dims",
)
LAYOUTS = ("reshape", "ravel", "flatten", "squeeze", "expand_dims", "atleast_2d")
CUTS = ("split", "array_split", "hsplit", "vsplit", "dsplit")
JOINS = (
    *("concatenate", "concat", "stack", "hstack", "vstack", "dstack"),
    *("column_stack", "append", "block", "array"),
)
REPEATS = ("repeat", "tile", "broadcast_to")
ORDERS = ("roll", "flip", "fliplr", "flipud", "rot90")
_MOVES = (*TURNS, *LAYOUTS, *CUTS, *JOINS, *REPEATS, *ORDERS, "pad", "getitem", "kron")


@dataclass(frozen=True)
class Moved:
    """Operations after each other that only bring cells elsewhere.

    Attributes:
        operations: each of the result of the one before.
        sources: the arrays that go in.
        results: those that come out.
    """

    operations: tuple[Operation, ...]
    sources: tuple[Value, ...]
    results: tuple[Value, ...]

    @property
    def origins(self) -> tuple[np.ndarray, ...]:
        """Of each result the (source, flat index in it) of every cell, shaped
        (2, *shape); source -1 where a cell is new.

        Made anew when asked for: plans are kept, and these are larger than
        what they are of.
        """
        return _origins(self) or ()


def moved(operations: Sequence[Operation]) -> Moved | None:
    """What the first of some operations, and those after it that go on with
    its result, bring elsewhere; None where the first computes anything."""
    chain: list[Operation] = []
    for operation in operations:
        if operation.function not in _MOVES or operation.in_place:
            break
        if chain and not _goes_on(chain[-1], operation):
            break
        chain.append(operation)
    while chain:
        found = _of(tuple(chain))
        if found is not None:
            return found
        chain.pop()
    return None


def alike(first: Moved, roles: Roles) -> tuple[Moved, ...]:
    """The same, and what is done right after it with other arrays that are
    there already: by the same expression, or by the statements after it."""
    begin = first.operations[0]
    found, count = [first], len(first.operations)
    operations = _after(begin.number, roles)
    while len(found) < MOST_ALIKE:
        start = len(found) * count
        run = operations[start : start + count]
        if len(run) < count or not _is_alike(first.operations, run, roles):
            break
        more = moved(run)
        if more is None or len(more.operations) != count:
            break
        if not all(roles.makers.is_there(one, begin.number) for one in more.sources):
            break
        found.append(more)
    return tuple(found)


def _is_alike(
    first: Sequence[Operation], run: Sequence[Operation], roles: Roles
) -> bool:
    """Whether operations are the same as others, of the same expression or
    of arrays of the same shape in the same run of a function."""
    if [one.span for one in run] == [one.span for one in first]:
        return True
    if first[-1].results[0].name:
        return False
    assert roles.trace is not None
    steps = [roles.trace.steps[ops[0].step] for ops in (first, run)]
    is_same_run = len({(step.parent, step.call) for step in steps}) == 1
    return is_same_run and all(
        (one.function, one.parameters, _shapes(one))
        == (other.function, other.parameters, _shapes(other))
        for one, other in zip(first, run)
    )


def _shapes(operation: Operation) -> list[tuple[int, ...]]:
    return [one.shape for one in operation.operands]


def _after(number: int, roles: Roles) -> Sequence[Operation]:
    places = roles.read(_places)
    at = places.get(number)
    if at is None:
        return ()
    return roles.operations[at : at + MOST_ALIKE * 8]


def _places(roles: Roles) -> dict[int, int]:
    return {one.number: at for at, one in enumerate(roles.operations)}


def _goes_on(before: Operation, operation: Operation) -> bool:
    return (
        len(before.results) == 1
        and len(operation.operands) == 1
        and is_same(operation.operands[0], before.result)
        and not operation.operands[0].name
        and operation.step == before.step
    )


def _of(chain: tuple[Operation, ...]) -> Moved | None:
    sources = tuple(one for one in chain[0].operands if _brings(chain[0], one))
    results = chain[-1].results
    if chain[0].function == "getitem" and not _is_plain_index(chain[0]):
        return None
    if not sources or not results or not all(map(is_shown, (*sources, *results))):
        return None
    if sum(int(np.prod(one.shape)) for one in (*sources, *results)) > LARGEST:
        return None
    found = Moved(chain, sources, results)
    return None if _origins(found) is None else found


def _brings(operation: Operation, value: Value) -> bool:
    """Whether an operand brings the cells that go elsewhere: of a Kronecker
    product with nothing but ones, these only say how often each stands there."""
    if operation.function != "kron":
        return not value.is_scalar
    ones = [one for one in operation.operands if (one.array == 1).all()]
    return bool(ones) and value is not ones[-1]


def _origins(moved: Moved) -> tuple[np.ndarray, ...] | None:
    """As Moved has them; None where a result is not what went in."""
    sources = moved.sources
    starts = np.cumsum([0, *(int(np.prod(one.shape)) for one in sources)])
    # What does not grow with the numbers of the cells is new, as a border is.
    once, again = (
        _run(moved.operations, sources, starts[:-1] + add)
        for add in (0, int(starts[-1]))
    )
    if once is None:
        return None
    assert again is not None  # the same was computed of other numbers
    origins = []
    for first, second, result in zip(once, again, moved.results):
        is_moved = second - first == starts[-1]
        flat = np.where(is_moved, first, 0)
        source = np.searchsorted(starts, flat, side="right") - 1
        index = flat - starts[source]
        source = np.where(is_moved, source, -1)
        if flat.shape != result.shape or not _is_true(result, sources, source, index):
            return None
        origins.append(np.stack([source, index]))
    return tuple(origins)


def _is_plain_index(operation: Operation) -> bool:
    """Slices and new axes alone: no cell is picked by its number."""
    source, result = operation.operands[0], operation.result
    return (
        len(operation.operands) == 1
        and len(result.shape) >= len(source.shape)
        and result.memory == source.memory
    )


def _run(
    chain: Sequence[Operation], sources: Sequence[Value], starts: np.ndarray
) -> list[np.ndarray] | None:
    """What comes out where the cells of the sources are numbered."""
    numbered = [
        np.arange(start, start + one.array.size, dtype=np.int64).reshape(one.shape)
        for one, start in zip(sources, starts)
    ]
    arrays = numbered
    for operation in chain:
        waiting = iter(arrays)
        operands = tuple(
            _with(one, next(waiting)) if _brings(operation, one) else one
            for one in operation.operands
        )
        try:
            arrays = repeat(replace(operation, operands=operands))
        except (UnknownFunction, Unrepeatable, ValueError, TypeError, IndexError):
            return None
    if any(array.dtype.kind not in "iuf" for array in arrays):
        return None
    return [np.rint(array).astype(np.int64) for array in arrays]


def _with(value: Value, array: np.ndarray) -> Value:
    """A value with other numbers in it."""
    return replace(value, arrays={value.digest: array}, memory=-1, dtype=array.dtype)


def _is_true(
    result: Value, sources: Sequence[Value], source: np.ndarray, index: np.ndarray
) -> bool:
    array = result.array
    for number, value in enumerate(sources):
        here = source == number
        came = value.array.ravel()[index[here]]
        if not np.array_equal(array[here], came, equal_nan=array.dtype.kind == "f"):
            return False
    return bool((source >= 0).any())


def blocks_of(moved: Moved) -> tuple[int, ...] | None:
    """How often each cell stands along each axis, of what only repeats every
    cell beside itself; None of anything else."""
    source, result = moved.sources[0].shape, moved.results[0].shape
    if len(moved.sources) != 1 or len(moved.results) != 1 or len(source) != len(result):
        return None
    times = tuple(after // max(before, 1) for before, after in zip(source, result))
    if max(times) < 2 or tuple(np.multiply(source, times)) != result:
        return None
    cells = np.arange(int(np.prod(source))).reshape(source)
    for axis, count in enumerate(times):
        cells = cells.repeat(count, axis=axis)
    came, index = moved.origins[0]
    return times if (came == 0).all() and np.array_equal(index, cells) else None


def groups(before: Sequence[int], after: Sequence[int]) -> list[tuple[tuple, tuple]]:
    """Which axes of a shape become which of another, of as many cells, where
    cells stay in order: [((8,), (2, 4)), ...]; axes of length 1 are left out."""
    old = [length for length in before if length != 1]
    new = [length for length in after if length != 1]
    found, i, j = [], 0, 0
    while i < len(old):
        left, right = [old[i]], [new[j]]
        i, j = i + 1, j + 1
        while np.prod(left) != np.prod(right):
            if np.prod(left) < np.prod(right):
                if i == len(old):
                    return []
                left.append(old[i])
                i += 1
            else:
                if j == len(new):
                    return []
                right.append(new[j])
                j += 1
        found.append((tuple(left), tuple(right)))
    return found
