"""Arrays and scalars that report every NumPy operation to a recording.

A TracedArray is a view of a plain array, its `_plain`. Whatever is computed
is computed with the very plain arrays that the code would have used without
a recording, so that the results are the same bit for bit; what comes out is
wrapped again. Once its recording is over, it computes without reporting.
"""

import threading

import numpy as np

from network.trace.array_methods import ATTRIBUTE_VIEWS, METHODS, OPERATORS

_UNTRACED = frozenset({np.ndarray, int, float, bool, str, type(None)})
_UNARY = ("__neg__", "__pos__", "__abs__", "__invert__")
_COMPARISONS = ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__")


def is_traced(value):
    """Tell whether a value is a traced array or scalar."""
    return isinstance(value, _TRACED)


def plain(value):
    """Return a value with plain arrays for traced ones, also inside.

    Lists, tuples, dictionaries and slices are taken apart; one that holds
    nothing traced comes back as the same object.
    """
    kind = type(value)
    if kind is TracedArray:
        return _plain_array(value)
    if kind in _UNTRACED:
        return value
    if kind in _PLAIN_OF_SCALAR:
        return _plain_scalar(value)
    if isinstance(value, (list, tuple)):
        items, is_changed = [], False
        for item in value:
            kind = type(item)
            if kind not in _UNTRACED:
                new = (
                    item._plain
                    if kind is TracedArray and hasattr(item, "_plain")
                    else plain(item)
                )
                is_changed = is_changed or new is not item
                item = new
            items.append(item)
        if not is_changed:
            return value
        if hasattr(value, "_fields"):
            return type(value)(*items)
        return type(value)(items)
    if type(value) is dict:
        items = {key: plain(item) for key, item in value.items()}
        if all(items[key] is item for key, item in value.items()):
            return value
        return items
    if type(value) is slice:
        parts = value.start, value.stop, value.step
        items = [plain(part) for part in parts]
        if any(new is not old for new, old in zip(items, parts)):
            return slice(*items)
    return value


def _plain_array(traced):
    try:
        return traced._plain
    except AttributeError:
        # Made by NumPy's own C code from a traced one, past every hook.
        return np.ndarray.view(traced, np.ndarray)


def _plain_scalar(traced):
    try:
        return traced._plain
    except AttributeError:
        return _PLAIN_OF_SCALAR[type(traced)](traced)


def _recording_of(traced):
    recording = getattr(traced, "_recording", None)
    if (
        recording is not None
        and recording.is_on
        and (threading.get_ident() == recording.thread)
    ):
        return recording
    return None


class TracedArray(np.ndarray):
    """A view of a plain array; what is computed with it is recorded."""

    __slots__ = ("_plain", "_recording")

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        recording = _recording_of(self)
        if recording is not None:
            return recording.ufunc(ufunc, method, inputs, kwargs)
        out = kwargs.get("out")
        result = getattr(ufunc, method)(
            *plain(inputs), **{key: plain(value) for key, value in kwargs.items()}
        )
        return out[0] if out and len(out) == 1 else result

    def __array_function__(self, func, types, args, kwargs):
        recording = _recording_of(self)
        if recording is not None:
            return recording.function(func, args, kwargs)
        return func(*plain(args), **plain(kwargs))

    def __getitem__(self, index):
        recording = _recording_of(self)
        if recording is None:
            return _plain_array(self)[plain(index)]
        return recording.get_item(self, index)

    def __setitem__(self, index, value):
        recording = _recording_of(self)
        if recording is None:
            _plain_array(self)[plain(index)] = plain(value)
        else:
            recording.set_item(self, index, value)

    def __repr__(self):
        return repr(_plain_array(self))

    def __str__(self):
        return str(_plain_array(self))

    def __format__(self, spec):
        return format(_plain_array(self), spec)

    @property
    def shape(self):
        return _plain_array(self).shape

    @shape.setter
    def shape(self, shape):
        array = _plain_array(self)
        array.shape = shape
        np.ndarray.shape.__set__(self, array.shape)

    @property
    def flat(self):
        return _leave(self, "flat", _plain_array(self).flat)


def _leave(traced, name, result):
    recording = _recording_of(traced)
    if recording is not None:
        recording.gap(name, (traced,), result)
    return result


def _method(name):
    def method(self, *args, **kwargs):
        recording = _recording_of(self)
        if recording is None:
            return getattr(plain(self), name)(*plain(args), **plain(kwargs))
        return recording.method(name, self, args, kwargs)

    method.__name__ = name
    return method


def _attribute(name):
    def attribute(self):
        recording = _recording_of(self)
        if recording is None:
            return getattr(plain(self), name)
        return recording.attribute(name, self)

    def set_attribute(self, value):
        self[...] = value if name == "real" else self.real + 1j * value

    if name in ("real", "imag"):
        return property(attribute, set_attribute)
    return property(attribute)


def _conversion(name):
    def convert(self, *args):
        result = getattr(plain(self), name)(*args)
        return _leave(self, name.strip("_"), result)

    convert.__name__ = name
    return convert


def _operator(name, reflected):
    function, ufunc_name = OPERATORS[name]

    def operate(self, *others):
        operands = (*others, self) if reflected else (self, *others)
        recording = _recording_of(self)
        if recording is None:
            return function(*plain(operands))
        return recording.operator(name, function, ufunc_name, operands)

    return operate


for _name in METHODS:
    setattr(TracedArray, _name, _method(_name))
for _name in ATTRIBUTE_VIEWS:
    if hasattr(np.ndarray, _name):
        setattr(TracedArray, _name, _attribute(_name))
for _name in ("__float__", "__int__", "__complex__", "__bool__", "__index__"):
    setattr(TracedArray, _name, _conversion(_name))


def _scalar_type(plain_type):
    members = {
        "__slots__": ("_plain", "_recording", "_identity"),
        "__array_ufunc__": TracedArray.__array_ufunc__,
        "__array_function__": TracedArray.__array_function__,
        "__hash__": plain_type.__hash__,
        "__reduce__": lambda self: self._plain.__reduce__(),
        "__repr__": lambda self: repr(self._plain),
    }
    for name in METHODS:
        if hasattr(plain_type, name) and not name.startswith("__"):
            members[name] = _method(name)
    for name in OPERATORS:
        if hasattr(plain_type, name):
            members[name] = _operator(name, reflected=False)
            if name not in _UNARY + _COMPARISONS:
                members[f"__r{name[2:]}"] = _operator(name, reflected=True)
    for name in ("__float__", "__int__", "__complex__"):
        members[name] = _conversion(name)
    return type(f"Traced{plain_type.__name__}", (plain_type,), members)


# Booleans cannot be subclassed, and steer the code rather than compute.
SCALAR_TYPES = {
    kind: _scalar_type(kind)
    for kind in dict.fromkeys(np.dtype(code).type for code in "bhilqBHILQefdgFDG")
}
_PLAIN_OF_SCALAR = {traced: kind for kind, traced in SCALAR_TYPES.items()}
_TRACED = TracedArray, *SCALAR_TYPES.values()


def traced_array(array, recording):
    """Return a traced view of a plain array."""
    traced = np.ndarray.view(array, TracedArray)
    traced._plain = array
    traced._recording = recording
    return traced


def traced_scalar(scalar, recording, identity):
    """Return a traced scalar, a NumPy scalar that reports."""
    traced = SCALAR_TYPES[type(scalar)](scalar)
    traced._plain = scalar
    traced._recording = recording
    traced._identity = identity
    return traced
