"""All windows that slide in a trace, whatever the code writes for them.

A convolution, a pooling or the way back of either is found where its result
is: what may have gone into it is looked for in the flow of the data, and what
it is is verified by computing it again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from network.trace import Value
from scenes.reading.data_flow import Flow, data_flow
from scenes.reading.sliding_window import SlidingWindow
from scenes.reading.value_roles import Roles
from scenes.reading.window_fits import Fit, Pair, fits, has_windows
from scenes.reading.window_search import (
    LAYOUTS,
    OFTEN,
    Behind,
    Candidate,
    candidates,
    hubs,
)

MOST_LOOKED_AT = 12  # operations looked at, by how many there are
MOST_AFTER = 4  # operations that only lay out what a window made
LARGEST = 2**24  # cells of an array that is looked at


def windows(roles: Roles) -> dict[int, SlidingWindow]:
    """The SlidingWindows of a trace by the number of their first operation;
    ask for them as `roles.read(windows)`."""
    search = _Search(roles.read(data_flow), roles)
    return {one.operations[0].number: one for one in search.found()}


class _Search:
    """Looks through a Flow once; what one window took is no other's."""

    def __init__(self, flow: Flow, roles: Roles) -> None:
        self.flow, self.roles = flow, roles
        self.taken: set[int] = set()
        self.windows: list[SlidingWindow] = []
        self.left = MOST_LOOKED_AT * len(flow.operations) + 10_000

    def found(self) -> list[SlidingWindow]:
        for one in candidates(self.flow):
            if one.last not in self.taken and self.left > 0:
                self._look_at(one)
        return self.windows

    def _look_at(self, one: Candidate) -> None:
        for through_products in (False, True):
            behind = Behind(self.flow, one, through_products=through_products)
            inside = self.flow.behind(one.ends, behind.passes, most=self.left)
            if inside is None:
                self.left = 0
                return
            self.left -= len(inside)
            if self._explained(one, behind, inside):
                return
        if one.is_filled and one.last - one.first < self.left:
            # What only decides whether something is written feeds nothing.
            around = set(self._around(one))
            self.left -= len(around)
            self._explained(one, behind, inside | around)

    def _slides(self, one: Candidate, inside: set[int]) -> bool:
        """Whether cells of one array are read or written at many places."""
        if not one.is_filled:
            return True
        places: dict[int, set[str]] = {}
        for index in inside:
            operation = self.flow.operations[index]
            if operation.function in ("getitem", "setitem") and operation.operands:
                read = operation.operands[0]
                where = str(operation.parameters.get("call", {}).get("args", "")[1:2])
                there = places.setdefault(read.memory, set())
                there.add(where)
                if len(there) >= OFTEN:
                    return True
        return any(self.flow.operations[index].kind == "ufunc.at" for index in one.ends)

    def _explained(self, one: Candidate, behind: Behind, inside: set[int]) -> bool:
        found = hubs(self.flow, one, inside) if self._slides(one, inside) else None
        if not found:
            return False
        found = [value for value in map(self._seen, found) if _can_be(value)]
        for after in reversed(list(self._afterwards(one))):
            value = self.flow.operations[after[-1]].result if after else one.value
            best = self._best(value, [*found, *self._added(after)])
            if best is not None:
                fit, values = best
                self._take(one, behind, after, fit, values)
                return True
        return False

    def _seen(self, value: Value) -> Value:
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
            *(one for step in trace.steps[max(until - 60, 0) : until] for one in step.assigned),
        ]
        return next(
            (
                one
                for one in reversed(known)
                if not one.is_scalar and has_windows(one.array, value.array)
            ),
            value,
        )

    def _afterwards(self, one: Candidate) -> Iterator[tuple[int, ...]]:
        """The operations after a candidate that only lay its result out, or
        add a number for each map: (), (first,), (first, second), ..."""
        yield ()
        after: tuple[int, ...] = ()
        for index in self.flow.into(one.last):
            operation = self.flow.operations[index]
            is_bias = operation.function == "add" and any(
                4 * np.prod(value.shape) <= np.prod(one.value.shape)
                for value in operation.operands
            )
            is_laid_out = operation.function in LAYOUTS and len(operation.operands) == 1
            if len(after) >= MOST_AFTER or not (is_bias or is_laid_out):
                return
            if operation.result.is_scalar:
                return
            after = (*after, index)
            yield after

    def _added(self, after: Iterable[int]) -> list[Value]:
        """What is added to a result on its way: biases, or the laid out ones."""
        return [
            value
            for index in after
            if self.flow.operations[index].function == "add"
            for value in self.flow.operations[index].operands
            if 2 <= np.prod(value.shape) <= 4096
        ]

    def _best(
        self, value: Value, found: list[Value]
    ) -> tuple[Fit, dict[str, Value]] | None:
        if not _can_be(value):
            return None
        best = None
        for fit in fits(value.array, [one.array for one in found], back=True):
            values = {role: found[at] for role, at in fit.places.items()}
            if not value.array.any() and not self._is_told_by_zeros(fit, values):
                continue
            rank = self._rank(fit, {**values, "map": value})
            if best is None or rank < best[0]:
                best = rank, fit, values
        return None if best is None else best[1:]

    def _is_told_by_zeros(self, fit: Fit, values: dict[str, Value]) -> bool:
        """Whether a map that is 0 everywhere says that it is this fit: what
        is not known from the numbers is known from what came before."""
        if fit.kind == "convolution":
            return bool(values["kernels"].array.any())
        return fit.kind == "pooling" or "errors" not in values or (
            self._forward(fit, {**values, "map": values["errors"]}) is not None
            if fit.kind != "kernel gradient"
            else any(one.kind == "convolution" for one in self.windows)
        )

    def _rank(self, fit: Fit, values: dict[str, Value]) -> tuple:
        """How likely a fit is, the smallest first."""
        is_back = fit.kind in ("kernel gradient", "input gradient")
        if is_back:
            order = 0 if self._forward(fit, values) else 3
        elif fit.kind == "convolution":
            axes = fit.axes["map"]
            shape = [
                length
                for letter, length in zip(axes, values["map"].shape)
                if letter in "HW"
            ]
            size = fit.size[-len(shape) :]
            order = 4 if any(a > b for a, b in zip(size, shape)) else 1
        else:
            order = 2
        return order, fit.pad, fit.is_turned, fit.step[0] != fit.step[1]

    def _forward(
        self, fit: Fit, values: dict[str, Value]
    ) -> SlidingWindow | None:
        """The window before that a gradient belongs to."""
        kind = "pooling" if fit.kind == "pooling gradient" else "convolution"
        for one in reversed(self.windows):
            if one.kind != kind or sorted(one.map.shape) != sorted(
                values["errors"].shape
            ):
                continue
            role = "kernels" if fit.kind == "input gradient" else "picture"
            if role not in values:  # the mean of a window asks for no picture
                if one.values["picture"].shape == values["map"].shape:
                    return one
                continue
            known = {
                value.digest
                for name in (role, "original")
                if (value := one.values.get(name))
            }
            shapes = {
                value.shape
                for name in (role, "original")
                if (value := one.values.get(name))
            }
            if fit.kind == "kernel gradient" and one.values["kernels"].array.size != (
                values["map"].array.size
            ):
                continue
            if values[role].digest in known or values[role].shape in shapes:
                return one
        return None

    def _take(
        self,
        one: Candidate,
        behind: Behind,
        after: tuple[int, ...],
        fit: Fit,
        values: dict[str, Value],
    ) -> None:
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
                if len(flow.fed[each]) == 1 and each not in stops
                and flow.operations[each].function in LAYOUTS
            }
        if one.is_filled:
            inside |= self._for_nothing_else(one, inside)
        values["map"] = _called(one, after, flow)
        corner = self._take_border(values, fit.axes.get("picture", ""), inside)
        values = {role: self._named(value, one) for role, value in values.items()}
        kept = sorted(inside - self.taken)
        self.taken |= inside
        write = next((index for index in kept if index in one.ends), kept[0])
        self.windows.append(
            SlidingWindow(
                fit,
                values,
                tuple(flow.operations[index] for index in kept),
                flow.operations[write].step,
                corner,
                "errors" in values and self._forward(fit, values) is not None,
            )
        )

    def _named(self, value: Value, one: Candidate) -> Value:
        """A value, as the code called it before a candidate."""
        trace = self.roles.trace
        if value.name or trace is None:
            return value
        step = self.flow.operations[one.first].step
        name = trace.name_before(value, step) or next(
            (known.name for known in trace.inputs if known.identity == value.identity),
            "",
        )
        return replace(value, name=name) if name else value

    def _around(self, one: Candidate) -> range:
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
        for index in reversed(self._around(one)):
            if index in inside or flow.operations[index].in_place:
                continue
            if all(reader in inside or reader in kept for reader in flow.fed[index]):
                if flow.recurs(index, -1, index - 1) or flow.recurs(
                    index, index, len(flow.operations)
                ):
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
        if operation.function == "pad" and operation.operands:
            original = operation.operands[0]
        elif operation.function in ("zeros", "zeros_like", "full", "empty"):
            writes = self.flow.writes.get(values[role].memory, [])
            if len(writes) == 1:
                original = self.flow.operations[writes[0]].operands[-1]
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


def _called(one: Candidate, after: tuple[int, ...], flow: Flow) -> Value:
    """What came out, as the code calls it, or what it was computed with."""
    last = flow.operations[after[-1] if after else one.last]
    value = last.result if after else one.value
    if value.name:
        return value
    for reader in flow.fed[after[-1] if after else one.last]:
        for operand in flow.operations[reader].operands:
            if operand.identity == value.identity and operand.name:
                return replace(value, name=operand.name)
    return replace(value, expression=last.expression)


def _can_be(value: Value) -> bool:
    return (
        1 <= len(value.shape) <= 4
        and 2 <= int(np.prod(value.shape)) <= LARGEST
        and value.dtype.kind in "fiub"
    )


def _corner(whole: np.ndarray, part: np.ndarray) -> tuple[int, ...] | None:
    """Where a part lies in the middle of an array that it was put into."""
    corner = tuple((a - b) // 2 for a, b in zip(whole.shape, part.shape))
    if min(corner) < 0 or max(corner) == 0:
        return None
    cut = whole[tuple(slice(a, a + b) for a, b in zip(corner, part.shape))]
    return corner if np.array_equal(cut, part, equal_nan=True) else None
