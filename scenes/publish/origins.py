"""What a film's cells are of: arrays, and the operations that computed them.

All that a page needs to know of them is collected here, as plain dicts and
lists that JSON can hold. A recorded value is known by its identity and
version in the trace, never by its content: equal arrays stay apart.
"""

import math

from scenes.acts.entrances import key_of
from scenes.publish.arrays import described
from scenes.publish.rules import rule_of, rule_of_places
from scenes.reading.plain_calls import as_computed
from scenes.stage.computed import Computed
from scenes.words.naming import code


class Origins:
    """The arrays and operations behind what a Film shows.

    Attributes:
        arrays: dicts as arrays.described gives them.
        operations: dicts with `expression` and, for each operand, `name`,
            `array`, `origin` and `reads`, as `rules.rule_of` gives it.
    """

    def __init__(self, film):
        self.arrays, self.operations = [], []
        self._array_numbers, self._operation_numbers = {}, {}
        self._made = {}  # key_of a Value -> Operation
        self._names = {}  # key_of a Value -> (depth, name)
        self._sources = []  # so that no others come to have their id
        if hasattr(film.trace, "operations"):
            self._collect(film.trace)

    def _collect(self, trace):
        for value in (*trace.inputs, *trace.attributes):
            self._note(value, value.name, -1)
        for step, operation in trace.operations():
            operation = as_computed(operation)
            for value in operation.operands:
                self._note(value, value.name, step.depth)
                self._note(value, value.expression)
            for value in operation.results:
                self._made[key_of(value)] = operation
                self._note(value, value.name, step.depth)
                self._note(value, operation.expression)
        for step in trace.steps:
            for target, value in zip(step.targets, step.assigned):
                self._note(value, target, step.depth)

    def _note(self, value, name, depth=math.inf):
        """Keep what a value is called; the outermost function's name of it
        is the one that is shown."""
        if name:
            known = self._names.setdefault(key_of(value), (depth, code(name)))
            if depth < known[0]:
                self._names[key_of(value)] = depth, code(name)

    def name(self, source, act=None):
        """What a sources.Source is called, in an act if one is given; ""
        where it has no name."""
        if not _is_recorded(source):
            return source.name
        for own, value in () if act is None else act.results:
            if own and value is not None and key_of(source) == key_of(value):
                return code(own)
        _, name = self._names.get(
            key_of(source), (math.inf, code(source.name or source.expression))
        )
        return name

    def array(self, source):
        """The number of a sources.Source among `arrays`."""
        key = id(source)
        if _is_recorded(source):
            # A view's content changes with that of what it is a view of.
            key = *key_of(source), source.digest
        if key not in self._array_numbers:
            self._array_numbers[key] = len(self.arrays)
            self.arrays.append(described(source.array))
            self._sources.append(source)
        return self._array_numbers[key]

    def origin(self, source):
        """The number, among `operations`, of what computed a source; -1 for
        what nothing did."""
        if isinstance(source, Computed):
            return self._add(
                id(source),
                source.expression,
                lambda: [
                    self._operand(one.source, rule_of_places(one.flats))
                    for one in source.operands
                ],
            )
        made = _is_recorded(source) and self._made.get(key_of(source))
        if not made:
            return -1
        return self._add(
            ("recorded", made.number),
            code(made.expression),
            lambda: [
                self._operand(value, rule_of(made, place))
                for place, value in enumerate(made.operands)
                if value.dtype.kind in "biuf"
            ],
        )

    def _add(self, key, expression, operands_of):
        if key not in self._operation_numbers:
            # Its operands, the operations before it, come first.
            operands = operands_of()
            self._operation_numbers[key] = len(self.operations)
            self.operations.append({"expression": expression, "operands": operands})
        return self._operation_numbers[key]

    def _operand(self, source, reads):
        return {
            "name": self.name(source),
            "array": self.array(source),
            "origin": self.origin(source),
            "reads": reads,
        }


def _is_recorded(source):
    """Whether a source is a value of a trace."""
    return hasattr(source, "identity")
