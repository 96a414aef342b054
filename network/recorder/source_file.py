"""A source file, its syntax tree, and what stands at a position in it."""

import ast
import linecache
from pathlib import Path

from network.recorder.statements import describe, name_of
from network.recorder.watched_code import WatchedCode
from network.trace import Span, source_lines

_COMPREHENSION_NODES = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class _Names(dict):
    def __init__(self, source):
        self._source = source

    def __missing__(self, node):
        self[node] = self._source.operand_name(node)
        return self[node]


class _LinesJoined(dict):
    def __init__(self, source):
        self._source = source

    def __missing__(self, node):
        self[node] = " ".join(self._source.text_of(node).split())
        return self[node]


class SourceFile:
    """A source file's text and syntax tree, indexed by position.

    Args:
        path: as code objects give it.
        display: the short path that spans show.
        text: the whole file.

    Attributes:
        names: node -> `operand_name` of it, found once.
        lines_joined: node -> its source text on one line, found once.

    Raises:
        SyntaxError, ValueError: the text is no Python source.
    """

    def __init__(self, path, display, text):
        self.path = path
        self.display = display
        self.text = text
        self.tree = ast.parse(text)
        self._lines = source_lines(text)
        self._nodes = {}
        self._statement_of = {}
        self._statements = {}
        self._codes = {}
        self.names = _Names(self)
        self.lines_joined = _LinesJoined(self)
        self._in_comprehensions = set()
        self._users = {}
        self._index(self.tree, None, False)

    def _index(self, node, statement, is_repeated):
        if isinstance(node, ast.stmt):
            statement = node
            is_repeated = False
        is_repeated = is_repeated or isinstance(node, _COMPREHENSION_NODES)
        if is_repeated:
            self._in_comprehensions.add(node)
        if isinstance(node, (ast.expr, ast.stmt)):
            self._statement_of[node] = statement
            key = _position(node)
            if key not in self._nodes or isinstance(node, ast.expr):
                self._nodes[key] = node
            if isinstance(node, ast.Attribute):
                self._nodes.setdefault(_attribute_position(node), node)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                start = _attribute_position(node.func)[:2]
                self._nodes.setdefault(start + key[2:], node)
        for used in _iterables_and_managers(node):
            self._users[used] = node
        for child in ast.iter_child_nodes(node):
            self._index(child, statement, is_repeated)

    def watched_code(self, code):
        """Return the WatchedCode of a code object of this file."""
        # By identity: code of two equal lambdas is equal, its columns differ.
        known = self._codes.get(id(code))
        if known is None:
            known = self._codes[id(code)] = code, WatchedCode(code, self)
        return known[1]

    def operand_name(self, node):
        """Return (name, source text) of an operand's node."""
        return name_of(node, self), self.text_of(node)

    def node_at(self, position):
        """Return the smallest node that covers a position, or None.

        Args:
            position: (line, column, end line, end column) as the syntax tree
                counts: lines from 1, columns in bytes of UTF-8.
        """
        node = self._nodes.get(position)
        if node is None:
            covering = [
                key
                for key in list(self._nodes)  # other threads add
                if key[:2] <= position[:2] and key[2:] >= position[2:]
            ]
            node = (
                self._nodes[max(covering, key=lambda key: (key[:2], -key[2], -key[3]))]
                if covering
                else None
            )
            self._nodes[position] = node
        return node

    def statement_of(self, node):
        """Return the Statement that a node is part of; None if no step."""
        statement = self._statement_of.get(node)
        try:
            return self._statements[statement]
        except KeyError:
            # The first one stays: what threads have found is compared.
            return self._statements.setdefault(statement, describe(statement, self))

    def user_of(self, node):
        """Return the loop, comprehension or with statement of a node.

        The node itself if it is no iterable or context manager of one.
        """
        return self._users.get(node, node)

    def in_comprehension(self, node):
        """Tell whether a node is computed for each item of a comprehension."""
        return node in self._in_comprehensions

    def lambda_around(self, node):
        """Return the innermost Lambda around a node of its body, or None."""
        around = [
            found
            for found in ast.walk(self.tree)
            if isinstance(found, ast.Lambda)
            and any(inner is node for inner in ast.walk(found.body))
        ]
        return around[-1] if around else None

    def function_at(self, first_line, name):
        """Return the def whose code starts at a line (decorators count)."""
        for node in ast.walk(self.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = [node.lineno] + [each.lineno for each in node.decorator_list]
                if node.name == name and min(lines) == first_line:
                    return node
        return None

    def span_of(self, node):
        """Return the Span of a node."""
        return self._span(_position(node))

    def text_of(self, node):
        """Return the exact source text of a node."""
        return self.text_at(self.span_of(node))

    def _span(self, position):
        line, column, end_line, end_column = position
        return Span(
            self.display,
            line,
            self._characters(line, column),
            end_line,
            self._characters(end_line, end_column),
        )

    def _characters(self, line, column):
        text = self._lines[line - 1]
        if text.isascii():
            return column
        return len(text.encode()[:column].decode(errors="replace"))

    def text_at(self, span):
        """Return the source text of a span."""
        lines = self._lines[span.line - 1 : span.end_line]
        lines[-1] = lines[-1][: span.end_column]
        lines[0] = lines[0][span.column :]
        return "\n".join(lines)


def _iterables_and_managers(node):
    if isinstance(node, (ast.For, ast.AsyncFor)):
        return [node.iter]
    if isinstance(node, _COMPREHENSION_NODES):
        return [generator.iter for generator in node.generators]
    if isinstance(node, (ast.With, ast.AsyncWith)):
        return [item.context_expr for item in node.items]
    return []


def _position(node):
    return (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)


def _attribute_position(node):
    """Where the compiler places an attribute on a line below its object."""
    column = node.end_col_offset - len(node.attr.encode())
    return node.end_lineno, column, node.end_lineno, node.end_col_offset


def read_source(path):
    """Return a source file's text, "" where there is none to read.

    "<string>" is the name of what programs generate. Since Python 3.13 it
    seems to have the source of `python -c`.
    """
    if path == "<string>":
        return ""
    linecache.checkcache(path)
    return "".join(linecache.getlines(path))


def display_path(path):
    """Return a file's path from the folder above its package."""
    path = Path(path)
    folder = path.parent
    while (folder / "__init__.py").exists():
        folder = folder.parent
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return path.name
