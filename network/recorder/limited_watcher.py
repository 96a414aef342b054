"""Follow the statements that run until a limit is reached."""

from network.recorder.limits import Meter, RecordingEnded
from network.recorder.loop_rounds import LoopRounds, places_in_loops
from network.recorder.operation_recorder import OperationRecorder
from network.recorder.statements import describe
from network.recorder.step_watcher import StepWatcher


class LimitedOperations(OperationRecorder):
    """An OperationRecorder that asks a Meter after each operation.

    Attributes:
        meter: the Meter, None as long as there is none.
    """

    meter: Meter | None = None

    @property
    def count(self):
        """How many operations there are."""
        return self._count

    def _add(self, *operation):
        super()._add(*operation)
        if self.meter is not None:
            self.meter.check_operation()


class LimitedWatcher(StepWatcher):
    """A StepWatcher that asks a Meter at each statement, and that leaves out
    rounds of loops.

    Args:
        most_rounds: of each outermost loop so many are followed; None for all.
        on_pause: called with no arguments where rounds are left out.
        on_resume: called where they are over with the OpenStep of the loop's
            header, the frames that are followed, and how many rounds it were.

    Attributes:
        meter: the Meter, None as long as there is none.
    """

    meter: Meter | None = None

    def __init__(self, *arguments, most_rounds, on_pause, on_resume):
        super().__init__(*arguments)
        self._rounds = None if most_rounds is None else LoopRounds(most_rounds)
        self._places = {}  # SourceFile -> {node of a statement: Place}
        self._left_out = None  # _FrameState while nothing is recorded
        self._on_pause, self._on_resume = on_pause, on_resume
        self._is_over = False

    def stop(self):
        """Follow nothing any more; what is open ends here."""
        self._is_over = True
        for state in self._stack:
            state.error = state.error or RecordingEnded.__name__

    def on_call(self, frame):
        """Begin to follow a frame, but none in rounds that are left out."""
        if self._left_out is None and not self._is_over:
            super().on_call(frame)

    def on_line(self, frame):
        """Begin a step if a frame has come to another statement.

        Raises:
            RecordingEnded: a limit is reached.
        """
        if self.meter is not None:
            self.meter.check_statement()
        if self._is_over:
            return
        if self._rounds is not None and not self._is_recorded(frame):
            return
        super().on_line(frame)

    def on_exception(self, frame, error):
        """Note an exception, but none in rounds that are left out."""
        if self._left_out is None:
            super().on_exception(frame, error)

    def on_return(self, frame, value):
        """End a frame's last step, and the loop that it was in."""
        if self._rounds is not None and self._rounds.is_of(frame):
            self._rounds.end()
            if self._left_out is not None and not self._is_over:
                self._resume()
        super().on_return(frame, value)

    def _is_recorded(self, frame):
        """Count a round where one begins; tell whether it is recorded."""
        if self._left_out is not None and frame is not self._left_out.frame:
            return False
        state = self._state_of(frame)
        if state is None:
            return True
        statement = state.code.statements[frame.f_lasti]
        if statement is not None:
            place = self._places_of(state.code.source).get(statement.node)
            self._rounds.move(frame, place, frame.f_lasti)
        if self._rounds.is_left_out and self._left_out is None:
            self._finish(state)
            self._left_out = state
            self._loop = place.loop
            self._on_pause()
        elif self._left_out is not None and not self._rounds.is_left_out:
            self._resume()
        return self._left_out is None

    def _places_of(self, source):
        if source not in self._places:
            self._places[source] = places_in_loops(source.tree)
        return self._places[source]

    def _resume(self):
        """Go on, with a step that tells what the rounds left out have done."""
        state, self._left_out = self._left_out, None
        self._begin(state, describe(self._loop, state.code.source))
        self._open(state)
        frames = [one.frame for one in self._stack]
        self._on_resume(state.step, frames, self._rounds.left_out)
