"""Pooling: of each window one number is kept, the largest or the mean.

The first window is seen large, the number that it keeps moves into its cell of
the smaller map; then the window goes on, and all maps shrink alike.
"""

import numpy as np

from scenes.acts import pool_words
from scenes.acts import window_words as words
from scenes.acts.act import ActKind, Found, Moment
from scenes.acts.window_acts import WindowAct, found_window, planned_window
from scenes.acts.window_board import flying, one_flying, rows_in, thirds, told_and_all
from scenes.acts.window_player import Where, WindowPlayer
from scenes.acts.window_values import (
    border_of,
    of_first_image,
    picture_of,
    under_window,
)
from scenes.stage import palette
from scenes.stage.chips import Chips
from scenes.stage.label import Label
from scenes.stage.maps import Maps
from scenes.stage.part import Box, ease
from scenes.stage.values import Values
from scenes.words.naming import number

FLOWN, FOUND, ADDED, LIT = 0.25, 0.5, 0.6, 0.9  # of a turn


class PoolAct(WindowAct):
    """Of each window one number is kept."""

    kind = "pool"


def recognise(moment: Moment) -> Found | None:
    """A pooling that begins with this operation."""
    window = found_window(moment, "pooling")
    if window is None:
        return None
    return planned_window(
        PoolAct,
        moment,
        window,
        title=pool_words.title(window),
        lead=pool_words.lead(window),
        outcome=pool_words.outcome(window),
        step_name=pool_words.step_name(),
    )


class Pool(WindowPlayer):
    """The maps before, one window of them large, the maps after."""

    FOUND = FOUND

    act: PoolAct

    def build(self) -> None:
        window = self.window
        if words.is_flat(window):
            left, middle, right = rows_in(self.stage, (0.28, 0.4, 0.32), gap=0)
        else:
            left, middle, right = thirds(self.stage, (0.42, 0.18, 0.4))
        self.source = picture_of(window)
        self.out = of_first_image(window, "map")
        self.told, self.all = told_and_all(
            self, self.source, window.values["picture"], left, told=self.act.told
        )
        self.told.dashed = border_of(window)
        self.made, self.all_made = told_and_all(
            self, self.out, window.map, right, told=self.act.told
        )
        self.bench = self.bring(
            Maps(
                self._under(0, 0, self.act.told),
                _in_the_middle(middle, 0.22, 0.46),
                name=words.of_cells(window, 0, 0, self.act.told),
                scale=self.told.color_scale,
            )
        )
        self.kept = self.bring(
            Label(
                "",
                _in_the_middle(middle, 0.7, 0.12),
                size=24,
                color=palette.POINTED,
                family="code",
            )
        )
        self.chips = self.bring(Chips())

    def _under(self, row: int, column: int, index: int) -> Values:
        return under_window(self.source, self.window, row, column)[index : index + 1]

    def _kept_cell(self, cells: np.ndarray) -> tuple[int, int] | None:
        """(row, column) in the window of the number that is kept, or None."""
        pick = {"largest": np.argmax, "smallest": np.argmin}.get(self.window.fit.keeps)
        if pick is None:
            return None
        row, column = divmod(int(pick(cells)), cells.shape[1])
        return row, column

    def stand(self, where: Where) -> None:
        index, row, column = where.index, where.row, where.column
        self._show_told(index)
        cells = self._under(row, column, index)
        self.bench.show(cells)
        self.bench.call(words.of_cells(self.window, row, column, index))
        mark = self.window_mark(row, column) if where.begun else ()
        self.told.outlined = {0: mark} if mark else {}
        made = ((row, column, 1, 1),) if where.begun and where.share >= ADDED else ()
        self.made.outlined = {0: made} if made else {}
        for part in (self.made, self.all_made):
            if part is not None:
                part.revealed = self.revealed(where, part.count)
        kept = self._kept_cell(cells.array[0])
        is_found = where.looked_at and where.share >= FOUND
        self.bench.outlined = {0: ((*kept, 1, 1),)} if kept and is_found else {}
        value = self._value(index, row, column)
        self.kept.text = f"{pool_words.label(self.window)}: {value}" if is_found else ""
        come = ease(where.share, FLOWN * 0.8, FLOWN) if where.is_first else 1.0
        self.bench.set_opacity(come if where.looked_at else 0.0)
        self.chips.items = self._flying(where) if where.alone else ()

    def _show_told(self, index: int) -> None:
        """Let one of the maps be the one that is seen large."""
        for large, small, values in (
            (self.told, self.all, self.source),
            (self.made, self.all_made, self.out),
        ):
            large.show(values[index : index + 1], index)
            if small is not None:
                whole = ((0, 0, *values.shape[1:]),)
                small.outlined = {index: whole}

    def _value(self, index: int, row: int, column: int) -> str:
        return number(self.out.array[index, row, column], self.out.array[index])

    def _flying(self, where: Where):
        row, column = where.row, where.column
        down, across = self.window.fit.step
        kept = self._kept_cell(self._under(row, column, where.index).array[0])
        start = (
            self.bench.cell_box(0, *kept)
            if kept is not None
            else self.bench.grid_box(0)
        )
        return (
            *flying(
                self.told,
                self.bench,
                (row * down, column * across),
                where.share / FLOWN,
            ),
            *one_flying(
                start,
                self.made.cell_box(0, row, column),
                self.made.cell_color(0, row, column),
                (where.share - ADDED) / (LIT - ADDED),
            ),
        )

    def position_words(self, row: int, column: int, *, is_first: bool) -> str:
        value = self._value(self.act.told, row, column)
        if is_first:
            return pool_words.kept(self.window, row, column, value)
        return words.one_step(self.window, value)


def _in_the_middle(box: Box, top: float, height: float) -> Box:
    """A part of a Box as wide as it is."""
    return Box(
        box.left, box.top + top * box.height, box.width, max(height * box.height, 40)
    )


KIND = ActKind(PoolAct, Pool, recognise)
