"""An operation's call: what it computes, and whether that is all it does."""

import ast
from dataclasses import replace
from functools import lru_cache
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
_COMPARING = ("less", "less_equal", "greater", "greater_equal")


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
    taking = operands_in(given["out"]) - operands_in(
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


def spelled(operation: Operation) -> str:
    """What computes the result of an operation, as the code has it.

    What Python takes out of an array as it goes through it, in a comprehension or in
    max(x), stands nowhere in the code: that is the cell, "x[3]"; what it compares
    there is called nothing.
    """
    if operation.function in _COMPARING and _is_call(operation.expression):
        return ""
    if operation.function == "getitem" and not _is_subscript(operation.expression):
        source = operation.operands[0]
        text = source.name or source.expression
        index = operation.parameters.get("index", "")
        return f"{text}[{index}]" if text else operation.expression
    return operation.expression


def _is_subscript(expression: str) -> bool:
    return _kind(expression) is ast.Subscript


def _is_call(expression: str) -> bool:
    """Whether an expression calls something that is no method, as max(x) does."""
    return _kind(expression) is ast.Call and "." not in expression.partition("(")[0]


@lru_cache(maxsize=10_000)
def _kind(expression: str) -> type[ast.expr] | None:
    try:
        return type(ast.parse(expression, mode="eval").body)
    except (SyntaxError, ValueError, RecursionError):
        return None


def operands_in(written: Any) -> set[int]:
    """The numbers of the operands in arguments as `parameters` has them."""
    if isinstance(written, dict) and "operand" in written:
        return {written["operand"]}
    inside = (
        written.values()
        if isinstance(written, dict)
        else written
        if isinstance(written, list)
        else ()
    )
    return set().union(*map(operands_in, inside))


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
