"""Which nodes of the source are the arguments of a call that was seen.

`b + W @ x` calls np.add(b, ...): its first argument is written `b`. Where the
source cannot tell for sure, the answer is None, and the operand has no name.
"""

import ast
import builtins
import operator
import types

import numpy as np

from network.recorder.numpy_creators import original_of

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

# What Python itself has of NumPy's functions; the operands stand in order.
_OF_PYTHON = {
    *(abs, divmod, pow),
    *(
        one
        for one in vars(operator).values()
        if isinstance(one, types.BuiltinFunctionType)
    ),
} - {operator.getitem}

_GOING_THROUGH = (all, any, enumerate, list, max, min, set, sorted, sum, tuple)
_FRAMES = "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"
_COMPREHENSIONS = ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp


def nodes_at(site, frame, name, caller, count, first=None):
    """Return the `lasting_nodes` of a Site; of what goes through several arrays
    at once, that of the array which is asked now.

    Args:
        first: the first argument.
    """
    found = lasting_nodes(site, frame, name, caller, count)
    if name == "getitem" and found[0][0] is None and frame is not None:
        return [_gone_through_together(site.node, frame, first), None], {}
    return found


def lasting_nodes(site, frame, name, caller, count):
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
            nodes = _of_operator(node, frame, name, count)
            if name == "getitem" and isinstance(node, (ast.For, ast.AsyncFor)):
                nodes = [_stepped_through(node, frame), None]
    if len(nodes) > count and _is_of_ufunc(caller):
        nodes = nodes[:count]  # NumPy gives on as keywords: out, axis
    if len(nodes) != count:
        return [None] * count, keywords if nodes else {}
    return nodes, keywords


def _is_of_ufunc(caller):
    """Tell whether a function is a ufunc, or a method of one."""
    return isinstance(getattr(caller, "__self__", caller), np.ufunc)


def _of_operator(node, frame, name, count):
    if name == "getitem":
        if isinstance(node, ast.Subscript):
            return [node.value, node.slice]
        return [_gone_through(node, frame), None]
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


def _gone_through(node, frame):
    """Return the node of the array whose items are asked for one by one:
    `sum(x)` goes through x, `[... for row in f(x)]` through f(x)."""
    if isinstance(node, _COMPREHENSIONS):
        node = node.generators[0].iter if len(node.generators) == 1 else None
    if not isinstance(node, ast.Call):
        return node
    function = _resolve(node.func, frame)
    if not isinstance(function, (type, types.BuiltinFunctionType)):
        return node
    if function not in _GOING_THROUGH or not node.args:
        return None
    inner = node.args[0]
    is_call = isinstance(inner, ast.Call)
    return None if is_call and _resolve(inner.func, frame) is zip else inner


def _stepped_through(loop, frame):
    """Return the node of the array that a loop goes through, or None."""
    if isinstance(_resolve(loop.iter, frame), np.ndarray):
        return loop.iter
    return None


def _gone_through_together(node, frame, array):
    """Return the node in `zip(x, y)`, or `enumerate(zip(x, y))`, that is an
    array; None where it is none of them."""
    if isinstance(node, _COMPREHENSIONS):
        waiting = [one.iter for one in node.generators]
        # It has a frame of its own, in the one that knows what it goes through.
        while frame.f_code.co_name in _FRAMES and frame.f_back is not None:
            frame = frame.f_back
    else:
        waiting = [node.iter] if isinstance(node, (ast.For, ast.AsyncFor)) else []
    while waiting:
        one = waiting.pop()
        if isinstance(one, ast.Call):
            if _resolve(one.func, frame) in (zip, enumerate):
                waiting += one.args
        elif _resolve(one, frame) is array:
            return one
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
    if _is_of_ufunc(caller) and _is_special(function):
        operands = [function.value, *node.args]
        return operands[:: -1 if function.attr.startswith("__r") else 1], keywords
    resolved = _resolve(function, frame)
    if (
        resolved == caller
        or original_of(resolved) is caller
        or _is_of_ufunc(caller)
        and _is_of_python(resolved)
    ):
        return node.args, keywords
    return [], {}


def _is_special(function):
    """Tell whether it is a method by which Python works out an operator."""
    return isinstance(function, ast.Attribute) and function.attr.startswith("__")


def _is_of_python(function):
    try:
        return function in _OF_PYTHON
    except TypeError:  # what has no hash
        return False


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
