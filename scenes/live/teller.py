"""One thread that records and tells: what is waited for comes first."""

import gc
import heapq
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import Context
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count
from typing import Any

# Searching all that films are made of takes longer than telling a frame: that is
# done where nothing else is, and at last where rubbish mounts up.
_THRESHOLD = 10_000, 20, 100
# More are frozen by somebody; fewer Python 3.12 itself has from its start.
_FROZEN_BY_PYTHON = 1_000


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
                self._has_frozen = gc.get_freeze_count() < _FROZEN_BY_PYTHON
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
        self._numbers = count()
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
                while not self._jobs and not self._ended:
                    if not self._changed.wait(None if is_clean else IDLE_SECS):
                        gc.collect()
                        is_clean = True
                is_clean = False
                if self._ended:
                    return
                job = heapq.heappop(self._jobs)
            self._do(job)

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

    def _between(self, job: _Job) -> None:
        """Do what comes before a job."""
        while True:
            with self._changed:
                if self._ended or not job.is_wanted():
                    raise Dropped
                if not self._jobs or self._jobs[0].rank >= job.rank:
                    return
                first = heapq.heappop(self._jobs)
            self._do(first)
