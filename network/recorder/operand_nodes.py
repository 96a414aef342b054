"""Which nodes of the source are the arguments of a call that was seen.

`b + W @ x` calls np.add(b, ...): its first argument is written `b`. Where the
source cannot tell for sure, the answer is None, and the operand has no name.
"""

import ast
import builtins
import types

import numpy as np

_COMPARISONS = {
    ast.Lt: "less",
    ast.LtE: "less_equal",
    ast.Gt: "greater",
    ast.GtE: "greater_equal",
    ast.Eq: "equal",
    ast.NotEq: "not_equal",
}
_MIRRORED = {
    "less": "greater",
    "less_equal": "greater_equal",
    "greater": "less",
    "greater_equal": "less_equal",
    "equal": "equal",
    "not_equal": "not_equal",
}


def nodes_at(site, frame, name, caller, count):
    """Return the `argument_nodes` of a Site, found once for each."""
    key = name, caller, count, frame is None
    try:
        return site.arguments[key]
    except KeyError:
        return site.arguments.setdefault(
            key, argument_nodes(site.node, frame, name, caller, count)
        )


def argument_nodes(node, frame, name, caller, count):
    """Return the nodes of the positional and of the keyword arguments.

    Args:
        node: that is being computed, or None.
        frame: that computes it, None if that is not sure.
        name: of the operation.
        caller: the function called, or ("method", name), ("creator", name)
            or None for what has no call in the source.
        count: of positional arguments.

    Returns:
        (list of `count` nodes or Nones, dict of nodes by keyword).
    """
    nodes, keywords = [], {}
    if frame is not None and node is not None:
        if isinstance(node, ast.Call) and name != "getitem":
            nodes, keywords = _of_call(node, frame, caller)
        else:
            nodes = _of_operator(node, name, count)
            if name == "getitem" and isinstance(node, (ast.For, ast.AsyncFor)):
                nodes = [_stepped_through(node, frame), None]
    if len(nodes) != count:
        return [None] * count, keywords if nodes else {}
    return nodes, keywords


def _of_operator(node, name, count):
    if name == "getitem":
        if isinstance(node, ast.Subscript):
            return [node.value, node.slice]
        return [node, None]  # an iteration over the array
    if name == "setitem":
        if isinstance(node, ast.Assign):
            target = node.targets[0]
            return [target.value, target.slice, node.value]
        if isinstance(node, ast.Subscript):
            return [node.value, node.slice, None]
        return []
    match node:
        case ast.BinOp(left=left, right=right):
            # NumPy squares for `x ** 2`: a call with one argument.
            return [left, right][:count]
        case ast.AugAssign(target=target, value=value):
            return [target, value][:count]
        case ast.UnaryOp(operand=operand):
            return [operand]
        case ast.Attribute(value=value):
            return [value, None][:count]  # None: what is assigned to it
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            written = _COMPARISONS.get(type(operator))
            if written == name:
                return [left, right]
            if written and _MIRRORED[written] == name:
                return [right, left]  # `1 < x` asks x whether it is greater
    return []


def _stepped_through(loop, frame):
    """Return the node of the array that a loop goes through, or None.

    Of `for a, b in zip(x, y)` it is not known which of them is read.
    """
    if isinstance(_resolve(loop.iter, frame), np.ndarray):
        return loop.iter
    return None


def _of_call(node, frame, caller):
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        return [], {}
    keywords = {word.arg: word.value for word in node.keywords if word.arg}
    function = node.func
    match caller:
        case ("method", name):
            if isinstance(function, ast.Attribute) and function.attr == name:
                return [function.value, *node.args], keywords
            return [], {}
        case ("creator", name):
            written = getattr(function, "attr", getattr(function, "id", ""))
            return (node.args, keywords) if written == name else ([], {})
        case None:
            return [], {}
    if _resolve(function, frame) == caller:
        return node.args, keywords
    return [], {}


def _resolve(node, frame):
    """Return the function that a node of the source names, or None.

    Only variables and what modules and NumPy's ufuncs hold is looked up, so
    that no code of the program runs.
    """
    if isinstance(node, ast.Name):
        for variables in (frame.f_globals, frame.f_locals, vars(builtins)):
            if node.id in variables:
                return variables[node.id]
    if isinstance(node, ast.Attribute):
        owner = _resolve(node.value, frame)
        if isinstance(owner, types.ModuleType) or (
            type(owner).__module__ == "numpy" and type(owner).__name__ == "ufunc"
        ):
            return getattr(owner, node.attr, None)
    return None
