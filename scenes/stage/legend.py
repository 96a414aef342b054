"""What the colours mean: a strip of the scale with its two ends."""

from functools import lru_cache

import numpy as np

from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.part import Box, Part
from scenes.stage.typeface import SMALL, Type
from scenes.stage.values import Values

ENDS = Type("code", SMALL)
ROOM = 150  # for the longest number beside a strip


class Legend(Part):
    """A palette.Scale as a strip; the box is the strip's."""

    def __init__(self, scale, box):
        super().__init__(box)
        self.color_scale = scale

    def extent(self):
        box = self.box
        return Box(
            box.left - ROOM, box.top - 60, box.width + 2 * ROOM, box.height + 120
        )

    @property
    def ends(self):
        """The two numbers that the scale ends at, as they are written."""
        scale, limit = self.color_scale, self.color_scale.limit
        form = (
            "+.2f"
            if 0.1 <= limit < 1000
            else "+.3f"
            if 0.01 <= limit < 0.1
            else "+.4f"
            if 0.001 <= limit < 0.01
            else "+.1e"
        )
        below, above = ("≤ ", "≥ ") if scale.clipped else ("", "")
        return (
            below + written(-limit, form) if scale.kind == "diverging" else "0"
        ), above + written(limit, form)

    def write_ends(self, canvas, baseline):
        """Write the ends left and right of the strip."""
        box, (low, high) = self.box, self.ends
        canvas.text(low, box.left - 10, baseline, ENDS, palette.QUIET, align="right")
        canvas.text(high, box.right + 10, baseline, ENDS, palette.QUIET)

    def draw(self, canvas):
        box = self.box
        canvas.cells(_strip(self.color_scale), box.corners, self.color_scale)
        self.write_ends(canvas, box.top + 12)


@lru_cache(maxsize=256)
def _strip(scale):
    """Values from one end of a scale to the other, in a row."""
    low = -scale.limit if scale.kind == "diverging" else 0.0
    values = 4 * np.linspace(low / 4, scale.limit / 4, 256)  # no overflow
    return Values(values[None, :])
