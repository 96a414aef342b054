"""A scale of colours as a ruler, whose marks move in as the scale grows."""

from functools import lru_cache
from math import floor, log10

import numpy as np

from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.part import Part
from scenes.stage.typeface import SMALL, Type
from scenes.stage.values import Values

DECADES = 2  # so many powers of ten below the largest have marks
STEPS = (1, 2, 5)  # marks of each power of ten
NEAR = 96  # design pixels from the middle, and from mark to mark, for a number
MARK = Type("code", SMALL)
STRIP = Values(np.linspace(-1.0, 1.0, 256)[None, :])


class ZoomRuler(Part):
    """A diverging palette.Scale as a strip with marks below it; the box is the
    strip's.

    Attributes to change while it plays:
        color_scale: the Scale; where it reaches further, each number stands
            nearer to the middle.
    """

    def __init__(self, scale, box):
        super().__init__(box)
        self.color_scale = scale

    def x_of(self, number):
        """The x of a number on the ruler, in design pixels."""
        box = self.box
        middle = box.left + box.width / 2
        return middle + box.width / 2 * number / self.color_scale.limit

    @property
    def numbers(self):
        """(number, whether it is written) of the marks right of the middle,
        the largest first."""
        limit, last, told = self.color_scale.limit, self.box.right + NEAR, []
        middle = self.box.left + self.box.width / 2
        for number in _round_below(limit):
            x = self.x_of(number)
            is_written = x - middle >= NEAR and last - x >= NEAR
            told.append((number, is_written))
            if is_written:
                last = x
        return told

    def draw(self, canvas):
        box = self.box
        # The colours along the strip are those of any scale.
        canvas.cells(STRIP, box.corners, palette.Scale("diverging", 1.0))
        marks = [
            (sign * number, is_written)
            for number, is_written in self.numbers
            for sign in (-1, 1)
        ]
        for number, is_written in [(0.0, True), *marks]:
            x = self.x_of(number)
            canvas.rectangle(
                x - 1, box.bottom + 2, 2, 9 if is_written else 5, fill=palette.QUIET
            )
            if is_written:
                canvas.text(
                    written(number, "+g") if number else "0",
                    x,
                    box.bottom + 32,
                    MARK,
                    palette.QUIET,
                    align="middle",
                )


@lru_cache(maxsize=4096)
def _round_below(limit):
    """1, 2 and 5 times powers of ten up to a limit, the largest first."""
    power = floor(log10(limit)) if limit > 0 and np.isfinite(limit) else 0
    numbers = [
        step * 10.0**exponent
        for exponent in range(power, power - DECADES, -1)
        for step in reversed(STEPS)
    ]
    return [one for one in numbers if one <= limit * (1 + 1e-9)]
