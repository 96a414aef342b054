"""Which part shows a value, and where values stand side by side."""

import numpy as np

from scenes.arrays import shapes as arrange
from scenes.stage.maps import Maps
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.words.axis_words import shape_of

LARGEST_CELL = 64  # design pixels
WIDEST = 110
SQUARE = 5  # rows and columns from which on cells are as wide as high
FEW = 100  # cells; with more there are no numbers in them
WRITTEN_IN = 40  # design pixels, of the width of a cell with a number
TALL_ROW = 3  # arrays side by side at most, on a tall stage
SLIVER = 3.0  # sides of what is tall or flat, at most, where cells can be stretched


def form(value, box, *, name=None):
    """A part that shows a network.trace.Value of any shape inside a Box."""
    array = value.array
    name = value.name or value.expression if name is None else name
    note = "" if value.is_scalar else shape_of(value)
    if array.ndim > 2 and len(arrange.as_maps(array)) > 1:
        return Maps(value, box, name=name, note=note)
    if arrange.is_rack(array.shape):
        return Rack(
            value,
            Box(box.left, box.top + 60, box.width, box.height - 60),
            name=name,
            note=note,
        )
    grid = arrange.as_grid(array)
    return MatrixPlane(value, fitted(grid.shape, box), name=name, note=note)


def fitted(shape, box):
    """The Box of a grid's cells in the middle of a larger Box.

    The cells of a table, of few rows or columns or where numbers fit only in
    wide ones, have room for numbers; those
    of anything else are as wide as high, but where it is so tall or so wide
    that it would be a sliver.
    """
    rows, columns = shape
    room = box.height / rows, box.width / columns
    high, wide = min(LARGEST_CELL, room[0]), min(WIDEST, room[1])
    cell = min(LARGEST_CELL, *room)
    has_numbers = rows * columns <= FEW and cell < WRITTEN_IN <= wide
    if min(rows, columns) >= SQUARE and not has_numbers:
        tall = cell * rows / columns / SLIVER
        flat = cell * columns / rows / SLIVER
        high = min(high, max(cell, flat))
        wide = min(wide, max(cell, tall))
    high, wide = max(high * rows, 8), max(wide * columns, 8)
    return Box(
        box.left + (box.width - wide) / 2, box.top + (box.height - high) / 2, wide, high
    )


def row_of_boxes(stage, arrays, *, gap=110):
    """Boxes side by side for arrays, wider for those with more columns."""
    weights = np.array([_breadth(array) for array in arrays])
    room = stage.width - gap * (len(arrays) - 1)
    widths = room * weights / weights.sum()
    lefts = stage.left + np.concatenate([[0], np.cumsum(widths + gap)[:-1]])
    return [
        Box(left, stage.top + 40, width, stage.height - 80)
        for left, width in zip(lefts, widths)
    ]


def rows_of_boxes(stage, arrays, *, most=4, gap=110):
    """The same in as many rows as it takes, of at most so many each: of fewer on
    a tall stage, where names are written larger."""
    if stage.is_tall:
        most = min(most, TALL_ROW)
    rows = -(-len(arrays) // most)
    each = -(-len(arrays) // rows)
    high = stage.height / rows
    boxes = []
    for row in range(rows):
        room = Box(stage.left, stage.top + row * high, stage.width, high)
        boxes += row_of_boxes(room, arrays[row * each : (row + 1) * each], gap=gap)
    return boxes


def _breadth(array):
    if arrange.is_rack(array.shape):
        return 4.0
    rows, columns = arrange.as_grid(array).shape
    return 1.0 + 2.0 * min(columns / max(rows, 6), 2.0)
