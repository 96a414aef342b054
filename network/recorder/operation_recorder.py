"""What traced arrays report to: each operation is computed and written down.

Every method computes with plain twins and returns traced results.
"""

import sys
import threading
from operator import getitem, setitem

import numpy as np

from network.recorder.array_ledger import Ledger, is_recordable
from network.recorder.operand_nodes import nodes_at
from network.recorder.operation_kinds import NUMBERS_ARE_OPERANDS, UNRECORDED
from network.recorder.operation_names import (
    function_name,
    readable_parameters,
    shown_index,
    ufunc_name,
)
from network.recorder.plain_twins import Twins, is_array, plain
from network.recorder.traced_array import (
    LAYOUT_NAMES,
    SCALAR_TYPES,
    TracedArray,
    calling,
    set_layout,
)
from network.trace import Operation
from network.trace.array_methods import (
    ATTRIBUTE_VIEWS,
    LEAVING_METHODS,
    UPDATING_METHODS,
)
from network.trace.call_arguments import (
    has_index,
    is_plain,
    write_arguments,
    written_by_types,
)


class OperationRecorder:
    """The operations of one call while it is recorded.

    Args:
        watcher: the StepWatcher that knows the statement being executed.
        store: of array content, as `Ledger` takes it.
    """

    def __init__(self, watcher, store):
        self.watcher = watcher
        self.ledger = Ledger(store, self._changed_from_outside)
        self.is_on = False
        self.ending_step = None
        self._pause = self._resume = None
        self._at = None, None  # OpenStep and Site of the last operation
        self.thread = threading.get_ident()
        self._count = 0

    def begin(self, events):
        """Record from now on, while the `statement_events` are reported."""
        self._pause, self._resume = events.pause, events.resume
        self.is_on = True

    def end(self):
        """Record no more."""
        self.is_on = False
        self._at = None, None

    def here(self):
        """Tell whether this recording is on, in the calling thread."""
        return self.is_on and threading.get_ident() == self.thread

    def ufunc(self, ufunc, method, inputs, kwargs):
        """Compute `ufunc.method(*inputs, **kwargs)`."""
        kind = "ufunc" if method == "__call__" else f"ufunc.{method}"
        function = ufunc if method == "__call__" else getattr(ufunc, method)
        out = kwargs.get("out", ())
        updated = _out(kwargs) if out else ()
        if method == "at":
            updated = [inputs[0]]
        result = self._perform(
            ufunc_name(ufunc),
            kind,
            function,
            inputs,
            kwargs,
            caller=function,
            numbers=True,
            updated=updated,
        )
        if len(out) == 1:
            return result if out[0] is None else out[0]
        if out:
            return tuple(
                new if given is None else given for new, given in zip(result, out)
            )
        return result

    def operator(self, name, function, ufunc, operands):
        """Compute scalar arithmetic with the operator that the code used."""
        return self._perform(
            ufunc,
            "ufunc",
            function,
            operands,
            {},
            numbers=True,
            extra={"operator": name},
        )

    def function(self, func, args, kwargs):
        """Compute `func(*args, **kwargs)`, any NumPy function."""
        name = function_name(func)
        if name in UNRECORDED:
            return func(*plain(args), **plain(kwargs))
        return self._perform(
            name,
            "function",
            func,
            args,
            kwargs,
            caller=func,
            numbers=name in NUMBERS_ARE_OPERANDS,
            updated=_out(kwargs),
            watch_operands=True,
        )

    def method(self, name, array, args, kwargs):
        """Compute `array.name(*args, **kwargs)`."""
        kind = "gap" if name in LEAVING_METHODS else "function"
        updated = [array] if name in UPDATING_METHODS else _out(kwargs)
        return self._perform(
            name,
            kind,
            calling(name),
            (array, *args),
            kwargs,
            caller=("method", name),
            updated=updated,
            numbers=name in NUMBERS_ARE_OPERANDS,
            extra={"method": True},
        )

    def attribute(self, name, array):
        """Return `array.T` and its like."""
        return self._perform(
            ATTRIBUTE_VIEWS[name],
            "view",
            lambda array: getattr(array, name),
            (array,),
            {},
            extra={"attribute": name},
        )

    def get_item(self, array, index):
        """Return `array[index]`."""
        return self._perform("getitem", "index", getitem, (array, index), {})

    def set_item(self, array, index, value):
        """Do `array[index] = value`."""
        self._perform(
            "setitem",
            "assign",
            setitem,
            (array, index, value),
            {},
            numbers=True,
            updated=[array],
        )

    def set_cells(self, name, array, value):
        """Do `array.real = value` and its like."""
        self._perform(
            f"set_{name}",
            "assign",
            lambda array, value: setattr(array, name, value),
            (array, value),
            {},
            numbers=True,
            updated=[array],
            extra={"set": name},
        )

    def set_layout(self, name, array, value):
        """Do `array.shape = value` and its like."""
        self._laid_out(
            LAYOUT_NAMES[name],
            "gap" if name == "strides" else "view",
            array,
            (value,),
            lambda: set_layout(array, name, value),
        )

    def resize(self, array, shape, kwargs):
        """Do `array.resize(*shape)`."""
        self._laid_out(
            "resize",
            "function",
            array,
            shape,
            lambda: np.ndarray.resize(array, *plain(shape), **kwargs),
        )

    def _laid_out(self, name, kind, array, args, change):
        """Change how an array lies in memory; from then on it is another."""

        def compute(*_):
            before = self.ledger.let_go(array)
            address = array.ctypes.data
            try:
                change()
            except BaseException:
                self.ledger.hold(array, before)
                raise
            self.ledger.renew(array, before, is_moved=array.ctypes.data != address)
            return array

        self._perform(
            name,
            kind,
            compute,
            (array, *args),
            {},
            caller=("method", name),
            extra={"method": True},
        )

    def gap(self, name, operands, result):
        """Record that values have left NumPy, and what came of it."""
        self._perform(name, "gap", lambda *_: result, operands, {})

    def create(self, name, original, args, kwargs):
        """Compute `np.zeros(...)` and its like for watched code."""
        caller = sys._getframe(2)
        if not self.here() or not self.watcher.is_called_as(name, caller):
            return original(*args, **kwargs)
        return self._perform(
            name, "function", original, args, kwargs, caller=("creator", name)
        )

    def bring(self, name, original, args, kwargs):
        """Compute `np.random.rand(...)` and its like for watched code: an
        array that comes of nothing recorded.

        What is given arrays that are recorded says itself what it does.
        """
        given = (*args, *kwargs.values())
        if any(type(one) is TracedArray for one in given):
            return original(*args, **kwargs)
        result = original(*plain(args), **plain(kwargs))
        caller = sys._getframe(2)
        if (
            type(result) is np.ndarray
            and is_recordable(result)
            and self.here()
            and self.watcher.is_called_as(name, caller)
        ):
            step, site, source, _ = self.watcher.locate(caller)
            if step is not None:
                self._at = step, site
                self.trace(result)
                function = source.text_of(site.node.func)
                self.add_gap(step, function, site, (self.value(result),))
        return result

    def _perform(
        self,
        name,
        kind,
        compute,
        args,
        kwargs,
        *,
        caller=None,
        numbers=False,
        updated=(),
        extra=None,
        watch_operands=False,
    ):
        """Compute, and write down what with, what came, and where."""
        frame = sys._getframe(2)
        self._pause()
        try:
            # By place, which takes less than by name.
            return self._compute(
                frame,
                name,
                kind,
                compute,
                args,
                kwargs,
                caller,
                numbers,
                updated,
                extra,
                watch_operands,
            )
        finally:
            self._resume()

    def _compute(
        self,
        frame,
        name,
        kind,
        compute,
        args,
        kwargs,
        caller,
        numbers,
        updated,
        extra,
        watch_operands,
    ):
        step, site, source, frame = self.watcher.locate(frame)
        self._at = step, site
        twins, called_with = Twins(), args
        args = twins.plain_items(args)
        kwargs = twins.plain(kwargs) if kwargs else kwargs
        if step is None:
            result = self._result(compute, args, kwargs)
            return self._wrap(result, [], kind, updated, twins)
        nodes, keyword_nodes = nodes_at(site, frame, name, caller, len(args))
        written = None if kwargs else written_by_types(name, args, numbers)
        is_simple = written is not None
        if not is_simple:
            given, written = write_arguments(
                name, args, kwargs, nodes, keyword_nodes, numbers
            )
            given = [(twins.original(value), node) for value, node in given]
        else:  # as most are: the operands are the arguments, but for an index
            given = list(zip(called_with, nodes))
            if has_index(name, args):
                del given[1]
        operands, is_whole = [], True
        for value, node in given:
            names = source.names[node] if node is not None else ()
            if is_recordable(value):
                operands.append(self.value(value, *names))
            else:
                operands.append(None)
                is_whole = False

        if is_whole and (is_simple or type(compute) is np.ufunc) and "." not in name:
            # NumPy calls no code of others for arrays and numbers.
            result = compute(*args, **kwargs)
        else:
            result = self._result(compute, args, kwargs)

        if watch_operands:
            updated = [*updated, *self._changed(given, updated)]
        results = [
            self._updated(array, given, operands)
            for array in updated
            if is_recordable(array)
        ]
        is_updated = bool(results)
        wrapped = self._wrap(result, results, kind, updated, twins)
        if not is_whole or (result is not None and not results):
            kind = "gap"  # of objects, or of what is no array or number
        elif kind == "function" and self._is_view(wrapped, given):
            kind = "view"
        parameters = {}
        if kwargs or len(operands) != len(args):
            parameters = readable_parameters(
                name, written, shown_index(name, args, nodes, source)
            )
        if extra or not is_plain(written):
            parameters["call"] = {**written, **extra} if extra else written
        if not is_whole:
            operands = [value for value in operands if value is not None]
        self._add(
            step,
            name,
            kind,
            site,
            tuple(operands),
            parameters,
            tuple(results),
            is_updated,
        )
        return wrapped

    def _result(self, compute, args, kwargs):
        """Compute; functions that NumPy calls in turn are followed."""
        self._resume()
        try:
            return compute(*args, **kwargs)
        finally:
            self._pause()

    def _add(self, step, name, kind, site, operands, parameters, results, in_place):
        step.operations.append(
            Operation(
                self._count,
                step.number,
                name,
                kind,
                site.span,
                site.expression,
                operands,
                parameters,
                results,
                in_place,
            )
        )
        self._count += 1

    def add_gap(self, step, name, site, results, *, in_place=False, parameters=None):
        """Record what has come from nowhere that was recorded."""
        self._add(step, name, "gap", site, (), parameters or {}, results, in_place)

    def _changed_from_outside(self, value):
        step, site = self._at
        if self.ending_step is not None:
            step, site = self.ending_step, None
        if step is not None:
            self.add_gap(
                step, "changed-outside", site or step.statement, (value,), in_place=True
            )

    def value(self, value, name="", expression=""):
        """Return an array or scalar, plain or traced, as a Value."""
        if isinstance(value, np.ndarray):
            return self.ledger.value(value, name, expression)
        identity = self.ledger.identity_of_scalar(value)
        return self.ledger.scalar(plain(value), name, expression, identity)

    def _changed(self, operands, updated):
        return [
            array
            for array, _ in operands
            if isinstance(array, np.ndarray)
            and not any(array is known for known in updated)
            and self.ledger.has_changed(array)
        ]

    def _updated(self, array, given, operands):
        for (value, _), operand in zip(given, operands):
            if value is array and operand is not None:
                return self.ledger.updated(array, operand.name, operand.expression)
        return self.ledger.updated(array)

    def _is_view(self, result, operands):
        return is_array(result) and any(
            is_array(array)
            and self.ledger.memory_of(array) == self.ledger.memory_of(result)
            for array, _ in operands
        )

    def _wrap(self, result, results, kind, updated, twins):
        """Return a result with traced arrays; add its Values to results."""
        if isinstance(result, (list, tuple)):
            items = [self._wrap(item, results, kind, updated, twins) for item in result]
            if hasattr(result, "_fields"):
                return type(result)(*items)
            return type(result)(items)
        if (
            type(result) is np.ndarray
            and result.base is None
            and not updated
            and kind != "gap"
            and is_recordable(result)
        ):  # as most are: a new array
            results.append(self.ledger.value(result))
            self.ledger.trace(result)
            return result
        if (
            type(result) in SCALAR_TYPES
            and not updated
            and kind != "gap"
            and twins.original(result) is result
        ):
            results.append(self.ledger.new_scalar(result))
            return result
        result = twins.original(result)
        if updated and any(result is array for array in updated):
            return result
        if isinstance(result, np.ndarray) and (
            result.base is not None or result.dtype.hasobject
        ):
            twins.adopt(result)
        if is_recordable(result):
            if kind != "gap":
                self.trace(result)
            results.append(self.value(result))
        return result

    def trace(self, value):
        """Trace an array or NumPy scalar, where it stands."""
        if type(value) is np.ndarray:
            self.ledger.trace(value)
        elif type(value) in SCALAR_TYPES:
            self.ledger.trace_scalar(value)


def _out(kwargs):
    out = kwargs.get("out")
    out = out if isinstance(out, tuple) else (out,)
    return [array for array in out if array is not None]
