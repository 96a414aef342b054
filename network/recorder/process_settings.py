"""What Python is set to for the whole process while something is recorded.

Garbage is looked for more seldom, and among what has stood one search more
seldom still: what a recording makes it keeps, so that the search, which goes
by how much is made, would look through all of it again and again, a fifth of
the time that a recording takes. And functions may be
called deeper than the code may by itself, for the recorder's own are called
from the deepest of it; the code still has its limit (`depth_limit`).
"""

import gc
import sys
import threading
from contextlib import contextmanager

_GARBAGE_AFTER = 20_000  # objects made; Python's own number is 700
_OLDER_AFTER = 100  # searches among the new; Python's own number is 10
_OWN_DEPTH = 500  # calls
_lock = threading.Lock()
_users = 0
_before = gc.get_threshold(), sys.getrecursionlimit()


@contextmanager
def set_for_recording():
    """Return a context with these settings; what the code itself sets stays."""
    with _lock:
        _begin()
    try:
        yield
    finally:
        with _lock:
            _end()


def _begin():
    global _users, _before
    if _users == 0:
        _before = gc.get_threshold(), sys.getrecursionlimit()
        if _before[0][0] > 0:  # else it is not looked for
            gc.set_threshold(*_seldom(_before[0]))
        sys.setrecursionlimit(_before[1] + _OWN_DEPTH)
    _users += 1


def _end():
    global _users
    _users -= 1
    if _users == 0:
        if gc.get_threshold() == _seldom(_before[0]):
            gc.set_threshold(*_before[0])
        if sys.getrecursionlimit() == _before[1] + _OWN_DEPTH:
            sys.setrecursionlimit(_before[1])


def _seldom(thresholds):
    new, older, oldest = thresholds
    return max(new, _GARBAGE_AFTER), max(older, _OLDER_AFTER), oldest


def depth_limit():
    """Return how deep the code may call functions, as without a recording."""
    limit = sys.getrecursionlimit()
    return _before[1] if limit == _before[1] + _OWN_DEPTH else limit
