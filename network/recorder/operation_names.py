"""What an operation and its arguments are called in a trace."""

import functools
import inspect

import numpy as np

_ALL_POSITIONAL = {"reshape": "shape", "transpose": "axes"}


@functools.cache
def ufunc_name(ufunc):
    """Return "add" for np.add; those of other libraries are "other.NAME"."""
    name = ufunc.__name__
    return name if getattr(np, name, None) is ufunc else f"other.{name}"


@functools.cache
def function_name(function):
    """Return "where" for np.where, "linalg.norm" for np.linalg.norm."""
    module = getattr(function, "__module__", None) or ""
    name = getattr(function, "__name__", type(function).__name__)
    if module == "numpy":
        return name
    return f"{module.removeprefix('numpy.')}.{name}" if module else name


def readable_parameters(name, arguments, index_text):
    """Return the arguments that are no operands, by name.

    Args:
        arguments: {"args": [...], "kwargs": {...}} of `ArgumentWriter`.
        index_text: source text of the index, for getitem and setitem.
    """
    if name in ("getitem", "setitem"):
        return {"index": index_text}
    named = {
        key: value
        for key, value in arguments["kwargs"].items()
        if not _is_operand(value)
    }
    rest = [
        (number, value)
        for number, value in enumerate(arguments["args"])
        if number and not _is_operand(value)
    ]
    if name in _ALL_POSITIONAL and rest:
        values = [value for _, value in rest]
        return {
            _ALL_POSITIONAL[name]: values if len(values) > 1 else values[0],
            **named,
        }
    names = _parameter_names(name) if rest else ()
    for number, value in rest:
        key = names[number] if number < len(names) else f"argument{number}"
        named[key] = value
    return named


def _is_operand(written):
    if isinstance(written, dict):
        return "operand" in written or any(
            _is_operand(value) for value in written.values()
        )
    return isinstance(written, list) and any(_is_operand(value) for value in written)


@functools.cache
def _parameter_names(name):
    try:
        return tuple(inspect.signature(getattr(np, name)).parameters)
    except (AttributeError, TypeError, ValueError):
        return ()


def index_text(index):
    """Return an index as source shows it: "0, 1:3".

    >>> index_text((0, slice(1, None), None))
    '0, 1:, None'
    """
    if isinstance(index, tuple):
        return ", ".join(index_text(part) for part in index)
    if isinstance(index, slice):
        parts = [index.start, index.stop, index.step]
        texts = ["" if part is None else str(part) for part in parts]
        return ":".join(texts if texts[2] else texts[:2])
    if isinstance(index, np.ndarray):
        return f"{index.dtype} {index.shape}"
    return "..." if index is Ellipsis else str(index)


def shown_index(name, args, nodes, source):
    """Return the index of x[index], as in the source where that is known."""
    if name not in ("getitem", "setitem"):
        return ""
    if nodes[1] is not None:
        return source.lines_joined[nodes[1]]
    return index_text(args[1])
