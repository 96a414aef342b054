"""A source statement as a step shows it: its text, targets and slug."""

import ast
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property

from network.trace import Span

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
    ast.Pass,
    ast.Break,
    ast.Continue,
    ast.Global,
    ast.Nonlocal,
    ast.Import,
    ast.ImportFrom,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Try,
    ast.TryStar,
)
# Methods that put something into a list, deque or dictionary.
ADDING = frozenset({"append", "extend", "insert", "setdefault", "update"})
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

    @cached_property
    def names(self):
        """The names of the targets."""
        return tuple(name for name, _ in self.targets)

    @cached_property
    def adding(self):
        """The node of the method by which something is added to what it is of, as
        `self.layers.append`; None where nothing is."""
        call = self.node.value if isinstance(self.node, ast.Expr) else None
        method = call.func if isinstance(call, ast.Call) else None
        is_adding = isinstance(method, ast.Attribute) and method.attr in ADDING
        return method if is_adding else None

    @property
    def expression(self):
        """The text, as a Site has it."""
        return self.text

    @cached_property
    def computes(self):
        """The value is the outcome of a call or of arithmetic."""
        return self.value is not None and any(
            isinstance(node, _COMPUTING) for node in ast.walk(self.value)
        )

    @cached_property
    def calls(self):
        """The value is, or contains, a call."""
        return self.value is not None and any(
            isinstance(node, ast.Call) for node in ast.walk(self.value)
        )


def describe(node, source):
    """Return the Statement of a syntax tree's node; None if no step.

    Args:
        source: the SourceFile that the node is of.
    """
    if (
        node is None
        or isinstance(node, _NEVER_STEPS)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ):
        return None
    span = source.span_of(node)
    end = _HEADER_ENDS.get(type(node))
    if end is not None:
        last = source.span_of(end(node))
        span = replace(span, end_line=last.end_line, end_column=last.end_column)
    targets = tuple(
        (name_of(_base(target), source), target) for target in _targets(node)
    )
    return Statement(
        node,
        span,
        source.text_at(span),
        _own_slug(node, targets),
        targets,
        getattr(node, "value", None),
        end is not None,
        isinstance(node, ast.Return),
    )


def lambda_statement(node, source):
    """Return the body of a lambda as a statement that returns."""
    body = node.body
    return Statement(
        body,
        source.span_of(body),
        source.text_of(body),
        "return",
        (),
        body,
        False,
        True,
    )


def kebab(name):
    """Return a name as part of a slug, [a-z0-9-] only.

    >>> kebab("hidden_pre_sigmoid"), kebab("W1"), kebab("δ")
    ('hidden-pre-sigmoid', 'w1', 'u3b4')
    """
    plain = "".join(
        letter if letter.isascii() else f"u{ord(letter):x}"
        for letter in unicodedata.normalize("NFKC", name)
    )
    return re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")[:60]


def name_of(node, source):
    """Return the readable name of an operand's node, "" for intermediates.

    `self.layers[0].weights.T` is "layers[0].weights.T".
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


def _targets(node):
    if isinstance(node, ast.Assign):
        found = node.targets
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign, ast.For)):
        found = [node.target]
    else:
        return []
    return [leaf for target in found for leaf in _leaves(target)]


def _leaves(target):
    if isinstance(target, (ast.Tuple, ast.List)):
        return [leaf for part in target.elts for leaf in _leaves(part)]
    return [target]


def _base(target):
    """Return what a target changes: of `out[i, j]` the whole of `out`."""
    return target.value if isinstance(target, (ast.Subscript, ast.Starred)) else target


def _own_slug(node, targets):
    words = {
        ast.AugAssign: "",
        ast.Assign: "",
        ast.AnnAssign: "",
        ast.Expr: "",
        ast.For: "for-",
    }
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
