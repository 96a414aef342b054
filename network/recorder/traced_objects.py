"""The arrays and numbers inside what a call is given, or gives.

Looked into are lists, tuples, dictionaries, sets, deques, simple namespaces,
partial functions, bound methods, and objects whose class is of no library.
None of their own code runs.
"""

import functools
import sys
import types
from collections import deque
from dataclasses import is_dataclass

import numpy as np

from network.recorder.traced_array import TracedArray

_NUMBERS = (np.ndarray, np.generic, int, float, complex)
_USUAL_NUMBERS = frozenset({np.ndarray, TracedArray, int, float})
_USUAL_LEAVES = frozenset({int, float, bool, str, type(None), np.float64, np.int64})
_LEAVES = (str, bytes, int, float, complex, type(None), type, np.ndarray)
_HISTORIES = (list, deque, set)
ITEMS = (list, tuple, dict, set, frozenset, deque)


class Contents:
    """Finds what is inside of values.

    Args:
        is_library_file: tells of a path whether its classes are left alone.
    """

    def __init__(self, is_library_file):
        self._is_library_file = is_library_file
        self._classes = {}

    def numbers(
        self, value, name="", *, longest=sys.maxsize, is_looked_into=lambda value: True
    ):
        """Yield (name, array or number) of all in a value, in order.

        Args:
            name: of the value in the code; items are called "name[0]".
            longest: of a list, deque or set of more items only the arrays, and
                None is their name.
            is_looked_into: tells of what is no number whether it is.
        """
        seen = {}  # id -> object, kept alive so that ids stay true
        waiting = [(name, value)]
        while waiting:
            name, value = waiting.pop()
            kind = type(value)
            if kind in _USUAL_NUMBERS or isinstance(value, _NUMBERS):
                yield name, value
            elif (
                not isinstance(value, _LEAVES)
                and id(value) not in seen
                and is_looked_into(value)
            ):
                seen[id(value)] = value
                is_listed = kind is list or kind is tuple  # as most are: quick
                items = value if is_listed else list(self._items(value, name))
                if isinstance(value, _HISTORIES) and len(items) > longest:
                    if not is_listed:
                        items = [item for _, item in items]
                    for array in self._arrays(items, seen, is_looked_into):
                        yield None, array
                    continue
                if is_listed:
                    items = [
                        (f"{name}[{number}]", item) for number, item in enumerate(items)
                    ]
                waiting += reversed(items)

    def arrays(self, holder, most):
        """Yield the arrays in a list, tuple or dictionary and in those within,
        objects left alone, of as many items as are looked at at `most`."""
        items = dict.values(holder) if isinstance(holder, dict) else holder
        return self._arrays(items, {id(holder): holder}, _is_opened, most)

    def _arrays(self, items, seen, is_looked_into, most=sys.maxsize):
        """Yield the arrays in many items; `seen` is as in `numbers`."""
        waiting = list(items)[::-1]
        while waiting and most > 0:
            value = waiting.pop()
            most -= 1
            kind = type(value)
            if kind in _USUAL_LEAVES:
                continue
            if isinstance(value, np.ndarray):
                yield value
                continue
            is_listed = kind is list or kind is tuple
            if (
                (is_listed or not isinstance(value, _LEAVES))
                and id(value) not in seen
                and is_looked_into(value)
            ):
                seen[id(value)] = value
                if not is_listed:
                    value = [item for _, item in self._items(value, "")]
                waiting += reversed(value)

    def _items(self, value, name):
        if isinstance(value, (dict, types.MappingProxyType)):
            for key, item in list(value.items()):
                yield f"{name}[{key!r}]", item
        elif isinstance(value, ITEMS):
            for number, item in enumerate(list(value)):
                yield f"{name}[{number}]", item
        elif isinstance(value, functools.partial):
            yield from self._attributes({"func": value.func}, name)
            yield from self._items(value.args, name)
            yield from self._items(value.keywords, name)
        elif isinstance(value, types.MethodType):
            yield name, value.__self__
        elif isinstance(value, types.SimpleNamespace) or self._is_ours(type(value)):
            yield from self._attributes(getattr(value, "__dict__", {}), name)
            yield from self._attributes(_in_slots(value), name)

    @staticmethod
    def _attributes(attributes, name):
        for key, item in list(attributes.items()):
            yield f"{name}.{key}" if name else str(key), item

    def _is_ours(self, kind):
        """Tell whether a class is of watched code: looked into."""
        if kind not in self._classes:
            module = sys.modules.get(kind.__module__)
            path = getattr(module, "__file__", None)
            self._classes[kind] = path is not None and (not self._is_library_file(path))
        return self._classes[kind]


def results_of(value, contents):
    """Return (name, array or number) of all in what a call has returned.

    What is returned alone, or in a tuple or list, has no name. Of objects
    only dataclasses are looked into: a method that returns its object returns
    no arrays.
    """
    if isinstance(value, dict):
        items = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, (list, tuple)):
        items = [
            (f"[{number}]" if _is_opened(item) else "", item)
            for number, item in enumerate(value)
        ]
    else:
        items = [("", value)]
    return [
        found
        for name, item in items
        for found in contents.numbers(item, name, is_looked_into=_is_opened)
    ]


def _is_opened(value):
    return isinstance(value, ITEMS) or is_dataclass(value)


def _in_slots(value):
    found = {}
    for kind in type(value).__mro__:
        slots = vars(kind).get("__slots__", ())
        for name in [slots] if isinstance(slots, str) else slots:
            if not name.startswith("__"):
                try:
                    found[name] = object.__getattribute__(value, name)
                except AttributeError:
                    continue
    return found
