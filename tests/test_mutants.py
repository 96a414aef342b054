"""The planted faults: where they are, of which kind, and whether they take effect."""

import ast
import gc
import json
import math
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from scenes.words import cell_words
from tests.mutants import __main__ as command
from tests.mutants.callers import Called, Recorder
from tests.mutants.choice import chosen, places_of, sample, survivors
from tests.mutants.faults import ROOT, Fault, chosen_faults
from tests.mutants.felt import ASKED, Felt, Instrumented
from tests.mutants.kinds import kind_of
from tests.mutants.planting import LiveFunctions

CELLS = "scenes/words/cell_words.py"


def line_of(module, text):
    lines = (ROOT / module).read_text(encoding="utf-8").splitlines()
    (found,) = [number for number, line in enumerate(lines, 1) if text in line]
    return found


@pytest.mark.parametrize(
    "module, scope, text, kind",
    [
        ("scenes/reading/products.py", "products", "def products(", "reading"),
        (CELLS, "cell_named", "def cell_named", "words"),
        ("scenes/acts/penalty_words.py", "", "import number, said", "words"),
        ("scenes/acts/triangle.py", "recognise", "def recognise", "planners"),
        ("scenes/acts/triangle.py", "recognise", "a mask with a diagonal", "words"),
        ("scenes/acts/triangle.py", "_outcome", "def _outcome", "planners"),
        (
            "scenes/acts/triangle.py",
            "TrianglePlayer",
            "class TrianglePlayer",
            "players",
        ),
        ("scenes/acts/triangle.py", "", "FILL = ", "measures"),
        ("scenes/acts/product_layout.py", "laid_out", "def laid_out", "players"),
        ("scenes/film/storyboard.py", "film_steps", "def film_steps", "planners"),
        ("network/trace/repeat.py", "", '"""Repeat recorded', "network/trace"),
    ],
)
def test_of_which_kind_a_line_is(module, scope, text, kind):
    assert kind_of(module, scope, line_of(module, text)) == kind


def test_faults_are_in_what_computes():
    found = list(chosen_faults(CELLS, 10_000, seed=0))
    assert [one.line for one in found] == sorted(one.line for one in found)
    assert {one.scope for one in found} >= {"cell_named", "as_operand"}
    docstring = line_of(CELLS, '"""What is said of single cells')
    assert docstring not in {one.line for one in found}
    some = list(chosen_faults(CELLS, 3, seed=0))
    assert len(some) == 3
    assert {one.what for one in some} <= {one.what for one in found}
    assert [one.what for one in some] == [
        one.what for one in chosen_faults(CELLS, 3, seed=0)
    ]


@pytest.mark.parametrize("name", ["symbols", "losses", "windows"])
def test_every_fault_is_python(name):
    """Else it would be noticed by whoever imports it, and prove nothing."""
    module = f"scenes/reading/{name}.py"
    found = list(chosen_faults(module, 10_000, seed=0))
    assert len(found) > 10
    for fault in found:
        compile(fault.code, module, "exec")


def test_what_is_left_out_of_a_pair_is_its_second(tmp_path):
    """`a and b` becomes `a and a`."""
    path = tmp_path / "pair.py"
    path.write_text("def f(a, b):\n    return a and b\n")
    whats = {one.what for one in chosen_faults(str(path), 10, seed=0)}
    assert whats == {"a and b  ->  a or b", "a and b  ->  a and a"}


def test_a_list_that_is_written_as_words_loses_the_last(tmp_path):
    """One more than NumPy knows would change nothing."""
    path = tmp_path / "words.py"
    path.write_text(
        'LIST = "add sub mul".split()\nTEXT = "a b"\nCUT = TEXT.split("b")\n'
    )
    whats = [one.what for one in chosen_faults(str(path), 10, seed=0)]
    assert whats == [
        "'add sub mul'.split()  ->  'add sub'.split()",
        "'a b'  ->  'a b X'",
    ]


FEW = ("scenes/words/cell_words.py", "scenes/words/phrases.py", "scenes/reading")


