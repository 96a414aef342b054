"""Where in the source an instruction stands: its statement and expression.

Python 3.11 and later know the columns of every bytecode instruction
(`code.co_positions()`). They are those of the syntax tree's nodes, so a
running frame's `f_lasti` leads to the very node that is being computed.
"""

import ast
import linecache
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from network.trace import FunctionRecord, Span

_HEADER_ENDS = {
    ast.If: lambda node: node.test,
    ast.While: lambda node: node.test,
    ast.For: lambda node: node.iter,
    ast.AsyncFor: lambda node: node.iter,
    ast.With: lambda node: _last_of(node.items[-1]),
    ast.AsyncWith: lambda node: _last_of(node.items[-1]),
    ast.Match: lambda node: node.subject,
}
_NEVER_STEPS = (
    ast.Pass, ast.Break, ast.Continue, ast.Global, ast.Nonlocal, ast.Import,
    ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef,
    ast.Try, ast.TryStar)
_COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
_COMPREHENSION_NODES = (ast.ListComp, ast.SetComp, ast.DictComp,
                        ast.GeneratorExp)
_COMPUTING = (ast.Call, ast.BinOp, ast.UnaryOp, ast.Compare, ast.ListComp)


def _last_of(with_item):
    return with_item.optional_vars or with_item.context_expr


@dataclass(frozen=True, eq=False)
class Statement:
    """A source statement as a step shows it.

    Attributes:
        node: of the syntax tree (of a lambda: its body).
        own_slug: last part of the step's slug.
        targets: (name, node) of what is assigned.
        value: node of the right-hand or returned expression, or None.
        is_header: of a compound statement: a step only if it computes.
        is_return: of a function or the body of a lambda.
    """

    node: ast.AST
    span: Span
    text: str
    own_slug: str
    targets: tuple[tuple[str, ast.expr], ...]
    value: ast.expr | None
    is_header: bool
    is_return: bool

    @property
    def expression(self):
        """The text, as a Site has it."""
        return self.text

    @cached_property
    def computes(self):
        """The value is the outcome of a call or of arithmetic."""
        return self.value is not None and any(
            isinstance(node, _COMPUTING) for node in ast.walk(self.value))

    @cached_property
    def calls(self):
        """The value is, or contains, a call."""
        return self.value is not None and any(
            isinstance(node, ast.Call) for node in ast.walk(self.value))


@dataclass(frozen=True, eq=False)
class Site:
    """The expression that an instruction computes."""

    node: ast.AST | None
    span: Span
    expression: str

    @cached_property
    def arguments(self):
        """What is known of the arguments here, by what was called."""
        return {}


def kebab(name):
    """Return a name as part of a slug, [a-z0-9-] only.

    >>> kebab("hidden_pre_sigmoid"), kebab("W1"), kebab("δ")
    ('hidden-pre-sigmoid', 'w1', 'u3b4')
    """
    plain = "".join(
        letter if letter.isascii() else f"u{ord(letter):x}"
        for letter in unicodedata.normalize("NFKC", name))
    return re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")[:60]


def name_of(node, source):
    """Return the readable name of an operand's node, "" for intermediates.

    >>> source = SourceFile("f.py", "f.py", "self.layers[0].weights.T")
    >>> name_of(source.tree.body[0].value, source)
    'layers[0].weights.T'
    """
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            return node.attr
        owner = name_of(node.value, source)
        return f"{owner}.{node.attr}" if owner else ""
    if isinstance(node, ast.Subscript):
        owner = name_of(node.value, source)
        index = " ".join(source.text_of(node.slice).split())
        return f"{owner}[{index}]" if owner else ""
    if isinstance(node, ast.Starred):
        return name_of(node.value, source)
    return ""


class _Names(dict):
    def __init__(self, source):
        self._source = source

    def __missing__(self, node):
        self[node] = self._source.operand_name(node)
        return self[node]


