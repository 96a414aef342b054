"""A film that is spoken: when each sentence is heard, and what waits for it.

The script is that of the silent film. A sentence is heard from the moment at
which the film shows what it says, after those told at the same moment before
it; until all are spoken, the film stands still at the next moment that has
something to tell, and at the end of the act.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from scenes.acts.schedule import tenths
from scenes.film.cues import Block, blocks_of_steps
from scenes.film.film import Film
from scenes.film.narration import Narration, Sentence, Waits
from scenes.film.patience import patiently
from scenes.film.shot import Shot
from scenes.sound.landing import landing
from scenes.sound.samples import seconds_of
from scenes.sound.sound_track import Heard
from scenes.sound.voice import Line, Voice

PAUSE = 0.3  # seconds after each sentence
APART = 0.3  # seconds that soft sounds are from one another, at least
_DIGITS = 6  # of seconds; what is less is but rounding


def narrated(film: Film, voice: Voice, name: str) -> Film:
    """A Film as a voice speaks it: its acts wait for that.

    Args:
        name: of the film: a folder of that name may have its recordings.

    Raises:
        SoundError: a sentence cannot be spoken.
    """
    if not voice:
        return film
    timed: list[_Timed] = []
    if voice.speaks:
        timed = _timed(film, voice, name)
        film = film.following(_narration(film, timed))
    marks = _landings(film) if voice.marks else ()
    before = film.narration or Narration(film.language, ((),) * len(film.shots))
    voices = [one for step in timed for one in step.heard]
    return film.following(replace(before, heard=(*voices, *marks)))


@dataclass
class _Timed:
    """What is heard in a step.

    Attributes:
        sentences: when the acts wait; their ends are not known yet.
        heard: the sounds of them.
        waits: of each of its shots.
        end: the second of the film at which the step ends then.
    """

    sentences: list[Sentence]
    heard: list[Heard]
    waits: list[Waits]
    end: float


def _timed(film: Film, voice: Voice, name: str) -> list[_Timed]:
    """What is heard in each step of a film."""
    found: list[_Timed] = []
    steps = list(blocks_of_steps(film, film.language))
    for index, (_, blocks) in enumerate(patiently(steps, "speaking")):
        slug, number = film.steps[index].slug, 0
        told = []
        for block in blocks:
            lines = []
            for text in block.sentences:
                number += 1
                lines.append(Line(f"{slug}.{number}", text))
            sounds = [voice.sound_of(one, name, film.language) for one in lines]
            told.append((block, list(zip(lines, sounds, strict=True))))
        start = found[-1].end if found else 0.0
        found.append(_Clock(film.shots_of(index), start).of(told))
    return found


_Spoken = tuple[Block, list[tuple[Line, np.ndarray]]]


class _Clock:
    """Goes through a step as it is spoken.

    Args:
        shots: of the step, of the silent film.
        start: the second of the spoken film at which it begins.
    """

    def __init__(self, shots: list[Shot], start: float) -> None:
        self._shots = shots
        self._late = start - shots[0].start  # by how much it is, so far
        self._free = start  # from when on nobody speaks
        self._timed = _Timed([], [], [], start)

    def of(self, told: list[_Spoken]) -> _Timed:
        for shot, spoken in zip(self._shots, _by_shot(self._shots, told), strict=True):
            waits: list[tuple[float, float]] = []
            for block, lines in spoken:
                self._wait_until_free(waits, shot.start, block.shown - shot.start)
                self._speak(block.shown + self._late, lines)
            self._wait_until_free(waits, shot.start, shot.seconds)
            self._timed.waits.append(tuple(waits))
        end = shot.start + shot.seconds + self._late
        self._timed.end = tenths(end)
        return self._timed

    def _wait_until_free(
        self, waits: list[tuple[float, float]], start: float, place: float
    ) -> None:
        over = math.ceil(
            round(10 * (self._free - (start + place + self._late)), _DIGITS)
        )
        if over > 0:
            length = over / 10
            waits.append((round(place, _DIGITS), length))
            self._late += length

    def _speak(self, second: float, lines: list[tuple[Line, np.ndarray]]) -> None:
        for line, sound in lines:
            start, length = round(1000 * second), seconds_of(sound)
            self._timed.sentences.append(
                Sentence(start, start, line.text, line.name, round(1000 * length))
            )
            self._timed.heard.append(Heard(start / 1000, sound))
            second += length + PAUSE
        self._free = second


def _by_shot(shots: list[Shot], told: list[_Spoken]) -> Iterator[list[_Spoken]]:
    """What is told in each shot, as the silent film tells it."""
    starts = [shot.start for shot in shots[1:]]
    places = [bisect_right(starts, block.shown) for block, _ in told]
    for index in range(len(shots)):
        yield [one for one, place in zip(told, places, strict=True) if place == index]


def _narration(film: Film, timed: list[_Timed]) -> Narration:
    return Narration(
        film.language,
        tuple(waits for step in timed for waits in step.waits),
        tuple(tuple(_until_the_next(step)) for step in timed),
    )


def _until_the_next(step: _Timed) -> Iterator[Sentence]:
    ends = [one.start for one in step.sentences[1:]] + [round(1000 * step.end)]
    for one, end in zip(step.sentences, ends):
        yield replace(one, end=end)


def _landings(film: Film) -> Iterator[Heard]:
    """A soft sound where something comes out."""
    sound, before = landing(), -math.inf
    for shot in film.shots:
        act = shot.act
        turns = act.turns
        moments = [turns.ended(one) for one in turns.firsts] if turns else []
        moments += [act.outcome_at] if act.outcome else []
        for second in sorted(shot.start + shot.second_of(one) for one in moments):
            if second >= before + APART:
                before = second
                yield Heard(second, sound)
