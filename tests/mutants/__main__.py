"""The command: `python -m tests.mutants`, see tests.mutants."""

import ast
import contextlib
import gc
import math
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from signal import SIGXCPU

import click
import pytest

from tests.mutants.callers import Called, Recorder, callers, silence
from tests.mutants.choice import ROOMS, chosen, places_of, sample, survivors
from tests.mutants.faults import ROOT, Fault
from tests.mutants.felt import FaultKey, tests_by_fault
from tests.mutants.planting import LiveFunctions, plant_as_imported

# The tests that are to notice a fault, of a room or what stands in it.
TESTS = {
    "network": [
        "tests/network/trace",
        "tests/network/recorder",
        "tests/network/digits",
    ],
    "scenes/stage": ["tests/scenes/stage"],
    "scenes/publish": ["tests/scenes/publish"],
    "scenes": [
        *(f"tests/scenes/{room}" for room in ROOMS),
        "tests/scenes/cli",  # says what a film refuses
        "tests/scenes/publish/test_subtitles.py",
        "tests/scenes/publish/test_cues.py",
    ],
}
# Of a processor, that the tests of a fault may take, and how many times as long as
# they take with none: then it hangs.
SECONDS, TIMES = 20, 3
IDLE = 20  # times as many by the clock, where others want the processor, too
CHECKED = 30  # tests that are run with no fault planted, first
TOLD = 10  # after so many faults, how many they are
HANGS, NOTICED, LIVES = "hangs", "noticed", "lives"


@dataclass(frozen=True)
class Result:
    """What came of a fault: HANGS, NOTICED or LIVES, and the tests asked."""

    fault: Fault
    kind: str
    end: str
    tests: int


class Mutants:
    """A plugin of pytest that runs the tests it has found on faulty modules."""

    def __init__(
        self,
        faults: list[tuple[Fault, str]],
        workers: int,
        seconds: float,
        told,
        felt: dict[FaultKey, list[str]],
    ) -> None:
        self._felt = felt
        self._faults = faults
        self._seconds = seconds
        self._workers = workers
        self._told = told
        self._recorder = Recorder()
        self._stops = False
        self.results: list[Result] = []

    def pytest_configure(self, config):
        config.pluginmanager.register(self._recorder)

    def pytest_runtest_logreport(self, report):
        if self._stops and report.failed:
            os._exit(1)

    def pytest_runtestloop(self, session):
        self._items = {item.nodeid: item for item in session.items}
        self._live = LiveFunctions()
        gc.collect()
        gc.freeze()  # or each forked process would copy all that it never changes
        self._called = callers(session.items, self._recorder, self._told, self._workers)
        failing = [name for name, one in self._called.items() if not one.passed]
        if failing:
            self._told(f"left out, as they fail with no fault: {', '.join(failing)}")
        self._check_that_no_fault_lives()
        pool = ThreadPoolExecutor(self._workers)
        try:
            list(pool.map(lambda pair: self._find_out(*pair), self._faults))
        finally:  # the table of those done is a fair sample when it is broken off
            pool.shutdown(wait=False, cancel_futures=True)
        return True

    def _find_out(self, fault: Fault, kind: str) -> None:
        result = self._result(fault, kind)
        self.results.append(result)
        if result.end == LIVES:
            asked = f"{result.tests} tests" if result.tests else "no test"
            self._told(
                f"{len(self.results)}. {fault.module}:{fault.line}: {fault.what}"
                f"   [{kind}, {asked}]"
            )
        elif len(self.results) % TOLD == 0:
            self._told(f"{len(self.results)} of {len(self._faults)} ...")

    def _check_that_no_fault_lives(self) -> None:
        """A module as it is must pass its tests in both ways of planting."""
        fault = replace(
            self._faults[0][0],
            code=ast.parse((ROOT / self._faults[0][0].module).read_text("utf-8")),
        )
        tests = tests_for(fault, self._called)[:CHECKED]
        for run in self._run_planted, self._run_imported:
            if _end_of(lambda: run(fault, tests), self._limit(tests)) != LIVES:
                raise click.ClickException(
                    f"expected {fault.module} to pass with no fault planted, "
                    f"got a failure in {run.__name__}; run {', '.join(tests[:3])} ..."
                )

    def _result(self, fault: Fault, kind: str) -> Result:
        felt = self._felt.get((fault.module, fault.line, fault.what), [])
        tests = tests_for(fault, self._called, self._seconds, felt)
        end = LIVES
        if tests:
            end = _end_of(lambda: self._run(fault, tests), self._limit(tests))
        return Result(fault, kind, end, len(tests))

    def _limit(self, tests: list[str]) -> int:
        """Seconds of a processor after which the tests of a fault hang."""
        return int(SECONDS + TIMES * sum(self._called[name].seconds for name in tests))

    def _run(self, fault: Fault, tests: list[str]) -> None:
        """In a process of its own: end it with 1 if a test fails, else with 0."""
        if not self._run_planted(fault, tests):
            self._run_imported(fault, tests)

    def _run_planted(self, fault: Fault, tests: list[str]) -> bool:
        """Ask what stands in memory; False: the fault cannot be planted there."""
        self._live.forget()
        if not self._live.plant(fault):
            return False
        self._stops = True
        items = [self._items[name] for name in tests]
        for item, after in zip(items, [*items[1:], None]):
            item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
            self._live.forget()
        os._exit(0)

    def _run_imported(self, fault: Fault, tests: list[str]) -> None:
        """Import all anew with the fault: first the file that tells most."""
        plant_as_imported(fault)
        first = [name for name in tests if name.split("::")[0] in tests[0]]
        for some in first, [name for name in tests if name not in first]:
            if some and pytest.main([*_FORM, "-x", *some]) != pytest.ExitCode.OK:
                os._exit(1)
        os._exit(0)


