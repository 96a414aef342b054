"""Which tests call which functions, measured once and kept in build/.

Each file of tests runs in a process of its own, so that nothing is known there
already. What a fixture of a file or of the session calls counts for all tests
that ask for it.
"""

import hashlib
import json
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from cProfile import Profile
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

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
        self._following: list[Profile] = []
        self._of_fixtures: dict[tuple[str, int], set[CodeType]] = {}
        self.found: dict[str, Called] = {}
        self._failed = False

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef, request):
        key = fixturedef.argname, getattr(request, "param_index", 0)
        seen = self._of_fixtures.setdefault(key, set())
        with self.followed(seen):
            return (yield)

    def pytest_runtest_logreport(self, report):
        self._failed |= report.failed

    def run(self, items: list[pytest.Item]) -> None:
        for item, after in zip(items, [*items[1:], None]):
            self._failed = False
            seen: set[CodeType] = set()
            start = time.process_time()
            with self.followed(seen):
                item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
            seconds = time.process_time() - start
            for name in getattr(item, "fixturenames", ()):
                indices = getattr(getattr(item, "callspec", None), "indices", {})
                seen |= self._of_fixtures.get((name, indices.get(name, 0)), set())
            functions = frozenset(filter(None, map(function_of, seen)))
            self.found[item.nodeid] = Called(seconds, functions, not self._failed)

    @contextmanager
    def followed(self, seen: set[CodeType]) -> Iterator[None]:
        """Add to `seen` what is called inside, but inside of another one.

        By the profiler in C: the recorder that is tested has the place of
        `sys.settrace` for itself.
        """
        if self._following:
            self._following[-1].disable()
        profile = Profile(subcalls=False, builtins=False)
        self._following.append(profile)
        profile.enable()
        try:
            yield
        finally:
            profile.disable()
            self._following.pop()
            codes = (one.code for one in profile.getstats())
            seen |= {one for one in codes if isinstance(one, CodeType)}
            if self._following:
                self._following[-1].enable()


def function_of(code: CodeType) -> Function | None:
    """The outermost function or method that some code is of; None of others'."""
    path = code.co_filename
    if not path.startswith(f"{ROOT}{os.sep}"):
        return None
    module = Path(path).relative_to(ROOT).as_posix()
    if module.startswith(("tests/", ".venv/")):
        return None
    return f"{module}:{code.co_qualname.split('.<locals>')[0]}"


def callers(
    items: list[pytest.Item],
    recorder: Recorder,
    told: Callable[[str], None],
    workers: int,
) -> dict[str, Called]:
    """Id of a test -> what it calls; files whose text is known are not run."""
    of_files: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        of_files[item.nodeid.split("::")[0]].append(item)
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = {file: KEPT / f"{_key(file)}.json" for file in of_files}
    unknown = [file for file in of_files if not kept[file].exists()]
    if unknown:
        told(f"what {len(unknown)} of {len(kept)} files of tests call ...")

    def record(file: str) -> None:
        kept[file].write_text(json.dumps(_recorded(recorder, of_files[file])), "utf-8")

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(record, unknown))
    return {test: one for file in of_files for test, one in _known(kept[file])}


def _key(file: str) -> str:
    return hashlib.sha1(file.encode() + (ROOT / file).read_bytes()).hexdigest()


def _known(kept: Path) -> Iterator[tuple[str, Called]]:
    result = json.loads(kept.read_text("utf-8"))
    names = result["functions"]
    for test, (seconds, functions, passed) in result["tests"].items():
        called = frozenset(names[number] for number in functions)
        yield test, Called(seconds, called, passed)


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
