"""Digits as the network takes them: from MNIST, drawn here, or from a file.

A picture is (28, 28) with rows from the top; a column is (784, 1) float64 in
0..1, the rows of the picture one after the other.
"""

import numpy as np

from network.digits.drawn_digits import (
    DEFAULT_DRAWN, DRAWN, HARD, drawn_picture)
from network.digits.image_files import ImageError, read_picture
from network.digits.mnist_files import MnistError, mnist
from network.digits.sizes import DIGITS, PIXELS, SIDE

__all__ = ["DEFAULT_DRAWN", "DRAWN", "HARD", "ImageError", "MnistError",
           "column", "columns", "drawn_digit", "drawn_label", "mnist", "one_hot",
           "picture", "read_image"]


def column(image):
    """Turn a picture into the column that the network takes.

    Args:
        image: (28, 28) uint8.

    Returns:
        (784, 1) float64 in 0..1: pixel (i, j) at row i * 28 + j, over 255.

    Raises:
        ValueError: another shape or type.
    """
    image = np.asarray(image)
    if image.shape != (SIDE, SIDE) or image.dtype != np.uint8:
        raise ValueError(
            f"expected a picture of shape (28, 28) and type uint8, got "
            f"{image.shape} {image.dtype}; bring other pictures to MNIST's "
            f"form with digits.read_image")
    return image.reshape(PIXELS, 1) / 255


def columns(images):
    """Turn many pictures into columns, side by side.

    Args:
        images: (count, 28, 28) uint8.

    Returns:
        (784, count) float64 in 0..1; each is `column` of one picture.
    """
    return images.reshape(len(images), PIXELS).T / 255


def picture(column):
    """Turn a column of 784 values back into rows and columns.

    Args:
        column: (784, 1), any type and range.

    Returns:
        (28, 28) of the same values, row i * 28 + j of it at (i, j).

    Raises:
        ValueError: another shape.
    """
    column = np.asarray(column)
    if column.shape != (PIXELS, 1):
        raise ValueError(f"expected a column of shape (784, 1), got "
                         f"{column.shape}; see digits.column")
    return column.reshape(SIDE, SIDE)


def one_hot(label):
    """The output expected for a digit.

    Args:
        label: integer 0..9.

    Returns:
        (10, 1) float64, 1 at row `label`, else 0.

    Raises:
        ValueError: not a digit.
    """
    if np.ndim(label) or label not in range(DIGITS):
        raise ValueError(f"expected a digit 0..9, got {label!r}")
    expected_output = np.zeros((DIGITS, 1))
    expected_output[int(label)] = 1
    return expected_output


def drawn_digit(name=DEFAULT_DRAWN):
    """A digit drawn for this project, as a (784, 1) column in 0..1.

    Args:
        name: one of DRAWN or HARD, such as "7" or "7-bar".

    Raises:
        ValueError: there is no such drawing.
    """
    if name not in DRAWN + HARD:
        raise ValueError(f"expected the name of a drawn digit, one of "
                         f"{', '.join(DRAWN + HARD)}, got {name!r}")
    return column(drawn_picture(name))


def drawn_label(name):
    """The digit 0..9 that a drawing of DRAWN or HARD shows."""
    return int(name[0])


def read_image(path):
    """A digit from a PNG or JPEG file, as a (784, 1) column in 0..1.

    See image_files.read_picture for what is accepted and how it is fitted.

    Raises:
        ImageError: no digit can be read from the file.
    """
    return column(read_picture(path))
