"""Bands between two columns of places: as thick as their shares."""

from collections.abc import Sequence

import numpy as np

from scenes.stage import palette
from scenes.stage.part import Box, Part

LEAST = 0.6  # design pixels: what is thinner is not drawn


class Ribbons(Part):
    """A band from each place at the left to that at the right.

    Args:
        box: the room between both, a Box in design pixels.
        starts, ends: the y of each place, left and right.
        thickest: of a band whose share is 1, in design pixels.

    Attributes to change while it plays:
        shares: (count,) 0..1: how thick each is.
        grown: how far they reach from the left, 0..1.
    """

    def __init__(
        self,
        box: Box,
        starts: Sequence[float],
        ends: Sequence[float],
        *,
        thickest: float,
    ) -> None:
        super().__init__(box)
        self._home = box
        self._starts, self._ends = tuple(starts), tuple(ends)
        self._thickest = thickest
        self.shares = np.zeros(len(self._starts))
        self.grown = 1.0

    def draw(self, canvas):
        if self.grown <= 0:
            return
        box, down = self.box, self.box.top - self._home.top
        for share, start, end in zip(self.shares.tolist(), self._starts, self._ends):
            half = share * self._thickest / 2
            if 2 * half < LEAST:
                continue
            right = box.left + box.width * self.grown
            there = start + (end - start) * self.grown
            canvas.polygon(
                [
                    (box.left, start + down - half),
                    (right, there + down - half),
                    (right, there + down + half),
                    (box.left, start + down + half),
                ],
                fill=palette.POINTED,
                opacity=0.35 + 0.4 * share,
            )
