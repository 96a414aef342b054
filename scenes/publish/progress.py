"""How far publishing is: films, steps, frames and the time left."""

import sys
from contextlib import contextmanager

from tqdm import tqdm

from scenes.stage.typeface import printable


class Progress:
    """A bar on the error stream.

    Args:
        quiet: show nothing.
    """

    def __init__(self, *, quiet=False):
        self.quiet = quiet

    def say(self, words):
        """Tell what goes on now."""
        if not self.quiet:
            tqdm.write(printable(words), file=sys.stderr)

    def writing(self, tasks, missing):
        """Show how far it is found what pages need, and what is drawn in each film.

        Args:
            tasks, missing: [(task, frames)].
        """
        return self._work(tasks, missing, "writing what pages draw", per_step=False)

    def rendering(self, tasks, missing):
        """Show the rendering of tasks, some of them still missing.

        Args:
            tasks, missing: [(task, frames)]; steps have frames.
        """
        return self._work(tasks, missing, "rendering", per_step=True)

    @contextmanager
    def _work(self, tasks, missing, words, *, per_step):
        total = sum(length for _, length in tasks)
        here = total - sum(length for _, length in missing)
        with tqdm(
            desc=words,
            total=total,
            initial=here,
            unit=" frames",
            disable=self.quiet or not missing,
            smoothing=0.1,
            dynamic_ncols=True,
        ) as bar:
            yield Work(bar, tasks, missing, per_step)


class Work:
    """What is done of some tasks."""

    def __init__(self, bar, tasks, missing, per_step):
        self._bar = bar
        self._per_step = per_step
        self._here = bar.n
        self._steps = _steps(tasks)
        self._lengths = dict(missing)
        self._done = 0
        self._left = {}
        for task, _ in tasks:
            self._left.setdefault(task.film, 0)
        for task in self._lengths:
            self._left[task.film] += 1
        self._missing = _steps(missing)
        self._tell()

    def drawn(self, frames):
        """Take how many frames the workers have drawn, finished or not."""
        self._show(max(frames, self._done))

    def finished(self, task):
        """Take note of a finished task."""
        self._done += self._lengths[task]
        self._missing -= self._lengths[task] > 0
        self._left[task.film] -= 1
        self._tell()
        self._show(max(self._done, self._bar.n - self._here))

    def _show(self, frames):
        self._bar.update(min(self._here + frames, self._bar.total) - self._bar.n)

    def _tell(self):
        films = sum(1 for left in self._left.values() if not left)
        told = f"films {films}/{len(self._left)}"
        if self._per_step:
            told += f", steps {self._steps - self._missing}/{self._steps}"
        self._bar.set_postfix_str(told, refresh=False)


def _steps(tasks):
    return sum(1 for _, length in tasks if length)
