"""Which axes of what an operation reads and of what it computes are the same.

Each axis of an operation's values is a Spot: (which value, which axis). Two of
one class count the same things; of a part only some of them.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from network.trace import Operation, Value
from scenes.reading.axis_indices import along_an_axis, indexed
from scenes.reading.cells_moved import CUTS, JOINS, LAYOUTS
from scenes.reading.contraction import permuted
from scenes.reading.plain_calls import CELL_BY_CELL
from scenes.reading.product_axes import product_axes
from scenes.reading.reductions import reduced_axes

Spot = tuple[Value, int]
# zeros_like is none: it takes over how large an array is, not what it counts.
_ALL_CELLS = frozenset(CELL_BY_CELL) | frozenset(
    ("sort", "argsort", "cumsum", "cumprod", "flip", "roll", "real", "triu", "tril")
)
_REDUCING = frozenset(
    "sum prod mean average median std var max amax min amin argmax argmin any all "
    "linalg.norm ptp count_nonzero nansum nanmean".split()
)


class Link(NamedTuple):
    """Two axes that count the same things.

    Attributes:
        one, other: the Spots.
        is_part: whether the other has only some of what the one counts.
    """

    one: Spot
    other: Spot
    is_part: bool = False


def links(operation: Operation) -> Iterator[Link]:
    """The Links between an operation's values; those of axes of length 1,
    along which nothing is told apart, are none."""
    for link in _links(operation):
        lengths = [value.shape[axis] for value, axis in link[:2]]
        if min(lengths) > 1 and (link.is_part or lengths[0] == lengths[1]):
            yield link


def _links(operation: Operation) -> Iterator[Link]:
    if not operation.results or not operation.operands:
        return
    function, result = operation.function, operation.result
    if function == "einsum":
        yield from _by_letters(operation)
    elif (axes := product_axes(operation)) is not None:
        yield from _of_numbers(
            [*zip(operation.operands, axes[:2]), (result, axes.result)]
        )
    elif operation.kind == "ufunc.reduce" or function in _REDUCING:
        yield from _reduced(operation)
    elif operation.kind in ("ufunc", "ufunc.accumulate") or function in _ALL_CELLS:
        for value in operation.operands:
            yield from stretched(value, result)
    elif function in ("getitem", "setitem"):
        yield from indexed_links(operation)
    elif function in _OTHERS:
        yield from _OTHERS[function](operation)


def stretched(value: Value, result: Value) -> Iterator[Link]:
    """Axes that stand in the same place, counted from the last."""
    for back in range(1, min(len(value.shape), len(result.shape)) + 1):
        yield Link((value, len(value.shape) - back), (result, len(result.shape) - back))


def _of_numbers(values: list[tuple[Value, Any]]) -> Iterator[Link]:
    """Axes that have the same number, or letter."""
    first: dict[object, Spot] = {}
    for value, numbers in values:
        for axis, number in enumerate(numbers):
            spot = value, axis
            yield Link(first.setdefault(number, spot), spot)


def letters_of(operation: Operation) -> list[tuple[Value, str]]:
    """(value, a letter for each of its axes) of what np.einsum reads and
    computes; [] where it is not told in letters alone."""
    args = operation.parameters.get("call", {}).get("args", ())
    if operation.function != "einsum" or not args or not isinstance(args[0], str):
        return []
    inputs, arrow, output = args[0].replace(" ", "").partition("->")
    texts = inputs.split(",")
    if "." in args[0] or len(texts) != len(operation.operands):
        return []
    if not arrow:
        output = "".join(sorted(one for one in inputs if inputs.count(one) == 1))
        output = output.replace(",", "")
    return [*zip(operation.operands, texts), (operation.result, output)]


def _by_letters(operation: Operation) -> Iterator[Link]:
    values = letters_of(operation)
    axes = None if values else product_axes(operation)
    if axes is not None:
        values = [*zip(operation.operands, axes), (operation.result, axes.result)]  # type: ignore[list-item]
    yield from _of_numbers(values)


def _reduced(operation: Operation) -> Iterator[Link]:
    value, result = operation.operands[0], operation.result
    gone = reduced_axes(operation, len(value.shape))
    if gone is None:
        return
    kept = [axis for axis in range(len(value.shape)) if axis not in gone]
    if len(result.shape) == len(value.shape):
        yield from (Link((value, axis), (result, axis)) for axis in kept)
    elif len(result.shape) == len(kept):
        yield from (Link((value, one), (result, to)) for to, one in enumerate(kept))


def _turned(operation: Operation) -> Iterator[Link]:
    for to, axis in enumerate(permuted(operation) or ()):
        yield Link((operation.operands[0], axis), (operation.result, to))


def _laid(operation: Operation) -> Iterator[Link]:
    """An axis stays where as many cells stand before each step along it."""
    value, result = operation.operands[0], operation.result
    call = operation.parameters.get("call", {})
    if "order" in {**operation.parameters, **call.get("kwargs", {})}:
        return
    there: dict[tuple[int, int], Spot] = {}
    for one in (value, result):
        size = 1
        for axis, length in enumerate(one.shape):
            size *= length
            if length > 1:
                key = size, length
                if key in there:
                    yield Link(there[key], (one, axis))
                elif one is value:
                    there[key] = one, axis


def _cut(operation: Operation) -> Iterator[Link]:
    value = operation.operands[0]
    for part in operation.results:
        for axis, (before, after) in enumerate(zip(value.shape, part.shape)):
            yield Link((value, axis), (part, axis), before != after)


def _joined(operation: Operation) -> Iterator[Link]:
    result = operation.result
    arrays = [one for one in operation.operands if not one.is_scalar]
    is_mixed = len({one.shape for one in arrays}) > 1 and any(
        len(one.shape) != len(result.shape) for one in arrays
    )
    if is_mixed or not arrays:
        return
    added = len(result.shape) - len(arrays[0].shape)
    at = along_an_axis(operation, len(result.shape)) if added == 1 else None
    for value in arrays if added in (0, 1) else ():
        places = [axis for axis in range(len(result.shape)) if axis != at]
        if added == 1 and at is None:
            return
        for axis, to in zip(range(len(value.shape)), places):
            # What stands end to end counts what each counts, and more of it.
            if value.shape[axis] == result.shape[to]:
                yield Link((value, axis), (result, to))


def _repeated(operation: Operation) -> Iterator[Link]:
    yield from stretched(operation.operands[0], operation.result)


def _bordered(operation: Operation) -> Iterator[Link]:
    """With cells around it: an axis has more of the same than it had."""
    value, result = operation.operands[0], operation.result
    for axis, (before, after) in enumerate(zip(value.shape, result.shape)):
        yield Link((result, axis), (value, axis), before != after)


def _taken(operation: Operation) -> Iterator[Link]:
    """Rows by their numbers: what counts the numbers counts the rows."""
    if len(operation.operands) != 2 or operation.parameters.get("axis") != 0:
        return
    table, numbers = operation.operands
    for axis in range(len(numbers.shape)):
        yield Link((numbers, axis), (operation.result, axis))
    for axis in range(1, len(table.shape)):
        yield Link((table, axis), (operation.result, axis + len(numbers.shape) - 1))


def indexed_links(operation: Operation) -> Iterator[Link]:
    """Axes that an index leaves whole, takes a part of, or picks by arrays."""
    found = indexed(operation)
    if found is None:
        return
    array = operation.operands[0]
    for axis, index, own in found.picked:
        yield Link((array, axis), (index, own))
    if operation.function == "getitem":
        result = operation.result
        for to, (value, axis, is_part) in enumerate(found.axes):
            if value is not None:
                yield Link((value, axis), (result, to), is_part)
        for to, index, own in found.beside:
            yield Link((index, own), (result, to))
        return
    # Axes of one array, changed in place: those of what is written there.
    written = operation.operands[-1]
    late = len(found.axes) - len(written.shape)
    for own in range(len(written.shape)) if late >= 0 else ():
        value, axis, is_part = found.axes[own + late]
        if value is not None and not is_part:
            yield Link((value, axis), (written, own))


_OTHERS: dict[str, Callable[[Operation], Iterator[Link]]] = {
    **dict.fromkeys(LAYOUTS, _laid),
    **dict.fromkeys(CUTS, _cut),
    **dict.fromkeys(JOINS, _joined),
    **dict.fromkeys(("transpose", "swapaxes", "moveaxis", "matrix_transpose"), _turned),
    "broadcast_to": _repeated,
    "pad": _bordered,
    "take": _taken,
}
