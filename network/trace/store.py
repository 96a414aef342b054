"""Open a trace file, and read its arrays when they are asked for."""

import sqlite3
import threading
import weakref
from collections import OrderedDict
from contextlib import contextmanager
from pathlib import Path

from network.trace.array_bytes import digest_of, dtype_from_text, from_bytes
from network.trace.model import TraceError
from network.trace.row_format import APPLICATION_ID, FORMAT_VERSION, SCHEMA
from network.trace.steady_database import is_locked

_CACHE_BYTES = 256 * 2**20
_BUSY_SECONDS = 5
DAMAGED = (
    "{path} is damaged, or another file by now ({reason}): expected a "
    "trace as it was written. Record it again, or take a copy of it."
)


def damaged(path, reason):
    """Return the TraceError for a damaged file."""
    return TraceError(DAMAGED.format(path=path, reason=reason))


@contextmanager
def damage_of(path):
    """Turn what reading a damaged file raises into one TraceError."""
    try:
        yield
    except (
        sqlite3.Error,
        ValueError,
        TypeError,
        LookupError,
        OverflowError,
        RecursionError,
        MemoryError,
    ) as error:
        raise damaged(path, f"{type(error).__name__}: {error}") from error


def open_for_reading(path):
    """Return a read-only connection to a trace file.

    Raises:
        TraceError: no file, no trace, or one of a newer format.
    """
    return _open(path, _check_format)


def open_for_replacing(path):
    """Return a connection to a trace file of whatever format.

    Raises:
        TraceError: no file, or no trace.
    """
    return _open(path, _check_application, mode="rw", wait_secs=0)


def _open(path, check, mode="ro", wait_secs=_BUSY_SECONDS):
    path = Path(path)
    try:
        _check_file(path)
        try:
            return _connect(path, check, mode, wait_secs)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_READONLY_ROLLBACK":
                raise
            # A killed writer left a commit half done. Whoever may write to
            # the file takes it back by opening it.
            _connect(path, check, "rw", wait_secs).close()
            return _connect(path, check, mode, wait_secs)
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


def _connect(path, check, mode, wait_secs):
    # A URI, because only so can a database be opened for reading alone.
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=wait_secs,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        check(connection, path)
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
            f"{path} cannot be opened as a trace file ({error}). If its "
            "recording was interrupted, the files beside it that end in "
            "-journal, -wal and -shm belong to it, and its folder must be "
            "writable."
        )
    return damaged(path, error)


def _check_application(connection, path):
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise TraceError(
            f"{path} is no trace file: expected a database with the "
            f"application id {APPLICATION_ID:#x}, got {application:#x}. Is "
            "it the database of another program?"
        )


def _check_format(connection, path):
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    _check_application(connection, path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != FORMAT_VERSION:
        what = (
            "a newer one: update matreel"
            if version > FORMAT_VERSION
            else "an unknown one: record it again"
        )
        raise TraceError(
            f"{path} has trace format {version}: expected format "
            f"{FORMAT_VERSION}, and this is {what}."
        )
    schema = [
        sql
        for (sql,) in connection.execute("SELECT sql FROM sqlite_master ORDER BY rowid")
    ]
    if schema != list(SCHEMA):
        raise damaged(path, "its tables are not those of a trace")


class FileArrays:
    """The arrays of a trace file by digest, read and checked when asked for.

    Args:
        path: of the trace file. It is opened for each reading, since the
            writer of an unfinished file has to be the last to close it.
    """

    def __init__(self, path):
        self.path = Path(path)
        self.rows = {}  # digest -> row number
        self._lock = threading.Lock()
        self._connection = None
        self._cache = OrderedDict()
        self._cached_bytes = 0

    def __getitem__(self, digest):
        with self._lock:
            array = self._cache.get(digest)
            if array is None:
                array = self._read(digest)
                self._remember(digest, array)
        return array

    def __reduce__(self):
        """Pickled it is a dict of the arrays: another machine has no file."""
        return dict, ({digest: self[digest] for digest in self},)

    def __contains__(self, digest):
        return digest in self.rows

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    @property
    def is_open(self):
        """A finished file is held open."""
        return self._connection is not None

    def keep_open(self, connection):
        """Read a finished file through this connection from now on.

        So it stays the same file, should the path be given to another.
        """
        self._connection = connection
        weakref.finalize(self, connection.close)

    @contextmanager
    def held_open(self):
        """Read many arrays through one connection, then let go of it."""
        if self.is_open:
            yield
            return
        self._connection = open_for_reading(self.path)
        try:
            yield
        finally:
            self._connection.close()
            self._connection = None

    def _remember(self, digest, array):
        self._cache[digest] = array
        self._cached_bytes += array.nbytes
        while self._cached_bytes > _CACHE_BYTES and len(self._cache) > 1:
            _, oldest = self._cache.popitem(last=False)
            self._cached_bytes -= oldest.nbytes

    def _read(self, digest):
        if digest not in self.rows:
            raise damaged(self.path, f"array {digest} is missing")
        connection = self._connection or open_for_reading(self.path)
        try:
            with damage_of(self.path):
                return self._read_row(connection, digest)
        finally:
            if connection is not self._connection:
                connection.close()

    def _read_row(self, connection, digest):
        row = connection.execute(
            "SELECT dtype, shape, data FROM arrays WHERE number = ?",
            (self.rows[digest],),
        ).fetchone()
        if row is None:
            raise ValueError(f"array {digest} is missing")
        dtype, shape, data = row
        shape = tuple(int(length) for length in shape.split(",") if length)
        array = from_bytes(data, dtype_from_text(dtype), shape)
        if digest_of(array) != digest:
            raise ValueError(f"array {digest} is not what was written")
        return array
