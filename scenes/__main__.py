"""python -m scenes: films published, and pictures of a film."""

import click
from manim import config

from network.default_trace import default_trace
from network.trace import Trace, TraceError
from scenes.film import Film
from scenes.film_error import FilmError
from scenes.gallery import write_gallery
from scenes.publish.command import publish
from scenes.publish.productions import film_scenes, production
from scenes.stage import palette
from scenes.stills import still


@click.group()
def scenes():
    """Films published, and pictures of the film of a trace.

    Manim itself renders a single film: manim render scenes/forward.py
    """


def _film(trace_file):
    config.background_color = palette.BACKGROUND
    try:
        return Film(Trace.load(trace_file) if trace_file else default_trace())
    except (TraceError, FilmError) as error:
        raise click.ClickException(str(error)) from None


trace_option = click.option(
    "--trace", "trace_file", type=click.Path(), metavar="FILE",
    help="The trace to show; the default digit's when left out.")


@scenes.command()
@trace_option
def steps(trace_file):
    """List the film's steps: second, length, slug and what happens.

    Example: python -m scenes steps --trace my.trace
    """
    film = _film(trace_file)
    for index, step in enumerate(film.steps):
        shots = film.shots_of(index)
        length = sum(shot.seconds for shot in shots)
        click.echo(f"{shots[0].start:7.1f} s {length:6.1f} s  "
                   f"{step.slug:28} {step.caption}")


@scenes.command()
@trace_option
@click.option("--second", type=float, required=True,
              help="The moment of the film.")
@click.option("--width", default=1920, type=click.IntRange(320, 3840),
              help="In pixels; the height follows, 16:9.")
@click.option("--out", required=True, type=click.Path(dir_okay=False),
              metavar="FILE.png")
def frame(trace_file, second, width, out):
    """Write one frame of the film as a picture.

    Example: python -m scenes frame --second 12.5 --out frame.png
    """
    film = _film(trace_file)
    try:
        shot, within = film.at(second)
    except FilmError as error:
        raise click.ClickException(str(error)) from None
    still(film, shot, within, width=width).save(out)
    click.echo(f"wrote {out}")


@scenes.command()
@click.option("--out", default="media/gallery", show_default=True,
              type=click.Path(file_okay=False), metavar="DIR")
def gallery(out):
    """Write the pictures that the README shows.

    Example: python -m scenes gallery
    """
    config.background_color = palette.BACKGROUND
    for path in write_gallery(map(production, film_scenes()), out):
        click.echo(f"wrote {path}")


scenes.add_command(publish)

if __name__ == "__main__":
    scenes()
