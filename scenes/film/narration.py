"""What is heard in a film, when, and how its acts wait for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from scenes.acts.schedule import tenths
from scenes.sound.samples import RATE
from scenes.sound.sound_track import Heard, mixed

if TYPE_CHECKING:
    from scenes.film.shot import Shot

Waits = tuple[tuple[float, float], ...]  # (second of a shot, seconds), rising


@dataclass(frozen=True)
class Sentence:
    """A sentence of the script.

    Attributes:
        start, end: in milliseconds of the film: from when on it is told, and
            until when there is time for it.
        text: in one line.
        name: of a recording of it, without its ending: the step's slug and a
            number.
        spoken: milliseconds that a voice takes for it; 0: nobody speaks it.
    """

    start: int
    end: int
    text: str
    name: str = ""
    spoken: int = 0


@dataclass(frozen=True, eq=False)
class Narration:
    """What is heard in a film.

    Attributes:
        language: in which it is spoken.
        waits: of each shot, as a Shot has them.
        sentences: those that are spoken in each step, when the acts wait so;
            () where no voice is.
        heard: all that sounds; () where only the times are asked for.
    """

    language: str
    waits: tuple[Waits, ...]
    sentences: tuple[tuple[Sentence, ...], ...] = ()
    heard: tuple[Heard, ...] = ()

    @property
    def times(self) -> Narration:
        """The same with nothing to hear."""
        return replace(self, heard=())

    @property
    def told(self) -> str:
        """All that the pictures and captions of a film depend on."""
        return repr((self.language, self.waits, self.sentences))

    def track(self, seconds: float) -> np.ndarray | None:
        """The samples of a film of so many seconds, as sound_track.mixed has them;
        None where nothing sounds."""
        return mixed(self.heard, seconds) if self.heard else None

    def track_of(self, shots: Sequence[Shot], seconds: float) -> np.ndarray | None:
        """The samples of what is heard in some shots of a film of so many seconds,
        one after the other; None where nothing sounds."""
        track = self.track(seconds)
        if track is None:
            return None
        spans = [
            (round(RATE * shot.start), round(RATE * (shot.start + shot.seconds)))
            for shot in shots
        ]
        return np.concatenate([track[:0], *(track[begin:end] for begin, end in spans)])

    def said(self, language: str) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences that are spoken in a language, by step; or ()."""
        return self.sentences if language == self.language else ()


def waiting(shots: Sequence[Shot], waits: Iterable[Waits]) -> Iterator[Shot]:
    """Shots that wait as they are told to, each after the one before.

    Args:
        waits: of each shot; those that it has by now are forgotten.
    """
    start = 0.0
    for shot, places in zip(shots, waits, strict=True):
        seconds = tenths(shot.moving + sum(length for _, length in places))
        yield replace(shot, start=start, seconds=seconds, waits=places)
        start = tenths(start + seconds)
