"""One cell of what was, of the change and of what is now, read off."""

from collections.abc import Callable, Sequence

import numpy as np

from scenes.arrays.numbers import written
from scenes.stage.plane import MatrixPlane


def read_cells(
    planes: Sequence[MatrixPlane],
    place: int | None,
    names: str,
    arrays: Sequence[np.ndarray],
    *,
    folded: Callable[[tuple[int, ...], int], tuple[int, int]] | None = None,
    within: tuple[int, ...] = (),
) -> None:
    """Mark a cell of three planes and write its numbers below them.

    Args:
        place: flat index, or None for no mark.
        names: of the cell's array, as in the code; the index follows it.
        arrays: of the planes: before, the change, now.
        folded: (row, column) on a plane of a cell of an array's shape, given
            as a flat index; None: they are laid out as they are.
        within: indices of the whole array that stand before those of these.
    """
    for plane, sign, array in zip(planes, ("", "+ ", "= "), arrays):
        if place is None:
            plane.marks, plane.note_below = (), ""
            continue
        index = [int(k) for k in np.unravel_index(place, array.shape)]
        row, column = folded(array.shape, place) if folded else index
        plane.marks = ((row, column, 1, 1),)
        text = written(array.ravel()[place], "+.6f")
        if sign == "+ ":
            plane.note_below = f"{'−' if text[0] == '−' else '+'} {text.lstrip('+−')}"
        elif sign:
            plane.note_below = f"= {text}"
        else:
            plane.note_below = (
                f"{names}[{', '.join(map(str, (*within, *index)))}] = {text}"
            )