def test_a_sample_is_spread_over_the_modules():
    found = sample(FEW[:2], ("words",), 6, seed=1)
    assert Counter(fault.module for fault, _ in found) == dict.fromkeys(FEW[:2], 3)
    assert len({(one.line, one.what) for one, _ in found}) == 6
    again = sample(FEW[:2], ("words",), 6, seed=1)
    assert [one.what for one, _ in found] == [one.what for one, _ in again]
    assert len({one.module for one, _ in sample(FEW, ("reading",), 20, 1)}) == 20
    assert sample(FEW[:1], ("reading",), 3, seed=1) == []


def test_a_table_is_looked_for_where_it_is_read_by_way_of_another_module():
    places = places_of("scenes/words/chinese.py")
    assert {"scenes/words/languages.py", "scenes/words/naming.py"} < places
    assert "scenes/reading/products.py" not in places


def test_survivors_are_found_again_as_they_were_printed(tmp_path):
    (first, *_), kinds = chosen(FEW[:1], (), 5, seed=4), ("words",)
    fault, kind = first
    printed = tmp_path / "survivors.txt"
    printed.write_text(
        f"3. {fault.module}:{fault.line}: {fault.what}   [{kind}, 7 tests]\n"
    )
    assert kind in kinds
    assert {(one.line, one.what) for one, _ in survivors(printed)} == {
        (fault.line, fault.what)
    }


def test_tests_are_asked_in_the_order_in_which_they_may_notice():
    def of(module, seconds, *functions, passed=True):
        return {f"tests/{module}": Called(seconds, frozenset(functions), passed)}

    said, other = f"{CELLS}:cell_named", "scenes/words/naming.py:said"
    called = (
        of("scenes/acts/test_pick.py::one", 0.1, said)
        | of("scenes/words/test_deeds.py::slow", 9.0, said, other)
        | of("scenes/words/test_deeds.py::quick", 2.0, said)
        | of("scenes/words/test_cell_words.py::own", 1.0, said)
        | of("scenes/words/test_naming.py::other", 0.5, other)
        | of("scenes/words/test_axis_words.py::fails", 0.5, said, passed=False)
        | of("scenes/film/test_telling.py::felt", 3.0, other)
    )
    fault = Fault(CELLS, 0, "cell_named", "", ast.parse(""))
    felt = ["tests/scenes/film/test_telling.py::felt", "tests/none.py::gone"]
    order = ["own", "felt", "quick", "slow", "one"]

    def asked(*more):
        return [name.split("::")[1] for name in command.tests_for(fault, called, *more)]

    assert asked() == [one for one in order if one != "felt"]
    assert asked(math.inf, felt) == order
    assert asked(12.0) == order[:1] + order[2:4]
    assert asked(11.9) == ["own", "quick"]
    # What no test calls by itself is asked of all that call anything of its module.
    fault = replace(fault, scope="")
    assert asked() == [one for one in order if one != "felt"]
    # And of those of its own file that only read it.
    called |= of("scenes/words/test_cell_words.py::reads", 0.3)
    assert asked() == ["reads"] + [one for one in order if one != "felt"]


def test_what_is_called_inside_of_another_is_its_own():
    recorder = Recorder()
    outer, inner = set(), set()
    with recorder.followed(outer):
        cell_words.cell_named((5,), 3)
        with recorder.followed(inner):
            chosen_faults(CELLS, 1, 0)
            kind_of(CELLS, "", 1)
        line_of(CELLS, "def cell_named")
    line_of(CELLS, "def cell_named")
    assert {cell_words.cell_named.__code__, line_of.__code__} <= outer
    assert kind_of.__code__ in inner and kind_of.__code__ not in outer
    assert cell_words.cell_named.__code__ not in inner


def test_a_fault_is_planted_in_what_stands_in_memory():
    code = cell_words.cell_named.__code__
    gc.freeze()  # as whoever serves pages does: what is frozen is found, too
    try:
        assert LiveFunctions().plant(_with("cell {index}", "cell no. {index}"))
        assert cell_words.cell_named((5,), 3) == "cell no. 3"
    finally:
        cell_words.cell_named.__code__ = code
    assert cell_words.cell_named((5,), 3) == "cell 3"


