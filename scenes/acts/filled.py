"""Boxes of matrices that fill the place they have, whatever their shape."""

import numpy as np

from scenes.stage.part import Box

WIDEST, HIGHEST = 150, 84  # a cell, in design pixels
LEAST = 8  # no side of a matrix is smaller


def filled(
    shape: tuple[int, int],
    box: Box,
    *,
    widest: float = WIDEST,
    highest: float = HIGHEST,
    align: str = "middle",
) -> Box:
    """The Box of a grid's cells, as large as a larger Box allows.

    Args:
        shape: (rows, columns) of the grid.
        widest, highest: of one of its cells, in design pixels.
        align: where it stands from left to right: "left", "middle", "right".
    """
    rows, columns = shape
    wide = max(min(widest, box.width / columns) * columns, LEAST)
    high = max(min(highest, box.height / rows) * rows, LEAST)
    left = {
        "left": box.left,
        "middle": box.left + (box.width - wide) / 2,
        "right": box.right - wide,
    }[align]
    return Box(left, box.top + (box.height - high) / 2, wide, high)


def block_spelled(cells: np.ndarray, shape: tuple[int, ...]) -> str:
    """Which block some flat indices are, as the code would write it, such as
    "[0, 1:3, :]"; "" where they are none."""
    places = np.unravel_index(cells.ravel(), shape)
    parts, size = [], 1
    for along, length in zip(places, shape):
        low, high = int(along.min()), int(along.max()) + 1
        size *= high - low
        if high - low == length:
            parts.append(":")
        else:
            parts.append(str(low) if high - low == 1 else f"{low}:{high}")
    return f"[{', '.join(parts)}]" if size == cells.size else ""


def spelled(flat: int, shape: tuple[int, ...]) -> str:
    """The index of a cell as the code would write it: "[2, 0]"."""
    return f"[{', '.join(str(int(one)) for one in np.unravel_index(flat, shape))}]"
