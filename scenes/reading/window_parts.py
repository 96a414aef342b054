"""Which operations a window that was found consists of, and how they are called."""

from dataclasses import replace

import numpy as np

from network.trace import Value
from scenes.reading.data_flow import Flow
from scenes.reading.sliding_window import SlidingWindow
from scenes.reading.value_roles import Roles
from scenes.reading.window_fit import Fit, Pair, has_windows
from scenes.reading.window_ranks import Before, forward
from scenes.reading.window_search import Candidate
from scenes.reading.window_sources import Behind

LAYOUTS = frozenset("reshape transpose swapaxes moveaxis squeeze getitem".split())
MOST_STEPS_BACK = 60  # statements in which a lost array is looked for


class Taking:
    """Takes the operations of one window after the other out of a Flow.

    Attributes:
        taken: those that are part of a window already.
    """

    def __init__(self, flow: Flow, roles: Roles) -> None:
        self.flow, self.roles = flow, roles
        self.taken: set[int] = set()

    def take(
        self,
        one: Candidate,
        behind: Behind,
        after: tuple[int, ...],
        fit: Fit,
        values: dict[str, Value],
        before: Before,
    ) -> SlidingWindow:
        """The SlidingWindow of a candidate that a fit explains."""
        flow = self.flow
        chosen = {value.identity for value in values.values()}
        stops = {flow.makers[each] for each in chosen if each in flow.makers}
        for value in values.values():
            stops |= set(flow.writes.get(value.memory, ()))
        stops -= set(one.ends)
        inside = flow.behind(
            one.ends,
            lambda index: index not in stops and behind.passes(index),
            most=len(flow.operations),
        )
        assert inside is not None
        inside |= set(after)
        for index in after:
            inside |= {
                each
                for each in flow.feeds[index]
                if len(flow.fed[each]) == 1
                and each not in stops
                and flow.operations[each].function in LAYOUTS
            }
        if one.is_filled:
            inside |= self._for_nothing_else(one, inside)
        values["map"] = _called(one, after, flow, self.roles)
        corner = self._take_border(values, fit.axes.get("picture", ""), inside)
        values = {role: self._named(value, one) for role, value in values.items()}
        kept = sorted(inside - self.taken)
        self.taken |= inside
        write = next((index for index in kept if index in one.ends), kept[0])
        return SlidingWindow(
            fit,
            values,
            tuple(flow.operations[index] for index in kept),
            flow.operations[write].step,
            corner,
            "errors" in values and forward(fit, values, before) is not None,
        )

    def _named(self, value: Value, one: Candidate) -> Value:
        """A value, as the code called it before a candidate."""
        trace = self.roles.trace
        assert trace is not None
        step = self.flow.operations[one.first].step
        return replace(value, name=value.name or trace.name_before(value, step))

    def seen(self, value: Value) -> Value:
        """What a view of windows shows, if the trace does not say of what it
        is one: the array that has the same windows."""
        maker = self.flow.makers.get(value.identity)
        if maker is None or self.flow.operations[maker].kind != "gap":
            return value
        trace = self.roles.trace
        assert trace is not None
        until = self.flow.operations[maker].step
        known = [
            *trace.inputs,
            *trace.attributes,
            *(
                one
                for step in trace.steps[max(until - MOST_STEPS_BACK, 0) : until]
                for one in step.assigned
            ),
        ]
        return next(
            (
                one
                for one in reversed(known)
                if not one.is_scalar and has_windows(one.array, value.array)
            ),
            value,
        )

    def around(self, one: Candidate) -> range:
        """All operations of the loops that fill a candidate."""
        flow, start, end = self.flow, one.first, one.last
        while start and flow.recurs(start - 1, one.first, one.last):
            start -= 1
        last = len(flow.operations) - 1
        inside = {flow.places[index] for index in range(start, end + 1)}
        while end < last and flow.places[end + 1] in inside:
            end += 1
        return range(start, end + 1)

    def _for_nothing_else(self, one: Candidate, inside: set[int]) -> set[int]:
        """What the loops compute besides, for what is inside or for nothing:
        an `if`, say."""
        flow, kept = self.flow, set()
        again = [one for one in inside if len(flow.stands[flow.places[one]]) > 1]
        end = max(again, default=one.last)  # what begins later is another loop
        for index in reversed(self.around(one)):
            if index in inside or flow.operations[index].in_place:
                continue
            is_used = any(
                reader not in inside and reader not in kept
                for reader in flow.fed[index]
            )
            stands = flow.stands[flow.places[index]]
            if not is_used and len(stands) > 1 and stands[0] <= end:
                kept.add(index)
        return kept

    def _take_border(
        self, values: dict[str, Value], axes: str, inside: set[int]
    ) -> Pair:
        """Where the picture lies in its border, if the code gave it one; the
        operations that did are taken, too."""
        role = "picture" if "picture" in values else ""
        maker = self.flow.makers.get(values[role].identity) if role else None
        if maker is None:
            return 0, 0
        operation = self.flow.operations[maker]
        original, made = None, {maker}
        if operation.function == "pad":
            original = operation.operands[0]
        elif operation.function in ("zeros", "zeros_like", "full", "empty"):
            writes = self.flow.writes.get(values[role].memory, [])
            if len(writes) == 1:
                *_, original = self.flow.operations[writes[0]].operands
                made.add(writes[0])
        if original is None or len(original.shape) != len(values[role].shape):
            return 0, 0
        corner = _corner(values[role].array, original.array)
        if corner is None:
            return 0, 0
        inside |= made - self.taken
        values["original"] = original
        rows, columns = (
            corner[axes.index(letter)] if letter in axes else 0 for letter in "HW"
        )
        return rows, columns


def _called(one: Candidate, after: tuple[int, ...], flow: Flow, roles: Roles) -> Value:
    """What came out, as the code calls it, or what it was computed with."""
    index = after[-1] if after else one.last
    last = flow.operations[index]
    value = last.result if after else one.value
    if value.name:
        return value
    if roles.trace is not None:
        step = roles.trace.steps[last.step]
        if len(step.targets) == 1 and step.operations[-1].number == last.number:
            return replace(value, name=step.targets[0])
    for reader in flow.fed[index]:
        for operand in flow.operations[reader].operands:
            if operand.identity == value.identity and operand.name:
                return replace(value, name=operand.name)
    return replace(value, expression=last.expression)


def _corner(whole: np.ndarray, part: np.ndarray) -> tuple[int, ...] | None:
    """Where a part lies in the middle of an array that it was put into."""
    corner = tuple((a - b) // 2 for a, b in zip(whole.shape, part.shape))
    if min(corner) < 0 or max(corner) == 0:
        return None
    cut = whole[tuple(slice(a, a + b) for a, b in zip(corner, part.shape))]
    return corner if np.array_equal(cut, part, equal_nan=True) else None
