"""How long things take: the first of a kind slowly, the rest faster."""

from dataclasses import dataclass

import numpy as np

ENTER = 1.0   # seconds in which an act's parts come to their places
HOLD = 1.2    # seconds at the end of an act in which nothing moves
SLIDE_IN = 0.5  # seconds in which a new title comes
FLIP = 1.8    # seconds in which a matrix turns over
UPDATE = 9.0  # seconds in which a matrix or column is changed
READING_SPEED = 17  # characters a second


@dataclass(frozen=True)
class Turns:
    """When each of many like things has its turn.

    Attributes:
        starts: (count,) seconds from the start of the act.
        lengths: (count,) seconds.
        peak: index of the turn in which most is to be seen, the longest.
    """

    starts: np.ndarray
    lengths: np.ndarray
    peak: int = 0

    @property
    def end(self):
        """The second at which the last turn is over."""
        return float(self.starts[-1] + self.lengths[-1])

    def at(self, time):
        """(index, share 0..1) of the turn at a second; the last at the end."""
        index = int(np.searchsorted(self.starts, time, side="right")) - 1
        index = max(index, 0)
        share = (time - self.starts[index]) / self.lengths[index]
        return index, float(min(max(share, 0.0), 1.0))

    def playing(self, time):
        """Whether one of the turns is on at a second."""
        return bool(self.starts[0] <= time < self.end)

    def shares(self, time):
        """(count,) shares 0..1: how far each turn is at a second."""
        return np.clip((time - self.starts) / self.lengths, 0, 1)


@dataclass(frozen=True)
class Rhythm:
    """How the turns of a kind of act follow one another.

    Attributes:
        first: seconds of the first turn.
        shrink: how long a turn is, by the one before it.
        least: seconds of a turn at least.
        start: second of the act at which the first turn begins.
    """

    first: float
    shrink: float
    least: float
    start: float = ENTER

    def turns(self, count):
        """The Turns of so many things, at least one."""
        lengths = np.maximum(
            self.least, self.first * self.shrink ** np.arange(max(count, 1)))
        starts = self.start + np.concatenate([[0], np.cumsum(lengths)[:-1]])
        return Turns(starts, lengths)


# By the kind of act; behind each, what has its turn.
RHYTHMS = {
    "sheets": Rhythm(7.6, 0.5, 0.6),          # a sheet of weights
    "rows": Rhythm(5.2, 0.5, 0.7),           # a row of weights
    "join": Rhythm(1.2, 0.5, 0.06),           # a bias
    "curve": Rhythm(2.6, 0.45, 0.1),          # a value
    "pick": Rhythm(0.7, 0.8, 0.25),           # a value that may be largest
    "turned": Rhythm(3.4, 0.5, 0.45, start=ENTER + FLIP),  # a turned row
}


def reading(text):
    """The seconds in which a text is read."""
    return len(text) / READING_SPEED


def tenths(seconds):
    """Seconds rounded to whole tenths, at least one: whole frames at both
    10 and 60 frames a second."""
    return max(round(seconds * 10), 1) / 10
