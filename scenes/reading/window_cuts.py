"""What the operations of a candidate do, where the numbers leave it open.

Of an image whose values repeat, windows of several sizes may give the same numbers.
Which cells were cut out is known from the places in memory that the views have.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from network.trace import Operation, Value
from scenes.reading.window_fit import Pair
from scenes.reading.window_search import PRODUCTS


@dataclass(frozen=True)
class Cuts:
    """What is done with windows.

    Attributes:
        sizes: (rows, columns) of the views that were cut out without gaps.
        multiplies: whether arrays are multiplied by each other.
        takes_away: whether something is taken away, or gets the other sign.
    """

    sizes: frozenset[Pair] = frozenset()
    multiplies: bool = False
    takes_away: bool = False


def cuts_of(operations: Iterable[Operation]) -> Cuts:
    """The Cuts of some operations."""
    sizes, multiplies, takes_away = set(), False, False
    for one in operations:
        takes_away |= one.function in ("subtract", "negative")
        arrays = [value for value in one.operands if value.shape]
        if one.function in PRODUCTS or (
            one.function == "multiply" and len({each.memory for each in arrays}) > 1
        ):
            multiplies = True
        if one.function == "getitem":
            sizes.add(_cut(one.operands[0], one.result))
        elif one.function.endswith("sliding_window_view"):
            sizes.add(_of_lengths(one.result.shape[len(one.operands[0].shape) :]))
    return Cuts(frozenset(sizes - {(1, 1)}), multiplies, takes_away)


def _cut(whole: Value, part: Value) -> Pair:
    """(rows, columns) of a view along the axes that it shortens: those that go
    from cell to cell as the array does; (1, 1) of what is no such view."""
    if whole.memory != part.memory or whole.shape == part.shape:
        return 1, 1
    lengths = dict(zip(whole.strides, whole.shape))
    return _of_lengths(
        length
        for length, stride in zip(part.shape, part.strides)
        if stride in lengths and length < lengths[stride]
    )


def _of_lengths(lengths: Iterable[int]) -> Pair:
    *_, rows, columns = (1, 1, *lengths)
    return rows, columns
