"""Films by name and by path, and files that cannot be used."""

import sys

import pytest
from click.testing import CliRunner

import scenes as package
from network.trace import Trace
from scenes.cli.film_commands import scenes
from scenes.film.film import Film
from scenes.forward import Forward
from scenes.publish import film_files, segments
from scenes.publish.drawn_tasks import drawn_task_of
from scenes.publish.film_files import film_file, film_scene, film_scenes
from scenes.publish.productions import production
from scenes.publish.segments import OtherCodeError
from scenes.reading.film_error import FilmError
from tests.small_film import small_trace

FILM = """
import beside_it
from network.trace import Trace
from scenes.film.replay import ReplayScene


class {name}(ReplayScene):
    def steps(self, trace):
        beside_it.look_at(trace)
        return super().steps(trace)
"""
BESIDE = """
def look_at(trace):
    {statement}
"""
BROKEN = {
    "syntax": ("x = (\n", "line 1: SyntaxError: '(' was never closed"),
    "indent": ("x = 1\n  y = 2\n", "line 2: IndentationError: unexpected "),
    "import": (
        "\nimport no_such_module\n",
        "line 2: ModuleNotFoundError: No module named 'no_such_module'",
    ),
    "name": ("x = 1\ny = X\n", "line 2: NameError: name 'X' is not defined"),
    "exit": ("import sys\nsys.exit('bye')\n", "line 2: SystemExit: bye"),
    "bytes": ("x = '\0'\n", "null bytes"),
    "evil": ("raise ValueError('a\\x1b]0;b\\x07\\nc')\n", "ValueError: a ]0;"),
    "two": (
        FILM.format(name="One").replace("import beside_it", "")
        + FILM.format(name="Two").replace("import beside_it", ""),
        "expected one film in broken.py, found One and Two",
    ),
}


