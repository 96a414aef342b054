"""What a film tells in full, what quickly and what it passes over, and how
long it takes to render: said before that begins."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Trace
from scenes.acts.counter import CounterAct
from scenes.acts.film_step import FilmStep
from scenes.acts.passage import PassageAct
from scenes.acts.strip import StripAct
from scenes.film.film import Film
from scenes.stage.camera import drawn

QUICK = 0.5  # share of its own seconds below which a step is told quickly
ENCODING = 0.006  # seconds of one core to encode a frame 1080p, see the README
DRAWN = 3  # frames that are drawn to see how long it takes
LARGE = 250_000  # cells of an array from which on cells are means of many


@dataclass(frozen=True)
class Telling:
    """How the steps of a film are told.

    Attributes:
        full, quick: how many steps are told one by one.
        together: how many statements go by several in one act.
        passes: how many passes of loops go by in one act each.
    """

    full: int
    quick: int
    together: int
    passes: int


def telling_of(steps: Sequence[FilmStep]) -> Telling:
    """The Telling of the steps of a film."""
    full = quick = together = passes = 0
    for step in steps:
        first = step.acts[0]
        if isinstance(first, PassageAct):
            together += len(first.passed)
        elif isinstance(first, (CounterAct, StripAct)):
            passes += first.last - first.first + 1
        else:
            whole = sum(act.seconds for act in step.acts)
            told = sum(act.seconds * act.haste for act in step.acts)
            is_quick = told < QUICK * whole
            full, quick = full + (not is_quick), quick + is_quick
    return Telling(full, quick, together, passes)


def plan_words(
    name: str, film: Film, rates: Sequence[int], *, workers: int | None = None
) -> str:
    """A paragraph about the film of a trace.

    Args:
        rates: frames a second of its videos.
        workers: processes that render; None: one for each core.
    """
    told, trace = telling_of(film.steps), film.trace
    sentences = [
        f"{name}: {_clock(film.seconds)} of {trace.call}, "
        f"{len(trace.steps):,} statements.",
        f"{_steps(told.full)} told in full, {told.quick:,} quickly"
        + (f", {told.together:,} several at once" if told.together else "")
        + (f"; {told.passes:,} passes of loops only counted" if told.passes else "")
        + ".",
        *_large(trace),
    ]
    frames = [round(film.seconds * rate) for rate in rates]
    counts = " and ".join(
        f"{count:,} at {rate} a second"
        for count, rate in zip(frames, rates, strict=True)
    )
    cores = workers or os.cpu_count() or 1
    seconds = sum(frames) * frame_seconds(film) / cores
    sentences.append(
        f"{counts} are the frames: about {_clock(seconds)} to render here, on "
        f"{cores} core{'s' if cores > 1 else ''}."
    )
    if told.passes or told.together or told.quick:
        sentences.append(
            "SECONDS makes it longer or shorter; STEPS, ONLY, ITERATION and DEPTH "
            "choose what is told."
        )
    return " ".join(sentences)


def frame_seconds(film: Film) -> float:
    """About how long one core works on a frame 1080p: some are drawn."""
    spent = []
    for moment in np.linspace(0, film.seconds, DRAWN + 2)[1:-1].tolist():
        # What stands still is drawn once, for all frames after the first.
        for second in (moment, min(moment + 1 / 60, film.seconds)):
            begin = time.process_time()
            shot, at = film.at(second)
            film.show(shot, at)
            drawn(film.parts(shot), width=1920, height=1080)
        spent.append(time.process_time() - begin)
    return ENCODING + float(np.median(spent))


def _large(trace: Trace) -> list[str]:
    """What is said of arrays of which not every cell can be seen."""
    sizes: dict[tuple[int, ...], str] = {}
    for step in trace.steps:
        for operation in step.operations:
            for value in operation.results:
                if np.prod(value.shape) >= LARGE:
                    sizes.setdefault(value.shape, value.name or operation.expression)
    if not sizes:
        return []
    shape, name = max(sizes.items(), key=lambda one: np.prod(one[0]))
    of = " × ".join(f"{length:,}" for length in shape)
    return [
        f"Cells of {' '.join(name.split())[:60]}, {of}, are drawn as means of many."
    ]


def _steps(count: int) -> str:
    return f"{count:,} step{'' if count == 1 else 's'}"


def _clock(seconds: float) -> str:
    """Seconds as "174 s", "12 min 5 s" or "2 h 5 min"."""
    whole = max(round(seconds), 1)
    if whole <= 240:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours:,} h {minutes} min"
