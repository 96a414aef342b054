"""Which faults even change what some expression gives, in tests that are run once.

    python -m pytest -p tests.mutants.felt --felt felt.json tests/scenes/reading ...
    python -m tests.mutants.unfelt scenes/reading/softmax_found.py felt.json

prints the places that nothing felt; `python -m tests.mutants --felt felt.json` asks
the tests that felt a fault before all others.

A fault that changes no value and no decision wherever its place is reached cannot be
noticed by any test, however much that compares; so all places are measured in one
run: beside each expression the same with each fault is computed, too, and compared.
What is compared is the widest expression around the fault that has no effect of its
own, so that of `a and b and c` a fault in b is felt where b alone decides.

After: R. A. DeMillo, R. J. Lipton, F. G. Sayward, "Hints on test data selection",
Computer 11 (4), 1978; W. E. Howden, "Weak mutation testing", IEEE TSE 8 (4), 1982.
"""

import ast
import copy
import hashlib
import importlib.abc
import importlib.machinery
import itertools
import json
import marshal
import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from threading import get_ident, main_thread

import numpy as np
import pytest

from tests.mutants import faults
from tests.mutants.callers import KEPT
from tests.mutants.choice import modules_of
from tests.mutants.faults import ROOT
from tests.mutants.kinds import PLANNERS, READING, WORDS, kind_of
from tests.mutants.planting import module_name

ROOMS = tuple(
    f"scenes/{room}" for room in ("reading", "arrays", "words", "acts", "film")
)
KINDS = READING, PLANNERS, WORDS
TRIED = 50  # times that a fault is computed in one test
LONGEST = 5.0  # seconds of a processor, after which what a fault computes has no end
ASKED = "_felt_by_tests"  # as it is called in the modules
_PURE = {
    *("any", "all", "len", "sum", "min", "max", "sorted", "tuple", "list", "set"),
    *("dict", "frozenset", "isinstance", "abs", "int", "float", "bool", "str", "zip"),
    *("enumerate", "range", "next", "repr", "round", "reversed", "type", "getattr"),
    *("join", "strip", "split", "startswith", "endswith", "count", "index", "get"),
}
_EXPRESSIONS = (
    *(ast.Compare, ast.BoolOp, ast.UnaryOp, ast.BinOp, ast.IfExp, ast.Starred),
    *(ast.Tuple, ast.List, ast.Set, ast.Dict, ast.Subscript, ast.Attribute, ast.Slice),
    *(ast.JoinedStr, ast.FormattedValue, ast.keyword, ast.comprehension, ast.ListComp),
    *(ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.NamedExpr),
)

FaultKey = tuple[str, int, str]  # a module, a line, and what is changed there
# Of an expression; a generator can be gone through but once.
_PARTS = ast.Starred, ast.Slice, ast.FormattedValue, ast.GeneratorExp, ast.NamedExpr
Key = str  # "scenes/acts/pick.py:120:1", of a node and one of its changes


class Felt:
    """What has been felt, and by how many tests.

    Attributes:
        by: key -> the tests that felt it, at most MOST of them.
        reached: keys whose place was reached.
    """

    MOST = 3

    def __init__(self) -> None:
        self.by: dict[Key, list[str]] = {}
        self.reached: set[Key] = set()
        self.test = ""
        self._tried: dict[Key, int] = {}
        self._is_off = False

    def begin(self, test: str) -> None:
        self.test = test
        self._tried.clear()
        signal.signal(signal.SIGVTALRM, _give_up)

    def ask(self, value, others):
        """A value as it is; others: for each key a function that gives another's."""
        if self._is_off or not self.test or get_ident() != main_thread().ident:
            return value  # another thread is not told when its time is over
        self._is_off = True
        try:
            for key, other, decides in others:
                self._compare(key, value, other, decides)
        finally:
            self._is_off = False
        return value

    def _compare(self, key, value, other, decides) -> None:
        felt = self.by.get(key, ())
        tried = self._tried.get(key, 0)
        if len(felt) >= self.MOST or self.test in felt or tried >= TRIED:
            return
        self._tried[key] = tried + 1
        self.reached.add(key)
        signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
        try:
            result = other()
            if decides:
                differs = bool(result) != bool(value)
            else:
                differs = not _same(value, result)
        except Exception:
            differs = True
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        if differs:
            self.by.setdefault(key, []).append(self.test)


