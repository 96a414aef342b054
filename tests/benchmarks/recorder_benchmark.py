"""Time a learning step and the tests' small networks, plain and recorded.

    python -m tests.benchmarks.recorder_benchmark

The best of several rounds, since other work on the machine only ever adds;
in a process of its own, without all that Manim brings along.
"""

import itertools
import tempfile
import time
from pathlib import Path

import numpy as np

from network.digit_network import DigitNetwork
from network.recorder import record
from tests import learning_networks, other_networks
from tests.benchmarks.measuring import table, verdict

ROUNDS = 7
ROUNDS_OF_NETWORKS = 2
STEPS_IN_A_RECORD = 20
CALLS_IN_A_RECORD = 40
MOST = 100  # times plain


class Training:
    """Many learning steps in one call."""

    def __init__(self, network):
        self.network = network

    def run(self, image, expected_output):
        for _ in range(STEPS_IN_A_RECORD):
            self.network.learn(image, expected_output)


def best_secs(function, count, rounds_made=ROUNDS, clock=time.perf_counter):
    """Return the seconds of one call, the best of several rounds."""
    rounds = []
    for _ in range(rounds_made):
        start = clock()
        for _ in range(count):
            function()
        rounds.append((clock() - start) / count)
    return min(rounds)


def rows():
    """Yield (what, seconds for one learning step)."""
    network = DigitNetwork()
    training = Training(network)
    image = np.random.default_rng(0).random((784, 1))
    wanted = np.eye(10)[:, [3]]
    with tempfile.TemporaryDirectory() as folder:
        paths = (Path(folder) / f"{number}.trace" for number in itertools.count())
        yield "plain", best_secs(lambda: network.learn(image, wanted), 200)
        yield (
            "a record of one step, in memory",
            best_secs(lambda: record(network.learn, image, wanted), 10),
        )
        yield (
            "a record of one step, to a new file",
            best_secs(
                lambda: record(network.learn, image, wanted, path=next(paths)), 10
            ),
        )
        yield (
            f"each of {STEPS_IN_A_RECORD} steps, in memory",
            best_secs(lambda: record(training.run, image, wanted), 1)
            / STEPS_IN_A_RECORD,
        )
        yield (
            f"each of {STEPS_IN_A_RECORD} steps, to a new file",
            best_secs(lambda: record(training.run, image, wanted, path=next(paths)), 1)
            / STEPS_IN_A_RECORD,
        )
        yield (
            "plain after the records",
            best_secs(lambda: network.learn(image, wanted), 200),
        )


def repeated(call, arguments):
    """Make many calls in one."""
    for _ in range(CALLS_IN_A_RECORD):
        call(*arguments)


def network_rows():
    """Yield (name, seconds of a call plain, recorded in memory, to a new file).

    Of computing, in all threads: a call takes so little that other work on the
    machine would be most of the ratio.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = (Path(folder) / f"{number}.trace" for number in itertools.count())
        for name, *case in (*other_networks.cases(), *learning_networks.cases()):
            seconds = [
                best_secs(run, 1, ROUNDS_OF_NETWORKS, time.process_time)
                / CALLS_IN_A_RECORD
                for run in (
                    lambda: repeated(*case),
                    lambda: record(repeated, *case),
                    lambda: record(repeated, *case, path=next(paths)),
                )
            ]
            yield name, *seconds


def network_table():
    """Return the table of the small networks."""
    heads = (
        f"a call, each of {CALLS_IN_A_RECORD} in a record",
        "computing, plain",
        "in memory, times plain",
        "to a new file, times plain",
        f"≤ {MOST}",
    )
    with np.errstate(all="ignore"):
        return table(
            heads,
            [
                (
                    name,
                    f"{plain * 1e6:.0f} µs",
                    f"{memory / plain:.0f}",
                    f"{file / plain:.0f}",
                    verdict(file / plain, MOST, most=True),
                )
                for name, plain, memory, file in network_rows()
            ],
        )


def main():
    """Print the tables."""
    timed = list(rows())
    plain = timed[0][1]
    print(
        table(
            ("a learning step, 784-20-10", "it takes", "times plain (goal ≤ 100)"),
            [
                (what, f"{secs * 1e6:.0f} µs", f"{secs / plain:.0f}")
                for what, secs in timed
            ],
        )
    )
    print()
    print(network_table())


if __name__ == "__main__":
    main()
