"""The arguments of a NumPy call as JSON, its arrays set apart as operands.

    np.sum(x, axis=1)  ->  operands (x,)
                           {"args": [{"operand": 0}], "kwargs": {"axis": 1}}

What JSON has no form for is written as a dictionary with one telling key:
tuple, slice, ellipsis, dtype, complex; and "unknown" with a repr for what
cannot be written, so that a repetition knows that it cannot repeat.
"""

import functools
import re

import numpy as np

_PYTHON_SCALARS = {bool: "bool", int: "int", float: "float", complex: "complex"}
_FROM_NAME = {name: kind for kind, name in _PYTHON_SCALARS.items()}
_PLAIN = (str, type(None), bool, int, float)
_NUMBERS = (int, float, complex, bool)
_FRACTIONS = (float, complex)
_WHOLE = {int}
_INDEXING = ("getitem", "setitem")
_LONGEST_LIST = 100_000
_DEEPEST = 100  # lists in lists; NumPy takes 64


class Unrepeatable(Exception):
    """A recorded argument that cannot be made again from its record."""


class ArgumentWriter:
    """Write arguments as JSON and collect the operands among them.

    Args:
        numbers_are_operands: of positional Python numbers, as in `x + 1`;
            elsewhere only floats are, as `axis=1` is no operand.

    Attributes:
        operands: (array or scalar, syntax node or None) in order.
    """

    def __init__(self, numbers_are_operands):
        self.operands = []
        self._numbers = _NUMBERS if numbers_are_operands else _FRACTIONS

    def argument(self, value, node=None, *, positional=True):
        """Return one argument as JSON."""
        if type(value) is np.ndarray or isinstance(value, np.generic):
            return self._operand(value, node)
        if (
            positional
            and type(value) in self._numbers
            and (-(2**63) <= value.real < 2**63 or type(value) is not int)
        ):
            tag = self._operand(value, node)
            tag["as"] = _PYTHON_SCALARS[type(value)]
            return tag
        return self._other(value, node, positional)

    def output(self, value, node=None):
        """Return the array that `out=` names; often it is an operand too.

        Of `out=z` a ufunc is told as of `out=(z,)`.
        """
        for number, (operand, _) in enumerate(self.operands):
            if operand is value:
                return {"operand": number}
        if isinstance(value, tuple):
            nodes = getattr(node, "elts", [node])
            if len(nodes) != len(value):
                nodes = [None] * len(value)
            return {"tuple": list(map(self.output, value, nodes))}
        return self.argument(value, node, positional=False)

    def _operand(self, value, node):
        self.operands.append((value, node))
        return {"operand": len(self.operands) - 1}

    def _other(self, value, node, positional):
        if type(value) in _PLAIN:
            return value
        if isinstance(value, (list, tuple)) and len(value) < _LONGEST_LIST:
            nodes = getattr(node, "elts", ())
            if len(nodes) != len(value):
                nodes = [None] * len(value)
            items = [
                self.argument(item, item_node, positional=positional)
                for item, item_node in zip(value, nodes)
            ]
            return items if isinstance(value, list) else {"tuple": items}
        if isinstance(value, slice):
            return {
                "slice": [
                    self.argument(part, positional=False)
                    for part in (value.start, value.stop, value.step)
                ]
            }
        if value is Ellipsis:
            return {"ellipsis": True}
        if isinstance(value, complex):
            return {"complex": [value.real, value.imag]}
        if isinstance(value, (np.dtype, type)):
            return _dtype_as_json(value)
        return {"unknown": _described(value)}


def write_arguments(name, args, kwargs, nodes, keyword_nodes, numbers):
    """Return a call's operands, (value, node) in order, and its JSON."""
    writer = ArgumentWriter(numbers)
    written_args, written_kwargs = [], {}
    for value, node in zip(args, nodes):
        if type(value) is np.ndarray:
            written_args.append({"operand": len(writer.operands)})
            writer.operands.append((value, node))
            continue
        is_index = name == "setitem" and len(written_args) == 1
        written_args.append(writer.argument(value, node, positional=not is_index))
    for key, value in kwargs.items():
        node = keyword_nodes.get(key)
        written_kwargs[key] = (
            writer.output(value, node)
            if key == "out"
            else writer.argument(value, node, positional=False)
        )
    return writer.operands, {"args": written_args, "kwargs": written_kwargs}


def has_index(name, args):
    """Tell whether the second argument of a call is an index of no array."""
    return name in _INDEXING and type(args[1]) is not np.ndarray


