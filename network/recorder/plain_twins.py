"""Plain twins of traced arrays and scalars, to compute with.

The twin of an array is an ndarray of the same memory, shape and flags.
"""

import numpy as np

from network.recorder.class_change import change_base

# traced class -> the plain one; those who make a traced one add it.
plain_types: dict[type, type] = {}
# Of arrays, traced or not: past what a traced one does besides.
view_of = np.ndarray.view
_UNTRACED = frozenset({np.ndarray, int, float, bool, str, type(None)})


def is_array(value):
    """Tell whether a value is an ndarray, traced or not, of no other class."""
    return plain_types.get(type(value), type(value)) is np.ndarray


class Twins:
    """Plain twins of the traced arrays of one operation, each array's one."""

    __slots__ = ("_twins", "_originals")

    def __init__(self):
        self._twins = {}  # id(array or scalar) -> twin
        self._originals = {}  # id(twin) -> array or scalar

    @classmethod
    def of(cls, values, plain):
        """Return the Twins of values, their plain ones made already."""
        twins = cls()
        for value, twin in zip(values, plain):
            if twin is not value:
                twins._twins[id(value)] = twin
                twins._originals[id(twin)] = value
        return twins

    def twin(self, value):
        """Return the twin of a traced array, a view of it, or of a scalar."""
        twin = self._twins.get(id(value))
        if twin is None:
            kind = plain_types[type(value)]
            # `kind(value)` would ask the value itself for its number.
            twin = plain_view(value) if kind is np.ndarray else kind.__pos__(value)
            self._twins[id(value)] = twin
            self._originals[id(twin)] = value
        return twin

    def original(self, value):
        """Return that of which a value is the twin, or else the value."""
        return self._originals.get(id(value), value)

    def adopt(self, result):
        """Let a view or holder of twins be one of what they are twins of."""
        if result.dtype.hasobject:
            for number, item in enumerate(result.flat):
                if id(item) in self._originals:
                    result.flat[number] = self._originals[id(item)]
        if result.base is None:
            return
        array = self._originals.get(id(result.base))
        if array is not None:
            change_to_root(result, array)

    def plain(self, value):
        """Return a value with twins for traced arrays, also inside.

        Lists, tuples, dictionaries and slices are taken apart; one that holds
        nothing traced comes back as the same object.
        """
        kind = type(value)
        if kind in _UNTRACED:
            return value
        if kind in plain_types:
            return self.twin(value)
        if isinstance(value, (list, tuple)):
            return self.plain_items(value)
        if kind is dict:
            items = {key: self.plain(item) for key, item in value.items()}
            if all(items[key] is item for key, item in value.items()):
                return value
            return items
        if kind is slice:
            parts = value.start, value.stop, value.step
            items = [self.plain(part) for part in parts]
            if any(new is not old for new, old in zip(items, parts)):
                return slice(*items)
        return value

    def plain_items(self, value):
        """Do the same for a list or tuple."""
        items, is_changed = [], False
        for item in value:
            if type(item) not in _UNTRACED:
                new = self.plain(item)
                is_changed = is_changed or new is not item
                item = new
            items.append(item)
        if not is_changed:
            return value
        if hasattr(value, "_fields"):
            return type(value)(*items)
        return type(value)(items)


def change_to_root(result, array):
    """Let a view of an array's twin be one of what owns the array's memory."""
    while is_array(array.base) and not array.flags.owndata:
        array = array.base
    change_base(result, array)


def plain_view(array):
    """Return the plain twin of an array, traced or not."""
    return view_of(array, np.ndarray)


def plain(value):
    """Return a value with plain arrays for traced ones, also inside."""
    kind = type(value)
    if kind in _UNTRACED:  # as most numbers are: quick
        return value
    own = plain_types.get(kind)
    if own is not None and own is not np.ndarray:
        return own.__pos__(value)
    return Twins().plain(value)
