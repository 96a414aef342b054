"""Networks that are nearly those that the tests have: one thing is otherwise.

Each is made of the source of a module of tests, in which one operator, axis,
constant, order of operands, function or name of those that a call reaches is another;
or it is the call itself, and what it is given has axes of another length, or numbers
of another kind.
"""

import ast
import copy
import functools
import inspect
import itertools
import linecache
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

_OPERATORS: dict[type, type] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Mult,
}
_COMPARED: dict[type, tuple[type, ...]] = {
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Eq: (ast.NotEq, ast.GtE),
    ast.NotEq: (ast.Eq,),
}
_OTHER_FUNCTIONS = {
    "max": ("min", "mean", "sum"),
    "amax": ("amin", "mean"),
    "min": ("max",),
    "mean": ("sum", "max", "std"),
    "sum": ("mean", "max", "prod"),
    "std": ("var", "mean"),
    "var": ("std", "mean"),
    "exp": ("tanh", "exp2", "abs"),
    "tanh": ("exp", "sin"),
    "log": ("log2", "sqrt", "log1p"),
    "sqrt": ("square", "cbrt"),
    "square": ("abs", "sqrt"),
    "abs": ("square", "sqrt"),
    "maximum": ("minimum", "add"),
    "minimum": ("maximum",),
    "argmax": ("argmin",),
    "argmin": ("argmax",),
    "zeros": ("ones",),
    "zeros_like": ("ones_like",),
    "ones": ("zeros",),
    "triu": ("tril",),
    "tril": ("triu",),
    "dot": ("multiply", "outer"),
    "matmul": ("multiply",),
    "outer": ("multiply", "add"),
    "concatenate": ("stack",),
    "hstack": ("vstack",),
    "sign": ("abs",),
}
_OTHER_LENGTHS = 1, 2, 3, 0
_OTHER_NUMBERS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "of 32 bits": lambda one: one.astype(np.float32),
    "whole": lambda one: np.round(one).astype(int),
    "rounded": np.round,
    "all 0": np.zeros_like,
    "all the same": lambda one: np.full_like(one, one.flat[0]),
    "not below 0": np.abs,
    "of the other sign": np.negative,
    "a hundred times as large": lambda one: one * 100.0,
    "with one that is none": lambda one: _with_one(one, np.nan),
    "with one without end": lambda one: _with_one(one, np.inf),
}


@dataclass(frozen=True)
class Variant:
    """A call that is nearly the one it was made from.

    Attributes:
        what: the first line that is written otherwise, as it was and as it is, or what
            is given otherwise; "" of the call itself.
        call: the function, compiled from a text that stands in no file.
        given: copies of the arguments.
    """

    what: str
    call: Callable
    given: tuple


def how_many(call: Callable, given: tuple) -> int:
    """Changes that there are of a call: of its code, then of what it is given."""
    return len(_places(call)) + len(list(_other_arguments(given)))


def given_otherwise(call: Callable, given: tuple) -> Iterator[tuple[int, str]]:
    """Those of the changes that are of what is given: number and what it is."""
    changes = _other_arguments(given)
    for number, (what, _) in enumerate(changes, len(_places(call))):
        yield number, what


def variant(call: Callable, given: tuple, number: int | None = None) -> Variant:
    """A call with one of its changes, from 0 on; None: as it is, in the same form.

    Args:
        call: a function of a module, or a method of an object whose class is of one.
        given: its arguments.
    """
    parts = _parts(call)
    what = ""
    if number is not None and number >= len(_places(call)):
        what, change = list(_other_arguments(given))[number - len(_places(call))]
        given = change(given)
    elif number is not None:
        index, change = _places(call)[number]
        nodes = _nodes(parts)
        around = next(
            one for one in reversed(nodes[: index + 1]) if isinstance(one, ast.stmt)
        )
        before = ast.unparse(around)
        list(_changes(nodes[index], nodes))[change](nodes[index])
        for part in parts:
            ast.fix_missing_locations(part)
        what = _difference(before, ast.unparse(around))
    return Variant(what, _compiled(call, parts), copy.deepcopy(tuple(given)))


