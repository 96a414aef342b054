"""The arrays of a trace file, read when they are asked for."""

import threading
import weakref
from collections import OrderedDict
from contextlib import contextmanager
from pathlib import Path

from network.trace.array_bytes import digest_of, dtype_from_text, from_bytes
from network.trace.read_only import damage_of, damaged, open_for_reading

_CACHE_BYTES = 256 * 2**20


class FileArrays:
    """The arrays of a trace file by digest, read and checked when asked for.

    Args:
        path: of the trace file. It is opened for each reading, since the
            writer of an unfinished file has to be the last to close it.
    """

    def __init__(self, path):
        self.path = Path(path)
        self.rows = {}  # digest -> row number
        self.kinds = {}  # digest -> (dtype as text, shape)
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
