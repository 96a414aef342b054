"""An SQLite file that a program adds rows to while it does something else.

A commit for each few rows would take longer than making them. Here rows wait
in memory and are committed together, many times a second, also while the
program is busy elsewhere.
"""

import os
import sqlite3
import threading
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

from network.files.whole import write_whole

_COMMIT_SECONDS = 0.05
_SETTLING_SECONDS = 2
_IDLE_SECONDS = 1


class SteadyDatabase:
    """Puts a database in place and adds rows to it.

    Killed at any moment it leaves a file that opens with all rows of some
    calls of `write`: all but those of the last moment. Readers may follow;
    while one reads, commits wait, and those who come then wait for both.

    Args:
        path: pathlib.Path to write; what stands there is replaced. Nothing
            may stand beside it that SQLite takes for a part of it.
        content: bytes of the database to begin with.
        final: pathlib.Path that the file takes when it is finished, if that
            is another; what stands there is replaced then.

    Attributes:
        failure: the error that ended the writing, None while all is well.

    Raises:
        OSError, sqlite3.Error: nothing can be written there.
    """

    def __init__(self, path, content, final=None):
        self.failure = None
        self._path = path
        self._final = final or path
        self._replaced = _file_number(self._final)
        self._process = _clock.process
        self._lock = threading.Lock()
        self._waiting = {}
        self._is_uncommitted = False
        self._put_in_place(content)
        # Without waiting for the disk: a killed process loses nothing that
        # it gave to the system. Only a power failure could.
        self._connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, timeout=0
        )
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("BEGIN IMMEDIATE")
        self._committed_at = time.monotonic()
        _clock.add(self)

    def _put_in_place(self, content):
        self._file_number = write_whole(self._path, content, to_disk=False).st_ino

    def write(self, rows):
        """Add rows: all of them or, should the writing fail, none.

        A forked process adds nothing: the file is its parent's.

        Args:
            rows: {(SQL, number): (function, arguments)} of each; what the
                function returns are its columns. One that still waits is
                forgotten for a later one of the same SQL and number. The SQL
                may run a second time, when Ctrl-C broke into the first.
        """
        if self._process is _clock.process and self.failure is None:
            with self._lock:
                self._waiting.update(rows)
                if time.monotonic() > self._committed_at + _COMMIT_SECONDS:
                    self._commit_if_due(_COMMIT_SECONDS)

    def commit_if_due(self, secs):
        """Commit what waits if the last commit is that many seconds ago."""
        with self._lock:
            self._commit_if_due(secs)

    def _commit_if_due(self, secs):
        if (
            time.monotonic() > self._committed_at + secs
            and (self._waiting or self._is_uncommitted)
            and self.failure is None
        ):
            self._commit()

    def _commit(self):
        try:
            self._insert()
            self._connection.execute("COMMIT")
            self._is_uncommitted = False
            self._connection.execute("BEGIN IMMEDIATE")
        except Exception as error:  # else it would end the recorded call
            # Someone reads it at this moment: the next time, then.
            if not is_locked(error):
                self._give_up(error)
        self._committed_at = time.monotonic()

    def _insert(self):
        self._check_in_place()
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
        self._is_uncommitted = True
        rows = defaultdict(list)
        for (sql, _), (columns, arguments) in self._waiting.items():
            rows[sql].append(columns(*arguments))
        for sql, of_table in rows.items():
            self._connection.executemany(sql, of_table)
        self._waiting.clear()

    def _check_in_place(self):
        if self._path.stat().st_ino != self._file_number:
            raise OSError("another file has been put in its place")

    def _give_up(self, error):
        self.failure = error
        self._waiting.clear()
        with suppress(sqlite3.Error):
            self._connection.execute("ROLLBACK")

    def finish(self):
        """Commit what is left and leave one file with nothing beside it.

        Should that fail, what stood in its final place stands there.
        """
        if self._process is _clock.process:
            _clock.remove(self)
            with self._lock:
                if self.failure is None:
                    self._commit_last()
                is_whole = self.failure is None
                # Still locked, so that nobody else has begun to write there.
                if is_whole and os.name != "nt":
                    self._take_place()
                self._close()
                if is_whole and os.name == "nt":
                    self._take_place()
                if not is_whole:
                    self._remove()

    def _commit_last(self):
        try:
            self._connection.execute(
                f"PRAGMA busy_timeout = {_SETTLING_SECONDS * 1000}"
            )
            self._insert()
            try:
                self._connection.execute("COMMIT")
            except sqlite3.OperationalError as error:
                if not is_locked(error):
                    raise
                self._leave_to_readers()
        except Exception as error:
            self._give_up(error)

    def _leave_to_readers(self):
        """Put another file in place: who reads this one keeps it."""
        content = self._connection.serialize()
        self._connection.execute("ROLLBACK")
        self._put_in_place(content)

    def _take_place(self):
        if self._final == self._path:
            return
        try:
            self._check_in_place()
            if _file_number(self._final) != self._replaced:
                raise OSError("another file has been put there meanwhile")
            beside(self._final, "-journal").unlink(missing_ok=True)
            os.replace(self._path, self._final)
            self._path = self._final
        except OSError as error:
            self._give_up(OSError(f"{error}; what was recorded is {self._path}"))

    def _remove(self):
        """Remove what was not finished and stands for nothing."""
        with suppress(OSError):
            if self._path != self._final:
                self._check_in_place()
                self._path.unlink()

    def abandon(self):
        """Let go of the file as it is."""
        if self._process is _clock.process:
            _clock.remove(self)
            with self._lock:
                self._close()

    def _close(self):
        # With nothing left to commit, should the clock come once more.
        self._waiting.clear()
        self._is_uncommitted = False
        self._connection.close()


class _CommitClock:
    """One thread that commits for databases whose program is busy.

    It ends when there has been none for a while.
    """

    def __init__(self):
        self.begin()

    def begin(self):
        """Start, or start anew in a forked process, with no database."""
        self.process = object()  # asking the system takes longer
        self._lock = threading.Lock()
        self._open = set()
        self._has_open = threading.Event()
        self._thread = None

    def add(self, database):
        with self._lock:
            self._open.add(database)
            self._has_open.set()
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._run, name="commits of traces", daemon=True
                )
                self._thread.start()

    def remove(self, database):
        with self._lock:
            self._open.discard(database)
            if not self._open:
                self._has_open.clear()

    def _run(self):
        while self._is_wanted():
            time.sleep(_COMMIT_SECONDS)
            for database in tuple(self._open):
                # The program itself comes first, if it is not busy.
                database.commit_if_due(1.5 * _COMMIT_SECONDS)

    def _is_wanted(self):
        if self._has_open.wait(_IDLE_SECONDS):
            return True
        with self._lock:
            if not self._open:
                self._thread = None
            return bool(self._open)


_clock = _CommitClock()
if hasattr(os, "register_at_fork"):
    # A fork takes no thread along, and the databases are its parent's.
    os.register_at_fork(after_in_child=_clock.begin)


def _file_number(path):
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def beside(path, ending):
    """The Path of what SQLite keeps beside a database, behind links."""
    real = Path(os.path.realpath(path))
    return real.with_name(real.name + ending)


def is_locked(error):
    """Tell whether an error says that others use the database."""
    return isinstance(error, sqlite3.Error) and "locked" in str(error)
