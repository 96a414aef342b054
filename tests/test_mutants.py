"""The planted faults: where they are, of which kind, and whether they take effect."""

import ast

import pytest

from scenes.words import cell_words
from tests.mutants.faults import ROOT, Fault, chosen_faults
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


def test_a_fault_is_planted_in_what_stands_in_memory():
    code = cell_words.cell_named.__code__
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
