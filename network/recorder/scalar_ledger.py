"""The ledger of scalars: which one is traced, and what content each has.

A scalar never changes, so its content is looked up once. Numbers that no
operation made, literals say, are one array for each type and content.
"""

from struct import Struct
from sys import getrefcount

import numpy as np
from numpy import asarray

from network.recorder.class_change import change_new
from network.recorder.plain_twins import plain, plain_types
from network.recorder.traced_array import SCALAR_TYPES, begin_tracing, end_tracing
from network.trace import Value
from network.trace.array_bytes import cell_bytes, digest_of_cells

# Of types whose equal numbers are the same bytes, but for zeros, which have
# signs, and for what is no number: Python's type of such a number, their dtype,
# and how that is written.
_FLOAT = float, np.dtype(np.float64), Struct("=d").pack
_WHOLE = int, np.dtype(np.int64), Struct("=q").pack
_FORMS = {np.float64: _FLOAT, float: _FLOAT, np.int64: _WHOLE, int: _WHOLE}
# To a scalar that nobody else has: of the ledger, of a variable and of the counting.
_OWN_REFERENCES = 3
_TracedFloat = SCALAR_TYPES[np.float64]
_new_float = np.float64.__new__


class ScalarLedger:
    """Numbers and contents of the scalars that one recorded call meets.

    Args:
        store: of array content, as `Ledger` takes it.
        new_identity: gives the next number of an array.

    Attributes:
        traced: id(scalar) -> (scalar, its plain twin, identity, its content or
            None) of those that are traced. Contents are (identity, digest,
            dtype).
    """

    def __init__(self, store, new_identity):
        self._store = store
        self._new_identity = new_identity
        self.traced = {}
        self._contents = {}  # (type, dtype, bytes) -> content
        # type -> (its form, Python's number -> content)
        self._numbers = {kind: (*form, {}) for kind, form in _FORMS.items()}

    def value(self, scalar, name="", expression=""):
        """Return a Python or NumPy scalar, traced or not, as a Value: 0-d."""
        return self.operand(scalar, name, expression)[0]

    def operand(self, scalar, name, expression):
        """Return (its Value, its plain twin) of a scalar."""
        traced = self.traced.get(id(scalar))
        if traced is None:
            twin = plain(scalar)
            content = self.content(twin)
            identity = content[0]
        else:
            _, twin, identity, content = traced
            if content is None:
                content = self.content(twin)
                self.traced[id(scalar)] = scalar, twin, identity, content
        return (
            Value(
                name,
                expression,
                content[1],
                identity,
                None,
                True,
                0,
                (),
                content[2],
                (),
                -1,
                0,
                self._store,
            ),
            twin,
        )

    def number(self, number, name, expression):
        """Do the same for a plain one."""
        identity, digest, dtype = self.content(number)
        return Value(
            name,
            expression,
            digest,
            identity,
            None,
            True,
            0,
            (),
            dtype,
            (),
            -1,
            0,
            self._store,
        )

    def new(self, scalar):
        """Trace a plain NumPy scalar that was just computed.

        Returns:
            (the scalar to go on with, its Value).
        """
        identity = self._new_identity()
        content = self.content(scalar)
        if type(scalar) is np.float64:
            # A copy takes less than another class for it, and leaves a twin.
            twin, scalar = scalar, _new_float(_TracedFloat, scalar)
        else:
            twin = type(scalar).__pos__(scalar)
            change_new(scalar, SCALAR_TYPES[type(scalar)])
        self.traced[id(scalar)] = scalar, twin, identity, content
        return scalar, Value(
            "",
            "",
            content[1],
            identity,
            None,
            True,
            0,
            (),
            content[2],
            (),
            -1,
            0,
            self._store,
        )

    def trace(self, scalar):
        """Trace a NumPy scalar, an outcome of its own, until `end`."""
        if id(scalar) not in self.traced:
            kind = plain_types.get(type(scalar), type(scalar))
            twin = kind.__pos__(scalar)
            self.traced[id(scalar)] = scalar, twin, self._new_identity(), None
            begin_tracing(scalar)

    def end(self):
        """Let all scalars be plain again, wherever they are."""
        for traced in self.traced.values():
            scalar = traced[0]
            if getrefcount(scalar) > _OWN_REFERENCES:
                end_tracing(scalar)
        self.traced.clear()

    def content(self, scalar):
        """Return the content of a plain scalar."""
        known = self._numbers.get(type(scalar))
        if known is not None:
            number_of, dtype, pack, contents = known
            number = number_of(scalar)
            if number and number == number:
                content = contents.get(number)
                if content is None:
                    content = contents[number] = self._kept(dtype, pack(number))
                return content
        array = asarray(scalar)
        # The dtype too: a second and a day are the same bytes of one type.
        key = type(scalar), array.dtype, cell_bytes(array)
        content = self._contents.get(key)
        if content is None:
            content = self._contents[key] = self._kept(*key[1:])
        return content

    def _kept(self, dtype, data):
        identity = self._new_identity()
        digest = digest_of_cells(dtype, (), data)
        self._store.keep(digest, dtype, (), data)
        return identity, digest, dtype
