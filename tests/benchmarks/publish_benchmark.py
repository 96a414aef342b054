"""What publishing a film takes with one worker and with two.

python -m tests.benchmarks --only publish
"""

import logging
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.measuring import say

ROOT = Path(__file__).parents[2]
WORKERS = 1, 2


def rows(rate):
    """Yield (where, seconds with each of WORKERS) of publishing Forward.

    Args:
        rate: frames a second, at 1080p.
    """
    yield (
        "processes of `publish` itself",
        [_published(rate, "--workers", str(count)) for count in WORKERS],
    )
    if find_spec("distributed") is None:
        say("leaving out the Dask cluster: pip install 'matreel[cluster]'")
        return
    yield ("workers of a Dask cluster", [_on_cluster(rate, count) for count in WORKERS])


def _on_cluster(rate, count):
    with _cluster(count) as address:
        return _published(rate, "--scheduler", address)


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
        )
        return time.perf_counter() - start
