"""Which tests call which functions, measured once and kept in build/.

Each file of tests runs in a process of its own, so that nothing is known there
already. What a fixture of a file or of the session calls counts for all tests
that ask for it.
"""

import hashlib
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.mutants.faults import ROOT

KEPT = ROOT / "build" / "mutants"  # a file for each text of a file of tests
Function = str  # "scenes/acts/pick.py:Pick.move"


@dataclass(frozen=True)
class Called:
    """A test that was run.

    Attributes:
        seconds: that it took.
        functions: that it called.
        passed: whether it did.
    """

    seconds: float
    functions: frozenset[Function]
    passed: bool


class Recorder:
    """A plugin of pytest that records what each test calls."""

    def __init__(self) -> None:
        self._codes: dict[int, object] = {}
        self._into = [self._codes]
        self._of_fixtures: dict[tuple[str, int], dict] = {}
        self.found: dict[str, Called] = {}
        self._failed = False

    def _called(self, frame, event, argument):
        self._into[-1][id(frame.f_code)] = frame.f_code

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef, request):
        seen = self._of_fixtures.setdefault(
            (fixturedef.argname, getattr(request, "param_index", 0)), {}
        )
        self._into.append(seen)
        try:
            return (yield)
        finally:
            self._into.pop()

    def pytest_runtest_logreport(self, report):
        self._failed |= report.failed

    def run(self, items: list[pytest.Item]) -> None:
        for item, after in zip(items, [*items[1:], None]):
            self._failed, seen = False, {}
            self._into = [seen]
            start = time.process_time()
            sys.settrace(self._called)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
            sys.settrace(None)
            seconds = time.process_time() - start
            for name in getattr(item, "fixturenames", ()):
                indices = getattr(getattr(item, "callspec", None), "indices", {})
                seen |= self._of_fixtures.get((name, indices.get(name, 0)), {})
            functions = frozenset(filter(None, map(function_of, seen.values())))
            self.found[item.nodeid] = Called(seconds, functions, not self._failed)


def function_of(code) -> Function | None:
    """The outermost function or method that some code is of."""
    path = code.co_filename
    if not path.startswith(f"{ROOT}{os.sep}"):
        return None
    module = Path(path).relative_to(ROOT).as_posix()
    if module.startswith(("tests/", ".venv/")):
        return None
    return f"{module}:{code.co_qualname.split('.<locals>')[0]}"


def callers(
    items: list[pytest.Item], recorder: Recorder, told: Callable[[str], None]
) -> dict[str, Called]:
    """Id of a test -> what it calls; files whose text is known are not run."""
    of_files: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        of_files[item.nodeid.split("::")[0]].append(item)
    found: dict[str, Called] = {}
    KEPT.mkdir(parents=True, exist_ok=True)
    for file, its_items in of_files.items():
        text = hashlib.sha1(file.encode() + (ROOT / file).read_bytes()).hexdigest()
        kept = KEPT / f"{text}.json"
        if not kept.exists():
            told(f"what {file} calls ...")
            kept.write_text(json.dumps(_recorded(recorder, its_items)), "utf-8")
        result = json.loads(kept.read_text("utf-8"))
        names = result["functions"]
        for test, (seconds, functions, passed) in result["tests"].items():
            called = frozenset(names[number] for number in functions)
            found[test] = Called(seconds, called, passed)
    return found


def _recorded(recorder: Recorder, items: list[pytest.Item]) -> dict:
    """What the tests of a file call, found in a forked process."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as file:
        child = os.fork()
        if not child:
            silence()
            recorder.run(items)
            Path(file.name).write_text(json.dumps(_numbered(recorder.found)), "utf-8")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            raise RuntimeError(f"expected the tests of {items[0].nodeid} to run")
        return json.load(file)


def _numbered(found: dict[str, Called]) -> dict:
    """Tests with the numbers of their functions, each name written once."""
    names = sorted({name for one in found.values() for name in one.functions})
    numbers = {name: number for number, name in enumerate(names)}
    return {
        "functions": names,
        "tests": {
            test: (one.seconds, [numbers[name] for name in one.functions], one.passed)
            for test, one in found.items()
        },
    }


def silence() -> None:
    """Let this process print nothing."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
