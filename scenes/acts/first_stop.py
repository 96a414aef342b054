"""Where a sliding window is looked at closely first: where there is something
to see.

A picture is empty at its corners more often than not, a map may be 0 all
over, and most of what goes back through a pooling is 0: the window hurries
over these to the first positions in a row that all have something under them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scenes.acts.sliding import TOLD
from scenes.reading import window_sums as sums
from scenes.reading.sliding_window import SlidingWindow

GROUND = 0.25  # share of a picture's cells that are alike: its background
ENOUGH = 1 / 3  # of the most that lies under a window: what is something to see


@dataclass(frozen=True)
class Stop:
    """Where a window stops first.

    Attributes:
        map: the index of the map, or of the map of errors, that is told.
        position: the number of the position, row after row.
    """

    map: int = 0
    position: int = 0


def first_stop(window: SlidingWindow) -> Stop:
    """The Stop of a window, in its first image."""
    there = _told(window)
    if not there.size:
        return Stop()
    in_a_row = np.zeros(there.shape, int)
    across = there.shape[2]
    for step in range(min(TOLD, across)):
        in_a_row[:, :, : across - step] += there[:, :, step:]
    in_a_row[~there] = 0
    # The soonest position, of all maps that have as much there.
    best = (in_a_row == in_a_row.max()).reshape(len(there), -1)
    position = int(best.any(axis=0).argmax())
    return Stop(int(best[:, position].argmax()), position)


def some_positions(
    window: SlidingWindow, first: int, most: int = 8
) -> Iterator[tuple[int, int]]:
    """(row, column) of positions by which colours are scaled: of the row
    of a first one, and all over."""
    down, across = window.positions
    row = first // across
    for column in range(0, across, max(across // most, 1)):
        yield row, column
    for number in range(0, down * across, max(down * across // most, 1)):
        yield divmod(number, across)


def _told(window: SlidingWindow) -> np.ndarray:
    """(maps, down, across) whether there is something to see."""
    if window.kind == "bias gradient":
        return window.laid("errors")[:1, 0] != 0
    if "errors" in window.values:
        return window.laid("errors")[0] != 0
    picture = window.laid("picture")[:1].astype(float)
    views = sums.windows_of(
        sums.framed(picture, window.fit.pad, _ground(picture)),
        window.fit.size,
        window.fit.step,
        window.fit.gaps,
    )[0]
    down, across = window.positions
    views = views[:, :down, :across]
    if window.kind == "pooling":  # which is kept is seen where they differ
        return views.max(axis=(3, 4)) != views.min(axis=(3, 4))
    seen = (views != _ground(picture)).sum(axis=(0, 3, 4))[None]
    return seen >= max(seen.max() * ENOUGH, 1)


def _ground(picture: np.ndarray) -> float:
    """The value of a picture's background, or one that it has nowhere."""
    values, counts = np.unique(picture, return_counts=True)
    most = int(counts.argmax())
    is_ground = counts[most] >= GROUND * picture.size and len(values) > 1
    return float(values[most]) if is_ground else np.nan
