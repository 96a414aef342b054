"""Processes that would get into each other's way take turns."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

# What disks of other machines say that know no such lock.
_NO_LOCKS = (errno.EBADF, errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)


@contextmanager
def turn_in(folder: Path, wait: Callable[[], None] | None = None) -> Iterator[bool]:
    """Hold a folder while others that want to wait.

    It is held until the block ends, or the process, however it ends; no file
    is left. Where there is no such folder yet nobody waits, nor where the
    system or the disk has no such locks.

    Args:
        folder: Path.
        wait: called without arguments before waiting for another process.

    Yields:
        Whether the folder that is held is still what has its name: it may
        have been replaced or removed while this one waited.
    """
    if fcntl is None:
        yield folder.is_dir()
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except (FileNotFoundError, NotADirectoryError):
        yield False  # whoever makes it after this moment has to be waited for
        return
    try:
        _lock(descriptor, wait)
        yield _is_named(descriptor, folder)
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


def _lock(descriptor, wait):
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if wait:
            wait()
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise


def _is_named(descriptor, folder):
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(folder))
    except FileNotFoundError:
        return False
