"""Follow the statements that run: each becomes a step.

Python reports calls, lines, exceptions and returns (`statement_events`). A
line is not a statement, so each report is looked up in the syntax tree.
"""

from pathlib import Path

from network.recorder.open_step import OpenStep, error_text
from network.recorder.process_settings import depth_limit
from network.recorder.watch_rules import OWN_FILES, is_of_picture_maker, watch_rule
from network.recorder.watched_code import WatchedCode
from network.recorder.watched_sources import SourceFiles

_QUIET_ERRORS = (StopIteration, StopAsyncIteration, GeneratorExit)
_OWN = object()
_DRAWING = object()


class _FrameState:
    __slots__ = (
        "frame",
        "code",
        "parent",
        "call",
        "statement",
        "first",
        "last",
        "step",
        "error",
        "depth",
    )


class StepWatcher:
    """The steps of one recording; the follower of `statement_events`.

    Args:
        watch: as `record` takes it.
        on_step: called with (OpenStep, frame, returned) at the end of each
            that no error ended, `returned` being a tuple of one for a return;
            fills in what it assigned.
        on_arguments: called with the frame of each function that begins.
        sink: gets functions, sources, open ancestors and finished steps.

    Attributes:
        sources: the SourceFiles that steps are made of.
    """

    def __init__(self, watch, on_step, on_arguments, sink):
        self._is_watched = watch_rule(watch)
        self._on_step = on_step
        self._on_arguments = on_arguments
        self._sink = sink
        self._codes = {}  # id(code) -> WatchedCode, _OWN, _DRAWING or None
        self._kept = []  # the code objects, so that ids stay true
        self.sources = SourceFiles()
        self._names = {}  # shown name -> WatchedCode
        self._recorded = {}  # WatchedCode -> shown name
        self._stack = []
        self._slugs = set()
        self._repeats = {}
        self._count = 0
        self._unseen = None  # error that ends functions without a report

    def watched_code(self, code):
        """Return the WatchedCode of a code object, None if not watched."""
        try:
            return self._codes[id(code)]
        except KeyError:
            self._kept.append(code)
            return self._codes.setdefault(id(code), self._watch(code))

    def is_called_as(self, name, frame):
        """Tell whether a watched frame calls a function by this very name.

        Compiled code has no frames: what it calls seems to be called by the
        function that called it.
        """
        watched = self.watched_code(frame.f_code)
        if not isinstance(watched, WatchedCode):
            return False
        function = getattr(watched.sites[frame.f_lasti].node, "func", None)
        return name == getattr(function, "attr", getattr(function, "id", None))

    def _watch(self, code):
        path = code.co_filename
        if path in OWN_FILES:
            return _OWN
        if not self._is_watched(code):
            return _DRAWING if is_of_picture_maker(path) else None
        source = self.sources.find(path)
        return None if source is None else source.watched_code(code)

    def _name(self, code):
        """Return a function's name, told apart from its namesakes."""
        name = code.name
        known = self._names.setdefault(name, code)
        if known is not code:
            name = f"{Path(code.source.path).stem}.{name}"
            known = self._names.setdefault(name, code)
        if known is not code:
            name = f"{name}:{code.first_line}"
            self._names.setdefault(name, code)
        return name

    def follows(self, code):
        """Tell whether the statements of a code object are steps."""
        watched = self._codes.get(id(code), code)
        if watched is None or watched is _OWN:
            return False
        if watched is code:
            watched = self.watched_code(code)
        return isinstance(watched, WatchedCode) and not watched.is_transparent

    def on_call(self, frame):
        """Begin to follow a frame of code that is followed.

        Raises:
            RecursionError: it is deeper than the code may call functions.
        """
        if self._unseen is not None:
            self._catch_up(frame.f_back)
        code = self.watched_code(frame.f_code)
        state = _FrameState()
        state.frame, state.code = frame, code
        state.parent = state.call = state.statement = state.step = None
        state.first = state.last = -1
        state.error = None
        state.depth = self._depth(frame)
        if state.depth >= depth_limit():
            # In Python 3.11 nothing more is reported until the next operation.
            self._unseen = RecursionError("maximum recursion depth exceeded")
            raise self._unseen
        if self._stack:
            state.parent, state.call, *_ = self.locate(frame.f_back, is_call=True)
            state.parent.has_children = True
        self._on_arguments(frame)
        self._stack.append(state)
        if code not in self._recorded:
            self._recorded[code] = self._name(code)
            self._sink.function(code.record(self._recorded[code]), code.source.text)

    def _depth(self, frame):
        """Return how many functions are running, the recorder's own left out."""
        around = self._stack[-1] if self._stack else None
        depth = around.depth if around else 0
        while frame is not None and not (around and frame is around.frame):
            depth += self._codes.get(id(frame.f_code)) is not _OWN
            frame = frame.f_back
        return depth

    def _catch_up(self, frame):
        """End the frames that an error has ended without a report.

        Args:
            frame: that is running now.
        """
        running = set()
        while frame is not None:
            running.add(id(frame))
            frame = frame.f_back
        while self._stack and id(self._stack[-1].frame) not in running:
            state = self._stack.pop()
            state.error = state.error or error_text(self._unseen)
            self._finish(state)
        if self._stack and self._stack[-1].step is not None:
            state = self._stack[-1]
            state.error = state.error or error_text(self._unseen)
        self._unseen = None

    def _state_of(self, frame):
        """Return what is known of a frame, None if it is not followed."""
        for state in reversed(self._stack):
            if state.frame is frame:
                return state
        return None

    def on_line(self, frame):
        """Begin a step if a frame has come to another statement."""
        if self._unseen is not None:
            self._catch_up(frame)
        state = self._stack[-1] if self._stack else None
        if state is None or state.frame is not frame:  # as few are
            state = self._state_of(frame)
            if state is None:
                return
        lasti = frame.f_lasti
        statement = state.code.statements[lasti]
        if statement is None or (statement is state.statement and lasti > state.first):
            return
        self._begin(state, statement, lasti)

    def _begin(self, state, statement, first=-1):
        """Begin a statement, at its first instruction if that is known."""
        if state.step is not None:
            self._finish(state)
        state.statement, state.error = statement, None
        state.first = state.last = first
        if not statement.is_header:
            self._open(state)

    def _open(self, state):
        step = OpenStep()
        step.number = self._count
        self._count += 1
        code, parent = state.code, state.parent
        step.function = self._recorded[code]
        step.source, step.statement = code.source, state.statement
        step.parent, step.call = parent, state.call
        step.depth = parent.depth + 1 if parent else 0
        step.slug = self._slug(_first_slug(step))
        step.operations, step.assigned = [], []
        step.error, step.announced, step.has_children = None, False, False
        state.step = step

    def _slug(self, first):
        """Return a slug, numbered -2, -3 where it has been before."""
        count = self._repeats.get(first, 0) + 1
        slug = first if count == 1 else f"{first}-{count}"
        while slug in self._slugs:
            count += 1
            slug = f"{first}-{count}"
        self._repeats[first] = count
        self._slugs.add(slug)
        return slug

    def _take_back(self, step):
        """Forget a step that nothing has followed yet."""
        self._count -= 1
        self._slugs.discard(step.slug)
        self._repeats[_first_slug(step)] -= 1

    def on_exception(self, frame, error):
        """Note an exception with the step that it was raised in."""
        state = self._state_of(frame)
        if state is None or isinstance(error, _QUIET_ERRORS):
            return
        state.error = error_text(error)
        if state.step is None and state.statement is not None:
            self._open(state)

    def on_return(self, frame, value):
        """End a frame's last step: it returns, yields or gives up."""
        state = self._state_of(frame)
        if state is None:
            return
        statement = state.statement
        returned = (value,) if (statement is not None and statement.is_return) else None
        self._finish(state, returned)
        del self._stack[self._stack.index(state) :]

    def _finish(self, state, returned=None):
        step = state.step
        if step is None:
            return
        state.step = None
        step.error = state.error
        if step.statement.is_header and step.did_nothing:
            # The end of an iteration: the next item was asked for in vain.
            self._take_back(step)
            return
        if step.error is None:
            self._on_step(step, state.frame, returned)
        if step.parent is not None and not step.parent.announced:
            self._announce(step.parent)
        step.announced = True
        self._sink.step(step.closed())

    def _announce(self, step):
        """Tell of an open step and of those around it."""
        unannounced = []
        while step is not None and not step.announced:
            unannounced.append(step)
            step.announced = True
            step = step.parent
        for one in reversed(unannounced):
            self._sink.unfinished(one.closed(finished=False))

    def locate(self, frame, *, is_call=False):
        """Return where an operation belongs that is called from a frame.

        Args:
            is_call: it is no operation but a call of a watched function.

        Returns:
            (OpenStep, Site, SourceFile, frame or None): the frame that
            computes it, None where a function that is not watched lies
            between. All None where no watched function runs, and where a
            library draws.
        """
        if self._stack and self._unseen is None:
            state = self._stack[-1]
            if frame is state.frame:  # as most are: quick
                code, lasti = state.code, frame.f_lasti
                if (
                    lasti > state.last
                    and state.step is not None
                    and code.statements[lasti] is state.statement
                ):
                    state.last = lasti
                else:
                    self._sync(state, False)
                return state.step, code.sites[lasti], code.source, frame
        is_direct, is_within = True, False
        watched = None
        while frame is not None:
            watched = self._codes.get(id(frame.f_code), frame)
            if watched is frame:
                watched = self.watched_code(frame.f_code)
            if watched is None:
                is_direct = False
            elif watched is _OWN:
                is_within = is_call  # of an operation
            elif watched is _DRAWING:
                if not is_call:
                    return None, None, None, None
                is_direct = False
            else:
                break
            frame = frame.f_back
        if self._unseen is not None:
            self._catch_up(frame)
        if not self._stack:
            return None, None, None, None
        state = self._stack[-1]
        if frame is not state.frame and not (
            frame is not None and watched.is_transparent
        ):
            frame, watched, is_direct = state.frame, state.code, False
        self._sync(state, is_within)
        site = watched.sites[frame.f_lasti]
        return state.step, site, watched.source, frame if is_direct else None

    def _sync(self, state, is_within):
        """Catch up with a frame whose statement began without a line.

        The body of a loop on one line does, and so does its next round.

        Args:
            is_within: an operation, for which this has been done, is not yet
                over and calls a function.
        """
        lasti = state.frame.f_lasti
        if is_within and lasti == state.last and state.step is not None:
            return
        statement = state.code.statements[lasti]
        is_same = statement is state.statement and not (
            lasti <= state.last
            and state.code.is_repeated(lasti, is_again=lasti == state.last)
        )
        if is_same and state.step is not None:
            state.last = lasti
            return
        if statement is None:
            statement = state.statement or state.code.any_statement(lasti)
            is_same = statement is state.statement
        if not is_same:
            self._begin(state, statement)
        state.last = lasti
        if state.step is None:
            self._open(state)

    def close(self, error):
        """Finish the steps that an end out of order has left open."""
        for state in reversed(self._stack):
            if error is not None:
                state.error = state.error or error_text(error)
            self._finish(state)
        self._stack.clear()
        # These know the watcher: what was recorded is let go of with the trace,
        # not when garbage is looked for.
        self._on_step = self._on_arguments = self._sink = None


def _first_slug(step):
    own = step.statement.own_slug
    return f"{step.parent.slug}/{own}" if step.parent else own
