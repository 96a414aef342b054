"""What a statement has assigned: looked up where it now stands.

Nothing of the recorded code runs for this: no property, no `__getitem__` of
a class of its own.
"""

import ast

_MISSING = object()


def places(statement, frame):
    """Return (name, value) of each of a statement's targets that can be looked up.

    The name is readable, without "self.".
    """
    # Once for all: before Python 3.13 each look makes them anew.
    scopes = frame.f_locals, frame.f_globals
    found = []
    for name, target in statement.targets:
        if type(target) is ast.Name:  # as most are: quick
            value = _look_up(target, scopes)
        else:
            name, value = _place(name, target, scopes)
        if value is not _MISSING:
            found.append((name, value))
    return found


def held(node, frame):
    """Return what a variable, attribute or item holds, None if it is not found."""
    found = _look_up(node, (frame.f_locals, frame.f_globals))
    return None if found is _MISSING else found


def _place(name, target, scopes):
    if isinstance(target, ast.Starred):
        target = target.value
    if isinstance(target, (ast.Name, ast.Attribute)):
        return name, _look_up(target, scopes)
    if isinstance(target, ast.Subscript):
        holder, key = _look_up(target.value, scopes), _index(target, scopes)
        if type(holder) not in (list, dict):
            return _place(name, target.value, scopes)
        return f"{name}[{key!r}]", _item(holder, key)
    return name, _MISSING


def _look_up(node, scopes):
    if isinstance(node, ast.Name):
        for variables in scopes:
            if node.id in variables:
                return variables[node.id]
    if isinstance(node, ast.Attribute):
        return _attribute(_look_up(node.value, scopes), node.attr)
    if isinstance(node, ast.Subscript):
        return _item(_look_up(node.value, scopes), _index(node, scopes))
    return _MISSING


def _attribute(holder, name):
    return getattr(holder, "__dict__", {}).get(name, _MISSING)


def _index(node, scopes):
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
        return _look_up(index, scopes)
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