def run(*words):
    return CliRunner().invoke(scenes, [str(one) for one in words])


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch):
    for name in ("TRACE", "HISTORY", "PACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "path", sys.path[:])
    monkeypatch.setattr(sys, "modules", sys.modules.copy())


@pytest.fixture
def mine(tmp_path):
    """The path of a film's file, with a module beside it."""
    folder = tmp_path / "my films"
    folder.mkdir()
    (folder / "beside_it.py").write_text(BESIDE.format(statement="pass"))
    (folder / "Two Digits.py").write_text(FILM.format(name="Mine"))
    return folder / "Two Digits.py"


@pytest.fixture
def folder_of_films(tmp_path, monkeypatch):
    """A folder in place of scenes/, with one film in it, `good`."""
    folder = tmp_path / "scenes"
    folder.mkdir()
    (folder / "good.py").write_text(
        FILM.format(name="Good")
        .replace("import beside_it", "")
        .replace("beside_it.look_at(trace)", "pass")
    )
    (folder / "no_film.py").write_text("from scenes.film.replay import FilmScene")
    (folder / "_hidden.py").write_text("x = (")
    monkeypatch.setattr(film_files, "SCENES", folder)
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
    yield folder
    for name in ("good", "no_film", "broken"):
        vars(package).pop(name, None)


# ---- by path


def test_a_film_by_its_path(mine):
    scene = film_scene(str(mine))
    assert scene.__name__ == "Mine" and scene.shows is Trace
    assert film_scene(str(mine)) is scene
    assert film_file(str(mine)).name == "two_digits"


def test_the_path_of_a_film_in_scenes_is_that_film(monkeypatch):
    monkeypatch.chdir(film_files.SCENES.parent)
    for path in (
        "scenes/forward.py",
        "./scenes/forward.py",
        str(film_files.SCENES / "forward.py"),
    ):
        assert film_scene(path) is Forward
        assert film_file(path) == film_file("forward")


@pytest.mark.parametrize(
    "name, called",
    [
        ("Film 2.py", "film_2"),
        ("ÄÖ.py", "film"),
        ("a-b--c.py", "a_b_c"),
        ("_.py", "film"),
        ("forward.py", "forward"),
    ],
)
def test_what_a_film_elsewhere_is_called(tmp_path, name, called):
    (tmp_path / name).touch()
    assert film_file(str(tmp_path / name)).name == called


@pytest.mark.parametrize(
    "film, told",
    [
        ("foward", "expected one of the films backprop, forward, "),
        ("_private", "expected one of the films "),
        ("pace", "expected one of the films "),
        ("nowhere/film.py", "or the path of a film's file, got "),
        ("a.trace", "or the path of a film's file, got "),
        ("", "got ''"),
        (".", "got '.'"),
    ],
)
def test_what_is_no_film(film, told):
    with pytest.raises(FilmError) as raised:
        film_scene(film)
    assert told in str(raised.value)


def test_a_file_without_a_film(tmp_path):
    path = tmp_path / "empty.py"
    path.write_text("from scenes.forward import Forward")
    with pytest.raises(
        FilmError,
        match="expected a FilmScene or ReplayScene of empty.py's own in it, found none",
    ):
        film_scene(str(path))


def test_steps_of_a_film_by_its_path(mine, small_trace_file):
    done = run("steps", mine, "--trace", small_trace_file)
    assert done.exit_code == 0, done.output
    assert [line.split()[4] for line in done.stdout.splitlines()] == [
        step.slug for step in Film(small_trace()).steps
    ]


def test_two_films_of_one_name(mine, small_trace_file, tmp_path):
    other = tmp_path / "two-digits.py"
    other.write_text(mine.read_text())
    done = run(
        "publish",
        mine,
        other,
        "--trace",
        small_trace_file,
        "--out",
        tmp_path / "site",
        "--cache",
        tmp_path / "cache",
    )
    assert done.exit_code == 1
    assert "got two of the name two_digits" in done.output


def test_its_title_is_its_own(tmp_path, small_trace_file):
    path = tmp_path / "forward.py"
    path.write_text(FILM.format(name="Mine").replace("import beside_it", ""))
    made = production(str(film_files.SCENES / "forward.py"))
    assert made.title["en"] != "Mine" and made.file is None
    (tmp_path / "beside_it.py").write_text(BESIDE.format(statement="pass"))
    path.write_text(FILM.format(name="Mine"))
    assert production(str(path), record=small_trace()).title["en"] == "Mine"


# ---- what is looked at again


def key_of(path):
    made = production(str(path), record=small_trace())
    return drawn_task_of(made, (10,)).key


def test_an_edit_is_another_task(mine):
    before = key_of(mine)
    assert key_of(mine) == before
    (mine.parent / "notes.txt").write_text("no code")
    assert key_of(mine) == before
    (mine.parent / "beside_it.py").write_text(BESIDE.format(statement="return None"))
    beside = key_of(mine)
    mine.write_text(mine.read_text() + "\n")
    assert len({before, beside, key_of(mine)}) == 3


def test_a_worker_has_the_same_file(mine):
    made = production(str(mine), record=small_trace())
    task = drawn_task_of(made, (10,))
    material = segments.material_of(made)
    assert segments.task_production(task, material).film.seconds == made.film.seconds
    segments._production.cache_clear()
    mine.write_text(mine.read_text() + "\n")
    with pytest.raises(OtherCodeError, match=r"Two Digits\.py"):
        segments.task_production(task, material)
    mine.unlink()
    with pytest.raises(FilmError, match="expected the file of a film at "):
        segments.task_production(task, material)


# ---- broken files


@pytest.mark.parametrize("text, told", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_one_sentence(tmp_path, text, told):
    path = tmp_path / "broken.py"
    path.write_text(text)
    done = run("steps", path)
    assert done.exit_code == 2 and isinstance(done.exception, SystemExit)
    *_, said = done.output.splitlines()
    assert "broken.py" in said and told in said
    assert said.isprintable()


@pytest.mark.parametrize("text, told", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_hinders_no_other(folder_of_films, text, told):
    (folder_of_films / "broken.py").write_text(text)
    said = []
    assert list(film_scenes(said.append)) == ["good"]
    assert len(said) == 1 and told in said[0].replace("\x1b", " ")
    assert said[0].startswith("left out broken: ")
    assert list(film_scenes()) == ["good"]
    assert film_scene("good").__name__ == "Good"


FAULTY = FILM.format(name="Broken").replace("import beside_it", "")


@pytest.mark.parametrize(
    "text, told",
    [
        (
            "import no_such_module",
            "left out broken: broken.py, line 1: "
            "ModuleNotFoundError: No module named 'no_such_module'",
        ),
        (
            FAULTY,
            "left out broken: broken.py, line 9: NameError: name "
            "'beside_it' is not defined; python -m scenes steps broken shows",
        ),
    ],
)
def test_all_others_are_drawn(folder_of_films, small_trace_file, tmp_path, text, told):
    (folder_of_films / "broken.py").write_text(text)
    done = run("gallery", "--trace", small_trace_file, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert told in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.png"]


def test_the_fault_itself_is_seen_where_it_is_asked_for(
    folder_of_films, small_trace_file
):
    (folder_of_films / "broken.py").write_text(FAULTY)
    done = run("steps", "broken", "--trace", small_trace_file)
    assert isinstance(done.exception, NameError)


@pytest.mark.parametrize(
    "words", [["gallery"], ["publish", "--quiet", "--cache", "cache"]]
)
def test_nothing_but_broken_files(folder_of_films, tmp_path, words):
    (folder_of_films / "good.py").unlink()
    (folder_of_films / "broken.py").write_text("x = (")
    done = run(*words, "--out", tmp_path / "out")
    assert done.exit_code == 1 and "left out broken: " in done.stderr
    assert "expected a trace or history that one of the films can show" in done.stderr
