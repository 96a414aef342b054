"""Where a trace begins to go back: from the loss towards the weights.

Told by what is multiplied with what. A layer multiplies its weights by what
comes in. Whoever goes back multiplies once more by one of the two, laid the
other way round, and gets something of the other's shape:

    forward     z = W @ x        z = x @ W        z = np.dot(x, w)
    of W        d @ x.T          x.T @ d          np.outer(x, d)
    of x        W.T @ d          d @ W.T          w @ d

What that d was made of, after z, holds the place where the right answer comes
in: there it begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from network.trace import Operation, Value
from scenes.reading.makers import key_of
from scenes.reading.value_roles import Roles

_PRODUCTS = "matmul", "dot", "outer", "multiply", "einsum", "tensordot"
_TURNED = "transpose", "swapaxes", "moveaxis"
_LAID_OUT = "getitem", "reshape", "expand_dims", "ravel", "flatten", "squeeze"


@dataclass(frozen=True)
class BackwardPass:
    """Where a trace goes back.

    Attributes:
        begins: the Operation with which it begins.
        output: what it compares with the right answer.
        layer: the last product of the way there.
        gradient: the first product of the way back.
    """

    begins: Operation
    output: Value
    layer: Operation
    gradient: Operation


@dataclass(frozen=True)
class _Factor:
    """An operand of a product, as it was before it was turned over.

    Attributes:
        value: as it was.
        place: of the operand, 0 or 1.
        is_turned: whether rows and columns have changed places since.
    """

    value: Value
    place: int
    is_turned: bool


def backward_pass(roles: Roles) -> BackwardPass | None:
    """The first BackwardPass of a trace, or None; `roles.read(backward_pass)`."""
    forward: dict[tuple[int, int], list[tuple[Operation, _Factor, Value]]] = {}
    refused = set()  # pairs of places in the source, as loops come back to them
    for operation in roles.operations:
        if operation.function not in _PRODUCTS or len(operation.operands) != 2:
            continue
        factors = [_factor(roles, operation, place) for place in (0, 1)]
        for factor, other in (factors, factors[::-1]):
            for layer, before, shaped in forward.get(key_of(factor.value), ()):
                pair = layer.span, operation.span
                if pair in refused or not _goes_back(operation, factor, before, shaped):
                    continue
                found = _began(roles, layer, operation, other.value)
                if found is not None:
                    return found
                refused.add(pair)
        if operation.function not in ("outer", "multiply"):
            for factor, other in (factors, factors[::-1]):
                forward.setdefault(key_of(factor.value), []).append(
                    (operation, factor, other.value)
                )
    return None


def _factor(roles: Roles, operation: Operation, place: int) -> _Factor:
    value, is_turned = operation.operands[place], False
    while True:
        laid = roles.makers.of(value, *_TURNED, *_LAID_OUT)
        if laid is None or laid.operands[0].array.size != value.array.size:
            return _Factor(value, place, is_turned)
        is_turned ^= laid.function in _TURNED
        value = laid.operands[0]


def _goes_back(
    operation: Operation, factor: _Factor, before: _Factor, shaped: Value
) -> bool:
    """Whether a product uses a factor of an earlier one the other way round,
    and gives something of the shape of the other factor there."""
    is_other_way = (
        operation.function in ("outer", "multiply", "einsum", "tensordot")
        or len(factor.value.shape) == 1
        or (factor.is_turned != before.is_turned) != (factor.place != before.place)
    )
    shape, wanted = (_long(one.shape) for one in (operation.result, shaped))
    return is_other_way and shape in (wanted, wanted[::-1]) and len(wanted) > 0


def _long(shape: tuple[int, ...]) -> tuple[int, ...]:
    """A shape without the axes of length 1."""
    return tuple(length for length in shape if length > 1)


def _began(
    roles: Roles, layer: Operation, gradient: Operation, delta: Value
) -> BackwardPass | None:
    """The pass that goes back by way of a delta made of what a layer gave."""
    there = frozenset(_numbers_behind(roles, layer)) | {layer.number}
    way = {
        one.number: one for one in _behind(roles, delta, gradient.number, stop=there)
    }
    came_through = _came_through(way, layer.result)
    entered = [
        one
        for one in came_through
        if one.in_place
        or any(
            not value.is_scalar
            and not roles.is_parameter(value)
            and key_of(value) not in _made_by(came_through)
            and key_of(value) != key_of(layer.result)
            for value in one.operands
        )
    ]
    if not entered:  # weights used once more, as an autoencoder does
        return None
    begins = next(one for one in entered if one.step == entered[-1].step)
    return BackwardPass(begins, begins.operands[0], layer, gradient)


def _made_by(operations: list[Operation]) -> set[tuple[int, int]]:
    return {key_of(value) for one in operations for value in one.results}


def _came_through(way: dict[int, Operation], start: Value) -> list[Operation]:
    """Those operations that depend on a value, in order."""
    known, through = {key_of(start)}, []
    for number in sorted(way):
        operation = way[number]
        if any(key_of(value) in known for value in operation.operands):
            known |= {key_of(value) for value in operation.results}
            through.append(operation)
    return through


def _numbers_behind(roles: Roles, operation: Operation) -> Iterator[int]:
    for value in operation.operands:
        yield from (one.number for one in _behind(roles, value, operation.number))


def _behind(
    roles: Roles, value: Value, before: int, stop: frozenset[int] = frozenset()
) -> Iterator[Operation]:
    """All operations before another that a value comes from, but those to
    stop at."""
    waiting, seen = [(value, before)], set(stop)
    while waiting:
        value, before = waiting.pop()
        made = roles.makers.before(value, before)
        if made is not None and made.number not in seen:
            seen.add(made.number)
            yield made
            waiting += ((operand, made.number) for operand in made.operands)
