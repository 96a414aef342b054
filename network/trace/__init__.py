"""The trace: what one call computed, statement by statement, array by array.

A trace is made by `network.recorder.record` and read with `Trace.load`. From
the outside in:

    Trace       one recorded call
      Step      one executed source statement of a watched function
        Operation   one NumPy operation in that statement
          Value     an array or scalar as the operation saw it

What stands in the file:

    model            the parts of a trace
    row_format       what stands in the file's tables
    writer, reader   a recording into rows, rows into a Trace
    read_only        opening a file, and nothing that stands beside it
    store            its arrays when they are asked for
    steady_database  rows that reach the file while the program is busy
    repeat           every operation computed again
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from network.trace import repeat
from network.trace.model import (
    FunctionRecord,
    Mismatch,
    Operation,
    Span,
    Step,
    TraceError,
    Value,
    Verification,
)
from network.trace.reader import read_trace
from network.trace.source_lines import source_lines

__all__ = [
    "FunctionRecord",
    "Mismatch",
    "Operation",
    "Span",
    "Step",
    "Trace",
    "TraceError",
    "Value",
    "Verification",
    "source_lines",
]


@dataclass(frozen=True)
class Trace:
    """One recorded call.

    Attributes:
        call: qualified name of the function, e.g. "DigitNetwork.learn".
        steps: in order of start; children come after their parent.
        inputs: the call's array and scalar arguments, by parameter name.
        attributes: arrays and floats of the bound object before the call.
        results: the arrays and scalars that the call returned, also those in
            dictionaries, tuples, lists and dataclasses, nested as they are.
        error: the exception that the call raised, or None.
        complete: the call came to its end (with or without an error).
        about: free text, e.g. {"label": "7", "source": "drawn digit 7"}.
        sources: file -> full text, for every file that a step stands in.
        functions: qualified name -> record of each watched function.
        recorded_with: versions of Python and NumPy, and the machine.
        axes: name of an array -> what its axes are called, "" for those without
            a name; of the arrays that `record(axes=...)` was told of.
    """

    call: str
    steps: tuple[Step, ...]
    inputs: tuple[Value, ...] = ()
    attributes: tuple[Value, ...] = ()
    results: tuple[Value, ...] = ()
    error: str | None = None
    complete: bool = True
    about: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    functions: dict[str, FunctionRecord] = field(default_factory=dict)
    recorded_with: dict[str, str] = field(default_factory=dict)
    axes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: str | Path) -> "Trace":
        """Read a trace file; arrays are read when they are asked for.

        A file whose writer is still at work, or was killed, gives the steps
        so far, with `complete` False.

        Raises:
            TraceError: no such file, or not a trace, or newer, or damaged.
        """
        return read_trace(path, cls)

    @property
    def returned(self) -> Any:
        """What the call itself returned: its own object, not a Value.

        Raises:
            TraceError: the trace was read from a file, or its call raised.
        """
        try:
            return self.__dict__["_returned"]
        except KeyError:
            raise TraceError(
                f"what {self.call or 'the call'} returned is known only to the "
                "trace that record() gave: `results` has its arrays and numbers"
            ) from None

    def returning(self, returned: Any) -> "Trace":
        """Return this trace, with what its call returned."""
        self.__dict__["_returned"] = returned
        return self

    @property
    def result(self) -> Value | None:
        """The value that the call returned, the first if several, or None."""
        return self.results[0] if self.results else None

    @cached_property
    def _children(self) -> dict[int | None, list[Step]]:
        children: dict[int | None, list[Step]] = {}
        for step in self.steps:
            children.setdefault(step.parent, []).append(step)
        return children

    @cached_property
    def _names(self) -> dict[int, list[tuple[int, str]]]:
        """(number of the step after which, name), by identity, in order."""
        names: dict[int, list[tuple[int, str]]] = {}
        given = [(-1, value) for value in (*self.inputs, *self.attributes)]
        assigned = [
            (step.number, value) for step in self.steps for value in step.assigned
        ]
        for number, value in (*given, *assigned):
            if value.name:
                names.setdefault(value.identity, []).append((number, value.name))
        return names

    def name_before(self, value: Value, number: int) -> str:
        """What a value was last called before a step of a number, or ""."""
        known = self._names.get(value.identity, [])
        at = bisect_left(known, (number,))
        return known[at - 1][1] if at else ""

    def children(self, step: Step | None) -> tuple[Step, ...]:
        """Return the steps nested right below a step (None: the top)."""
        number = None if step is None else step.number
        return tuple(self._children.get(number, ()))

    @cached_property
    def _first_operations(self) -> dict[int, int]:
        firsts: dict[int, int] = {}
        for step in reversed(self.steps):  # those inside come after it
            inside = (firsts.get(child.number) for child in self.children(step))
            numbers = [operation.number for operation in step.operations]
            numbers += [number for number in inside if number is not None]
            if numbers:
                firsts[step.number] = min(numbers)
        return firsts

    def first_operation(self, step: Step) -> int | None:
        """Return the smallest number of the operations of a step and of the
        steps inside it; None where nothing was computed."""
        return self._first_operations.get(step.number)

    def step(self, slug: str) -> Step:
        """Return the step of a slug; KeyError if there is none."""
        for step in self.steps:
            if step.slug == slug:
                return step
        raise KeyError(slug)

    @cached_property
    def _in_order(self) -> tuple[tuple[Step, Operation], ...]:
        pairs = [
            (step, operation) for step in self.steps for operation in step.operations
        ]
        return tuple(sorted(pairs, key=lambda pair: pair[1].number))

    def operations(self) -> Iterator[tuple[Step, Operation]]:
        """Yield (step, operation) in order of execution."""
        yield from self._in_order

    def verify(self) -> Verification:
        """Repeat every operation from its recorded operands, bit for bit.

        Raises:
            TraceError: the trace file is damaged where an array stands.
        """
        return repeat.verify(self)
