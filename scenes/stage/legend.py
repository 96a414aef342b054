"""What the colours mean: a strip of the scale with its two ends."""

from functools import lru_cache

import numpy as np

from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.part import Box, Part
from scenes.stage.typeface import SMALL, Type, enlarged
from scenes.stage.values import Values

ENDS = Type("code", SMALL)
ROOM = 150  # for the longest number beside a strip


class Legend(Part):
    """A palette.Scale as a strip; the box is the strip's.

    Its ends stand beside it. Where texts will be enlarged there is no room for two:
    then how far the scale reaches is one text.

    Args:
        scale: the palette.Scale.
        box: of the strip, in design pixels.
        reach: where that one text stands then: "below", "left" or "right".
    """

    def __init__(self, scale, box, *, reach="below"):
        super().__init__(box)
        self.color_scale = scale
        self._larger, self._reach = enlarged(), reach

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

    @property
    def range(self):
        """The same in one text: "±0.50"."""
        low, high = self.ends
        if self.color_scale.kind != "diverging":
            return f"{low}…{high}"
        return high.replace("+", "±")

    def write_ends(self, canvas, baseline):
        """Write the ends left and right of the strip, or what stands for both."""
        box, (low, high) = self.box, self.ends
        if self._larger > 1:
            self._write_range(canvas)
            return
        canvas.text(low, box.left - 10, baseline, ENDS, palette.QUIET, align="right")
        canvas.text(high, box.right + 10, baseline, ENDS, palette.QUIET)

    def _write_range(self, canvas):
        box, size = self.box, ENDS.size * self._larger
        x, align = {
            "below": (box.left + box.width / 2, "middle"),
            "left": (box.left - 10, "right"),
            "right": (box.right + 10, "left"),
        }[self._reach]
        down = box.height + size if self._reach == "below" else box.height / 2
        baseline = box.top + down + (0 if self._reach == "below" else 0.36 * size)
        canvas.text(self.range, x, baseline, ENDS, palette.QUIET, align=align)

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
