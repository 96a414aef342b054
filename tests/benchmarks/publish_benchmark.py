"""What publishing a film takes one worker on one core, and two on two.

A worker that has two cores to itself draws on one and encodes on the other: so
what is compared are cores, and every process of a run, the publishing one too,
keeps to as many as it has workers.

python -m tests.benchmarks --only publish
"""

import logging
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.measuring import say, users_environment

ROOT = Path(__file__).parents[2]
WORKERS = 1, 2


def rows(rate):
    """Yield (where, seconds with each of WORKERS) of publishing Forward: its pages
    in both languages, and its video.

    Args:
        rate: frames a second, at 1080p.
    """
    yield (
        "processes of `publish` itself",
        [_by_processes(rate, count) for count in WORKERS],
    )
    if find_spec("distributed") is None:
        say("leaving out the Dask cluster: pip install 'matreel[cluster]'")
        return
    yield ("workers of a Dask cluster", [_on_cluster(rate, count) for count in WORKERS])


def _by_processes(rate, count):
    with _cores(count):
        return _published(rate, "--workers", str(count))


def _on_cluster(rate, count):
    with _cores(count), _cluster(count) as address:
        return _published(rate, "--scheduler", address)


@contextmanager
def _cores(count):
    """Let all that is started within the block keep to so many cores."""
    if not hasattr(os, "sched_setaffinity"):
        say("cores cannot be told apart here: one worker has all of them")
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(sorted(before)[-count:]))
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def _cluster(count):
    from distributed import LocalCluster

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with LocalCluster(
        n_workers=count, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def _published(rate, *options):
    """Seconds of a `publish` that begins with nothing."""
    say(f"publishing the film, {' '.join(options)}")
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        subprocess.run(
            [
                sys.executable,
                "-m",
                "scenes",
                "publish",
                "forward",
                "--quiet",
                "--videos",
                "--no-slides",
                "--rates",
                str(rate),
                *options,
                "--out",
                f"{folder}/site",
                "--cache",
                f"{folder}/cache",
            ],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
            env=users_environment(),
        )
        return time.perf_counter() - start
