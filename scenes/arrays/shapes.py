"""How an array of any shape is laid out: as a grid, or as sheets of grids."""

import math

import numpy as np

PICTURES = {784: (28, 28)}  # MNIST's images, flattened row after row


def is_column(shape):
    """Whether an array is one column (or row) of numbers."""
    return len(shape) == 1 or (len(shape) == 2 and 1 in shape)


def is_rack(shape):
    """Whether an array is shown as sheets in a rack."""
    if len(shape) == 2:
        return shape[1] in PICTURES and 2 <= shape[0] <= 64
    return len(shape) >= 3 and 2 <= math.prod(shape[:-2]) <= 64


def is_picture(shape):
    """Whether `as_grid` lays an array out as a picture."""
    size = math.prod(shape)
    return size in PICTURES and (is_column(shape) or shape[-2:] == PICTURES[size])


def as_sheets(array):
    """A (sheets, rows, columns) view of an array, in the same order."""
    if array.ndim == 2 and array.shape[1] in PICTURES:
        return array.reshape(-1, *PICTURES[array.shape[1]])
    return array.reshape(-1, *array.shape[-2:])


def without_channel(shape):
    """A shape of four axes or more without a last one of length 1, as images have one
    of a single channel."""
    return shape[:-1] if len(shape) > 3 and shape[-1] == 1 < shape[-2] else shape


def as_maps(array):
    """A (grids, rows, columns) view of an array of three axes or more; the
    last of them counts the grids where it is the shortest, and a single channel
    that stands last is none: (images, rows, columns, 1)."""
    array = array.reshape(without_channel(array.shape))
    if array.ndim == 3 and array.shape[2] < min(array.shape[:2]):
        return array.transpose(2, 0, 1)
    return array.reshape(-1, *array.shape[-2:])


def as_grid(array):
    """A (rows, columns) view of an array, in the same order.

    784 values in a column are a picture of 28 x 28; other columns stay
    columns; what has more than two dimensions is stacked.
    """
    if array.ndim == 0:
        return array.reshape(1, 1)
    if is_column(array.shape) and array.size in PICTURES:
        return array.reshape(PICTURES[array.size])
    if array.ndim == 1:
        return array.reshape(1, -1)
    return array.reshape(-1, array.shape[-1]) if array.size else np.zeros((1, 1))


def shape_note(shape):
    """A shape in words: "20 × 784"."""
    return " × ".join(str(length) for length in shape) or "a number"


def is_shown(value):
    """Whether a value can be drawn: real numbers, at least one."""
    return value.dtype.kind in "biuf" and math.prod(value.shape) > 0
