"""Which places along its axes a slice keeps of an array."""

import numpy as np

from network.trace import Operation
from scenes.reading.picked_cells import picked_cells


def kept_places(operation: Operation) -> dict[int, range]:
    """The places along each axis that are kept, of axes that lose some; {} if
    the axes are not those of before."""
    before, after = operation.operands[0], operation.result
    if len(before.shape) != len(after.shape) or before.shape == after.shape:
        return {}
    cells = picked_cells(operation)
    if cells is None or before.memory != after.memory:
        return {}  # picked by numbers, which may have any order
    if min(*before.strides, *after.strides) <= 0:
        return {}
    starts = np.unravel_index(int(cells.flat[0]), before.shape)
    return {
        axis: range(start, start + (length - 1) * step + 1, step)
        for axis, (start, length, step) in enumerate(
            zip(
                map(int, starts),
                after.shape,
                (new // old for old, new in zip(before.strides, after.strides)),
            )
        )
        if length < before.shape[axis]
    }
