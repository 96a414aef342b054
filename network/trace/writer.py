"""Write a trace file while its call is being recorded.

Each step is added whole, so a writer that is killed at any moment leaves a
file that opens at a whole step.
"""

import functools
import os
import sqlite3
import zlib
from pathlib import Path

from network.trace.memory_sink import MemorySink
from network.trace.model import TraceError
from network.trace.read_only import check_is_trace, has_writer, is_journal
from network.trace.row_format import (
    APPLICATION_ID,
    FORMAT_VERSION,
    NEW_HEADER,
    PAGE_BYTES,
    SCHEMA,
)
from network.trace.row_writing import (
    array_row,
    function_row,
    header_row,
    header_values,
    source_row,
    step_row,
)
from network.trace.steady_database import SteadyDatabase, beside
from network.trace.store import FileArrays

_INSERT_ARRAY = "INSERT OR REPLACE INTO arrays VALUES (?, ?, ?, ?, ?)"
_INSERT_FUNCTION = "INSERT OR REPLACE INTO functions VALUES (?, ?, ?, ?)"
_INSERT_HEADER = "INSERT OR REPLACE INTO header VALUES (?, ?, ?)"
_INSERT_SOURCE = "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)"
_INSERT_STEP = "INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?)"


class FileSink(MemorySink):
    """Write what a recording gives to a trace file.

    A trace that stands there is replaced when the new one is whole; until
    then that is beside it, in .NAME.NUMBER.new.

    Args:
        path: to write.

    Raises:
        TraceError: what stands there is no trace, or is being written, or
            nothing can be written there.
    """

    def __init__(self, path):
        super().__init__()
        try:
            # Through links: the file is replaced, not the link to it.
            self._path = Path(os.path.realpath(path))
        except ValueError as error:  # of a letter that no name may have
            raise TraceError(f"{str(path)!r:.200} names no file: {error}.") from error
        self._unwritten = {}  # rows that come with the next step
        self.arrays = _WrittenArrays(self._path, self._unwritten)
        self._database = None
        self._sequence = 0
        self._header, self._header_values = NEW_HEADER, {}
        if not os.path.isdir(self._path.parent):
            raise TraceError(
                f"{self._path} cannot be written: {self._path.parent} is no "
                "folder. Make it first."
            )

    def begin(self, call, about, inputs, attributes, recorded_with, axes):
        """Begin a new file; what is in it comes with the first step."""
        super().begin(call, about, inputs, attributes, recorded_with, axes)
        try:
            place = _place_for(self._path)
            self._database = SteadyDatabase(place, _empty_trace(), self._path)
            self.arrays.path = place
        except (OSError, sqlite3.Error) as error:
            raise _not_written(self._path, error) from error
        self._write_header(
            {
                "call": call,
                "about": about,
                "recorded_with": recorded_with,
                "axes": axes,
            },
            inputs=header_values(inputs),
            attributes=header_values(attributes),
        )

    def _write_header(self, parts, **values):
        """Write the header with other parts, and others that are JSON."""
        self._header = {**self._header, **parts}
        self._header_values = {**self._header_values, **values}
        self._unwritten[_INSERT_HEADER, 0] = (
            header_row,
            (self._header, self._header_values),
        )

    def function(self, record, source):
        """Take a watched function, written with the next step."""
        if record.file not in self._sources:
            number = len(self._sources)
            self._unwritten[_INSERT_SOURCE, number] = (
                source_row,
                (number, record.file, source),
            )
        number = len(self._functions)
        self._unwritten[_INSERT_FUNCTION, number] = (function_row, (number, record))
        super().function(record, source)

    def unfinished(self, step):
        """Take the outline of an open step, written with the next step."""
        self._unwritten[_INSERT_STEP, step.number] = step_row, (step, None)

    def step(self, step):
        """Write a finished step with its operations and arrays."""
        self._steps.append(step)
        self._unwritten[_INSERT_STEP, step.number] = step_row, (step, self._sequence)
        self._sequence += 1
        self._write()

    def _write(self):
        self._database.write(self._unwritten)
        self._unwritten.clear()

    def end(self, results, error):
        """Finish the file and return its Trace, arrays left in the file.

        Raises:
            TraceError: not all could be written, the disk being full, say.
        """
        trace = super().end(results, error)
        if self._database is not None:
            self._write_header(
                {
                    "complete": True,
                    "error": error,
                    "counts": {
                        "steps": len(trace.steps),
                        "arrays": len(self.arrays),
                        "functions": len(trace.functions),
                        "sources": len(trace.sources),
                    },
                },
                results=header_values(results),
            )
            self._write()
            database, self._database = self._database, None
            database.finish()
            self.arrays.path = self._path
            # Raised only now: before, it would break into the recorded call.
            if database.failure is not None and error is None:
                raise _not_written(self._path, database.failure)
        return trace

    def close(self):
        """Let go of the file, should the recording have broken off."""
        if self._database is not None:
            self._database.abandon()


