"""One cell of what was, of the change and of what is now, read off."""

from collections.abc import Sequence

import numpy as np

from scenes.arrays.numbers import written
from scenes.stage.plane import MatrixPlane


def read_cells(
    planes: Sequence[MatrixPlane],
    place: int | None,
    names: str,
    arrays: Sequence[np.ndarray],
) -> None:
    """Mark a cell of three planes and write its numbers below them.

    Args:
        place: flat index, or None for no mark.
        names: of the cell's array, as in the code; the index follows it.
        arrays: of the planes: before, the change, now.
    """
    for plane, sign, array in zip(planes, ("", "+ ", "= "), arrays):
        if place is None:
            plane.marks, plane.note_below = (), ""
            continue
        row, column = divmod(place, array.shape[1])
        plane.marks = ((row, column, 1, 1),)
        text = written(array[row, column], "+.6f")
        if sign == "+ ":
            plane.note_below = f"{'−' if text[0] == '−' else '+'} {text.lstrip('+−')}"
        elif sign:
            plane.note_below = f"= {text}"
        else:
            plane.note_below = f"{names}[{row}, {column}] = {text}"
