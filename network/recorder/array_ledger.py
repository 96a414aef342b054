"""The ledger of arrays: which object, which version, what content.

While a call is recorded every array that an operation meets has an entry:
its number, the array and the memory that it is a view of, and its content at
the last sight. Content is compared at every sight, since any plain code may
have written to it; it is hashed and kept only when it has changed.
"""

import itertools
import weakref

import numpy as np
from numpy import frombuffer

from network.recorder.class_change import address_of, change_new
from network.recorder.plain_twins import is_array, plain_view
from network.recorder.scalar_ledger import ScalarLedger
from network.recorder.traced_array import (
    SCALAR_TYPES,
    TracedArray,
    begin_tracing,
    begin_tracing_all,
    end_tracing,
    end_tracing_all,
    tracing_too,
)
from network.trace import Value
from network.trace.array_bytes import (
    EXTENDED,
    MOST_BYTES,
    can_keep,
    cell_bytes,
    digest_of_cells,
)

_COMPARED_IN_PLACE_BYTES = 8192
# Small contents come again and again: what was kept is not hashed once more.
_REMEMBERED_BYTES = 256
_MOST_REMEMBERED = 10_000
# Of these each can stand in a trace.
_SCALARS = frozenset({*SCALAR_TYPES, *SCALAR_TYPES.values(), float, bool, complex})
_keepable: dict[np.dtype, bool] = {}  # dtype -> whether a trace keeps its arrays
# Of arrays, traced or not: past what a traced one does besides.
_to_bytes = np.ndarray.tobytes
_shape, _dtype = (vars(np.ndarray)[name].__get__ for name in ("shape", "dtype"))
_strides = np.ndarray.strides.__get__
_nbytes = np.ndarray.nbytes.__get__


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
        "is_traced",
    )


class _Alive(weakref.ref):
    __slots__ = ("key",)  # the array's id


