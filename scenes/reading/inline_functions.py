"""Which operations of a statement are one function of each value alone.

1 / (1 + np.exp(-z)), np.maximum(0, z) or z * (z > 0), written where they are
used: any chain of elementwise operations that one column goes into, with
nothing else but numbers. A chain that is a straight line is none.
"""

from collections.abc import Sequence
from dataclasses import replace

from network.trace import Operation, Value
from scenes.reading.elementwise import ElementwiseFunction, is_curve_of, is_known, takes
from scenes.reading.known_curves import OTHER, is_straight, known_name


def inline_functions(operations: Sequence[Operation]) -> list[ElementwiseFunction]:
    """All that some operations of one statement are, in order."""
    found, begin = [], 0
    while begin < len(operations):
        function = _beginning(operations[begin:])
        if function is not None:
            found.append(function)
        begin += len(function.operations) if function else 1
    return found


def _beginning(operations: Sequence[Operation]) -> ElementwiseFunction | None:
    """The longest chain that some operations begin with, or None."""
    known = 0
    while known < len(operations) and is_known(operations[known]):
        known += 1
    for count in range(known, 0, -1):
        function = _chain(operations[:count], operations[count:])
        if function is not None:
            return function
    return None


def _chain(
    chain: Sequence[Operation], later: Sequence[Operation]
) -> ElementwiseFunction | None:
    argument, inside = _argument(chain), {one.result.identity for one in chain[:-1]}
    result = chain[-1].result
    if (
        argument is None
        or any(one.in_place for one in chain)
        or not takes(argument, result)
        or result.dtype.kind == "b"  # a mask is what it says, and no curve
        or any(value.identity in inside for one in later for value in one.operands)
    ):
        return None
    function = ElementwiseFunction(
        OTHER,
        chain[-1].span,
        argument,
        result,
        tuple(chain),
        _written(chain[-1].expression, argument),
        argument.name or "x",
    )
    if not is_curve_of(function) or is_straight(function):
        return None
    return replace(function, name=known_name(function))


def _argument(chain: Sequence[Operation]) -> Value | None:
    """The one array that goes in; all else are numbers of the code, or what
    the chain itself has computed and the last operation rests on."""
    made: set[int] = set()
    given: dict[tuple[int, int], Value] = {}
    for operation in chain:
        for value in operation.operands:
            if value.identity in made:
                continue
            if value.shape == ():
                if not is_literal(value):  # another input
                    return None
                continue
            given[value.identity, value.version] = value
        made.add(operation.result.identity)
    used = {value.identity for one in chain for value in one.operands}
    rests = all(one.result.identity in used for one in chain[:-1])
    return next(iter(given.values())) if len(given) == 1 and rests else None


def is_literal(value: Value) -> bool:
    """Whether a value is a number that is written in the code."""
    try:
        float((value.name or value.expression).replace("_", "").strip("() "))
    except ValueError:
        return False
    return True


def _written(expression: str, argument: Value) -> str:
    """The expression as the code has it, of x where that has no name."""
    text = " ".join(expression.split())
    if argument.name or not argument.expression:
        return text
    return text.replace(" ".join(argument.expression.split()), "x")
