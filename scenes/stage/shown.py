"""What a part shows at a moment: which cells, where, and which are there.

Parts say it of themselves (`Part.cells`); a page writes it down, and a point
of the screen is looked up in it. All places in design pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from scenes.stage.perspective import shares_of
from scenes.stage.values import Values

if TYPE_CHECKING:
    from scenes.stage.placing import Placing

REACH = 12  # how far from a line or the middle of a dot still means it


@dataclass(frozen=True, eq=False)
class ShownCells:
    """A grid of cells.

    Attributes:
        values: of rows and columns.
        name: what the part calls them.
        there: boolean (rows, columns) of the blocks: those that hold a value.
        corners: upper left, upper right, lower left: (3, 2); of a sheet in
            perspective with its lower right: (4, 2).
        block: how many values along each axis one cell is the mean of.
    """

    values: Values
    name: str
    there: np.ndarray
    corners: np.ndarray
    block: tuple[int, int] = (1, 1)

    def placed(self, placing: Placing) -> ShownCells:
        """The same where they come to in a frame that is laid out anew."""
        return replace(self, corners=_placed(self.corners, placing))

    def cell_at(self, x: float, y: float) -> tuple[int, ...] | None:
        """The index in `values` of what a point shows, of a block that of
        its first; None beside the grid, or where nothing is there yet."""
        shares = shares_of(self.corners, (x, y))
        if shares is None or (shares < 0).any() or (shares >= 1).any():
            return None
        cell = tuple((shares[::-1] * self.there.shape).astype(int).tolist())
        return (
            tuple(one * step for one, step in zip(cell, self.block))
            if self.there[cell]
            else None
        )


@dataclass(frozen=True, eq=False)
class ShownDots:
    """Neurons, or measurements in a chart.

    Attributes:
        values: (count,), one for each dot.
        there: (count,) booleans: which of them hold a value.
        centers: (count, 2), or as many of the first as stand already.
        radius: of each.
        layer: the number of the layer that they are neurons of, from 1, or
            None.
        counts: (count,) Values: after how many images each was measured, or
            None.
        indices: (count,) of neurons in their layer, from 0; None: as they
            stand in the array.
        layers: what neurons are called by: neuron_names.Layers, or None: as
            those of the digit network.
    """

    values: Values
    there: np.ndarray
    centers: np.ndarray
    radius: float
    layer: int | None = None
    counts: Values | None = None
    indices: tuple[int, ...] | None = None
    layers: Any = None

    def placed(self, placing: Placing) -> ShownDots:
        """The same where they come to in a frame that is laid out anew."""
        centers = _placed(self.centers, placing)
        return replace(self, centers=centers, radius=placing.scale * self.radius)

    def cell_at(self, x: float, y: float) -> tuple[int, ...] | None:
        """The index in `values` of the dot at a point, or None."""
        if not len(self.centers):
            return None
        away = np.hypot(*(self.centers - np.array([x, y])).T)
        nearest = int(away.argmin())
        return (
            (nearest,)
            if away[nearest] <= max(self.radius, REACH) and self.there[nearest]
            else None
        )


@dataclass(frozen=True, eq=False)
class ShownLines:
    """Weights as lines between two layers of neurons.

    Attributes:
        values: (to, from), one for each line.
        carried: (to, from) Values of what runs along them; None where the
            lines show the weights themselves.
        left, right: x of their ends.
        starts, ends: (from,) and (to,) heights of their ends, y.
        grown: how far they reach from the left, 0..1.
        focus: which of the ends the lines lead to that have not faded; None:
            none have, or all have.
        widths: (to, from) of the lines.
        layer: the number of the layer that they lead into, from 1, or None.
        rows, columns: indices of the neurons that they lead to and come
            from, from 0; None: as the weights stand in the array.
        layers: as ShownDots have it.
    """

    values: Values
    carried: Values | None
    left: float
    right: float
    starts: np.ndarray
    ends: np.ndarray
    grown: float
    focus: int | None
    widths: np.ndarray
    layer: int | None = None
    rows: tuple[int, ...] | None = None
    columns: tuple[int, ...] | None = None
    layers: Any = None

    def placed(self, placing: Placing) -> ShownLines:
        """The same where they come to in a frame that is laid out anew."""
        return replace(
            self,
            left=placing.x(self.left),
            right=placing.x(self.right),
            starts=placing.top + placing.scale * self.starts,
            ends=placing.top + placing.scale * self.ends,
            widths=placing.scale * self.widths,
        )

    def cell_at(self, x: float, y: float) -> tuple[int, ...] | None:
        """The index in `values` of the nearest line, or None; what has faded
        comes after all others."""
        share = (x - self.left) / (self.right - self.left)
        if not 0 <= share <= self.grown:
            return None
        rises = self.ends[:, None] - self.starts[None, :]
        away = np.abs(self.starts + rises * share - y) / np.hypot(
            1, rises / (self.right - self.left)
        )
        order = np.where(away <= REACH, away, np.inf)
        if self.focus is not None:
            order[np.arange(len(self.ends)) != self.focus] += REACH
        nearest = np.unravel_index(order.argmin(), order.shape)
        return tuple(map(int, nearest)) if np.isfinite(order[nearest]) else None


def _placed(points: np.ndarray, placing: Placing) -> np.ndarray:
    return placing.scale * points + np.array([placing.left, placing.top])


Shown = ShownCells | ShownDots | ShownLines
