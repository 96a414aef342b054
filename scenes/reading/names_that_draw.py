"""Names that a source gives to what draws at random: draw = rng.normal."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from scenes.reading.parsed_source import parsed_source

# NumPy's functions that draw at random, as code calls them.
DRAWING = re.compile(
    r"\brandom\b|\brandn?\b|\brandint\b|\b(standard_)?normal\(|\buniform\("
    r"|\bpermutation\(|\bchoice\(|\bintegers\(|\bbinomial\(|\bdefault_rng\b"
)
_FUNCTION = re.compile(
    r"\.(random|random_sample|randn?|randint|standard_normal|normal|uniform|"
    r"permutation|permuted|choice|integers|binomial)$"
)
_GENERATOR = re.compile(r"\b(rng|default_rng|RandomState|random)\b")


@lru_cache(maxsize=64)
def names_that_draw(source: str) -> frozenset[str]:
    """The names, "draw" or "self.draw", that stand for nothing else in a
    source than NumPy's functions that draw at random."""
    tree = parsed_source(source)
    drawing, others = set[str](), set[str]()
    for name, bound in _bound(tree) if tree else ():
        (drawing if _is_drawing(bound) else others).add(name)
    return frozenset(drawing - others)


def _is_drawing(bound: str) -> bool:
    """Whether "np.random.default_rng(0).normal" is such a function itself."""
    return bool(_FUNCTION.search(bound) and _GENERATOR.search(bound))


def _bound(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(a name, what the code binds to it, "" where that is not written)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _pairs(target, node.value)
        elif isinstance(node, ast.ImportFrom):
            for one in node.names:
                yield one.asname or one.name, f"{node.module}.{one.name}"
        elif isinstance(node, (ast.For, ast.comprehension)):
            yield from ((name, "") for name in _names(node.target))
        elif isinstance(node, ast.arg):
            yield node.arg, ""
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name, ""
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value:
            yield from _pairs(node.target, node.value)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, str]]:
    """Names with what each gets, of a, b = f, g too."""
    if isinstance(target, (ast.Tuple, ast.List)):
        values = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
        if len(values) == len(target.elts):
            for one, other in zip(target.elts, values):
                yield from _pairs(one, other)
        else:
            yield from ((name, "") for name in _names(target))
        return
    yield ast.unparse(target), ast.unparse(value)


def _names(target: ast.expr) -> Iterator[str]:
    for node in ast.walk(target):
        if isinstance(node, ast.Name):
            yield node.id
