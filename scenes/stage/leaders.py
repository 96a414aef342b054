"""Lines from cells of a matrix to where each of them stands alone."""

import numpy as np

from scenes.stage import palette
from scenes.stage.part import Box, Part, mix

NEAR = 3  # design pixels from a cell: a line there seems to be the cell's


class Leaders(Part):
    """Outlined cells, each with a line that leads to a point.

    Args:
        cells: a Box for each, in design pixels.
        x: where all lines end.
        heights: the y at which each of them ends.

    Attributes to change while it plays:
        grown: (count,) shares 0..1 of the lines; at 0 not even the outline
            of the cell is there.
        focus: index of the one that is lit, or None.
    """

    def __init__(self, cells, x, heights):
        left = min(cell.left for cell in cells)
        top = min(*(cell.top for cell in cells), *heights)
        super().__init__(
            Box(
                left,
                top,
                x - left,
                max(*(cell.bottom for cell in cells), *heights) - top,
            )
        )
        self._home = self.box
        self._cells = tuple(cells)
        self._heights = tuple(heights)
        self.grown = np.ones(len(self._cells))
        self.focus = None

    def cell(self, index):
        """The Box of an outlined cell."""
        return self._cell_in(self.box, index)

    def _cell_in(self, box, index):
        cell, home = self._cells[index], self._home
        wide, high = box.width / home.width, box.height / home.height
        return Box(
            box.left + (cell.left - home.left) * wide,
            box.top + (cell.top - home.top) * high,
            cell.width * wide,
            cell.height * high,
        )

    def point(self, index, share):
        """(x, y) on a line, 0 at its cell and 1 at its end."""
        return self._point_in(self.box, index, share)

    def _point_in(self, box, index, share):
        cell, home = self._cell_in(box, index), self._home
        down = (self._heights[index] - home.top) / home.height
        return (
            mix(cell.right, box.right, share),
            mix(cell.top + cell.height / 2, box.top + box.height * down, share),
        )

    @property
    def tangles(self):
        """How often a line comes near the cell of another."""
        return sum(
            self._meets(line, cell)
            for line in range(len(self._cells))
            for cell in self._cells
            if cell != self._cells[line]
        )

    def _meets(self, line, cell):
        (x, y), (end_x, end_y) = self.point(line, 0), self.point(line, 1)
        left, right = max(cell.left, x), min(cell.right, end_x)
        if left > right:
            return False
        heights = [mix(y, end_y, (at - x) / (end_x - x)) for at in (left, right)]
        return max(heights) > cell.top - NEAR and min(heights) < cell.bottom + NEAR

    @property
    def outlines(self):
        """(3, 2) corners of what is drawn over cells: outlines and lines."""
        for index, share in enumerate(self.grown):
            if share > 0 and self.opacity > 0:
                yield self.cell(index).corners
                start, end = map(
                    np.array, (self.point(index, 0), self.point(index, share))
                )
                yield np.array([start, end, start + (0.0, 0.5)])

    def draw(self, canvas):
        box = self.box
        for index, share in enumerate(self.grown.tolist()):
            if share <= 0:
                continue
            lit = index == self.focus
            canvas.polygon(
                [self._point_in(box, index, 0), self._point_in(box, index, share)],
                stroke=palette.POINTED if lit else palette.QUIET,
                line=2 if lit else 1.2,
                opacity=1 if lit else 0.7,
                closed=False,
            )
            cell = self._cell_in(box, index)
            canvas.rectangle(
                cell.left,
                cell.top,
                cell.width,
                cell.height,
                stroke=palette.POINTED,
                line=2,
            )
