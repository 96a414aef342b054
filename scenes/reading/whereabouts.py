"""Where in a network something is computed: at which layer, forward or back."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from network.trace import Operation, Span, Trace, Value
from scenes.arrays.shapes import is_shown
from scenes.reading.backward_pass import BackwardPass, backward_pass
from scenes.reading.plain_calls import is_plain
from scenes.reading.value_roles import Roles

_TURNED = "transpose", "swapaxes", "moveaxis"


@dataclass(frozen=True)
class Place:
    """Where in a network something is computed.

    Attributes:
        layer: 0 of what goes in, 1 of the first neurons and so on; a half
            between two of them, at their weights.
        is_back: whether it is on the way back from the right answer.
        wire: (from, to) the neurons of the one weight between two layers that is
            told alone, by their indices; None: all are told.
    """

    layer: float
    is_back: bool = False
    wire: tuple[int, int] | None = None


@dataclass(frozen=True)
class Whereabouts:
    """The layers of a network, and where its operations belong.

    Attributes:
        counts: how many numbers each layer has, those that go in first.
        weights: identities of the weights between them, one fewer.
        shapes: of those weights.
        lead_to_rows: whether the rows of each stand for the neurons to which they
            lead; else the columns do.
        turns: the numbers of the operations at which it turns: back, forward
            again, and so on.
        forward: the ways through the source, as `_way`, of the operations
            before the first turn: a loop comes back to them.
        trace: that it is of.
    """

    counts: tuple[int, ...]
    weights: tuple[int, ...]
    shapes: tuple[tuple[int, ...], ...]
    lead_to_rows: tuple[bool, ...]
    turns: tuple[int, ...]
    forward: frozenset[tuple[Span, ...]]
    trace: Trace

    def place_of(
        self, operations: Iterable[Operation], result: Value | None, before: Place
    ) -> Place:
        """The Place of operations that are shown together.

        Args:
            operations: () where none is.
            result: what comes out, or None.
            before: where the ones before were: what is nowhere stays there.
        """
        shown = tuple(operations)
        is_back = self._is_back(shown[-1]) if shown else before.is_back
        values = [value for one in shown for value in (*one.operands, *one.results)]
        for value in values:
            at = self._weights_of(value, may_be_alike=is_back)
            if at is not None:
                return Place(at + 0.5, is_back)
        # A column has its numbers below each other, rows of examples side by side.
        shape = result.shape if result is not None else ()
        long = [length for length in shape if length > 1]
        near = [layer for layer, one in enumerate(self.counts) if long[-1:] == [one]]
        near = [layer for layer in near if layer]
        layer = min(near, key=lambda one: abs(one - before.layer), default=before.layer)
        return Place(float(layer), is_back)

    def place_of_value(
        self, value: Value, before: Place, cell: tuple[int, int] | None = None
    ) -> Place:
        """The Place of a value that is told by itself, or one cell of it."""
        at = self._weights_of(value, may_be_alike=True)
        if at is not None:
            wire = cell[::-1] if cell and self.lead_to_rows[at] else cell
            return Place(at + 0.5, before.is_back, wire)
        return self.place_of((), value, before)

    def _is_back(self, operation: Operation) -> bool:
        turned = bisect_right(self.turns, operation.number)
        return turned % 2 == 1 and _way(self.trace, operation) not in self.forward

    def _weights_of(self, value: Value, *, may_be_alike: bool) -> int | None:
        """Between which layers a value lies that is weights, turned ones or,
        on the way back, shaped like them."""
        for identity in (value.identity, value.base):
            if identity in self.weights:
                return self.weights.index(identity)
        if may_be_alike and value.shape in self.shapes:
            return self.shapes.index(value.shape)
        return None


def whereabouts(roles: Roles) -> Whereabouts | None:
    """The Whereabouts of a trace in which something goes through two layers of
    weights or more, or None; `roles.read(whereabouts)`."""
    if roles.trace is None:
        return None
    found = roles.read(backward_pass)
    counts: tuple[int, ...] = ()
    weights: list[int] = []
    shapes: list[tuple[int, ...]] = []
    lead_to_rows: list[bool] = []
    first: Operation | None = None
    forward = set()
    for operation in roles.operations:
        if found and operation.number >= found.begins.number:
            break
        forward.add(_way(roles.trace, operation))
        layer = _layer(operation, roles)
        if layer is None or layer[0].identity in weights:
            continue
        matrix, comes, goes = layer
        first = first or operation
        if counts and counts[-1] != comes:
            return None
        counts = (*(counts or (comes,)), goes)
        weights.append(matrix.identity)
        shapes.append(matrix.shape)
        lead_to_rows.append(matrix is operation.operands[0])
    if len(weights) < 2:
        return None
    return Whereabouts(
        counts,
        tuple(weights),
        tuple(shapes),
        tuple(lead_to_rows),
        tuple(_turns(roles, found, first)) if found and first else (),
        frozenset(forward),
        roles.trace,
    )


def _turns(roles: Roles, found: BackwardPass, first: Operation) -> Iterator[int]:
    """The numbers of the operations at which it turns, from the first turn back.

    Args:
        found: the first way back.
        first: the product of the first layer, the first time: that it comes
            again is the sign of another way forward.
    """
    is_back = False
    for operation in roles.operations:
        if operation.number < found.begins.number:
            continue
        turns = (
            _is_again(operation, first, roles)
            if is_back
            else operation.span == found.begins.span
        )
        if turns:
            is_back = not is_back
            yield operation.number


def _is_again(operation: Operation, first: Operation, roles: Roles) -> bool:
    """Whether a product of weights, as they are, is that of the first layer."""
    layer, same = _layer(operation, roles), _layer(first, roles)
    if layer is None or same is None or roles.makers.of(layer[0], *_TURNED):
        return False
    shapes = [[value.shape for value in one.operands] for one in (operation, first)]
    is_same_place = operation.span == first.span or (
        layer[0].identity == same[0].identity
    )
    return is_same_place and shapes[0] == shapes[1]


def _way(trace: Trace, operation: Operation) -> tuple[Span, ...]:
    """Where in the source an operation stands: its statement, the one that
    called that function, and so on."""
    way: list[Span] = []
    number: int | None = operation.step
    while number is not None:
        step = trace.steps[number]
        way.append(step.span)
        number = step.parent
    return tuple(way)


def _layer(operation: Operation, roles: Roles) -> tuple[Value, int, int] | None:
    """(weights, how many numbers they take, how many they make) of a product
    of weights and of what is no weights."""
    if not is_plain(operation, "matmul", "dot"):
        return None
    if not all(map(is_shown, operation.operands)):
        return None
    kept = [
        len(one.shape) == 2 and roles.is_parameter(one) for one in operation.operands
    ]
    if sum(kept) != 1:
        return None
    matrix = operation.operands[kept.index(True)]
    rows, columns = matrix.shape
    return (matrix, columns, rows) if kept[0] else (matrix, rows, columns)
