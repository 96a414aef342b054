"""Where each step of a trace stands: in which calls, and in which passes of
which loops.

A loop is told from the source, its passes from the order of what ran: a line
that comes again, or one before it, begins a pass of the innermost loop around
both. A function that one expression calls again and again is a loop too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from network.trace import FunctionRecord, Span, Step
from scenes.reading.loop_variables import indexed_arrays, variable_values
from scenes.reading.source_loops import SourceLoop, branches, source_loops
from scenes.reading.value_roles import Roles


@dataclass(eq=False)
class Place:
    """Where steps stand: in a call, or in one pass of a loop.

    Attributes:
        above: the Place around it, or None of the recorded call.
        function: the qualified name of the function whose lines run.
        first, last: numbers of the first and the last step in it.
        is_call: whether it is a call.
        expression: of a call: the caller's sub-expression; "" of the
            recorded one.
        loop, index: of which Loop it is which pass, from 0; None and 0 of a
            call that its expression makes only once.
        depth: how many Places stand around it.
    """

    above: Place | None
    function: str
    first: int
    last: int
    is_call: bool
    expression: str = ""
    loop: Loop | None = None
    index: int = 0
    depth: int = field(init=False)

    def __post_init__(self) -> None:
        self.depth = self.above.depth + 1 if self.above else 0

    @property
    def value(self) -> str:
        """The loop variable's value in a pass: "3", "'W1'"; "" if unknown."""
        values = self.loop.values if self.loop else ()
        return values[self.index] if values else ""

    def chain(self) -> tuple[Place, ...]:
        """All Places around it and itself, the outermost first."""
        found: list[Place] = []
        place: Place | None = self
        while place is not None:
            found.append(place)
            place = place.above
        return tuple(reversed(found))


@dataclass(eq=False)
class Loop:
    """A loop that ran, with all its passes.

    Attributes:
        function: the qualified name of the function that it stands in, or
            that is called again and again.
        source: the SourceLoop, or None: calls by one expression.
        expression: of these calls; else "".
        passes: their Places, in order.
        steps: of the trace.
        indexed: "hs[3]" by the identity of the array that is called so.
    """

    function: str
    source: SourceLoop | None
    expression: str = ""
    passes: list[Place] = field(default_factory=list)
    steps: Sequence[Step] = field(default=(), repr=False)
    indexed: Mapping[int, str] = field(default_factory=dict, repr=False)

    @property
    def variable(self) -> str:
        """The name that it counts with, or ""."""
        return self.source.variable if self.source else ""

    @property
    def header(self) -> Span | None:
        """Where "for t in range(3)" stands."""
        return self.source.header if self.source else None

    @property
    def above(self) -> Place | None:
        """The Place that it ran in."""
        return self.passes[0].above

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The variable's value in each pass; () where one is not known."""
        return variable_values(
            self.source,
            [self.steps_of(index) for index in range(len(self.passes))],
            self.indexed,
        )

    def steps_of(self, index: int) -> Sequence[Step]:
        """The steps of a pass, those of calls in it too."""
        one = self.passes[index]
        return self.steps[one.first : one.last + 1]


@dataclass(frozen=True, eq=False)
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


def loops(roles: Roles) -> Loops:
    """The Loops of the whole trace; ask for it as `roles.read(loops)`."""
    assert roles.trace is not None
    trace = roles.trace
    assigned = (value for step in trace.steps for value in step.assigned)
    indexed = indexed_arrays((*trace.inputs, *assigned))
    walk = _Walk(trace.sources, trace.functions, trace.steps, indexed)
    for step in trace.steps:
        walk.take(step)
    return walk.found()


