"""A disk that is full, for a moment."""

import contextlib
import resource


@contextlib.contextmanager
def short_of_room(size):
    """Within it no file grows longer than some bytes, as on a disk that is full.

    For the whole process: around what is tried alone, for pytest writes its report
    to a file, too, where it was told so.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
