"""When each of many like things has its turn, and how long things take.

The first of a kind goes slowly, the rest faster: one after the other, or the
telling ones first and alone and then all others in a wave.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from scenes.words.languages import ENGLISH
from scenes.words.naming import language

ENTER = 1.0  # seconds in which an act's parts come to their places
HOLD = 1.2  # seconds at the end of an act in which nothing moves
SLIDE_IN = 0.5  # seconds in which a new title comes
QUICKEST = 0.15  # of an act's seconds: the most that repetition saves
LONG = 0.5  # how long each of a wave takes, by what all of it takes


@dataclass(frozen=True)
class Schedule:
    """When each of many like things has its turn.

    Attributes:
        starts: (count,) seconds from the start of the act, by index.
        lengths: (count,) seconds.
        firsts: indices of those that are seen best, in this order.
        together: the second at which the last of the `firsts` ends and all
            others begin at once; None where they go one after the other.
    """

    starts: np.ndarray
    lengths: np.ndarray
    firsts: tuple[int, ...] = (0,)
    together: float | None = None

    @property
    def peak(self) -> int:
        """The index of the turn in which most is to be seen."""
        return self.firsts[0]

    @property
    def end(self) -> float:
        """The second at which the last turn is over."""
        return float((self.starts + self.lengths).max())

    def ended(self, index: int) -> float:
        """The second at which a turn is over."""
        return float(self.starts[index] + self.lengths[index])

    def at(self, time: float) -> tuple[int, float]:
        """(index, share 0..1) of the turn at a second, of turns that go one
        after the other; the last at the end."""
        index = int(np.searchsorted(self.starts, time, side="right")) - 1
        index = max(index, 0)
        share = (time - self.starts[index]) / self.lengths[index]
        return index, float(min(max(share, 0.0), 1.0))

    def alone(self, time: float) -> int | None:
        """The index of what has its turn alone at a second, or None."""
        if (
            self.together is None
            or not self.starts[self.firsts[0]] <= time < self.together
        ):
            return None
        return [index for index in self.firsts if self.starts[index] <= time][-1]

    def playing(self, time: float) -> bool:
        """Whether one of the turns is on at a second."""
        return bool(self.starts.min() <= time < self.end)

    def shares(self, time: float) -> np.ndarray:
        """(count,) shares 0..1: how far each turn is at a second."""
        return np.clip((time - self.starts) / self.lengths, 0, 1)


def one_by_one(
    count: int, *, first: float, shrink: float, least: float, start: float = ENTER
) -> Schedule:
    """The Schedule of so many things, at least one, one after the other.

    Args:
        first: seconds of the first turn.
        shrink: how long a turn is, by the one before it.
        least: seconds of a turn at least.
        start: second of the act at which the first turn begins.
    """
    lengths = np.maximum(least, first * shrink ** np.arange(max(count, 1)))
    starts = start + np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return Schedule(starts, lengths)


def first_alone(
    count: int,
    firsts: Iterable[int],
    *,
    alone: float,
    together: float,
    start: float = ENTER,
) -> Schedule:
    """The Schedule of so many things: some alone, the others in a wave.

    Args:
        firsts: indices of those that go alone, in this order.
        alone: seconds that each of them takes.
        together: seconds that all others take.
        start: second of the act at which the first begins.
    """
    firsts = tuple(dict.fromkeys(map(int, firsts)))
    starts, lengths = np.zeros(count), np.full(count, together * LONG)
    for place, index in enumerate(firsts):
        starts[index], lengths[index] = start + place * alone, alone
    begin = start + len(firsts) * alone
    others = [index for index in range(count) if index not in firsts]
    starts[others] = begin + np.linspace(0, together * (1 - LONG), len(others))
    return Schedule(starts, lengths, firsts, float(begin))


def reading(text: str) -> float:
    """The seconds in which an English text is read."""
    return len(text) / ENGLISH.reading_speed


def reading_of(words: Callable[..., str], *told: object) -> float:
    """The seconds in which what `words` says of some things is read: as many
    in every language, as its pictures are the same."""
    with language(ENGLISH.code):
        return reading(words(*told))


def tenths(seconds: float) -> float:
    """Seconds rounded to whole tenths, at least one: whole frames at both
    10 and 60 frames a second."""
    return max(round(seconds * 10), 1) / 10
