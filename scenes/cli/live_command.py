"""python -m scenes live."""

import os
import shutil
import sys
import tempfile
import traceback
import webbrowser
from functools import partial
from pathlib import Path

import click
import numpy as np

from network.digits.mnist_like import mnist_like
from network.files.user_error import UserError
from network.runs.default_traces import default_trace, record_drawing
from network.trace import Trace
from network.workbook import record_lesson, write_workbook
from scenes.cli.film_options import film_options, in_one_line
from scenes.cli.publish_command import CACHE
from scenes.film.patience import be_silent
from scenes.film.picture_files import check_folder
from scenes.live.guard import LOOPBACK
from scenes.live.server import SIDE, Server, listening, serve
from scenes.live.showing import Fault, Showing
from scenes.live.teller import Rank, Teller
from scenes.live.videos import Videos
from scenes.live.watch import Recorded, Watch
from scenes.publish.asked_film import AskedFilm
from scenes.publish.asked_site import AskedSite
from scenes.publish.whole_fonts import WholeFonts
from scenes.stage.typeface import printable

PORT = 8737
WATCH_SECS = 60.0
SWITCH_SECS = 0.001  # after which who answers need not wait for who tells
VIDEO_RATE, VIDEO_SIZE = "30", "1280,720"
ROOT = str(Path(__file__).parents[2])  # where `scenes` is


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    epilog="Examples: python -m scenes live; "
    "python -m scenes live --watch net.py:forward @x.npy 0.1",
)
@film_options
@click.option(
    "--watch",
    "watched",
    metavar="FILE.py[:FUNCTION]",
    help="Record this file, or a call of a function in it, now and whenever it is "
    "saved. ARGS are given to it, as `python -m network record` takes them.",
)
@click.option(
    "--recording",
    default=WATCH_SECS,
    show_default=True,
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="How long a recording of --watch may take; what came until then is shown.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=f"Of the server; {PORT}, or where that is taken any that is free, when left "
    "out.",
)
@click.option(
    "--host",
    default=LOOPBACK[0],
    show_default=True,
    help="The address to listen at: others than this machine can reach the page "
    "only if it is another.",
)
@click.option(
    "--browser/--no-browser", default=True, show_default=True, help="Open the page."
)
@click.option(
    "--cache",
    default=CACHE,
    show_default=True,
    type=click.Path(),
    metavar="DIR",
    help="Where fonts are kept, which take seconds to cut.",
)
@click.argument("arguments", metavar="[ARGS]...", nargs=-1, type=click.UNPROCESSED)
def live(shown, watched, recording, port, host, browser, cache, arguments):
    """Play what is computed, at once, on a page of this machine.

    Without a file, a pad: draw a digit, and when the pen is lifted the films of
    how the network reads it play. With --trace or --history, its films. With
    --watch, your own code: save it, and the page shows what it computes now, at
    the same step; what it raises stands there with its line.

    Nothing but this machine can reach the page, unless --host says so; nothing
    is run but what the command line names. Ctrl-C ends it.
    """
    if arguments and not watched:
        raise click.UsageError(
            f"expected --watch FILE.py before {printable(arguments[0])}"
        )
    with in_one_line():
        check_folder(cache)
        record = shown.record()
        if record is not None and watched:
            raise click.UsageError("give --watch, or a --trace or --history, not both")
        listener = _listener(host, port)
    be_silent()
    sys.setswitchinterval(SWITCH_SECS)
    teller, fonts = Teller(), WholeFonts(Path(cache))
    fonts.begin()
    stage = _Stage(shown, teller, fonts, watched, record)
    videos = Videos(stage.now, _render, shown.variables)
    taken = listener.getsockname()[1]
    server = Server(
        *(stage.now, host, taken, AskedSite(fonts), stage.draw, videos.begin, _say)
    )
    watch = watched and Watch(
        watched, arguments, recording, stage.now.begin, stage.recorded
    )
    try:
        with in_one_line():
            stage.start()
            if watch:
                watch.start()
            name = f"[{host}]" if ":" in host else host
            address = f"http://{name}:{taken}/#{server.token}"
            serve(server.app, listener, lambda: _tell(address, browser))
    finally:
        if watch:
            watch.close()
        videos.close()
        teller.close()
        fonts.close()


def _listener(host, port):
    """The socket to listen at."""
    if port is not None:
        return listening(host, port)
    try:
        return listening(host, PORT)
    except OSError:
        return listening(host, 0)


