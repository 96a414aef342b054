"""What the films of a command show, and how fast."""

from dataclasses import replace
from pathlib import Path

from network.runs.history import History, HistoryError
from network.trace import Trace, TraceError
from scenes.film.choice import Choice
from scenes.publish.film_files import film_file, film_scene, film_scenes
from scenes.publish.productions import production
from scenes.reading.film_error import FilmError
from scenes.sound.voice import Voice
from scenes.stage.faults import sentence_about
from scenes.words.languages import LANGUAGES

# What a film may show, as the options name it.
KINDS = {Trace: "trace", History: "history"}


def kinds_of(shows):
    """The types that a film says it shows, a tuple."""
    return shows if isinstance(shows, tuple) else (shows,)


class Shown:
    """What the films of a command show, and how fast.

    Args:
        files: Trace and History -> path of the file that was given, or None.
        pace: how long things take, 0.5 (half as long) to 4.
        typed: those of the types whose file was given on the command line,
            and not by a variable.
        choice: what of a trace is told.
        language: in which the screen speaks, one of LANGUAGES.

    Attributes:
        voice: the Voice that is to be heard, none at first.
    """

    def __init__(self, files, pace, typed=(), choice=Choice(), language=LANGUAGES[0]):
        self._files = {kind: path for kind, path in files.items() if path is not None}
        self._pace, self._choice, self.language = pace, choice, language
        self._typed = set(typed)
        self._records = {}
        self.voice = Voice()

    def cut_short(self):
        """Show cuts of 20 to 40 seconds, as --short does."""
        self._choice = replace(self._choice, short=True)

    @property
    def is_short(self):
        """Whether cuts are shown."""
        return self._choice.short

    @property
    def variables(self):
        """What says the same to another program, but for files."""
        pace = {"PACE": str(self._pace), "LANGUAGE": self.language}
        return pace | self._choice.variables()

    def film(self, name):
        """The productions.Production of one film; raises as `films` does."""
        return self.films((name,))[0]

    def films(self, names=(), say=None):
        """The Productions of some films, a tuple.

        Args:
            names: of the films, or paths of their files; none: all of
                scenes/, or, where a file was given, all that can show it.
            say: called with a line of text for each that cannot, or that
                is broken.

        Raises:
            FilmError: a film cannot be made, or nothing can show the file.
            TraceError, HistoryError: a file is none of its kind.
        """
        if names:
            self._check_typed(names)
            return _told_apart(map(self._made, dict.fromkeys(names)))
        made = []
        for name, scene in film_scenes(say).items():
            try:
                self._check_given(scene.shows)
                made.append(self._made(name))
            except (TraceError, HistoryError):
                raise
            except FilmError as error:
                say(f"left out {name}: {error}")
            except Exception as error:  # a fault of the file's, or of ours
                say(
                    f"left out {name}: {sentence_about(error, film_file(name).path)}"
                    f"; python -m scenes steps {name} shows where"
                )
        if not made:
            raise FilmError(
                f"expected a {self._given()} that one of the films can show"
            )
        return tuple(made)

    def file_of(self, record):
        """The Path of the file that a record was read from; None of others."""
        for kind, known in self._records.items():
            if known is record:
                return Path(self._files[kind])
        return None

    def record(self):
        """What is in the file that was given; None where none was.

        Raises:
            TraceError, HistoryError: it is none of its kind.
        """
        for kind in (*self._typed, *self._files):
            if kind not in self._records:
                self._records[kind] = kind.load(self._files[kind])
            return self._records[kind]
        return None

    def films_of(
        self, record, first="", leave=lambda name, why, is_fault: None, is_set=True
    ):
        """Yield a Production for each film in scenes/ that can show a record.

        Args:
            record: a Trace or a History.
            first: the film that is to come first, if it can.
            leave: called with the name of each film that is left out, why, and
                whether its file is at fault.
            is_set: as of productions.production.

        Raises:
            FilmError: none can; the message is of the first that was asked.
        """
        scenes, why, any_made = film_scenes(), None, False
        for name in sorted(scenes, key=lambda one: one != first):
            if type(record) not in kinds_of(scenes[name].shows):
                continue
            try:
                yield self._production(name, record, is_set)
                any_made = True
            except FilmError as error:
                why = why or error
                leave(name, str(error), False)
            except Exception as error:  # a fault of the file's, or of ours
                told = sentence_about(error, film_file(name).path)
                why = why or FilmError(f"{name}: {told}")
                leave(name, told, True)
        if not any_made:
            raise why or FilmError(
                f"expected a {self._given()} that one of the films can show"
            )

    def _made(self, name):
        kind = self._kind_of(name)
        if kind in self._files and kind not in self._records:
            self._records[kind] = kind.load(self._files[kind])
        return self._production(name, self._records.get(kind))

    def _production(self, name, record, is_set=True):
        return production(
            name,
            record=record,
            speed=self._pace,
            choice=self._choice,
            language=self.language,
            voice=self.voice,
            is_set=is_set,
        )

    def _kind_of(self, name):
        """Of the types that a film can show the first whose file was given,
        one on the command line before one by a variable; else its first."""
        kinds = kinds_of(film_scene(name).shows)
        typed = (kind for kind in kinds if kind in self._typed)
        given = (kind for kind in kinds if kind in self._files)
        return next(iter((*typed, *given, *kinds)), None)

    def _check_given(self, shows):
        if self._files and not set(kinds_of(shows)) & set(self._files):
            raise FilmError(f"it shows no {self._given()}")

    def _check_typed(self, names):
        """Nothing that was typed is left unused without a word."""
        shown = {self._kind_of(name) for name in names}
        for kind in self._typed - shown:
            raise FilmError(
                f"expected a film that shows a {KINDS[kind]}, but "
                f"{' and '.join(names)} "
                f"{'does' if len(names) == 1 else 'do'} not; leave out "
                f"--{KINDS[kind]}"
            )

    def _given(self):
        return " or ".join(KINDS[kind] for kind in self._files or KINDS)


def _told_apart(productions):
    """A tuple of Productions, each of which has a name of its own."""
    named = {}
    for one in productions:
        if one.name in named:
            raise FilmError(
                f"expected films of different names, got two of "
                f"the name {one.name}; give a file another name"
            )
        named[one.name] = one
    return tuple(named.values())
