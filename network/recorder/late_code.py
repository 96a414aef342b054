"""Code that a call does not run: of generators and coroutines.

To call one only makes it; its statements run when somebody asks it for items,
or awaits it, after the recording.
"""

import inspect

from network.files.user_error import UserError

_GENERATOR = "a generator, whose code runs as its items are asked for"
_COROUTINE = "a coroutine, whose code runs as it is awaited"
_ASYNC_GENERATOR = "an asynchronous generator, whose code runs as its items are awaited"


class NotRecordable(UserError, TypeError):
    """A call of which nothing can be recorded, and what to call instead."""


def refuse_late_code(function):
    """Raise NotRecordable if a call of a Python function runs none of it."""
    name = function.__qualname__
    if inspect.isgeneratorfunction(function):
        raise _refused(name, _GENERATOR, f"list({name}(...))`")
    if inspect.iscoroutinefunction(function):
        raise _refused(name, _COROUTINE, f"asyncio.run({name}(...))`")
    if inspect.isasyncgenfunction(function):
        raise _refused(name, _ASYNC_GENERATOR, _gathered(name))


def refuse_unstarted(returned, name):
    """Raise NotRecordable if what a call returned has not begun to run."""
    if inspect.isgenerator(returned) and returned.gi_frame is not None:
        if inspect.getgeneratorstate(returned) == inspect.GEN_CREATED:
            raise _refused(name, _GENERATOR, f"list({name}(...))`")
    elif inspect.iscoroutine(returned):
        if inspect.getcoroutinestate(returned) == inspect.CORO_CREATED:
            returned.close()
            raise _refused(name, _COROUTINE, f"asyncio.run({name}(...))`")
    elif inspect.isasyncgen(returned) and not returned.ag_running:
        raise _refused(name, _ASYNC_GENERATOR, _gathered(name))


def _gathered(name):
    return f"asyncio.run(all({name}(...)))`, `all` a coroutine of `async for`"


def _refused(name, what, run):
    return NotRecordable(
        f"{name} gives {what}, so that a call of it has no steps: record a "
        f"function that runs it, such as `lambda: {run}"
    )
