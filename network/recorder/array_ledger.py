"""The ledger of arrays: which object, which version, what content.

While a call is recorded every array that an operation meets has an entry:
its number, the array and the memory that it is a view of, and its content at
the last sight. Content is compared at every sight, since any plain code may
have written to it; it is hashed and kept only when it has changed.
"""

import weakref

import numpy as np
from numpy import asarray, frombuffer

from network.trace import Value
from network.trace.array_bytes import EXTENDED, can_keep, cell_bytes, digest_of

_COMPARED_IN_PLACE_BYTES = 8192
_kept: dict[np.dtype, bool] = {}  # dtype -> whether a trace keeps its arrays


class _Entry:
    __slots__ = (
        "identity",
        "base",
        "memory",
        "offset",
        "strides",
        "version",
        "epoch",
        "digest",
        "data",
        "alive",
        "traced",
    )


class Ledger:
    """Numbers and contents of the arrays that one recorded call meets.

    Args:
        store: keeps read-only arrays, `store.keep(digest, array)`, and
            gives them back, `store[digest]`.
        on_foreign_change: called with a Value whose content has changed with
            no recorded operation having done it.
    """

    def __init__(self, store, on_foreign_change):
        self._store = store
        self._on_foreign_change = on_foreign_change
        self._entries = {}  # id(array) -> _Entry
        self._epochs = {}  # memory -> number of updates in place
        self._scalars = {}  # (type, dtype, bytes) -> (identity, digest)
        self._next_identity = 0

    def _new_identity(self):
        self._next_identity += 1
        return self._next_identity - 1

    def entry(self, array):
        """Return the entry of a plain ndarray, made at its first sight."""
        entry = self._entries.get(id(array))
        if entry is None:
            entry = self._enter(array)
        return entry

    def knows(self, array):
        """Tell whether an array has been seen before."""
        return id(array) in self._entries

    def _enter(self, array):
        entry = _Entry()
        # The number of the base comes first: it was there before its view.
        base = array.base
        entry.base = self.entry(base).identity if type(base) is np.ndarray else None
        entry.identity = self._new_identity()
        root = array
        while isinstance(root.base, np.ndarray):
            root = root.base
        if root is array:
            entry.memory, entry.offset = entry.identity, 0
        else:
            entry.memory = self.entry(root).memory
            entry.offset = (
                array.__array_interface__["data"][0]
                - root.__array_interface__["data"][0]
            )
        entry.strides = array.strides
        entry.version = entry.epoch = 0
        entry.digest = entry.data = entry.traced = None
        key = id(array)
        entry.alive = weakref.ref(
            array, lambda _, pop=self._entries.pop: pop(key, None)
        )
        self._entries[key] = entry
        return entry

    def value(self, array, name="", expression=""):
        """Return a plain ndarray as the Value that it is now."""
        entry = self._entries.get(id(array)) or self._enter(array)
        if entry.data is None:
            self._keep(entry, array)
        elif not _is_same(array, entry.data):
            foreign = entry.epoch == self._epochs.get(entry.memory, 0)
            entry.version += 1
            self._keep(entry, array)
            if foreign:
                self._on_foreign_change(self._value_of(entry, array, name, expression))
        entry.epoch = self._epochs.get(entry.memory, 0)
        return Value(
            name,
            expression,
            entry.digest,
            entry.identity,
            entry.base,
            False,
            entry.version,
            array.shape,
            array.dtype,
            entry.strides,
            entry.memory,
            entry.offset,
            self._store,
        )

    def _value_of(self, entry, array, name, expression):
        return Value(
            name,
            expression,
            entry.digest,
            entry.identity,
            entry.base,
            False,
            entry.version,
            array.shape,
            array.dtype,
            entry.strides,
            entry.memory,
            entry.offset,
            self._store,
        )

    def updated(self, array, name="", expression=""):
        """Return the Value of an array that was just updated in place."""
        entry = self.entry(array)
        entry.epoch = self._epochs.get(entry.memory, 0) + 1
        self._epochs[entry.memory] = entry.epoch
        entry.version += 1
        if entry.data is None or not _is_same(array, entry.data):
            self._keep(entry, array)
        return self._value_of(entry, array, name, expression)

    def _keep(self, entry, array):
        entry.data = cell_bytes(array)
        frozen = frombuffer(entry.data, array.dtype).reshape(array.shape)
        entry.digest = digest_of(frozen)
        self._store.keep(entry.digest, frozen)

    def scalar(self, scalar, name="", expression="", identity=None):
        """Return a Python or NumPy scalar as a Value, its array 0-d."""
        array = asarray(scalar)
        # The dtype too: a second and a day are the same bytes of one type.
        key = type(scalar), array.dtype, cell_bytes(array)
        known = self._scalars.get(key)
        if known is None:
            array = frombuffer(key[-1], array.dtype).reshape(())
            known = self._new_identity(), digest_of(array)
            self._store.keep(known[1], array)
            self._scalars[key] = known
        own, digest = known
        return Value(
            name,
            expression,
            digest,
            own if identity is None else identity,
            None,
            True,
            0,
            (),
            array.dtype,
            arrays=self._store,
        )

    def has_changed(self, array):
        """Tell whether an array's content differs from the last sight."""
        entry = self.entry(array)
        return entry.data is not None and not _is_same(array, entry.data)

    def memory_of(self, array):
        """Return the number of the block of memory an array stands in."""
        return self.entry(array).memory

    def traced(self, array):
        """Return the traced view made of an array, or None."""
        entry = self._entries.get(id(array))
        return entry.traced and entry.traced() if entry else None

    def set_traced(self, array, traced):
        """Remember the traced view of an array for as long as it lives."""
        self.entry(array).traced = weakref.ref(traced)

    def live_traced(self):
        """Return the traced views that something still refers to."""
        views = [
            entry.traced and entry.traced() for entry in list(self._entries.values())
        ]
        return [view for view in views if view is not None]

    def new_scalar_identity(self):
        """Return a number for a scalar that an operation has computed."""
        return self._new_identity()


def is_recordable(value):
    """Tell whether an array or scalar can stand in a trace as a Value."""
    if isinstance(value, (np.ndarray, np.generic)):
        try:
            return _kept[value.dtype]
        except KeyError:
            return _kept.setdefault(value.dtype, can_keep(value.dtype))
    return isinstance(value, (bool, int, float, complex)) and (
        type(value) is not int or -(2**63) <= value < 2**63
    )


def _is_same(array, data):
    """Compare an array's content with earlier bytes, bit for bit."""
    if (
        array.nbytes > _COMPARED_IN_PLACE_BYTES
        and array.nbytes % 8 == 0
        and array.flags.c_contiguous
        and array.flags.aligned
        and array.dtype.kind in "biufc"
        and array.dtype.char not in EXTENDED
    ):
        words = array.reshape(-1).view(np.uint64)
        return bool((words == frombuffer(data, np.uint64)).all())
    return array.tobytes() == data or (
        array.dtype.char in EXTENDED and cell_bytes(array) == data
    )
