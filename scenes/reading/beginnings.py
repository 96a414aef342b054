"""Where arrays begin: filled with one number, drawn at random, or brought in
from code that is not NumPy's."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from network.trace import Operation, Step, Trace
from scenes.arrays.shapes import is_shown
from scenes.reading.names_that_draw import DRAWING, names_that_draw
from scenes.reading.plain_calls import as_computed

MOST = 8  # arrays that begin together
FILLED = ("zeros", "zeros_like", "ones", "ones_like", "full", "full_like")
EMPTY = ("empty", "empty_like")
DIAGONAL = ("eye", "identity")
LISTED = ("array", "asarray")  # of numbers, one by one
COUNTED = ("arange", "linspace", "geomspace", "logspace")
_CALLED = re.compile(r"[\w.]+(?=\()")
# What an array may be made of that stands in the code as it is.
_WRITTEN = (
    ast.List,
    ast.Tuple,
    ast.Constant,
    ast.Attribute,
    ast.UnaryOp,
    ast.BinOp,
    ast.operator,
    ast.unaryop,
    ast.expr_context,
)


class Beginning(Enum):
    """How an array begins."""

    FILLED = "filled"
    EMPTY = "empty"
    DRAWN = "drawn"
    BROUGHT = "brought"
    LISTED = "listed"
    GATHERED = "gathered"
    DIAGONAL = "diagonal"
    COUNTED = "counted"
    COPIED = "copied"


def beginning(operation: Operation, trace: Trace) -> Beginning | None:
    """How the result of an operation of a trace begins there, or None: it is
    computed."""
    if len(operation.results) != 1 or not is_shown(operation.result):
        return None
    if operation.function in EMPTY:
        return Beginning.EMPTY
    if operation.function in FILLED and is_filled(operation.result.array):
        return Beginning.FILLED
    if operation.function in DIAGONAL and _is_diagonal(operation.result.array):
        return Beginning.DIAGONAL
    if operation.function in COUNTED and all(
        one.is_scalar for one in operation.operands
    ):
        return Beginning.COUNTED
    if operation.function == "copy" and is_copy(operation):
        return Beginning.COPIED
    if operation.function in LISTED and operation.result.shape:
        if not all(value.is_scalar for value in operation.operands):
            return None
        is_written = _is_written(operation.expression)
        return Beginning.LISTED if is_written else Beginning.GATHERED
    if operation.kind == "gap" and not operation.operands:
        if is_drawn(operation, trace):
            return Beginning.DRAWN
        is_alike = is_filled(operation.result.array)
        return Beginning.FILLED if is_alike else Beginning.BROUGHT
    return None


def is_copy(operation: Operation) -> bool:
    """Whether what comes out is what went in once more, more than one number."""
    if len(operation.operands) != 1 or operation.result.array.size < 2:
        return False
    given, made = operation.operands[0], operation.result
    return given.digest == made.digest


def is_drawn(operation: Operation, trace: Trace) -> bool:
    """Whether what makes a value draws at random, by NumPy's name or by one
    that the source has for it."""
    if DRAWING.search(operation.expression):
        return True
    called = _CALLED.findall(operation.expression)
    source = trace.sources.get(operation.span.file, "")
    return bool(called) and not names_that_draw(source).isdisjoint(called)


def _is_written(expression: str) -> bool:
    """Whether a call makes an array of numbers that stand in the code, np.pi among
    them, and of no others."""
    try:
        call = ast.parse(expression.strip(), mode="eval").body
    except SyntaxError:
        return False
    if not isinstance(call, ast.Call):
        return False
    named = (one.value for one in call.keywords if one.arg in ("object", "a"))
    given = next(iter((*call.args, *named)), None)
    if given is None:
        return False
    return all(
        isinstance(one, _WRITTEN)
        or (isinstance(one, ast.Name) and one.id in ("np", "numpy", "math"))
        for one in ast.walk(given)
    )


def is_filled(array: np.ndarray) -> bool:
    """Whether all of an array is one number, NaN too."""
    first = array.ravel()[0]
    return bool((array == first).all() or (np.isnan(array).all()))


def _is_diagonal(array: np.ndarray) -> bool:
    """Whether an array is 1 on its diagonal and 0 elsewhere."""
    return bool((array == np.eye(*array.shape)).all())


@dataclass(frozen=True)
class Begun:
    """An array that begins, and what scales or shifts it at once.

    Attributes:
        operations: in order; the last computes the array as it is kept.
    """

    operations: tuple[Operation, ...]

    @property
    def last(self) -> Operation:
        return self.operations[-1]


def begin_together(
    trace: Trace, step: Step, operations: tuple[Operation, ...]
) -> tuple[Begun, ...]:
    """The arrays that begin alike: in this statement, and in those that
    follow it if nothing else is computed there.

    Args:
        operations: of the statement, from the first on.
    """
    together, kind, is_all = _begun_in(operations, trace)
    if not together or not is_all:
        return tuple(together)
    for later in _after(trace, step):
        more, other, is_all = _begun_in(
            tuple(map(as_computed, later.operations)), trace
        )
        if not is_all or other != kind or len(together) + len(more) > MOST:
            break
        together += more
    return tuple(together)


def _begun_in(
    operations: Sequence[Operation], trace: Trace
) -> tuple[list[Begun], tuple | None, bool]:
    """(arrays that begin alike from the first operation on, their kind,
    whether these are all operations)."""
    together: list[Begun] = []
    kind = _kind(operations[0], trace)
    at = 0
    while at < len(operations) and len(together) < MOST:
        if kind is None or _kind(operations[at], trace) != kind:
            break
        end = at + 1
        while end < len(operations) and _is_scaling(
            operations[end], operations[at:end], trace
        ):
            end += 1
        together.append(Begun(tuple(operations[at:end])))
        at = end
    return together, kind, at == len(operations)


def _is_scaling(
    operation: Operation, before: Sequence[Operation], trace: Trace
) -> bool:
    """Whether what was just drawn is the only array that goes in, beside
    single numbers."""
    if (
        beginning(before[0], trace) is not Beginning.DRAWN
        or len(operation.results) != 1
    ):
        return False
    drawn = before[-1].result
    arrays = [one for one in operation.operands if one.shape]
    return (
        len(arrays) == 1
        and (arrays[0].identity, arrays[0].version) == (drawn.identity, drawn.version)
        and operation.result.shape == drawn.shape
        and (operation.kind == "ufunc" or operation.function == "astype")
    )


def _kind(operation: Operation, trace: Trace) -> tuple | None:
    found = beginning(operation, trace)
    if found is None:
        return None
    array = operation.result.array
    if found is Beginning.FILLED:
        return found, str(float(array.ravel()[0]))
    return found, array.dtype.kind, operation.number if is_shuffle(array) else None


def is_shuffle(array: np.ndarray) -> bool:
    """Whether a list holds each number from 0 on once."""
    return (
        array.ndim == 1
        and array.size > 1
        and array.dtype.kind in "iu"
        and np.array_equal(np.sort(array), np.arange(array.size))
    )


def _after(trace: Trace, step: Step) -> Iterator[Step]:
    """The statements that follow one in the same run of a function, up to
    the first that calls one."""
    for number in range(step.number + 1, len(trace.steps)):
        later = trace.steps[number]
        if (later.parent, later.call) != (step.parent, step.call):
            return
        inside = number + 1 < len(trace.steps) and trace.steps[number + 1].parent
        if not later.operations or inside == number:
            return
        yield later
