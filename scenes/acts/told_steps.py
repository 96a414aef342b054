"""How acts that show several statements are planned, name what they show, and
light it."""

from collections.abc import Sequence
from typing import Any

from network.trace import Operation, Step, Trace, Value
from scenes.acts.act import Act, Found, Lit, Moment
from scenes.acts.schedule import Schedule, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.reading.plain_calls import spelled
from scenes.words.naming import code, in_a_row, said


def planned_through(
    plan: type[Act],
    moment: Moment,
    operations: Sequence[Operation],
    *,
    turns: Schedule,
    hold: float,
    title: str,
    lead: str,
    outcome: str,
    lit_until: float,
    outcome_at: float | None = None,
    step_name: str = "",
    **others: Any,
) -> Found:
    """Found: a plan that shows operations of one statement or of several, as one.

    What the last of them computes is the result, and its statement the one that the
    plan belongs to.

    Args:
        operations: in order.
        hold: seconds that the result stands.
        lit_until: second at which the last statement is lit.
        outcome: what comes after the lead in the caption.
        outcome_at: second from which it is there to be seen; None: after the turns.
        others: what the kind of plan adds to an Act, and what is not as usual.
    """
    last = operations[-1]
    step = moment.trace.steps[last.step]
    until = turns.end if outcome_at is None else outcome_at
    usual: dict[str, Any] = {"result": last.result, "shapes": shapes_of(last)}
    if "result_name" not in others:
        usual["result_name"] = name_of(moment.trace, last)
    act = plan(
        operations=tuple(operations),
        seconds=tenths(until + hold),
        title=title,
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=until,
        mark=last.span,
        lit=lit_of(moment.trace, operations, lit_until),
        step_name=step_name,
        turns=turns,
        **usual | others,
    )
    numbers = frozenset(one.number for one in operations)
    return Found(act, numbers, None if step is moment.step else step)


def lit_of(
    trace: Trace, operations: Sequence[Operation], until: float
) -> tuple[Lit, ...]:
    """The statements of some operations, lit one after the other.

    Only those that stand in the function of the last one, in the same run
    of it; () where it is but one.

    Args:
        operations: in order.
        until: second at which the last statement is lit.
    """
    last = trace.steps[operations[-1].step]
    ends: dict[int, Operation] = {}
    for operation in operations:
        step = trace.steps[operation.step]
        if (step.parent, step.call, step.function) == (
            last.parent,
            last.call,
            last.function,
        ):
            ends[operation.step] = operation
    if len(ends) < 2:
        return ()
    return tuple(
        Lit(
            until * place / (len(ends) - 1),
            trace.steps[number].span,
            operation.span,
            shapes_of(operation),
        )
        for place, (number, operation) in enumerate(ends.items())
    )


def called(value: Value) -> str:
    """What a value is called: its name, the expression that it is, or where
    it is but a part of a statement what it is in general."""
    name = code(value.name or value.expression)
    if name and not name.startswith("for ") and "\n" not in value.expression:
        return name
    return said("the array", "数组") if value.shape else said("the number", "数")


def name_of(trace: Trace, operation: Operation) -> str:
    """What the code calls the result of an operation that ends its statement:
    the target, or where it is returned that of the caller's statement."""
    step = trace.steps[operation.step]
    ends = _is_last(step, operation)
    while ends and not step.targets and step.parent is not None:
        step = trace.steps[step.parent]
        ends = _is_last(step, operation)
    if ends and len(step.targets) == 1 and step.targets[0]:
        return step.targets[0]
    return called(operation.result) if operation.result.name else _said(operation)


def _is_last(step: Step, operation: Operation) -> bool:
    """Whether a statement computes nothing after an operation of it, or of a call in
    it."""
    return not any(one.number > operation.number for one in step.operations)


def _said(operation: Operation) -> str:
    return code(spelled(operation)) or said("the result", "结果")
