"""Names that the code itself has for axes: of loops, and of np.einsum.

for t in range(len(x)): x[t] goes along the first axis of x; "bij,bjk->bik"
has a letter for each.
"""

from collections.abc import Iterator
from functools import lru_cache

from network.trace import Operation, Value
from scenes.reading.axis_links import letters_of
from scenes.reading.loop_variables import index_pieces
from scenes.reading.source_loops import source_loops
from scenes.reading.value_roles import Roles

Spots = Iterator[tuple[Value, int, str]]


def letters_written(roles: Roles) -> Spots:
    """(value, axis, letter) of what np.einsum is told."""
    for operation in roles.operations:
        for value, letters in letters_of(operation):
            for axis, letter in enumerate(letters):
                yield value, axis, letter


def loop_variables(roles: Roles) -> Spots:
    """(value, axis, variable) of the axes that loops go along, one place
    after the other."""
    seen: dict[tuple[int, int, str], tuple[Value, set[int]]] = {}
    for operation in roles.operations:
        for axis, variable, place in _counted(operation, roles):
            value = operation.operands[0]
            key = value.identity, axis, variable
            seen.setdefault(key, (value, set()))[1].add(place)
    for (_, axis, variable), (value, places) in seen.items():
        if len(places) > 1:
            yield value, axis, variable


def _counted(operation: Operation, roles: Roles) -> Iterator[tuple[int, str, int]]:
    """(axis, variable, place) of the whole numbers of an index that are
    those of loops around it."""
    text = operation.parameters.get("index")
    args = operation.parameters.get("call", {}).get("args", ())
    if not isinstance(text, str) or not args:
        return
    assert roles.trace is not None
    index = args[1]
    several = index.get("tuple") if isinstance(index, dict) else None
    numbers = several if isinstance(several, list) else [index]
    pieces = index_pieces(text)
    if len(pieces) != len(numbers) or any(one == "..." for one in pieces):
        return
    file, line = operation.span.file, operation.span.line
    around = _variables(file, roles.trace.sources.get(file, ""), line)
    axis = 0
    for piece, number in zip(pieces, numbers):
        if piece in around and type(number) is int:
            yield axis, piece, number
        axis += piece != "None" and piece != "np.newaxis"


@lru_cache(maxsize=512)
def _variables(file: str, source: str, line: int) -> frozenset[str]:
    """The variables of the loops around a line."""
    return frozenset(
        one.variable for one in source_loops(file, source) if one.has(line)
    ) - {""}
