"""Functions that make arrays from nothing, which NumPy reports to nobody.

`np.zeros(...)` meets no traced array, and `np.array(x)` drops the tracing of
x; what `np.random.rand(...)` draws and `np.loadtxt(...)` reads nothing can
compute again. While any thread records, the names in the `numpy` module lead
to wrappers that ask the recording of the calling thread; without one, and in
the code of libraries, they go straight to the original.
"""

import functools
import threading
import types
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
# These make arrays of plain lists and numbers; of what is traced they report
# themselves.
OF_LISTS = (
    "repeat",
    "tile",
    "diag",
    "outer",
    "dot",
    "inner",
    "kron",
    "concatenate",
    "stack",
    "vstack",
    "hstack",
    "column_stack",
    "reshape",
    "ones_like",
    "zeros_like",
    "full_like",
    "meshgrid",
    "logspace",
    "geomspace",
    "cumsum",
    "cumprod",
    "mean",
    "transpose",
)
# What comes of these is a gap.
SOURCES = (
    "loadtxt",
    "genfromtxt",
    "load",
    "fromfile",
    "random.rand",
    "random.randn",
    "random.random",
    "random.random_sample",
    "random.ranf",
    "random.sample",
    "random.normal",
    "random.standard_normal",
    "random.uniform",
    "random.randint",
    "random.choice",
    "random.permutation",
    "random.binomial",
    "random.exponential",
    "random.laplace",
    "random.poisson",
    "random.multivariate_normal",
)
_lock = threading.Lock()
_originals: dict[str, Callable] = {}
_wrapped: dict[Callable, Callable] = {}
_users = 0


class _Current(threading.local):
    """What records in a thread.

    Attributes:
        recording: the OperationRecorder, or None.
        pause, resume: of its `statement_events`; where there are none they do
            nothing.
    """

    recording: Any = None
    # Anything that is no Python code: to call it is reported to nobody.
    pause: Callable[[], Any] = bool
    resume: Callable[[], Any] = bool


current = _Current()


@functools.cache
def _wrapper(name, original):
    last = name.rpartition(".")[2]

    @functools.wraps(original)
    def create(*args, **kwargs):
        recording = current.recording
        if recording is None:
            return original(*args, **kwargs)
        if name in SOURCES:
            return recording.bring(last, original, args, kwargs)
        if name in OF_LISTS and _holds_traced((args, tuple(kwargs.values()))):
            return original(*args, **kwargs)
        return recording.create(name, original, args, kwargs)

    _wrapped[create] = original
    return create


def original_of(function: Any) -> Callable | None:
    """Return what a wrapper stands for; None of anything else."""
    return _wrapped.get(function) if type(function) is types.FunctionType else None


def _holds_traced(value):
    """Tell whether NumPy asks a traced array among some arguments."""
    if isinstance(value, np.ndarray):
        return type(value) is not np.ndarray
    return isinstance(value, (list, tuple)) and any(map(_holds_traced, value))


def _home(name):
    """Return (module, own name) of a function of NumPy's."""
    module, _, last = name.rpartition(".")
    return (np.random if module else np), last


def install(recording):
    """Lead this thread's array creation to a recording."""
    global _users
    with _lock:
        if _users == 0:
            for name in (*CREATORS, *OF_LISTS, *SOURCES):
                module, last = _home(name)
                _originals[name] = getattr(module, last)
                setattr(module, last, _wrapper(name, _originals[name]))
        _users += 1
    current.recording = recording


def report_to(events):
    """Pause these `statement_events` of this thread while arrays compute."""
    current.pause, current.resume = events.pause, events.resume


def uninstall():
    """Put the original functions back when no thread needs the wrappers.

    A function that the code itself has put in the place of a wrapper stays.
    """
    global _users
    vars(current).clear()
    with _lock:
        _users -= 1
        if _users == 0:
            for name, original in _originals.items():
                module, last = _home(name)
                if getattr(module, last) is _wrapper(name, original):
                    setattr(module, last, original)
