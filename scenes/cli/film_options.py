"""What the commands of python -m scenes share: which films, and of what."""

from contextlib import contextmanager
from functools import wraps

import click
from click.core import ParameterSource

from network.files.user_error import UserError
from network.runs.history import History, HistoryError
from network.trace import Trace, TraceError
from scenes.film.choice import PARSERS, Choice
from scenes.film.film import FASTEST, SLOWEST
from scenes.publish.film_files import film_file, film_scene, film_scenes, sentence_about
from scenes.publish.productions import production
from scenes.reading.film_error import FilmError
from scenes.stage.typeface import printable

# What a film may show, as the options name it.
KINDS = {Trace: "trace", History: "history"}
_OPTIONS = (
    click.option(
        "--trace",
        "trace_file",
        type=click.Path(),
        metavar="FILE",
        envvar="TRACE",
        show_envvar=True,
        help="The trace to show, as python -m network trace writes it; each "
        "film's own when left out.",
    ),
    click.option(
        "--history",
        "history_file",
        type=click.Path(),
        metavar="FILE",
        envvar="HISTORY",
        show_envvar=True,
        help="The history to show, for the film of a training, as python -m "
        "network train writes it.",
    ),
    click.option(
        "--pace",
        type=click.FloatRange(FASTEST, SLOWEST),
        default=1.0,
        envvar="PACE",
        show_envvar=True,
        show_default=True,
        help="How long everything takes: 2 is twice as long.",
    ),
)
# What of a trace is told; each has a variable that means the same.
_CHOICES = {
    "seconds": (
        "N",
        "How long the film of a trace is at most; 180 when left out, but for the "
        "films of the digit network.",
    ),
    "steps": (
        "FIRST..LAST",
        "Only these steps, by the names that `steps` lists; several with commas.",
    ),
    "only": ("FUNCTION", "Only the calls of a function."),
    "iteration": (
        "N",
        "Only one pass of a loop: 3 is the third, -1 the last; t=3 is that in which "
        "t was 3.",
    ),
    "depth": (
        "N",
        "How deep in calls each statement is told: 0 tells those of the recorded "
        "call alone.",
    ),
}


def _parsed(context, parameter, text):
    """What an option says, as its variable would."""
    if not text:
        return None
    try:
        return PARSERS[parameter.name.removeprefix("chosen_")](text)
    except FilmError as error:
        raise click.BadParameter(printable(str(error)), context, parameter) from None


_CHOOSING = tuple(
    click.option(
        f"--{name}",
        f"chosen_{name}",
        metavar=metavar,
        callback=_parsed,
        envvar=name.upper(),
        show_envvar=True,
        help=help_text,
    )
    for name, (metavar, help_text) in _CHOICES.items()
)


def kinds_of(shows):
    """The types that a film says it shows, a tuple."""
    return shows if isinstance(shows, tuple) else (shows,)


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
        choice: what of a trace is told.
    """

    def __init__(self, files, pace, typed=(), choice=Choice()):
        self._files = {kind: path for kind, path in files.items() if path is not None}
        self._pace, self._choice = pace, choice
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

    def _made(self, name):
        kind = self._kind_of(name)
        if kind in self._files and kind not in self._records:
            self._records[kind] = kind.load(self._files[kind])
        return production(
            name, record=self._records.get(kind), speed=self._pace, choice=self._choice
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


def film_options(command):
    """Give a command --trace, --history, --pace and what chooses of a trace,
    as its argument `shown`.

    Each has a variable that means the same, to `manim render` too: TRACE,
    HISTORY, PACE, SECONDS, STEPS, ONLY, ITERATION and DEPTH.
    """

    @wraps(command)
    def with_shown(*arguments, pace, **others):
        source = click.get_current_context().get_parameter_source
        typed = [
            kind
            for kind, word in KINDS.items()
            if source(f"{word}_file") is ParameterSource.COMMANDLINE
        ]
        files = {kind: others.pop(f"{word}_file") for kind, word in KINDS.items()}
        asked = {name: others.pop(f"chosen_{name}") for name in _CHOICES}
        choice = Choice(**{name: one for name, one in asked.items() if one is not None})
        return command(*arguments, shown=Shown(files, pace, typed, choice), **others)

    for option in reversed((*_OPTIONS, *_CHOOSING)):
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
