"""Whether operations of a reading are what a moment of the film begins with.

They may stand in several statements and calls. An act that takes them is told
at the first of them, as a step of the statement that ends them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from network.trace import Operation, Span, Step, Value
from scenes.acts.act import Lit, Moment
from scenes.acts.schedule import ENTER
from scenes.acts.shape_lines import shapes_of
from scenes.reading.called_functions import called_as
from scenes.reading.makers import key_of
from scenes.reading.pieces import Piece, numbers_in
from scenes.words.naming import code

PACE = 1.2  # seconds from one statement to the next


@dataclass(frozen=True)
class Place:
    """Where operations stand that an act shows.

    Attributes:
        operations: those not shown yet, in order.
        target: the name that is assigned what they compute, or "".
        called: the name of the function that does nothing else, or "".
        step: the statement that ends them, or None: that of the moment.
        mark: the Span of the call or of the last sub-expression.
        shapes: put into it.
        lit: the statements, one after the other, or ().
    """

    operations: tuple[Operation, ...]
    target: str
    called: str
    step: Step | None
    mark: Span | None
    shapes: str
    lit: tuple[Lit, ...] = ()

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(one.number for one in self.operations)

    def name_of(self, result: Value) -> str:
        """What the result is called."""
        last = self.operations[-1]
        return self.target or self.called or result.name or code(last.expression)


def first_number(moment: Moment) -> int | None:
    """The number of the first operation that is to be shown at a moment."""
    if not moment.call:
        return moment.operation.number
    firsts = map(moment.trace.first_operation, moment.call)
    return next((number for number in firsts if number is not None), None)


def place_at(
    moment: Moment, operations: Sequence[Operation], argument: Value | None = None
) -> Place | None:
    """The Place of operations, if they begin here and none but masks of them
    has been shown; of a call, if it computes nothing else.

    Args:
        argument: what a call is given.
    """
    left = tuple(one for one in operations if one.number not in moment.shown)
    if [one.number for one in left[:1]] != [first_number(moment)]:
        return None
    if any(one.result.dtype.kind != "b" for one in operations if one not in left):
        return None
    if moment.call:
        return _of_call(moment, left, argument)
    steps = moment.trace.steps
    last, step = left[-1], steps[left[-1].step]
    return Place(
        left,
        _target(step, last),
        "",
        None if step.number == moment.step.number else step,
        last.span,
        shapes_of(last),
        _lit(left, steps, step),
    )


def _is_all(moment: Moment, operations: Sequence[Operation]) -> bool:
    """Whether a call computes nothing else; it may be a deep one."""
    left = {one.number for one in operations}
    for number in numbers_in(moment.trace, Piece(call=moment.call)):
        if number not in left:
            return False
        left.remove(number)
    return not left


def _of_call(
    moment: Moment, left: tuple[Operation, ...], argument: Value | None
) -> Place | None:
    """A call is what all of it computes and returns."""
    first, returned = moment.call[0], moment.call[-1].assigned
    result = left[-1].result
    if not _is_all(moment, left):
        return None
    if [one.digest for one in returned[:1]] != [result.digest]:
        return None
    name = called_as(first)
    called = "" if name.startswith("<") else name
    given = argument.shape if argument else ""
    return Place(
        left,
        moment.target if moment.closing else "",
        called,
        None,
        first.call,
        f"{result.shape}  =  {called or 'f'}( {given} )",
    )


def _target(step: Step, last: Operation) -> str:
    """What a statement calls what an operation computes, if it has a name."""
    result = last.result
    if len(step.targets) == 1 and step.operations[-1].number == last.number:
        return step.targets[0]
    for value in step.assigned:
        if key_of(value) == key_of(result):
            return value.name
    return ""


def _is_beside(step: Step, other: Step) -> bool:
    """Whether two statements are of the same run of a function."""
    return (step.parent, step.function) == (other.parent, other.function)


def _lit(
    operations: tuple[Operation, ...], steps: Sequence[Step], last: Step
) -> tuple[Lit, ...]:
    """Each statement of the last one's run of its function, while the act
    enters and after."""
    several: dict[int, Operation] = {}
    for operation in operations:
        step = steps[operation.step]
        while step.parent is not None and not _is_beside(step, last):
            step = steps[step.parent]
        if _is_beside(step, last):
            several[step.number] = operation
    if len(several) < 2:
        return ()
    return tuple(
        Lit(
            0.0 if place == 0 else ENTER + (place - 1) * PACE,
            steps[number].span,
            operation.span if operation.step == number else None,
            shapes_of(operation) if operation.step == number else "",
        )
        for place, (number, operation) in enumerate(several.items())
    )
