"""Where weights that are large cost extra: loss + strength * sum(W * W).

Of one matrix of weights or of several, as squares added up, or as the square
of their length; found by following what is added to what.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.reading.makers import Key, Makers, is_same, key_of
from scenes.reading.value_roles import Roles

_PRODUCTS = ("matmul", "dot", "einsum", "tensordot", "inner")


@dataclass(frozen=True)
class Penalty:
    """Weights whose squares are added to a loss.

    Attributes:
        weights: the Values, in order.
        strengths: what the sum of the squares of each is multiplied by.
        before: the number that they are added to.
        total: the Operation that adds them.
        operations: all that are part of it, in order.
    """

    weights: tuple[Value, ...]
    strengths: tuple[float, ...]
    before: float
    total: Operation
    operations: tuple[Operation, ...]

    @property
    def sums(self) -> tuple[float, ...]:
        """Of each of the weights the sum of their squares."""
        return tuple(
            float(np.sum(one.array.astype(float) ** 2)) for one in self.weights
        )


@dataclass(frozen=True)
class _Squares:
    """A number on its way: sums of squares, each times something."""

    parts: tuple[tuple[Value, float], ...]
    operations: tuple[Operation, ...]
    is_root: bool = False


def penalties(roles: Roles) -> Mapping[int, Penalty]:
    """The Penalties of a trace, by the number of each of their operations.

    Ask for it as `roles.read(penalties)`.
    """
    makers, known, found = Makers(), dict[Key, _Squares](), dict[int, Penalty]()
    weights = _multiplied(roles)
    for operation in roles.operations:
        if len(operation.results) == 1 and operation.result.array.size == 1:
            step = _followed(operation, makers, known, weights)
            if isinstance(step, _Squares):
                known[key_of(operation.result)] = step
            elif step is not None:
                found |= dict.fromkeys((one.number for one in step.operations), step)
        makers.add(operation)
    return found


def _multiplied(roles: Roles) -> frozenset[int]:
    """Identities of what a trace multiplies by: what may be weights."""
    return roles.parameters | frozenset(
        value.identity
        for operation in roles.operations
        if operation.function in _PRODUCTS
        for value in operation.operands
    )


def _followed(
    operation: Operation,
    makers: Makers,
    known: Mapping[Key, _Squares],
    weights: frozenset[int],
) -> _Squares | Penalty | None:
    begun = _begun(operation, makers, weights)
    if begun is not None:
        return begun
    squares = [known.get(key_of(value)) for value in operation.operands]
    if not any(squares):
        return None
    numbers = [
        float(value.array.ravel()[0])
        for value in operation.operands
        if value.array.size == 1
    ]
    if len(numbers) != len(squares):
        return None
    return _counted(operation, squares, numbers)


def _counted(
    operation: Operation, squares: list[_Squares | None], numbers: list[float]
) -> _Squares | Penalty | None:
    """What arithmetic with numbers makes of sums of squares."""
    function = operation.function
    if function in ("power", "square") and squares[0] and squares[0].is_root:
        if function == "square" or numbers[1] == 2:
            return _Squares(squares[0].parts, (*squares[0].operations, operation))
        return None
    if len(squares) != 2 or any(one.is_root for one in squares if one):
        return None
    left, right = squares
    if function in ("multiply", "divide") and (left is None) != (right is None):
        own = left or right
        assert own is not None
        factor = numbers[1] if left else numbers[0]
        if function == "divide":
            if right is not None or not factor:
                return None
            factor = 1 / factor
        return _Squares(
            tuple((value, strength * factor) for value, strength in own.parts),
            (*own.operations, operation),
        )
    if function != "add":
        return None
    if left and right:
        return _Squares(
            (*left.parts, *right.parts),
            (*left.operations, *right.operations, operation),
        )
    own, before = (left, numbers[1]) if left else (right, numbers[0])
    assert own is not None
    if before == 0:
        return _Squares(own.parts, (*own.operations, operation))
    parts = (*own.operations, operation)
    return Penalty(
        tuple(value for value, _ in own.parts),
        tuple(strength for _, strength in own.parts),
        before,
        operation,
        tuple(sorted(parts, key=lambda one: one.number)),
    )


def _begun(
    operation: Operation, makers: Makers, weights: frozenset[int]
) -> _Squares | None:
    """sum(W * W), sum(W ** 2), or the length of W."""
    if operation.function == "linalg.norm":
        value = operation.operands[0]
        if value.identity in weights and _is_length(value, operation.result):
            return _Squares(((value, 1.0),), (operation,), is_root=True)
        return None
    if operation.function != "sum" or len(operation.operands) != 1:
        return None
    squared = makers.of(operation.operands[0], "multiply", "square", "power")
    if squared is None:
        return None
    value = squared.operands[0]
    others = squared.operands[1:]
    is_square = (
        squared.function == "square"
        or squared.function == "multiply"
        and is_same(value, others[0])
        or squared.function == "power"
        and others[0].array.size == 1
        and float(others[0].array.ravel()[0]) == 2
    )
    if not is_square or value.identity not in weights or value.array.size < 2:
        return None
    return _Squares(((value, 1.0),), (squared, operation))


def _is_length(value: Value, result: Value) -> bool:
    again = np.sqrt(np.sum(value.array.astype(float) ** 2))
    return bool(np.isclose(float(result.array), again, rtol=1e-4))
