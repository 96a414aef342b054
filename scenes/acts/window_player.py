"""What all players of a sliding window share: where it is, and what is told."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scenes.acts import window_words as words
from scenes.acts.live_words import is_read_in
from scenes.acts.player import ActPlayer
from scenes.acts.sliding import Slide
from scenes.acts.window_acts import WindowAct
from scenes.acts.window_values import largest_cell
from scenes.reading.sliding_window import SlidingWindow
from scenes.words.naming import headline, said


@dataclass(frozen=True)
class Where:
    """A window at a second of its act.

    Attributes:
        row, column: its position.
        index: the map, or filter, that is told.
        share: how far its turn is, 0..1; 1 where it has none of its own.
        done: how many positions are over.
        begun, over: whether the first has begun; the last has ended.
        is_first: whether it is the first one, in its turn.
        alone: whether it has a turn of its own.
    """

    row: int
    column: int
    index: int
    share: float
    done: int
    begun: bool
    over: bool
    is_first: bool
    alone: bool


class WindowPlayer(ActPlayer):
    """A player whose act has a `window` and its `slide`.

    Attributes:
        LIT: share of a turn at which its result is there.
        FOUND: share of a turn from which the number is seen that its sentence
            tells.
    """

    LIT = 0.9
    FOUND = 0.0

    act: WindowAct

    @property
    def window(self) -> SlidingWindow:
        return self.act.window

    @property
    def slid(self) -> Slide:
        return self.act.slide

    def ends_at(self) -> tuple[int, int, int]:
        """(map, row, column) that is shown after the last turn: the largest."""
        return largest_cell(self.window.laid("map")[0])

    def where(self, time: float) -> Where:
        """Where the window is at a second of the act."""
        number, share = self.slid.position(time)
        row, column = divmod(number, self.slid.across)
        begun, over = time >= self.turns.starts[0], time >= self.turns.end
        alone = begun and self.slid.is_alone(time)
        share = (share if alone else 1.0) if begun else 0.0
        done = number + (share >= self.LIT) if begun else 0
        index = 0
        if over:
            index, row, column = self.ends_at()
            down, across = self.window.positions
            done = down * across
        return Where(
            row, column, index, share, done, begun, over, number == 0 and alone, alone
        )

    def move(self, time: float) -> None:
        self.stand(self.where(time))

    def stand(self, where: Where) -> None:
        """Set all parts to where the window is."""
        raise NotImplementedError

    def revealed(self, where: Where, count: int) -> np.ndarray:
        """(count,) cells of each map that are there already."""
        return np.full(count, where.done)

    def window_mark(self, row: int, column: int) -> tuple[tuple[int, ...], ...]:
        """The outline of a window's cells at a position."""
        down, across = self.window.fit.step
        return ((row * down, column * across, *self.window.fit.size),)

    @cached_property
    def _told(self):
        """((second, sentence), ...): of each turn that is long enough to read
        it, and in the end of what came out."""
        ends = [*self.turns.starts.tolist()[1:], self.turns.end]
        told = [(0.0, "")]
        for index, (start, end) in enumerate(zip(self.turns.starts.tolist(), ends)):
            sentence = self.turn_words(index)
            if not is_read_in((end - start) * self.act.haste, sentence):
                continue
            early = self._early(index)
            if early:
                told.append((start, early))
                start += self.FOUND * (end - start)
            told.append((start, sentence))
        return (*told, (self.turns.end, self.act.outcome))

    def turn_words(self, index: int) -> str:
        start, stop = self.slid.ranges[index]
        row, column = divmod(start, self.slid.across)
        if stop - start == 1:
            return self.position_words(row, column, is_first=index == 0)
        if start < self.slid.across:
            return words.going_on(self.window, stop - start)
        return words.all_the_rest(self.window, self.alike())

    def _early(self, index: int) -> str:
        start, stop = self.slid.ranges[index]
        if stop - start > 1 or not self.FOUND:
            return ""
        row, column = divmod(start, self.slid.across)
        return self.first_words(row, column) if index == 0 else words.step(self.window)

    def first_words(self, row: int, column: int) -> str:
        """The sentence about the first position before its number is there."""
        return headline(words.at(self.window, row, column)) + said(".", "。")

    def alike(self) -> str:
        """For how many maps the same happens, in words, or ""."""
        return words.maps_alike(self.window.laid("map").shape[1])

    def position_words(self, row: int, column: int, *, is_first: bool) -> str:
        """The sentence about one position."""
        raise NotImplementedError
