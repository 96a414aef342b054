"""What each film is made from, in every language."""

import hashlib
from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np

from scenes.film.choice import Choice
from scenes.film.narration import Narration
from scenes.film.speaking import narrated
from scenes.publish.film_files import FilmFile, film_file, film_scene
from scenes.publish.manifest import manifest
from scenes.publish.pad_network import pad_network
from scenes.sound.voice import Voice
from scenes.stage.typeface import printable
from scenes.words.film_titles import film_about, film_title
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
        language: in which the screen speaks, one of LANGUAGES.
        narration: what is heard, in that language, or None: its acts wait
            for that in every language.
        scene_name: of the scene file, where the film has another name there.
        label: what the file of the record is called; "": it is the film's own.
        variants: what it is besides, as names_beside has it.
        origin: a hash that tells it from other films of the name; "": it is one
            of the project's own.
    """

    name: str
    scene: type
    record: object
    speed: float = 1.0
    file: FilmFile | None = None
    choice: Choice = Choice()
    language: str = LANGUAGES[0]
    narration: Narration | None = None
    scene_name: str = ""
    label: str = ""
    variants: tuple[str, ...] = ()
    origin: str = ""

    @property
    def told_name(self):
        """The name of the scene file."""
        return self.scene_name or self.name

    @property
    def upload_name(self):
        """The name without what it is besides, where all are that."""
        return self.name.replace("_".join(("", *self.variants)), "", 1)

    @cached_property
    def films(self):
        """Language -> the Film; they differ in nothing but their words."""
        films = dict.fromkeys(LANGUAGES, self.film)
        for code in LANGUAGES:
            if code != self.language:
                with language(code):
                    films[code] = self._made()
        return films

    @cached_property
    def film(self):
        """The Film as the screen shows it."""
        with language(self.language):
            return self._made()

    @cached_property
    def upright_films(self):
        """Language -> the Film laid out upright, all of them alike."""
        films, own = {}, self.upright_film
        for code in LANGUAGES:
            films[code] = (
                own if code == self.language else self.films[code].upright(like=own)
            )
        return films

    @cached_property
    def upright_film(self):
        """The Film as an upright screen shows it."""
        return self.film.upright()

    def film_at(self, size, spoken=None):
        """The Film for pictures of a size.

        Args:
            size: (width, height) in pixels.
            spoken: the language in which it is told; None: that of the screen.
        """
        is_upright = size[1] > size[0]
        if spoken in (None, self.language):
            return self.upright_film if is_upright else self.film
        return (self.upright_films if is_upright else self.films)[spoken]

    def _made(self):
        film = _asked(self.scene).film_of(
            self.record, self.speed, *([self.choice] if self.choice else [])
        )
        return film.following(self.narration) if self.narration else film

    @cached_property
    def title(self):
        """Language -> what the film is called."""
        own = _first_line(self.scene)
        titles = {}
        for code in LANGUAGES:
            with language(code):
                named = "" if self.file else film_title(self.told_name, self.record)
                titles[code] = self._with_label(named or said(own, own))
        return titles

    def _with_label(self, title):
        """Before the title of a film whose network it is, in the language spoken."""
        if not self.label:
            return title
        label = printable(self.label)
        return said("{label}: {title}", "{label}：{title}", label=label, title=title)

    @cached_property
    def about(self):
        """Language -> a sentence about the film; {} of those elsewhere."""
        sentences = {}
        for code in () if self.file else LANGUAGES:
            with language(code):
                sentences[code] = film_about(self.told_name)
        return {code: text for code, text in sentences.items() if text}

    def manifest(self, rates, size, **more):
        """What film.json says of a film at some rates, of a size; `more` is
        as manifest.manifest has it."""
        return manifest(
            self.film,
            self.name,
            rates,
            films=self.films,
            title=self.title,
            about=self.about,
            scene=self.scene.__name__,
            size=list(size),
            pace=self.speed,
            network=self.network.told if self.network else None,
            origin=self.origin,
            variants=list(self.variants),
            **more,
        )

    @property
    def heard_language(self):
        """The language of what is heard; "" where nothing sounds."""
        heard = self.narration
        return heard.language if heard and heard.heard else ""

    @cached_property
    def network(self):
        """The PadNetwork that reads drawn digits, or None."""
        return pad_network(self.record)

    @cached_property
    def content_key(self):
        """A hash of all that the record holds, and of a file elsewhere."""
        key = content_key(self.record)
        if self.choice:
            key = f"{key} {self.choice}"
        if self.language != LANGUAGES[0]:
            key = f"{key} {self.language}"
        if self.narration:
            told = hashlib.sha256(self.narration.told.encode("utf-8", "replace"))
            key = f"{key} {told.hexdigest()}"
        return f"{key} {self.file.code}" if self.file else key


def production(
    film,
    *,
    record=None,
    speed=1.0,
    choice=Choice(),
    language=LANGUAGES[0],
    voice=Voice(),
    is_set=True,
):
    """The Production of a film.

    Args:
        film: the name of a file in scenes/, or the path of any file.
        record: what to replay, of the type that the film shows; None: the
            film's own.
        speed: how long things take, 0.5 (half as long) to 4.
        choice: what of a trace is told.
        language: in which the screen speaks, one of LANGUAGES.
        voice: what is to be heard.
        is_set: whether all its parts are made by now, and what they cannot show
            is raised here; else it is where they are shown first.

    Raises:
        FilmError: there is no such film, it cannot show the record, or its file
            has a fault.
        SoundError: a sentence of it cannot be spoken.
    """
    scene, file = film_scene(film), film_file(film)
    with file.faults_told():
        if record is None:
            record = _asked(scene).record()
        made = Production(
            file.name,
            scene,
            record,
            speed,
            file if file.elsewhere else None,
            choice,
            language,
        )
        shown = made.film  # raises what Film raises
        if is_set:
            shown.set_stage()
    if voice:
        spoken = narrated(shown, voice, made.name).narration
        made = replace(made, narration=spoken)
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
