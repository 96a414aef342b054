"""What the commands of python -m scenes share: which films, and of what."""

from contextlib import contextmanager
from functools import wraps

import click
from click.core import ParameterSource

from network.files.user_error import UserError
from network.runs.history import History, HistoryError
from network.trace import Trace, TraceError
from scenes.film.film import FASTEST, SLOWEST
from scenes.publish.film_files import (
    film_file,
    film_scene,
    film_scenes,
    sentence_about,
)
from scenes.publish.productions import production
from scenes.reading.film_error import FilmError
from scenes.stage.typeface import printable

# What a film may show, as the options name it.
KINDS = {Trace: "trace", History: "history"}
_OPTIONS = (
    click.option(
        "--trace", "trace_file", type=click.Path(), metavar="FILE",
        envvar="TRACE", show_envvar=True,
        help="The trace to show, as python -m network trace writes it; each "
             "film's own when left out."),
    click.option(
        "--history", "history_file", type=click.Path(), metavar="FILE",
        envvar="HISTORY", show_envvar=True,
        help="The history to show, for the film of a training, as python -m "
             "network train writes it."),
    click.option(
        "--pace", type=click.FloatRange(FASTEST, SLOWEST), default=1.0,
        envvar="PACE", show_envvar=True, show_default=True,
        help="How long everything takes: 2 is twice as long."))


class FilmName(click.ParamType):
    """A film by the name of its file in scenes/, or by the path of any."""

    name = "film"

    def convert(self, value, param, ctx):
        try:
            film_scene(value)
        except FilmError as error:
            self.fail(printable(str(error)), param, ctx)
        return value


class Shown:
    """What the films of a command show, and how fast.

    Args:
        files: Trace and History -> path of the file that was given, or None.
        pace: how long things take, 0.5 (half as long) to 4.
        typed: those of the types whose file was given on the command line,
            and not by a variable.
    """

    def __init__(self, files, pace, typed=()):
        self._files = {kind: path for kind, path in files.items()
                       if path is not None}
        self._pace = pace
        self._typed = set(typed)
        self._records = {}

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
                self._check_given(name, scene.shows)
                made.append(self._made(name))
            except (TraceError, HistoryError):
                raise
            except FilmError as error:
                say(f"left out {name}: {error}")
            except Exception as error:  # a fault of the file's, or of ours
                say(f"left out {name}: {sentence_about(error, film_file(name).path)}"
                    f"; python -m scenes steps {name} shows where")
        if not made:
            raise FilmError(f"expected a {self._given()} that one of the "
                            "films can show")
        return tuple(made)

    def _made(self, name):
        kind = film_scene(name).shows
        if kind in self._files and kind not in self._records:
            self._records[kind] = kind.load(self._files[kind])
        return production(name, record=self._records.get(kind),
                          speed=self._pace)

    def _check_given(self, name, kind):
        if self._files and kind not in self._files:
            raise FilmError(f"it shows no {self._given()}")

    def _check_typed(self, names):
        """Nothing that was typed is left unused without a word."""
        shown = {film_scene(name).shows for name in names}
        for kind in self._typed - shown:
            raise FilmError(
                f"expected a film that shows a {KINDS[kind]}, but "
                f"{' and '.join(names)} "
                f"{'does' if len(names) == 1 else 'do'} not; leave out "
                f"--{KINDS[kind]}")

    def _given(self):
        return " or ".join(KINDS[kind] for kind in self._files or KINDS)


def _told_apart(productions):
    """A tuple of Productions, each of which has a name of its own."""
    named = {}
    for one in productions:
        if one.name in named:
            raise FilmError(f"expected films of different names, got two of "
                            f"the name {one.name}; give a file another name")
        named[one.name] = one
    return tuple(named.values())


def film_options(command):
    """Give a command --trace, --history and --pace, as its argument `shown`.

    Each has a variable that means the same, to `manim render` too: TRACE,
    HISTORY and PACE.
    """
    @wraps(command)
    def with_shown(*arguments, pace, **others):
        source = click.get_current_context().get_parameter_source
        typed = [kind for kind, word in KINDS.items() if source(
            f"{word}_file") is ParameterSource.COMMANDLINE]
        files = {kind: others.pop(f"{word}_file")
                 for kind, word in KINDS.items()}
        return command(*arguments, shown=Shown(files, pace, typed), **others)
    for option in reversed(_OPTIONS):
        with_shown = option(with_shown)
    return with_shown


@contextmanager
def in_one_line(*more):
    """Let what a user can mend be one line, without a traceback.

    Nothing of a file that may come from anywhere reaches the terminal but
    characters that print.

    Args:
        more: types of errors to be told so, besides those of all commands.
    """
    try:
        yield
    except (UserError, OSError, *more) as error:
        raise click.ClickException(printable(str(error))) from None
