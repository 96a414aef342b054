"""What the code has for a function of each cell, as one expression."""

from collections.abc import Sequence

from network.trace import Operation
from scenes.reading.makers import key_of


def is_written(operation: Operation) -> bool:
    """Whether it is v[mask] = number, which is no expression of its own."""
    operands = operation.operands
    return (
        operation.function == "setitem"
        and len(operands) == 3
        and operands[2].shape == ()
        and operands[1].dtype.kind == "b"
    )


def expression_of(operations: Sequence[Operation]) -> str:
    """What the code has for the last of them; of v[mask] = number what it makes
    of each v: "number if v > 1 else v"."""
    last = operations[-1]
    if not is_written(last):
        return " ".join(last.expression.split())
    array, mask, written = last.operands
    made = {key_of(one.result): one.expression for one in operations[:-1]}
    condition = made.get(key_of(mask)) or mask.name or mask.expression
    value = written.expression or f"{written.array.item():g}"
    own = array.name or array.expression or "x"
    return " ".join(f"{value} if {condition} else {own}".split())
