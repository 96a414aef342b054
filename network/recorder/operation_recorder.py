"""What traced arrays report to: each operation is computed and written down."""

import sys
from dataclasses import replace

import numpy as np

from network.recorder import routine
from network.recorder.array_ledger import is_recordable, is_traceable
from network.recorder.operation_kinds import UNRECORDED
from network.recorder.operation_names import function_name
from network.recorder.plain_lists import as_array, as_arrays
from network.recorder.plain_twins import plain
from network.recorder.routine import Routine
from network.recorder.traced_array import LAYOUT_NAMES, TracedArray, set_layout
from network.recorder.usual_operation import UsualOperation

_LISTS = frozenset({list, tuple})


class OperationRecorder(UsualOperation):
    """The operations of one call while it is recorded.

    Its methods compute with plain twins and return traced results. Those that
    are given a `frame` are called by traced arrays, which have paused the
    `statement_events`: it is the one that asks the array.
    """

    def ufunc(self, frame, ufunc, method, inputs, kwargs):
        """Compute `ufunc.method(*inputs, **kwargs)`."""
        if method == "__call__" and not _LISTS.isdisjoint(map(type, inputs)):
            inputs = tuple(map(as_array, inputs))
        called = routine.of_ufunc(ufunc, method)
        out = kwargs.get("out", ()) if kwargs else ()
        if not out:
            return self.compute(frame, called, inputs, kwargs)
        result = self.compute(frame, called, inputs, kwargs, _out(kwargs))
        if len(out) == 1:
            return result if out[0] is None else out[0]
        return tuple(new if given is None else given for new, given in zip(result, out))

    def function(self, frame, func, args, kwargs):
        """Compute `func(*args, **kwargs)`, any NumPy function."""
        name = function_name(func)
        if name in UNRECORDED:
            return self._followed(func, plain(args), plain(kwargs))
        called = routine.of_function(func)
        return self.compute(frame, called, as_arrays(name, args), kwargs, _out(kwargs))

    def method(self, frame, name, array, args, kwargs):
        """Compute `array.name(*args, **kwargs)`."""
        called = routine.of_method(name)
        return self.compute(frame, called, (array, *args), kwargs, _out(kwargs))

    def set_layout(self, frame, name, array, value):
        """Do `array.shape = value` and its like."""
        self._lay_out(
            frame,
            LAYOUT_NAMES[name],
            "gap" if name == "strides" else "view",
            array,
            (value,),
            lambda: set_layout(array, name, value),
        )

    def resize(self, frame, array, shape, kwargs):
        """Do `array.resize(*shape)`."""
        self._lay_out(
            frame,
            "resize",
            "function",
            array,
            shape,
            lambda: np.ndarray.resize(array, *plain(shape), **kwargs),
        )

    def _lay_out(self, frame, name, kind, array, args, change):
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

        called = Routine(
            name, kind, compute, caller=("method", name), extra={"method": True}
        )
        self.compute_any(self.located(frame), called, (array, *args), {})

    def gap(self, frame, name, operands, result):
        """Record that values have left NumPy, and what came of it."""
        called = routine.of_leaving(name)
        if self.leave(frame, called, operands, result):
            return
        called = replace(called, compute=lambda *_: result)
        self.compute_any(self.located(frame), called, operands, {})

    def create(self, name, original, args, kwargs):
        """Compute `np.zeros(...)` and its like for watched code."""
        frame = sys._getframe(2)
        if not self.here() or not self.watcher.is_called_as(name, frame):
            return original(*args, **kwargs)
        self.pause()
        try:
            called = routine.of_creator(name, original)
            return self.compute(frame, called, as_arrays(name, args), kwargs)
        finally:
            self.resume()

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
            and is_traceable(result)
            and self.here()
            and self.watcher.is_called_as(name, caller)
        ):
            step, site, source, _ = self.located(caller)
            if step is not None:
                self.trace(result)
                function = source.text_of(site.node.func)
                kept = (self.value(result),) if is_recordable(result) else ()
                self.add_gap(step, function, site, kept)
        return result


def _out(kwargs):
    if not kwargs:
        return ()
    out = kwargs.get("out")
    out = out if isinstance(out, tuple) else (out,)
    return [array for array in out if array is not None]