class SourceFile:
    """A source file's text and syntax tree, indexed by position.

    Args:
        path: as code objects give it.
        display: the short path that spans show.
        text: the whole file.

    Attributes:
        names: node -> `operand_name` of it, found once.

    Raises:
        SyntaxError, ValueError: the text is no Python source.
    """

    def __init__(self, path, display, text):
        self.path = path
        self.display = display
        self.text = text
        self.tree = ast.parse(text)
        self._lines = text.split("\n")
        self._nodes = {}
        self._statement_of = {}
        self._statements = {}
        self._codes = {}
        self.names = _Names(self)
        self._in_comprehensions = set()
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
            if isinstance(node, ast.Call) and isinstance(
                    node.func, ast.Attribute):
                start = _attribute_position(node.func)[:2]
                self._nodes.setdefault(start + key[2:], node)
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
            covering = [key for key in self._nodes
                        if key[:2] <= position[:2] and key[2:] >= position[2:]]
            node = self._nodes[max(covering, key=lambda key: (
                key[:2], -key[2], -key[3]))] if covering else None
            self._nodes[position] = node
        return node

    def statement_of(self, node):
        """Return the Statement that a node is part of; None if no step."""
        statement = self._statement_of.get(node)
        if statement not in self._statements:
            self._statements[statement] = self._describe(statement)
        return self._statements[statement]

    def in_comprehension(self, node):
        """Tell whether a node is computed for each item of a comprehension."""
        return node in self._in_comprehensions

    def lambda_statement(self, node):
        """Return the body of a lambda as a statement that returns."""
        body = node.body
        return Statement(body, self.span_of(body), self.text_of(body),
                         "return", (), body, False, True)

    def lambda_around(self, node):
        """Return the innermost Lambda around a node of its body, or None."""
        around = [found for found in ast.walk(self.tree)
                  if isinstance(found, ast.Lambda)
                  and any(inner is node for inner in ast.walk(found.body))]
        return around[-1] if around else None

    def function_at(self, first_line, name):
        """Return the def whose code starts at a line (decorators count)."""
        for node in ast.walk(self.tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = [node.lineno] + [
                    each.lineno for each in node.decorator_list]
                if node.name == name and min(lines) == first_line:
                    return node
        return None

    def _describe(self, node):
        if node is None or isinstance(node, _NEVER_STEPS) or (
                isinstance(node, ast.Expr)
                and isinstance(node.value, ast.Constant)):
            return None
        end = _HEADER_ENDS.get(type(node))
        position = _position(node)
        if end is not None:
            position = position[:2] + _position(end(node))[2:]
        span = self._span(position)
        targets = tuple((name_of(_base(target), self), target)
                        for target in _targets(node))
        is_return = isinstance(node, ast.Return)
        value = getattr(node, "value", None)
        return Statement(node, span, self.text_at(span),
                         _own_slug(node, targets), targets, value,
                         end is not None, is_return)

    def span_of(self, node):
        """Return the Span of a node."""
        return self._span(_position(node))

    def text_of(self, node):
        """Return the exact source text of a node."""
        return self.text_at(self.span_of(node))

    def _span(self, position):
        line, column, end_line, end_column = position
        return Span(self.display, line, self._characters(line, column),
                    end_line, self._characters(end_line, end_column))

    def _characters(self, line, column):
        text = self._lines[line - 1]
        if text.isascii():
            return column
        return len(text.encode()[:column].decode(errors="replace"))

    def text_at(self, span):
        """Return the source text of a span."""
        lines = self._lines[span.line - 1:span.end_line]
        lines[-1] = lines[-1][:span.end_column]
        lines[0] = lines[0][span.column:]
        return "\n".join(lines)


def _position(node):
    return (node.lineno, node.col_offset, node.end_lineno,
            node.end_col_offset)


def _attribute_position(node):
    """Where the compiler places an attribute on a line below its object."""
    column = node.end_col_offset - len(node.attr.encode())
    return node.end_lineno, column, node.end_lineno, node.end_col_offset


def _targets(node):
    if isinstance(node, ast.Assign):
        found = node.targets
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign, ast.For)):
        found = [node.target]
    else:
        return []
    flat = []
    for target in found:
        if isinstance(target, (ast.Tuple, ast.List)):
            flat += target.elts
        else:
            flat.append(target)
    return flat


def _base(target):
    """Return what a target changes: of `out[i, j]` the whole of `out`."""
    return target.value if isinstance(
        target, (ast.Subscript, ast.Starred)) else target


