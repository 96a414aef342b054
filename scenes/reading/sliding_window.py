"""A window that slides over an array, and what is computed at each position."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.trace import Operation, Value
from scenes.reading.map_axes import opened, ordered
from scenes.reading.window_fit import Fit, Pair

ORDERS = {
    "picture": "NCHW",
    "original": "NCHW",
    "kernels": "FCHW",
    "errors": "NFHW",
    "map": "NFHW",
}
MAPS_OF = {"kernel gradient": "FCHW", "input gradient": "NCHW"}


@dataclass(frozen=True)
class SlidingWindow:
    """What some operations compute at each position of a window.

    Attributes:
        fit: the kind, sizes and axes.
        values: role -> Value: "picture", "kernels", "errors", "bias", and
            "map", which is what comes out; "original": the picture before it
            was given a border, if there is one in the code.
        operations: all of it, in order.
        step: number of the step whose statement fills the map.
        corner: (row, column) of the original in the picture.
        is_gradient: whether what goes back is known to be a gradient: there
            was a window of the same kind before that it belongs to.
    """

    fit: Fit
    values: dict[str, Value]
    operations: tuple[Operation, ...]
    step: int
    corner: Pair = (0, 0)
    is_gradient: bool = False

    @property
    def kind(self) -> str:
        return self.fit.kind

    @property
    def map(self) -> Value:
        return self.values["map"]

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The numbers of its operations."""
        return frozenset(one.number for one in self.operations)

    def layout(self, role: str) -> Callable[[np.ndarray], np.ndarray]:
        """What lays an array of a role out in four axes: pictures, errors and
        maps image by image and map by map, kernels filter by filter."""
        if self.kind == "bias gradient" and role == "map":
            return lambda array: array.reshape(1, -1, 1, 1)
        axes = self.fit.axes["picture" if role == "original" else role]
        order = ORDERS[role]
        if role == "map":
            order = MAPS_OF.get(self.kind, order)
            if self.kind.startswith("pooling"):
                axes = axes.replace("C", "F")
        if self.fit.by_channel and role == "kernels":
            axes = axes.replace("C", "F")
        sizes = self._channels() if "(" in axes else {}
        lengths = opened(axes, self.values[role].shape, sizes)
        assert lengths is not None
        return lambda array: ordered(array, axes, order, lengths)

    def laid(self, role: str) -> np.ndarray:
        """The array of a role, as `layout` has it."""
        return self.layout(role)(self.values[role].array)

    def _channels(self) -> dict[str, int]:
        """How many channels the picture has, if it has an axis of them."""
        lengths = zip(self.fit.axes["picture"], self.values["picture"].shape)
        return {letter: length for letter, length in lengths if letter == "C"}

    @property
    def positions(self) -> Pair:
        """How many positions the window has: (down, across)."""
        role = "errors" if "errors" in self.values else "map"
        high, wide = self.laid(role).shape[2:]
        return high, wide

    def place(self, row: int, column: int) -> Pair:
        """Where the window's upper left cell is at a position, in the cells of
        the picture; below 0 where it reaches out of it."""
        down, across = self.fit.step
        return row * down - self.fit.pad[0], column * across - self.fit.pad[1]
