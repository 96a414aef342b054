"""The files that hold films: those in scenes/, and any other by its path.

Every module of scenes/ that defines a FilmScene is a film of the module's
name: a new scene file needs no entry anywhere. A file that cannot be used is
told in a sentence, and hinders no other.
"""

import hashlib
import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from network.files.user_error import UserError
from scenes.film.replay import FilmScene, ReplayScene
from scenes.reading.film_error import FilmError
from scenes.stage.faults import fault_in, sentence_about

SCENES = Path(__file__).parents[1]
# Files that are shown by films, and variables that name them.
_RECORDS = ".trace", ".history"


@dataclass(frozen=True)
class FilmFile:
    """The file of a film, which need not be there nor hold one.

    Attributes:
        name: of the film in files and links, e.g. "forward"; [a-z0-9_].
        elsewhere: its Path; None of a file in scenes/.
    """

    name: str
    elsewhere: Path | None = None

    @property
    def path(self):
        """Where it is on this machine."""
        return self.elsewhere or SCENES / f"{self.name}.py"

    @property
    def code(self):
        """A hash of a file elsewhere and of the modules beside it, "" of one
        in scenes/.

        Raises:
            FilmError: there is no such file.
        """
        if self.elsewhere is None:
            return ""
        if not self.path.is_file():
            raise FilmError(f"expected the file of a film at {self.path}, found none")
        digest = hashlib.sha256(self.path.read_bytes())
        for path in sorted(self.path.parent.glob("*.py")):
            if path.is_file():
                digest.update(f"{path.name}\n".encode() + path.read_bytes())
        return digest.hexdigest()

    @contextmanager
    def faults_told(self):
        """Let a fault of a file elsewhere be told in a sentence, as FilmError."""
        try:
            yield
        except UserError:
            raise
        except Exception as error:
            words = self.elsewhere and fault_in(error, self.elsewhere)
            if not words:
                raise
            raise FilmError(
                f"{words}; `matreel render {self.path.name} -v DEBUG` tells more"
            ) from error

    def scene(self):
        """The one scene class that is defined in it, None if there is none.

        Raises:
            FilmError: it holds several, or it cannot be used.
        """
        module = (
            _loaded(self.path, self.code) if self.elsewhere else _imported(self.path)
        )
        scenes = [
            value
            for value in vars(module).values()
            if isinstance(value, type)
            and issubclass(value, FilmScene)
            and value.__module__ == module.__name__
            and value not in (FilmScene, ReplayScene)
        ]
        if len(scenes) > 1:
            raise FilmError(
                f"expected one film in {self.path.name}, found "
                f"{' and '.join(scene.__name__ for scene in scenes)}"
            )
        return scenes[0] if scenes else None


def film_file(film):
    """The FilmFile of a film.

    Args:
        film: the name of a file in scenes/, or the path of any file.

    Raises:
        FilmError: there is no file of the name.
    """
    if re.fullmatch(r"\w+", film):
        file = FilmFile(film)
        if film.startswith("_") or not file.path.is_file():
            raise no_film(film)
        return file
    path = Path(film).absolute()
    if path.resolve().parent == SCENES.resolve():
        return FilmFile(path.resolve().stem)
    if path.suffix != ".py" or not path.is_file():
        raise no_film(film)
    name = re.sub(r"[^a-z0-9]+", "_", path.stem.lower()).strip("_")
    return FilmFile(name or "film", path)


def film_scene(film):
    """The scene class of a film.

    Args:
        film: as `film_file` takes it.

    Raises:
        FilmError: there is no such film, or its file cannot be used.
    """
    file = film_file(film)
    scene = file.scene()
    if scene is None:
        raise (
            FilmError(
                f"expected a FilmScene or ReplayScene of {file.path.name}'s own "
                "in it, found none"
            )
            if file.elsewhere
            else no_film(film)
        )
    return scene


def film_scenes(say=None):
    """Name -> scene class of each film in scenes/, in order of the names.

    Args:
        say: called with a line of text for each file that cannot be used.
    """
    found = {}
    for path in sorted(SCENES.glob("[!_]*.py")):
        try:
            scene = FilmFile(path.stem).scene()
        except FilmError as error:
            if say:
                say(f"left out {path.stem}: {error}")
        else:
            if scene:
                found[path.stem] = scene
    return found


def no_film(film):
    """The FilmError of what is no film: which there are, and what it is."""
    path = Path(film)
    if path.suffix in _RECORDS:
        kind = path.suffix.removeprefix(".")
        got = f"{film!r}, a {kind}, which {kind.upper()}={film} lets a film show"
    else:
        got = repr(film)
        if path.suffix == ".py" and not path.exists():
            got += ", and there is no such file"
    return FilmError(
        f"expected one of the films {', '.join(film_scenes())}, "
        f"or the path of a film's file, got {got}"
    )


def _imported(path):
    """The module of a file in scenes/."""
    with _in_a_sentence(path):
        return import_module(f"scenes.{path.stem}")


@lru_cache(maxsize=8)
def _loaded(path, code):
    """The module of a file elsewhere, as Manim loads it.

    What stands beside it can be imported. Its name is that in every process:
    a record of a class of the file's own goes from one to another.

    Args:
        code: of the file; another has to be loaded anew.
    """
    place = str(path.parent)
    if place not in sys.path:
        sys.path.insert(0, place)
    name = f"film_{hashlib.sha256(str(path).encode()).hexdigest()[:12]}"
    spec = spec_from_file_location(name, path)
    module = sys.modules[name] = module_from_spec(spec)
    with _in_a_sentence(path):
        spec.loader.exec_module(module)
    return module


@contextmanager
def _in_a_sentence(path):
    """Tell of a file that cannot be imported which it is, and why."""
    try:
        yield
    except (Exception, SystemExit) as error:
        raise FilmError(sentence_about(error, path)) from error
