"""Plants faults in chosen modules, one at a time, and prints the survivors.

    make mutants                                     # all that is listed below
    make mutants ARGS="scenes/acts/pick.py --most 20"

A fault that no test notices is a test that is missing. Each runs in a process
of its own, forked from one that has the libraries in memory already; the files
of the checkout are never touched.
"""

import ast
import contextlib
import copy
import importlib.abc
import importlib.machinery
import os
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from signal import SIGXCPU

import click
import pytest

ROOT = Path(__file__).parents[1]
# Room or module -> the tests that are to notice a fault in it, those of single
# modules first. A module's own, test_<its name>.py, need not be named.
TESTS = {
    "scenes/acts/film_step.py": ["tests/scenes/acts/test_film_step.py"],
    "scenes/reading/in_place_update.py": ["tests/scenes/acts/test_updates.py"],
    "scenes/reading/outer_product.py": [
        "tests/scenes/acts/test_updates.py",
        "tests/scenes/acts/test_slope.py",
    ],
    "scenes/reading": ["tests/scenes/reading"],
    "scenes/arrays": ["tests/scenes/arrays"],
    "scenes/words": [
        "tests/scenes/words",
        "tests/scenes/acts",
        "tests/scenes/publish/test_subtitles.py",
    ],
    "scenes/acts": ["tests/scenes/acts", "tests/scenes/words"],
    "scenes/stage/view.py": [
        "tests/scenes/stage/test_frame_shapes.py",
        "tests/scenes/stage/test_turned_part.py",
        "tests/scenes/stage/test_cameras.py",
    ],
    "scenes/stage/turned_part.py": ["tests/scenes/stage/test_cameras.py"],
    "scenes/stage/render_files.py": ["tests/scenes/stage/test_render_files.py"],
    "scenes/film/storyboard.py": ["tests/scenes/film/test_storyboard.py"],
    "scenes/publish/subtitles.py": ["tests/scenes/publish/test_cues.py"],
    "network/trace/__init__.py": ["tests/network/trace/test_model.py"],
    "network/trace/repeat.py": [
        "tests/network/trace/test_repeat.py",
        "tests/network/recorder/test_recorder.py",
    ],
    "network/digits/image_files.py": [
        "tests/network/digits/test_paper_and_ink.py",
        "tests/network/digits/test_digits_from_files.py",
    ],
}
# Acts, by how their names begin -> tests of acts that hold several of them: they
# come first, too.
OF_SEVERAL = {
    "neuron": "neuron_plans neuron_moves neuron_board neuron_account neuron_values",
    "twin": "twin_acts",
    "strokes": "twin_acts",
    "parting": "twin_acts",
    "sheets": "matrix_times_column",
    "row": "matrix_times_column",
    "turned": "matrix_times_column",
    "read_cells": "update_sheets matrix_times_column",
    "stamp": "outer",
    "table": "outer",
    "update": "update_words updates update_sheets",
    "through_curve": "curve_acts",
    "softmax": "softmax",
    "magnified": "learned",
}
AROUND = 24  # characters shown beside a fault
SECONDS = 120  # of a processor that the tests of a fault may take: then it hangs
IDLE = 5  # times as many by the clock, where others want the processor, too
HANGS, NOTICED, LIVES = "hangs", "noticed", "lives"

_COMPARED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_FLIPPED = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE}
_COMPUTED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}
_CALLED = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "argmax": "argmin",
    "argmin": "argmax",
    "sorted": "list",
}


@dataclass(frozen=True)
class Fault:
    """A module with one fault.

    Attributes:
        module: its path from the root of the project.
        line: where the fault stands.
        what: what was changed, in Python.
        code: of the module with it.
    """

    module: str
    line: int
    what: str
    code: object


