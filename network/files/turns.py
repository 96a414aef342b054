"""Processes that would get into each other's way take turns."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextmanager
def turn_in(folder: Path, wait: Callable[[], None] | None = None) -> Iterator[None]:
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


def held(folder: Path) -> int | None:
    """Hold a folder until the descriptor that this returns is closed, or the
    process ends; None if another holds it, or it cannot be held."""
    if fcntl is None:
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
