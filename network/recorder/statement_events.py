"""What Python reports of code that runs: calls, lines, exceptions, returns.

From 3.12 on `sys.monitoring` reports, and code that nobody follows costs
nothing after its first call. It has few places for tools: without a free one,
and in 3.11, a trace function is told of every call (`sys.settrace`).
"""

import sys
from functools import partial
from threading import get_ident

_TOOL = "matreel"
# The places that Python names for no kind of tool, as it does 0 for debuggers.
_PLACES = (3, 4)
# In 3.11 recording takes half the time if no trace function is set during
# pauses; since 3.12 it takes 7 us to set one.
_CAN_STOP_TRACING = sys.version_info < (3, 12)


def statement_events(follower):
    """Return a context in which this thread's code is reported to a follower.

    Args:
        follower: has `follows(code)`, which tells whether a function's frames
            are wanted, and of each of those is told `on_call(frame)`, also
            when a generator goes on; `on_line(frame)` where a line begins;
            `on_exception(frame, error)`; and `on_return(frame, value)`, also
            when it yields, and with None when an exception ends it. What it
            raises is raised in the code that it is told of.

    Between `pause()` and `resume()` of the context no call is reported.
    """
    monitoring = getattr(sys, "monitoring", None)
    for place in _PLACES if monitoring else ():
        try:
            monitoring.use_tool_id(place, _TOOL)
        except ValueError:  # somebody else has it
            continue
        return _Monitoring(follower, place)
    return _TraceFunction(follower)


class _TraceFunction:
    """Reports to a trace function; the one that stood before is put back."""

    def __init__(self, follower):
        self._follower = follower
        self._is_paused = False
        self._passed = {}  # id -> code object that is not followed, kept alive
        # No functions of Python's, whose calls would be reported.
        if _CAN_STOP_TRACING:
            self.pause = partial(sys.settrace, None)
            self.resume = partial(sys.settrace, self._on_call)
        else:
            self.pause = partial(setattr, self, "_is_paused", True)
            self.resume = partial(setattr, self, "_is_paused", False)

    def __enter__(self):
        self._before = sys.gettrace()
        sys.settrace(self._on_call)
        return self

    def __exit__(self, *error):
        sys.settrace(self._before)

    def _on_call(self, frame, event, arg):
        code = frame.f_code
        if self._is_paused or id(code) in self._passed:
            return None  # by far the most: this has to be quick
        if not self._follower.follows(code):
            self._passed[id(code)] = code
            return None
        self._follower.on_call(frame)
        return self._on_event

    def _on_event(self, frame, event, arg):
        if event == "line":
            self._follower.on_line(frame)
        elif event == "exception":
            self._follower.on_exception(frame, arg[1])
        elif event == "return":
            self._follower.on_return(frame, arg)
        return self._on_event


class _Monitoring:
    """Reports through `sys.monitoring`, as the tool at a place of its own.

    It is told of all threads. A thread is compared only where a frame begins:
    the follower knows its own frames from others'.
    """

    def __init__(self, follower, place):
        self._follower = follower
        self._place = place
        self._thread = get_ident()
        self._is_paused = False
        self._followed = []  # code objects
        events = sys.monitoring.events
        self._local_events = events.LINE | events.PY_RETURN | events.PY_YIELD

    def _callbacks(self):
        events = sys.monitoring.events
        return {
            events.PY_START: self._on_start,
            events.PY_RESUME: self._on_start,
            events.PY_THROW: self._on_throw,
            events.LINE: self._on_line,
            events.RAISE: self._on_raise,
            events.PY_RETURN: self._on_return,
            events.PY_YIELD: self._on_return,
            events.PY_UNWIND: self._on_unwind,
        }

    def __enter__(self):
        monitoring, callbacks = sys.monitoring, self._callbacks()
        for event, callback in callbacks.items():
            monitoring.register_callback(self._place, event, callback)
        monitoring.set_events(self._place, sum(callbacks) & ~self._local_events)
        # What the last tool at this place disabled would else remain so in
        # code that has not run since.
        monitoring.restart_events()
        return self

    def __exit__(self, *error):
        monitoring = sys.monitoring
        monitoring.set_events(self._place, 0)
        for code in self._followed:
            monitoring.set_local_events(self._place, code, 0)
        for event in self._callbacks():
            monitoring.register_callback(self._place, event, None)
        monitoring.free_tool_id(self._place)

    def pause(self):
        """Report no calls until `resume`."""
        self._is_paused = True

    def resume(self):
        """Report calls again."""
        self._is_paused = False

    def _on_start(self, code, offset):
        if get_ident() != self._thread:
            return None
        if not self._follower.follows(code):
            return sys.monitoring.DISABLE
        if not self._is_paused:
            self._begin(code, sys._getframe(1))
        return None

    def _on_throw(self, code, offset, error):
        if (
            get_ident() == self._thread
            and self._follower.follows(code)
            and (not self._is_paused)
        ):
            self._begin(code, sys._getframe(1))

    def _begin(self, code, frame):
        monitoring = sys.monitoring
        if not monitoring.get_local_events(self._place, code):
            self._followed.append(code)
            monitoring.set_local_events(self._place, code, self._local_events)
        self._follower.on_call(frame)

    def _on_line(self, code, line):
        self._follower.on_line(sys._getframe(1))

    def _on_raise(self, code, offset, error):
        self._follower.on_exception(sys._getframe(1), error)

    def _on_return(self, code, offset, value):
        self._follower.on_return(sys._getframe(1), value)

    def _on_unwind(self, code, offset, error):
        self._follower.on_return(sys._getframe(1), None)
