"""What is wrong with a file that uses parts, in a sentence.

Manim prints pages of its own source around an error. From the moment at which
a file asks for a part or a film, `manim render` tells its faults as the
commands of this project do; `-v DEBUG` brings Manim's pages back.
"""

import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import click
from manim import config, error_console

from network.files.user_error import UserError


def sentence_about(error: BaseException, path: Path) -> str:
    """A sentence on what an error is, and where in a file it came up.

    Where it came up in another file that stands beside it or below, that one
    is named, too.
    """
    words = str(error)
    if isinstance(error, SyntaxError) and error.filename:
        places = [(Path(error.filename), error.lineno or 1)]
        words = error.msg
    else:
        places = list(_places(error))
    here = [line for place, line in places if place == path]
    where = f"{path.name}, line {here[-1]}" if here else path.name
    beside = [one for one in places if one[0] == path or _is_of_project(one[0], path)]
    if beside and beside[-1][0] != path:
        place, line = beside[-1]
        where += f", in {place.relative_to(path.parent)}, line {line}"
    return f"{where}: {type(error).__name__}: {words}"


def fault_in(error: BaseException | None, path: Path) -> str | None:
    """What to say of an error in a file that is rendered; None if the fault
    is none of the file's."""
    if isinstance(error, click.ClickException):
        return error.message
    if isinstance(error, UserError):
        return str(error)
    if error is None:
        return None
    words = sentence_about(error, path)
    return words if words.startswith(f"{path.name}, ") else None


def tell_faults() -> None:
    """Let `manim render` tell faults of the rendered file in a sentence."""
    plain = error_console.print_exception
    if getattr(plain, "tells_faults", False):
        return

    def print_exception(**options):
        error = sys.exc_info()[1]
        words = fault_in(error, Path(config.input_file).absolute())
        if words is None or config.verbosity == "DEBUG":
            plain(**options)
        else:
            is_own = isinstance(error, (UserError, click.ClickException))
            hint = "" if is_own else "; -v DEBUG tells more"
            click.echo(f"Error: {words}{hint}", err=True)

    print_exception.tells_faults = True  # type: ignore[attr-defined]
    error_console.print_exception = print_exception  # type: ignore[method-assign]


def _places(error: BaseException) -> Iterator[tuple[Path, int]]:
    """(Path, line) of each call under way, the last one inmost."""
    for frame in traceback.extract_tb(error.__traceback__):
        yield Path(frame.filename).absolute(), frame.lineno or 1


def _is_of_project(place: Path, path: Path) -> bool:
    """Whether a file is of the user's own beside another: no library, which
    may stand below it, too."""
    return (
        place.is_relative_to(path.parent)
        and "site-packages" not in place.parts
        and not place.is_relative_to(Path(__file__).parents[2])
        and place.is_file()
    )
