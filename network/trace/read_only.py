"""Open a trace file, and leave alone what stands beside it.

SQLite takes NAME-journal, NAME-wal and NAME-shm for parts of the database
NAME: who may write to it changes it by what they say, and removes them and
every file that a journal names. A trace may come from anywhere, and so may
they. Here a trace is opened for reading alone:

    finished, no journal   as a file that nobody changes, without a lock
    else                   with SQLite's locks, as its writer may be at work
    a commit half done     from a copy, in which SQLite takes it back
"""

import shutil
import sqlite3
import struct
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

from network.trace.model import TraceError
from network.trace.row_format import (
    APPLICATION_ID,
    FORMAT_VERSION,
    PAGE_BYTES,
    READABLE_VERSIONS,
    SCHEMA,
)
from network.trace.row_reading import read_header
from network.trace.steady_database import beside, is_locked

_BUSY_SECONDS = 5
# What a journal begins with, and ends with if it names another file:
# https://www.sqlite.org/fileformat2.html#the_rollback_journal
_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEAD = struct.Struct(">8s5I")
_APPLICATION = slice(68, 72)  # bytes of a database
DAMAGED = (
    "{path} is damaged, or another file by now ({reason}): expected a "
    "trace as it was written. Record it again, or take a copy of it."
)


def damaged(path, reason):
    """Return the TraceError for a damaged file."""
    return TraceError(DAMAGED.format(path=path, reason=f"{reason!s:.200}"))


@contextmanager
def damage_of(path):
    """Turn what reading a damaged file raises into one TraceError."""
    try:
        yield
    except (
        sqlite3.Error,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        ArithmeticError,
        RecursionError,
        MemoryError,
    ) as error:
        raise damaged(path, f"{type(error).__name__}: {error}") from error


def open_for_reading(path):
    """Return a read-only connection to a trace file.

    Raises:
        TraceError: no file, no trace, or one of a newer format.
    """
    path = Path(path)
    with _opening(path):
        if _is_settled(path) or _has_others_beside(path):
            return _connect(path, "&immutable=1")
        try:
            return _connect(path)
        except sqlite3.OperationalError as error:
            if not is_interrupted(error):
                raise
        return _as_before_the_commit(path)


