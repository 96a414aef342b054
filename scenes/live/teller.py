"""One thread that records and tells: what is waited for comes first."""

import gc
import heapq
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import Context
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count
from typing import Any

from scenes.stage.frozen import is_frozen

# Searching all that films are made of takes longer than telling a frame: that is
# done where nothing else is, and at last where rubbish mounts up.
_THRESHOLD = 10_000, 500, 100
_MOUNTED = 20  # searches of what is new, after which what is not much older is searched


class Rank(IntEnum):
    """What comes before what."""

    RECORDING = 0
    BEGUN = 1  # what a page knows of a film, before its scripts can run
    WATCHED = 2  # a page waits for it before it shows anything
    SOON = 3  # what plays next
    FILMS = 4  # which others there are
    READINGS = 5  # what a page shows only when it is pointed at
    AHEAD = 6  # nobody waits for it yet


IDLE_SECS = 3.0  # without a job, after which rubbish is looked for
# Without a recording, after which somebody watches and does not draw: what takes long
# and cannot be interrupted, another film or a search for rubbish, waits until then.
CALM_SECS = 1.0


class Dropped(Exception):
    """What is worked at is wanted no more."""


@dataclass(order=True)
class _Job:
    rank: Rank
    number: int
    work: Callable[[Callable[[], None]], Any] = field(compare=False)
    is_wanted: Callable[[], bool] = field(compare=False)
    future: "Future[Any]" = field(compare=False, default_factory=Future)


class _SearchForRubbish:
    """How Python looks for rubbish while there are tellers, and before and after."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tellers = 0
        self._before = gc.get_threshold()
        self._has_frozen = False

    def begin(self) -> None:
        """Look more seldom, and in nothing that the program has until now."""
        with self._lock:
            if self._tellers == 0:
                self._before = gc.get_threshold()
                # What somebody else has frozen stays: nobody can tell it apart.
                self._has_frozen = not is_frozen()
            self._tellers += 1
            gc.freeze()
            gc.set_threshold(*_THRESHOLD)

    def end(self) -> None:
        """Look as before, when the last teller has ended."""
        with self._lock:
            self._tellers -= 1
            if self._tellers == 0:
                if gc.get_threshold() == _THRESHOLD:
                    gc.set_threshold(*self._before)
                if self._has_frozen:
                    gc.unfreeze()


_search = _SearchForRubbish()


class Teller:
    """Works at one thing at a time; between two moments of a film it turns to
    what is waited for more, or leaves what nobody wants any more."""

    def __init__(self) -> None:
        _search.begin()
        self._jobs: list[_Job] = []
        self._resting: list[_Job] = []  # those of other films, until nobody draws
        self._numbers = count()
        self._recorded = -CALM_SECS  # when something was recorded last
        self._changed = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._go_on, name="teller", daemon=True)
        self._thread.start()

    def submit(
        self,
        rank: Rank,
        work: Callable[[Callable[[], None]], Any],
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> "Future[Any]":
        """Have something done, and get what comes of it.

        Args:
            work: is given a function to call between two moments.
            is_wanted: asked before it, and between two moments; if not, the
                future raises Dropped.
        """
        job = _Job(rank, next(self._numbers), work, is_wanted)
        with self._changed:
            if rank == Rank.FILMS:
                self._resting.append(job)
            else:
                heapq.heappush(self._jobs, job)
            self._changed.notify()
        return job.future

    def close(self) -> None:
        """End after what is being done; then rubbish is looked for as before."""
        with self._changed:
            self._ended = True
            self._changed.notify()

    def _go_on(self) -> None:
        try:
            self._work()
        finally:
            _search.end()

    def _work(self) -> None:
        is_clean = True
        while True:
            with self._changed:
                while not self._has_some() and not self._ended:
                    if self._resting:
                        self._changed.wait(self._calm_in)
                    elif not self._changed.wait(None if is_clean else IDLE_SECS):
                        gc.collect()
                        is_clean = True
                is_clean = False
                if self._ended:
                    return
                job = heapq.heappop(self._jobs)
            is_calm = job.rank >= Rank.FILMS and self._calm_in <= 0
            if is_calm and gc.get_count()[1] > _MOUNTED:
                gc.collect(1)  # all of it takes as long as some pens
            self._do(job)

    @property
    def _calm_in(self) -> float:
        """In how many seconds nobody draws any more, as it seems."""
        return self._recorded + CALM_SECS - time.monotonic()

    def _has_some(self) -> bool:
        """Whether there is something to do now."""
        if self._resting and self._calm_in <= 0:
            for job in self._resting:
                heapq.heappush(self._jobs, job)
            self._resting.clear()
        return bool(self._jobs)

    def _do(self, job: _Job) -> None:
        if not job.future.set_running_or_notify_cancel():
            return
        try:
            if not job.is_wanted():
                raise Dropped
            # Each in a context of its own: what language is spoken in what it
            # interrupts is nothing to it.
            made = Context().run(job.work, lambda: self._between(job))
        except BaseException as error:
            job.future.set_exception(error)
        else:
            job.future.set_result(made)
        finally:
            if job.rank == Rank.RECORDING:
                self._recorded = time.monotonic()

    def _between(self, job: _Job) -> None:
        """Do what comes before a job."""
        while True:
            with self._changed:
                if self._ended or not job.is_wanted():
                    raise Dropped
                if not self._has_some() or self._jobs[0].rank >= job.rank:
                    return
                first = heapq.heappop(self._jobs)
            self._do(first)