def written_by_types(name, args, numbers):
    """Return the JSON of a call's positional arguments, each an array or a
    number, where their types alone tell which are operands; else None.

    An index may be a whole number, or a tuple of such.
    """
    if has_index(name, args):
        index = written_index(args[1])
        operands = written_operands((type(args[0]), *map(type, args[2:])), numbers)
        if index is None or operands is None or not _are_kept(args[2:]):
            return None
        first, *values = operands["args"]
        return {"args": [first, index, *values], "kwargs": {}}
    return (
        written_operands(tuple(map(type, args)), numbers) if _are_kept(args) else None
    )


@functools.lru_cache(1000)
def written_operands(types, numbers):
    """Return the JSON of arguments of these types if all are operands."""
    written = []
    for number, kind in enumerate(types):
        if kind is np.ndarray or issubclass(kind, np.generic):
            written.append({"operand": number})
        elif kind in (_NUMBERS if numbers else _FRACTIONS):
            written.append({"operand": number, "as": _PYTHON_SCALARS[kind]})
        else:
            return None
    return {"args": written, "kwargs": {}}


def _are_kept(args):
    """Tell whether no whole number is too large to be an operand."""
    for value in args:
        if type(value) is int and not -(2**63) <= value < 2**63:
            return False
    return True


def written_index(index):
    if type(index) is int:
        return index
    if type(index) is tuple and set(map(type, index)) <= _WHOLE:
        return {"tuple": list(index)}
    return None


def is_plain(written):
    """Tell whether a call's arguments are its operands in order, no more."""
    if written["kwargs"]:
        return False
    for number, argument in enumerate(written["args"]):
        if argument != {"operand": number}:
            return False
    return True


def _dtype_as_json(value):
    try:
        dtype = np.dtype(value)
    except TypeError:
        return {"unknown": _described(value)}
    # NumPy takes any class that it does not know for that of objects.
    if dtype.hasobject and isinstance(value, type) and value is not object:
        return {"unknown": _described(value)}
    return {"dtype": dtype.str}


def _described(value):
    """Return what is not kept as text that is the same from run to run."""
    return re.sub(r" at 0x[0-9A-Fa-f]+", "", repr(value))[:200]


def check_call(call, count):
    """Raise ValueError unless a record of a call is what `write_arguments` wrote.

    Args:
        call: JSON.
        count: how many operands there are; None where some were left out.
    """
    match call:
        case {"args": list(), "kwargs": dict()}:
            pass
        case _:
            raise ValueError(f"no call is written as {str(call)[:80]}")
    for key, kind in (("operator", str), ("attribute", str), ("method", bool)):
        if key in call and type(call[key]) is not kind:
            raise ValueError(f"a call with the {key} {str(call[key])[:80]}")
    for argument in (*call["args"], *call["kwargs"].values()):
        _check_argument(argument, count, _DEEPEST)


def _check_argument(written, count, depth):
    if depth == 0:
        raise ValueError(f"an argument of more than {_DEEPEST} levels")
    if isinstance(written, _PLAIN):
        return
    if isinstance(written, list):
        inside = written
    else:
        inside = _inside(written, count)
    for item in inside:
        _check_argument(item, count, depth - 1)


def _inside(written, count):
    """Return the arguments in one that is written with a telling key."""
    match written:
        case {"operand": number, **more}:
            is_known = type(number) is int and number >= 0
            kind = more.pop("as", "int")
            is_there = is_known and (count is None or number < count)
            if is_there and kind in _FROM_NAME and not more:
                return ()
        case {"tuple": list(items)} | {"slice": [_, _, _] as items}:
            return items
        case {"ellipsis": True} | {"dtype": str()} | {"unknown": str()}:
            return ()
        case {"complex": [float(), float()]}:
            return ()
    raise ValueError(f"no argument is written as {str(written)[:80]}")


def read_argument(written, operands):
    """Return the argument that `ArgumentWriter.argument` wrote.

    Args:
        written: JSON.
        operands: the arrays and scalars that {"operand": i} stands for.

    Raises:
        Unrepeatable: it was written as unknown, or is none of the forms.
    """
    if isinstance(written, _PLAIN):
        return written
    if isinstance(written, list):
        return [read_argument(item, operands) for item in written]
    match written:
        case {"operand": int(number), "as": str(kind)}:
            return _FROM_NAME[kind](operands[number][()])
        case {"operand": int(number)}:
            return operands[number]
        case {"tuple": list(items)}:
            return tuple(read_argument(item, operands) for item in items)
        case {"slice": [start, stop, step]}:
            return slice(
                read_argument(start, operands),
                read_argument(stop, operands),
                read_argument(step, operands),
            )
        case {"ellipsis": True}:
            return Ellipsis
        case {"complex": [float(real), float(imaginary)]}:
            return complex(real, imaginary)
        case {"dtype": str(text)}:
            return np.dtype(text)
        case {"unknown": str(text)}:
            raise Unrepeatable(f"the argument {text} was not kept")
    raise Unrepeatable(f"no argument is written as {str(written)[:80]}")
