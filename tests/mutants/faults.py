"""What faults are planted in a module: `<` becomes `<=`, max min, 2 becomes 3."""

import ast
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
AROUND = 24  # characters shown beside a fault

_COMPARED: dict[type, type] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_FLIPPED: dict[type, type] = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
}
_COMPUTED: dict[type, type] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}
_CALLED = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "argmax": "argmin",
    "argmin": "argmax",
    "sorted": "list",
}
# Keywords of calls that change nothing that a correct program computes.
_OF_FORM = {"frozen", "slots", "kw_only", "maxsize", "strict"}
_NAMES_OF_FORM = {"__all__", "__slots__"}


@dataclass(frozen=True)
class Fault:
    """A module with one fault.

    Attributes:
        module: its path from the root of the project.
        line: where the fault stands.
        scope: the outermost function or method that it stands in, "f" or
            "Class.f"; the class of what stands in a class alone; "" of a module.
        what: what was changed, in Python.
        code: of the module with it.
    """

    module: str
    line: int
    scope: str
    what: str
    code: ast.Module


@dataclass(frozen=True)
class _Place:
    """The node and which of its changes."""

    node: int
    change: int


def chosen_faults(module: str, most: float, seed: int) -> Iterator[Fault]:
    """Faults of a module, chosen by chance, in order of their lines."""
    tree = tree_of(module)
    all_nodes = nodes(tree)
    places = [
        _Place(index, change)
        for index, node in enumerate(all_nodes)
        for change in range(len(list(changes(node))))
    ]
    chance = random.Random(f"{seed} {module}")
    for place in sorted(
        chance.sample(places, int(min(most, len(places)))),
        key=lambda one: (all_nodes[one.node].lineno, one.node, one.change),
    ):
        yield _planted(module, place)


def _planted(module: str, place: _Place) -> Fault:
    tree = tree_of(module)
    node = nodes(tree)[place.node]
    before = ast.unparse(node)
    list(changes(node))[place.change](node)
    ast.fix_missing_locations(tree)
    return Fault(
        module,
        node.lineno,
        scope_at(tree, node),
        difference(before, ast.unparse(node)),
        tree,
    )


def tree_of(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def nodes(tree: ast.Module) -> list[ast.AST]:
    """Those that do something: no docstrings, types, names of a module."""
    silent: set[int] = set()
    for node in ast.walk(tree):
        for told in _told_only(node):
            silent |= {id(one) for one in ast.walk(told)}
    return [node for node in ast.walk(tree) if id(node) not in silent]


def _told_only(node: ast.AST) -> Iterator[ast.AST]:
    """What of a node is told to readers and tools, and computes nothing."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node
    for name in ("annotation", "returns"):
        said = getattr(node, name, None)
        if isinstance(said, ast.AST):
            yield said
    if isinstance(node, ast.keyword) and node.arg in _OF_FORM:
        yield node
    if isinstance(node, ast.Assign) and any(
        isinstance(one, ast.Name) and one.id in _NAMES_OF_FORM for one in node.targets
    ):
        yield node
    if isinstance(node, ast.Assert):
        yield node
    if (words := _words_of(node)) is not None:
        yield words  # its fault is that of the list
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "reshape":
        # NumPy takes any number below 0 for "as many as there are".
        yield from (one.operand for one in node.args if isinstance(one, ast.UnaryOp))


def _words_of(node: ast.AST) -> ast.Constant | None:
    """The text of `"a b c".split()`, a list of words; None of anything else."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "split"
        and not node.args
        and isinstance(node.func.value, ast.Constant)
    ):
        return node.func.value
    return None


def scope_at(tree: ast.Module, place: ast.AST) -> str:
    """The outermost function around a node, with the class that it is in."""
    names: list[str] = []
    body: list[ast.stmt] = tree.body
    while True:
        inside = next(
            (
                one
                for one in body
                if isinstance(one, (ast.ClassDef, ast.FunctionDef))
                and any(within is place for within in ast.walk(one))
            ),
            None,
        )
        if inside is None:
            return ".".join(names)
        names.append(inside.name)
        if isinstance(inside, ast.FunctionDef):
            return ".".join(names)
        body = inside.body


def difference(before: str, after: str) -> str:
    """What of two texts differs, with a little of what stands around it."""
    before, after = (" ".join(text.split()) for text in (before, after))
    same = len(os.path.commonprefix([before, after]))
    end = len(os.path.commonprefix([before[same:][::-1], after[same:][::-1]]))
    start = max(same - AROUND, 0)
    return "  ->  ".join(
        text[start : max(len(text) - end + AROUND, same)] for text in (before, after)
    )


def changes(node: ast.AST) -> Iterator[Callable]:
    """Functions that plant a fault in a node of this kind, in place."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for table in (_COMPARED, _FLIPPED):
            if type(node.ops[0]) in table:
                yield lambda one, kind=table[type(node.ops[0])]: setattr(
                    one, "ops", [kind()]
                )
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield lambda one: setattr(one, "op", other())
        yield lambda one: setattr(one, "values", _without_last(one.values))
    elif (
        isinstance(node, ast.BinOp)
        and type(node.op) in _COMPUTED
        and not _is_text(node)
    ):
        yield lambda one: setattr(one, "op", _COMPUTED[type(one.op)]())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield lambda one: setattr(one, "operand", ast.UnaryOp(ast.Not(), one.operand))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield lambda one: setattr(one, "op", ast.UAdd())
    elif isinstance(node, ast.IfExp):
        yield lambda one: setattr(one, "test", ast.UnaryOp(ast.Not(), one.test))
    elif isinstance(node, ast.Constant):
        yield from _other_constants(node)
    elif isinstance(node, ast.Call):
        yield from _other_calls(node)


def _without_last(values: list[ast.expr]) -> list[ast.expr]:
    """Of `a and b` what is a: two have to be left, or it is no Python."""
    return values[:-1] if len(values) > 2 else [values[0], values[0]]


def _without_last_word(node: ast.Call) -> None:
    words = _words_of(node)
    assert words is not None
    words.value = " ".join(words.value.split()[:-1])


def _is_text(node: ast.BinOp) -> bool:
    return any(
        isinstance(one, ast.JoinedStr) or isinstance(getattr(one, "value", None), str)
        for one in (node.left, node.right)
    )


def _other_constants(node: ast.Constant) -> Iterator[Callable]:
    if isinstance(node.value, bool):
        yield lambda one: setattr(one, "value", not one.value)
    elif isinstance(node.value, (int, float)):
        yield lambda one: setattr(one, "value", one.value + 1)
    elif isinstance(node.value, str) and " " in node.value:
        yield lambda one: setattr(one, "value", f"{one.value} X")


def _other_calls(node: ast.Call) -> Iterator[Callable]:
    if _words_of(node) is not None:
        yield _without_last_word
    name = getattr(node.func, "attr", getattr(node.func, "id", None))
    if name not in _CALLED:
        return
    field = "attr" if isinstance(node.func, ast.Attribute) else "id"
    if name == "sorted" and (field == "attr" or node.keywords):
        yield lambda one: setattr(one, "keywords", [])
    else:
        yield lambda one: setattr(one.func, field, _CALLED[name])
