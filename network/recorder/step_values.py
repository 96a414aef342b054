"""What a step has assigned or returned, once its statement is over.

An array that comes from a library (a random one, say) is plain: here it is
noticed, recorded as a gap, and traced from then on.
"""

import ast
from collections import deque
from itertools import islice

import numpy as np

from network.recorder import assignments
from network.recorder.array_ledger import is_recordable, is_traceable
from network.recorder.held_nodes import made_at
from network.recorder.plain_twins import plain_types
from network.recorder.watched_code import Site

LONGEST_LIST = 64
_MOST_ITEMS = 1000  # that are looked at for arrays which came from no operation
_HOLDERS = list, tuple, dict


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
            self._trace_added(step, step.statement.adding, frame)
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
            if isinstance(value, _HOLDERS):
                self._assigned_items(step, value, name)
                return
        if is_recordable(value):
            step.assigned.append(self._operations.value(value, name))

    def _assigned_items(self, step, holder, name):
        self._trace_inside(step, holder)
        if len(holder) > LONGEST_LIST:
            return
        pairs = dict.items(holder) if isinstance(holder, dict) else enumerate(holder)
        for key, item in list(pairs):
            if isinstance(item, np.ndarray) and is_recordable(item):
                step.assigned.append(
                    self._operations.value(item, f"{name}[{key!r:.80}]")
                )

    def _trace_added(self, step, method, frame):
        """Trace the arrays that a list, deque or dictionary has been given.

        Args:
            method: the node of what was called to add them, or None.
        """
        if method is None:
            return
        holder = assignments.held(method.value, frame)
        if isinstance(holder, (list, deque)):
            count = 1 if method.attr == "append" else LONGEST_LIST
            holder = list(islice(reversed(holder), count))[::-1]
        self._trace_inside(step, holder)

    def _trace_inside(self, step, holder):
        """Trace the arrays of a list, tuple or dictionary that no operation made;
        they have come from nowhere that was recorded."""
        if not isinstance(holder, _HOLDERS):
            return
        items = dict.values(holder) if isinstance(holder, dict) else holder
        if len(items) <= LONGEST_LIST and plain_types.keys() >= set(map(type, items)):
            return  # as most are: quick
        new = {}
        for array in self._contents.arrays(holder, _MOST_ITEMS):
            if type(array) is np.ndarray and is_traceable(array):
                if not self._operations.ledger.knows(array):
                    new[id(array)] = array
                self._operations.trace(array)
        if step.statement.computes and 0 < len(new) <= LONGEST_LIST:
            recorded = {operation.span for operation in step.operations}
            for item, node in made_at(holder, step.statement.value):
                if is_recordable(new.pop(id(item), None)):
                    self._add_gap(step, node, item, recorded)

    def _returned(self, step, value):
        node = step.statement.value
        self._note_gap(step, value)
        self._trace_inside(step, value)
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
        if is_gap:
            recorded = {operation.span for operation in step.operations}
            self._add_gap(step, statement.value, value, recorded)

    def _add_gap(self, step, node, value, recorded):
        """Record that a value came from a node, unless that is of an operation.

        Args:
            recorded: the Spans of those that there are.
        """
        span = step.source.span_of(node)
        if span not in recorded:
            is_call = isinstance(node, ast.Call)
            name = step.source.text_of(node.func) if is_call else "unknown"
            site = Site(node, span, step.source.text_of(node))
            value = self._operations.value(value)
            self._operations.add_gap(step, name, site, (value,))
