"""matreel render: Manim's own render, of a film by its name."""

import runpy
import sys
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
    of yours. What follows goes to `manim render`, whose options
    `matreel render FILM --help` lists. TRACE=FILE.trace, HISTORY=FILE.history
    and PACE=2 before the command say what to show, and how fast.
    """
    # Manim is imported by itself, with the settings that it finds here.
    sys.argv = ["manim", "render", *options, str(_file(film))]
    runpy.run_module("manim", run_name="__main__", alter_sys=True)


def _file(film):
    """The Path of a film's file."""
    named = SCENES / f"{film}.py"
    if film.isidentifier() and not film.startswith("_") and named.is_file():
        return named
    if Path(film).suffix == ".py" and Path(film).is_file():
        return Path(film).absolute()
    from scenes.publish.film_files import film_scenes

    raise click.BadParameter(
        f"expected one of the films {', '.join(film_scenes())}, or the path "
        f"of a file with a scene, got {film!r}",
        param_hint="'FILM'",
    )
