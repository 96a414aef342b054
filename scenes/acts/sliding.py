"""When a window stands where: the first positions slowly, the rest in a wave.

It hurries to where there is something to see. The positions there are told
one by one, then the row goes on, then all that are left.
"""

from dataclasses import dataclass

import numpy as np

from scenes.acts.schedule import ENTER, Schedule

FIRST, SECOND, THIRD = 4.6, 1.6, 1.2  # seconds of the first positions
ROW, REST = 1.6, 2.8  # seconds for the rest of the row, and of all
FEWEST = 0.35  # seconds that one position takes at least, if they are few
LEAD = 1.6  # seconds on the way to the first that is told
TOLD = 3  # positions that are told one by one


@dataclass(frozen=True)
class Slide:
    """The turns of a window that slides.

    Attributes:
        across: positions in a row.
        ranges: the first position of each turn, and the one after its last.
        turns: the Schedule of them.
        first: the position that is told first; those before it have a turn
            together, in which none is looked at closely.
    """

    across: int
    ranges: tuple[tuple[int, int], ...]
    turns: Schedule
    first: int = 0

    @property
    def first_turn(self) -> int:
        """The index of the turn in which the first is told."""
        return 1 if self.first else 0

    def is_ahead(self, time: float) -> bool:
        """Whether the window is still on its way to the first at a second."""
        return self.turns.at(time)[0] < self.first_turn

    def position(self, time: float) -> tuple[int, float]:
        """(number of the position, how far its turn is, 0..1) at a second.

        Of turns of one position; in the others each is there at once.
        """
        index, share = self.turns.at(time)
        start, stop = self.ranges[index]
        if stop - start == 1:
            return start, share
        return min(start + int(share * (stop - start)), stop - 1), 1.0

    def is_alone(self, time: float) -> bool:
        """Whether one position has a turn of its own at a second."""
        start, stop = self.ranges[self.turns.at(time)[0]]
        is_one = stop - start == 1 and not self.is_ahead(time)
        return is_one and self.turns.playing(time)


def slide(positions: tuple[int, int], first: int = 0) -> Slide:
    """The Slide over so many positions (down, across).

    Args:
        first: the number of the position that is told first.
    """
    down, across = positions
    count = down * across
    row_end = (first // across + 1) * across
    told = range(first, min(first + TOLD, row_end))
    turns: list[tuple[tuple[int, int], float]] = []
    for (start, stop), most in (
        ((0, first), LEAD),
        *(
            ((one, one + 1), seconds)
            for one, seconds in zip(told, (FIRST, SECOND, THIRD))
        ),
        ((told.stop, row_end), ROW),
        ((row_end, count), REST),
    ):
        is_told = start in told and stop - start == 1
        if stop > start:
            seconds = most if is_told else min(most, FEWEST * (stop - start))
            turns.append(((start, stop), seconds))
    lengths = np.array([seconds for _, seconds in turns])
    starts = ENTER + np.concatenate([[0], np.cumsum(lengths)[:-1]])
    ranges = tuple(one for one, _ in turns)
    return Slide(across, ranges, Schedule(starts, lengths), first)
