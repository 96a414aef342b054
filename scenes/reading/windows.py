"""All windows that slide in a trace, whatever the code writes for them.

A convolution, a pooling or the way back of either is found where its result
is: what may have gone into it is looked for in the flow of the data, and what
it is is verified by computing it again.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from network.trace import Value
from scenes.reading.data_flow import Flow, data_flow
from scenes.reading.sliding_window import SlidingWindow
from scenes.reading.value_roles import Roles
from scenes.reading.window_cuts import Cuts, cuts_of
from scenes.reading.window_fit import Fit
from scenes.reading.window_matches import fits
from scenes.reading.window_parts import LAYOUTS, Taking
from scenes.reading.window_ranks import happens_to_fit, is_told_by_zeros, rank
from scenes.reading.window_search import OFTEN, Candidate, candidates
from scenes.reading.window_sources import Behind, hubs

MOST_LOOKED_AT = 12  # operations looked at, by how many there are
MOST_BEHIND = 20_000  # operations that are looked through for where something is from
MOST_AFTER = 4  # operations that only lay out what a window made
LARGEST = 2**24  # cells of an array that is looked at
# Where there is nothing else, no window slides: of few numbers a plain product
# may happen to be what a window would give.
_OF_A_PRODUCT = frozenset(
    "matmul dot inner outer tensordot einsum reshape transpose swapaxes moveaxis "
    "squeeze expand_dims ravel flatten".split()
)


def sliding_windows(roles: Roles) -> tuple[SlidingWindow, ...]:
    """All that slide in a trace; ask for them as
    `roles.read(sliding_windows)`."""
    return tuple(_Search(roles.read(data_flow), roles).found())


def windows(roles: Roles) -> dict[int, SlidingWindow]:
    """The same by the number of each of their operations; ask for them as
    `roles.read(windows)`."""
    return {
        operation.number: window
        for window in roles.read(sliding_windows)
        for operation in window.operations
    }


class _Search:
    """Looks through a Flow once; what one window took is no other's."""

    def __init__(self, flow: Flow, roles: Roles) -> None:
        self.flow = flow
        self.taking = Taking(flow, roles)
        self.windows: list[SlidingWindow] = []
        self.left = MOST_LOOKED_AT * len(flow.operations) + 10_000

    def found(self) -> list[SlidingWindow]:
        for one in candidates(self.flow):
            if one.last not in self.taking.taken and self.left > 0:
                self._look_at(one)
        return self.windows

    def _look_at(self, one: Candidate) -> None:
        inside: set[int] | None = None
        for through_products in (False, True):
            behind = Behind(self.flow, one, through_products=through_products)
            inside = self.flow.behind(one.ends, behind.passes, most=self.left)
            if inside is None:
                self.left = 0
                return
            self.left -= len(inside)
            if self._explained(one, behind, inside):
                return
        assert inside is not None
        if one.is_filled:
            # What only decides whether something is written feeds nothing.
            around = set(self.taking.around(one))
            self.left -= len(around)
            self._explained(one, behind, inside | around)

    def _slides(self, one: Candidate, inside: set[int]) -> bool:
        """Whether cells of one array are read or written at many places."""
        if not one.is_filled:
            return any(
                self.flow.operations[index].function not in _OF_A_PRODUCT
                for index in inside
            )
        places: dict[int, set[str]] = {}
        for index in inside:
            operation = self.flow.operations[index]
            if operation.function in ("getitem", "setitem"):
                read = operation.operands[0]
                where = str(operation.parameters.get("call", {}).get("args", "")[1:2])
                there = places.setdefault(read.memory, set())
                there.add(where)
                if len(there) >= OFTEN:
                    return True
        if self._adds_by_cells_of_a_kernel(one, places):
            return True
        return any(self.flow.operations[index].kind == "ufunc.at" for index in one.ends)

    def _adds_by_cells_of_a_kernel(
        self, one: Candidate, places: dict[int, set[str]]
    ) -> bool:
        """Whether all that is ever done to it is adding products, each of another
        part of two arrays: out += w[:, :, k] @ x[:, k : k + n]."""
        ends = [self.flow.operations[index] for index in one.ends]
        often = [there for there in places.values() if len(there) == len(ends)]
        return len(often) >= 2 and all(end.function == "add" for end in ends)

    def _explained(self, one: Candidate, behind: Behind, inside: set[int]) -> bool:
        found = hubs(self.flow, one, inside) if self._slides(one, inside) else None
        if not found:
            return False
        found = [value for value in map(self.taking.seen, found) if _can_be(value)]
        cuts = cuts_of(self.flow.operations[index] for index in sorted(inside))
        for after in reversed(list(self._afterwards(one))):
            value = self.flow.operations[after[-1]].result if after else one.value
            best = self._best(value, [*found, *self._added(after)], cuts)
            if best is not None:
                fit, values = best
                before = self._leading_to(values.get("errors"))
                self.windows.append(
                    self.taking.take(one, behind, after, fit, values, before)
                )
                return True
        return False

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
        self, value: Value, found: list[Value], cuts: Cuts
    ) -> tuple[Fit, dict[str, Value]] | None:
        if not _can_be(value):
            return None
        best = None
        for fit in fits(value.array, [one.array for one in found], back=True):
            values = {role: found[at] for role, at in fit.places.items()}
            if self._is_exchanged(fit, values):
                continue
            if happens_to_fit(fit, values, value, cuts) or (
                not value.array.any()
                and not is_told_by_zeros(fit, values, self.windows, cuts)
            ):
                continue
            is_given = (
                "kernels" in values
                and values["kernels"].identity not in self.flow.makers
            )
            before = self._leading_to(values.get("errors"))
            likely = rank(
                fit, {**values, "map": value}, before, cuts, is_given=is_given
            )
            if best is None or likely < best[0]:
                best = likely, fit, values
        return None if best is None else best[1:]

    def _is_exchanged(self, fit: Fit, values: dict[str, Value]) -> bool:
        """Whether what would go back is the kernel of a window before: through cells
        that lie apart, as of a dilated one, both fit alike."""
        return fit.kind == "input gradient" and any(
            one.kind == "convolution"
            and one.values["kernels"].digest == values["errors"].digest
            for one in self.windows
        )

    def _leading_to(self, errors: Value | None) -> list[SlidingWindow]:
        """The windows before that what goes back may come from: all, where nobody
        can tell how it was made."""
        if errors is None:
            return self.windows
        made = self.flow.makers.get(errors.identity)
        ends = {*self.flow.writes.get(errors.memory, ()), *({made} - {None})}
        behind = self.flow.behind(ends, lambda _: True, most=MOST_BEHIND)
        if not behind:
            return self.windows
        numbers = {self.flow.operations[index].number for index in behind}
        return [
            one
            for one in self.windows
            if any(operation.number in numbers for operation in one.operations)
        ]


def _can_be(value: Value) -> bool:
    return (
        1 <= len(value.shape) <= 4
        and 2 <= int(np.prod(value.shape)) <= LARGEST
        and value.dtype.kind in "fiub"
    )
