"""How acts that show several statements name what they show, and light it."""

from collections.abc import Sequence

from network.trace import Operation, Trace, Value
from scenes.acts.act import Lit, shapes_of
from scenes.words.naming import code, said


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
    ends = step.operations[-1].number == operation.number
    seen = 0
    while ends and not step.targets and step.parent is not None and seen < 8:
        step = trace.steps[step.parent]
        ends = not step.operations or step.operations[-1].number < operation.number
        seen += 1
    if ends and len(step.targets) == 1 and step.targets[0]:
        return step.targets[0]
    return called(operation.result) if operation.result.name else _said(operation)


def _said(operation: Operation) -> str:
    return code(operation.expression) or said("the result", "结果")
