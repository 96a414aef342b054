"""A column of bars that goes from one order of its rows into another."""

from scenes.stage.bars import Bars
from scenes.stage.part import Box
from scenes.stage.typeface import SMALL

CLOSE = 24  # design pixels from row to row in which numbers still have their size


class SortedBars(Bars):
    """Bars in the order of their index, and after that in another one.

    Args:
        values: the numbers of a column in the order of their index.
        order: the index of each row as it is sorted, from the top.
        box, options: as Bars takes them.

    Attributes to change while it plays:
        sorted: 0..1, how far the rows are on their way.
    """

    def __init__(self, values, order, box, **options):
        labels = [str(index) for index in order]
        super().__init__(values, box, labels=labels, **options)
        self.order = tuple(order)
        self.values = self.values[list(order)]
        self._column = self.values.reshape(-1, 1)
        self.sorted = 1.0

    @property
    def number_size(self):
        return SMALL if self.pitch >= CLOSE else super().number_size

    def cells(self):
        # On their way rows are between two places, and in none of them.
        return super().cells() if self.sorted >= 1 else ()

    def _draw_row(self, canvas, box, index, value, start, grown):
        away = (self.order[index] - index) * self.pitch * (1 - self.sorted)
        there = Box(box.left, box.top + away, box.width, box.height)
        words, is_passing = self.words_opacity, away and self.sorted > 0
        if is_passing:
            self.words_opacity = 0.0  # else texts would cross one another
        super()._draw_row(canvas, there, index, value, start, grown)
        self.words_opacity = words
