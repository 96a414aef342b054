"""Put traced arrays in the place of plain ones, and everything back.

The arrays of a call's arguments, of the object that it is bound to, and of
the lists, tuples, dictionaries and objects inside are exchanged for traced
views of the same memory. Afterwards the original array objects stand where
they stood, and what the call has made is plain.
"""

import gc
import sys
import types

import numpy as np

from network.recorder.array_ledger import is_recordable
from network.recorder.traced_array import is_traced, plain

_LEAVES = (str, bytes, int, float, complex, type(None), type)


class Exchange:
    """The arrays that one recording has exchanged.

    Args:
        wrap: makes the traced view of a plain array, always the same one.
        is_library_file: tells of a path whether its classes are left alone.
    """

    def __init__(self, wrap, is_library_file):
        self._wrap = wrap
        self._is_library_file = is_library_file
        self._classes = {}
        self._tuples = {}  # id(new tuple) -> (new, original)
        self._roots = []
        self._places = []  # (mapping or list, key)
        self._seen = {}  # id -> object, kept alive so that ids stay true

    def trace(self, value, name, found):
        """Return a value with traced arrays for plain ones.

        Lists, dictionaries and objects are changed in place, so that all
        who share them see the same.

        Args:
            name: of the value in the code; items are called "name[0]".
            found: list to which every (name, plain array) is added.
        """
        if type(value) is np.ndarray:
            found.append((name, value))
            return self._wrap(value) if is_recordable(value) else value
        if isinstance(value, _LEAVES):
            return value
        if isinstance(value, tuple):
            return self._trace_tuple(value, name, found)
        if id(value) not in self._seen:
            self.remember(value)
            for key, item in list(_items_of(value, self._is_ours)):
                set_item = _setter(value)
                item_name = _item_name(value, key, name)
                new = self.trace(item, item_name, found)
                if new is not item:
                    set_item(key, new)
        return value

    def _trace_tuple(self, value, name, found):
        items = [
            self.trace(item, f"{name}[{index}]", found)
            for index, item in enumerate(value)
        ]
        if all(new is old for new, old in zip(items, value)):
            return value
        new = type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
        self._tuples[id(new)] = new, value
        return new

    def remember(self, value):
        """Look at a list, dictionary or object again when all is over."""
        if id(value) not in self._seen:
            self._seen[id(value)] = value
            self._roots.append(value)

    def remember_place(self, holder, key):
        """Look again at one item of a mapping or list when all is over."""
        self._places.append((holder, key))

    def restore(self):
        """Put plain arrays where traced ones stand in what was remembered."""
        done = {}
        for root in self._roots:
            self._restore(root, done)
        for holder, key in self._places:
            try:
                item = holder[key]
            except LookupError:
                continue
            new = self._restore(item, done)
            if new is not item:
                holder[key] = new

    def plain_result(self, value):
        """Return what the call returned, with plain arrays throughout."""
        return self._restore(value, {})

    def _restore(self, value, done):
        if is_traced(value):
            return plain(value)
        if isinstance(value, (*_LEAVES, np.ndarray)):
            return value
        if isinstance(value, tuple):
            if id(value) in self._tuples:
                return self._tuples[id(value)][1]
            items = [self._restore(item, done) for item in value]
            if all(new is old for new, old in zip(items, value)):
                return value
            return (
                type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
            )
        if id(value) not in done:
            done[id(value)] = value
            for key, item in list(_items_of(value, self._is_ours)):
                new = self._restore(item, done)
                if new is not item:
                    _setter(value)(key, new)
        return value

    def _is_ours(self, kind):
        """Tell whether a class is of watched code: looked into."""
        if kind not in self._classes:
            module = sys.modules.get(kind.__module__)
            path = getattr(module, "__file__", None)
            self._classes[kind] = path is not None and (not self._is_library_file(path))
        return self._classes[kind]


def _items_of(value, is_ours):
    """Yield (key, item) of what a list, dictionary or object holds."""
    if isinstance(value, list):
        yield from enumerate(value)
    elif isinstance(value, dict):
        yield from value.items()
    elif is_ours(type(value)):
        yield from getattr(value, "__dict__", {}).items()
        for kind in type(value).__mro__:
            for name in _slots(kind):
                try:
                    yield name, object.__getattribute__(value, name)
                except AttributeError:
                    continue


def _slots(kind):
    slots = vars(kind).get("__slots__", ())
    return (
        [slots]
        if isinstance(slots, str)
        else [name for name in slots if not name.startswith("__")]
    )


def _setter(value):
    """Return what sets an item of a value, past any code of its class."""
    if isinstance(value, list):
        return lambda key, item: list.__setitem__(value, key, item)
    if isinstance(value, dict):
        return lambda key, item: dict.__setitem__(value, key, item)

    def set_attribute(key, item):
        if key in getattr(value, "__dict__", ()):
            value.__dict__[key] = item
        else:
            object.__setattr__(value, key, item)

    return set_attribute


def _item_name(value, key, name):
    if isinstance(value, (list, dict)):
        return f"{name}[{key!r}]"
    return f"{name}.{key}" if name else str(key)


def replace_leaked(traced_arrays):
    """Put plain arrays where traced ones are left in lists, dicts and cells.

    Code may have put them where nobody looks: into a list of a module, or
    the variables of a closure.
    """
    for traced in traced_arrays:
        for holder in gc.get_referrers(traced):
            if holder is not traced_arrays:
                _replace(holder, traced, plain(traced))


def _replace(holder, old, new):
    """Put new for old in a list, dictionary or cell."""
    if type(holder) is list:
        for index, item in enumerate(holder):
            if item is old:
                holder[index] = new
    elif type(holder) is dict:
        for key, item in list(holder.items()):
            if item is old:
                holder[key] = new
    elif isinstance(holder, types.CellType):
        holder.cell_contents = new
