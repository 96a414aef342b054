"""Processes that would get into each other's way take turns."""

import os
from contextlib import contextmanager

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextmanager
def turn_in(folder, wait=None):
    """Hold a folder while others that want to wait.

    It is held until the block ends, or the process, however it ends; no file
    is left. Where there is no such folder yet nobody waits.

    Args:
        folder: Path.
        wait: called without arguments before waiting for another process.
    """
    if fcntl is None or not folder.is_dir():
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if wait:
                wait()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
