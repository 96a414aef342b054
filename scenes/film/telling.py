"""What a film tells in full, what quickly and what it passes over, and how
long it takes to render: said before that begins."""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Trace
from scenes.acts.counter import CounterAct
from scenes.acts.film_step import FilmStep
from scenes.acts.passage import PassageAct
from scenes.acts.strip import StripAct
from scenes.film.film import Film
from scenes.reading.value_roles import of_digits
from scenes.stage.camera import drawn
from scenes.words.naming import in_a_row, language, listed, said

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


def is_of_others(record: object) -> bool:
    """Whether a film shows a trace of what others made, of which is said how it is
    told; of the project's own films it is known."""
    return isinstance(record, Trace) and not of_digits(record)


def plan_words(
    name: str, film: Film, rates: Sequence[int], *, workers: int | None = None
) -> str:
    """A paragraph about the film of a trace, in the film's language.

    Args:
        rates: frames a second of its videos.
        workers: processes that render; None: one for each core.
    """
    with language(film.language):
        return in_a_row(*_plan(name, film, rates, workers or os.cpu_count() or 1))


def _plan(name: str, film: Film, rates: Sequence[int], cores: int) -> Iterator[str]:
    """The sentences of the paragraph."""
    told, trace = telling_of(film.steps), film.trace
    yield said(
        "{name}: {length} of {call}, {count:,} statements.",
        "{name}：{call} 的影片长 {length}，共 {count:,} 条语句。",
        name=name,
        length=clock(film.seconds),
        call=trace.call,
        count=len(trace.steps),
    )
    yield _how_told(told)
    yield _large(trace)
    frames = [round(film.seconds * rate) for rate in rates]
    counts = listed(
        [
            said(
                "{count:,} at {rate} a second",
                "每秒 {rate} 帧时 {count:,} 帧",
                count=count,
                rate=rate,
            )
            for count, rate in zip(frames, rates, strict=True)
        ]
    )
    yield said(
        "{counts} are the frames: about {length} to render here, on {cores} "
        "core{plural}.",
        "帧数：{counts}。在这台机器上用 {cores} 个核渲染约需 {length}。",
        counts=counts,
        length=clock(sum(frames) * frame_seconds(film) / cores),
        cores=cores,
        plural="s" if cores > 1 else "",
    )
    if told.passes or told.together or told.quick:
        yield said(
            "SECONDS makes it longer or shorter; STEPS, ONLY, ITERATION and DEPTH "
            "choose what is told.",
            "SECONDS 使影片变长或变短；STEPS、ONLY、ITERATION 和 DEPTH 选择讲什么。",
        )


def _how_told(told: Telling) -> str:
    """How many steps are told in which way."""
    together = said(
        ", {count:,} several at once", "，{count:,} 步合在一起讲", count=told.together
    )
    passes = said(
        "; {count:,} passes of loops only counted",
        "；循环中有 {count:,} 轮只计数",
        count=told.passes,
    )
    return said(
        "{full:,} step{plural} told in full, {quick:,} quickly{together}{passes}.",
        "{full:,} 步完整讲述，{quick:,} 步快速讲述{together}{passes}。",
        full=told.full,
        plural="" if told.full == 1 else "s",
        quick=told.quick,
        together=together if told.together else "",
        passes=passes if told.passes else "",
    )


def frame_seconds(film: Film) -> float:
    """About how long one core works on a frame 1080p: some are drawn."""
    spent = []
    for moment in np.linspace(0, film.seconds, DRAWN + 2)[1:-1].tolist():
        # What stands still is drawn once, for all frames after the first.
        for second in (moment, moment + 1 / 60):
            begin = time.process_time()
            shot, at = film.at(second)
            film.show(shot, at)
            drawn(film.parts(shot), width=1920, height=1080)
        spent.append(time.process_time() - begin)
    return ENCODING + float(np.median(spent))


def _large(trace: Trace) -> str:
    """What is said of arrays of which not every cell can be seen; or ""."""
    sizes: dict[tuple[int, ...], str] = {}
    for step in trace.steps:
        for operation in step.operations:
            for value in operation.results:
                if np.prod(value.shape) >= LARGE:
                    sizes.setdefault(value.shape, value.name or operation.expression)
    if not sizes:
        return ""
    shape, name = max(sizes.items(), key=lambda one: np.prod(one[0]))
    of = " × ".join(f"{length:,}" for length in shape)
    return said(
        "Cells of {name}, {of}, are drawn as means of many.",
        "{name}（{of}）的每一格画的是许多格的平均值。",
        name=" ".join(name.split())[:60],
        of=of,
    )


def clock(seconds: float) -> str:
    """Seconds as "174 s", "12 min 5 s" or "2 h 5 min"."""
    whole = max(round(seconds), 1)
    if whole <= 240:
        return said("{whole} s", "{whole} 秒", whole=whole)
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return said(
            "{minutes} min {rest} s",
            "{minutes} 分 {rest} 秒",
            minutes=minutes,
            rest=rest,
        )
    hours, minutes = divmod(minutes, 60)
    return said(
        "{hours:,} h {minutes} min",
        "{hours:,} 小时 {minutes} 分",
        hours=hours,
        minutes=minutes,
    )
