"""An operation's call: what it computes, and whether that is all it does."""

from dataclasses import replace
from typing import Any

from network.trace import Operation

# Functions, besides the ufuncs, that work on each cell alone.
CELL_BY_CELL = (
    "where",
    "clip",
    "copy",
    "astype",
    "round",
    "around",
    "nan_to_num",
    "isclose",
)


def as_computed(operation: Operation) -> Operation:
    """An operation without the arrays that only take its results in.

    np.add(a, b, out=c) computes what a + b does: nothing of c is read, and c
    is what comes out. With a mask, where=, what c held before is read.

    Args:
        operation: a network.trace.Operation.
    """
    call = operation.parameters.get("call", {})
    given = call.get("kwargs", {})
    if "out" not in given or "where" in given:
        return operation
    taking = _numbers_in(given["out"]) - _numbers_in(
        [call["args"], *(value for key, value in given.items() if key != "out")]
    )
    if not taking:
        return operation
    kept = tuple(
        value for number, value in enumerate(operation.operands) if number not in taking
    )
    return replace(
        operation,
        operands=kept,
        in_place=False,
        kind="function" if operation.kind == "view" else operation.kind,
    )


def _numbers_in(written: Any) -> set[int]:
    """The numbers of the operands in arguments written as JSON."""
    if isinstance(written, dict) and "operand" in written:
        return {written["operand"]}
    inside = (
        written.values()
        if isinstance(written, dict)
        else written
        if isinstance(written, list)
        else ()
    )
    return set().union(*map(_numbers_in, inside))


def is_plain(operation: Operation, *functions: str, operands: int = 2) -> bool:
    """Whether an operation is one of some functions of so many operands, and
    of nothing besides: no axes, no mask, whatever else may be given."""
    call = operation.parameters.get("call", {})
    numbers = [
        argument.get("operand") if isinstance(argument, dict) else None
        for argument in call.get("args", ())
    ]
    return (
        operation.function in functions
        and len(operation.operands) == operands
        and (not call or numbers == list(range(operands)))
        and call.get("kwargs", {}).keys() <= {"out"}
    )
