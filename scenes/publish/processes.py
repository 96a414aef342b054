"""How processes of this machine begin that do tasks.

On Linux they are forked from one that has loaded the code: to load it takes
longer than most tasks. It can begin with that while this process still loads
its own.
"""

import gc
import multiprocessing
import os
import signal
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from multiprocessing import resource_tracker

# What says in how many threads each library computes that NumPy is built with.
_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
_LOADED = "scenes.publish.loaded"
# A socket's address on Linux, and what multiprocessing adds to the folder for what
# is temporary: /pymp-xxxxxxxx/listener-xxxxxxxx.
_MOST_OF_AN_ADDRESS, _ADDED = 107, 32


def context():
    """The multiprocessing context of these processes."""
    if not _is_forked():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload([_LOADED])
    return found


def _is_forked():
    """Whether they are forked: elsewhere a system's libraries may not bear it, and
    the one that they are forked from is asked by a socket."""
    folder = os.fsencode(tempfile.gettempdir())
    return sys.platform == "linux" and len(folder) + _ADDED <= _MOST_OF_AN_ADDRESS


def load_ahead():
    """Let the code be loaded for them from now on, if a core is idle meanwhile."""
    if _is_forked() and cores() > 1:
        from multiprocessing import forkserver

        context()
        with beginning():
            forkserver.ensure_running()


@contextmanager
def loading():
    """Load code within the block, and look for no garbage in it meanwhile: that
    would take a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def beginning():
    """Processes that are started within the block, or forked from one of those,
    never get Ctrl-C, and NumPy computes in one thread in them.

    They are as many as cores: more threads would wait for one another, and take
    twice the time. Dask tells its workers the same.
    """
    with ExitStack() as stack:
        stack.enter_context(_without_ctrl_c())
        stack.enter_context(_one_thread_each())
        yield


def cores():
    """How many processes this one may run at a time."""
    return (
        len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count()
    )


@contextmanager
def _without_ctrl_c():
    """Put Ctrl-C off; processes that are started meanwhile never get it.

    They import for seconds before they can be told to ignore it.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # As it starts, once for all, it would let Ctrl-C in again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _one_thread_each():
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
