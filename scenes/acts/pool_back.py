"""Back through a pooling: each number goes to the cell that was kept."""

import numpy as np

from scenes.acts import window_back_words
from scenes.acts import window_words as words
from scenes.acts.act import ActKind, Found, Moment
from scenes.acts.window_acts import WindowAct, found_window, planned_window
from scenes.acts.window_back import ADDED, FLOWN, LIT, BackPlayer, blocks_filled
from scenes.acts.window_board import flying, one_flying, rows_in, thirds, told_and_all
from scenes.acts.window_player import Where
from scenes.acts.window_values import of_first_image, picture_of, under_window
from scenes.stage.chips import Chips
from scenes.stage.maps import Maps
from scenes.stage.values import Values
from scenes.words.naming import in_a_row


class PoolBackAct(WindowAct):
    """Each number goes back to the largest cell of its window."""

    kind = "pool_back"


def recognise(moment: Moment) -> Found | None:
    """The way back through a pooling that begins with this operation."""
    window = found_window(moment, "pooling gradient")
    if window is None:
        return None
    return planned_window(
        PoolBackAct,
        moment,
        window,
        title=window_back_words.pooling_title(window),
        lead=in_a_row(window_back_words.pooling_lead(window), words.images(window)),
        outcome=window_back_words.how_many(window),
        step_name=window_back_words.pooling_step(),
    )


class PoolBack(BackPlayer):
    """The maps that were pooled, what goes back, and where it arrives."""

    act: PoolBackAct

    def build(self) -> None:
        window = self.window
        left, middle, right = thirds(self.stage, (0.38, 0.24, 0.38))
        self.back = of_first_image(window, "map")
        above, below, foot = rows_in(middle, (0.48, 0.4, 0.08))
        self.told = self.all = None
        if "picture" in window.values:
            self.source = picture_of(window)
            self.build_errors(above)
            self.told, self.all = told_and_all(
                self, self.source, window.values["picture"], left, told=self.act.told
            )
        else:  # all cells of a window get the same
            self.source = self.back
            self.build_errors(left)
        self.made, self.all_made = told_and_all(
            self, self.back, window.map, right, told=self.act.told
        )
        shown = self.told or self.made
        self.bench = self.bring(
            Maps(
                self._under(0, 0),
                below,
                name=words.of_cells(window, 0, 0, self.act.told),
                scale=shown.color_scale,
            )
        )
        self.number = self.label(foot)
        self.chips = self.bring(Chips())

    def stand(self, where: Where) -> None:
        row, column = where.row, where.column
        cells = self._under(row, column)
        self.bench.show(cells)
        self.bench.call(words.of_cells(self.window, row, column, self.act.told))
        is_on = where.begun and not where.over
        mark = {0: self.window_mark(row, column)} if is_on else {}
        if self.told is not None:
            self.told.outlined = mark
        self.made.outlined = mark if where.share >= ADDED else {}
        is_found = is_on and where.looked_at and where.share >= FLOWN * 1.2
        kept = tuple((*one, 1, 1) for one in self._kept(cells.array[0]))
        self.bench.outlined = {0: kept} if is_found else {}
        self.mark_error(where)
        self.number.text = (
            window_back_words.goes_to(self.window, self.error_at(row, column))
            if is_found
            else ""
        )
        for part in (self.made, self.all_made):
            if part is not None:
                part.filled = (
                    None
                    if where.over
                    else blocks_filled(self.window, where.done, self.back.shape[1])
                )
        self.show_bench((self.bench,), where)
        self.chips.items = self._flying(where) if where.alone else ()

    def _under(self, row: int, column: int) -> Values:
        cells = under_window(self.source, self.window, row, column)
        return cells[self.act.told : self.act.told + 1]

    def _kept(self, cells: np.ndarray) -> list[tuple[int, int]]:
        """(row, column) of the cells that a window's number goes to."""
        if self.window.fit.keeps == "mean":
            return list(np.ndindex(*cells.shape))
        if self.window.fit.all_alike:
            return [(row, column) for row, column in np.argwhere(cells == cells.max())]
        row, column = divmod(int(cells.argmax()), cells.shape[1])
        return [(row, column)]

    def _flying(self, where: Where):
        row, column = where.row, where.column
        down, across = self.window.fit.step
        place = row * down, column * across
        return (
            *(
                flying(self.told, self.bench, place, where.share / FLOWN)
                if self.told is not None
                else ()
            ),
            *(
                slip
                for kept in self._kept(self.bench.values.array[0])
                for slip in one_flying(
                    self.error_map.cell_box(0, row, column),
                    self.made.cell_box(0, place[0] + kept[0], place[1] + kept[1]),
                    self.error_map.cell_color(0, row, column),
                    (where.share - ADDED) / (LIT - ADDED),
                )
            ),
        )

    def position_words(self, row: int, column: int, *, is_first: bool) -> str:
        value = self.error_at(row, column)
        if is_first:
            return window_back_words.sent(self.window, row, column, value)
        return words.one_step(self.window, value)


KIND = ActKind(PoolBackAct, PoolBack, recognise)