@functools.cache
def _places(call: Callable) -> list[tuple[int, int]]:
    """Of each change the number of its node, and which of the node's it is."""
    nodes = _nodes(_parts(call))
    return [
        (index, change)
        for index, node in enumerate(nodes)
        for change in range(len(list(_changes(node, nodes))))
    ]


def _difference(before: str, after: str) -> str:
    """The first line in which two texts differ; "" where they do not."""
    for old, new in zip(before.splitlines(), after.splitlines()):
        if old != new:
            return f"{old.strip()}  ->  {new.strip()}"
    return ""


def _parts(call: Callable) -> list[ast.stmt]:
    """The definitions of a module that a call leads to, the called one first."""
    text = Path(inspect.getsourcefile(call) or "").read_text(encoding="utf-8")
    known = {
        one.name: one
        for one in ast.parse(text).body
        if isinstance(one, (ast.FunctionDef, ast.ClassDef))
    }
    names = [call.__qualname__.split(".")[0]]
    for name in names:
        names += {
            one.id: 0
            for one in ast.walk(known[name])
            if isinstance(one, ast.Name) and one.id in known and one.id not in names
        }
    return [known[name] for name in names]


def _compiled(call: Callable, parts: list[ast.stmt]) -> Callable:
    """The call, of a text of its own, which is read where files are read."""
    text = "\n\n\n".join(map(ast.unparse, parts)) + "\n"
    module = Path(inspect.getsourcefile(call) or "")
    path = str(module.with_name(f"{module.stem}_{zlib.crc32(text.encode()):x}.py"))
    linecache.cache[path] = len(text), None, text.splitlines(keepends=True), path
    names = {**vars(sys.modules[call.__module__]), "__file__": path}
    exec(compile(text, path, "exec"), names)
    own = getattr(call, "__self__", None)
    if own is None:
        return names[call.__name__]
    kind = names[type(own).__name__]
    one = kind.__new__(kind)
    one.__dict__.update(copy.deepcopy(own.__dict__))
    return getattr(one, call.__name__)


def _nodes(parts: list[ast.stmt]) -> list[ast.AST]:
    """Those that compute something: none of defaults, docstrings or __init__."""
    found: list[ast.AST] = []

    def add(node: ast.AST) -> None:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            return
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        if isinstance(node, (ast.arguments, ast.JoinedStr)):
            return
        found.append(node)
        for one in ast.iter_child_nodes(node):
            add(one)

    for one in parts:
        add(one)
    return found


def _changes(node: ast.AST, nodes: list[ast.AST]) -> Iterator[Callable]:
    """Functions that change a node of this kind, in place."""
    if isinstance(node, ast.BinOp):
        if type(node.op) in _OPERATORS:
            yield lambda one: setattr(one, "op", _OPERATORS[type(one.op)]())
        if isinstance(node.op, (ast.Sub, ast.Div, ast.MatMult, ast.Pow)):
            yield _swap_sides
        yield lambda one: setattr(one, "left", _halved(one.left))
        yield lambda one: setattr(one, "right", _halved(one.right))
        yield lambda one: setattr(one, "right", _sized(one.right))
    elif isinstance(node, ast.AugAssign):
        if type(node.op) in _OPERATORS:
            yield lambda one: setattr(one, "op", _OPERATORS[type(one.op)]())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield lambda one: setattr(one, "op", ast.UAdd())
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for kind in _COMPARED.get(type(node.ops[0]), ()):
            yield lambda one, kind=kind: setattr(one, "ops", [kind()])
    elif isinstance(node, ast.Constant):
        yield from _other_constants(node)
    elif isinstance(node, ast.Call):
        yield from _other_calls(node)
    elif isinstance(node, ast.Slice):
        for side in ("lower", "upper", "step"):
            if getattr(node, side) is not None:
                yield lambda one, side=side: setattr(one, side, None)
        if node.step is None:
            yield lambda one: setattr(one, "step", ast.Constant(2))
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield lambda one: setattr(one, "attr", "real")
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield from _other_names(node, nodes)
    elif isinstance(node, (ast.Assign, ast.Return)) and node.value is not None:
        yield lambda one: setattr(one, "value", _halved(one.value))


