"""A comparison as the code has it: of a < b Python asks b whether it is greater where a
knows no answer, and that is what a trace holds."""

import ast
from dataclasses import replace

from network.trace import Operation

_TURNED = {
    "greater": "less",
    "less": "greater",
    "greater_equal": "less_equal",
    "less_equal": "greater_equal",
}
_COMPARED = {
    ast.Gt: "greater",
    ast.GtE: "greater_equal",
    ast.Lt: "less",
    ast.LtE: "less_equal",
}


def as_written(operation: Operation) -> Operation:
    """An operation with the function and the operands in the order of the code.

    less(a, b) is greater(b, a), bit for bit. Of 0 < x < 1, which are two, either is
    turned that only the other way round stands there.
    """
    turned = _TURNED.get(operation.function)
    if turned is None:
        return operation
    written = _compared(operation.expression)
    if turned not in written or operation.function in written:
        return operation
    return replace(
        operation, function=turned, operands=operation.operands[::-1], parameters={}
    )


def _compared(expression: str) -> set[str | None]:
    """The comparisons that an expression consists of."""
    try:
        node = ast.parse(f"({expression})", mode="eval").body  # of several lines
    except SyntaxError:
        return set()
    if not isinstance(node, ast.Compare):
        return set()
    return {_COMPARED.get(type(sign)) for sign in node.ops}
