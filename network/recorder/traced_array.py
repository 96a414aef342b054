"""Arrays and scalars that report every NumPy operation to a recording.

An array is traced where it stands: it becomes a TracedArray, in place, and an
ndarray again when its recording is over (`class_change`). Whatever is
computed is computed with its twin, an ndarray of the same memory, shape and
flags, so that the results are the same bit for bit. In another thread than
that of a recording it computes without reporting.
"""

import operator
import sys
import threading

import numpy as np

from network.recorder.class_change import change_class, change_many, class_like
from network.recorder.numpy_creators import current
from network.recorder.plain_twins import Twins, plain, plain_types
from network.recorder.routine import (
    GET_ITEM,
    SET_ITEM,
    calling,
    of_attribute,
    of_operator,
    of_set_cells,
)
from network.trace.array_methods import ATTRIBUTE_VIEWS, METHODS, OPERATORS

# What is set to have an array's cells counted or read in another way, and the
# function that gives a view of it in that way.
LAYOUT_NAMES = {"shape": "reshape", "dtype": "view", "strides": "strides"}
_lock = threading.Lock()
# id(array or scalar) -> how many recordings trace it besides the first, those of
# other threads; a ledger leaves out what is no more.
tracing_too: dict[int, int] = {}
_UNARY = ("__neg__", "__pos__", "__abs__", "__invert__")
_COMPARISONS = ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__")
_CONVERSIONS = {
    "__float__": float,
    "__int__": int,
    "__complex__": complex,
    "__bool__": bool,
    "__index__": operator.index,
}


def is_traced(value):
    """Tell whether a value is a traced array or scalar."""
    return type(value) in plain_types


def _recording():
    """Return the recording of the calling thread, None where there is none."""
    recording = current.recording
    return recording if recording is not None and recording.is_on else None


def _computed(function, args, kwargs):
    """Compute without recording."""
    current.resume()  # functions that NumPy calls in turn are still followed
    twins = Twins()
    result = function(*twins.plain(args), **twins.plain(kwargs))
    return twins.original(result)


# Each tells which frame asks, and pauses the events of statements itself, first of
# all: until then a call of any function is reported to a recording's trace function,
# and each instruction takes several times as long.
def _array_ufunc(self, ufunc, method, *inputs, **kwargs):
    current.pause()
    try:
        recording = _recording()
        if recording is None:
            return _computed(getattr(ufunc, method), inputs, kwargs)
        return recording.ufunc(sys._getframe(1), ufunc, method, inputs, kwargs)
    finally:
        current.resume()


def _array_function(self, func, types, args, kwargs):
    current.pause()
    try:
        recording = _recording()
        if recording is None:
            return _computed(func, args, kwargs)
        return recording.function(sys._getframe(1), func, args, kwargs)
    finally:
        current.resume()


def _array_finalize(self, other):
    """What NumPy's own code makes of a traced array, past every hook, is plain."""
    change_class(self, np.ndarray)


def _get_item(self, index):
    current.pause()
    try:
        recording = _recording()
        if recording is None:
            return _computed(operator.getitem, (self, index), {})
        return recording.compute(sys._getframe(1), GET_ITEM, (self, index))
    finally:
        current.resume()


def _set_item(self, index, value):
    current.pause()
    try:
        recording = _recording()
        if recording is None:
            _computed(operator.setitem, (self, index, value), {})
        else:
            recording.compute(sys._getframe(1), SET_ITEM, (self, index, value))
    finally:
        current.resume()


def _text(function):
    return lambda self, *args: function(plain(self), *args)


def _leave(frame, traced, name, result):
    recording = _recording()
    if recording is not None:
        recording.gap(frame, name, (traced,), result)
    return result


def _method(name):
    def method(self, *args, **kwargs):
        current.pause()
        try:
            recording = _recording()
            if recording is None:
                return _computed(calling(name), (self, *args), kwargs)
            return recording.method(sys._getframe(1), name, self, args, kwargs)
        finally:
            current.resume()

    method.__name__ = name
    return method


def _conversion(name):
    function = _CONVERSIONS[name]

    def convert(self, *args):
        current.pause()
        try:
            result = function(plain(self), *args)
            return _leave(sys._getframe(1), self, name.strip("_"), result)
        finally:
            current.resume()

    convert.__name__ = name
    return convert


def _operator(name, reflected):
    routine = of_operator(name)
    function = routine.compute

    def operate(self, *others):
        current.pause()
        try:
            operands = (*others, self) if reflected else (self, *others)
            recording = _recording()
            if recording is None:
                return function(*plain(operands))
            return recording.compute(sys._getframe(1), routine, operands)
        finally:
            current.resume()

    return operate


def _copied_variables(value, frame):
    """Return how many references the copy of a frame's variables has to a value.

    Before Python 3.13 who follows a function has a copy of its variables made.
    """
    if sys.version_info >= (3, 13) or frame.f_locals is frame.f_globals:
        return 0
    return sum(variable is value for variable in frame.f_locals.values())


