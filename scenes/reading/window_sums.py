"""What windows that slide compute, computed again with NumPy's own windows.

All arrays have their axes in this order: pictures (N, C, H, W), kernels
(F, C, rows, columns), maps (N, F, H, W).
"""

from collections.abc import Callable

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from scenes.reading.window_fit import Pair, reach_of

Computed = Callable[..., np.ndarray]


def windows_of(
    pictures: np.ndarray, size: Pair, step: Pair, gaps: Pair = (1, 1)
) -> np.ndarray:
    """A view (N, C, H, W, rows, columns) of the windows at each position.

    Args:
        gaps: (rows, columns) from one cell of a window to the next.
    """
    views = sliding_window_view(pictures, reach_of(size, gaps), axis=(2, 3))
    return views[:, :, :: step[0], :: step[1], :: gaps[0], :: gaps[1]]


def framed(pictures: np.ndarray, pad: Pair, fill: float = 0.0) -> np.ndarray:
    """Pictures with a border all around."""
    if pad == (0, 0):
        return pictures
    rows, columns = ((one, one) for one in pad)
    return np.pad(
        pictures, ((0, 0), (0, 0), rows, columns), constant_values=np.asarray(fill)
    )


def convolved(
    pictures: np.ndarray, kernels: np.ndarray, step: Pair, pad: Pair, gaps: Pair
) -> np.ndarray:
    """(N, F, H, W): each window times each kernel, added up."""
    views = windows_of(framed(pictures, pad), kernels.shape[2:], step, gaps)
    return np.tensordot(views, kernels, axes=((1, 4, 5), (1, 2, 3))).transpose(
        0, 3, 1, 2
    )


def each_channel_convolved(
    pictures: np.ndarray, kernels: np.ndarray, step: Pair, pad: Pair, gaps: Pair
) -> np.ndarray:
    """(N, C, H, W): each channel with a kernel (C, 1, rows, columns) of its own."""
    views = windows_of(framed(pictures, pad), kernels.shape[2:], step, gaps)
    return np.einsum("nchwij,cij->nchw", views, kernels[:, 0])


def kernels_blamed(
    pictures: np.ndarray, errors: np.ndarray, size: Pair, step: Pair, pad: Pair
) -> np.ndarray:
    """(F, C, rows, columns): each window times the number of its position in
    maps (N, F, H, W), added up over all positions."""
    views = windows_of(framed(pictures, pad), size, step)
    views = views[:, :, : errors.shape[2], : errors.shape[3]]
    return np.tensordot(errors, views, axes=((0, 2, 3), (0, 2, 3)))


def spread(
    errors: np.ndarray, kernels: np.ndarray, step: Pair, shape: Pair
) -> np.ndarray:
    """(N, C, *shape): each number of maps (N, F, H, W) times its kernel, added
    into the window of its position."""
    (count, _, high, wide), (_, channels, rows, columns) = errors.shape, kernels.shape
    spread_out = np.zeros((count, channels, *shape))
    for row in range(rows):
        for column in range(columns):
            spread_out[
                :,
                :,
                row : row + step[0] * high : step[0],
                column : column + step[1] * wide : step[1],
            ] += np.einsum("nfhw,fc->nchw", errors, kernels[:, :, row, column])
    return spread_out


REDUCED: dict[str, Computed] = {
    "largest": np.max,
    "mean": np.mean,
    "smallest": np.min,
    "sum": np.sum,
}


def reduced(pictures: np.ndarray, kind: str, size: Pair, step: Pair) -> np.ndarray:
    """(N, C, H, W): one number of each window, as REDUCED names it."""
    return REDUCED[kind](windows_of(pictures, size, step), axis=(4, 5))


def kept_cells(
    pictures: np.ndarray, size: Pair, step: Pair, *, first: bool
) -> np.ndarray:
    """Booleans (N, C, H, W, rows, columns): where each window is largest.

    Args:
        first: of several that are alike only the first.
    """
    views = windows_of(pictures, size, step)
    flat = views.reshape(*views.shape[:4], -1)
    if first:
        cells = np.arange(flat.shape[-1]) == flat.argmax(-1)[..., None]
    else:
        cells = flat == flat.max(-1, keepdims=True)
    return cells.reshape(views.shape)


def sent_back(
    cells: np.ndarray, errors: np.ndarray, step: Pair, shape: Pair
) -> np.ndarray:
    """(N, C, *shape): numbers of maps (N, C, H, W) added into cells of their
    windows.

    Args:
        cells: (N, C, H, W, rows, columns), what each number is multiplied by.
    """
    count, channels, high, wide, rows, columns = cells.shape
    back = np.zeros((count, channels, *shape))
    for row in range(rows):
        for column in range(columns):
            back[
                :,
                :,
                row : row + step[0] * high : step[0],
                column : column + step[1] * wide : step[1],
            ] += cells[..., row, column] * errors
    return back