def _own_slug(node, targets):
    words = {ast.AugAssign: "", ast.Assign: "", ast.AnnAssign: "",
             ast.Expr: "", ast.For: "for-"}
    prefix = words.get(type(node))
    if prefix is None:
        return type(node).__name__.lower()
    if isinstance(node, ast.Expr):
        call = node.value
        function = getattr(call, "func", call)
        name = getattr(function, "attr", getattr(function, "id", ""))
        return kebab(name) or "expression"
    name = kebab("-".join(name for name, _ in targets))
    return prefix + (name or "assignment")


class WatchedCode:
    """A watched function's code: statement and expression by instruction.

    Attributes:
        is_transparent: a comprehension; what it computes belongs to the
            statement that it stands in.
    """

    def __init__(self, code, source):
        self.source = source
        self.name = code.co_qualname
        self.first_line = code.co_firstlineno
        self.is_transparent = code.co_name in _COMPREHENSIONS
        self._code = code
        self._positions = list(code.co_positions())
        self._sites = {}
        self._statements = {}
        self._lambda = None
        if code.co_name == "<lambda>":
            self._lambda = self._find_lambda()

    def _find_lambda(self):
        for position in reversed(self._positions):
            if None not in position:
                node = self._node(position)
                found = node and self.source.lambda_around(node)
                if found:
                    return self.source.lambda_statement(found)
        return None

    def _node(self, position):
        line, end_line, column, end_column = position
        return self.source.node_at((line, column, end_line, end_column))

    def statement(self, lasti):
        """Return the Statement at an instruction, None where there is none."""
        try:
            return self._statements[lasti]
        except KeyError:
            return self._statements.setdefault(
                lasti, self._find_statement(lasti))

    def _find_statement(self, lasti):
        if self._lambda is not None:
            return self._lambda
        position = self._positions[lasti // 2]
        if None in position:
            return None
        node = self._node(position)
        return node and self.source.statement_of(node)

    def is_repeated(self, lasti, *, is_again):
        """Tell whether running an instruction again means a new round.

        Args:
            is_again: it is the very instruction that ran last; some, such as
                the call of sum(), do many operations. Else one before it.
        """
        node = self.site(lasti).node
        if node is None or self.source.in_comprehension(node):
            return False
        return not is_again or isinstance(
            node, (ast.BinOp, ast.UnaryOp, ast.AugAssign))

    def any_statement(self, lasti):
        """Return a Statement for what stands in none, as a default value."""
        site = self.site(lasti)
        return Statement(site.node, site.span, site.expression, "definition",
                         (), None, True, False)

    def site(self, lasti):
        """Return the Site at an instruction."""
        if lasti not in self._sites:
            position = self._positions[lasti // 2]
            node = None if None in position else self._node(position)
            node = self._whole_assignment(node)
            if node is None:
                line = position[0] or self._code.co_firstlineno
                span = Span(self.source.display, line, 0, line, 0)
                self._sites[lasti] = Site(None, span, "")
            else:
                span = self.source.span_of(node)
                self._sites[lasti] = Site(
                    node, span, self.source.text_at(span))
        return self._sites[lasti]

    def _whole_assignment(self, node):
        """Of `x[i] = y` the store is placed at x[i]: show the statement."""
        if isinstance(node, ast.Subscript) and isinstance(
                node.ctx, ast.Store):
            statement = self.source.statement_of(node)
            if isinstance(statement.node, ast.Assign) and len(
                    statement.targets) == 1:
                return statement.node
        return node

    def record(self, name):
        """Return the FunctionRecord of this code under a name."""
        code = self._code
        node = self.source.function_at(code.co_firstlineno, code.co_name)
        lines = [line for line, *_ in self._positions if line]
        last = node.end_lineno if node else max(
            lines, default=code.co_firstlineno)
        count = code.co_argcount + code.co_kwonlyargcount
        flags = bool(code.co_flags & 4) + bool(code.co_flags & 8)
        return FunctionRecord(
            name, self.source.display, code.co_firstlineno, last,
            code.co_varnames[:count + flags])


def read_source(path):
    """Return a source file's text, "" where there is none to read."""
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
