"""Record a call: every NumPy operation of it, in the order of the code.

    from network.recorder import record
    trace = record(network.learn, image, expected_output, path="learn.trace")
    output = trace.returned

The call computes what it computes without a recording, bit for bit; the code
called knows nothing of it. Known limits: code that asks whether
`type(x) is np.ndarray` sees that it is not; arithmetic of Python's own numbers
is no operation (what is assigned is seen); of several statements on one line
those that compute nothing are no steps; only the calling thread is recorded;
code whose source cannot be read, as that of exec() and of an interactive
Python before 3.13, makes no steps; arrays of another class (memmap, matrix,
masked arrays) are not followed, what comes of them is a gap: pass
np.asarray(array) of a memmap or matrix; arrays of objects are not recorded.
"""

import functools
import inspect
import platform
import sys
import types
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from network.recorder import numpy_creators
from network.recorder.array_ledger import is_recordable, is_traceable
from network.recorder.given_axes import check_axes, given_axes, unused_axes
from network.recorder.late_code import NotRecordable, refuse_late_code, refuse_unstarted
from network.recorder.open_step import error_text
from network.recorder.operation_recorder import OperationRecorder
from network.recorder.plain_twins import is_array
from network.recorder.process_settings import set_for_recording
from network.recorder.statement_events import statement_events
from network.recorder.step_values import LONGEST_LIST, StepValues
from network.recorder.step_watcher import StepWatcher
from network.recorder.traced_objects import ITEMS, Contents, results_of
from network.recorder.watch_rules import is_library_file
from network.trace import Trace
from network.trace.memory_sink import MemorySink
from network.trace.writer import FileSink


def record(
    call: Callable,
    *args: Any,
    path: str | Path | None = None,
    about: Mapping[str, str] | None = None,
    watch: Any = None,
    axes: Mapping[str, Sequence[str]] | None = None,
    **kwargs: Any,
) -> Trace:
    """Run `call(*args, **kwargs)` and return the Trace of what it computed.

    Every executed statement of the functions watched becomes a step, and
    every NumPy operation on the arrays of the arguments, of the object that
    `call` is bound to, and on what comes of them, an operation. Afterwards
    everything stands as the call alone would have left it. What the call
    itself returned, a plain array say, is `trace.returned`.

    Args:
        call: a Python function, bound method, or object with `__call__`.
        path: of the trace file to write, by custom NAME.trace; it holds each
            step a moment after the step is over. None: the trace is in
            memory.
        about: free text about the call, {"label": "7"}.
        watch: functions, modules and paths of source files whose statements
            become steps; None: all that are in no library.
        axes: what the axes of arrays are called, by the arrays' names in the
            code, {"x": ("example", "feature")}, "" for one without a name:
            those of arguments and attributes, and of variables assigned. They
            go with the arrays to what is computed of them, and stand beside
            shapes on the screen. A warning tells of names that nothing had.

    Raises:
        NotRecordable: a TypeError: `call` is no Python code, or a generator
            or coroutine, which runs only later.
        TypeError: `about` or `axes` is no dictionary, or not of such names.
        ValueError: the source of `call`, or of what `watch` names, cannot be
            read, so that nothing could be shown; or an argument has not as
            many axes as `axes` names.
        RuntimeError: this thread records already.
        TraceError: `path` cannot be written, or is a file that is no trace.
        Exception: whatever the call raises; the steps up to there are in
            the file, which names the error.
    """
    function = function_of(call)
    refuse_late_code(function)
    if numpy_creators.current.recording is not None:
        raise RuntimeError(
            "this thread is already recording a call; "
            "record() cannot be used inside record()"
        )
    if about is not None and not isinstance(about, Mapping):
        raise TypeError(
            "about takes a dictionary as {'label': '7'}, got "
            f"{type(about).__name__}: {about!r:.80}"
        )
    about = {str(key): str(value) for key, value in (about or {}).items()}
    named = given_axes(axes)
    sink = MemorySink() if path is None else FileSink(path)
    try:
        trace = Recording(sink, watch, function.__code__).run(
            function.__qualname__, about, call, args, kwargs, named
        )
    finally:
        sink.close()
    for sentence in unused_axes(named, trace):
        warnings.warn(sentence, stacklevel=2)
    return trace


def function_of(call):
    """Return the Python function that a call runs."""
    function = call
    while isinstance(function, functools.partial):
        function = function.func
    function = getattr(function, "__func__", function)
    if not hasattr(function, "__code__"):
        function = getattr(type(function), "__call__", None)  # noqa: B004
    if not hasattr(function, "__code__"):
        raise NotRecordable(
            "record takes a Python function or method to call, "
            f"got {type(call).__name__}: {call!r:.80}"
        )
    return function


