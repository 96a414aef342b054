"""Puts a fault into a running process, or into modules as they are imported."""

import functools
import gc
import importlib.abc
import importlib.machinery
import inspect
import os
import sys
from pathlib import Path
from types import CodeType, FunctionType

from tests.mutants.faults import ROOT, Fault


def module_name(module: str) -> str:
    """How a module is imported, from its path."""
    return ".".join(Path(module).with_suffix("").parts).removesuffix(".__init__")


class LiveFunctions:
    """All functions of the project that are in memory, and what they keep."""

    def __init__(self) -> None:
        self._functions: dict[tuple[str, str, int], list[FunctionType]] = {}
        self._caches = []
        gc.unfreeze()  # what is frozen is not among those below
        for one in gc.get_objects():
            if isinstance(one, FunctionType):
                code = one.__code__
                if code.co_filename.startswith(f"{ROOT}{os.sep}"):
                    self._functions.setdefault(_key(code), []).append(one)
            elif isinstance(one, functools._lru_cache_wrapper) and str(
                getattr(one, "__module__", "")
            ).startswith(("scenes", "network", "tests")):
                self._caches.append(one)

    def forget(self) -> None:
        """Empty what functions keep of their results."""
        for one in self._caches:
            one.cache_clear()

    def plant(self, fault: Fault) -> bool:
        """Put a fault into the functions that stand in memory.

        Returns:
            whether that was possible: it is not where a module or a class
            computes something as it is imported.
        """
        path = str(ROOT / fault.module)
        before = compile(Path(path).read_text(encoding="utf-8"), path, "exec")
        pairs = _differing(before, compile(fault.code, path, "exec"))
        if pairs is None:
            return False
        for code, changed in pairs:
            functions = self._functions.get(_key(code), [])
            if not functions or any(
                len(one.__code__.co_freevars) != len(changed.co_freevars)
                for one in functions
            ):
                return False
            for function in functions:
                function.__code__ = changed
        return True


def _key(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _differing(
    before: CodeType, after: CodeType
) -> list[tuple[CodeType, CodeType]] | None:
    """The functions that differ; None: what holds them differs itself."""
    if before.co_flags & inspect.CO_OPTIMIZED:
        return [] if before == after else [(before, after)]
    if before.co_code != after.co_code or _plain(before) != _plain(after):
        return None
    found = []
    for one, other in zip(_inside(before), _inside(after), strict=True):
        pairs = _differing(one, other)
        if pairs is None:
            return None
        found += pairs
    return found


def _inside(code: CodeType) -> list[CodeType]:
    return [one for one in code.co_consts if isinstance(one, CodeType)]


def _plain(code: CodeType) -> list[str]:
    return [repr(one) for one in code.co_consts if not isinstance(one, CodeType)]


class Planted(importlib.abc.Loader, importlib.abc.MetaPathFinder):
    """Gives a module with a fault in place of the one on the disk."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault
        self._name = module_name(fault.module)

    def find_spec(self, name, path, target=None):
        if name != self._name:
            return None
        is_package = self._fault.module.endswith("__init__.py")
        spec = importlib.machinery.ModuleSpec(
            name, self, origin=str(ROOT / self._fault.module), is_package=is_package
        )
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [str((ROOT / self._fault.module).parent)]
        return spec

    def exec_module(self, module):
        exec(compile(self._fault.code, module.__file__, "exec"), module.__dict__)


def plant_as_imported(fault: Fault) -> None:
    """Forget all modules of the project; the next import has the fault."""
    for name in list(sys.modules):
        # With the packages, whose attributes are the modules as they were.
        if name.split(".")[0] in ("scenes", "network", "tests", "conftest") and (
            not name.startswith("tests.mutants")
        ):
            del sys.modules[name]
    sys.meta_path.insert(0, Planted(fault))
