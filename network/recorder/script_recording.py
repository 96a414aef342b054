"""Record a script, or a function of one, up to some limit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from network.recorder.array_ledger import is_recordable, is_traceable
from network.recorder.given_axes import unused_axes
from network.recorder.late_code import refuse_late_code
from network.recorder.limited_watcher import LimitedOperations, LimitedWatcher
from network.recorder.limits import Limits, Meter, RecordingEnded
from network.recorder.plain_twins import is_array
from network.recorder.recording import Recording, function_of
from network.recorder.script import Script, run_as_main
from network.trace.writer import FileSink

Axes = Mapping[str, tuple[str, ...]]
_NONE: Axes = {}


@dataclass(frozen=True)
class Recorded:
    """What has come of a script that was recorded.

    Attributes:
        operations: how many there are.
        ended: "after 20,000 operations" where a limit or Ctrl-C has ended it,
            else None.
        raised: the exception that the code ended with, SystemExit among them;
            None of one that a limit has ended.
        unused: sentences about names of axes that no array had.
    """

    operations: int
    ended: str | None
    raised: BaseException | None
    unused: tuple[str, ...] = ()


def record_script(
    script: Script,
    path: str | Path,
    limits: Limits,
    on_second: Callable[[int], None] = lambda operations: None,
    axes: Axes = _NONE,
) -> Recorded:
    """Run a script as the program and record it, within `started`.

    Args:
        path: of the trace file to write.
        limits: where the recording ends, and with it the script.
        on_second: called with the number of operations about once a second.
        axes: what the axes of arrays are called, by the arrays' names in the
            code, {"x": ("example", "feature")}.

    Raises:
        TraceError: `path` cannot be written, or is a file that is no trace.
        ValueError: the script has no statements.
    """
    about = {"source": Path(script.path).name}
    return _recorded(
        *(path, limits, on_second, axes, about, script.code),
        lambda: run_as_main(script),
    )


def record_function(
    call: Callable,
    arguments: Sequence[Any],
    named: dict[str, Any],
    path: str | Path,
    limits: Limits,
    on_second: Callable[[int], None] = lambda operations: None,
    axes: Axes = _NONE,
) -> Recorded:
    """Do the same for a call of a function.

    Raises:
        NotRecordable: it is no Python code.
        AxesError: an argument has not as many axes as `axes` names.
    """
    function = function_of(call)
    refuse_late_code(function)
    return _recorded(
        *(path, limits, on_second, axes, {}, function.__code__),
        *(call, arguments, named),
    )


def _recorded(path, limits, on_second, axes, about, code, call, args=(), kwargs=None):
    name = Path(code.co_filename).name
    if code.co_name != "<module>":
        name = function_of(call).__qualname__
    sink = FileSink(path)
    recording = _LimitedRecording(sink, code, about, limits, on_second)
    unused: tuple[str, ...] = ()
    try:
        trace = recording.run(name, about, call, args, kwargs or {}, axes)
        unused = tuple(unused_axes(axes, trace))
    except BaseException as raised:
        if raised is not recording.raised:
            raise
    finally:
        sink.close()
    return replace(recording.recorded(), unused=unused)


class _LimitedRecording(Recording):
    """A Recording that ends at a limit.

    Args:
        about: is told why it has ended.

    Attributes:
        raised: the exception that the call ended with, None while it runs.
    """

    def __init__(self, sink, code, about, limits, on_second):
        self._limits, self._on_second = limits, on_second
        self._about = about
        self.raised = None
        super().__init__(sink, None, code)

    def _new_watcher(self, watch):
        return LimitedWatcher(
            watch,
            self._end_step,
            self._begin_function,
            self._sink,
            most_rounds=self._limits.rounds,
            on_pause=self._pause,
            on_resume=self._resume,
        )

    def _new_operations(self):
        return LimitedOperations(self._watcher, self._sink.arrays)

    def recorded(self):
        """Return what has come of it."""
        is_ended = isinstance(self.raised, RecordingEnded)
        return Recorded(
            self._operations.count,
            self._about.get("ended"),
            None if is_ended else self.raised,
        )

    def _call(self, call, args, kwargs):
        def limited(*args, **kwargs):
            operations = self._operations
            meter = Meter(
                self._limits, lambda: operations.count, self._on_second, self._stop
            )
            self._operations.meter = self._watcher.meter = meter
            try:
                return call(*args, **kwargs)
            finally:
                self._operations.meter = self._watcher.meter = None
                if meter.ended:
                    self._about["ended"] = meter.ended

        try:
            return super()._call(limited, args, kwargs)
        except BaseException as raised:
            self.raised = raised
            raise

    def _error_of(self, raised):
        if isinstance(raised, RecordingEnded):
            return None
        if isinstance(raised, KeyboardInterrupt):
            self._about["ended"] = "by Ctrl-C"
            return None
        if isinstance(raised, SystemExit) and not raised.code:
            return None
        return super()._error_of(raised)

    def _stop(self):
        self._operations.end()
        self._watcher.stop()

    def _pause(self):
        self._operations.is_on = False

    def _resume(self, step, frames, rounds):
        """Trace what the rounds left out have made, and write down what it is."""
        operations, ledger = self._operations, self._operations.ledger
        operations.is_on = True
        made = []
        for frame in frames:
            for name, variable in list(frame.f_locals.items()):
                for item_name, item in self._contents.numbers(variable, name):
                    if not is_array(item) or not is_traceable(item):
                        continue
                    if not is_recordable(item):
                        pass
                    elif not ledger.knows(item):
                        made.append(ledger.value(item, item_name or ""))
                    elif ledger.has_changed(item):
                        made.append(ledger.updated(item, item_name or ""))
                    ledger.trace(item)
        if made:
            operations.add_gap(
                step,
                "rounds-left-out",
                step.statement,
                tuple(made),
                parameters={"rounds": rounds},
            )
