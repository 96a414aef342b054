"""python -m tests.benchmarks: how fast drawing, encoding and rendering are.

Prints Markdown tables for this machine, and its progress on the error
stream.
"""

import shutil
import subprocess
import sys

import click
import numpy as np

from scenes.publish.film_files import film_scenes
from scenes.publish.productions import production
from tests.benchmarks import (
    matrix_benchmark,
    publish_benchmark,
    render_benchmark,
    workbook_benchmark,
)
from tests.benchmarks.drawing_benchmark import DrawingBenchmark
from tests.benchmarks.measuring import machine, ms, say, table, verdict
from tests.spreadsheets import PROGRAMS

QUICK_SHOTS = 2
GOALS = ("what", "measured", "goal", "reached")


def film_tables(quick):
    """The Forward film at 1080p60: drawing, encoding, both at once."""
    options = ("-n", f"0,{QUICK_SHOTS - 1}") if quick else ()
    say("rendering the film")
    renders = [render_benchmark.render(*options)]
    say("drawing and encoding its frames apart")
    apart = DrawingBenchmark(
        production("forward").film, QUICK_SHOTS if quick else None
    ).run()
    if renders[0]["frames"] != apart.frames:
        raise click.ClickException(
            f"expected the render to have the {apart.frames} frames of the "
            f"film, got {renders[0]['frames']}"
        )
    say("rendering the film again")
    renders.append(render_benchmark.render(*options))
    say("starting a render, three times")
    first = float(np.median([render_benchmark.first_frame_seconds() for _ in range(3)]))
    wall = float(np.mean([one["wall"] for one in renders]))
    work = float(np.mean([one["work"] for one in renders]))
    print(
        f"Forward, 1080p60, {apart.seconds:g} s of film, {apart.frames} "
        f"frames, {renders[0]['bytes'] / 1e6:.1f} MB\n"
    )
    print(
        table(
            ("a frame", "wall", "computing"),
            [
                _frame_row(name, clock.wall, clock.work, apart.frames)
                for name, clock in (
                    ("drawing alone", apart.drawing),
                    ("encoding alone, Manim's encoder of whole frames", apart.manims),
                    ("encoding alone, what changed", apart.ours),
                )
            ]
            + [_frame_row("`manim render`, start to end", wall, work, apart.frames)],
        )
    )
    print()
    print(
        table(
            GOALS,
            [
                _goal(
                    "render / encoding alone with Manim's encoder",
                    wall / apart.manims.wall,
                    1.15,
                    most=True,
                ),
                _goal(
                    "render / encoding alone what changed",
                    wall / apart.ours.wall,
                    1.1,
                    most=True,
                ),
                _goal(
                    "seconds of film rendered in a second",
                    apart.seconds / wall,
                    1.0,
                    most=False,
                ),
                _goal("seconds to the first frame", first, 3.0, most=True),
            ],
        )
    )


def _frame_row(name, wall, work, frames):
    return name, ms(wall / frames), ms(work / frames)


def _goal(name, value, goal, *, most):
    return (
        name,
        f"{value:.2f}" if value < 100 else f"{value:.0f}",
        f"{'≤' if most else '≥'} {goal:g}",
        verdict(value, goal, most=most),
    )


def rate_table():
    """Other sizes and rates of the film."""
    rows = []
    for name, options in (
        ("480p60", ("-r", "854,480")),
        ("1080p10", ("--fps", "10")),
        ("480p10", ("-r", "854,480", "--fps", "10")),
    ):
        say(f"rendering the film at {name}")
        one = render_benchmark.render(*options)
        rate = int(name.rpartition("p")[2])
        rows.append((name, *_render_row(one, one["frames"] / rate)))
    print(table(("Forward at", "render", "seconds of film in a second", "size"), rows))


def _render_row(one, seconds):
    return (
        f"{one['wall']:.1f} s",
        f"{seconds / one['wall']:.1f}",
        f"{one['bytes'] / 1e6:.1f} MB",
    )


def films_table():
    """Every film at 1080p60, as `manim render` makes it."""
    rows = []
    for film in film_scenes():
        say(f"rendering {film}")
        one = render_benchmark.render(film=film)
        seconds = one["frames"] / 60
        rows.append((film, f"{seconds:.1f} s", *_render_row(one, seconds)))
    print(
        table(
            (
                "film, 1080p60",
                "it lasts",
                "render",
                "seconds of film in a second",
                "size",
            ),
            rows,
        )
    )


