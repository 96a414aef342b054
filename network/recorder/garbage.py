"""Look for garbage more seldom while something is recorded.

What a recording makes it keeps, so that Python's search for garbage, which
goes by how much is made, would look through all of it again and again: a
fifth of the time that a recording takes.
"""

import gc
import threading
from contextlib import contextmanager

_SELDOM = 20_000  # objects made; Python's own number is 700
_lock = threading.Lock()
_users = 0
_before = gc.get_threshold()


@contextmanager
def seldom_collected():
    """Return a context in which garbage is looked for more seldom.

    Who has set a larger number, or none, keeps it.
    """
    global _users, _before
    with _lock:
        if _users == 0:
            _before = gc.get_threshold()
            if 0 < _before[0] < _SELDOM:
                gc.set_threshold(_SELDOM, *_before[1:])
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if _users == 0 and gc.get_threshold()[0] == _SELDOM:
                gc.set_threshold(*_before)
