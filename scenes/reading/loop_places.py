"""Places in a trace: the calls, and the passes of loops, that steps stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from network.trace import Span, Step
from scenes.reading.loop_variables import item_values, variable_values
from scenes.reading.source_loops import SourceLoop


@dataclass(frozen=True)
class Place:
    """Where steps stand: in a call, or in one pass of a loop.

    Attributes:
        above: the Place around it, or None of the recorded call.
        depth: how many Places stand around it.
        function: the qualified name of the function whose lines run.
        first, last: numbers of the first and the last step in it.
        is_call: whether it is a call.
        expression: of a call: the caller's sub-expression; "" of the
            recorded one.
        loop, index: of which Loop it is which pass, from 0; None and 0 of a
            call that its expression makes only once.
    """

    above: Place | None
    depth: int
    function: str
    first: int
    last: int
    is_call: bool
    expression: str = ""
    loop: Loop | None = None
    index: int = 0

    @property
    def value(self) -> str:
        """The loop variable's value in a pass: "3", "'W1'"; "" if unknown."""
        values = self.loop.values if self.loop else ()
        return values[self.index] if values else ""

    def chain(self) -> tuple[Place, ...]:
        """All Places around it and itself, the outermost first."""
        return chain_of(self)


@dataclass(frozen=True, eq=False)
class Loop:
    """A loop that ran, with all its passes.

    Attributes:
        function: the qualified name of the function that it stands in, or
            that is called again and again.
        source: the SourceLoop, or None: calls by one expression.
        expression: of these calls; else "".
        steps: of the trace.
        indexed: "hs[3]" by the identity of the array that is called so.
        passes: their Places, in order.
    """

    function: str
    source: SourceLoop | None
    expression: str = ""
    steps: Sequence[Step] = field(default=(), repr=False)
    indexed: Mapping[int, str] = field(default_factory=dict, repr=False)
    passes: list[Place] = field(default_factory=list, repr=False)

    @property
    def variable(self) -> str:
        """The name that it counts with, or one that it gives to what it goes
        through; ""."""
        return self._told[0]

    @property
    def header(self) -> Span | None:
        """Where "for t in range(3)" stands."""
        return self.source.header if self.source else None

    @property
    def above(self) -> Place:
        """The Place that it ran in."""
        above = self.passes[0].above
        assert above is not None  # the recorded call is around all
        return above

    @property
    def values(self) -> tuple[str, ...]:
        """The variable's value in each pass, "3" or "Ws[3]"; () where one is
        not known."""
        return self._told[1]

    @cached_property
    def tells_apart(self) -> bool:
        """Whether each pass has another value of the variable."""
        return len(set(self.values)) == len(self.values)

    @cached_property
    def _told(self) -> tuple[str, tuple[str, ...]]:
        passes = [self.steps_of(index) for index in range(len(self.passes))]
        variable = self.source.variable if self.source else ""
        if set(variable) == {"_"}:  # a name for what the code does not use
            return "", ()
        values = variable_values(self.source, passes, self.indexed)
        if not values and self.source:
            found = item_values(self.source, passes, self.indexed)
            return found or (variable, ())
        return variable, values

    def steps_of(self, index: int) -> Sequence[Step]:
        """The steps of a pass, those of calls in it too."""
        one = self.passes[index]
        return self.steps[one.first : one.last + 1]


@dataclass(frozen=True)
class Loops:
    """The Places of the steps of a trace.

    Attributes:
        places: that of each step, by its number.
        loops: those that went round at least twice, as they began.
    """

    places: tuple[Place, ...]
    loops: tuple[Loop, ...]

    def common(self, first: int, second: int) -> Place:
        """The innermost Place that two steps have in common."""
        one, other = self.places[first], self.places[second]
        while one is not other:
            if one.depth >= other.depth:
                assert one.above is not None  # the recorded call is around all
                one = one.above
            else:
                assert other.above is not None
                other = other.above
        return one


def chain_of(place: Any) -> tuple[Any, ...]:
    """A place and all above it, the outermost first."""
    found = []
    while place is not None:
        found.append(place)
        place = place.above
    return tuple(reversed(found))