def matrix_tables(quick):
    """A matrix as Squares, as parts, and 1000 times larger."""
    say("20 x 784 Squares that move and change colour; this takes a while")
    both, drawing = matrix_benchmark.squares(2 if quick else 4)
    say("the same as a plane and as a rack")
    plane = matrix_benchmark.plane_clock(30)
    rack = matrix_benchmark.rack_clock(30)
    print(
        table(
            (
                "20 × 784, moving, new colours in each frame",
                "a frame",
                "Squares take, times as long",
            ),
            [
                ("15,680 Squares", ms(both.median()), ""),
                ("15,680 Squares, drawing only", ms(drawing.median()), ""),
                (
                    "MatrixPlane",
                    ms(plane.median()),
                    f"{both.median() / plane.median():.0f}",
                ),
                (
                    "Rack of 20 sheets",
                    ms(rack.median()),
                    f"{both.median() / rack.median():.0f}",
                ),
            ],
        )
    )
    print()
    print(
        table(
            GOALS,
            [
                _goal(
                    "Squares / MatrixPlane",
                    both.median() / plane.median(),
                    100,
                    most=False,
                )
            ],
        )
    )
    print()
    say("20 x 784 against 4096 x 4096")
    grown = matrix_benchmark.growth(10 if quick else 30)
    print(
        table(
            ("a plane", "20 × 784", "4096 × 4096", "times", "≤ 2"),
            [
                (
                    motion,
                    ms(small),
                    ms(large),
                    f"{large / small:.2f}",
                    verdict(large / small, 2, most=True),
                )
                for motion, (small, large) in grown.items()
            ],
        )
    )


def publish_table(quick):
    """The Forward film published by one worker on one core, and by two on two."""
    rate = 10 if quick else 30
    print(
        table(
            (
                f"Forward published, its video at 1080p{rate}",
                "one worker on one core",
                "two on two",
                "times as fast",
            ),
            [
                (where, f"{one:.1f} s", f"{two:.1f} s", f"{one / two:.2f}")
                for where, (one, two) in publish_benchmark.rows(rate)
            ],
        )
    )


def workbook_table():
    """The workbook of a learning step in LibreOffice."""
    if not any(map(shutil.which, PROGRAMS)):
        say("leaving out the workbook: LibreOffice (soffice) is missing")
        return
    opened, changed = workbook_benchmark.seconds()
    print(
        table(
            GOALS,
            [
                _goal(
                    "seconds to open the workbook, all computed", opened, 3, most=True
                ),
                _goal(
                    "seconds until a new image is computed through",
                    changed,
                    1,
                    most=True,
                ),
            ],
        )
    )


def recorder_table():
    """A learning step plain, and recorded."""
    say("recording learning steps")
    sys.stdout.flush()
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.recorder_benchmark"], check=True
    )


def networks_tables():
    """Films of small networks planned and drawn, and what is filmed recorded."""
    sys.stdout.flush()
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.network_benchmark"], check=True
    )


@click.command()
@click.option(
    "--quick",
    is_flag=True,
    help="Only Forward's first two shots, and fewer repetitions: "
    "two minutes in place of fifteen.",
)
@click.option(
    "--only",
    type=click.Choice(
        [
            "recorder",
            "film",
            "rates",
            "films",
            "matrix",
            "workbook",
            "publish",
            "networks",
        ]
    ),
    help="One part: recording, the film Forward at 1080p60, its "
    "other sizes and rates, all films at 1080p60, single "
    "matrices, the workbook in LibreOffice, publishing "
    "with one and two workers, or small networks of any kind: planned, drawn "
    "and recorded.",
)
def main(quick, only):
    """Measure how fast this machine draws, encodes and renders.

    Prints Markdown tables; progress goes to the error stream. Times are only
    worth something while nothing else runs; the columns named "computing"
    count the processor's time in all threads and stand some company.
    """
    print(f"{machine()}\n")
    if only in (None, "recorder"):
        recorder_table()
        print()
    if only in (None, "film"):
        film_tables(quick)
        print()
    if only == "rates" or only is None and not quick:
        rate_table()
        print()
    if only == "films" or only is None and not quick:
        films_table()
        print()
    if only in (None, "matrix"):
        matrix_tables(quick)
        print()
    if only in (None, "workbook"):
        workbook_table()
        print()
    if only in (None, "publish"):
        publish_table(quick)
        print()
    if only == "networks" or only is None and not quick:
        networks_tables()


if __name__ == "__main__":
    main()
