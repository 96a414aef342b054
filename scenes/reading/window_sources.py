"""What an array that windows may have filled is made of, and from which arrays."""

from math import inf

import numpy as np

from network.trace import Operation, Value
from scenes.reading.data_flow import Flow
from scenes.reading.makers import Key, key_of
from scenes.reading.window_search import (
    DIRECT,
    KEEPING,
    LAID_OUT,
    OFTEN,
    PRODUCTS,
    REDUCTIONS,
    Candidate,
    is_sum,
    only_laid_out,
    scales,
)

DECIDING = ("argmax", "equal", "greater_equal")  # where the largest is
# What leads to no window: these work on numbers that something learned from.
NEVER = frozenset("exp log tanh sqrt power std var sort".split())
MOST_HUBS, MOST_INSIDE = 6, 3


class Behind:
    """What a candidate is made of.

    Args:
        through_products: whether to look for what was multiplied before it,
            too.
    """

    def __init__(self, flow: Flow, one: Candidate, *, through_products: bool) -> None:
        self.flow, self.one = flow, one
        self._open = LAID_OUT | PRODUCTS if through_products else LAID_OUT

    def passes(self, index: int) -> bool:
        """Whether an operation before the candidate can be part of it."""
        operation = self.flow.operations[index]
        if operation.function in NEVER or _is_written_out(operation):
            return False
        if operation.in_place and not only_laid_out(self.flow, operation.result):
            return self.one.is_filled and (
                index >= self.one.first
                or self.flow.recurs(index, self.one.first, self.one.last)
            )
        if operation.function in self._open:
            return True
        one = self.one
        if one.is_filled and operation.function in DECIDING:
            return True
        if one.is_filled:
            return (
                index >= one.first
                or self.flow.recurs(index, one.first, one.last)
                or _is_of_indices(operation)
            )
        end = self.flow.operations[one.last]
        if end.function in KEEPING:
            return operation.function == end.function
        if (is_sum(operation) or scales(operation)) and self._is_of_sums(end):
            return True
        return (
            operation.function in ("multiply", "equal")
            and index in self.flow.feeds[one.last]
            and end.function in REDUCTIONS | {"multiply"}
        ) or _is_of_indices(operation)

    def _is_of_sums(self, end: Operation) -> bool:
        """Whether a candidate ends with a sum, or with one taken by a number."""
        return is_sum(end) or (
            scales(end)
            and any(
                is_sum(self.flow.operations[one])
                for one in self.flow.feeds[self.one.last]
            )
        )


def _is_written_out(operation: Operation) -> bool:
    """Whether it makes an array of numbers that stand in the code."""
    return operation.function == "array" and all(
        value.is_scalar for value in operation.operands
    )


def _is_of_indices(operation: Operation) -> bool:
    return all(
        value.dtype.kind in "iu" for value in (*operation.operands, *operation.results)
    )


def hubs(flow: Flow, one: Candidate, inside: set[int]) -> list[Value] | None:
    """The arrays that a candidate may come from, the latest made first.

    What is made outside, and what is read again and again inside.

    Returns:
        None: too many to be the few arrays of a window.
    """
    last = flow.operations[one.last]
    if last.function in DIRECT:
        return list(read_by(last))  # it says itself what it is of
    values: dict[Key, Value] = {}
    readers: dict[Key, int] = {}
    outside: set[Key] = set()
    for index in inside:
        for value in read_by(flow.operations[index]):
            if value.memory == one.value.memory or np.prod(value.shape) < 2:
                continue
            key = key_of(value)
            values[key] = value
            readers[key] = readers.get(key, 0) + 1
            maker = flow.makers.get(value.identity)
            writes = flow.writes.get(value.memory, ())
            if (
                maker is None
                or maker not in inside
                or _is_written_out(flow.operations[maker])
                or _is_lost(flow, maker)
                or (
                    value.base is None
                    and writes
                    and writes[0] < index
                    and writes[0] not in inside
                )
            ):
                outside.add(key)
    made_for = set[Key]()  # a border was laid around it, or windows over it
    for index in inside:
        operation = flow.operations[index]
        if operation.function == "pad":
            made_for |= {key for key in values if key[0] == operation.result.identity}
        elif operation.function.endswith(("sliding_window_view", "as_strided")):
            made_for |= {key_of(one) for one in operation.operands[:1]}
    # What a function outside of NumPy made is seen once each time.
    lost = {
        key
        for key in outside
        if key[0] not in flow.makers and readers[key] == 1 and not values[key].name
    }
    if not one.is_filled or len(lost) < OFTEN:
        lost = set()
    if len(outside - lost) > MOST_HUBS:
        return None
    often = [
        key
        for key in values
        if key not in outside and (readers[key] >= OFTEN or key in made_for)
    ]
    often.sort(key=lambda key: (key not in made_for, -readers[key]))
    unfolded = _unfolded(flow, inside, outside - lost)
    values |= unfolded
    kept = [*(outside - lost), *often[:MOST_INSIDE], *unfolded]
    kept.sort(key=lambda key: flow.makers.get(key[0], -inf), reverse=True)
    return [values[key] for key in kept]


def _unfolded(flow: Flow, inside: set[int], outside: set[Key]) -> dict[Key, Value]:
    """The maps that rows from outside are laid out as again, inside."""
    found: dict[Key, Value] = {}
    for index in inside:
        operation = flow.operations[index]
        if operation.function != "reshape" or len(found) >= MOST_INSIDE:
            continue
        row, maps = operation.operands[0], operation.result
        if len(row.shape) < 3 <= len(maps.shape) <= 4 and (key_of(row) in outside):
            found[key_of(maps)] = maps
    return found


def _is_lost(flow: Flow, index: int) -> bool:
    """Whether nobody knows what an operation read."""
    operation = flow.operations[index]
    return operation.kind == "gap" and not operation.operands


def read_by(operation: Operation) -> tuple[Value, ...]:
    """The operands that an operation takes cells from, not the indices."""
    operands = operation.operands
    if operation.function in ("getitem", "take"):
        return operands[:1]
    if operation.function == "setitem":
        return (operands[0], operands[-1])
    return operands