def test_what_is_computed_as_a_module_is_imported_is_not_planted_there():
    assert not LiveFunctions().plant(_with('SUMS = "+-"', 'SUMS = "-"'))
    assert cell_words.SUMS == "+-"


def _with(before, after):
    text = (ROOT / CELLS).read_text(encoding="utf-8")
    assert before in text
    return Fault(CELLS, 0, "", "", ast.parse(text.replace(before, after)))


def felt_in(tmp_path, text, *calls):
    """What is changed in the places of a text, and whether calls of its f feel it."""
    path = tmp_path / "felt.py"
    path.write_text(text)
    module = Instrumented(str(path), (tmp_path.as_posix(),))
    felt = Felt()
    names = {ASKED: felt.ask}
    tree = ast.fix_missing_locations(module.visit(module.tree))
    exec(compile(tree, str(path), "exec"), names)
    felt.begin("a test")
    results = [names["f"](*given) for given in calls]
    return {what: key in felt.by for key, (_, _, what) in module.keys.items()}, results


def test_a_fault_is_felt_where_it_alone_decides(tmp_path):
    text = "def f(a, b):\n    if a and b > 2:\n        return 'both'\n"
    known, results = felt_in(tmp_path, text, (True, 3), (False, 1))
    assert results == ["both", None]
    first = "a and b > 2  ->  a and a"
    assert known["b > 2  ->  b < 2"] and not known["b > 2  ->  b >= 2"]
    assert known["2  ->  3"] and not known[first]
    known, _ = felt_in(tmp_path, text, (True, 2))
    assert known["b > 2  ->  b >= 2"] and known[first]


@pytest.mark.parametrize(
    "text, given, result",
    [
        ("def f(a):\n    return f'{a + 1:5.1f} so'\n", 1, "  2.0 so"),
        ("def f(a):\n    return [x for x in a if x > 1]\n", (1, 2), [2]),
        ("def f(a):\n    if (b := a + 1) > 1 and b:\n        return b\n", 1, 2),
        ("def f(a):\n    return list(x for x in a if x > 1)\n", (1, 2), [2]),
        ("def f(a):\n    b = a[1:, 0]\n    return -b.sum()\n", np.eye(2), 0),
    ],
)
def test_what_is_asked_beside_changes_no_result(tmp_path, text, given, result):
    known, results = felt_in(tmp_path, text, (given,))
    assert results == [result] and any(known.values())


def test_what_has_no_end_with_a_fault_is_felt(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.mutants.felt.LONGEST", 0.1)
    search = "next(n for n in count(a) if n <= a)"
    text = f"from itertools import count\ndef f(a):\n    return {search}\n"
    known, results = felt_in(tmp_path, text, (3,))
    assert results == [3] and known["n <= a  ->  n < a"]


@pytest.mark.slow
def test_what_conftests_import_is_felt_too(tmp_path):
    written = tmp_path / "felt.json"
    command = "-m pytest -q -p no:cacheprovider -p tests.mutants.felt --felt"
    words = "tests/scenes/words"  # whose conftest imports scenes.words.deeds
    subprocess.run(
        [sys.executable, *command.split(), written, f"{words}/test_thumbnail_words.py"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    keys = json.loads(written.read_text("utf-8"))["keys"]
    assert any(key.startswith("scenes/words/deeds.py:") for key in keys)


def test_what_is_imported_anew_is_of_new_modules_throughout():
    """A package, too, has its modules as attributes."""
    program = (
        "import ast\n"
        "from tests import told_calls\n"
        "from tests.mutants import planting\n"
        "from tests.mutants.faults import Fault\n"
        f"code = ast.parse(open({CELLS!r}, encoding='utf-8').read())\n"
        f"planting.plant_as_imported(Fault({CELLS!r}, 1, '', '', code))\n"
        "from tests import told_calls as again\n"
        "from tests.mutants import planting as kept\n"
        "print(again is told_calls, kept is planting)\n"
    )
    command = [sys.executable, "-c", program]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "True"]
