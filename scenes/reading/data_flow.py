"""Which operation needs what which other one made, over a whole trace.

An array that is written piece by piece counts as made by all that wrote into
its memory, whichever view of it they wrote through.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from network.trace import Operation, Span, Value
from scenes.reading.value_roles import Roles


@dataclass(frozen=True)
class Flow:
    """What feeds what; operations go by their place in the order of execution.

    Attributes:
        operations: in order.
        feeds: for each operation those that made what it reads.
        fed: for each operation those that read what it made.
        places: where in the code each operation stands, as a number.
        stands: place -> the operations that stand there, in order.
        writes: number of a block of memory -> the operations that changed it.
        wholes: the same -> the whole array as it is after the last of these,
            if it was seen.
        makers: identity of a value -> the operation that it first came from.
        laid_out: number of a block of memory -> what window_search has found
            out about it.
    """

    operations: Sequence[Operation]
    feeds: list[tuple[int, ...]] = field(default_factory=list)
    fed: list[list[int]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    stands: dict[int, list[int]] = field(default_factory=dict)
    writes: dict[int, list[int]] = field(default_factory=dict)
    wholes: dict[int, Value] = field(default_factory=dict)
    makers: dict[int, int] = field(default_factory=dict)
    laid_out: dict[int, bool] = field(default_factory=dict)

    def recurs(self, index: int, after: int, until: int) -> bool:
        """Whether the code of an operation runs again in `after` + 1 .. `until`."""
        stands = self.stands[self.places[index]]
        at = bisect_right(stands, after)
        return at < len(stands) and stands[at] <= until

    def behind(
        self, ends: Iterable[int], passes: Callable[[int], bool], *, most: int
    ) -> set[int] | None:
        """The operations that ends need, through those that `passes` lets pass.

        Returns:
            the ends among them; None: more than `most`.
        """
        found = set(ends)
        waiting = list(found)
        while waiting:
            for index in self.feeds[waiting.pop()]:
                if index not in found and passes(index):
                    found.add(index)
                    waiting.append(index)
            if len(found) > most:
                return None
        return found

    def into(self, index: int) -> Iterator[int]:
        """The operations that are the only readers, one of the other, of what
        an operation makes."""
        while len(readers := set(self._read_by(index))) == 1:
            (index,) = readers
            yield index

    def _read_by(self, index: int) -> Iterator[int]:
        """The operations that read what one made, but do not write over it."""
        made = self.operations[index].results[0].memory
        for reader in self.fed[index]:
            operation = self.operations[reader]
            if not operation.in_place or operation.operands[0].memory != made:
                yield reader


def data_flow(roles: Roles) -> Flow:
    """The Flow of a whole trace; ask for it as `roles.read(data_flow)`."""
    flow = Flow(roles.operations)
    made: dict[int, int] = {}
    scalars: dict[str, int] = {}
    written: dict[int, int] = {}
    numbers: dict[Span, int] = {}
    for index, operation in enumerate(roles.operations):
        needed: dict[int, None] = {}
        for value in operation.operands:
            for maker in (made.get(value.identity), written.get(value.memory)):
                if maker is not None:
                    needed[maker] = None
            if value.is_scalar and value.identity not in made:
                maker = scalars.get(value.digest)
                if maker is not None:
                    needed[maker] = None
            if value.memory in written and value.base is None:
                flow.wholes[value.memory] = value
        flow.feeds.append(tuple(needed))
        flow.fed.append([])
        for maker in needed:
            flow.fed[maker].append(index)
        place = numbers.setdefault(operation.span, len(numbers))
        flow.places.append(place)
        flow.stands.setdefault(place, []).append(index)
        for value in operation.results:
            made[value.identity] = index
            flow.makers.setdefault(value.identity, index)
            if value.is_scalar:
                scalars[value.digest] = index
            elif operation.in_place:
                written[value.memory] = index
                flow.writes.setdefault(value.memory, []).append(index)
                if value.base is None:
                    flow.wholes[value.memory] = value
    return flow