def _tell(address, opens):
    click.echo(f"{address}\nCtrl-C ends it.")
    # Elsewhere webbrowser would start one that takes the terminal.
    has_screen = sys.platform in ("darwin", "win32") or any(
        map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))
    )
    if opens and has_screen:
        webbrowser.open(address)


def _say(what, error):
    """Say on the terminal what went wrong here, once and with its lines."""
    lines = "".join(traceback.format_exception(error)).splitlines()
    click.echo("\n".join(map(printable, [f"could not do: {what}", *lines])), err=True)


def _render(film, trace, folder):
    """The command that renders a film, to be run with TRACE set."""
    start = "from scenes.cli.start import main; main()"
    return [
        *(
            sys.executable,
            "-P",
            "-c",
            f"import sys; sys.path.insert(0, {ROOT!r}); {start}",
        ),
        *("render", film, "--fps", VIDEO_RATE, "--resolution", VIDEO_SIZE),
        *("--media_dir", str(folder / "media"), "--progress_bar", "none"),
    ]


class _Stage:
    """What is recorded, and told on the page.

    Attributes:
        now: the live.showing.Showing.
        draw: as live.server.Server takes it.
    """

    def __init__(self, shown, teller, fonts, watched, record):
        self._shown, self._teller, self._fonts = shown, teller, fonts
        self._watched, self._record = watched, record
        mode = "watch" if watched else "digit" if record is None else "record"
        self.now = Showing(teller, mode, _say)
        self._said = set()
        self.draw = self._drawn if mode == "digit" else None

    def start(self):
        """Show what there is to show before anything is drawn or saved.

        Raises:
            UserError: nothing can show the record.
        """
        if not self._watched:
            record = default_trace() if self._record is None else self._record
            self._teller.submit(
                Rank.RECORDING, lambda _: self._show(record, "", plays=False)
            ).result()

    def recorded(self, recorded: Recorded):
        """Show what a recording of the watched file came to."""
        fault = recorded.fault
        if fault is not None and self.now.now is not None:
            self.now.fail(fault)  # what was shown stays
            return
        if recorded.path is None:
            self.now.fail(fault or Fault("nothing was recorded"))
            return
        path = recorded.path
        more = {
            "keeps": {path.name.rpartition("-")[0] + ".trace": path.read_bytes},
            "write_trace": partial(shutil.copyfile, path),
        }

        def show(_):
            name = Path(self._watched).name
            self._show(Trace.load(path), name, fault=fault, **more)

        try:
            self._teller.submit(Rank.RECORDING, show).result()
        except (UserError, OSError) as error:
            self.now.fail(fault or Fault(str(error)))

    def _drawn(self, ink, learn):
        paper = np.frombuffer(ink, np.uint8).reshape(SIDE, SIDE)
        image = mnist_like(paper / 255)

        def trace_file(path):
            record_drawing(image, learn=learn, path=path)

        def workbook(path):
            write_workbook(record_lesson(picture=image, learn=learn), path)

        keeps = {
            "digit.trace": lambda: _written("digit.trace", trace_file),
            "digit.xlsx": lambda: _written("digit.xlsx", workbook),
        }
        record = record_drawing(image, learn=learn)
        first = "forward" if learn is None else "learning_step"
        return self._show(
            *(record, ""), first=first, plays=True, keeps=keeps, write_trace=trace_file
        )

    def _show(self, record, source, *, first="forward", plays=False, **more):
        left_out = {}

        def leave(name, why, is_fault):
            left_out.update({name: printable(why)})
            line = printable(f"left out {name}: {why}")
            if is_fault and line not in self._said:  # not again at every save
                self._said.add(line)
                click.echo(line, err=True)

        # The project's own films can show each digit: who waits for the first frame
        # of one does not wait for what comes later in it.
        is_set = self.draw is None
        made = self._shown.films_of(record, first, leave, is_set)
        films = (AskedFilm(one, self._fonts.file) for one in made)
        return self.now.show(
            films,
            AskedSite(self._fonts),
            source=source,
            plays=plays,
            left_out=left_out,
            **more,
        )


def _written(name, write):
    """The bytes of a file that a function writes at a path."""
    with tempfile.TemporaryDirectory(prefix="matreel-live-") as folder:
        path = Path(folder) / name
        write(path)
        return path.read_bytes()
