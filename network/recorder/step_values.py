"""What a step has assigned or returned, once its statement is over.

An array that comes from a library (a random one, say) is plain: here it is
noticed, recorded as a gap, and traced from then on.
"""

import ast

import numpy as np

from network.recorder import assignments
from network.recorder.array_ledger import is_recordable
from network.recorder.traced_array import SCALAR_TYPES, is_traced
from network.recorder.watched_code import Site

_LONGEST_LIST = 64


class StepValues:
    """Fill in what each step of a recording has assigned.

    Args:
        operations: the OperationRecorder.
        exchange: the Exchange, told of every place that holds traced arrays.
    """

    def __init__(self, operations, exchange):
        self._operations = operations
        self._exchange = exchange

    def begin_function(self, frame):
        """Trace arguments that a library hands to a watched function."""
        code = frame.f_code
        count = code.co_argcount + code.co_kwonlyargcount
        variables = frame.f_locals
        for name in code.co_varnames[:count]:
            value = variables.get(name)
            if type(value) is np.ndarray and is_recordable(value):
                traced = self._operations.wrap_array(value)
            elif type(value) in SCALAR_TYPES:
                traced = self._operations.wrap_scalar(value)
            else:
                continue
            assignments.set_variable(frame, name, traced)

    def end_step(self, step, frame, returned):
        """Look at what the statement of an OpenStep has done."""
        self._operations.ending_step = step
        try:
            if returned is None:
                for place in assignments.places(step.statement, frame):
                    self._assigned(step, place, frame)
            else:
                self._returned(step, returned[0])
        finally:
            self._operations.ending_step = None

    def _assigned(self, step, place, frame):
        value = place.value
        if not place.is_local:
            self._exchange.remember_place(place.holder, place.key)
        self._note_gap(step, value)
        if type(value) is np.ndarray and is_recordable(value):
            traced = self._operations.wrap_array(value)
            if place.is_local:
                assignments.set_variable(frame, place.key, traced)
            else:
                place.holder[place.key] = traced
        if isinstance(value, (list, tuple)):
            self._assigned_list(step, value, place.name)
        elif is_recordable(value):
            step.assigned.append(self._operations.value(value, place.name))

    def _assigned_list(self, step, value, name):
        if len(value) > _LONGEST_LIST:
            return
        if isinstance(value, list) and any(type(item) is np.ndarray for item in value):
            self._exchange.trace(value, name, [])
        for number, item in enumerate(value):
            if isinstance(item, np.ndarray) and is_recordable(item):
                step.assigned.append(self._operations.value(item, f"{name}[{number}]"))

    def _returned(self, step, value):
        node = step.statement.value
        self._note_gap(step, value)
        nodes = [node]
        if isinstance(value, (list, tuple)):
            nodes = getattr(node, "elts", ())
        else:
            value = [value]
        if len(nodes) != len(value):
            nodes = [None] * len(value)
        for item, item_node in zip(value[:_LONGEST_LIST], nodes):
            if is_recordable(item):
                names = step.source.names[item_node] if (item_node is not None) else ()
                step.assigned.append(self._operations.value(item, *names))

    def _note_gap(self, step, value):
        """Record that a value came from no operation that was recorded."""
        statement = step.statement
        if is_traced(value) or not is_recordable(value):
            return
        if isinstance(value, np.ndarray):
            is_gap = statement.computes and (not self._operations.ledger.knows(value))
        else:
            is_gap = (
                isinstance(value, (float, complex))
                and statement.calls
                and not step.has_children
            )
        if not is_gap:
            return
        node = statement.value
        span = step.source.span_of(node)
        if any(operation.span == span for operation in step.operations):
            return
        name = "unknown"
        if isinstance(node, ast.Call):
            name = step.source.text_of(node.func)
        site = Site(node, span, step.source.text_of(node))
        self._operations.add_gap(step, name, site, (self._operations.value(value),))
