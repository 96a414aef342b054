"""What the commands of python -m scenes share: which films, and of what."""

import os
from contextlib import contextmanager
from functools import wraps

import click
from click.core import ParameterSource

from network.files.user_error import UserError
from scenes.cli.shown_films import KINDS, Shown
from scenes.film.choice import PARSERS, Choice
from scenes.film.film import FASTEST, SLOWEST
from scenes.publish.film_files import film_scene
from scenes.reading.film_error import FilmError
from scenes.stage.themes import BY_NAME, DARK, VARIABLE
from scenes.stage.typeface import printable
from scenes.words.languages import LANGUAGES, preferred

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
    click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=lambda: preferred(os.environ.get("LANGUAGE", "")),
        help="Of all words in the picture; that of the variable LANGUAGE, as zh or "
        "zh_CN:en, when left out, else English.",
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

_SHORT = click.option(
    "--short",
    "chosen_short",
    is_flag=True,
    envvar="SHORT",
    show_envvar=True,
    help="A cut of 20 to 40 seconds with one surprise, of any film.",
)

THEME_OPTION = click.option(
    "--theme",
    type=click.Choice(list(BY_NAME)),
    default=DARK.name,
    envvar=VARIABLE,
    show_envvar=True,
    show_default=True,
    help="The colours, as the pages call them.",
)


class FilmName(click.ParamType):
    """A film by the name of its file in scenes/, or by the path of any."""

    name = "film"

    def convert(self, value, param, ctx):
        try:
            film_scene(value)
        except FilmError as error:
            self.fail(printable(str(error)), param, ctx)
        return value


def film_options(command):
    """Give a command --trace, --history, --pace, --language and what chooses
    of a trace, as its argument `shown`.

    Each has a variable that means the same, to `manim render` too: TRACE,
    HISTORY, PACE, LANGUAGE, SECONDS, STEPS, ONLY, ITERATION, DEPTH and SHORT.
    """

    @wraps(command)
    def with_shown(*arguments, pace, language, **others):
        source = click.get_current_context().get_parameter_source
        typed = [
            kind
            for kind, word in KINDS.items()
            if source(f"{word}_file") is ParameterSource.COMMANDLINE
        ]
        files = {kind: others.pop(f"{word}_file") for kind, word in KINDS.items()}
        asked = {name: others.pop(f"chosen_{name}") for name in _CHOICES}
        asked["short"] = others.pop("chosen_short") or None
        choice = Choice(**{name: one for name, one in asked.items() if one is not None})
        shown = Shown(files, pace, typed, choice, language)
        return command(*arguments, shown=shown, **others)

    for option in reversed((*_OPTIONS, *_CHOOSING, _SHORT)):
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
