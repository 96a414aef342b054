"""What a loop's variable was in each pass, as far as the trace tells.

An index that the code writes as "t" and the trace as a number, "hs[t]" and
"hs[3]", tells it; so does a range that is written in numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from network.trace import Step, Value
from scenes.reading.source_loops import SourceLoop

MOST_STEPS = 60  # of a pass that are looked through
_INDEXED = re.compile(r"(.+)\[(-?\d+|'[^']*'|\"[^\"]*\")\]")


def variable_values(
    source: SourceLoop | None,
    passes: Sequence[Sequence[Step]],
    indexed: Mapping[int, str],
) -> tuple[str, ...]:
    """The values of a loop's variable, as they are written in code.

    Args:
        passes: the steps of each.
        indexed: "hs[3]" by the identity of the array that is called so.

    Returns:
        () where it has none, or a value is not known.
    """
    if source is None or not source.variable:
        return ()
    found = tuple(
        _value(source.variable, steps[:MOST_STEPS], indexed) for steps in passes
    )
    if all(found):
        return tuple(map(str, found))
    if source.start is None:
        return ()
    counted = tuple(
        str(source.start + source.stride * index) for index in range(len(passes))
    )
    known = zip(found, counted, strict=True)
    return counted if all(not one or one == other for one, other in known) else ()


def item_values(
    source: SourceLoop, passes: Sequence[Sequence[Step]], indexed: Mapping[int, str]
) -> tuple[str, tuple[str, ...]] | None:
    """(a name that a loop binds, what it is in each pass), "W" and "Ws[0]",
    "Ws[1]"; None where it goes through nothing that has names."""
    for name in source.items:
        found = [_item(name, steps[:MOST_STEPS], indexed) for steps in passes]
        if all(found) and len(set(found)) == len(found):
            return name, tuple(found)
    return None


def _item(name: str, steps: Sequence[Step], indexed: Mapping[int, str]) -> str:
    """What a name of a loop is in a pass: "Ws[2]", or ""."""
    taken: dict[int, str] = {}
    for step in steps:
        if step.function != steps[0].function:
            continue
        for operation in step.operations:
            if operation.function == "getitem":
                whole = operation.operands[0]
                array = whole.name or indexed.get(whole.identity, "")
                item = f"{array}[{operation.parameters.get('index', '')}]"
                if _INDEXED.fullmatch(item):
                    taken[operation.result.identity] = item
            for value in operation.operands:
                if value.name == name:
                    known = taken.get(value.identity) or indexed.get(value.identity, "")
                    return known if _INDEXED.fullmatch(known) else ""
    return ""


def indexed_arrays(values: Iterable[Value]) -> dict[int, str]:
    """Identity -> name of values; of those that are one of several "hs[3]"."""
    found: dict[int, str] = {}
    for value in values:
        if _INDEXED.fullmatch(value.name):
            found[value.identity] = value.name
        elif value.name:
            found.setdefault(value.identity, value.name)
    return found


def _value(variable: str, steps: Sequence[Step], indexed: Mapping[int, str]) -> str:
    """The value of a variable in a pass, or ""."""
    function = steps[0].function
    for step in steps:
        if step.function == function:
            for found in _in_step(variable, step, indexed):
                return found
    return ""


def _in_step(variable: str, step: Step, indexed: Mapping[int, str]) -> Iterator[str]:
    text = step.text.replace("self.", "")
    for value in step.assigned:
        match = _INDEXED.fullmatch(value.name)
        if match and f"{match[1]}[{variable}]" in text and match[0] not in text:
            yield match[2]
    for operation in step.operations:
        yield from _of_index(variable, operation.parameters)
        for operand in operation.operands:
            match = _INDEXED.fullmatch(indexed.get(operand.identity, ""))
            if match and operand.name == f"{match[1]}[{variable}]":
                yield match[2]


def _of_index(variable: str, parameters: Mapping) -> Iterator[str]:
    """What a variable was in the index of an operation."""
    text = parameters.get("index")
    arguments = (parameters.get("call") or {}).get("args", ())
    if not isinstance(text, str) or len(arguments) < 2:
        return
    index = arguments[1]
    several = index.get("tuple") if isinstance(index, dict) else None
    pieces = index_pieces(text)
    indices = several if isinstance(several, list) else [index]
    if len(pieces) != len(indices):
        return
    for piece, one in zip(pieces, indices, strict=True):
        name, colon, _ = piece.partition(":")
        bounds = one.get("slice") if isinstance(one, dict) else None
        begin = bounds[0] if colon and isinstance(bounds, list) else one
        if name.strip() == variable and type(begin) is int:
            yield str(begin)


def index_pieces(text: str) -> list[str]:
    """An index, at its own commas."""
    pieces, deep = [""], 0
    for letter in text:
        deep += (letter in "([{") - (letter in ")]}")
        if letter == "," and not deep:
            pieces.append("")
        else:
            pieces[-1] += letter
    return [one.strip().strip("()") for one in pieces if one.strip()]
