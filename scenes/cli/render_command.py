"""matreel render: Manim's own render, of a film by its name."""

import logging
import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

SCENES = Path(__file__).parents[1]


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    epilog="Example: matreel render forward --fps 10",
)
@click.argument("film")
@click.argument(
    "options", nargs=-1, type=click.UNPROCESSED, metavar="[OPTION OF MANIM]..."
)
def render(film, options):
    """Render a film to media/videos in this folder.

    FILM is the name of one, as forward, or the path of a file with a scene
    of yours; of a file with several, the name of one comes after it, or -a.
    What follows goes to `manim render`, whose options `matreel render FILM
    --help` lists. TRACE=FILE.trace, HISTORY=FILE.history, PACE=2 and
    LANGUAGE=zh before the command say what to show, how fast, and in Chinese.
    """
    file = _file(film)
    if "--jupyter" in options:
        raise click.UsageError("expected no --jupyter, which is for notebooks")
    # Manim is imported by itself, with the settings that it finds here.
    sys.argv = ["manim", "render", str(file), *options]
    with _in_sentences(file):
        runpy.run_module("manim", run_name="__main__", alter_sys=True)


def _file(film: str) -> Path:
    """The Path of a film's file."""
    named = SCENES / f"{film}.py"
    if film.isidentifier() and not film.startswith("_") and named.is_file():
        return named
    if Path(film).suffix == ".py" and Path(film).is_file():
        return Path(film).absolute()
    from scenes.publish.film_files import no_film

    raise click.BadParameter(str(no_film(film)), param_hint="'FILM'")


@contextmanager
def _in_sentences(file: Path) -> Iterator[None]:
    """Let what is wrong with a file be one line.

    Manim prints pages of its own source around an error, and ends well where
    there is nothing to render.
    """
    from manim import console

    from scenes.stage.faults import tell_faults

    tell_faults()
    asks = console.input

    def ask(*prompt, **options):
        if not sys.stdin.isatty():
            raise click.ClickException(_which(file))
        return asks(*prompt, **options)

    log, complaints = logging.getLogger("manim"), _Complaints(file)
    log.addFilter(complaints)
    console.input = ask  # type: ignore[method-assign]
    try:
        yield
    finally:
        console.input = asks  # type: ignore[method-assign]
        log.removeFilter(complaints)


def _which(file: Path) -> str:
    return f"expected the name of one of the scenes of {file.name}, or -a for all"


class _Complaints(logging.Filter):
    """Ends where Manim only complains, and goes on."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def filter(self, record: logging.LogRecord) -> bool:
        words = record.getMessage()
        if "no scenes inside that module" in words:
            raise click.ClickException(
                f"expected a scene in {self._file.name}, found none: a class of its "
                "own that is based on StageScene, or on one of Manim's scenes"
            )
        if "is not in the script" in words:
            raise click.ClickException(f"{words.strip()}; {_which(self._file)}")
        if record.levelno >= logging.ERROR and record.module == "render_options":
            raise click.ClickException(words)
        return True
