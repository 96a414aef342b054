"""Functions that make arrays from nothing, which NumPy reports to nobody.

`np.zeros(...)` meets no traced array, and `np.array(x)` drops the tracing of
x. While any thread records, the names in the `numpy` module lead to wrappers
that ask the recording of the calling thread; without one, and in the code of
libraries, they go straight to the original.
"""

import functools
import threading
from collections.abc import Callable
from typing import Any

import numpy as np

CREATORS = (
    "array",
    "asarray",
    "asanyarray",
    "ascontiguousarray",
    "asfortranarray",
    "zeros",
    "ones",
    "full",
    "empty",
    "eye",
    "identity",
    "arange",
    "linspace",
    "tri",
    "fromiter",
    "frombuffer",
)
_lock = threading.Lock()
_originals: dict[str, Callable] = {}
_users = 0


class _Current(threading.local):
    recording: Any = None  # that of the thread


current = _Current()


@functools.cache
def _wrapper(name, original):
    @functools.wraps(original)
    def create(*args, **kwargs):
        recording = current.recording
        if recording is None:
            return original(*args, **kwargs)
        return recording.create(name, original, args, kwargs)

    return create


def install(recording):
    """Lead this thread's array creation to a recording."""
    global _users
    with _lock:
        if _users == 0:
            for name in CREATORS:
                _originals[name] = getattr(np, name)
                setattr(np, name, _wrapper(name, _originals[name]))
        _users += 1
    current.recording = recording


def uninstall():
    """Put the original functions back when no thread needs the wrappers.

    A function that the code itself has put in the place of a wrapper stays.
    """
    global _users
    current.recording = None
    with _lock:
        _users -= 1
        if _users == 0:
            for name in CREATORS:
                original = _originals[name]
                if getattr(np, name) is _wrapper(name, original):
                    setattr(np, name, original)
