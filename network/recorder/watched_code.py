"""Where in the source an instruction stands: its statement and expression.

Python 3.11 and later know the columns of every bytecode instruction
(`code.co_positions()`). They are those of the syntax tree's nodes, so a
running frame's `f_lasti` leads to the very node that is being computed.
"""

import ast
import dis
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from network.recorder.statements import Statement, lambda_statement
from network.trace import FunctionRecord, Span

_COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
# What takes the first item of an iterable, or enters a context.
_ENTERING = frozenset(
    dis.opmap[name]
    for name in (
        "GET_ITER",
        "FOR_ITER",
        "GET_AITER",
        "BEFORE_WITH",
        "BEFORE_ASYNC_WITH",
    )
    if name in dis.opmap
)


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

    @cached_property
    def usual(self):
        """What is known of operations here, by what was called with which types."""
        return {}

    @cached_property
    def usual_within(self):
        """The same of operations in functions that are called here."""
        return {}


class _Found(dict):
    """What is found of an instruction, once for each."""

    def __init__(self, find):
        self._find = find

    def __missing__(self, lasti):
        # The first one stays: what threads have found is compared.
        return self.setdefault(lasti, self._find(lasti))


class WatchedCode:
    """A watched function's code: statement and expression by instruction.

    Attributes:
        is_transparent: a comprehension; what it computes belongs to the
            statement that it stands in.
        sites: instruction -> the Site there.
        statements: instruction -> the Statement there, None where there is none.
    """

    def __init__(self, code, source):
        self.source = source
        self.name = code.co_qualname
        if code.co_name == "<module>":
            self.name = Path(source.path).stem
        self.first_line = code.co_firstlineno
        self.is_transparent = code.co_name in _COMPREHENSIONS
        self._code = code
        self._positions = list(code.co_positions())
        self._entered = (
            _entered(code.co_code, self._positions)
            if sys.version_info >= (3, 13)
            else frozenset()
        )
        self.sites = _Found(self._find_site)
        self.statements = _Found(self._find_statement)
        self._lambda = None
        if code.co_name == "<lambda>":
            self._lambda = self._find_lambda()

    def _find_lambda(self):
        for position in reversed(self._positions):
            if None not in position:
                node = self._node(position)
                found = node and self.source.lambda_around(node)
                if found:
                    return lambda_statement(found, self.source)
        return None

    def _node(self, position):
        line, end_line, column, end_column = position
        return self.source.node_at((line, column, end_line, end_column))

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
        node = self.sites[lasti].node
        if node is None or self.source.in_comprehension(node):
            return False
        return not is_again or isinstance(node, (ast.BinOp, ast.UnaryOp, ast.AugAssign))

    def any_statement(self, lasti):
        """Return a Statement for what stands in none, as a default value."""
        site = self.sites[lasti]
        return Statement(
            site.node, site.span, site.expression, "definition", (), None, True, False
        )

    def _find_site(self, lasti):
        position = self._positions[lasti // 2]
        node = None if None in position else self._node(position)
        if lasti // 2 in self._entered:
            node = self.source.user_of(node)
        node = self._whole_assignment(node)
        if node is None:
            line = position[0] or self._code.co_firstlineno
            return Site(None, Span(self.source.display, line, 0, line, 0), "")
        span = self._span(node)
        return Site(node, span, self.source.text_at(span))

    def _span(self, node):
        """The Span of a node; of a statement with a body that of its head."""
        statement = self.source.statement_of(node)
        if statement is not None and statement.node is node:
            return statement.span
        return self.source.span_of(node)

    def _whole_assignment(self, node):
        """Of `x[i] = y` the store is placed at x[i]: show the statement."""
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            statement = self.source.statement_of(node)
            if isinstance(statement.node, ast.Assign) and len(statement.targets) == 1:
                return statement.node
        return node

    def record(self, name):
        """Return the FunctionRecord of this code under a name."""
        code = self._code
        node = self.source.function_at(code.co_firstlineno, code.co_name)
        lines = [line for line, *_ in self._positions if line]
        last = node.end_lineno if node else max(lines, default=code.co_firstlineno)
        count = code.co_argcount + code.co_kwonlyargcount
        flags = bool(code.co_flags & 4) + bool(code.co_flags & 8)
        return FunctionRecord(
            name,
            self.source.display,
            code.co_firstlineno,
            last,
            code.co_varnames[: count + flags],
        )


def _entered(instructions, positions):
    """Return the indices of instructions that serve what stands around them.

    Since Python 3.13 what takes items from an iterable stands at it, and what
    enters and leaves a context at its manager; before at the whole loop,
    comprehension or with statement. Both compute the iterable or manager
    first, which in a `finally` happens in several places.
    """
    entered, found = set(), set()
    for index, position in enumerate(positions):
        if None in position:
            continue
        if instructions[2 * index] in _ENTERING:
            entered.add(position)
        elif position not in entered:
            entered = {outer for outer in entered if not _is_within(position, outer)}
        if position in entered:
            found.add(index)
    return frozenset(found)


def _is_within(position, outer):
    line, end_line, column, end_column = position
    outer_line, outer_end_line, outer_column, outer_end_column = outer
    return (outer_line, outer_column) <= (line, column) and (
        (end_line, end_column) <= (outer_end_line, outer_end_column)
    )
