"""Which statements are lit one after the other, of an act of several."""

from collections.abc import Sequence

import numpy as np

from network.trace import Operation, Span, Step, Trace
from scenes.acts.act import Lit
from scenes.acts.shape_lines import shapes_of


def lit_statements(
    trace: Trace, operations: Sequence[Operation], step: Step, start: float, end: float
) -> tuple[Lit, ...]:
    """A Lit for each operation, in equal parts of some seconds.

    Args:
        step: in whose function they are lit; what stands in none of its
            statements, nor is called from one, is left out.
        start, end: seconds of the act.
    """
    places = [
        (place, operation)
        for operation in operations
        if (place := place_in(trace, operation, step)) is not None
    ]
    seconds = np.linspace(start, end, len(places), endpoint=False).tolist()
    return tuple(
        Lit(round(second, 3), *place, shapes_of(operation))
        for second, (place, operation) in zip(seconds, places, strict=True)
    )


def place_in(
    trace: Trace, operation: Operation, step: Step
) -> tuple[Span, Span | None] | None:
    """(statement, sub-expression) in the function of a step, where an
    operation stands or is called from; None where it is not in there."""
    own = trace.steps[operation.step]
    mark: Span | None = operation.span
    while (own.parent, own.call) != (step.parent, step.call):
        if own.parent is None:
            return None
        own, mark = trace.steps[own.parent], own.call
    return own.span, mark
