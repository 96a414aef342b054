"""Any operation: computed with plain twins, and written down with what went
in, what came, and where."""

import numpy as np

from network.recorder.array_ledger import is_recordable, is_traceable
from network.recorder.operand_nodes import nodes_at
from network.recorder.operation_list import OperationList
from network.recorder.operation_names import readable_parameters, shown_index
from network.recorder.plain_twins import Twins, is_array
from network.trace.call_arguments import (
    has_index,
    is_plain,
    write_arguments,
    written_by_types,
)


class AnyOperation(OperationList):
    """Computes and writes down any operation of an OperationList."""

    def compute_any(self, place, routine, args, kwargs, updated=()):
        """Compute `routine.compute(*args, **kwargs)` and return what comes.

        Args:
            place: (OpenStep, Site, SourceFile, frame or None), as the
                watcher located it.
            routine: the Routine.
            updated: arrays that it changes.
        """
        step, site, source, frame = place
        name, compute = routine.name, routine.compute
        twins, called_with = Twins(), args
        args = twins.plain_items(args)
        kwargs = twins.plain(kwargs) if kwargs else kwargs
        if step is None:
            result = self._followed(compute, args, kwargs)
            return self._wrap(result, [], routine.kind, updated, twins)
        nodes, keyword_nodes = nodes_at(
            *(site, frame, name, routine.caller, len(args)),
            called_with[0] if args else None,
        )
        written = None if kwargs else written_by_types(name, args, routine.numbers)
        is_simple = written is not None
        if not is_simple:
            given, written = write_arguments(
                name, args, kwargs, nodes, keyword_nodes, routine.numbers
            )
            given = [(twins.original(value), node) for value, node in given]
        else:  # as most are: the operands are the arguments, but for an index
            given = list(zip(called_with, nodes))
            if has_index(name, args):
                del given[1]
        operands = self._operands(given, source)
        if (
            _is_whole(operands)
            and (is_simple or type(compute) is np.ufunc)
            and "." not in name
        ):
            # NumPy calls no code of others for arrays and numbers.
            result = compute(*args, **kwargs)
        else:
            result = self._followed(compute, args, kwargs)
        parameters = {}
        if kwargs or len(operands) != len(args):
            parameters = readable_parameters(
                name, written, shown_index(name, args, nodes, source)
            )
        if routine.extra or not is_plain(written):
            parameters["call"] = {**written, **routine.extra}
        arrays = [value for value, _ in given]
        if routine.watches:
            updated = [*updated, *self._changed(arrays, updated)]
        return self.write_result(
            *(step, site, routine, arrays, operands),
            *(parameters, result, updated, twins),
        )

    def _operands(self, given, source):
        """Return the Values of (array or scalar, node), None where there is none."""
        operands = []
        for value, node in given:
            names = source.names[node] if node is not None else ()
            operands.append(self.value(value, *names) if is_recordable(value) else None)
        return operands

    def _followed(self, compute, args, kwargs):
        """Compute; functions that NumPy calls in turn are followed."""
        self.resume()
        try:
            return compute(*args, **kwargs)
        finally:
            self.pause()

    def write_result(
        self, step, site, routine, given, operands, parameters, result, updated, twins
    ):
        """Write down an operation that was computed; return what the code gets.

        Args:
            given: the arrays and scalars that are operands.
            operands: their Values, None where there is none.
            updated: those of them, and others, that were changed.
            twins: the Twins that it was computed with.
        """
        kind = routine.kind
        results = [
            self._updated(array, given, operands)
            for array in updated
            if is_recordable(array)
        ]
        is_updated = bool(results)
        wrapped = self._wrap(result, results, kind, updated, twins)
        if is_updated and isinstance(wrapped, tuple):
            results = _in_order(wrapped, updated, results)
        is_whole = _is_whole(operands)
        if not is_whole or (result is not None and not results):
            kind = "gap"  # of objects, or of what is no array or number
        elif kind == "function" and self._is_view(wrapped, given):
            kind = "view"
        if not is_whole:
            operands = [value for value in operands if value is not None]
        self._add(
            *(step, routine.name, kind, site, tuple(operands), parameters),
            *(tuple(results), is_updated),
        )
        return wrapped

    def _changed(self, given, updated):
        """Return the arrays that have changed, and are not known to have."""
        changed = []
        for array in given:
            if not isinstance(array, np.ndarray) or not self.ledger.has_changed(array):
                continue
            if not any(array is known for known in updated):
                changed.append(array)
        return changed

    def _updated(self, array, given, operands):
        for value, operand in zip(given, operands):
            if value is array and operand is not None:
                return self.ledger.updated(array, operand.name, operand.expression)
        return self.ledger.updated(array)

    def _is_view(self, result, given):
        return is_array(result) and any(
            is_array(array)
            and self.ledger.memory_of(array) == self.ledger.memory_of(result)
            for array in given
        )

    def _wrap(self, result, results, kind, updated, twins):
        """Return a result with traced arrays; add its Values to results."""
        if isinstance(result, (list, tuple)):
            items = [self._wrap(item, results, kind, updated, twins) for item in result]
            if hasattr(result, "_fields"):
                return type(result)(*items)
            return type(result)(items)
        result = twins.original(result)
        if updated and any(result is array for array in updated):
            return result
        if isinstance(result, np.ndarray) and (
            result.base is not None or result.dtype.hasobject
        ):
            twins.adopt(result)
        if is_traceable(result):
            if kind != "gap":
                self.trace(result)
            if is_recordable(result):
                results.append(self.value(result))
        return result


def _is_whole(operands):
    """Tell whether each has a Value."""
    return not any(value is None for value in operands)


def _in_order(outputs, updated, results):
    """Return the results as the outputs of a call stand: of `out=(None, x)`
    that of x, which was updated, comes last.

    Args:
        outputs: all that the call has returned.
        updated: those of them, and others, that were given to it.
        results: their Values, and then those of all other outputs.
    """
    if len(outputs) != len(results):
        return results
    of_updated = {id(array): value for array, value in zip(updated, results)}
    others = iter(results[len(updated) :])
    return [of_updated.get(id(one)) or next(others, None) for one in outputs]
