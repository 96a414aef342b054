"""Which room of the project may know which, and what stands in its tree."""

import ast
import re
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from itertools import combinations
from os.path import commonprefix
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = {
    path.relative_to(ROOT).as_posix(): path
    for room in ("network", "scenes")
    for path in (ROOT / room).rglob("*.py")
}


@cache
def text_of(path):
    return path.read_text(encoding="utf-8")


@cache
def imports(source):
    """The dotted names that a module's text imports, wherever in it.

    `from a import b` gives "a.b": b is a module or a name in one.
    """
    return tuple(
        name for node in ast.walk(ast.parse(source)) for name in _imported_by(node)
    )


def _imported_by(node):
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "expected imports by their full name"
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_under(name, package):
    return name == package or name.startswith(package + ".")


# The rooms from the ground up: each may import those before it, none after.
ORDER = (
    "network/examples",  # networks of other kinds, plain scripts
    "network/files",  # written whole or not at all
    "network/trace",  # what was recorded, and its file
    "network/recorder",  # a call becomes a trace
    "network/digits",  # images in, weights kept
    "network",  # digit_network.py: the lines a viewer reads
    "network/runs",  # what the network was run on
    "network/workbook",  # a learning step as live formulas
    "network/cli",
    "scenes/arrays",  # laid out, written, what stands out in them
    "scenes/reading",  # what a trace means: no screen, no words
    "scenes/words",  # names and sentences in each language
    "scenes/sound",  # voices, and videos that are heard
    "scenes/stage",  # parts, marks, painters, colours, type
    "scenes/score",  # a film as data, for browsers
    "scenes/acts",  # one module an act
    "scenes/film",  # acts in time
    "scenes",  # the films, one file each
    "scenes/publish",  # what is published
    "scenes/live",  # a server of what is computed now
    "scenes/notebook",  # films in a notebook
    "scenes/cli",
)
# Of the network, all that scenes may know, by room; of files every room.
NETWORK_FOR = {
    room: ["network.trace"]
    for room in ("scenes/reading", "scenes/words", "scenes/stage", "scenes/acts")
}
NETWORK_FOR["scenes/acts"] += ["network.runs.history"]
NETWORK_FOR["scenes/live"] = []
for above in ("scenes/film", "scenes/publish", "scenes/notebook", "scenes/cli"):
    NETWORK_FOR[above] = ["network.trace", "network.runs.history"]
NETWORK_FOR["scenes/notebook"] += ["network.recorder"]
NETWORK_FOR["scenes/publish"] = [
    *NETWORK_FOR["scenes/publish"],
    "network.digits.pen_strokes",
    "network.workbook",
]
NETWORK_FOR["scenes/cli"] += [
    "network.cli",
    "network.digits",
    "network.runs.default_traces",
    "network.workbook",
]
NETWORK_FOR["scenes"] = [
    "network.trace",
    "network.runs.history",
    "network.runs.learnt_images",
    "network.runs.default_traces",
]


def room_of(module):
    """The room of a module's path; a program's start is the highest."""
    folder, _, name = module.rpartition("/")
    return f"{folder}/cli" if name == "__main__.py" else folder


