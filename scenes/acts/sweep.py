"""A sweep over cells that stands still at some of them, to be read."""

from dataclasses import dataclass

import numpy as np

PAUSES = 3  # cells that it stands still at
PAUSED = 0.75  # share of the sweep that it stands still


@dataclass(frozen=True)
class Sweep:
    """From the first of so many cells to the last.

    Attributes:
        size: how many cells there are.
        pauses: flat indices of those that it stands still at, in order.
    """

    size: int
    pauses: tuple[int, ...]

    @classmethod
    def over(cls, products: np.ndarray) -> "Sweep":
        """The Sweep over products that stands still at the largest in size of
        each third of them."""
        sizes = np.abs(products).ravel()
        parts = np.array_split(np.arange(sizes.size), PAUSES)
        return cls(sizes.size, tuple(int(one[np.argmax(sizes[one])]) for one in parts))

    def at(self, share: float) -> tuple[int, int | None]:
        """(how many cells are swept, the cell that it stands at or None) at a
        share 0..1 of the sweep's time."""
        moving, length = 1 - PAUSED, PAUSED / PAUSES
        done, cells = 0.0, 0
        for pause in self.pauses:
            need = moving * (pause + 1 - cells) / self.size
            if share <= done + need:
                break
            done, cells = done + need, pause + 1
            if share <= done + length:
                return cells, pause
            done += length
        return cells + round((share - done) / moving * self.size), None
