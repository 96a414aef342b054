"""How an array of any shape is folded into rows and columns that fill a place.

A long list becomes several rows, pictures that are rows of a matrix a mosaic,
and of more than two axes the first become rows, the others columns.
"""

from collections.abc import Callable

import numpy as np

from scenes.arrays.shapes import PICTURES, is_column

LONGEST = 30  # numbers in a line that is not folded
Layout = Callable[[np.ndarray], np.ndarray]


def folding(shape: tuple[int, ...]) -> Layout:
    """What lays an array of a shape out as rows and columns, each of its
    cells once."""
    if len(shape) == 2 and shape[1] in PICTURES:
        return _mosaic(shape[0], *PICTURES[shape[1]])
    rows, columns = _grid(shape)
    return lambda array: array.reshape(rows, columns)


def folded_place(shape: tuple[int, ...], flat: int) -> tuple[int, int]:
    """(row, column) of a cell, given as a flat index, where it is folded."""
    laid = folding(shape)(np.arange(int(np.prod(shape))).reshape(shape))
    return divmod(int(np.flatnonzero(laid.ravel() == flat)[0]), laid.shape[1])


def _grid(shape: tuple[int, ...]) -> tuple[int, int]:
    size = int(np.prod(shape))
    if not shape or is_column(shape):
        if size in PICTURES:
            return PICTURES[size]
        if size <= LONGEST:
            return (size, 1) if len(shape) < 2 or shape[1] == 1 else (1, size)
        return _split(size)
    if len(shape) == 2:
        return shape[0], shape[1]
    cuts = [int(np.prod(shape[:axis])) for axis in range(1, len(shape))]
    rows = min(cuts, key=lambda count: abs(np.log(count / (size / count))))
    return rows, size // rows


def _split(size: int) -> tuple[int, int]:
    """The two factors of a number that are nearest to each other, the smaller
    first."""
    rows = next(one for one in range(int(size**0.5), 0, -1) if size % one == 0)
    return rows, size // rows


def _mosaic(count: int, high: int, wide: int) -> Layout:
    down, across = _split(count)
    return lambda array: (
        array.reshape(down, across, high, wide)
        .transpose(0, 2, 1, 3)
        .reshape(down * high, across * wide)
    )
