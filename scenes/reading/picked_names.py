"""What an array is called that the code picks by a variable: weights[1] where it
says weights[-l + 1], gates['f'] where it says gates[g]."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from network.trace import Operation, Trace, Value

_VARIABLE, _QUOTED = re.compile("[A-Za-z_]"), re.compile("'[^']*'|\"[^\"]*\"")


class PickedNames:
    """The names that arrays of a trace have where they are kept."""

    def __init__(self, trace: Trace) -> None:
        self._names: dict[int, set[str]] = {}
        assigned = (one for step in trace.steps for one in step.assigned)
        for value in (*trace.attributes, *trace.inputs, *assigned):
            if "[" in value.name:
                self._names.setdefault(value.identity, set()).add(value.name)
        for step in trace.steps:
            for operation in step.operations:
                if operation.function == "getitem":
                    place = _place_in(operation)
                    if place:
                        known = self._names.setdefault(operation.result.identity, set())
                        known.add(place)

    def resolved(self, operations: Iterable[Operation]) -> tuple[Operation, ...]:
        """Operations of a statement with these names, in what is computed of the
        arrays, too: weights[1] @ x. Where one place in the code stands for several
        arrays, as in a comprehension, only the arrays themselves are called so."""
        operations = tuple(operations)
        named: dict[str, set[str]] = {}
        for operation in operations:
            for value in operation.operands:
                if name := self._resolved(value):
                    named.setdefault(value.name, set()).add(name)
        if not named:
            return operations
        alone = {text: names.pop() for text, names in named.items() if len(names) == 1}
        return tuple(
            replace(
                one,
                operands=tuple(self._put_in(value, alone) for value in one.operands),
                results=tuple(self._put_in(value, alone) for value in one.results),
                expression=_put_into(one.expression, alone),
            )
            for one in operations
        )

    def _put_in(self, value: Value, alone: Mapping[str, str]) -> Value:
        if name := self._resolved(value):
            return replace(value, name=name)
        if value.name:
            return value
        expression = _put_into(value.expression, alone)
        changed = expression != value.expression
        return replace(value, expression=expression) if changed else value

    def _resolved(self, value: Value) -> str:
        """ "weights[1]" of what the code calls weights[-l + 1], else ""."""
        base, bracket, index = value.name.partition("[")
        if not bracket or not _VARIABLE.search(_QUOTED.sub("", index)):
            return ""
        known = self._names.get(value.identity, set())
        alike = (name for name in known if name.startswith(base + "["))
        return min((one for one in alike if one != value.name), default="")


def _place_in(operation: Operation) -> str:
    """ "W1[2]" of what whole numbers pick of an array, "" of anything else."""
    name = operation.operands[0].name if operation.operands else ""
    index = (operation.parameters.get("call") or {}).get("args", ())[1:]
    if not name or len(index) != 1:
        return ""
    several = index[0].get("tuple") if isinstance(index[0], dict) else index
    if not several or any(type(one) is not int for one in several):
        return ""
    return f"{name}[{', '.join(map(str, several))}]"


def _put_into(text: str, named: Mapping[str, str]) -> str:
    for before, name in named.items():
        text = text.replace(before, name)
    return text
