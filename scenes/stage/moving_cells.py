"""Cells on their way from where they stood to where they will stand."""

from collections.abc import Sequence

import numpy as np

from scenes.stage.canvas import DESIGN_HEIGHT, DESIGN_WIDTH
from scenes.stage.part import Box, Part


class MovingCells(Part):
    """Rectangles in flight.

    Args:
        starts, ends: (count, 4) left, top, width and height of each, in
            design pixels.
        colors: "#RRGGBB" of each.

    Attributes to change while it plays:
        shares: (count,) 0..1: how far each is; at 0 it is not drawn.
    """

    def __init__(self, starts: np.ndarray, ends: np.ndarray, colors: Sequence[str]):
        super().__init__(Box(0, 0, DESIGN_WIDTH, DESIGN_HEIGHT))
        self._starts, self._ends = starts, ends
        self._colors = tuple(colors)
        self.shares = np.zeros(len(starts))

    def draw(self, canvas):
        shares = self.shares * self.shares * (3 - 2 * self.shares)
        boxes = self._starts + (self._ends - self._starts) * shares[:, None]
        for index in np.flatnonzero(self.shares > 0).tolist():
            left, top, width, height = boxes[index].tolist()
            canvas.rectangle(
                left, top, width, height, fill=self._colors[index], radius=2
            )
