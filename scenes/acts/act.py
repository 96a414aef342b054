"""What an act is, and what its module is asked with and answers.

An act is one module of this room. It has

    its plan     a frozen dataclass based on Act: all that is shown, typed
    recognise    a function of a Moment: the Found plan, or None
    its player   based on player.ActPlayer: builds parts and moves them
    its words    in both languages, and how long each of its turns takes

and an ActKind, by which acts.catalogue lists it.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, TypeVar

from network.trace import Operation, Span, Step, Trace, Value
from scenes.acts.schedule import Schedule, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.reading.plain_calls import spelled
from scenes.reading.value_roles import Roles
from scenes.words.naming import code, in_a_row
from scenes.words.purposes import lesson

MOST_BARS = 32  # the longest column that is shown as bars
MOST_ROW_CELLS = 24  # the longest row whose cells can hold numbers


class OfOperations(Protocol):
    """What some operations of a trace are together."""

    @property
    def operations(self) -> tuple[Operation, ...]: ...


Whole = TypeVar("Whole", bound=OfOperations)


@dataclass(frozen=True)
class Lit:
    """What is lit in the listing from a second of an act on.

    Attributes:
        second: of the act.
        statement: the Span of the statement; it stands in the function that
            the act's step is of.
        mark: the Span of the sub-expression, or None.
        shapes: the shapes put into it.
    """

    second: float
    statement: Span | None
    mark: Span | None
    shapes: str = ""


@dataclass(frozen=True)
class Stop:
    """What the small map of the network points at from a second of an act on.

    Attributes:
        second: of the act.
        value: that is told then: the weights, or the numbers of a layer.
        cell: (row, column) of the one weight that is told alone, or None.
    """

    second: float
    value: Value
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Act:
    """The plan of one movement of a film; each kind adds what it needs.

    Attributes:
        kind: what the kind of act is called.
        player: what shows it, of an act that stands in a film's own file;
            those of the catalogue need none.
        operations: of the trace, that it shows.
        operands: the values that go in, in order.
        result: the value that comes out.
        result_name: as in the code.
        seconds: how long it takes at pace 1, whole tenths.
        title, lead: in plain words.
        caption: the lead, and what came out.
        outcome: the end of the caption, that tells what came out; "" if
            nothing of it does.
        outcome_at: second of the act from which it is there to be seen.
        mark: the Span of the sub-expression, or None.
        shapes: the shapes put into the sub-expression.
        lit: of an act that shows several statements: each, in order of its
            seconds; () where one stands throughout, that of the step.
        way: the Stops of an act that shows none of the operations, or goes
            through several layers; () where it is told from its operations.
        step_name: what a step that begins with this act is called.
        haste: share of its seconds that it takes where the same has been
            seen before; 1 the first time.
        turns: the Schedule of the things that it shows one after the other,
            or None.
    """

    kind: ClassVar[str]
    player: ClassVar[Any] = None

    operations: tuple[Operation, ...] = ()
    operands: tuple[Value, ...] = ()
    result: Value | None
    result_name: str
    seconds: float
    title: str
    lead: str
    caption: str
    outcome: str = ""
    outcome_at: float = 0.0
    mark: Span | None = None
    shapes: str = ""
    lit: tuple[Lit, ...] = ()
    way: tuple[Stop, ...] = ()
    step_name: str = ""
    haste: float = 1.0
    turns: Schedule | None = None

    @property
    def results(self) -> tuple[tuple[str, Value | None], ...]:
        """(name, value) of all that comes out."""
        return ((self.result_name, self.result),)

    def lit_at(self, second: float, statement: Span | None) -> Lit:
        """What is lit at a second of the act.

        Args:
            statement: the Span of the statement of the act's step.
        """
        lit = Lit(0.0, statement, self.mark, self.shapes)
        for later in self.lit:
            if later.second <= second:
                lit = later
        return lit

    @property
    def telling(self) -> tuple[tuple[float, str], ...]:
        """((second of the act, words from then on), ...) of the caption."""
        before = self.caption.removesuffix(self.outcome).strip()
        told = (0.0, before), (self.outcome_at, self.outcome)
        return tuple((second, words) for second, words in told if words)


@dataclass(frozen=True)
class Moment:
    """A place in a trace that is to be shown, with what stands around it.

    Attributes:
        trace: that it is of.
        step: the statement that runs.
        operations: of that statement, from this moment on to the next call;
            () where a call begins.
        call: the steps of the call that begins, or ().
        previous: the operation before them in the same statement, or None.
        target: the name that the statement assigns, or ""; of several none.
        closing: whether the last of the operations, or the call, ends the
            statement.
        shown: numbers of the operations that acts before have shown.
        roles: of the trace's values.
    """

    trace: Trace
    step: Step
    operations: tuple[Operation, ...] = ()
    call: tuple[Step, ...] = ()
    previous: Operation | None = None
    target: str = ""
    closing: bool = False
    shown: Set[int] = frozenset()
    roles: Roles = field(default_factory=Roles)

    @property
    def operation(self) -> Operation:
        """The first of the operations."""
        return self.operations[0]

    def ahead(self, reading: Callable[[Roles], Mapping[int, Whole]]) -> Whole | None:
        """What a reading has found that begins with the first of the operations, if
        none of it has been shown.

        Args:
            reading: gives what it finds by the number of an operation of it.
        """
        found = self.roles.read(reading).get(self.operation.number)
        if found is None:
            return None
        return found if self.is_ahead(found.operations) else None

    def is_ahead(self, operations: Sequence[Operation]) -> bool:
        """Whether some operations begin with the first of these, and none of them has
        been shown."""
        numbers = [one.number for one in operations]
        begins = numbers[:1] == [self.operation.number]
        return begins and self.shown.isdisjoint(numbers)

    def named(self, count: int) -> str:
        """What the statement calls what these many operations compute: its
        target if they end it, those of its targets that it is if there are
        several, or ""."""
        results = self.operations[count - 1].results
        if self.closing and self.target and count == len(self.operations):
            if len(results) > 1:
                return self.target
            return kept_as(self.step, results[0], self.target)
        if len(self.step.targets) < 2:
            return ""
        return ", ".join(filter(None, (_name(self.step, one) for one in results)))

    def names_of_results(self) -> tuple[str, ...]:
        """What the statement calls each result of the first operation, ""
        where it has no name for it."""
        return tuple(
            _name(self.step, one) or one.name for one in self.operation.results
        )


def kept_as(step: Step, result: Value, target: str) -> str:
    """What a statement calls a result that it assigns to a target: of what it
    keeps in a list or a dictionary that place, "" if it assigns it to none."""
    names = _assigned(step, result)
    kept = (one for one in names if one.startswith(f"{target}["))
    return next(kept, target if names else "")


def _name(step: Step, result: Value) -> str:
    return next(iter(_assigned(step, result)), "")


def _assigned(step: Step, result: Value) -> list[str]:
    return [value.name for value in step.assigned if value.identity == result.identity]


@dataclass(frozen=True)
class Found:
    """What a kind of act has recognised.

    Attributes:
        act: the plan.
        numbers: of the operations that it shows; none is shown again.
        step: the statement that it belongs to, where that is not the one it
            was looked for in.
    """

    act: Act
    numbers: frozenset[int]
    step: Step | None = None


@dataclass(frozen=True)
class ActKind:
    """An act's module, as acts.catalogue lists it.

    Attributes:
        plan: its subclass of Act.
        player: its subclass of player.ActPlayer.
        recognise: finds it at a Moment; None: only films bring it.
        of_calls: whether it is looked for where a call begins, too.
    """

    plan: type[Act]
    player: type
    recognise: Callable[[Moment], Found | None] | None = None
    of_calls: bool = False


def planned(
    plan: type[Act],
    moment: Moment,
    seconds: float,
    title: str,
    lead: str,
    *,
    count: int = 1,
    turns: Schedule | None = None,
    outcome: str = "",
    step_name: str = "",
    **needed: Any,
) -> Found:
    """Found: a plan for the first `count` operations of a Moment.

    What the last of them computes is the result; its operands are shown.

    Args:
        seconds: how long it takes; rounded to tenths.
        outcome: what comes after the lead in the caption.
        needed: what else this act, or its kind, has: `outcome_at`, `way`.
    """
    operations = moment.operations[:count]
    operation = operations[-1]
    assert operation.result is not None
    name = moment.named(count) or operation.result.name or code(spelled(operation))
    title, lead = lesson(moment.target, operations, moment.roles) or (title, lead)
    return Found(
        plan(
            operations=operations,
            operands=operation.operands,
            result=operation.result,
            result_name=name,
            seconds=tenths(seconds),
            title=title,
            lead=lead,
            caption=in_a_row(lead, outcome),
            outcome=outcome,
            mark=operation.span,
            shapes=shapes_of(operation),
            step_name=step_name,
            turns=turns,
            **needed,
        ),
        frozenset(one.number for one in operations),
    )
