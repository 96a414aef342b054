"""Write a trace file while its call is being recorded.

Each step is one transaction, so a writer that is killed at any moment leaves
a file that opens at its last whole step.
"""

import functools
import os
import sqlite3
import time
from pathlib import Path

from network.array_bytes import to_bytes
from network.trace import TraceError
from network.trace_memory import MemorySink
from network.trace_rows import (
    APPLICATION_ID, FORMAT_VERSION, SCHEMA, function_row, header_row,
    source_row, step_row, value_to_json)
from network.trace_store import FileArrays, check_is_trace

_BESIDE = ("-wal", "-shm", "-journal")
_SETTLING_SECONDS = 2
# Measured: larger and smaller ones write slower.
_PAGE_BYTES = 8192
_LOG_PAGES = 125
_WAL = b"\x02\x02"
_WAL_AT = 18  # read and write version, https://sqlite.org/fileformat.html


class FileSink(MemorySink):
    """Write what a recording gives to a trace file.

    Args:
        path: to write. What stands there is replaced if it is a trace.

    Raises:
        TraceError: what stands there is no trace, or is being written, or
            nothing can be written there.
    """

    def __init__(self, path):
        super().__init__()
        # Through links: the file is replaced, not the link to it.
        self._path = Path(os.path.realpath(path))
        self.arrays = _WrittenArrays(self._path)
        self._connection = None
        self._failure = None
        self._sequence = 0
        self._unwritten = []    # of open steps and functions: (SQL, columns)
        self._header = {}
        _check_replaceable(self._path)

    def begin(self, call, about, inputs, attributes, recorded_with):
        """Put a new file, with what is known before the call, in place."""
        super().begin(call, about, inputs, attributes, recorded_with)
        self._header = {
            "call": call, "about": about, "recorded_with": recorded_with,
            "inputs": [value_to_json(value) for value in inputs],
            "attributes": [value_to_json(value) for value in attributes],
            "results": [], "error": None, "complete": False, "counts": {}}
        try:
            self._create()
        except (OSError, sqlite3.Error) as error:
            raise _not_written(self._path, error) from error

    def _create(self):
        # Made whole beside the path and then renamed: nobody ever sees a
        # file that is half a trace.
        new = self._path.with_name(f".{self._path.name}.{os.getpid()}.new")
        try:
            new.write_bytes(self._first_bytes())
            _settle(self._path)
            os.replace(new, self._path)
        finally:
            new.unlink(missing_ok=True)
        self._connection = sqlite3.connect(
            self._path, isolation_level=None, check_same_thread=False)
        # Without waiting for the disk: a killed process loses nothing that
        # it gave to the system. Only a power failure could.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute(
            f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")

    def _first_bytes(self):
        memory = sqlite3.connect(":memory:", isolation_level=None)
        try:
            memory.deserialize(_empty_trace())
            memory.execute("BEGIN")
            memory.execute("INSERT INTO header VALUES (?, ?, ?)",
                           header_row(self._header))
            self.arrays.write(memory)
            memory.execute("COMMIT")
            data = bytearray(memory.serialize())
        finally:
            memory.close()
        # A database with a write-ahead log: readers may follow the writer.
        data[_WAL_AT:_WAL_AT + len(_WAL)] = _WAL
        return data

    def function(self, record, source):
        """Take a watched function, written with the next step."""
        if record.file not in self._sources:
            self._unwritten.append((
                "INSERT INTO sources VALUES (?, ?, ?, ?)",
                source_row(len(self._sources), record.file, source)))
        self._unwritten.append((
            "INSERT INTO functions VALUES (?, ?, ?, ?)",
            function_row(len(self._functions), record)))
        super().function(record, source)

    def unfinished(self, step):
        """Take the outline of an open step, written with the next step."""
        self._unwritten.append(_insert_step(step, None))

    def step(self, step):
        """Write a finished step with its operations and arrays."""
        super().step(step)
        self._unwritten.append(_insert_step(step, self._sequence))
        self._sequence += 1
        self._write()

    def _write(self):
        """Write all that waits in one transaction."""
        if self._failure is not None or self._connection is None:
            return
        try:
            execute = self._connection.execute
            execute("BEGIN")
            self.arrays.write(self._connection)
            for sql, columns in self._unwritten:
                execute(sql, columns)
            execute("COMMIT")
            self._unwritten.clear()
        except (sqlite3.Error, UnicodeError) as error:
            # Raised at the end: here it would break into the recorded call.
            self._failure = error

    def end(self, results, error):
        """Finish the file and return its Trace, arrays left in the file.

        Raises:
            TraceError: not all could be written, the disk being full, say.
        """
        trace = super().end(results, error)
        if self._connection is not None:
            self._header.update(
                complete=True, error=error,
                results=[value_to_json(value) for value in results],
                counts={"steps": len(trace.steps),
                        "arrays": self.arrays.total(),
                        "functions": len(trace.functions),
                        "sources": len(trace.sources)})
            self._unwritten.append((
                "INSERT OR REPLACE INTO header VALUES (?, ?, ?)",
                header_row(self._header)))
            self._write()
            self.close()
        if self._failure is not None and error is None:
            raise _not_written(self._path, self._failure)
        return trace

    def close(self):
        """Close the file, leaving one file without a log beside it."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        deadline = time.monotonic() + _SETTLING_SECONDS
        while self._failure is None:
            try:
                connection.execute("PRAGMA journal_mode = DELETE")
                break
            except sqlite3.OperationalError as error:
                # Someone reads it; the log that then stays belongs to it.
                if time.monotonic() > deadline or (
                        "locked" not in str(error)):
                    break
                time.sleep(0.02)
        connection.close()


class _WrittenArrays(FileArrays):
    """The arrays of a file that is being written: new ones wait first."""

    def __init__(self, path):
        super().__init__(path)
        self._waiting = {}

    def keep(self, digest, array):
        """Take a read-only array to write it with the next step."""
        if digest not in self.rows and digest not in self._waiting:
            self._waiting[digest] = array

    def total(self):
        """Return how many arrays there are with those that wait."""
        return len(self.rows) + len(self._waiting)

    def write(self, connection):
        """Write the arrays that wait."""
        for digest, array in self._waiting.items():
            number = len(self.rows)
            connection.execute(
                "INSERT INTO arrays VALUES (?, ?, ?, ?, ?)",
                (number, digest, array.dtype.str,
                 ",".join(map(str, array.shape)), to_bytes(array)))
            self.rows[digest] = number
        self._waiting.clear()

    def __getitem__(self, digest):
        waiting = self._waiting.get(digest)
        return super().__getitem__(digest) if waiting is None else waiting


@functools.cache
def _empty_trace():
    """Return the bytes of a trace file with nothing in its tables."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        memory.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        memory.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        memory.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
        for statement in SCHEMA:
            memory.execute(statement)
        return memory.serialize()
    finally:
        memory.close()


def _insert_step(step, sequence):
    return ("INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?)",
            step_row(step, sequence))


def _check_replaceable(path):
    """Raise TraceError unless a path is free, empty, or holds a trace."""
    if not path.parent.is_dir():
        raise TraceError(f"{path} cannot be written: {path.parent} is no "
                         "folder. Make it first.")
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return
    try:
        check_is_trace(path)
    except TraceError as error:
        raise TraceError(
            f"{path} exists and is not replaced: {error} Delete it, or write "
            "elsewhere.") from error


def _settle(path):
    """Make one file of an unfinished trace that is to be replaced.

    Otherwise the log beside it would be taken for the new file's.
    """
    if path.exists() and path.stat().st_size:
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise TraceError(
                    f"{path} is being written or read by another program: "
                    "wait for it, or write elsewhere.") from error
        except sqlite3.DatabaseError:
            pass  # damaged: it is replaced all the same
        finally:
            connection.close()
    for ending in _BESIDE:
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _not_written(path, error):
    return TraceError(f"{path} cannot be written: {error}. Is there space, "
                      "and may its folder be written to?")
