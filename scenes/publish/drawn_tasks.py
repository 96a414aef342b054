"""What is drawn in each step of a film, told by hashes, as a task.

Two frames whose marks are equal look alike. So the marks of all its frames
say how a step looks, whatever code, sentences or record they come from: a
step that looks as before needs no rendering.
"""

import hashlib
import inspect
import json
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from scenes.film.film import Film
from scenes.film.shot import Shot
from scenes.publish.segments import code_key, in_turn, task_production
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.kept_marks import KeptMarks
from scenes.stage.marks import Cells, Group, Kept, Mark, Relief
from scenes.stage.part import Part
from scenes.stage.view import UPRIGHT, WIDE


@dataclass(frozen=True)
class DrawnTask:
    """What is drawn in each step of one film.

    Attributes:
        film, content, speed: as of a segments.Task.
        rates: frames a second.
        size: (width, height) of the frame that it is laid out for.
        code: `segments.code_key` where the task was made.
    """

    film: str
    content: str
    speed: float
    rates: tuple[int, ...]
    size: tuple[int, int]
    code: str

    suffix = ".json"

    @cached_property
    def key(self):
        """Names what `work` gives; other tasks have other keys."""
        told = "drawn", Path(__file__).read_bytes(), astuple(self)
        return hashlib.sha256(repr(told).encode()).hexdigest()

    def __str__(self):
        return f"{self.film}, what is drawn"

    def work(self, material, on_frame=None):
        """What `drawn_in` gives, as JSON in bytes."""
        with in_turn(self.code, code_key()):
            film = task_production(self, material).film_at(self.size)
            found = drawn_in(film, self.rates, on_frame)
            return json.dumps(found).encode()


def drawn_task_of(production, rates, size=WIDE):
    """The DrawnTask of a productions.Production."""
    return DrawnTask(
        production.name,
        production.content_key,
        production.speed,
        tuple(rates),
        WIDE if size[0] >= size[1] else UPRIGHT,
        code_key(),
    )


def moments(shot: Shot, rates: Iterable[int]) -> list[float]:
    """The seconds of a shot at which there is a frame at any of some rates."""
    return sorted(
        {
            round(frame / rate, 6)
            for rate in rates
            for frame in range(round(shot.seconds * rate))
        }
    )


def drawn_in(
    film: Film, rates: tuple[int, ...], on_frame: Callable[[], Any] | None = None
) -> dict[str, list[str]]:
    """Rate -> a hash of what is drawn in the frames of each step at it.

    Args:
        rates: frames a second, multiples of 10.
        on_frame: called after each moment; None: nothing is.
    """
    looks = _Looks(film)
    steps = range(len(film.steps))
    found = {rate: [hashlib.sha256() for _ in steps] for rate in rates}
    for shot in film.shots:
        frames = {rate: set(moments(shot, [rate])) for rate in rates}
        for second in moments(shot, rates):
            look = looks.at(shot, second)
            for rate in rates:
                if second in frames[rate]:
                    found[rate][shot.step].update(look)
            if on_frame:
                on_frame()
    return {
        str(rate): [one.hexdigest() for one in digests]
        for rate, digests in found.items()
    }


class _Looks:
    """What the frames of a film look like, as hashes."""

    def __init__(self, film):
        self._film, self._drawings, self._marks = film, Drawings(), KeptMarks()
        self._known = {}  # id of the marks of the frame before -> (marks, hash)

    def at(self, shot, second):
        """A hash of all that is drawn at a second of a shot."""
        self._film.show(shot, second)
        parts = self._film.parts(shot)
        layers = self._marks.of(parts, lambda part: marks_of(part, self._drawings))
        before, self._known = self._known, {}
        whole = hashlib.sha256()
        for part, marks in zip(parts, layers, strict=True):
            known, digest = before.get(id(marks), (None, b""))
            if known is not marks:
                told = f"{_own_code(type(part))} {_told(marks)}"
                digest = hashlib.sha256(told.encode("utf-8", "replace")).digest()
            self._known[id(marks)] = marks, digest
            whole.update(digest)
        return whole.digest()


def _told(marks: Iterable[Mark]) -> list:
    """All that the drawing of marks depends on, as `repr` tells it whole."""
    return [_told_of(mark) for mark in marks]


def _told_of(mark: Mark) -> Any:
    if isinstance(mark, Cells):  # names and indices are for readers
        return ("Cells", mark.values.key, *mark[1:-2])
    if isinstance(mark, Relief):
        return ("Relief", mark.values.key, *mark[1:-2])
    if isinstance(mark, Group):
        return ("Group", *mark[:-1], _told(mark.marks))
    if isinstance(mark, Kept):  # where its marks stood first makes no difference
        return ("Kept", *mark[:-2])
    return mark


@cache
def _own_code(kind: type[Part]) -> str:
    """A hash of the code that draws a kind of part which is not of the
    stage: the picture that is kept for a key is that code's."""
    if kind.__module__.startswith("scenes.stage."):
        return ""
    file = inspect.getsourcefile(kind)
    return hashlib.sha256(Path(file).read_bytes()).hexdigest() if file else ""