class Recording:
    """A call while it is recorded.

    Args:
        sink: gets what is recorded.
        watch: as `record` takes it.
        code: of the call.
    """

    def __init__(self, sink, watch, code):
        self._sink = sink
        self._watcher = self._new_watcher(watch)
        self._watcher.sources.check(watch, code)
        self._operations = self._new_operations()
        self._contents = Contents(is_library_file)
        self._step_values = StepValues(self._operations, self._contents)

    def _new_watcher(self, watch):
        return StepWatcher(watch, self._end_step, self._begin_function, self._sink)

    def _new_operations(self):
        return OperationRecorder(self._watcher, self._sink.arrays)

    def _error_of(self, raised):
        """Return what a trace says of an exception that the call raised."""
        return error_text(raised)

    def _end_step(self, step, frame, returned):
        self._step_values.end_step(step, frame, returned)

    def _begin_function(self, frame):
        self._step_values.begin_function(frame)

    def run(self, name, about, call, args, kwargs, axes):
        """Record the call, put everything back, and return the Trace."""
        with set_for_recording():
            trace, returned = self._run(name, about, call, args, kwargs, axes)
        return trace.returning(returned)

    def _run(self, name, about, call, args, kwargs, axes):
        results, error, returned = (), None, None
        try:
            inputs, attributes = self._trace_arguments(call, args, kwargs)
            check_axes(axes, (*inputs, *attributes))
            self._sink.begin(name, about, inputs, attributes, _recorded_with(), axes)
            returned = self._call(call, args, kwargs)
            refuse_unstarted(returned, name)
            results = self._results(returned)
        except BaseException as raised:
            error = self._error_of(raised)
            raise
        finally:
            self._operations.ledger.end()
            trace = self._sink.end(results, error)
        return trace, returned

    def _call(self, call, args, kwargs):
        error = None
        numpy_creators.install(self._operations)
        try:
            with statement_events(self._watcher) as events:
                self._operations.begin(events)
                return call(*args, **kwargs)
        except BaseException as raised:
            error = raised
            raise
        finally:
            self._operations.end()
            numpy_creators.uninstall()
            self._watcher.close(error)

    def _trace_arguments(self, call, args, kwargs):
        """Trace the arguments and the bound object; return their Values."""
        found, owner = [], _owner(call)
        if owner is not None:
            # A long list is what has been, and grows from call to call.
            found += _numbers(owner) + self._arrays(owner, "", LONGEST_LIST)
        attributes = self._values(found)
        found = []
        for value, name in zip(args, _parameter_names(call, args, kwargs)):
            found += self._argument(value, name)
        for name, value in kwargs.items():
            found += self._argument(value, name)
        return self._values(found), attributes

    def _argument(self, value, name):
        if isinstance(value, (np.generic, int, float, complex)):
            if is_traceable(value):
                self._operations.trace_given(value)
            return [(name, value)]
        # What is given is looked into; what an object has kept may be long.
        is_kept = not isinstance(value, ITEMS)
        return self._arrays(value, name, LONGEST_LIST if is_kept else sys.maxsize)

    def _arrays(self, value, name, longest):
        """Trace all arrays inside a value; return those that have names."""
        found, kept = [], []
        for item_name, item in self._contents.numbers(value, name, longest=longest):
            if item_name is None:
                kept.append(item)
            elif is_array(item):
                found.append((item_name, item))
                if is_traceable(item):
                    self._operations.trace_given(item)
        self._operations.trace_kept(kept)
        return found

    def _values(self, found):
        return tuple(
            self._operations.value(value, name)
            for name, value in found
            if is_recordable(value)
        )

    def _results(self, returned):
        """Return the Values of what the call returned, also inside."""
        return self._values(results_of(returned, self._contents))


def _owner(call):
    """Return the object whose method is called, None for a function."""
    while isinstance(call, functools.partial):
        call = call.func
    if isinstance(call, types.MethodType):
        return call.__self__
    return None if isinstance(call, types.FunctionType) else call


def _numbers(owner):
    attributes = getattr(owner, "__dict__", {})
    return [
        (name, value)
        for name, value in attributes.items()
        if isinstance(value, (np.generic, int, float, complex))
    ]


def _parameter_names(call, args, kwargs):
    """Return a name for each positional argument: "x", or "args[1]"."""
    try:
        signature = inspect.signature(call)
        bound = signature.bind(*args, **kwargs)
    except (TypeError, ValueError):
        return [f"args[{number}]" for number in range(len(args))]
    names = []
    for name in bound.arguments:
        kind = signature.parameters[name].kind
        if kind is inspect.Parameter.VAR_POSITIONAL:
            names += [
                f"{name}[{number}]" for number in range(len(bound.arguments[name]))
            ]
        elif kind in (
            inspect.Parameter.POSITIONAL_ONLY,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
        ):
            names.append(name)
    return names[: len(args)]


def _recorded_with():
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "machine": platform.machine(),
        "system": sys.platform,
    }
