"""How much of a call is recorded before the recording ends, or pauses."""

import time
from collections.abc import Callable
from dataclasses import dataclass

# A statement is recorded whole; one that alone computes this many times as
# much as all others may is broken off.
_AT_LAST = 2
# So many statements may tidy up; who comes to more has caught the end.
_TIDYING = 1000


class RecordingEnded(BaseException):
    """Raised in the code that is recorded where its recording has to end."""


@dataclass(frozen=True)
class Limits:
    """Where a recording ends.

    Attributes:
        operations: how many are recorded at most.
        seconds: that it takes at most, None for any.
        rounds: of each loop that stands in no other loop of its function, so
            many rounds are recorded; None for all. The others run without.
    """

    operations: int
    seconds: float | None = None
    rounds: int | None = None


class Meter:
    """Measures a recording by its Limits.

    Args:
        limits: the Limits.
        operations: returns how many there are.
        on_second: called with their number about once a second.
        stop: called before the first RecordingEnded is raised.

    Attributes:
        ended: "after 20,000 operations", once that is so; else None.
    """

    def __init__(
        self,
        limits: Limits,
        operations: Callable[[], int],
        on_second: Callable[[int], None],
        stop: Callable[[], None],
    ) -> None:
        self._limits, self._operations = limits, operations
        self._on_second, self._stop = on_second, stop
        self._after = 0  # checks since it has ended
        self._next_second = time.monotonic() + 1
        seconds = limits.seconds
        self._until = None if seconds is None else time.monotonic() + seconds
        self.ended: str | None = None

    def check_statement(self) -> None:
        """Raise RecordingEnded if no other statement is to begin."""
        self._check(self._limits.operations)

    def check_operation(self) -> None:
        """Raise it within a statement that never comes to its end."""
        self._check(_AT_LAST * self._limits.operations)

    def _check(self, most: int) -> None:
        if self.ended is not None:
            self._after += 1
            if self._after % _TIDYING == 0:
                raise RecordingEnded(self.ended)
            return
        now, count = time.monotonic(), self._operations()
        if now > self._next_second:
            self._on_second(count)
            self._next_second = now + 1
        if count >= most:
            self.ended = f"after {count:,} operations"
        elif self._until is not None and now > self._until:
            self.ended = f"after {self._limits.seconds:g} seconds"
        if self.ended is not None:
            self._stop()
            raise RecordingEnded(self.ended)
