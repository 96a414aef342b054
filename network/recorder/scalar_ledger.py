"""The ledger of scalars: which one is traced, and what content each has.

A scalar never changes, so its content is looked up once. Numbers that no
operation made, literals say, are one array for each type and content.
"""

from collections import defaultdict
from struct import Struct

import numpy as np
from numpy import asarray

from network.recorder.class_change import change_new
from network.recorder.plain_twins import plain
from network.recorder.traced_array import SCALAR_TYPES, begin_tracing, end_tracing
from network.trace import Value
from network.trace.array_bytes import cell_bytes, digest_of_cells

# Of types whose equal numbers are the same bytes, but for zeros, which have
# signs, and for what is no number: their dtype, and how Python writes one.
_FLOAT, _WHOLE = np.dtype(np.float64), np.dtype(np.int64)
_pack_float, _pack_whole = Struct("=d").pack, Struct("=q").pack
_FORMS = {
    np.float64: (_FLOAT, _pack_float),
    float: (_FLOAT, _pack_float),
    np.int64: (_WHOLE, _pack_whole),
    int: (_WHOLE, _pack_whole),
}


class ScalarLedger:
    """Numbers and contents of the scalars that one recorded call meets.

    Args:
        store: of array content, as `Ledger` takes it.
        new_identity: gives the next number of an array.
    """

    def __init__(self, store, new_identity):
        self._store = store
        self._new_identity = new_identity
        self._traced = {}  # id(scalar) -> [scalar, identity, its content or None]
        # Contents are (identity, digest, dtype).
        self._contents = {}  # (type, dtype, bytes) -> content
        self._numbers = defaultdict(dict)  # type -> Python's number -> content

    def value(self, scalar, name="", expression=""):
        """Return a Python or NumPy scalar, traced or not, as a Value: 0-d."""
        traced = self._traced.get(id(scalar))
        if traced is None:
            identity, digest, dtype = self._content(plain(scalar))
        else:
            if traced[2] is None:
                traced[2] = self._content(plain(scalar))
            _, identity, (_, digest, dtype) = traced
        return Value(
            *(name, expression, digest, identity, None, True, 0, (), dtype),
            *((), -1, 0, self._store),
        )

    def number(self, number, name, expression):
        """Do the same for a plain one."""
        identity, digest, dtype = self._content(number)
        return Value(
            *(name, expression, digest, identity, None, True, 0, (), dtype),
            *((), -1, 0, self._store),
        )

    def new(self, scalar):
        """Trace a plain NumPy scalar that was just computed; return its Value."""
        identity = self._new_identity()
        content = self._content(scalar)
        self._traced[id(scalar)] = [scalar, identity, content]
        change_new(scalar, SCALAR_TYPES[type(scalar)])
        return Value(
            *("", "", content[1], identity, None, True, 0, (), content[2]),
            *((), -1, 0, self._store),
        )

    def trace(self, scalar):
        """Trace a NumPy scalar, an outcome of its own, until `end`."""
        self._traced[id(scalar)] = [scalar, self._new_identity(), None]
        begin_tracing(scalar)

    def end(self):
        """Let all scalars be plain again, wherever they are."""
        for scalar, *_ in self._traced.values():
            end_tracing(scalar)
        self._traced.clear()

    def _content(self, scalar):
        kind = type(scalar)
        form = _FORMS.get(kind)
        if form is not None:
            number = scalar.item() if kind is np.float64 or kind is np.int64 else scalar
            if number and number == number:
                known = self._numbers[kind].get(number)
                if known is None:
                    dtype, pack = form
                    known = self._kept(dtype, pack(number))
                    self._numbers[kind][number] = known
                return known
        array = asarray(scalar)
        # The dtype too: a second and a day are the same bytes of one type.
        key = kind, array.dtype, cell_bytes(array)
        known = self._contents.get(key)
        if known is None:
            known = self._contents[key] = self._kept(*key[1:])
        return known

    def _kept(self, dtype, data):
        identity = self._new_identity()
        digest = digest_of_cells(dtype, (), data)
        self._store.keep(digest, dtype, (), data)
        return identity, digest, dtype