_FORM = ["-q", "-s", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:xdist"]


def _end_of(run, seconds: int) -> str:
    """Run in a forked process: HANGS, NOTICED (it ends with 1) or LIVES (0)."""
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        silence()
        with contextlib.suppress(BaseException):
            run()
        os._exit(1)
    end = time.monotonic() + seconds * IDLE
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            is_out_of_time = os.WIFSIGNALED(status) and os.WTERMSIG(status) == SIGXCPU
            return LIVES if status == 0 else HANGS if is_out_of_time else NOTICED
        time.sleep(0.01)
    os.killpg(child, 9)
    os.waitpid(child, 0)
    return HANGS


def tests_for(
    fault: Fault,
    called: dict[str, Called],
    seconds: float = math.inf,
    felt: Sequence[str] = (),
) -> list[str]:
    """The tests that call what a fault stands in: first those that felt it and those of
    the module's own file, then those of its room, then all others; of each the quickest
    first.

    Args:
        seconds: that all of them may take.
        felt: tests in which the fault changes what an expression gives.
    """
    function = f"{fault.module}:{fault.scope}"
    own = f"/test_{Path(fault.module).stem}.py::"
    callers_of = {
        name: one for name, one in called.items() if function in one.functions
    }
    if not callers_of:  # a module, a class, or what no test calls by itself
        places = places_of(fault.module)
        callers_of = {
            name: one
            for name, one in called.items()
            # A table is asked by tests that read it and call nothing.
            if own in name
            or any(each.split(":")[0] in places for each in one.functions)
        }
    room = f"tests/{Path(fault.module).parent.as_posix()}/"
    tests = sorted(
        {name for name, one in callers_of.items() if one.passed}
        | {name for name in felt if name in called and called[name].passed},
        key=lambda name: (
            name not in felt and own not in name,
            not name.startswith(room),
            called[name].seconds,
            name,
        ),
    )
    taken = accumulate(called[name].seconds for name in tests)
    return [name for name, until in zip(tests, taken) if until <= seconds]


@click.command()
@click.argument("modules", nargs=-1)
@click.option("--most", default=12, show_default=True, help="Faults for each module.")
@click.option("--total", type=int, help="Faults of all modules, instead of --most.")
@click.option("--seed", default=0, show_default=True, help="Of their choice.")
@click.option("--kind", "kinds", multiple=True, help="Only of lines of this kind.")
@click.option(
    "--again",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Only the survivors that were printed to this file.",
)
@click.option(
    "--seconds",
    default=math.inf,
    help="Of tests that are asked for each fault; less is a first look.",
)
@click.option(
    "--felt",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="What tests.mutants.felt has written: the tests that feel a fault come first.",
)
@click.option("--workers", default=os.cpu_count() or 1, show_default=True)
def main(modules, most, total, seed, kinds, again, seconds, felt, workers):
    """Plant faults in MODULES, paths or folders from the root; none: all listed."""
    import manim  # noqa: F401 - the libraries, once for all children
    import PIL  # noqa: F401

    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    if again:
        faults = survivors(again)
    elif total is not None:
        faults = sample(modules, kinds, total, seed)
    else:
        faults = chosen(modules, kinds, most, seed)
    places = [
        place
        for room, places in TESTS.items()
        if any(room == _room_in(TESTS, fault.module) for fault, _ in faults)
        for place in places
    ]
    out = os.fdopen(os.dup(1), "w")

    def told(text):
        print(text, file=out, flush=True)

    mutants = Mutants(faults, workers, seconds, told, tests_by_fault(felt))
    pytest.main([*_FORM, *places], plugins=[mutants])
    _print_table(mutants.results, told)


def _room_in(rooms, module):
    return next(room for room in rooms if module.startswith(f"{room}/"))


def _print_table(results, told):
    told("\n| kind | faults | noticed | live | |\n| --- | --- | --- | --- | --- |")
    for kind in sorted({one.kind for one in results}):
        ends = Counter(one.end for one in results if one.kind == kind)
        total, lives = ends.total(), ends[LIVES]
        told(
            f"| {kind} | {total} | {total - lives} | {lives} | "
            f"{100 * lives / total:.1f} % |"
        )


if __name__ == "__main__":
    main()