def faults_of(module: str) -> Iterator[Fault]:
    """All faults that can be planted in a module, in order of its lines."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    told = _docstrings(tree) | _annotations(tree)
    places = [node for node in ast.walk(tree) if id(node) not in told]
    for index, node in enumerate(places):
        for change in _changes(node):
            changed = copy.deepcopy(tree)
            told_there = _docstrings(changed) | _annotations(changed)
            place = [one for one in ast.walk(changed) if id(one) not in told_there][
                index
            ]
            before = ast.unparse(place)
            change(place)
            ast.fix_missing_locations(changed)
            yield Fault(
                module, place.lineno, _difference(before, ast.unparse(place)), changed
            )


def _difference(before: str, after: str) -> str:
    """What of two texts differs, with a little of what stands around it."""
    before, after = (" ".join(text.split()) for text in (before, after))
    same = len(os.path.commonprefix([before, after]))
    end = len(os.path.commonprefix([before[same:][::-1], after[same:][::-1]]))
    start = max(same - AROUND, 0)
    return "  ->  ".join(
        text[start : max(len(text) - end + AROUND, same)] for text in (before, after)
    )


def _docstrings(tree: ast.AST) -> set[int]:
    """The ids of the nodes of docstrings and of what is said of types."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found |= {id(node), id(node.value)}
    return found


def _annotations(tree: ast.AST) -> set[int]:
    found = set()
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            said = getattr(node, name, None)
            if said is not None:
                found |= {id(one) for one in ast.walk(said)}
    return found


def _changes(node: ast.AST):
    """Functions that plant a fault in a node of this kind, in place."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for table in (_COMPARED, _FLIPPED):
            if type(node.ops[0]) in table:
                yield lambda one, kind=table[type(node.ops[0])]: setattr(
                    one, "ops", [kind()]
                )
    elif isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield lambda one: setattr(one, "op", other())
        yield lambda one: one.values.pop()
    elif (
        isinstance(node, ast.BinOp)
        and type(node.op) in _COMPUTED
        and not _is_text(node)
    ):
        yield lambda one: setattr(one, "op", _COMPUTED[type(one.op)]())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield lambda one: setattr(one, "operand", ast.UnaryOp(ast.Not(), one.operand))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield lambda one: setattr(one, "op", ast.UAdd())
    elif isinstance(node, ast.IfExp):
        yield lambda one: setattr(one, "test", ast.UnaryOp(ast.Not(), one.test))
    elif isinstance(node, ast.Constant):
        yield from _other_constants(node)
    elif isinstance(node, ast.Call):
        yield from _other_calls(node)


def _is_text(node: ast.BinOp) -> bool:
    return any(
        isinstance(one, ast.JoinedStr) or isinstance(getattr(one, "value", None), str)
        for one in (node.left, node.right)
    )


def _other_constants(node: ast.Constant):
    if isinstance(node.value, bool):
        yield lambda one: setattr(one, "value", not one.value)
    elif isinstance(node.value, (int, float)):
        yield lambda one: setattr(one, "value", one.value + 1)
    elif isinstance(node.value, str) and " " in node.value:
        yield lambda one: setattr(one, "value", f"{one.value} X")


def _other_calls(node: ast.Call):
    name = getattr(node.func, "attr", getattr(node.func, "id", None))
    if name not in _CALLED:
        return
    field = "attr" if isinstance(node.func, ast.Attribute) else "id"
    if name == "sorted" and (field == "attr" or node.keywords):
        yield lambda one: setattr(one, "keywords", [])
    else:
        yield lambda one: setattr(one.func, field, _CALLED[name])


class _Planted(importlib.abc.Loader, importlib.abc.MetaPathFinder):
    """Gives a module with a fault in place of the one on the disk."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault
        self._name = ".".join(Path(fault.module).with_suffix("").parts).removesuffix(
            ".__init__"
        )

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


def outcome(fault: Fault, tests: list[str]) -> str:
    """What comes of a fault: HANGS, NOTICED or LIVES."""
    child = os.fork()
    if not child:
        _run_in_child(fault, tests)
    end = time.monotonic() + SECONDS * IDLE
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            is_out_of_time = os.WIFSIGNALED(status) and os.WTERMSIG(status) == SIGXCPU
            return LIVES if status == 0 else HANGS if is_out_of_time else NOTICED
        time.sleep(0.01)
    os.killpg(child, 9)
    os.waitpid(child, 0)
    return HANGS