class Ledger:
    """Numbers and contents of the arrays that one recorded call meets.

    Args:
        store: keeps arrays, `store.keep(digest, dtype, shape, cells)`, and
            gives them back, read-only, `store[digest]`.
        on_foreign_change: called with a Value whose content has changed with
            no recorded operation having done it.
    """

    def __init__(self, store, on_foreign_change):
        self._store = store
        self._on_foreign_change = on_foreign_change
        self._entries = {}  # id(array) -> _Entry
        # id(array) -> weak reference, of those traced that had no entry then
        self._kept = {}
        self._digests = {}  # (dtype, shape, cells) -> digest, of small contents
        self._epochs = {}  # memory -> number of updates in place
        self._new_identity = itertools.count().__next__
        self.scalars = ScalarLedger(store, self._new_identity)

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
        base = array.base
        if base is None:
            entry.base = None
            entry.identity = entry.memory = self._new_identity()
            entry.offset = 0
        else:
            self._enter_view(entry, array, base)
        self._begin(entry, array)
        entry.is_traced = False
        return entry

    def _enter_view(self, entry, array, base):
        # The number of the base comes first: it was there before its view.
        entry.base = self.entry(base).identity if is_array(base) else None
        entry.identity = self._new_identity()
        root = array
        while isinstance(root.base, np.ndarray):
            root = root.base
        if root is array:
            entry.memory, entry.offset = entry.identity, 0
        else:
            entry.memory = self.entry(root).memory
            entry.offset = address_of(array) - address_of(root)

    def _begin(self, entry, array):
        entry.strides = _strides(array)
        entry.version = entry.epoch = 0
        entry.digest = entry.data = None
        self.hold(array, entry)

    def hold(self, array, entry):
        """Have an entry for as long as its array lives."""
        entry.alive = _Alive(array, self._forget)
        entry.alive.key = id(array)
        self._entries[id(array)] = entry

    def _forget(self, alive):
        self._entries.pop(alive.key, None)
        if tracing_too:
            tracing_too.pop(alive.key, None)

    def let_go(self, array):
        """Hold no weak reference to an array: NumPy resizes none that has one.

        Returns:
            Its entry, for `renew` or `hold`.
        """
        entry = self.entry(array)
        entry.alive = None
        if self._kept.pop(id(array), None):
            entry.is_traced = True
        return entry

    def renew(self, array, before, *, is_moved=False):
        """Enter an array anew that is laid out in another way than before.

        In a trace it is an array of its own, a view of what it was.

        Args:
            before: its entry.
            is_moved: it stands in other memory now.
        """
        entry = _Entry()
        entry.identity = self._new_identity()
        entry.is_traced = before.is_traced
        entry.base, entry.memory, entry.offset = (
            (None, entry.identity, 0)
            if is_moved
            else (before.identity, before.memory, before.offset)
        )
        self._begin(entry, array)

    def operand(self, array, name="", expression=""):
        """Return the Value of an array; None if it cannot stand in a trace."""
        entry = self._entries.get(id(array))
        if entry is None or entry.data is None:
            return self.value(array, name, expression) if is_recordable(array) else None
        if _nbytes(array) > _COMPARED_IN_PLACE_BYTES or _to_bytes(array) != entry.data:
            return self.value(array, name, expression)
        if self._epochs:
            entry.epoch = self._epochs.get(entry.memory, 0)
        return self._value_of(entry, array, name, expression)

    def new(self, array):
        """Trace a plain array that was just computed; return its Value.

        None where it is known already, is of another's memory, or cannot stand
        in a trace: then nothing is done.
        """
        if (
            array.base is not None
            or id(array) in self._entries
            or not _keepable.get(array.dtype)
            or array.nbytes > MOST_BYTES
        ):
            return None
        return self._new(array)

    def new_view(self, array):
        """Do the same for a plain view of a traced array that can stand in one."""
        return None if id(array) in self._entries else self._new(array)

    def _new(self, array):
        entry = self._enter(array)
        self._keep(entry, array)
        if self._epochs:
            entry.epoch = self._epochs.get(entry.memory, 0)
        entry.is_traced = True
        change_new(array, TracedArray)
        return self._value_of(entry, array, "", "")

    def value(self, array, name="", expression=""):
        """Return an ndarray as the Value that it is now."""
        entry = self._entries.get(id(array)) or self._enter(array)
        if entry.data is None:
            self._keep(entry, array)
        elif not _is_same(array, entry.data):
            foreign = entry.epoch == self._epochs.get(entry.memory, 0)
            entry.version += 1
            self._keep(entry, array)
            if foreign:
                self._on_foreign_change(self._value_of(entry, array, name, expression))
        if self._epochs:
            entry.epoch = self._epochs.get(entry.memory, 0)
        return self._value_of(entry, array, name, expression)

    def _value_of(self, entry, array, name, expression):
        return Value(
            name,
            expression,
            entry.digest,
            entry.identity,
            entry.base,
            False,
            entry.version,
            _shape(array),
            _dtype(array),
            entry.strides,
            entry.memory,
            entry.offset,
            self._store,
        )

    def updated(self, array, name="", expression=""):
        """Return the Value of an array that was just updated in place."""
        entry = self._entries.get(id(array)) or self._enter(array)
        memory = entry.memory
        self._epochs[memory] = entry.epoch = self._epochs.get(memory, 0) + 1
        entry.version += 1
        if entry.data is None or not _is_same(array, entry.data):
            self._keep(entry, array)
        return self._value_of(entry, array, name, expression)

    def _keep(self, entry, array):
        dtype, shape = _dtype(array), _shape(array)
        entry.data = data = _cell_bytes(array, dtype)
        if len(data) > _REMEMBERED_BYTES:
            entry.digest = digest = digest_of_cells(dtype, shape, data)
            self._store.keep(digest, dtype, shape, data)
            return
        content = dtype, shape, data
        entry.digest = digest = self._digests.get(content)
        if digest is None:
            entry.digest = digest = digest_of_cells(*content)
            self._store.keep(digest, *content)
            if len(self._digests) >= _MOST_REMEMBERED:
                self._digests.clear()
            self._digests[content] = digest

    def has_changed(self, array):
        """Tell whether an array's content differs from the last sight."""
        entry = self._entries.get(id(array)) or self._enter(array)
        return entry.data is not None and not _is_same(array, entry.data)

    def memory_of(self, array):
        """Return the number of the block of memory an array stands in."""
        return self.entry(array).memory

    def trace(self, array):
        """Trace an ndarray, where it stands, until `end`."""
        entry = self._entries.get(id(array)) or self._enter(array)
        if not entry.is_traced:
            entry.is_traced = True
            begin_tracing(array)

    def trace_kept(self, arrays):
        """Do the same for many, which get no entry before an operation meets them."""
        new = {}
        for array in arrays:
            if type(array) is not np.ndarray or id(array) in self._entries:
                self.trace(array)
            else:
                new[id(array)] = array
        self._kept.update((key, weakref.ref(array)) for key, array in new.items())
        begin_tracing_all(new.values())

    def end(self):
        """Let all arrays and scalars be plain again, wherever they are."""
        entries = list(self._entries.values())  # as arrays may die meanwhile
        traced = [entry.alive for entry in entries if entry.is_traced]
        for reference in traced:
            array = reference and reference()
            if array is not None:
                end_tracing(array)
        kept = (reference() for reference in self._kept.values())
        end_tracing_all([array for array in kept if type(array) is TracedArray])
        self.scalars.end()
        self._on_foreign_change = None  # it knows the ledger
        self._entries.clear()
        self._kept.clear()


def is_recordable(value):
    """Tell whether an array or scalar can stand in a trace as a Value."""
    if type(value) in _SCALARS:  # as most are: quick
        return True
    if isinstance(value, np.ndarray) and _nbytes(value) > MOST_BYTES:
        return False
    return is_traceable(value)


def is_traceable(value):
    """Tell whether what is done with an array or scalar can be recorded: of
    an array too large to stand in a trace, too, what becomes of its parts."""
    if isinstance(value, (np.ndarray, np.generic)):
        try:
            return _keepable[value.dtype]
        except KeyError:
            return _keepable.setdefault(value.dtype, can_keep(value.dtype))
    return isinstance(value, (bool, int, float, complex)) and (
        type(value) is not int or -(2**63) <= value < 2**63
    )


def _cell_bytes(array, dtype):
    """Return the cells of an array, traced or not, as `cell_bytes` does."""
    if dtype.char in EXTENDED:
        return cell_bytes(plain_view(array))
    return _to_bytes(array)


def _is_same(array, data):
    """Compare an array's content with earlier bytes, bit for bit."""
    if array.nbytes <= _COMPARED_IN_PLACE_BYTES:
        # Bytes that no number uses may differ.
        dtype = _dtype(array)
        return _to_bytes(array) == data or (
            dtype.char in EXTENDED and _cell_bytes(array, dtype) == data
        )
    array = plain_view(array)
    if (
        array.nbytes % 8 == 0
        and array.flags.c_contiguous
        and array.flags.aligned
        and array.dtype.kind in "biufc"
        and array.dtype.char not in EXTENDED
    ):
        words = array.reshape(-1).view(np.uint64)
        return bool((words == frombuffer(data, np.uint64)).all())
    return cell_bytes(array) == data
