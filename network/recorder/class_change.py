"""Objects of C change their class where they stand, and back.

An array that is to report what is done with it has to be the very array that
the code holds: wherever the code has put it, in a set, a partial function or
the variables of a generator, it is found there and nothing has to be put
back. Python lets no object of NumPy's change its class, so here it is done in
memory, where each object names its class. A class that is made here lays out
and frees its objects as the class that it is based on.
"""

import ctypes
import sys

import numpy as np

_POINTER_BYTES = ctypes.sizeof(ctypes.c_size_t)
# All memory as one array of pointers: an item takes a sixth of the time that an
# object of ctypes for each takes, and every operation of a recording asks for some.
_pointers = (ctypes.c_size_t * (sys.maxsize // _POINTER_BYTES)).from_address(0)
# The last field of what every object begins with is its class.
_CLASS = object.__basicsize__ // _POINTER_BYTES - 1
_REFERENCES = _CLASS - 1  # and before it how many references there are
# Of an array's own fields: its data, its ndim, its lengths, its strides, its base.
_DATA = _CLASS + 1
_BASE = _DATA + 4
_IS_COLLECTED = 1 << 14  # Py_TPFLAGS_HAVE_GC
_FLAGS = (1 << 10) | (1 << 18)  # Py_TPFLAGS_BASETYPE, Py_TPFLAGS_HAVE_VERSION_TAG

# By brackets: functions of our own, whose types no other module sets.
_take = ctypes.pythonapi["Py_IncRef"]
_release = ctypes.pythonapi["Py_DecRef"]
for _function in (_take, _release):
    _function.argtypes, _function.restype = [ctypes.py_object], None


class _Slot(ctypes.Structure):
    _fields_ = [("slot", ctypes.c_int), ("function", ctypes.c_void_p)]


class _Spec(ctypes.Structure):  # PyType_Spec of the C API
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("basicsize", ctypes.c_int),
        ("itemsize", ctypes.c_int),
        ("flags", ctypes.c_uint),
        ("slots", ctypes.POINTER(_Slot)),
    ]


_from_spec = ctypes.pythonapi["PyType_FromSpecWithBases"]
_from_spec.argtypes = [ctypes.POINTER(_Spec), ctypes.py_object]
_from_spec.restype = ctypes.py_object
_specs: list[_Spec] = []  # C keeps pointers into them
_made: set[type] = set()


def class_like(base, members):
    """Return a class whose objects can become those of `base`, and back.

    A `class` statement would make one whose objects are collected as garbage,
    which has a header in front of each. It has the name of its base, by which
    the messages of Python and NumPy call it.

    Args:
        base: a class written in C whose objects are not collected.
        members: its own attributes and methods, by name.

    Raises:
        ImportError: this Python lays its objects out otherwise.
    """
    name = f"{base.__module__}.{base.__name__}".encode()
    spec = _Spec(name, 0, 0, _FLAGS, (_Slot * 1)())
    _specs.append(spec)
    made = _from_spec(ctypes.byref(spec), (base,))
    if made.__basicsize__ != base.__basicsize__ or made.__flags__ & _IS_COLLECTED:
        raise ImportError(
            f"expected a Python whose classes can be laid out as {base.__name__}: "
            "record with CPython 3.11, 3.12 or 3.13"
        )
    for key, member in members.items():
        setattr(made, key, member)
    _made.add(made)
    return made


def change_class(value, new):
    """Give an object the class `new`: its own's base, or one based on it.

    Of classes made here each object holds one reference, as Python has it.
    """
    old = type(value)
    if new in _made:
        _take(new)
    _pointers[id(value) // _POINTER_BYTES + _CLASS] = id(new)
    if old in _made:
        _release(old)


def change_new(value, new):
    """Do the same for an object of a class of NumPy's own, `new` made here."""
    _take(new)
    _pointers[id(value) // _POINTER_BYTES + _CLASS] = id(new)


def change_many(values, old, new):
    """Do the same for many objects of one class, the one based on the other."""
    for value in values:
        _pointers[id(value) // _POINTER_BYTES + _CLASS] = id(new)
    # Each holds a reference to its class, if that is made here.
    for kind, count in ((new, len(values)), (old, -len(values))):
        if kind in _made:
            _pointers[id(kind) // _POINTER_BYTES + _REFERENCES] += count


def change_base(array, new):
    """Let an array be a view of `new` in place of its base.

    NumPy asks of a base only that it keeps the memory: it has to be that of
    the base before.
    """
    old = array.base
    _take(new)
    _pointers[id(array) // _POINTER_BYTES + _BASE] = id(new)
    _release(old)


def address_of(array):
    """Return the address of an array's first cell."""
    return _pointers[id(array) // _POINTER_BYTES + _DATA]


def _check_fields():
    array = np.zeros(2)
    view = array[1:]
    bases = [_pointers[id(one) // _POINTER_BYTES + _BASE] for one in (view, array)]
    if bases != [id(array), 0] or address_of(view) != view.ctypes.data:
        raise ImportError(
            "expected arrays laid out as those of NumPy 2: record with one of these"
        )
    holder = [array] * 5
    if (
        _pointers[id(array) // _POINTER_BYTES + _REFERENCES]
        != sys.getrefcount(array) - 1
    ):
        raise ImportError(
            "expected objects laid out as CPython 3.11, 3.12 or 3.13 has them"
        )
    del holder


_check_fields()
