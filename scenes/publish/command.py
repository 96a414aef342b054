"""python -m scenes publish."""

import os
import re

import click

from network.trace import Trace, TraceError
from scenes.film import FASTEST, SLOWEST
from scenes.film_error import FilmError
from scenes.publish import publication
from scenes.publish.productions import film_scenes, production
from scenes.publish.progress import Progress
from scenes.publish.swap import FolderError
from scenes.publish.workers import WorkError

SIZES = {"240p": (426, 240), "480p": (854, 480), "720p": (1280, 720),
         "1080p": (1920, 1080), "1440p": (2560, 1440), "2160p": (3840, 2160)}
CACHE = "media/segments"


class Rates(click.ParamType):
    """Frames a second of each video: "10,60"."""

    name = "rates"

    def convert(self, value, param, ctx):
        if isinstance(value, tuple):
            return value
        # Steps last whole tenths of a second, so these have whole frames.
        if not re.fullmatch(r"[1-9]\d?0(,[1-9]\d?0)*", value) \
                or max(map(int, value.split(","))) > 120:
            self.fail(f"expected multiples of 10 up to 120, as in 10,60, got "
                      f"{value!r}", param, ctx)
        return tuple(sorted(set(map(int, value.split(",")))))


@click.command()
@click.argument("films", nargs=-1, metavar="[FILM]...")
@click.option("--rates", type=Rates(), default="10,60", show_default=True,
              help="Frames a second, one video for each.")
@click.option("--quality", type=click.Choice(list(SIZES)), default="1080p",
              show_default=True)
@click.option("--out", default="media/site", show_default=True,
              type=click.Path(), metavar="DIR")
@click.option("--trace", "trace_file", type=click.Path(), metavar="FILE",
              help="The trace to show; each film's own when left out.")
@click.option("--pace", type=click.FloatRange(FASTEST, SLOWEST), default=1.0,
              envvar="PACE", show_default=True,
              help="How long everything takes.")
@click.option("--slides/--no-slides", default=True, show_default=True,
              help="Also what manim-slides shows, forward and backwards.")
@click.option("--workers", type=click.IntRange(1), metavar="N",
              help="Processes on this machine; one for each core when left "
                   "out.")
@click.option("--scheduler", metavar="tcp://HOST:PORT",
              help="Render on the workers of this Dask cluster instead.")
@click.option("--cache", default=CACHE, show_default=True, type=click.Path(),
              metavar="DIR", help="Where finished segments are kept.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def publish(films, rates, quality, out, trace_file, pace, slides, workers,
            scheduler, cache, quiet):
    """Publish films: videos, chapters, captions, slides and pages.

    Renders what is not up to date, and leaves a folder for any web server,
    which also opens from disk. Without a FILM, all there are. Stopped with
    Ctrl-C it leaves the last published folder as it was, and goes on where
    it stopped when it is started again.

    Example: python -m scenes publish forward backprop
    """
    progress = Progress(quiet=quiet)
    try:
        trace = Trace.load(trace_file) if trace_file else None
        made = _productions(films, trace, pace, progress)
        plan = publication.Plan(made, rates, SIZES[quality], slides)
        publication.publish(plan, out, cache=cache, progress=progress,
                            count=workers, scheduler=scheduler)
    except (TraceError, FilmError, OSError, FolderError,
            WorkError) as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        click.echo(f"\nStopped. {out} is as it was; what was rendered is "
                   "kept, and the same command goes on from there.", err=True)
        raise click.exceptions.Exit(130) from None
    click.echo(f"published {', '.join(one.name for one in made)} to "
               f"{os.path.join(out, '')}")


def _productions(films, trace, speed, progress):
    """A Production of each film that is named, or of all that there can be."""
    made = []
    for name in dict.fromkeys(films) or film_scenes():
        try:
            made.append(production(name, trace=trace, speed=speed))
        except FilmError as error:
            if films or trace is None:
                raise
            progress.say(f"left out {name}: {error}")
    if not made:
        raise FilmError("expected a trace that one of the films can show")
    return tuple(made)
