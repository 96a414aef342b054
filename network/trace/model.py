"""What a trace is made of: steps, operations and values; see network.trace."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from network.files.user_error import UserError
from network.trace.array_bytes import digest_of, frozen_copy


class TraceError(UserError):
    """A trace file that cannot be read or written, and what to do about it."""


@dataclass(frozen=True)
class Span:
    """Where a piece of source stands.

    Attributes:
        file: path from the folder above the package, with forward slashes,
            e.g. "network/digit_network.py".
        line, end_line: counted from 1, both included.
        column, end_column: in characters from 0, the end excluded.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


# Values, operations and steps are not changed either, once they are made; to
# make frozen ones takes seven times as long, an eighth of the time to record.
@dataclass(slots=True)
class Value:
    """An array or scalar at one moment, as an operation saw it.

    Attributes:
        name: as in the code without "self.", e.g. "hidden_neurons.T" or
            "weights[0]"; "" for an unnamed intermediate.
        expression: the operand's source text; "" if unknown.
        digest: hash of dtype, shape and content; equal digests are equal
            arrays.
        identity: number of the array object within the trace. It stays the
            same when the array is updated in place; a view has its own.
        base: identity of the array that this one is a view of, or None.
        is_scalar: a Python or NumPy scalar; `array` is then 0-d.
        version: how often this identity had been updated in place by then.
        shape, dtype: of the array, known without loading it.
        strides: bytes from one cell to the next along each axis, as they
            were in memory; () for scalars. BLAS computes differently for
            rows and columns, so a bit for bit repetition needs them.
        memory: number of the block of memory that the array stands in.
        offset: bytes from the start of that block to the first cell.
        arrays: where the content is found by digest.
    """

    name: str
    expression: str
    digest: str
    identity: int
    base: int | None
    is_scalar: bool
    version: int
    shape: tuple[int, ...]
    dtype: np.dtype
    strides: tuple[int, ...] = ()
    memory: int = -1
    offset: int = 0
    arrays: Mapping[str, np.ndarray] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def of(
        cls,
        array: Any,
        *,
        name: str = "",
        expression: str = "",
        identity: int = 0,
        base: int | None = None,
        version: int = 0,
    ) -> "Value":
        """Make a Value that holds a copy of an array of its own."""
        is_scalar = not isinstance(array, np.ndarray)
        array = frozen_copy(array)
        digest = digest_of(array)
        return cls(
            name,
            expression,
            digest,
            identity,
            base,
            is_scalar,
            version,
            array.shape,
            array.dtype,
            array.strides,
            arrays={digest: array},
        )

    @property
    def array(self) -> np.ndarray:
        """The content: a read-only array, 0-d for scalars, in C order.

        Raises:
            TraceError: the trace file is damaged where the content stands.
        """
        return self.arrays[self.digest]


@dataclass(slots=True)
class Operation:
    """One NumPy operation.

    Attributes:
        number: in order of execution over the whole trace, from 0.
        step: number of the step that it belongs to.
        function: "matmul", "add", "transpose", "getitem", "where", ...
        kind: "ufunc", "ufunc.reduce" (or another ufunc method), "function",
            "view", "index", "assign", or "gap" for what left NumPy.
        span, expression: the exact sub-expression that computed it.
        operands: arrays and scalars in order, as they were before. Where
            the operation updates an array in place, the array updated is
            among them, in the place that `parameters` gives it.
        parameters: the other arguments as JSON. If the call is more than
            its operands in order, "call" in it is the whole argument list,
            with {"operand": i} where operand i stands.
        results: as they were afterwards; usually one.
        in_place: the results are operands, changed.
    """

    number: int
    step: int
    function: str
    kind: str
    span: Span
    expression: str
    operands: tuple[Value, ...]
    parameters: dict
    results: tuple[Value, ...]
    in_place: bool

    @property
    def result(self) -> Any:
        """The first result, a Value; None where there is none.

        Not typed as such: who asks has looked whether there are `results`.
        """
        return self.results[0] if self.results else None


@dataclass(slots=True)
class Step:
    """One executed source statement of a watched function.

    Attributes:
        number: in order of start, from 0.
        slug: a name that stays the same from run to run, [a-z0-9-/], nested
            as "hidden-neurons/return".
        function: qualified name, e.g. "DigitNetwork.forward".
        span, text: of the whole statement (of a compound one, its header).
        parent: number of the step whose statement called this function.
        depth: 0 for the statements of the recorded call itself.
        call, call_expression: the caller's sub-expression, e.g.
            "sigmoid(hidden_pre_sigmoid)"; None and "" at depth 0.
        targets: names assigned, without "self."; () for return and others.
        assigned: arrays and scalars bound to the targets afterwards; for
            `return`, those returned.
        operations: executed in this very statement, not in nested calls.
        error: the exception that ended it, "ValueError: ...", or None.
        finished: False for a step that a killed or still running writer
            was in the middle of; its own operations are not yet there.
    """

    number: int
    slug: str
    function: str
    span: Span
    text: str
    parent: int | None
    depth: int
    call: Span | None
    call_expression: str
    targets: tuple[str, ...]
    assigned: tuple[Value, ...]
    operations: tuple[Operation, ...]
    error: str | None
    finished: bool = True


@dataclass(frozen=True)
class FunctionRecord:
    """A watched function: where its lines stand in `Trace.sources`.

    Raises:
        ValueError: the first line is before the file's or after the last.
    """

    name: str
    file: str
    first_line: int
    last_line: int
    parameters: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 1 <= self.first_line <= self.last_line:
            raise ValueError(
                f"expected lines of {self.name} that rise from 1 or later, "
                f"got {self.first_line} to {self.last_line}"
            )


@dataclass(frozen=True)
class Mismatch:
    """An operation whose repetition differs from its recorded result."""

    step: Step
    operation: Operation
    reason: str


@dataclass(frozen=True)
class Verification:
    """What `Trace.verify` found.

    Attributes:
        compared: how many operations were repeated bit for bit.
        gaps: those that left NumPy: recorded, but not to be repeated.
        unknown: those of functions that `verify` does not know by name.
        mismatches: those that gave something else.
    """

    compared: int
    gaps: tuple[Operation, ...]
    unknown: tuple[Operation, ...]
    mismatches: tuple[Mismatch, ...]

    @property
    def ok(self) -> bool:
        """No repetition gave anything else than was recorded."""
        return not self.mismatches