class _Walk:
    """Takes the steps of a trace in order."""

    def __init__(
        self,
        sources: Mapping[str, str],
        functions: Mapping[str, FunctionRecord],
        steps: Sequence[Step],
        indexed: Mapping[int, str],
    ) -> None:
        self._sources, self._functions, self._steps = sources, functions, steps
        self._indexed = indexed
        self._places: list[Place] = []
        self._loops: list[Loop] = []
        # The last step of each call that runs, by the step that calls.
        self._before: dict[int | None, Step] = {}
        self._apart: dict[tuple[str, int, int], bool] = {}
        self._around: dict[tuple[str, int], tuple[SourceLoop, ...]] = {}

    def take(self, step: Step) -> None:
        """Find where the next step stands."""
        before = self._before.get(step.parent)
        place = (
            self._into(self._called(step), step, 0)
            if before is None or before.call != step.call
            else self._after(before, step)
        )
        self._before[step.parent] = step
        self._places.append(place)
        at: Place | None = place
        while at is not None and at.last < step.number:
            at.last, at = step.number, at.above

    def found(self) -> Loops:
        for loop in self._loops:
            self._leave_out_last_test(loop)
        return Loops(
            tuple(self._places),
            tuple(one for one in self._loops if len(one.passes) > 1),
        )

    def _leave_out_last_test(self, loop: Loop) -> None:
        """The last time that a condition is computed begins no pass."""
        last = loop.passes[-1]
        step = self._steps[last.first]
        is_test = last.first == last.last and step.text.startswith("while")
        if is_test and loop.source and len(loop.passes) > 1:
            loop.passes.pop()
            before = loop.passes[-1]
            before.last = last.last
            self._places[step.number] = before

    def _called(self, step: Step) -> Place:
        above = None if step.parent is None else self._places[step.parent]
        return self._place(above, step, True)

    def _after(self, before: Step, step: Step) -> Place:
        """Where a step stands that comes after another of the same call."""
        *_, call = (one for one in self._places[before.number].chain() if one.is_call)
        own = self._places[before.number].chain()[call.depth + 1 :]
        around = self._loops_around(step)
        shared = 0
        for one, source in zip(own, around):
            if one.loop is None or one.loop.source != source:
                break
            shared += 1
        inside = own[shared - 1] if shared else call
        if self._begins_again(before.span, step.span):
            inside = self._again(inside, step)
            shared = shared if not inside.is_call else 0
        return self._into(inside, step, shared)

    def _again(self, place: Place, step: Step) -> Place:
        """The next pass of a loop, or call by the same expression."""
        if place.loop is None:
            if place.above is None:
                return place  # the recorded call is made once
            place.loop = self._loop(place.function, None, place.expression)
            place.loop.passes.append(place)
        return self._place(place.above, step, place.is_call, place.loop)

    def _into(self, place: Place, step: Step, entered: int) -> Place:
        """Into the loops around a step that begin with it."""
        for source in self._loops_around(step)[entered:]:
            loop = self._loop(step.function, source)
            place = self._place(place, step, False, loop)
        return place

    def _loop(self, function: str, source: SourceLoop | None, call: str = "") -> Loop:
        loop = Loop(function, source, call, [], self._steps, self._indexed)
        self._loops.append(loop)
        return loop

    def _place(
        self, above: Place | None, step: Step, is_call: bool, loop: Loop | None = None
    ) -> Place:
        place = Place(
            above,
            step.function,
            step.number,
            step.number,
            is_call,
            step.call_expression if is_call else "",
            loop,
            len(loop.passes) if loop else 0,
        )
        if loop:
            loop.passes.append(place)
        return place

    def _loops_around(self, step: Step) -> tuple[SourceLoop, ...]:
        """The loops of its function around a statement, outermost first."""
        key = step.function, step.span.line
        if key not in self._around:
            file, record = step.span.file, self._functions.get(step.function)
            # A function may be made in a loop of another one.
            above = record.first_line if record and "<module" not in key[0] else 0
            self._around[key] = tuple(
                one
                for one in source_loops(file, self._sources.get(file, ""))
                if one.header.line > above and one.has(step.span.line)
            )
        return self._around[key]

    def _begins_again(self, before: Span, after: Span) -> bool:
        """Whether a statement cannot come after another in one pass: it
        stands before it, or in the other branch."""
        if (after.line, after.column) <= (before.line, before.column):
            return True
        key = before.file, before.line, after.line
        if key not in self._apart:
            self._apart[key] = any(
                first <= before.line < other <= after.line <= last
                for first, other, last in branches(self._sources.get(before.file, ""))
            )
        return self._apart[key]
