"""What each film is made from, in every language."""

import hashlib
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from scenes.film.choice import Choice
from scenes.publish.film_files import FilmFile, film_file, film_scene
from scenes.publish.manifest import manifest
from scenes.words.film_titles import film_title
from scenes.words.languages import LANGUAGES
from scenes.words.naming import language, said


@dataclass(frozen=True)
class Production:
    """One film, told in every language.

    Attributes:
        name: of the scene file, e.g. "forward"; [a-z0-9_].
        scene: the subclass of FilmScene.
        record: the Trace, or another record, that it replays.
        speed: how long things take, 0.5 (half as long) to 4.
        file: the film_files.FilmFile of a scene that is not in scenes/.
        choice: what of a trace is told.
    """

    name: str
    scene: type
    record: object
    speed: float = 1.0
    file: FilmFile | None = None
    choice: Choice = Choice()

    @cached_property
    def films(self):
        """Language -> the Film; they differ in nothing but their words."""
        films = {LANGUAGES[0]: self.film}
        for code in LANGUAGES[1:]:
            with language(code):
                films[code] = self._made()
        return films

    @cached_property
    def film(self):
        """The Film as the screen shows it."""
        with language(LANGUAGES[0]):
            return self._made()

    def _made(self):
        return _asked(self.scene).film_of(
            self.record, self.speed, *([self.choice] if self.choice else [])
        )

    @cached_property
    def title(self):
        """Language -> what the film is called."""
        own = _first_line(self.scene)
        titles = {}
        for code in LANGUAGES:
            with language(code):
                named = "" if self.file else film_title(self.name, self.record)
                titles[code] = named or said(own, own)
        return titles

    def manifest(self, rates, size, **more):
        """What film.json says of a film at some rates, of a size; `more` is
        as manifest.manifest has it."""
        return manifest(
            self.film,
            self.name,
            rates,
            films=self.films,
            title=self.title,
            scene=self.scene.__name__,
            size=list(size),
            pace=self.speed,
            **more,
        )

    @cached_property
    def content_key(self):
        """A hash of all that the record holds, and of a file elsewhere."""
        key = content_key(self.record)
        if self.choice:
            key = f"{key} {self.choice}"
        return f"{key} {self.file.code}" if self.file else key


def production(film, *, record=None, speed=1.0, choice=Choice()):
    """The Production of a film.

    Args:
        film: the name of a file in scenes/, or the path of any file.
        record: what to replay, of the type that the film shows; None: the
            film's own.
        speed: how long things take, 0.5 (half as long) to 4.
        choice: what of a trace is told.

    Raises:
        FilmError: there is no such film, or it cannot show the record.
    """
    scene, file = film_scene(film), film_file(film)
    if record is None:
        record = _asked(scene).record()
    made = Production(
        file.name, scene, record, speed, file if file.elsewhere else None, choice
    )
    _ = made.film  # raises what Film raises
    return made


def content_key(record):
    """A hash of a record: the same in every process that has the same one.

    Args:
        record: a frozen dataclass of arrays and of what `repr` tells whole.
    """
    digest = hashlib.sha256()
    for field in fields(record):
        value = getattr(record, field.name)
        told = (
            f"{value.dtype.str} {value.shape} "
            if isinstance(value, np.ndarray)
            else repr(value)
        )
        digest.update(f"{field.name}: {told}\n".encode())
        if isinstance(value, np.ndarray):
            digest.update(np.ascontiguousarray(value))
    return digest.hexdigest()


def _asked(scene):
    """A scene to be asked for its film alone: Manim sets nothing up."""
    return scene.__new__(scene)


def _first_line(scene):
    documented = (scene.__doc__ or "").strip()
    return documented.splitlines()[0].rstrip(".") if documented else scene.__name__
