"""A statement in pieces: its own operations, and the calls between them."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from network.trace import Operation, Step, Trace
from scenes.arrays.shapes import is_shown
from scenes.reading.laid_anew import wanted_by
from scenes.reading.plain_calls import as_computed

HANDED_OVER = ("bool", "int", "float", "complex", "index", "item")


@dataclass(frozen=True)
class Piece:
    """A call, or operations of a statement with no call between them.

    Attributes:
        call: the steps of the function called, in order, or ().
        operations: the statement's own, or ().
    """

    call: tuple[Step, ...] = ()
    operations: tuple[Operation, ...] = ()


def pieces_of(trace: Trace, step: Step) -> Iterator[Piece]:
    """The Pieces of a statement, in order of execution, but what only turns
    an array over stands right before what wants it so; a call in which
    nothing was computed is none."""
    calls = [Piece(call=steps) for steps in _calls_of(trace, step)]
    single = [Piece(operations=(operation,)) for operation in step.operations]
    single += [call for call in calls if _numbers_of_first(trace, call)]
    wanted = wanted_by(step.operations)

    def place(piece: Piece) -> tuple[int, int]:
        number = min(_numbers_of_first(trace, piece))
        return wanted.get(number, number), number

    single.sort(key=place)
    for is_call, group in groupby(single, key=lambda piece: bool(piece.call)):
        if is_call:
            yield from group
        else:
            yield Piece(operations=tuple(piece.operations[0] for piece in group))


def _calls_of(trace: Trace, step: Step) -> Iterator[tuple[Step, ...]]:
    """The steps of each call that a statement makes. The same place in the code
    may call several times, one after the other, as in a comprehension: a call
    is over when it returns, or when the statement itself goes on."""
    own = [operation.number for operation in step.operations]
    steps: list[Step] = []
    begun = None  # the number of an operation of the call
    for child in trace.children(step):
        first = trace.first_operation(child)
        is_over = bool(steps) and (
            child.call != steps[-1].call
            or _returns(steps[-1])
            or (
                begun is not None
                and first is not None
                and bisect(own, begun) < bisect(own, first)
            )
        )
        if is_over:
            yield tuple(steps)
            steps, begun = [], None
        steps.append(child)
        begun = first if first is not None else begun
    if steps:
        yield tuple(steps)


def _returns(step: Step) -> bool:
    return step.text.split()[:1] == ["return"]


def _numbers_of_first(trace: Trace, piece: Piece) -> list[int]:
    """The numbers of a Piece's operations, and of the first in each step."""
    firsts = (trace.first_operation(step) for step in piece.call)
    return [
        *(operation.number for operation in piece.operations),
        *(number for number in firsts if number is not None),
    ]


def numbers_in(trace: Trace, piece: Piece) -> Iterator[int]:
    """The numbers of all operations of a Piece, calls inside it too."""
    yield from (operation.number for operation in piece.operations)
    waiting = list(reversed(piece.call))
    while waiting:
        step = waiting.pop()
        yield from (operation.number for operation in step.operations)
        waiting += reversed(trace.children(step))


def shown_of(operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
    """Those operations that can be shown, as reading.as_computed has them:
    of arrays that can be drawn, with a result that is more than the same
    number handed to Python, or the same array once more."""
    return tuple(
        operation
        for operation in map(_as_laid_out, map(as_computed, operations))
        if operation.results
        and all(map(is_shown, (*operation.operands, operation.result)))
        and not _is_handed_over(operation)
    )


def _as_laid_out(operation: Operation) -> Operation:
    """A view of all cells of an array, np.asmatrix(row), as the reshape that
    it is; of another type it is none."""
    if operation.function != "view":
        return operation
    (given,), result = operation.operands, operation.result
    if result.dtype != given.dtype or result.shape == given.shape:
        return operation
    if not np.array_equal(given.array.ravel(), result.array.ravel()):
        return operation
    shape = {"tuple": list(result.shape)}
    call = {"args": [{"operand": 0}, shape], "kwargs": {}, "method": True}
    return replace(operation, function="reshape", parameters={"call": call})


def _is_handed_over(operation: Operation) -> bool:
    """float(loss), index.item(): a number that stays what it is; x.view()."""
    if operation.function not in (*HANDED_OVER, "view"):
        return False
    given, result = operation.operands[0], operation.result
    if operation.function == "view":
        return (given.dtype, given.shape) == (result.dtype, result.shape)
    return given.array.size == 1 == result.array.size and bool(
        np.array_equal(given.array.reshape(()), result.array.reshape(()))
    )
