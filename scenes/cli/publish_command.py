"""python -m scenes publish."""

import os
import re
from pathlib import Path

import click

from scenes.cli.film_options import THEME_OPTION, FilmName, film_options, in_one_line
from scenes.cli.voice_options import voice_options
from scenes.film.picture_files import check_folder
from scenes.film.telling import is_of_others, plan_words
from scenes.publish import publication
from scenes.publish.end_screen import with_end_screen
from scenes.publish.names_beside import side_by_side
from scenes.publish.progress import Progress
from scenes.publish.publishing_plan import Plan
from scenes.publish.site_folder import FolderError
from scenes.publish.uploads import (
    CHECKLIST,
    PLATFORMS,
    WITH_VIDEOS,
    check_upload,
    write_upload,
)
from scenes.publish.workers import WorkError
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
@voice_options
@click.option(
    "--rates",
    type=Rates(),
    help="Frames a second, one video for each: 10,60 when left out, and 60 for YouTube "
    "and shorts, which take one.",
)
@click.option(
    "--quality", type=click.Choice(list(SIZES)), default="1080p", show_default=True
)
@click.option(
    "--upright",
    is_flag=True,
    help="Videos that are higher than wide, laid out for phones: 1080p is then 1080 "
    "wide and 1920 high.",
)
@THEME_OPTION
@click.option(
    "--out", default="media/site", show_default=True, type=click.Path(), metavar="DIR"
)
@click.option(
    "--videos", is_flag=True, help="Also render videos, to upload and to download."
)
@click.option(
    "--for",
    "platforms",
    multiple=True,
    type=click.Choice(PLATFORMS),
    help="Also leave a folder beside DIR to be dragged to YouTube, with videos, for "
    "shorts upright cuts as --short makes them; to a host of web pages; or, as a SCORM "
    "package, to a course. Several times: one after the other.",
)
@click.option(
    "--address",
    default="",
    metavar="URL",
    help="Where the site will be on the web, for links in descriptions.",
)
@click.option(
    "--name",
    "whose",
    metavar="NAME",
    help="What the films of a --trace or --history are called by, so that they stand "
    "beside others; by its file when left out. Empty: in the others' place.",
)
@click.option(
    "--slides/--no-slides",
    default=None,
    help="With the videos also what manim-slides shows, forward and backwards; without "
    "a word, only where the videos are for no platform.",
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
    films,
    shown,
    rates,
    quality,
    upright,
    theme,
    out,
    videos,
    platforms,
    address,
    whose,
    slides,
    workers,
    scheduler,
    cache,
    quiet,
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

    Films of a trace or a history stand beside those that are there already, as
    MINE_FORWARD; so do cuts and upright ones, as FORWARD_SHORT_UPRIGHT.

    With --voice or --voice-folder the films are spoken, in the --language of
    the picture, and all acts wait for that; a page is silent until its Sound is
    turned on.

    Example: python -m scenes publish forward backprop
    """
    progress = Progress(quiet=quiet)

    def publish_for(platform):
        """Publish, for one platform if there is any, and say where."""
        if platform == "shorts":
            shown.cut_short()
        is_upright = upright or platform == "shorts"
        asked = {"short": shown.is_short, "upright": is_upright}
        variants = [name for name, is_asked in asked.items() if is_asked]
        made = side_by_side(
            shown.films(films, _tell), out, shown.file_of, variants, whose
        )
        if platform == "youtube":
            made = tuple(map(with_end_screen, made))
        check_upload(platform, made)
        told = rates or (RATES[-1:] if platform in WITH_VIDEOS else RATES)
        if not quiet:
            tell_plans(made, told, workers)
        plan = Plan(
            made,
            told,
            SIZES[quality][::-1] if is_upright else SIZES[quality],
            videos or platform in WITH_VIDEOS,
            platform not in WITH_VIDEOS if slides is None else slides,
            theme,
        )
        publication.publish(
            plan,
            out,
            cache=cache,
            progress=progress,
            count=workers,
            scheduler=scheduler,
        )
        place = f"{address.rstrip('/')}/" if address else ""
        left = platform and write_upload(platform, Path(out), made, address=place)
        names = ", ".join(one.name for one in made)
        click.echo(f"published {names} to {os.path.join(out, '')}")
        if left:
            click.echo(f"{left.name} is to be dragged; {CHECKLIST} in it says how")

    try:
        with in_one_line(FolderError, WorkError):
            check_folder(Path(out).resolve().parent)
            check_folder(cache)
            # Once films are cut short they stay so.
            asked = sorted(set(platforms), key=lambda one: (one == "shorts", one))
            has_videos = videos or (asked and set(asked) <= set(WITH_VIDEOS))
            if upright and not has_videos:
                raise click.UsageError(
                    "expected --videos with --upright: the pages draw wide films"
                )
            for platform in asked or [None]:
                publish_for(platform)
    except KeyboardInterrupt:
        click.echo(
            f"\nStopped. What was last published to {out} is whole; "
            "what was rendered is kept, and the same command goes on "
            "from there.",
            err=True,
        )
        raise click.exceptions.Exit(130) from None


def tell_plans(productions, rates, workers=None):
    """Say how the films of traces that others made are told, and how long it
    takes to render them."""
    for one in productions:
        if is_of_others(one.record):
            _tell(plan_words(one.name, one.film, rates, workers=workers))


def _tell(words):
    """Say what is left out, which is no progress: --quiet does not hide it."""
    click.echo(printable(words), err=True)
