"""A pulse that runs along a line: a head and a tail that narrows."""

import math
from dataclasses import dataclass

from scenes.stage import palette
from scenes.stage.part import Box

HALO = 2  # design pixels of background around the head
TAIL = 0.6  # opacity of the tail


@dataclass(frozen=True)
class Comet:
    """An item of chips.Chips, in design pixels.

    Attributes:
        head, tail: (x, y) of its two ends.
        color: "#RRGGBB".
        head_radius: of its round end.
    """

    head: tuple
    tail: tuple
    color: str
    head_radius: float

    @property
    def box(self):
        """The Box around all of it."""
        reach = self.head_radius + HALO
        (x, y), (tail_x, tail_y) = self.head, self.tail
        left, top = min(x - reach, tail_x), min(y - reach, tail_y)
        return Box(
            left, top, max(x + reach, tail_x) - left, max(y + reach, tail_y) - top
        )

    def paint(self, canvas):
        (x, y), (tail_x, tail_y) = self.head, self.tail
        length = math.hypot(x - tail_x, y - tail_y)
        if length > 0:
            across = self.head_radius * 0.8 / length
            off_x, off_y = (tail_y - y) * across, (x - tail_x) * across
            canvas.polygon(
                [self.tail, (x + off_x, y + off_y), (x - off_x, y - off_y)],
                fill=self.color,
                opacity=TAIL,
            )
        canvas.disc(x, y, self.head_radius + HALO, fill=palette.BACKGROUND)
        canvas.disc(x, y, self.head_radius, fill=self.color)
