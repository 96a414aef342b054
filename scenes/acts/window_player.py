"""What all players of a sliding window share: where it is, and what is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scenes.acts import window_words as words
from scenes.acts.first_stop import some_positions
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
        ahead: whether it is still on its way to the first that is told.
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
    ahead: bool

    @property
    def looked_at(self) -> bool:
        """Whether what is under it is looked at closely."""
        return self.begun and not self.ahead


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

    def some_cells(self) -> Iterator[tuple[int, int, int]]:
        """(row, column, map) by which the colours of what is worked on are
        scaled: of the map that is told, and the last one that is shown."""
        for row, column in some_positions(self.window, self.slid.first):
            yield row, column, self.act.told
        index, row, column = self.ends_at()
        yield row, column, index

    def where(self, time: float) -> Where:
        """Where the window is at a second of the act."""
        number, share = self.slid.position(time)
        row, column = divmod(number, self.slid.across)
        begun, over = time >= self.turns.starts[0], time >= self.turns.end
        alone = begun and self.slid.is_alone(time)
        share = (share if alone else 1.0) if begun else 0.0
        done = number + (share >= self.LIT) if begun else 0
        index, ahead = self.act.told, begun and self.slid.is_ahead(time)
        if over:
            index, row, column = self.ends_at()
            down, across = self.window.positions
            done = down * across
        return Where(
            row,
            column,
            index,
            share,
            done,
            begun,
            over,
            number == self.slid.first and alone,
            alone,
            ahead,
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
        """The outline of a window's cells at a position; of each by itself
        where there are gaps between them."""
        fit = self.window.fit
        top, left = row * fit.step[0], column * fit.step[1]
        if fit.gaps == (1, 1):
            return ((top, left, *fit.size),)
        return tuple(
            (top + down * fit.gaps[0], left + across * fit.gaps[1], 1, 1)
            for down, across in np.ndindex(fit.size)
        )

    @cached_property
    def _told(self):
        """((second, sentence), ...): of each turn that is long enough to read
        it, and in the end of what came out."""
        ends = [*self.turns.starts.tolist()[1:], self.turns.end]
        told = [(0.0, "")]
        for index, (start, end) in enumerate(zip(self.turns.starts.tolist(), ends)):
            sentence = self.turn_words(index)
            if not is_read_in(
                (end - start) * self.act.haste, sentence, is_formula=True
            ):
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
        if index < self.slid.first_turn:
            return words.on_the_way(
                self.window, *divmod(self.slid.first, self.slid.across)
            )
        if stop - start == 1:
            is_first = index == self.slid.first_turn
            return self.position_words(row, column, is_first=is_first)
        if start // self.slid.across == self.slid.first // self.slid.across:
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