class _WrittenArrays(FileArrays):
    """The arrays of a file that is being written.

    Args:
        path: of the trace file.
        unwritten: gets a row for each new array, as SteadyDatabase.write
            takes it.
    """

    def __init__(self, path, unwritten):
        super().__init__(path)
        self._unwritten = unwritten

    def keep(self, digest, dtype, shape, data):
        """Take an array's cells, as `cell_bytes` gives them, to be written with
        the next step."""
        if digest not in self.rows:
            number = self.rows[digest] = len(self.rows)
            self._unwritten[_INSERT_ARRAY, number] = (
                array_row,
                (number, digest, dtype, shape, data),
            )


@functools.cache
def _empty_trace():
    """Return the bytes of a trace file of which only a header is written."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        memory.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        memory.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        memory.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
        for statement in SCHEMA:
            memory.execute(statement)
        memory.execute(_INSERT_HEADER, header_row(NEW_HEADER))
        return memory.serialize()
    finally:
        memory.close()


def _place_for(path):
    """Return where to write what is to stand at a path: there, or beside the
    trace that stands there until the new one is whole.

    Raises:
        TraceError: something else stands there, or beside it, or a program
            writes or reads the trace.
    """
    if not _holds_trace(path):
        return path
    # Of a long name the start: with more around it it might be too long.
    number = zlib.crc32(os.fsencode(path.name))
    place = path.with_name(f".{path.name[:40]}.{number:08x}.new")
    if _holds_trace(place):  # of a recording that was killed
        beside(place, "-journal").unlink(missing_ok=True)
    return place


def _holds_trace(path):
    """Tell whether a trace stands at a path that may be replaced."""
    if path.exists() and not path.is_file():
        raise TraceError(
            f"{path} is {'a folder' if path.is_dir() else 'no file'}: "
            "expected the name of a file to write, as NAME.trace."
        )
    holds = path.exists() and path.stat().st_size > 0
    _check_beside(path, ("-wal", "-shm"))
    if not beside(path, "-journal").is_file():
        _check_beside(path, ("-journal",))
    if holds and _is_written(path):
        raise TraceError(
            f"{path} is being written or read by another program: "
            "wait for it, or write elsewhere."
        )
    if not (holds and _is_of_writer(beside(path, "-journal"))):
        _check_beside(path, ("-journal",))
    return holds


def _is_of_writer(journal):
    """Tell whether a journal is one that a trace's writer has left, killed
    as it began a commit, when it is still empty, or within one."""
    if journal.is_file() and not journal.is_symlink() and not journal.stat().st_size:
        return True
    return is_journal(journal)


def _is_written(path):
    """Tell whether a program writes a trace; TraceError if it is none."""
    try:
        is_written = has_writer(path)
        if not is_written:
            check_is_trace(path)
        return is_written
    except TraceError as error:
        raise TraceError(
            f"{path} exists and is not replaced: {error} Delete it, or write elsewhere."
        ) from error


def _check_beside(path, endings):
    for ending in endings:
        other = beside(path, ending)
        if os.path.lexists(other):
            raise TraceError(
                f"{path} cannot be written: {other.name} stands beside it, which "
                "SQLite would take for a part of it. Move it away, or write "
                "elsewhere."
            )


def _not_written(path, error):
    return TraceError(
        f"{path} cannot be written: {error}. Is there space, "
        "and may its folder be written to?"
    )
