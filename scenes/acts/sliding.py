"""When a window stands where: the first positions slowly, the rest in a wave.

The positions of a row are told one by one, then the row goes on, then all
that are left.
"""

from dataclasses import dataclass

import numpy as np

from scenes.acts.schedule import ENTER, Schedule

FIRST, SECOND, THIRD = 4.6, 1.6, 1.2  # seconds of the first positions
ROW, REST = 1.6, 2.8  # seconds for the rest of the row, and of all
FEWEST = 0.35  # seconds that one position takes at least, if they are few


@dataclass(frozen=True)
class Slide:
    """The turns of a window that slides.

    Attributes:
        across: positions in a row.
        ranges: the first position of each turn, and the one after its last.
        turns: the Schedule of them.
    """

    across: int
    ranges: tuple[tuple[int, int], ...]
    turns: Schedule

    def position(self, time: float) -> tuple[int, float]:
        """(number of the position, how far its turn is, 0..1) at a second.

        Of turns of one position; in the others each is there at once.
        """
        index, share = self.turns.at(time)
        start, stop = self.ranges[index]
        if stop - start == 1:
            return start, share
        return min(start + int(share * (stop - start)), stop - 1), 1.0

    def place(self, time: float) -> tuple[int, int]:
        """(row, column) of the position at a second."""
        return divmod(self.position(time)[0], self.across)

    def is_alone(self, time: float) -> bool:
        """Whether one position has a turn of its own at a second."""
        start, stop = self.ranges[self.turns.at(time)[0]]
        return stop - start == 1 and self.turns.playing(time)


def slide(positions: tuple[int, int]) -> Slide:
    """The Slide over so many positions (down, across)."""
    down, across = positions
    count = down * across
    ranges = [(one, one + 1) for one in range(min(3, across if down > 1 else count))]
    row = across if down > 1 else count
    if row > len(ranges):
        ranges.append((len(ranges), row))
    if count > row:
        ranges.append((row, count))
    lengths = [(FIRST, SECOND, THIRD)[at] for at in range(min(3, len(ranges)))]
    for at, (start, stop) in enumerate(ranges):
        most = ROW if stop <= row else REST
        if stop - start > 1 or at >= len(lengths):
            seconds = min(most, FEWEST * (stop - start))
            lengths[at : at + 1] = [seconds]
    starts = ENTER + np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return Slide(across, tuple(ranges), Schedule(starts, np.array(lengths)))
