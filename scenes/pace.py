"""How long things take: the first of a kind slowly, the rest faster."""

from dataclasses import dataclass

import numpy as np

ENTER = 1.0   # seconds in which an act's parts come to their places
HOLD = 1.2    # seconds at the end of an act in which nothing moves
FLIP = 1.8    # seconds in which a matrix turns over
UPDATE = 9.0  # seconds in which a matrix or column is changed


@dataclass(frozen=True)
class Turns:
    """When each of many like things has its turn.

    Attributes:
        starts: (count,) seconds from the start of the act.
        lengths: (count,) seconds.
    """

    starts: np.ndarray
    lengths: np.ndarray

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


def turns(count, *, first, shrink=0.62, least=0.5, start=ENTER):
    """Turns that begin with `first` seconds and grow shorter to `least`."""
    lengths = np.maximum(least, first * shrink ** np.arange(max(count, 1)))
    starts = start + np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return Turns(starts, lengths)


def tenths(seconds):
    """Seconds rounded to whole tenths, at least one: whole frames at both
    10 and 60 frames a second."""
    return max(round(seconds * 10), 1) / 10


def sheet_turns(rows):
    """When each sheet of weights has its turn."""
    return turns(rows, first=6.5, shrink=0.55, least=0.65)


def row_turns(rows):
    """When each row of weights has its turn."""
    return turns(rows, first=4.4, shrink=0.55, least=0.8)


def join_turns(rows):
    """When each bias joins its bar."""
    return turns(rows, first=1.2, shrink=0.5, least=0.06)


def curve_turns(count):
    """When each value rides on the curve."""
    return turns(count, first=2.6, shrink=0.45, least=0.1)


def pick_turns(count):
    """When each value is compared with the largest so far."""
    return turns(count, first=0.7, shrink=0.8, least=0.25)


def combine_turns(count):
    """When each pair of bars has its turn."""
    return turns(count, first=1.8, shrink=0.5, least=0.12)


def table_turns(rows):
    """When each row of a multiplication table is filled."""
    return turns(rows, first=3.4, shrink=0.55, least=0.55)


def stamp_turns(rows):
    """When each number stamps its sheet."""
    return turns(rows, first=3.8, shrink=0.6, least=0.5)


def turned_turns(rows):
    """When each row of the matrix that was turned over has its turn."""
    return turns(rows, first=3.4, shrink=0.5, least=0.45, start=ENTER + FLIP)


def update_turns(sheets):
    """When each sheet of weights is changed."""
    return turns(sheets, first=6.5, shrink=0.5, least=0.65)


def pixel_turns(count):
    """When each pixel becomes a neuron."""
    return turns(count, first=1.5, shrink=0.7, least=0.35)


def neuron_turns(count, *, again):
    """When pulses run into each neuron; `again`: as has been seen before."""
    return turns(count, first=2.0 if again else 3.2, shrink=0.5, least=0.35,
                 start=0.5)


def bias_turns(count):
    """When each neuron's bias joins."""
    return turns(count, first=1.2, shrink=0.45, least=0.15, start=0.3)


def squash_turns(count, *, again):
    """When each neuron's sum goes through the curve."""
    return turns(count, first=1.2 if again else 2.0, shrink=0.45, least=0.15)


def answer_turns(count):
    """When each output is compared with the largest so far."""
    return turns(count, first=0.4, shrink=0.8, least=0.15)
