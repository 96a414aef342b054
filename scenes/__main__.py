"""python -m scenes: films published, and pictures of a film."""

from pathlib import Path

import click
from manim import config

from network.default_trace import default_trace
from network.trace import Trace, TraceError
from scenes.film import Film
from scenes.publish.command import publish
from scenes.stage import palette
from scenes.stills import contact_sheet, still, telling_moment


@click.group()
def scenes():
    """Films published, and pictures of the film of a trace.

    Manim itself renders a single film: manim render scenes/forward.py
    """


def _film(trace_file):
    config.background_color = palette.BACKGROUND
    try:
        return Film(Trace.load(trace_file) if trace_file else default_trace())
    except (TraceError, ValueError) as error:
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
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    still(film, shot, within, width=width).save(out)
    click.echo(f"wrote {out}")


@scenes.command()
@trace_option
@click.option("--out", default="media/gallery", show_default=True,
              type=click.Path(file_okay=False), metavar="DIR")
def gallery(trace_file, out):
    """Write the pictures that the README shows.

    Example: python -m scenes gallery
    """
    film, folder = _film(trace_file), Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {"contact-sheet.png": contact_sheet(film, width=640)}
    shot = next((shot for shot in film.shots
                 if shot.player.act.kind == "sheets"), film.shots[0])
    pictures["forward.png"] = still(film, shot, telling_moment(shot),
                                    width=1280)
    for name, picture in pictures.items():
        picture.quantize(256).save(folder / name, optimize=True)
        click.echo(f"wrote {folder / name}")


scenes.add_command(publish)

if __name__ == "__main__":
    scenes()
