"""A column of bars in whose numbers the digits that changed stand out."""

from os.path import commonprefix

import numpy as np

from scenes.stage import palette
from scenes.stage.bars import Bars


class ChangedBars(Bars):
    """Bars of what a column has become.

    Args:
        before: (count,) what it was.
        options: as Bars takes them.
    """

    def __init__(self, values, before, box, **options):
        super().__init__(values, box, **options)
        self.before = np.ravel(before)

    def draw_number(self, canvas, index, text, right, baseline, kind, color):
        same = len(commonprefix([text, self.write(self.before[index])]))
        for piece, end, ink in (
            (text[same:], right, palette.POINTED),
            (text[:same], right - kind.width(text[same:]), color),
        ):
            canvas.text(
                piece,
                end,
                baseline,
                kind,
                ink,
                align="right",
                opacity=self.words_opacity,
            )