def _run_in_child(fault: Fault, tests: list[str]) -> None:
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    status = 1
    with contextlib.suppress(BaseException), open(os.devnull, "w") as null:
        os.dup2(null.fileno(), 1)
        os.dup2(null.fileno(), 2)
        if fault.code is not None:
            sys.meta_path.insert(0, _Planted(fault))
        status = _status_of(tests)
    os._exit(status)


def _status_of(tests: list[str]) -> int:
    """0 if all pass: the first places are not looked at again with the others,
    which most faults never come to."""
    for number, place in enumerate(tests):
        passed = [f"--ignore={one}" for one in tests[:number]]
        status = pytest.main([place, *passed, "-x", "-q", "-p", "no:cacheprovider"])
        if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            return int(status)
    return 0


def tests_of(module: str) -> list[str]:
    """The tests that are to notice a fault, those named like it first."""
    named = next(
        tests
        for place, tests in TESTS.items()
        if module == place or module.startswith(f"{place}/")
    )
    own = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob(f"test_{Path(module).stem}.py"))
    ]
    of_several = [
        f"tests/scenes/acts/test_{test}.py"
        for begin, tests in OF_SEVERAL.items()
        if module.startswith(f"scenes/acts/{begin}")
        for test in tests.split()
    ]
    return list(dict.fromkeys([*own, *of_several, *named]))


def listed() -> tuple[str, ...]:
    """The modules of TESTS, each once."""
    return tuple(
        dict.fromkeys(
            str(path.relative_to(ROOT))
            for place in TESTS
            for path in (
                [ROOT / place]
                if place.endswith(".py")
                else sorted((ROOT / place).glob("*.py"))
            )
            if place.endswith(".py") or path.stem != "__init__"
        )
    )


@click.command()
@click.argument("modules", nargs=-1)
@click.option(
    "--most",
    default=12,
    show_default=True,
    help="Faults for each module, chosen by chance.",
)
@click.option("--seed", default=0, show_default=True, help="Of the choice.")
@click.option("--workers", default=os.cpu_count() or 1, show_default=True)
def main(modules, most, seed, workers):
    """Plant faults in MODULES, paths from the root; none: all listed."""
    import manim  # noqa: F401 - the libraries, once for all children
    import PIL  # noqa: F401

    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    counts: dict[str, Counter] = {}
    chosen = [
        (fault, tests_of(module))
        for module in modules or listed()
        for fault in _chosen(module, most, seed)
    ]
    for place in dict.fromkeys(place for _, tests in chosen for place in tests):
        if outcome(Fault("", 0, "", None), [place]) != LIVES:
            raise click.ClickException(
                f"expected {place} to pass with no fault planted"
            )
    with ThreadPoolExecutor(workers) as pool:
        for (fault, _), end in zip(
            chosen, pool.map(lambda pair: outcome(*pair), chosen)
        ):
            counts.setdefault(fault.module, Counter())[end] += 1
            if end == LIVES:
                click.echo(f"{fault.module}:{fault.line}: {fault.what}")
    _print_table(counts)


def _chosen(module, most, seed):
    faults = list(faults_of(module))
    chance = random.Random(f"{seed} {module}")
    return chance.sample(faults, min(most, len(faults)))


def _print_table(counts):
    click.echo("\n| module | faults | noticed | live |\n| --- | --- | --- | --- |")
    rooms = Counter(), Counter()
    for module, ends in counts.items():
        total = ends.total()
        click.echo(f"| {module} | {total} | {total - ends[LIVES]} | {ends[LIVES]} |")
        room = str(Path(module).parent)
        rooms[0][room] += total
        rooms[1][room] += ends[LIVES]
    for room, total in rooms[0].items():
        lives = rooms[1][room]
        click.echo(
            f"| **{room}** | {total} | {total - lives} | {lives}: "
            f"{100 * lives / max(total, 1):.1f} % |"
        )


if __name__ == "__main__":
    main()
