"""The loops that stand in a source: their headers, variables and lines."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from network.trace import Span
from scenes.reading.parsed_source import parsed_source


@dataclass(frozen=True)
class SourceLoop:
    """A `for` or `while` statement.

    Attributes:
        header: the Span of "for t in range(3)", without the colon.
        text: the same, on one line.
        variable: the name that it counts with, or "".
        first, last: lines of its body, both included.
        items: the names that a `for` binds to what it goes through, where they
            are no numbers that it counts: "W" and "b" of zip(Ws, bs).
        start, stride: of what the variable counts through, where it is a
            range with these written in numbers or left out; else None.
    """

    header: Span
    text: str
    variable: str
    first: int
    last: int
    start: int | None = None
    stride: int = 1
    items: tuple[str, ...] = ()

    def has(self, line: int) -> bool:
        """Whether a line is of the loop's body or header."""
        return self.header.line <= line <= self.last


@lru_cache(maxsize=64)
def source_loops(file: str, source: str) -> tuple[SourceLoop, ...]:
    """The loops of a source, outer ones before those inside them; () of one
    that cannot be parsed."""
    found = [
        loop
        for node in _nodes(source)
        if isinstance(node, (ast.For, ast.AsyncFor, ast.While))
        for loop in _loop(file, node)
    ]
    return tuple(sorted(found, key=lambda one: one.header.line))


@lru_cache(maxsize=64)
def branches(source: str) -> tuple[tuple[int, int, int], ...]:
    """(first line, first line of what is done else, last line) of each `if`
    of a source that has an `else`: one pass runs only one of both."""
    found = []
    for node in _nodes(source):
        if isinstance(node, ast.If) and node.orelse:
            assert node.end_lineno is not None  # a parsed tree has it
            lines = node.body[0].lineno, node.orelse[0].lineno, node.end_lineno
            found.append(lines)
    return tuple(found)


@lru_cache(maxsize=1024)
def makes_function(source: str, line: int) -> bool:
    """Whether a function is written from a line of a source on."""
    kinds = ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda
    return any(isinstance(one, kinds) and one.lineno == line for one in _nodes(source))


def _nodes(source: str) -> Iterator[ast.AST]:
    tree = parsed_source(source)
    return ast.walk(tree) if tree else iter(())


def _loop(file: str, node: ast.For | ast.AsyncFor | ast.While) -> Iterator[SourceLoop]:
    over = node.test if isinstance(node, ast.While) else node.iter
    last = node.body[-1].end_lineno
    assert over.end_lineno is not None
    assert over.end_col_offset is not None
    assert last is not None  # a parsed tree has them all
    text = ast.unparse(over)
    variable, start, stride = "", None, 1
    if isinstance(node, ast.While):
        text = f"while {text}"
    else:
        text = f"for {ast.unparse(node.target)} in {text}"
        variable, start, stride = _counted(node)
    yield SourceLoop(
        Span(file, node.lineno, node.col_offset, over.end_lineno, over.end_col_offset),
        text,
        variable,
        node.body[0].lineno,
        last,
        start,
        stride,
        () if isinstance(node, ast.While) else _items(node, variable, start),
    )


def _items(
    node: ast.For | ast.AsyncFor, variable: str, start: int | None
) -> tuple[str, ...]:
    """The names that a `for` binds, but for one that counts."""
    names = [one.id for one in ast.walk(node.target) if isinstance(one, ast.Name)]
    return tuple(name for name in names if name != variable or start is None)


def _counted(node: ast.For | ast.AsyncFor) -> tuple[str, int | None, int]:
    """(variable, where it starts, its stride) of a `for`."""
    target, over = node.target, node.iter
    called = over.func.id if _is_call_of_a_name(over) else ""  # type: ignore[attr-defined]
    # Each pass leaves a step if a statement of its own is in all of them.
    compound = ast.For, ast.While, ast.If, ast.With, ast.Try
    is_seen = not isinstance(node.body[0], compound) or (
        not all(isinstance(one, compound) for one in node.body)
        and not any(isinstance(one, ast.Continue) for one in ast.walk(node))
    )
    if isinstance(target, ast.Tuple) and called == "enumerate":
        target = target.elts[0]
        return (
            (target.id, 0 if is_seen and len(over.args) == 1 else None, 1)  # type: ignore[attr-defined]
            if isinstance(target, ast.Name)
            else ("", None, 1)
        )
    if not isinstance(target, ast.Name):
        return "", None, 1
    if called != "range" or not is_seen:
        return target.id, None, 1
    bounds = [_whole(one) for one in over.args]  # type: ignore[attr-defined]
    start = 0 if len(bounds) == 1 else bounds[0] if bounds else None
    stride = bounds[2] if len(bounds) == 3 else 1
    return (target.id, start, stride) if stride else (target.id, None, 1)


def _is_call_of_a_name(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


def _whole(node: ast.expr) -> int | None:
    """A whole number that is written out, or None."""
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError):
        return None
    return value if type(value) is int else None
