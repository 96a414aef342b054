"""Which numbers are the spread of the lines of an array, by computing it."""

from collections.abc import Iterator

import numpy as np

CLOSE = 1e-4  # of the largest: how far what is computed again may be off
ADDED = 0.05  # of the largest spread: so much is added to it at most


def line_axes(shape: tuple[int, ...], few: tuple[int, ...]) -> tuple[int, ...]:
    """The axes that a number for each line is the same along."""
    if len(few) > len(shape):
        return ()
    padded = (1,) * (len(shape) - len(few)) + few
    if any(have not in (1, length) for have, length in zip(padded, shape)):
        return ()
    return tuple(
        axis for axis, (have, length) in enumerate(zip(padded, shape)) if have < length
    )


def kinds_of_spread(
    x: np.ndarray, spread: np.ndarray, axes: tuple[int, ...], eps: float
) -> Iterator[tuple[str, np.ndarray]]:
    """(kind, what is subtracted) that it may be by the numbers alone, which
    are exact to a share `eps`."""
    count = int(np.prod([x.shape[axis] for axis in axes]))
    mean = x.mean(axis=axes, keepdims=True)
    variance = x.var(axis=axes, keepdims=True)
    squares = (x * x).mean(axis=axes, keepdims=True)
    low, high = x.min(axis=axes, keepdims=True), x.max(axis=axes, keepdims=True)
    none = np.zeros_like(mean)
    sample = count / max(count - 1, 1)
    for kind, taken, square in (
        ("standard", mean, variance),
        ("standard", mean, variance * sample),
        ("rms", none, squares),
        ("length", none, squares * count),
        ("range", low, (high - low) ** 2),
    ):
        if _is_spread(spread, square, max(CLOSE, 8 * eps)):
            yield kind, taken


def _is_spread(spread: np.ndarray, square: np.ndarray, close: float) -> bool:
    """Whether numbers are the roots of these, but for a little that is added
    before or after the root.

    Args:
        close: how far they may be off, as a share of the largest.
    """
    most = float(square.max(initial=0))
    if most <= 0 or (spread < 0).any():
        return False
    for found, known, least in (
        (spread**2, square, most),
        (spread, np.sqrt(square), np.sqrt(most)),
    ):
        added = found - known
        is_one = np.ptp(added) <= close * least
        is_little = -close * least <= added.min() and added.max() <= ADDED * least
        if is_one and is_little:
            return True
    return False
