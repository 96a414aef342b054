"""The cells of a sliding window as Values: of its first image, grid by grid."""

import numpy as np

from scenes.reading import window_sums as sums
from scenes.reading.sliding_window import SlidingWindow
from scenes.stage.values import Values


def of_first_image(window: SlidingWindow, role: str) -> Values:
    """(grids, rows, columns) of a role: channels, maps, or errors."""
    return Values.of(window.values[role]).laid(window.layout(role))[0]


def picture_of(window: SlidingWindow) -> Values:
    """(channels, rows, columns) of the first image, in its border if the
    window reaches out of it."""
    inside = of_first_image(window, "picture")
    if window.fit.pad == (0, 0):
        return inside
    return Values(sums.framed(inside.exact[None], window.fit.pad)[0])


def kernels_of(window: SlidingWindow, role: str = "kernels") -> Values:
    """(filters, channels, rows, columns) as they meet the window."""
    kernels = Values.of(window.values[role]).laid(window.layout(role))
    if window.fit.is_turned:
        return kernels.laid(lambda array: array[:, :, ::-1, ::-1])
    return kernels


def under_window(
    picture: Values, window: SlidingWindow, row: int, column: int
) -> Values:
    """(channels, rows, columns) of a picture under the window at a position."""
    (high, wide), (down, across) = window.fit.reach, window.fit.gaps
    top, left = row * window.fit.step[0], column * window.fit.step[1]
    return picture.laid(
        lambda array: array[:, top : top + high : down, left : left + wide : across]
    )


def border_of(window: SlidingWindow) -> tuple[int, int, int, int] | None:
    """(row, column, rows, columns) of what lies in the border, or None."""
    role = "original" if "original" in window.values else "picture"
    rows, columns = window.laid(role).shape[2:]
    top, left = window.corner if role == "original" else window.fit.pad
    return (top, left, rows, columns) if max(top, left) else None


def biases_of(window: SlidingWindow) -> np.ndarray | None:
    """(maps, rows, columns) what is added to each number, or None."""
    if "bias" not in window.values:
        return None
    bias, maps = window.values["bias"].array.astype(float), window.laid("map")[0]
    if bias.size in (1, len(maps)):
        return np.broadcast_to(bias.reshape(-1, 1, 1), maps.shape)
    return window.layout("map")(bias)[0]


def largest_cell(maps: np.ndarray) -> tuple[int, int, int]:
    """(map, row, column) of the largest number of maps; of none that is no
    number."""
    numbers = np.where(np.isnan(maps), -np.inf, maps)
    index, row, column = np.unravel_index(int(numbers.argmax()), maps.shape)
    return int(index), int(row), int(column)
