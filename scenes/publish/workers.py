"""Tasks done by several processes, here or on a Dask cluster.

Either way a task gives the same bytes, and what comes back first is yielded
first.
"""

import asyncio
import multiprocessing
import os
import signal
import tempfile
import threading
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from tqdm import tqdm

from scenes.publish.cell_tasks import cells_code_key
from scenes.publish.processes import beginning, context, cores
from scenes.publish.segments import OtherCodeError

GREETING_SECS = 5  # in which a Dask scheduler answers


class WorkError(Exception):
    """Tasks could not be done, and what to do about it."""


@contextmanager
def here(count=None):
    """Processes on this machine that do tasks as long as the block lasts.

    Gives a function that is given
        tasks: segments.Task and the like, the longest first;
        materials: film name -> segments.material_of it;
        on_frames: called twice a second with how many frames all of them have
            drawn; None: nothing is;
    and yields (task, bytes). It raises
        WorkError: a process ended in the middle of a task, or cannot do it
            where it is;
        Exception: what a fault of the code raised in a process.

    Args:
        count: how many processes; None: one for each core.
    """
    drawn = context().Value("q", 0)

    def done(tasks, materials, *, on_frames=None):
        drawn.value = 0
        # What is submitted may start a process.
        with beginning():
            futures = {
                pool.submit(_work_counted, task, materials[task.film]): task
                for task in tasks
            }
        waiting = set(futures)
        while waiting:
            ended, waiting = wait(waiting, timeout=0.5, return_when=FIRST_COMPLETED)
            if on_frames:
                on_frames(drawn.value)
            for future in ended:
                yield futures[future], _result(future, futures[future])

    with _pool(count or cores(), drawn) as pool:
        yield done


@contextmanager
def on_cluster(scheduler):
    """The workers of a Dask cluster, as `here` gives processes.

    Args:
        scheduler: its address, e.g. "tcp://192.168.0.5:8786". Its workers
            have the same version of matreel.

    Raises:
        WorkError: there is no dask.distributed, or no such scheduler.
    """
    distributed = _distributed()

    def done(tasks, materials, *, on_frames=None):
        # One copy to each worker that asks, not one in each task.
        sent = {
            film: client.scatter(materials[film], hash=False)
            for film in {task.film for task in tasks}
        }
        futures = {
            client.submit(
                _work, task, sent[task.film], pure=False, key=f"matreel-{task.key}"
            ): task
            for task in tasks
        }
        try:
            for future in distributed.as_completed(futures):
                yield futures[future], _result(future, futures[future])
        except distributed.KilledWorker as error:
            raise WorkError(
                f"a worker of the cluster ended in the middle of "
                f"its work, again and again: {error}"
            ) from None
        finally:
            client.cancel(list(futures))

    with _client(distributed, scheduler) as client:
        yield done


def _result(future, task):
    """What a task gave. A fault of the code keeps its traceback."""
    try:
        return future.result()
    except (BrokenProcessPool, MemoryError):
        raise WorkError(
            f"a process ended in the middle of its work ({task} or another): "
            "its memory may have run out, or a file of the code was edited as it "
            "began; publish again goes on, with --workers 1 it takes the least memory"
        ) from None
    except (OtherCodeError, OSError) as error:
        raise WorkError(f"{task}: {error}") from error
    except Exception as error:
        error.add_note(f"in {task}")
        raise


@contextmanager
def _pool(count, drawn):
    """A ProcessPoolExecutor whose processes never outlive the block."""
    before = set(multiprocessing.active_children())
    # A process that is ended in the middle of its work clears nothing away.
    scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    pool = ProcessPoolExecutor(
        count, mp_context=context(), initializer=_begin, initargs=(drawn, scratch.name)
    )
    try:
        yield pool
        pool.shutdown()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
            process.join()
        pool.shutdown()
        scratch.cleanup()


_drawn = None  # in a process of the pool: how many frames all have drawn


def _begin(drawn, scratch):
    """Leave Ctrl-C to the process that publishes, and end with it."""
    global _drawn
    _drawn = drawn
    tempfile.tempdir = scratch
    # Manim's bars would take a lock of all processes, which is left behind.
    tqdm.set_lock(threading.RLock())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    cells_code_key()  # of the code that was loaded, not of a later edit


def _work(task, material):
    return task.work(material)


def _work_counted(task, material):
    return task.work(material, on_frame=_count)


def _count():
    with _drawn.get_lock():
        _drawn.value += 1


def _end_with_parent():
    multiprocessing.parent_process().join()
    os._exit(1)


def _distributed():
    try:
        import distributed
    except ImportError:
        raise WorkError(
            "expected dask.distributed for --scheduler; install "
            "it: pip install 'matreel[cluster]'"
        ) from None
    return distributed


async def _greeted(distributed, scheduler):
    """Come to an end when a Dask scheduler has answered."""
    answered = await distributed.comm.connect(scheduler, timeout=GREETING_SECS)
    await answered.close()


def _no_scheduler(address, why):
    return WorkError(
        f"expected a Dask scheduler at {address}, but {why}; start one: dask scheduler"
    )


@contextmanager
def _client(distributed, scheduler):
    try:
        # A server that is none would be waited for without an end.
        asyncio.run(asyncio.wait_for(_greeted(distributed, scheduler), GREETING_SECS))
        client = distributed.Client(scheduler, timeout="3s")
    except TimeoutError:
        raise _no_scheduler(scheduler, "nothing answers as one does") from None
    except (OSError, ValueError) as error:
        raise _no_scheduler(scheduler, error) from error
    except Exception as error:  # of what was read as a scheduler's words and is none
        raise _no_scheduler(scheduler, "something else answers") from error
    try:
        yield client
    finally:
        client.close()
