"""Which room of the project may know which, and what stands in its tree."""

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = {
    path.relative_to(ROOT).as_posix(): path
    for room in ("network", "scenes") for path in (ROOT / room).rglob("*.py")}


def imports(source):
    """The dotted names that a module's text imports, wherever in it.

    `from a import b` gives "a.b": b is a module or a name in one.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "expected imports by their full name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_under(name, package):
    return name == package or name.startswith(package + ".")


def forbidden(module, name):
    """Why a module may not import a name; None if it may.

    The trace is the one thing between the two rooms: scenes may read it, and
    the scene files may ask the network for the default one, or for the
    history of a training. The command line of everything has the network's,
    too. A site is replaced as weights are, and files
    as the network's.
    """
    room, *inside = module.split("/")
    if room == "network" and is_under(name, "manim"):
        return "the network draws nothing"
    if room == "network" and is_under(name, "scenes"):
        return "the network knows no scenes"
    if room == "scenes" and is_under(name, "network"):
        allowed = ["network.trace"]
        if len(inside) == 1:
            allowed += ["network.default_trace", "network.history"]
        if module == "scenes/commands.py" or inside[0] == "cli":
            allowed += ["network.cli"]
        if module == "scenes/cli/matreel.py":
            allowed += ["network.commands"]
        if module == "scenes/publish/swap.py":
            allowed += ["network.folder_swap"]
        if module in ("scenes/whole_files.py", "scenes/publish/cache.py"):
            allowed += ["network.whole_file"]
        if not any(is_under(name, one) for one in allowed):
            return f"expected nothing of the network but {allowed}"
    if module != "scenes/stage/camera.py" \
            and name.count(".") != 1 and is_under(name, "manim"):
        return "Manim's internals are for scenes/stage/camera.py"
    return None


@pytest.mark.parametrize("module, line, allowed", [
    ("network/trace.py", "import numpy as np", True),
    ("network/trace.py", "from network.digits import column", True),
    ("network/trace.py", "def f():\n    import manim", False),
    ("network/trace.py", "from manim import Scene", False),
    ("network/trace.py", "from scenes import storyboard", False),
    ("scenes/forward.py", "from network.default_trace import make", True),
    ("scenes/forward.py", "from network import default_trace", True),
    ("scenes/forward.py", "from network.digit_network import sigmoid", False),
    ("scenes/training.py", "from network.history import History", True),
    ("scenes/training.py", "from network.history_recorder import A", False),
    ("scenes/acts/learned.py", "from network.history import H", False),
    ("scenes/replay.py", "from network.trace import Trace", True),
    ("scenes/commands.py", "from network.cli.version import V", True),
    ("scenes/replay.py", "from network.cli.version import V", False),
    ("scenes/cli/matreel.py", "from network.commands import network", True),
    ("scenes/cli/render.py", "from network.commands import network", False),
    ("scenes/publish/swap.py", "from network import folder_swap", True),
    ("scenes/publish/page.py", "from network import folder_swap", False),
    ("scenes/whole_files.py", "from network import whole_file", True),
    ("scenes/publish/page.py", "from network import whole_file", False),
    ("scenes/acts/rows.py", "from network.default_trace import make", False),
    ("scenes/acts/rows.py", "import network", False),
    ("scenes/acts/rows.py", "from manim import Mobject", True),
    ("scenes/acts/rows.py", "from manim.camera.camera import Camera", False),
    ("scenes/acts/rows.py", "import manim.utils.color", False),
    ("scenes/stage/camera.py", "from manim.camera.camera import A", True),
    ("scenes/stage/yuv.py", "from manim.scene.scene import A", False),
])
def test_the_rule(module, line, allowed):
    reasons = [forbidden(module, name) for name in imports(line)]
    assert (reasons == [None] * len(reasons)) == allowed


@pytest.mark.parametrize("module", MODULES)
def test_each_module_imports_what_its_room_may(module):
    names = imports(MODULES[module].read_text(encoding="utf-8"))
    reasons = {name: forbidden(module, name) for name in names}
    assert {name: why for name, why in reasons.items() if why} == {}


def defined(source):
    """The names that a module's text makes itself, at its top."""
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        else:
            yield from (one.id for one in ast.walk(node)
                        if isinstance(one, ast.Name)
                        and isinstance(one.ctx, ast.Store))


@pytest.mark.parametrize("module", [
    module for module in MODULES if module.startswith("scenes/")])
def test_scenes_import_names_from_where_they_are_made(module):
    strays = []
    for name in imports(MODULES[module].read_text(encoding="utf-8")):
        home, _, last = name.rpartition(".")
        path = MODULES.get(f"{home.replace('.', '/')}.py")
        if path and last not in defined(path.read_text(encoding="utf-8")):
            strays.append(name)
    assert strays == []


def test_importing_the_network_brings_no_manim():
    names = [path.stem for path in (ROOT / "network").glob("*.py")
             if path.stem not in ("__init__", "__main__")]
    text = "; ".join(f"import network.{name}" for name in names) + (
        "; import sys; print([name for name in sys.modules if "
        "name.split('.')[0] in ('manim', 'scenes')])")
    done = subprocess.run([sys.executable, "-c", text], cwd=ROOT,
                          capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_scene_file_hides_another_module():
    """Manim puts scenes/ first on sys.path, so its files are found first."""
    names = {path.stem for path in (ROOT / "scenes").glob("*")
             if path.suffix == ".py" or path.is_dir()}
    taken = sys.stdlib_module_names | packages_distributions().keys()
    assert names & taken - {"scenes", "__init__", "__main__",
                            "__pycache__"} == set()


@pytest.fixture(scope="module")
def tracked():
    """The paths of the files that git keeps."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, text=True,
                             capture_output=True, check=False)
    if listing.returncode:
        pytest.skip("missing: a git checkout")
    return listing.stdout.split("\0")[:-1]


def test_only_the_gallery_is_kept_of_what_renders_leave(tracked):
    assert [path for path in tracked if path.startswith("media/")
            and not path.startswith("media/gallery/")] == []


def test_no_file_names_a_place_on_one_machine(tracked):
    place = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w")
    named = {}
    for path in tracked:
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture or weights; a file just being removed
        if found := place.search(text):
            named[path] = found.group()
    assert named == {}
