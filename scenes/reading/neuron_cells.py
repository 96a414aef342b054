"""Cells of a recorded value in the order of neurons."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.trace import Value


@dataclass(frozen=True)
class Cells:
    """Some cells of a value, laid out by neurons.

    Attributes:
        value: as it was recorded, of any shape.
        layout: an array of the value's shape -> the cells: (neurons,), or of
            weights (neurons, neurons before).
    """

    value: Value
    layout: Callable[[np.ndarray], np.ndarray]

    @cached_property
    def array(self) -> np.ndarray:
        """The cells, in the value's own type."""
        return self.layout(self.value.array)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape

    @property
    def name(self) -> str:
        return self.value.name

    @cached_property
    def flats(self) -> np.ndarray:
        """Where each cell stands in the value: flat indices."""
        size = int(np.prod(self.value.shape, dtype=int))
        return self.layout(np.arange(size).reshape(self.value.shape))

    def place(self, cell: int | tuple[int, int]) -> str:
        """What the code would write in brackets to get one of the cells."""
        index = np.unravel_index(int(self.flats[cell]), self.value.shape)
        written = [str(int(one)) for one in index]
        lengths = list(self.value.shape)
        while len(written) > 1 and lengths[-1] == 1:
            written.pop()
            lengths.pop()
        return ", ".join(written)

    def holds(self, other: "Cells") -> bool:
        """Whether these are the same numbers as others, in the same order."""
        one, two = self.array, other.array
        if one.shape != two.shape:
            return False
        return bool(
            np.allclose(one.astype(float), two.astype(float), rtol=1e-5, equal_nan=True)
        )
