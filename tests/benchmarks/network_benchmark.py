"""Plan and draw the films of small networks, and record these.

    python -m tests.benchmarks.network_benchmark

What is measured is computing, in all threads: other work on the machine would
be most of the time that passes. A frame is compared with Forward's, and a
recorded call with a plain one, in one run.
"""

import time
import warnings
from collections import Counter

import numpy as np

from network.examples import char_rnn, convnet, self_attention
from network.recorder import record
from scenes.film.storyboard import film_steps
from scenes.forward import Forward
from scenes.publish.productions import production
from scenes.stage.camera import StageCamera
from tests import learning_networks
from tests.benchmarks.measuring import Clock, ms, say, table, verdict
from tests.benchmarks.recorder_benchmark import network_table

OPERATIONS = 5000
MOST_SECONDS = 5  # of planning so many operations
MOST_TIMES = 2  # what a frame of Forward's takes
FRAMES_A_SECOND = 10
EXAMPLES = (convnet, self_attention, char_rnn)


def repeated(times, call, arguments):
    """Make a call again and again."""
    for _ in range(times):
        call(*arguments)


def traces():
    """Yield (name, Trace) of each network of some kind."""
    for module in EXAMPLES:
        yield module.__name__.rpartition(".")[2].replace("_", " "), record(module.main)
    for name, *case in learning_networks.cases():
        yield name, record(repeated, 2, *case)


def long_traces():
    """Yield (name, Trace of about OPERATIONS)."""
    for name, *case in learning_networks.cases():
        count = len(list(record(repeated, 2, *case).operations()))
        yield name, record(repeated, round(2 * OPERATIONS / count), *case)


def planning_rows():
    """(name, operations, seconds, seconds for OPERATIONS) of each network."""
    for name, trace in long_traces():
        say(f"planning {name}")
        count, start = len(list(trace.operations())), time.process_time()
        film_steps(trace)
        seconds = time.process_time() - start
        yield name, count, seconds, seconds / count * OPERATIONS


def drawn(film):
    """(Clock of all frames of a film, how long the slowest kind of act takes
    for a frame, its name)."""
    camera = StageCamera(pixel_width=1920, pixel_height=1080)
    every, of_kind, frames = Clock(), {}, Counter()
    for shot in film.shots:
        kind = shot.player.act.kind
        for number in range(max(round(shot.seconds * FRAMES_A_SECOND), 1)):
            with every, of_kind.setdefault(kind, Clock()):
                film.show(shot, number / FRAMES_A_SECOND)
                shown = camera.get_mobjects_to_display(film.parts(shot))
                camera.follow(shown, camera.background)
            frames[kind] += 1
    seconds, kind = max(
        (of_kind[kind].work / count, kind) for kind, count in frames.items()
    )
    return every.work / frames.total(), seconds, kind


def drawing_rows():
    """(name, seconds of a frame, times Forward's, slowest kind, its seconds)."""
    say("drawing Forward")
    forward, slowest, kind = drawn(production("forward").film)
    yield "Forward", forward, 1.0, kind, slowest
    for name, trace in traces():
        say(f"drawing {name}")
        mean, slowest, kind = drawn(Forward().film_of(trace, 1.0))
        yield name, mean, mean / forward, kind, slowest


def planning_table():
    """The table of planning."""
    return table(
        ("a film is planned", "operations", "computing", f"{OPERATIONS:,}", "≤ 5 s"),
        [
            (
                name,
                f"{count:,}",
                f"{seconds:.1f} s",
                f"{each:.1f} s",
                verdict(each, MOST_SECONDS, most=True),
            )
            for name, count, seconds, each in planning_rows()
        ],
    )


def drawing_table():
    """The table of drawing."""
    return table(
        ("a frame of", "computing", "times Forward's", "slowest act", "≤ 2"),
        [
            (
                name,
                ms(mean),
                f"{times:.1f}",
                f"{kind}, {ms(slowest)}",
                verdict(times, MOST_TIMES, most=True),
            )
            for name, mean, times, kind, slowest in drawing_rows()
        ],
    )


def main():
    """Print the tables."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for made in (planning_table, drawing_table, network_table):
            print(made(), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
