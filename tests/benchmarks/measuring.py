"""What the benchmarks share: clocks, progress and Markdown tables."""

import os
import platform
import resource
import sys
import time
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Clock:
    """Adds up the seconds within its `with` blocks.

    Attributes:
        wall: seconds that passed.
        work: seconds that all threads of this process computed; on a machine
            that others use too, the steadier of the two.
        laps: the wall seconds of each block.
    """

    wall: float = 0.0
    work: float = 0.0
    laps: list = field(default_factory=list)

    def __enter__(self):
        self._start = time.perf_counter(), _work()
        return self

    def __exit__(self, *error):
        lap = time.perf_counter() - self._start[0]
        self.laps.append(lap)
        self.wall += lap
        self.work += _work() - self._start[1]

    def median(self):
        """The median of the blocks, in wall seconds."""
        return float(np.median(self.laps))


def _work():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def users_environment():
    """The variables of a user's own shell: it asks for no other film, and modules
    are not compiled anew at every start."""
    ours = "TRACE", "HISTORY", "PACE", "PYTHONDONTWRITEBYTECODE"
    return {name: value for name, value in os.environ.items() if name not in ours}


def say(text):
    """Say on the error stream what goes on; the tables stay clean."""
    print(text, file=sys.stderr, flush=True)


def table(heads, rows):
    """A Markdown table as text."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def ms(seconds):
    """Seconds as "12.3 ms"."""
    return f"{seconds * 1e3:.{1 if seconds >= 1e-3 else 2}f} ms"


def verdict(value, goal, *, most):
    """Whether a value is at most, or at least, a goal: "yes" or "no"."""
    return "yes" if (value <= goal if most else value >= goal) else "no"


def machine():
    """One line about this machine and how busy it is."""
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), "
        f"{platform.system()}, Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f} before the run"
    )
