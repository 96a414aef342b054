"""Code that is loaded for workers while this process still loads its own.

To load it takes longer than most tasks, so it begins before the command line is
read as a whole, and a fault of it is said only there.
"""

import threading
from importlib import import_module

from scenes.publish import processes

_LOADED = "scenes.publish.loaded"


def load_ahead(arguments):
    """Let those who will do the tasks of a command load the code from now on.

    Args:
        arguments: words of the command line behind the program's name.
    """
    if arguments[:1] != ["publish"]:
        return
    scheduler = _scheduler_of(arguments)
    if scheduler is None:
        processes.load_ahead()
    else:
        threading.Thread(
            target=_load_on_cluster, args=(scheduler,), daemon=True
        ).start()


def _scheduler_of(arguments):
    """The address behind --scheduler, the last one; None: there is none."""
    address = None
    for word, after in zip(arguments, [*arguments[1:], None], strict=True):
        name, equals, value = word.partition("=")
        if name == "--scheduler":
            address = value if equals else after
    return address


def _load_on_cluster(scheduler):
    """Let each worker of a Dask cluster load the code once."""
    try:
        from distributed import Client, fire_and_forget

        with Client(scheduler, timeout="3s") as client:
            for worker in client.nthreads():
                loaded = client.submit(
                    import_module, _LOADED, workers=[worker], pure=False
                )
                fire_and_forget(loaded)
    except Exception:
        pass  # whatever it is, it is said where the tasks are sent