def _resize(self, *shape, **kwargs):
    # NumPy refuses if there are more than the caller's variable and the
    # reference of the call itself; here is one more for the counting.
    frame = sys._getframe(1)
    copied = _copied_variables(self, frame)
    if kwargs.get("refcheck", True) and sys.getrefcount(self) - copied <= 3:
        kwargs["refcheck"] = False
    current.pause()
    try:
        recording = _recording()
        if recording is None:
            return np.ndarray.resize(self, *plain(shape), **kwargs)
        return recording.resize(frame, self, shape, kwargs)
    finally:
        current.resume()


def _attribute(name):
    """Return the property of an attribute that is a view, or sets cells."""
    descriptor = vars(np.ndarray)[name]
    view = of_attribute(name) if name in ATTRIBUTE_VIEWS else None

    def attribute(self):
        current.pause()
        try:
            recording = _recording()
            if recording is None:
                return getattr(plain(self), name)
            if name == "flat":
                return _leave(sys._getframe(1), self, name, descriptor.__get__(self))
            return recording.compute(sys._getframe(1), view, (self,))
        finally:
            current.resume()

    def set_attribute(self, value):
        current.pause()
        try:
            recording = _recording()
            if recording is None or name not in ("real", "imag", "flat"):
                descriptor.__set__(self, value)
            else:
                recording.compute(sys._getframe(1), of_set_cells(name), (self, value))
        finally:
            current.resume()

    return property(attribute, set_attribute, descriptor.__delete__)


def _layout(name):
    """Return the property of an attribute that says how cells are laid out."""
    descriptor = vars(np.ndarray)[name]

    def set_layout(self, value):
        current.pause()
        try:
            recording = _recording()
            if recording is None:
                descriptor.__set__(self, value)
            else:
                recording.set_layout(sys._getframe(1), name, self, value)
        finally:
            current.resume()

    return property(descriptor.__get__, set_layout, descriptor.__delete__)


def _array_members():
    members = {
        "__array_ufunc__": _array_ufunc,
        "__array_function__": _array_function,
        "__array_finalize__": _array_finalize,
        "__getitem__": _get_item,
        "__setitem__": _set_item,
        "__repr__": _text(repr),
        "__str__": _text(str),
        "__format__": _text(format),
        "__dir__": _text(dir),
    }
    members |= {name: _method(name) for name in METHODS}
    members |= {name: _conversion(name) for name in _CONVERSIONS}
    members["resize"] = _resize
    for name in (*ATTRIBUTE_VIEWS, "flat"):
        members[name] = _attribute(name)
    return members | {name: _layout(name) for name in LAYOUT_NAMES}


def _scalar_members(plain_type):
    members = {
        "__array_ufunc__": _array_ufunc,
        "__array_function__": _array_function,
        "__hash__": plain_type.__hash__,
        "__new__": lambda _, *args, **kwargs: plain_type(*args, **kwargs),
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
        if hasattr(plain_type, name):
            members[name] = _conversion(name)
    return members


TracedArray = class_like(np.ndarray, _array_members())
# Booleans are never more than two objects, and steer the code.
SCALAR_TYPES = {
    kind: class_like(kind, _scalar_members(kind))
    for kind in dict.fromkeys(np.dtype(code).type for code in "bhilqBHILQefdgFDG")
}
plain_types[TracedArray] = np.ndarray
plain_types.update({traced: kind for kind, traced in SCALAR_TYPES.items()})


def set_layout(array, name, value):
    """Do `array.shape = value` and its like, and no more."""
    vars(np.ndarray)[name].__set__(array, value)


def begin_tracing(value):
    """Make a traced one of an array or NumPy scalar, where it stands.

    What another thread's recording traces already is traced until both end.
    """
    with _lock:
        kind = type(value)
        if kind in plain_types:
            tracing_too[id(value)] = tracing_too.get(id(value), 0) + 1
        elif kind is np.ndarray:
            change_class(value, TracedArray)
        elif kind in SCALAR_TYPES:
            change_class(value, SCALAR_TYPES[kind])


def end_tracing(value):
    """Make a plain one of a traced array or scalar, where it stands, at the last
    of as many calls as it has begun to be traced."""
    with _lock:
        others = tracing_too.pop(id(value), 0)
        if others > 1:
            tracing_too[id(value)] = others - 1
        kind = plain_types.get(type(value))
        if kind is not None and not others:
            change_class(value, kind)


def begin_tracing_all(arrays):
    """Do the same for many plain arrays, each there once."""
    with _lock:
        change_many(arrays, np.ndarray, TracedArray)


def end_tracing_all(arrays):
    """Do the same for many traced arrays, each there once."""
    with _lock:
        alone = [one for one in arrays if id(one) not in tracing_too]
        change_many(alone, TracedArray, np.ndarray)
    for array in arrays if len(alone) < len(arrays) else ():
        if type(array) is TracedArray:
            end_tracing(array)
