"""The way back through windows that slide: what its players share.

Three kinds of it: to the kernels of a convolution, to its picture, and
through a pooling.
"""

import numpy as np

from scenes.acts.window_acts import WindowAct
from scenes.acts.window_player import Where, WindowPlayer
from scenes.acts.window_values import of_first_image
from scenes.acts.window_words import called
from scenes.arrays.numbers import bar_number_format
from scenes.reading.sliding_window import SlidingWindow
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.maps import Maps
from scenes.stage.part import Box, ease

FLOWN, MULTIPLIED, ADDED, LIT = 0.22, 0.5, 0.6, 0.9  # of a turn
MOST_SUMMED = 1_000_000  # numbers of sums on their way that are kept


class BackPlayer(WindowPlayer):
    """A player of a WindowAct.

    Attributes:
        errors: Values (maps, rows, columns) of what goes back.
    """

    act: WindowAct
    LIT = LIT

    def ends_at(self) -> tuple[int, int, int]:
        down, across = self.window.positions
        return 0, down - 1, across - 1

    def build_errors(self, box: Box) -> None:
        """Bring the one of the maps that go back that is told."""
        self.errors = of_first_image(self.window, "errors")
        value = self.window.values["errors"]
        name = called(value)
        one = f"{name}, {self.act.told}" if len(self.errors.array) > 1 else name
        self.error_map = self.bring(
            Maps(
                self.errors[self.act.told : self.act.told + 1],
                box,
                name=one,
                note=" × ".join(map(str, self.errors.shape[1:])),
                source=name,
                start=self.act.told,
            ),
            value,
        )

    def label(self, box: Box) -> Label:
        """Bring a Label for a number that goes back."""
        return self.bring(Label("", box, size=24, color=palette.POINTED, family="code"))

    def error_at(self, row: int, column: int) -> str:
        """What goes back from a position, as it is written."""
        array = self.errors.array[self.act.told]
        return bar_number_format(array.ravel())(array[row, column])

    def mark_error(self, where: Where) -> None:
        is_marked = where.begun and not where.over
        mark = ((where.row, where.column, 1, 1),)
        self.error_map.outlined = {0: mark} if is_marked else {}

    def show_bench(self, parts, where: Where) -> None:
        """Let what is worked on appear with the first position, and go with
        the last."""
        come = ease(where.share, FLOWN * 0.8, FLOWN) if where.is_first else 1.0
        for part in parts:
            part.set_opacity(come if where.looked_at and not where.over else 0.0)


def blocks_filled(window: SlidingWindow, done: int, rows: int) -> np.ndarray:
    """(rows,) how many cells of each row lie in one of the first windows."""
    _, across = window.positions
    (down_step, step), (high, wide) = window.fit.step, window.fit.size
    filled = np.zeros(rows, int)
    row, column = divmod(done, across)
    filled[: row * down_step + (high - down_step if row else 0)] = (
        across - 1
    ) * step + wide
    if column:
        band = slice(row * down_step, row * down_step + high)
        filled[band] = np.maximum(filled[band], (column - 1) * step + wide)
    return filled
