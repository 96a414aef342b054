"""The usual operation: of arrays and numbers alone, and what comes is one.

What is known of it is found once for each place in the source and types of
arguments. All else is left to `AnyOperation`, which writes down the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np

from network.recorder.any_operation import AnyOperation
from network.recorder.array_ledger import is_recordable, is_traceable
from network.recorder.operand_nodes import lasting_nodes
from network.recorder.operation_names import index_text
from network.recorder.plain_twins import Twins, change_to_root, plain_types, view_of
from network.recorder.routine import SET_ITEM
from network.recorder.traced_array import SCALAR_TYPES, TracedArray
from network.trace.array_methods import LEAVING_METHODS
from network.trace.call_arguments import is_plain, written_index, written_operands

_TRACED, _PLAIN, _SCALAR, _NUMBER, _WHOLE, _INDEX = range(6)
_ROLES = {
    TracedArray: _TRACED,
    np.ndarray: _PLAIN,
    **dict.fromkeys(SCALAR_TYPES.values(), _SCALAR),
    **dict.fromkeys((*SCALAR_TYPES, np.bool_, bool, float, complex), _NUMBER),
    int: _WHOLE,
}
_WHOLES = frozenset({int})
_NUMBERS = frozenset({bool, int, float, complex})
_MOST_INDICES = 1000  # of one place, whose parameters are kept
_UNUSUAL = object()
_NO_WORDS: Mapping[str, Any] = MappingProxyType({})


@dataclass(slots=True)
class Usual:
    """What is known of operations at a place with arguments of some types.

    Attributes:
        roles: (role, name, expression) of each argument; all but an index are
            operands.
        written: the operands of the call as JSON.
        parameters: of each operation, as `Operation` has them; None if these
            depend on an index.
        index: source text of the index, None if that is not known.
        of_index: index -> parameters, of those that came.
    """

    roles: tuple
    written: list
    parameters: dict | None = None
    index: str | None = None
    of_index: dict = field(default_factory=dict)


class UsualOperation(AnyOperation):
    """An AnyOperation that is quicker where nothing is out of the ordinary."""

    def compute(self, frame, routine, args, kwargs=_NO_WORDS, updated=()):
        """Compute `routine.compute(*args, **kwargs)` and return what comes.

        Args:
            frame: that calls it.
            updated: as `compute_any` takes it.
        """
        place = step, site, _, direct = self.watcher.locate(frame)
        self._at = step, site
        if step is not None and not kwargs:
            known = site.usual if direct is not None else site.usual_within
            if len(args) == 2:  # as most have: quick
                key = routine, type(args[0]), type(args[1])
            else:
                key = routine, *map(type, args)
            usual = known.get(key)
            if usual is None:
                usual = known[key] = _usual(place, routine, args)
            if usual is not _UNUSUAL:
                parameters = usual.parameters
                if parameters is None:
                    parameters = _of_index(usual, args[1])
                operands, plain = self._gathered(usual.roles, args)
                if plain is not None and parameters is not None:
                    # NumPy calls no code of others for arrays and numbers.
                    result = routine.compute(*plain)
                    return self._written(
                        step, site, routine, args, operands, parameters, plain, result
                    )
        if routine.updates_first:
            updated = [args[0]]
        return self.compute_any(place, routine, args, kwargs, updated)

    def _gathered(self, roles, args):
        """Return the Values of operands, and the arguments with plain twins;
        None for these if one is no usual operand."""
        ledger = self.ledger
        operands, plain = [], []
        for value, (role, name, expression) in zip(args, roles):
            if role <= _PLAIN:
                operand = ledger.operand(value, name, expression)
                if operand is None:
                    return operands, None
                operands.append(operand)
                if role == _TRACED:
                    is_again = plain and value is args[0]
                    value = plain[0] if is_again else view_of(value, np.ndarray)
            elif role == _SCALAR:
                operand, value = ledger.scalars.operand(value, name, expression)
                operands.append(operand)
            elif role != _INDEX:
                if role == _WHOLE and not -(2**63) <= value < 2**63:
                    return operands, None
                operands.append(ledger.scalars.number(value, name, expression))
            plain.append(value)
        return operands, plain

    def _written(self, step, site, routine, args, operands, parameters, plain, result):
        """Write down what was computed; return what the code gets."""
        value, kind, changed = None, routine.kind, ()
        is_update = routine is SET_ITEM
        if is_update:
            array = operands[0]
            value = self.ledger.updated(args[0], array.name, array.expression)
        elif routine.watches:
            changed = self._changed(args, ())
        if changed or is_update:
            pass
        elif type(result) is np.ndarray:
            if result.base is None:
                value = self.ledger.new(result)
            else:
                value = self._adopted(result, args, plain)
                kind = "view" if kind == "function" else kind
        elif type(result) in SCALAR_TYPES:
            for one in plain:
                if one is result:
                    break
            else:
                result, value = self.ledger.scalars.new(result)
        if value is None:
            return self.write_result(
                *(step, site, routine, args, operands),
                *(parameters, result, changed, Twins.of(args, plain)),
            )
        operands, results = tuple(operands), (value,)
        self._add(
            step, routine.name, kind, site, operands, parameters, results, is_update
        )
        return result

    def leave(self, frame, routine, args, result):
        """Write down that a value has left NumPy as a number of Python's.

        Returns:
            Whether it was as usual; else nothing was done.
        """
        place = step, site, _, direct = self.watcher.locate(frame)
        if step is None or type(result) not in _NUMBERS:
            return False
        self._at = step, site
        known = site.usual if direct is not None else site.usual_within
        key = routine, *map(type, args)
        usual = known.get(key)
        if usual is None:
            usual = known[key] = _usual(place, routine, args)
        if usual is _UNUSUAL or usual.parameters:
            return False
        operands, plain = self._gathered(usual.roles, args)
        if plain is None or not is_traceable(result):
            return False
        value = self.ledger.scalars.number(result, "", "")
        self._add(step, routine.name, "gap", site, tuple(operands), {}, (value,), False)
        return True

    def _adopted(self, result, args, plain):
        """Trace a view of a twin, as one of the array; return its Value.

        None if it is no such view, or cannot stand in a trace.
        """
        base = result.base
        for array, twin in zip(args, plain):
            if twin is not array and (
                base is twin or (base is twin.base and result is not twin)
            ):
                if not is_recordable(result):
                    break
                if base is twin:
                    change_to_root(result, array)
                return self.ledger.new_view(result)
        return None


def _usual(place, routine, args):
    """Return the Usual of operations as this one, or _UNUSUAL."""
    _, site, source, frame = place
    name = routine.name
    is_indexed = name in ("getitem", "setitem")
    roles = [_ROLES.get(type(value)) for value in args]
    if is_indexed:
        roles[1] = _INDEX if type(args[1]) in (int, tuple) else None
    if None in roles or "." in name or name in LEAVING_METHODS:
        return _UNUSUAL
    if routine.updates_first and name != "setitem":
        return _UNUSUAL
    nodes, _ = lasting_nodes(site, frame, name, routine.caller, len(args))
    if is_indexed and nodes[0] is None and frame is not None:
        return _UNUSUAL  # it may be of another array the next time
    kinds = [
        plain_types.get(type(value), type(value))
        for value, role in zip(args, roles)
        if role != _INDEX
    ]
    written = written_operands(tuple(kinds), routine.numbers)
    if written is None:
        return _UNUSUAL
    usual = Usual(
        tuple(
            (role, *(source.names[node] if node is not None else ("", "")))
            for role, node in zip(roles, nodes)
        ),
        written["args"],
    )
    if not is_indexed:
        usual.parameters = {}
        if routine.extra or not is_plain(written):
            usual.parameters["call"] = {**written, **routine.extra}
    elif nodes[1] is not None:
        usual.index = source.lines_joined[nodes[1]]
    return usual


def _of_index(usual, index):
    """Return the parameters of an operation with an index; None if it is not
    a whole number, or a tuple of such."""
    # By their types: True and 1.0 are equal to 1, but are other indices.
    if type(index) is not int and not _WHOLES.issuperset(map(type, index)):
        return None
    known = usual.of_index.get(index)
    if known is None:
        written = written_index(index)
        first, *values = usual.written
        known = {
            "index": index_text(index) if usual.index is None else usual.index,
            "call": {"args": [first, written, *values], "kwargs": {}},
        }
        if len(usual.of_index) < _MOST_INDICES:
            usual.of_index[index] = known
    return known