def check_application(connection, path):
    """Raise TraceError if a database is not a trace, of whatever format."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise TraceError(
            f"{path} is no trace file: expected a database with the "
            f"application id {APPLICATION_ID:#x}, got {application:#x}. Is "
            "it the database of another program?"
        )


def check_is_trace(path):
    """Raise TraceError if a file that nobody writes is not a trace.

    Only its head is looked at: a commit may be half done.
    """
    with _opening(path), open(path, "rb") as file:
        head = file.read(_APPLICATION.stop)
    # https://www.sqlite.org/fileformat2.html#the_database_header
    came = int.from_bytes(head[_APPLICATION], "big")
    if not head.startswith(b"SQLite format 3\0") or came != APPLICATION_ID:
        raise TraceError(
            f"{path} is no trace file: expected a database with the "
            f"application id {APPLICATION_ID:#x}, got {came:#x}. Is "
            "it the database of another program?"
        )


def has_writer(path):
    """Tell whether a program writes a trace, or reads it at this moment.

    Nothing is changed by asking: not if a commit is half done either.
    """
    with _opening(path):
        try:
            _connect(path, wait_secs=0, check=check_application).close()
        except sqlite3.OperationalError as error:
            if is_interrupted(error):
                return False  # which SQLite says only where nobody writes
            if is_locked(error):
                return True
            raise
        with closing(_connect(path, "", check_application, 0, "rw")) as connection:
            try:
                connection.execute("BEGIN EXCLUSIVE")
                connection.execute("ROLLBACK")
            except sqlite3.OperationalError as error:
                if is_locked(error):
                    return True
                raise
    return False


def is_interrupted(error):
    """Tell whether an error says that a writer left a commit half done."""
    return error.sqlite_errorname == "SQLITE_READONLY_ROLLBACK"


def is_journal(path):
    """Tell whether a file is a journal as a trace's writer makes one.

    It never names another file: that is what SQLite would remove with it.
    """
    try:
        if not path.is_file():
            return False
        with open(path, "rb") as file:
            head = file.read(_HEAD.size)
            file.seek(max(0, path.stat().st_size - len(_MAGIC)))
            return file.read() != _MAGIC and _is_head(head)
    except OSError:
        return False


def _is_head(head):
    if len(head) < _HEAD.size:
        return False
    magic, *_, page_bytes = _HEAD.unpack(head)
    return magic == _MAGIC and page_bytes == PAGE_BYTES


@contextmanager
def _opening(path):
    """Tell in one sentence why a file cannot be opened."""
    try:
        _check_file(path)
        yield
    except sqlite3.Error as error:
        raise _not_opened(path, error) from error
    except OSError as error:
        raise TraceError(
            f"{path} cannot be opened ({error.strerror}): expected a trace "
            "file. Is it the name that you mean?"
        ) from error


def _check_file(path):
    if not path.exists():
        raise TraceError(
            f"{path} does not exist: expected a trace file. "
            "python -m network trace --out NAME.trace makes one."
        )
    if not path.is_file():
        raise TraceError(f"{path} is no file: expected a trace file.")
    if path.stat().st_size == 0:
        raise TraceError(f"{path} is empty: expected a trace file. Record it again.")


def _is_settled(path):
    """Tell whether a trace is finished, so that no writer changes it.

    A last commit writes the header before other pages, and removes its
    journal after them: seen in this order, both say that it is over.
    """
    try:
        with closing(_connect(path, "&immutable=1")) as peek:
            (row,) = peek.execute("SELECT * FROM header LIMIT 2").fetchall()
            is_complete = read_header(*row)["complete"]
    except (sqlite3.Error, ValueError, TypeError, LookupError, TraceError):
        return False
    return is_complete and not beside(path, "-journal").exists()


def _has_others_beside(path):
    """Tell whether something stands there that no writer of traces made."""
    journal = beside(path, "-journal")
    return beside(path, "-wal").exists() or (journal.exists() and not journal.is_file())


def is_copy(connection):
    """Tell whether `open_for_reading` opened a copy, which nobody changes."""
    return isinstance(connection, _Copy)


class _Copy(sqlite3.Connection):
    """A connection to a copy, which is removed when it is closed."""

    folder = None

    def close(self):
        super().close()
        if self.folder is not None:
            self.folder.cleanup()


def _as_before_the_commit(path):
    """Open a copy of a trace in which a commit half done is taken back.

    SQLite does it; with a journal that no writer of traces made it may not,
    and the trace is read as it stands.
    """
    folder = tempfile.TemporaryDirectory(prefix="matreel-")
    try:
        copy = Path(folder.name) / "copy.trace"
        journal = beside(copy, "-journal")
        shutil.copyfile(path, copy)
        shutil.copyfile(beside(path, "-journal"), journal)
        if not is_journal(journal):
            journal.unlink()
        _connect(copy, "", check_application, mode="rw").close()
        connection = _connect(copy, "&immutable=1", told=path, kind=_Copy)
        connection.folder = folder
        return connection
    except BaseException:
        folder.cleanup()
        raise


def _connect(
    path,
    more="",
    check=None,
    wait_secs=_BUSY_SECONDS,
    mode="ro",
    *,
    told=None,
    kind=sqlite3.Connection,
):
    # A URI, because only so can a database be opened for reading alone.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}{more}",
        uri=True,
        timeout=wait_secs,
        isolation_level=None,
        check_same_thread=False,
        factory=kind,
    )
    try:
        (check or _check_format)(connection, told or path)
    except BaseException:
        connection.close()
        raise
    return connection


def _not_opened(path, error):
    if "not a database" in str(error):
        with open(path, "rb") as file:
            start = file.read(16)
        return TraceError(
            f"{path} is no trace file: expected an SQLite database written "
            f"by matreel, got a file that begins with {start!r}. Is it "
            "another file, or a damaged one?"
        )
    if is_locked(error):
        return TraceError(
            f"{path} is being written, and the writer waits for another "
            "program that reads it: try again when that is over."
        )
    if isinstance(error, sqlite3.OperationalError):
        return TraceError(
            f"{path} cannot be opened as a trace file ({error}): expected one "
            "that may be read. Is it yours, and is its disk there?"
        )
    return damaged(path, error)


def _check_format(connection, path):
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    check_application(connection, path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version not in READABLE_VERSIONS:
        what = (
            "a newer one: update matreel"
            if version > FORMAT_VERSION
            else "an unknown one: record it again"
        )
        raise TraceError(
            f"{path} has trace format {version}: expected format "
            f"{READABLE_VERSIONS[0]} to {READABLE_VERSIONS[-1]}, and this is {what}."
        )
    schema = [
        sql
        for (sql,) in connection.execute("SELECT sql FROM sqlite_master ORDER BY rowid")
    ]
    if schema != list(SCHEMA):
        raise damaged(path, "its tables are not those of a trace")
