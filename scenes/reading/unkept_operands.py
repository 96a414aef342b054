"""Operations that a trace has kept without all of their operands.

Objects, records and arrays too large stand in no trace. What an operation on
such a one gave is known, but not from what: its function's name alone would
let it pass for one that takes what is left.
"""

from dataclasses import replace

import numpy as np

from network.trace import Operation, Trace
from network.trace.array_methods import LEAVING_METHODS
from scenes.reading.kept_arrays import BEGUN
from scenes.reading.pieces import HANDED_OVER

UNKNOWN = "unknown"  # what the recorder calls a function that it did not see
_OF_ITEMS = "getitem", "setitem"
# They take no array.
_CREATORS = (*BEGUN, "arange", "array", "asarray", "linspace", "tri", "indices")


def with_unknown_origins(trace: Trace) -> Trace:
    """The trace, in which what came of operands unkept comes of none.

    Returns:
        The trace itself where there is nothing of the kind.
    """
    if not any(map(_is_unkept, (one for _, one in trace.operations()))):
        return trace
    steps = tuple(
        replace(step, operations=tuple(map(_of_nothing, step.operations)))
        if any(map(_is_unkept, step.operations))
        else step
        for step in trace.steps
    )
    return replace(trace, steps=steps)


def _of_nothing(operation: Operation) -> Operation:
    if not _is_unkept(operation):
        return operation
    return replace(operation, function=UNKNOWN, operands=(), parameters={})


def _is_unkept(operation: Operation) -> bool:
    """Whether it is a function of arrays, not all of which were kept."""
    if operation.kind != "gap":
        return False
    function = operation.function
    if function in (*LEAVING_METHODS, *_CREATORS, *HANDED_OVER):
        return False
    return function in _OF_ITEMS or _is_numpys(function)


def _is_numpys(function: str) -> bool:
    if function.startswith("random."):
        return False
    found: object = np
    for name in function.split("."):
        found = getattr(found, name, None) or getattr(np.ndarray, name, None)
        if found is None:
            return False
    return callable(found)