def _give_up(*_):
    raise TimeoutError


FELT = Felt()


def _same(one, other) -> bool:
    if one is other:
        return True
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.array_equal(one, other)
    return type(one) is type(other) and bool(one == other)


class Instrumented(ast.NodeTransformer):
    """A module whose expressions compute what they would with faults."""

    def __init__(self, module: str, kinds: tuple[str, ...] = KINDS) -> None:
        self._kinds = kinds
        self.module = module
        self.tree = faults.tree_of(module)
        self._parents = {
            id(child): node
            for node in ast.walk(self.tree)
            for child in ast.iter_child_nodes(node)
        }
        self._others: dict[int, list[tuple[Key, ast.expr, bool]]] = {}
        self.keys: dict[Key, tuple[int, str, str]] = {}
        nodes = faults.nodes(self.tree)
        for index, node in enumerate(nodes):
            for change in range(len(list(faults.changes(node)))):
                self._add(f"{module}:{index}:{change}", node, change)

    def _add(self, key: Key, node: ast.AST, change: int) -> None:
        kind = kind_of(self.module, faults.scope_at(self.tree, node), node.lineno)
        if kind not in self._kinds or not self._is_in_function(node):
            return
        top = self._widest(node)
        if any(map(_cannot_be_late, ast.walk(top))):
            return
        place = next(n for n, one in enumerate(ast.walk(top)) if one is node)
        other = copy.deepcopy(top)
        inside = next(itertools.islice(ast.walk(other), place, None))
        list(faults.changes(inside))[change](inside)
        self.keys[key] = (
            node.lineno,
            kind,
            faults.difference(ast.unparse(node), ast.unparse(inside)),
        )
        parent = self._parents[id(top)]
        decides = top is getattr(parent, "test", None) or (
            isinstance(parent, ast.comprehension) and top in parent.ifs
        )
        other = _WithoutBinding().visit(other)
        self._others.setdefault(id(top), []).append((key, other, decides))

    def _is_in_function(self, node: ast.AST) -> bool:
        """Whether it is computed when a function is called, not before."""
        while (parent := self._parents.get(id(node))) is not None:
            if isinstance(parent, (ast.Lambda, ast.match_case)):
                return False
            if isinstance(parent, ast.FunctionDef):
                return node in parent.body
            node = parent
        return False

    def _widest(self, node: ast.AST) -> ast.AST:
        """The widest expression around that computes and does nothing else."""
        top = node
        while self._only_computes(self._parents[id(node)], node):
            node = self._parents[id(node)]
            if self._has_a_value(node):
                top = node
        return top

    def _only_computes(self, parent: ast.AST, node: ast.AST) -> bool:
        if isinstance(parent, ast.Call):
            return _is_pure(parent)
        if isinstance(parent, ast.GeneratorExp):  # can be gone through but once
            around = self._parents[id(parent)]
            return isinstance(around, ast.Call) and _is_pure(around)
        if isinstance(parent, ast.Subscript):
            return isinstance(parent.ctx, ast.Load)
        return isinstance(parent, _EXPRESSIONS)

    def _has_a_value(self, node: ast.AST) -> bool:
        """Whether it can stand by itself, as an argument of a call."""
        if isinstance(node, ast.Tuple):
            return not any(isinstance(one, ast.Slice) for one in node.elts)
        if isinstance(node, ast.JoinedStr):
            parent = self._parents[id(node)]
            return getattr(parent, "format_spec", None) is not node
        return isinstance(node, ast.expr) and not isinstance(node, _PARTS)

    def generic_visit(self, node):
        others = self._others.get(id(node))
        parent = self._parents.get(id(node))
        super().generic_visit(node)
        if not others or not isinstance(node, ast.expr):
            return node
        pairs: list[ast.expr] = [
            _tuple(ast.Constant(key), _late(other), ast.Constant(decides))
            for key, other, decides in others
        ]
        asked = ast.Call(ast.Name(ASKED, ast.Load()), [node, _tuple(*pairs)], [])
        if isinstance(parent, ast.JoinedStr):
            return ast.FormattedValue(asked, -1, None)
        return asked


