"""A file of Python as `python FILE.py` runs it, or as it is imported.

The code runs in this very process: for as long as it does, what Python finds
by name is what it would find there.
"""

import ast
import importlib.machinery
import importlib.util
import os
import sys
import types
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from network.files.user_error import UserError


class ScriptError(UserError):
    """A file that cannot be run, and what would be one."""


@dataclass(frozen=True)
class Script:
    """A file with Python code.

    Attributes:
        path: absolute, as tracebacks show it.
        code: of the whole file, not yet run.
        package: that it is in, if it imports its neighbours relatively.
        folder: where its imports are looked for.
    """

    path: str
    code: types.CodeType
    package: str
    folder: str

    @property
    def name(self) -> str:
        """What it is called when it is imported."""
        stem = Path(self.path).stem
        return f"{self.package}.{stem}" if self.package else stem


def read_script(path: str | Path) -> Script:
    """Return the Script at a path, compiled.

    Raises:
        ScriptError: there is no file of text.
        SyntaxError, ValueError: it is no Python.
    """
    full = os.path.abspath(path)
    try:
        content = Path(full).read_bytes()
    except OSError as error:
        raise ScriptError(
            f"{path} cannot be read: {error.strerror}. Expected a file of Python, "
            "FILE.py, or a function in one, FILE.py:FUNCTION."
        ) from error
    code = compile(content, full, "exec", dont_inherit=True)
    tree = ast.parse(content)
    package = _package_of(full) if _is_relative(tree) else ""
    folder = Path(os.path.realpath(full)).parent
    for _ in filter(None, package.split(".")):
        folder = folder.parent
    return Script(full, code, package, str(folder))


def _is_relative(tree: ast.AST) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and node.level for node in ast.walk(tree)
    )


def _package_of(path: str) -> str:
    """Return the dotted name of the package that a file is in."""
    folder = Path(os.path.realpath(path)).parent
    names = [folder.name]
    while (folder / "__init__.py").exists() and (
        folder.parent / "__init__.py"
    ).exists():
        folder = folder.parent
        names.insert(0, folder.name)
    return ".".join(names)


@contextmanager
def started(script: Script, arguments: Sequence[str] = ()) -> Iterator[None]:
    """Return a context in which Python is as when it has started a script."""
    argv, path, modules = sys.argv, list(sys.path), _hidden(script.folder)
    sys.argv = [script.path, *arguments]
    if sys.path and not sys.flags.safe_path:
        sys.path.pop(0)
    sys.path.insert(0, script.folder)
    for name in modules:
        del sys.modules[name]
    before = sys.modules.get("__main__")
    try:
        yield
    finally:
        sys.argv, sys.path[:] = argv, path
        for name in list(sys.modules):
            if name.partition(".")[0] in {one.partition(".")[0] for one in modules}:
                del sys.modules[name]
        sys.modules.update(modules)
        if before is not None:
            sys.modules["__main__"] = before


def _hidden(folder: str) -> dict[str, types.ModuleType]:
    """Return the modules of this program that a script has its own of.

    One that stands beside it is found before any of that name: its
    network.py, say.
    """
    own = {entry.name.partition(".")[0] for entry in os.scandir(folder)}
    own -= sys.stdlib_module_names | {"__main__", np.__name__}
    return {
        name: module
        for name, module in sys.modules.items()
        if name.partition(".")[0] in own
        and not str(getattr(module, "__file__", "")).startswith(f"{folder}{os.sep}")
    }


def run_as_main(script: Script) -> None:
    """Run a script as the program, within `started`."""
    module = types.ModuleType("__main__")
    module.__file__ = script.path
    module.__loader__ = importlib.machinery.SourceFileLoader("__main__", script.path)
    module.__builtins__ = __builtins__  # type: ignore[attr-defined]
    module.__package__ = script.package or None
    if script.package:
        importlib.import_module(script.package)
    sys.modules["__main__"] = module
    exec(script.code, vars(module))


def imported(script: Script) -> types.ModuleType:
    """Import a script as a module, within `started`, and return it."""
    if script.package:
        return importlib.import_module(script.name)
    spec = importlib.util.spec_from_file_location(script.name, script.path)
    if spec is None or spec.loader is None:
        raise ScriptError(f"{script.path} cannot be imported: expected FILE.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[script.name] = module
    spec.loader.exec_module(module)
    return module
