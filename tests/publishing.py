"""The small film published from the command line, as a user publishes it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.in_time import PATIENCE_SECS
from tests.small_film import PACE

ROOT = Path(__file__).parents[1]
SIZE = 426, 240
RATES = (10, 60)


ALONE = "--workers", "1"  # where it does not matter how many: each has to start


def command(trace_file, folder, *options, rates="10", videos=True):
    """The command line that publishes the small film into folder/site."""
    return [
        sys.executable,
        "-m",
        "scenes",
        "publish",
        "forward",
        "--trace",
        str(trace_file),
        *("--name", ""),  # called as the film is
        "--pace",
        str(PACE),
        "--quality",
        "240p",
        "--rates",
        rates,
        *(["--videos"] if videos else []),
        "--quiet",
        "--out",
        str(folder / "site"),
        "--cache",
        str(folder / "cache"),
        *options,
    ]


def with_cache_of(published, folder):
    """Give a folder to publish to a copy of another's cache, as if nobody had used
    it for long: what is not needed is cleared away."""
    for path in shutil.copytree(published / "cache", folder / "cache").iterdir():
        os.utime(path, (0, 0))


def run(command):
    """What a command line prints; it has to end well."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        text=True,
        timeout=PATIENCE_SECS,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert done.returncode == 0, done.stdout[-1500:]
    return done.stdout