def _swap_sides(one: ast.AST) -> None:
    one.left, one.right = one.right, one.left


def _halved(one: ast.expr) -> ast.expr:
    return ast.BinOp(one, ast.Mult(), ast.Constant(0.5))


def _sized(one: ast.expr) -> ast.expr:
    return ast.Call(ast.Name("abs", ast.Load()), [one], [])


def _other_constants(node: ast.Constant) -> Iterator[Callable]:
    value = node.value
    if isinstance(value, bool):
        yield lambda one: setattr(one, "value", not value)
    elif isinstance(value, int):
        for other in {value + 1, value - 1, -value} - {value}:
            yield lambda one, other=other: setattr(one, "value", other)
    elif isinstance(value, float):
        for other in (2 * value, 1 - value, value + 1):
            if other != value:
                yield lambda one, other=other: setattr(one, "value", other)


def _other_calls(node: ast.Call) -> Iterator[Callable]:
    name = getattr(node.func, "attr", "")
    for other in _OTHER_FUNCTIONS.get(name, ()):
        yield lambda one, other=other: setattr(one.func, "attr", other)
    for place in range(len(node.keywords)):
        yield lambda one, place=place: one.keywords.pop(place)
    if len(node.args) == 2:
        yield lambda one: one.args.reverse()


def _other_names(node: ast.Name, nodes: list[ast.AST]) -> Iterator[Callable]:
    """The next of the names that the same functions read."""
    stored = {
        one.id
        for one in nodes
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    }
    names = sorted(stored | {arg for one in nodes for arg in _parameters(one)})
    if node.id in names and len(names) > 1:
        for step in (1, -1):
            other = names[(names.index(node.id) + step) % len(names)]
            yield lambda one, other=other: setattr(one, "id", other)


def _other_arguments(given: tuple) -> Iterator[tuple[str, Callable]]:
    """What is given otherwise, and a function that makes the arguments so."""
    arrays = list(_arrays_in(given))
    for length in sorted({length for one in arrays for length in one.shape}):
        for other in _OTHER_LENGTHS:
            if other != length:
                yield (
                    f"axes of {length} have {other}",
                    partial(_mapped, change=partial(_of_length, old=length, new=other)),
                )
    for place, array in enumerate(arrays):
        for what, change in _OTHER_NUMBERS.items():
            if array.size and array.dtype.kind == "f":
                yield (
                    f"array {place} is {what}",
                    partial(_mapped, change=change, at=place),
                )


def _arrays_in(given) -> Iterator[np.ndarray]:
    if isinstance(given, np.ndarray):
        yield given
    elif isinstance(given, (tuple, list)):
        for one in given:
            yield from _arrays_in(one)
    elif isinstance(given, dict):
        yield from _arrays_in(list(given.values()))


def _mapped(given, change: Callable, at: int | None = None):
    """The same with all arrays changed, or one of them."""
    count = itertools.count()

    def mapped(one):
        if isinstance(one, np.ndarray):
            return change(one) if next(count) == at or at is None else one
        if isinstance(one, dict):
            return {name: mapped(each) for name, each in one.items()}
        if type(one) in (tuple, list):
            return type(one)(mapped(each) for each in one)
        return one

    return mapped(given)


def _of_length(array: np.ndarray, old: int, new: int) -> np.ndarray:
    """Each axis of a length cut, or gone through again."""
    for axis, length in enumerate(array.shape):
        if length == old:
            array = np.take(array, np.arange(new) % max(old, 1), axis)
    return array


def _with_one(array: np.ndarray, number: float) -> np.ndarray:
    array = array.copy()
    array.flat[0] = number
    return array


def _parameters(node: ast.AST) -> list[str]:
    if isinstance(node, ast.FunctionDef):
        return [one.arg for one in node.args.args if one.arg != "self"]
    return []
