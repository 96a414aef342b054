"""The telling ones of many like things first and alone, then all others."""

from dataclasses import dataclass

import numpy as np

from scenes.acts.pace import ENTER

LONG = 0.5     # how long each of the others takes, by what all of them take
LINGER = 1.5   # seconds in which a result stands before it is enlarged
ENLARGE = 1.2  # seconds in which it is
BACK = 1.0     # seconds in which the sheet that went first goes back

# By the kind of act: the seconds of what goes alone, and of all others.
TELLING = {"slope": {"alone": 4.4, "together": 3.0},
           "table": {"alone": 4.6, "together": 3.0},
           "stamp": {"alone": 5.4, "together": 4.0},
           "update_sheets": {"alone": 7.6, "together": 3.0}}


@dataclass(frozen=True)
class Telling:
    """When each of many like things has its turn.

    Attributes:
        firsts: indices of those that go alone, in this order, at least one.
        starts: (count,) seconds from the start of the act, by index.
        lengths: (count,) seconds.
        together: the second at which the last of them that goes alone ends,
            and the others begin.
    """

    firsts: tuple
    starts: np.ndarray
    lengths: np.ndarray
    together: float

    @property
    def peak(self):
        """The index of the turn in which most is to be seen."""
        return self.firsts[0]

    @property
    def end(self):
        """The second at which the last turn is over."""
        return float((self.starts + self.lengths).max())

    def alone(self, time):
        """The index of what has its turn alone at a second, or None."""
        if not self.starts[self.firsts[0]] <= time < self.together:
            return None
        return [index for index in self.firsts
                if self.starts[index] <= time][-1]

    def shares(self, time):
        """(count,) shares 0..1: how far each turn is at a second."""
        return np.clip((time - self.starts) / self.lengths, 0, 1)


def telling_first(count, firsts, *, alone, together, start=ENTER):
    """The Telling of so many things: some alone, the others in a wave.

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
    starts[others] = begin + np.linspace(
        0, together * (1 - LONG), len(others))
    return Telling(firsts, starts, lengths, float(begin))
