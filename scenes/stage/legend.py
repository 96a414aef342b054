"""What the colours mean: a strip of the scale with its two ends."""

import numpy as np

from scenes.stage import palette
from scenes.stage.numbers import written
from scenes.stage.part import Part
from scenes.stage.typeface import Type


class Legend(Part):
    """A palette.Scale as a strip; the box is the strip's."""

    def __init__(self, scale, box):
        super().__init__(box)
        self.color_scale = scale

    def draw(self, canvas):
        box, limit = self.box, self.color_scale.limit
        low = -limit if self.color_scale.kind == "diverging" else 0.0
        values = 4 * np.linspace(low / 4, limit / 4, 256)  # no overflow
        strip = self.color_scale.colors(values[None, :])
        canvas.texture(strip, box.corners)
        kind = Type("code", 14)
        form = "+.2f" if 0.1 <= limit < 1000 else "+.3f" \
            if 0.01 <= limit < 0.1 else "+.4f" \
            if 0.001 <= limit < 0.01 else "+.1e"
        below, above = ("≤ ", "≥ ") if self.color_scale.clipped else ("", "")
        canvas.text(below + written(low, form) if low else "0", box.left - 10,
                    box.top + 10, kind, palette.QUIET, align="right")
        canvas.text(above + written(limit, form), box.right + 10, box.top + 10,
                    kind, palette.QUIET)
