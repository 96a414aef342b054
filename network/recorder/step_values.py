"""What a step has assigned or returned, once its statement is over.

An array that comes from a library (a random one, say) is plain: here it is
noticed, recorded as a gap, and traced from then on.
"""

import ast

import numpy as np

from network.recorder import assignments
from network.recorder.array_ledger import is_recordable, is_traceable
from network.recorder.plain_twins import plain_types
from network.recorder.watched_code import Site

LONGEST_LIST = 64


class StepValues:
    """Fill in what each step of a recording has assigned.

    Args:
        operations: the OperationRecorder.
        contents: a Contents, which finds the arrays in lists.
    """

    def __init__(self, operations, contents):
        self._operations = operations
        self._contents = contents

    def begin_function(self, frame):
        """Trace arguments that a library hands to a watched function."""
        code = frame.f_code
        count = code.co_argcount + code.co_kwonlyargcount
        variables = frame.f_locals
        for name in code.co_varnames[:count]:
            value = variables.get(name)
            if is_traceable(value):
                self._operations.trace(value)

    def end_step(self, step, frame, returned):
        """Look at what the statement of an OpenStep has done."""
        if returned is None and not step.statement.targets:
            return
        self._operations.ending_step = step
        try:
            if returned is None:
                for name, value in assignments.places(step.statement, frame):
                    self._assigned(step, name, value)
            else:
                self._returned(step, returned[0])
        finally:
            self._operations.ending_step = None

    def _assigned(self, step, name, value):
        kind = type(value)
        if kind not in plain_types and kind is not int:  # of these nothing is missing
            self._note_gap(step, value)
            if kind is np.ndarray and is_traceable(value):
                self._operations.trace(value)
            if isinstance(value, (list, tuple)):
                self._assigned_list(step, value, name)
                return
        if is_recordable(value):
            step.assigned.append(self._operations.value(value, name))

    def _assigned_list(self, step, value, name):
        if len(value) > LONGEST_LIST:
            return
        if isinstance(value, list) and any(type(item) is np.ndarray for item in value):
            for _, item in self._contents.numbers(value):
                if type(item) is np.ndarray and is_traceable(item):
                    self._operations.trace(item)
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
        for item, item_node in zip(value[:LONGEST_LIST], nodes):
            if is_recordable(item):
                names = step.source.names[item_node] if (item_node is not None) else ()
                step.assigned.append(self._operations.value(item, *names))

    def _note_gap(self, step, value):
        """Record that a value came from no operation that was recorded."""
        statement = step.statement
        if type(value) in plain_types or not is_recordable(value):
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
