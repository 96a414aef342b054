"""python -m scenes publish."""

import os
import re
from pathlib import Path

import click

from network.trace import Trace
from scenes.cli.film_options import FilmName, film_options, in_one_line
from scenes.film.picture_files import check_folder
from scenes.film.telling import plan_words
from scenes.publish import publication
from scenes.publish.progress import Progress
from scenes.publish.publishing_plan import Plan
from scenes.publish.site_folder import FolderError
from scenes.publish.workers import WorkError
from scenes.reading.value_roles import of_digits
from scenes.stage.typeface import printable

SIZES = {
    "240p": (426, 240),
    "480p": (854, 480),
    "720p": (1280, 720),
    "1080p": (1920, 1080),
    "1440p": (2560, 1440),
    "2160p": (3840, 2160),
}
CACHE = "media/segments"
RATES = 10, 60


class Rates(click.ParamType):
    """Frames a second of each video: "10,60"."""

    name = "rates"

    def convert(self, value, param, ctx):
        if isinstance(value, tuple):
            return value
        # Steps last whole tenths of a second, so these have whole frames.
        if (
            not re.fullmatch(r"[1-9]\d?0(,[1-9]\d?0)*", value)
            or max(map(int, value.split(","))) > 120
        ):
            self.fail(
                f"expected multiples of 10 up to 120, as in 10,60, got {value!r}",
                param,
                ctx,
            )
        return tuple(sorted(set(map(int, value.split(",")))))


@click.command()
@click.argument("films", nargs=-1, metavar="[FILM]...", type=FilmName())
@film_options
@click.option(
    "--rates",
    type=Rates(),
    default=",".join(map(str, RATES)),
    show_default=True,
    help="Frames a second, one video for each.",
)
@click.option(
    "--quality", type=click.Choice(list(SIZES)), default="1080p", show_default=True
)
@click.option(
    "--out", default="media/site", show_default=True, type=click.Path(), metavar="DIR"
)
@click.option(
    "--videos", is_flag=True, help="Also render videos, to upload and to download."
)
@click.option(
    "--slides/--no-slides",
    default=True,
    show_default=True,
    help="With the videos also what manim-slides shows, forward and backwards.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Processes on this machine; one for each core when left out.",
)
@click.option(
    "--scheduler",
    metavar="tcp://HOST:PORT",
    help="Render on the workers of this Dask cluster instead.",
)
@click.option(
    "--cache",
    default=CACHE,
    show_default=True,
    type=click.Path(),
    metavar="DIR",
    help="Where finished segments are kept.",
)
@click.option("--quiet", is_flag=True, help="Show no progress.")
def publish(
    films, shown, rates, quality, out, videos, slides, workers, scheduler, cache, quiet
):
    """Publish films: pages that draw them, captions, chapters; with --videos
    videos and slides too.

    Makes what is not up to date, and leaves a folder for any web server,
    which also opens from disk. What else is in the folder, a .git or a CNAME,
    stays. A FILM is one of `python -m scenes --help`,
    or the path of a film's file. Without one, all there are, or, with a
    trace or a history, all that can show it. Stopped with Ctrl-C it leaves
    the last published folder as it was, and goes on where it stopped when it
    is started again.

    Example: python -m scenes publish forward backprop
    """
    progress = Progress(quiet=quiet)
    try:
        with in_one_line(FolderError, WorkError):
            check_folder(Path(out).resolve().parent)
            check_folder(cache)
            made = shown.films(films, _tell)
            if not quiet:
                tell_plans(made, rates, workers)
            plan = Plan(made, rates, SIZES[quality], videos, slides)
            publication.publish(
                plan,
                out,
                cache=cache,
                progress=progress,
                count=workers,
                scheduler=scheduler,
            )
    except KeyboardInterrupt:
        click.echo(
            f"\nStopped. What was last published to {out} is whole; "
            "what was rendered is kept, and the same command goes on "
            "from there.",
            err=True,
        )
        raise click.exceptions.Exit(130) from None
    click.echo(
        f"published {', '.join(one.name for one in made)} to {os.path.join(out, '')}"
    )


def tell_plans(productions, rates, workers=None):
    """Say how the films of traces that others made are told, and how long it
    takes to render them."""
    for one in productions:
        if isinstance(one.record, Trace) and not of_digits(one.record):
            _tell(plan_words(one.name, one.film, rates, workers=workers))


def _tell(words):
    """Say what is left out, which is no progress: --quiet does not hide it."""
    click.echo(printable(words), err=True)