def home_of(name):
    """The path of the module that a dotted name is, or is in, or None."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        for ending in (".py", "/__init__.py"):
            path = "/".join(parts[:count]) + ending
            if path in MODULES:
                return path
    return None


def forbidden(module, name):
    """Why a module may not import a name; None if it may."""
    room = room_of(module)
    if room.startswith("network") and is_under(name, "manim"):
        return "the network draws nothing"
    if (
        module != "scenes/stage/manim_internals.py"
        and name.count(".") != 1
        and is_under(name, "manim")
    ):
        return "Manim's internals are for scenes/stage/manim_internals.py"
    home = home_of(name)
    if home is None:
        return None
    if ORDER.index(room_of(home)) > ORDER.index(room):
        return f"{room_of(home)} is above {room}"
    if room.startswith("scenes") and home.startswith("network"):
        allowed = ["network.files", *NETWORK_FOR.get(room, [])]
        if not any(is_under(name, one) for one in allowed):
            return f"expected nothing of the network but {allowed}"
    return None


@pytest.mark.parametrize(
    "module, line, allowed",
    [
        ("network/trace/model.py", "import numpy as np", True),
        ("network/trace/model.py", "from network.files import whole", True),
        ("network/trace/model.py", "from network.recorder import record", False),
        ("network/digits/sizes.py", "from network import digit_network", False),
        ("network/trace/model.py", "def f():\n    import manim", False),
        ("network/trace/model.py", "from manim import Scene", False),
        ("network/cli/commands.py", "from scenes.film import film", False),
        (
            "scenes/forward.py",
            "from network.runs.default_traces import default_trace",
            True,
        ),
        ("scenes/forward.py", "from network.digit_network import sigmoid", False),
        ("scenes/forward.py", "from scenes.publish import page", False),
        ("scenes/training.py", "from network.runs.history import History", True),
        ("scenes/training.py", "from network.runs.trainer import A", False),
        ("scenes/film/replay.py", "from network.trace import Trace", True),
        ("scenes/publish/site_folder.py", "from network.files import folder", True),
        ("scenes/publish/page.py", "from network.digits import sizes", False),
        ("scenes/publish/a.py", "from network.digits.pen_strokes import A", True),
        ("scenes/acts/pick.py", "from network.runs.default_traces import make", False),
        ("scenes/acts/pick.py", "import network", False),
        ("scenes/acts/pick.py", "from manim import Mobject", True),
        ("scenes/acts/pick.py", "from manim.camera.camera import Camera", False),
        ("scenes/acts/pick.py", "import manim.utils.color", False),
        ("scenes/stage/part.py", "from scenes.acts import pick", False),
        ("scenes/reading/listing.py", "from scenes.stage import part", False),
        ("scenes/reading/listing.py", "from scenes.words import naming", False),
        ("scenes/stage/manim_internals.py", "from manim.camera.camera import A", True),
        ("scenes/stage/camera.py", "from manim.camera.camera import A", False),
        ("scenes/stage/yuv.py", "from manim.scene.scene import A", False),
    ],
)
def test_the_rule(module, line, allowed):
    reasons = [forbidden(module, name) for name in imports(line)]
    assert (reasons == [None] * len(reasons)) == allowed


@pytest.mark.parametrize("module", MODULES)
def test_each_module_imports_what_its_room_may(module):
    names = imports(text_of(MODULES[module]))
    reasons = {name: forbidden(module, name) for name in names}
    assert {name: why for name, why in reasons.items() if why} == {}


def test_every_room_has_its_place():
    assert {room_of(module) for module in MODULES} == set(ORDER)
    assert len(ORDER) <= 22


def test_no_more_than_eight_floors():
    """A room stands one floor above the highest that it imports from."""
    below = {room: set() for room in ORDER}
    for module, path in MODULES.items():
        for name in imports(text_of(path)):
            if home := home_of(name):
                below[room_of(module)].add(room_of(home))
    floors = {}
    for room in ORDER:
        floors[room] = 1 + max((floors[one] for one in below[room] - {room}), default=0)
    assert max(floors.values()) <= 8, floors


def _imported_at_once(source):
    """The dotted names that a module imports when it is imported itself."""
    for node in ast.parse(source).body:
        yield from _imported_by(node)


def test_no_modules_need_one_another():
    """In whatever order they are imported: a package's own module comes
    before those in it, so that what it imports is no arrow of theirs."""
    arrows = {}
    for module, path in MODULES.items():
        named = _imported_at_once(text_of(path))
        homes = {home_of(name) for name in named} - {None, module}
        arrows[module] = {
            home
            for home in homes
            if not (home.endswith("__init__.py") and module.startswith(home[:-11]))
        }
    list(TopologicalSorter(arrows).static_order())  # CycleError names a circle


def test_no_two_modules_are_a_letter_apart():
    stems = [
        path.stem
        for path in MODULES.values()
        if path.stem not in ("__init__", "__main__")
    ]
    alike = {
        (one, other)
        for one, other in combinations(sorted(stems), 2)
        if min(len(one), len(other)) > 3 and is_a_letter_apart(one, other)
    }
    assert alike == set()


def is_a_letter_apart(one, other):
    """Whether a word becomes another by at most one letter more, less or
    other."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if len(longer) - len(shorter) > 1:
        return False
    start = len(commonprefix([longer, shorter]))
    return longer[start + 1 :] == shorter[start + (len(longer) == len(shorter)) :]


@pytest.mark.parametrize(
    "one, other, alike",
    [
        ("page", "page", True),
        ("page", "pages", True),
        ("rack", "rock", True),
        ("page", "paged", True),
        ("page", "spage", True),
        ("page", "part", False),
        ("rows", "row_by", False),
    ],
)
def test_letters_apart(one, other, alike):
    assert is_a_letter_apart(one, other) == alike
    assert is_a_letter_apart(other, one) == alike


@cache
def defined(source):
    """The names that a module's text makes itself, at its top."""
    return frozenset(_defined(source))


def _defined(source):
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        else:
            yield from (
                one.id
                for one in ast.walk(node)
                if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
            )


@pytest.mark.parametrize(
    "module", [module for module in MODULES if module.startswith("scenes/")]
)
def test_scenes_import_names_from_where_they_are_made(module):
    strays = []
    for name in imports(text_of(MODULES[module])):
        home, _, last = name.rpartition(".")
        if home == "scenes.stage.manim_internals":
            continue  # a door: what it names is made by Manim
        path = MODULES.get(f"{home.replace('.', '/')}.py")
        if path and last not in defined(text_of(path)):
            strays.append(name)
    assert strays == []


def test_importing_the_network_brings_no_manim():
    names = [
        module.removesuffix(".py").replace("/", ".")
        for module in MODULES
        if module.startswith("network/")
        and not module.endswith(("__init__.py", "__main__.py"))
    ]
    text = "; ".join(f"import {name}" for name in names) + (
        "; import sys; print([name for name in sys.modules if "
        "name.split('.')[0] in ('manim', 'scenes')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", text],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_no_scene_file_hides_another_module():
    """Manim puts scenes/ first on sys.path, so its files are found first."""
    names = {
        path.stem
        for path in (ROOT / "scenes").glob("*")
        if path.suffix == ".py" or path.is_dir()
    }
    taken = sys.stdlib_module_names | packages_distributions().keys()
    assert names & taken - {"scenes", "__init__", "__main__", "__pycache__"} == set()


@pytest.fixture(scope="module")
def tracked():
    """The paths of the files that git keeps."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, text=True, capture_output=True, check=False
    )
    if listing.returncode:
        pytest.skip("missing: a git checkout")
    return listing.stdout.split("\0")[:-1]


def test_only_the_gallery_is_kept_of_what_renders_leave(tracked):
    assert [
        path
        for path in tracked
        if path.startswith("media/") and not path.startswith("media/gallery/")
    ] == []


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