class _WithoutBinding(ast.NodeTransformer):
    """What `(x := e)` gave stands in x already."""

    def visit_NamedExpr(self, node):
        return ast.Name(node.target.id, ast.Load())


def _is_pure(call: ast.Call) -> bool:
    """Whether a call is known to have no effect, by its name."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    return name in _PURE or getattr(getattr(call.func, "value", None), "id", "") == "np"


def _cannot_be_late(one: ast.AST) -> bool:
    """Whether it means something else inside a function of its own."""
    late = ast.Yield, ast.YieldFrom, ast.Await, ast.Lambda
    return isinstance(one, late) or getattr(one, "id", "") == "super"


def _tuple(*parts: ast.expr) -> ast.Tuple:
    return ast.Tuple(list(parts), ast.Load())


def _late(expression: ast.expr) -> ast.Lambda:
    none = ast.arguments([], [], None, [], [], None, [])
    return ast.Lambda(none, expression)


def tests_by_fault(written: Iterable[Path]) -> dict[FaultKey, list[str]]:
    """The tests that feel a fault, of files that runs before have written."""
    found: dict[FaultKey, list[str]] = {}
    for path in written:
        known = json.loads(path.read_text("utf-8"))
        for key, tests in known["by"].items():
            line, _, what = known["keys"][key]
            found.setdefault((key.split(":")[0], line, what), []).extend(tests)
    return found


class Finder(importlib.abc.Loader, importlib.abc.MetaPathFinder):
    """Gives the modules of ROOMS instrumented."""

    def __init__(self) -> None:
        self.modules = {module_name(one): one for one in modules_of(ROOMS)}
        self.keys: dict[Key, tuple[int, str, str]] = {}

    def find_spec(self, name, path, target=None):
        if name not in self.modules:
            return None
        origin = str(ROOT / self.modules[name])
        spec = importlib.machinery.ModuleSpec(name, self, origin=origin)
        spec.has_location = True
        return spec

    def exec_module(self, module):
        path = self.modules[module.__name__]
        text = b"".join(one.read_bytes() for one in (Path(__file__), ROOT / path))
        kept = KEPT / f"{hashlib.sha1(text).hexdigest()}.felt"
        if not kept.exists():
            one = Instrumented(path)
            tree = ast.fix_missing_locations(one.visit(one.tree))
            code = compile(tree, module.__file__, "exec")
            KEPT.mkdir(parents=True, exist_ok=True)
            new = kept.with_suffix(f".{os.getpid()}")
            new.write_bytes(marshal.dumps((one.keys, code)))
            new.replace(kept)
        keys, code = marshal.loads(kept.read_bytes())
        self.keys |= keys
        module.__dict__[ASKED] = FELT.ask
        exec(code, module.__dict__)


FINDER = Finder()


def pytest_addoption(parser):
    parser.addoption("--felt", default="")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    # Before any conftest, as these import modules, too.
    if early_config.known_args_namespace.felt:
        sys.meta_path.insert(0, FINDER)


def pytest_runtest_setup(item):
    FELT.begin(item.nodeid)


def pytest_runtest_teardown(item):
    FELT.begin("")


def pytest_sessionfinish(session):
    path = session.config.getoption("--felt")
    if path:
        Path(path).write_text(
            json.dumps(
                {"keys": FINDER.keys, "by": FELT.by, "reached": sorted(FELT.reached)}
            )
        )
