"""What would hang fails; what is only slow does not."""

import contextlib
import signal
import time

# Until what is to come has come: far above what it takes, also where a dozen other
# programs run on the machine. Nothing waits so long where all is well.
PATIENCE_SECS = 900


@contextlib.contextmanager
def ends_within(seconds):
    """TimeoutError where something does not end: far above what it takes."""

    def end(number, frame):
        raise TimeoutError(f"expected an end within {seconds} s")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def until(condition):
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE_SECS
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)
