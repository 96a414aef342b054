"""Cells on their way from where they stood to where they will stand."""

from collections.abc import Sequence

import numpy as np

from scenes.stage.canvas import DESIGN_HEIGHT, DESIGN_WIDTH
from scenes.stage.chips import Slip
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

    @property
    def items(self) -> tuple[Slip, ...]:
        """The cells that are on their way or there."""
        shares = self.shares * self.shares * (3 - 2 * self.shares)
        boxes = self._starts + (self._ends - self._starts) * shares[:, None]
        return tuple(
            Slip(Box(*boxes[index].tolist()), self._colors[index], 1.0)
            for index in np.flatnonzero(self.shares > 0).tolist()
        )

    def draw(self, canvas):
        for cell in self.items:
            box = cell.box
            canvas.rectangle(
                box.left, box.top, box.width, box.height, fill=cell.color, radius=2
            )
