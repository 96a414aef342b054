"""Faults of a file that uses parts, as `manim render` itself tells them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scenes.stage.faults import sentence_about

ROOT = Path(__file__).parents[3]
SCENE = """
from {module} import {name}
{before}

class Mine({name}):
    def construct(self):
        {body}
"""
PARTS = {"module": "scenes.stage.camera", "name": "StageScene"}
OF_MANIM = {"module": "manim", "name": "Scene"}


def rendered(folder, text, *options):
    (folder / "mine.py").write_text(text)
    (folder / "helper.py").write_text("def deep(x):\n\n    return x.nothing\n")
    ran = subprocess.run(
        [sys.executable, "-m", "manim", "render", "-ql", *options, "mine.py"],
        cwd=folder,
        text=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)},
    )
    assert ran.returncode == 1
    return ran.stderr


CASES = {
    "in the scene": (
        SCENE.format(**PARTS, before="", body="self.add(plane)"),
        "Error: mine.py, line 7: NameError: name 'plane' is not defined",
    ),
    "before the scene": (
        SCENE.format(**PARTS, before="1 / 0", body="pass"),
        "Error: mine.py, line 3: ZeroDivisionError: division by zero",
    ),
    "in a file beside it": (
        SCENE.format(**PARTS, before="from helper import deep", body="deep(3)"),
        "Error: mine.py, line 7, in helper.py, line 3: AttributeError: 'int' object",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_manims_own_render_tells_a_fault_in_a_sentence(tmp_path, case):
    text, told = CASES[case]
    words = rendered(tmp_path, text)
    assert words.startswith(told) and words.endswith("; -v DEBUG tells more\n")
    assert words.count("\n") == 1


@pytest.mark.slow
def test_all_of_it_is_told_to_whoever_asks(tmp_path):
    words = rendered(tmp_path, CASES["in the scene"][0], "-v", "DEBUG")
    assert "Traceback" in words and "NameError: name 'plane'" in words


@pytest.mark.slow
def test_files_that_use_no_parts_are_manims_alone(tmp_path):
    text = SCENE.format(**OF_MANIM, before="", body="self.add(plane)")
    words = rendered(tmp_path, text)
    assert "Traceback" in words and "NameError: name 'plane'" in words


def raised(folder, text, name="mine.py"):
    """The error of a file that runs, and its Path."""
    path = folder / name
    path.write_text(text)
    try:
        exec(compile(text, str(path), "exec"), {})
    except Exception as error:
        return error, path
    raise AssertionError("expected an error")


@pytest.mark.parametrize(
    "text, told",
    [
        ("x = 1\n1 / 0\n", "mine.py, line 2: ZeroDivisionError: division by zero"),
        ("def f(:\n", "mine.py, line 1: SyntaxError: invalid syntax"),
        ("x = [\n1,\n", "mine.py, line 1: SyntaxError: '[' was never closed"),
        ("def f():\n    [].pop()\n\nf()\n", "mine.py, line 2: IndexError: pop from"),
        # Libraries are not the user's, wherever they stand.
        (
            "import json\njson.loads('{')\n",
            "mine.py, line 2: JSONDecodeError: Expecting",
        ),
    ],
)
def test_the_line_is_the_files_own(tmp_path, text, told):
    assert sentence_about(*raised(tmp_path, text)).startswith(told)


def test_a_broken_file_beside_it_is_named(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "broken_beside.py").write_text("\ndef f(:\n")
    error, path = raised(tmp_path, "import broken_beside\n")
    assert sentence_about(error, path) == (
        "mine.py, in broken_beside.py, line 2: SyntaxError: invalid syntax"
    )


def test_a_library_below_the_folder_is_not_named(tmp_path, monkeypatch):
    library = tmp_path / ".venv" / "lib" / "site-packages"
    library.mkdir(parents=True)
    (library / "a_library.py").write_text("def f():\n    return 1 / 0\n")
    monkeypatch.syspath_prepend(library)
    error, path = raised(tmp_path, "import a_library\na_library.f()\n")
    assert sentence_about(error, path).startswith("mine.py, line 2: ZeroDivision")
