"""What statements assign, without what only seems to be an object's.

A trace writes `self.biases` as "biases": where an object has biases, those that a
function computes for itself have the same name there and are others.
"""

import ast
from collections.abc import Iterator
from functools import lru_cache

from network.trace import Trace, Value


def assigned_values(trace: Trace) -> Iterator[Value]:
    """All that statements assign, in order, but for what has the name of an object's
    array and belongs to none."""
    kept = {one.name for one in trace.attributes} | {
        one.name.partition(".")[2] for one in trace.inputs
    }
    for step in trace.steps:
        for value in step.assigned:
            if value.name not in kept or value.name not in names_alone(step.text):
                yield value


@lru_cache(maxsize=256)
def names_alone(statement: str) -> frozenset[str]:
    """The names that a statement assigns or returns which belong to no object: of
    `biases = self.biases + x`, biases; of the header of a loop, none."""
    try:  # a return stands in a function
        (function,) = ast.parse(f"def _():\n {statement}").body
    except (SyntaxError, ValueError):
        return frozenset()
    assert isinstance(function, ast.FunctionDef)
    node, given = function.body[0], list[ast.expr | None]()
    if isinstance(node, ast.Assign):
        given += node.targets
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        given.append(node.target)
    elif isinstance(node, ast.Return):
        given.append(node.value)
    each = [one.elts if isinstance(one, ast.Tuple) else [one] for one in given]
    return frozenset(
        one.id for some in each for one in some if isinstance(one, ast.Name)
    )
