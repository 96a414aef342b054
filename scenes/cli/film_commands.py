"""The commands of python -m scenes: films published, pictures of a film."""

import os
from pathlib import Path

import click
from manim import config

from network.cli.version import version_option
from network.files.whole import write_whole
from scenes.cli.film_options import THEME_OPTION, FilmName, film_options, in_one_line
from scenes.cli.live_command import live
from scenes.cli.publish_command import RATES, publish, tell_plans
from scenes.cli.script_command import script_command
from scenes.cli.voice_options import voice_options
from scenes.film.picture_files import check_folder, check_picture, write_picture
from scenes.film.stills import still
from scenes.publish.gallery import write_gallery
from scenes.publish.progress import Progress
from scenes.score.pdf import pdf_of
from scenes.score.svg import svg_of
from scenes.stage import palette
from scenes.stage.themes import DARK, theme_named
from scenes.stage.typeface import printable

VECTORS = {".svg": svg_of, ".pdf": pdf_of}  # sharp at any size
PICTURES = ".png", ".jpg", ".jpeg", ".webp", *VECTORS

film_argument = click.argument(
    "name", default="forward", metavar="[FILM]", type=FilmName()
)


@click.group()
@version_option
def scenes():
    """Films published, and pictures of a film.

    A film is named like its file in scenes/: forward, backprop and so on. A
    film of your own is named by the path of its file: ./mine.py
    Manim itself renders a single one: manim render scenes/forward.py
    """


@scenes.command()
@film_argument
@film_options
@voice_options
def steps(name, shown):
    """List a film's steps: second, length, slug and what happens.

    Without a FILM, those of forward.

    Example: python -m scenes steps backprop --trace my.trace
    """
    with in_one_line():
        made = shown.film(name)
        film = made.film
        tell_plans([made], RATES)
    for index, step in enumerate(film.steps):
        shots = film.shots_of(index)
        length = sum(shot.seconds for shot in shots)
        click.echo(
            f"{shots[0].start:7.1f} s {length:6.1f} s  "
            f"{step.slug:28} {printable(step.caption)}"
        )


def picture_path(context, parameter, path):
    """The path, if a picture can be written there: told before the film is
    built."""
    folder = Path(path).parent
    if Path(path).suffix.lower() not in PICTURES:
        raise click.BadParameter(
            f"expected a file that ends in {', '.join(PICTURES[:-1])} or "
            f"{PICTURES[-1]}, got {path}"
        )
    if not folder.is_dir():
        raise click.BadParameter(f"expected a folder that exists, but {folder} is none")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise click.BadParameter(f"nothing can be written in {folder}")
    with in_one_line():
        check_picture(path)
    return path


@scenes.command()
@film_argument
@film_options
@voice_options
@click.option(
    "--second",
    type=float,
    required=True,
    help="The moment of the film; `steps` tells where each begins.",
)
@click.option(
    "--width",
    type=click.IntRange(320, 3840),
    help="In pixels; 1920 when left out. The height follows, 16:9.",
)
@click.option(
    "--upright",
    is_flag=True,
    help="Laid out for a frame 1080 wide and 1920 high, as of a phone.",
)
@THEME_OPTION
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False),
    callback=picture_path,
    metavar="FILE.png",
    help="A PNG, JPEG, WebP, SVG or PDF file, by its ending; the last two are sharp "
    "at any size. Of pictures there, only one that matreel made is replaced.",
)
def frame(name, shown, second, width, upright, theme, out):
    """Write one frame of a film as a picture.

    Without a FILM, one of forward.

    Example: python -m scenes frame neurons --second 12.5 --out frame.png
    """
    config.background_color = palette.BACKGROUND
    with in_one_line():
        film = shown.film(name).film
        if not 0 <= second <= film.seconds:
            raise click.BadParameter(
                f"expected a moment of {name}, from 0 to {film.seconds} s, "
                f"got {second}",
                param_hint="'--second'",
            )
        vector_of = VECTORS.get(Path(out).suffix.lower())
        if vector_of and (upright or theme != DARK.name):
            raise click.UsageError(
                f"expected --upright and --theme for pictures of pixels, got {out}"
            )
        film = film.upright() if upright else film
        if vector_of:
            shot, within = film.at(second)
            film.show(shot, within)
            write_whole(out, vector_of(film.parts(shot)), to_disk=False)
        else:
            moment = film.at(second)
            picture = still(film, *moment, width=width, theme=theme_named(theme))
            write_picture(picture, out)
    click.echo(f"wrote {out}")


@scenes.command()
@film_options
@click.option(
    "--out",
    default="media/gallery",
    show_default=True,
    type=click.Path(file_okay=False),
    metavar="DIR",
)
def gallery(shown, out):
    """Write the pictures that the README shows, one of each film.

    With a trace or a history, of the films that can show it.

    Example: python -m scenes gallery --out pictures
    """
    config.background_color = palette.BACKGROUND
    with in_one_line():
        check_folder(out)
        for path in write_gallery(shown.films(say=Progress().say), out):
            click.echo(f"wrote {path}")


scenes.add_command(publish)
scenes.add_command(live)
scenes.add_command(script_command)
