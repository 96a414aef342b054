"""Where each step of a trace stands: in which calls, and in which passes of
which loops.

A loop is told from the source, its passes from the order of what ran: a line
that comes again, or one before it, begins a pass of the innermost loop around
both. A function that one expression calls again and again is a loop too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from network.trace import FunctionRecord, Span, Step
from scenes.reading.loop_places import Loop, Loops, Place, chain_of
from scenes.reading.loop_variables import indexed_arrays
from scenes.reading.source_loops import (
    SourceLoop,
    branches,
    makes_function,
    source_loops,
)
from scenes.reading.value_roles import Roles


def loops(roles: Roles) -> Loops:
    """The Loops of the whole trace; ask for it as `roles.read(loops)`."""
    assert roles.trace is not None
    trace = roles.trace
    assigned = (value for step in trace.steps for value in step.assigned)
    indexed = indexed_arrays((*trace.inputs, *assigned))
    walk = _Walk(trace.sources, trace.functions, trace.steps)
    for step in trace.steps:
        walk.take(step)
    return walk.found(indexed)


class _Draft:
    """A Place whose last step, and whose loop, are not known yet."""

    def __init__(
        self, above: _Draft | None, step: Step, is_call: bool, loop: _DraftLoop | None
    ) -> None:
        self.above, self.loop, self.is_call = above, loop, is_call
        self.depth: int = above.depth + 1 if above else 0
        self.function, self.first, self.last = step.function, step.number, step.number
        self.expression = step.call_expression if is_call else ""
        self.index = len(loop.passes) if loop else 0
        if loop:
            loop.passes.append(self)

    def chain(self) -> tuple[_Draft, ...]:
        return chain_of(self)


class _DraftLoop:
    """A Loop that may go on."""

    def __init__(
        self, function: str, source: SourceLoop | None, expression: str = ""
    ) -> None:
        self.function, self.source, self.expression = function, source, expression
        self.passes: list[_Draft] = []


class _Walk:
    """Takes the steps of a trace in order."""

    def __init__(
        self,
        sources: Mapping[str, str],
        functions: Mapping[str, FunctionRecord],
        steps: Sequence[Step],
    ) -> None:
        self._sources, self._functions, self._steps = sources, functions, steps
        self._places: list[_Draft] = []
        self._made: list[_Draft] = []
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
        at: _Draft | None = place
        while at is not None:
            at.last, at = step.number, at.above

    def found(self, indexed: Mapping[int, str]) -> Loops:
        """The Loops of the steps that were taken.

        Args:
            indexed: as a Loop has it.
        """
        drafts = dict.fromkeys(one.loop for one in self._made if one.loop)
        for draft in drafts:
            self._leave_out_last_test(draft)
        loops = {
            one: Loop(one.function, one.source, one.expression, self._steps, indexed)
            for one in drafts
        }
        places: dict[_Draft, Place] = {}
        for one in self._made:  # what is above was made before
            loop = loops[one.loop] if one.loop else None
            place = Place(
                places[one.above] if one.above else None,
                one.depth,
                one.function,
                one.first,
                one.last,
                one.is_call,
                one.expression,
                loop,
                one.index,
            )
            places[one] = place
            if one.loop and loop and one in one.loop.passes[one.index : one.index + 1]:
                loop.passes.append(place)
        return Loops(
            tuple(places[one] for one in self._places),
            tuple(one for one in loops.values() if len(one.passes) > 1),
        )

    def _leave_out_last_test(self, loop: _DraftLoop) -> None:
        """The last time that a condition is computed begins no pass."""
        last = loop.passes[-1]
        step = self._steps[last.first]
        is_test = last.first == last.last and step.text.startswith("while")
        if is_test and loop.source and len(loop.passes) > 1:
            loop.passes.pop()
            before = loop.passes[-1]
            before.last = last.last
            self._places[step.number] = before

    def _called(self, step: Step) -> _Draft:
        above = None if step.parent is None else self._places[step.parent]
        return self._place(above, step, True)

    def _after(self, before: Step, step: Step) -> _Draft:
        """Where a step stands that comes after another of the same call."""
        chain = self._places[before.number].chain()
        *_, call = (one for one in chain if one.is_call)
        shared = 0
        for one, source in zip(chain[call.depth + 1 :], self._loops_around(step)):
            if one.loop is None or one.loop.source != source:
                break
            shared += 1
        inside = chain[call.depth + shared]
        if self._begins_again(before.span, step.span):
            inside = self._again(inside, step)
            shared = 0 if inside.is_call else shared
        return self._into(inside, step, shared)

    def _again(self, place: _Draft, step: Step) -> _Draft:
        """The next pass of a loop, or call by the same expression."""
        if place.loop is None:
            if place.above is None:
                return place  # the recorded call is made once
            place.loop = _DraftLoop(place.function, None, place.expression)
            place.loop.passes.append(place)
        return self._place(place.above, step, place.is_call, place.loop)

    def _into(self, place: _Draft, step: Step, entered: int) -> _Draft:
        """Into the loops around a step that begin with it."""
        for source in self._loops_around(step)[entered:]:
            place = self._place(place, step, False, _DraftLoop(step.function, source))
        return place

    def _place(
        self,
        above: _Draft | None,
        step: Step,
        is_call: bool,
        loop: _DraftLoop | None = None,
    ) -> _Draft:
        self._made.append(_Draft(above, step, is_call, loop))
        return self._made[-1]

    def _loops_around(self, step: Step) -> tuple[SourceLoop, ...]:
        """The loops of its function around a statement, outermost first."""
        key = step.function, step.span.line
        if key not in self._around:
            file, record = step.span.file, self._functions.get(step.function)
            source = self._sources.get(file, "")
            first = record.first_line if record else 0
            # A function may be made in a loop of another one, on one line, too;
            # what is no function, as a cell of a notebook, may begin with one.
            above = first if makes_function(source, first) else first - 1
            self._around[key] = tuple(
                one
                for one in source_loops(file, source)
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
