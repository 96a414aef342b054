"""What a statement has assigned: looked up where it now stands.

Nothing of the recorded code runs for this: no property, no `__getitem__` of
a class of its own.
"""

import ast
import ctypes
import sys
from dataclasses import dataclass

_MISSING = object()
# Of the C API, for which Python has no name. It takes (frame, whether to
# delete variables that are missing in f_locals).
_locals_to_fast = ctypes.pythonapi.PyFrame_LocalsToFast
_locals_to_fast.argtypes = ctypes.py_object, ctypes.c_int
_locals_to_fast.restype = None


@dataclass(frozen=True)
class Place:
    """Where an assigned value stands.

    Attributes:
        name: readable, without "self.".
        value: that stands there.
        holder: the mapping or list that holds it: variables, the attributes
            of an object, a list or a dictionary.
        key: under which it is held.
        is_local: a variable of the function: gone when the function ends.
    """

    name: str
    value: object
    holder: object
    key: object
    is_local: bool = False


def set_variable(frame, name, value):
    """Give a variable of a running function another value.

    Before Python 3.13 (PEP 667) `f_locals` is a copy, which is written back
    only after a trace function.
    """
    frame.f_locals[name] = value
    if sys.version_info < (3, 13):
        _locals_to_fast(frame, False)


def places(statement, frame):
    """Return the Places of a statement's targets that can be looked up."""
    found = []
    for name, target in statement.targets:
        place = _place(name, target, frame)
        if place is not None:
            found.append(place)
    return found


def _place(name, target, frame):
    if isinstance(target, ast.Starred):
        target = target.value
    if isinstance(target, ast.Name):
        variables = frame.f_locals
        is_local = target.id in variables and (variables is not frame.f_globals)
        holder = variables if is_local else frame.f_globals
        value = holder.get(target.id, _MISSING)
        found = Place(name, value, holder, target.id, is_local)
    elif isinstance(target, ast.Attribute):
        owner = _look_up(target.value, frame)
        found = Place(
            name,
            _attribute(owner, target.attr),
            getattr(owner, "__dict__", {}),
            target.attr,
        )
    elif isinstance(target, ast.Subscript):
        holder, key = _look_up(target.value, frame), _index(target, frame)
        if type(holder) not in (list, dict):
            return _place(name, target.value, frame)
        found = Place(f"{name}[{key!r}]", _item(holder, key), holder, key)
    else:
        return None
    return None if found.value is _MISSING else found


def _look_up(node, frame):
    if isinstance(node, ast.Name):
        return frame.f_locals.get(node.id, frame.f_globals.get(node.id, _MISSING))
    if isinstance(node, ast.Attribute):
        return _attribute(_look_up(node.value, frame), node.attr)
    if isinstance(node, ast.Subscript):
        return _item(_look_up(node.value, frame), _index(node, frame))
    return _MISSING


def _attribute(holder, name):
    return getattr(holder, "__dict__", {}).get(name, _MISSING)


def _index(node, frame):
    index = node.slice
    if (
        isinstance(index, ast.UnaryOp)
        and isinstance(index.op, ast.USub)
        and (isinstance(index.operand, ast.Constant))
    ):
        return -index.operand.value
    if isinstance(index, ast.Constant):
        return index.value
    if isinstance(index, ast.Name):
        return _look_up(index, frame)
    return _MISSING


def _item(holder, key):
    if type(holder) is dict and isinstance(key, (str, int)):
        return holder.get(key, _MISSING)
    if (
        type(holder) is list
        and isinstance(key, int)
        and (-len(holder) <= key < len(holder))
    ):
        return holder[key]
    return _MISSING
