"""How an array may come from windows that slide, and what all ways of it share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from scenes.arrays.extremes import reach
from scenes.reading.map_axes import opened, ordered

LARGEST_WINDOW, LARGEST_STEP, LARGEST_PAD, LARGEST_GAP = 11, 4, 5, 4
SURE = {4: 1e-3, 8: 1e-7}  # share of the largest, by bytes of a number
MOST_WAYS, MOST_POOLS = 8, 12  # ways of one shape that are tried

Pair = tuple[int, int]


@dataclass(frozen=True)
class Fit:
    """How an array comes from windows.

    Attributes:
        kind: "convolution", "pooling", "kernel gradient", "input gradient",
            "pooling gradient" or "bias gradient".
        places: role -> index among the arrays given: "picture", "kernels",
            "errors", "bias".
        axes: role -> its axes as map_axes has them, "map" among them.
        size, step, pad: (rows, columns) of a window, from one to the next, of
            cells that are taken for 0 around the picture.
        keeps: what of a window is kept: a name of window_sums.REDUCED.
        is_turned: whether the kernels stand upside down.
        is_cut: whether what comes out below 0 became 0.
        by_channel: whether each channel has a kernel of its own.
        all_alike: whether all cells that are largest count, not only the first.
        gaps: (rows, columns) from one cell of a window to the next: 1 where they
            lie side by side, 2 where one in between is left out.
    """

    kind: str
    places: dict[str, int]
    axes: dict[str, str]
    size: Pair
    step: Pair
    pad: Pair = (0, 0)
    keeps: str = ""
    is_turned: bool = False
    is_cut: bool = False
    by_channel: bool = False
    all_alike: bool = False
    gaps: Pair = (1, 1)

    @property
    def reach(self) -> Pair:
        """(rows, columns) from the first cell of a window to its last."""
        return reach_of(self.size, self.gaps)


def is_close(one: np.ndarray, other: np.ndarray) -> bool:
    if one.shape != other.shape:
        return False
    size = max(reach(other), 1e-300)
    sure = SURE.get(min(one.dtype.itemsize, other.dtype.itemsize), SURE[8])
    return bool(np.allclose(one, other, rtol=sure, atol=sure * size, equal_nan=True))


def steps_for(
    length: int, size: int, count: int, *, padded: bool
) -> Iterator[tuple[int, int]]:
    """(step, pad) such that a window of a size has so many positions."""
    for pad in range(min(size, LARGEST_PAD + 1) if padded else 1):
        room = length + 2 * pad - size
        if room < 0:
            continue
        for step in range(1, max(min(size, LARGEST_STEP), 2) + 1):
            if room // step + 1 == count:
                yield step, pad
            if count == 1:
                break


def ways_along(
    shape: Sequence[int], size: Pair, counts: Sequence[int], *, padded: bool
) -> list[tuple[Pair, Pair]]:
    """((steps), (pads)) along both axes, those alike first."""
    ways = [
        ((rows[0], columns[0]), (rows[1], columns[1]))
        for rows, columns in product(
            *(
                list(steps_for(length, one, count, padded=padded))
                for length, one, count in zip(shape, size, counts)
            )
        )
    ]
    is_flat = shape[0] == 1
    ways = [way for way in ways if not is_flat or way[1][0] == 0]
    ways.sort(key=lambda way: (way[1], way[0][0] != way[0][1], way[0]))
    return ways[:MOST_WAYS]


def reach_of(size: Pair, gaps: Pair) -> Pair:
    """(rows, columns) from the first cell of a window to its last, both counted."""
    rows, columns = ((one - 1) * gap + 1 for one, gap in zip(size, gaps))
    return rows, columns


def sides(lengths: Mapping[str, int]) -> Pair:
    """(rows, columns) of what has so long axes."""
    return lengths.get("H", 1), lengths.get("W", 1)


def pairs(arrays) -> Iterator[Pair]:
    for i, k in product(range(len(arrays)), repeat=2):
        if i != k:
            yield i, k


def alike(axes: str, *arrays: np.ndarray) -> list[np.ndarray] | None:
    """Arrays (N, C, H, W), if their axes are so called and the first two alike."""
    lengths = [opened(axes, array.shape, {}) for array in arrays]
    known = [one for one in lengths if one is not None]
    if len(known) < len(lengths) or any(
        one.get(letter) != known[0].get(letter) for one in known for letter in "NC"
    ):
        return None
    return [ordered(array, axes, "NCHW", one) for array, one in zip(arrays, known)]


def of_maps(picture: str) -> str:
    return picture.replace("C", "F")


def pool_ways(shape, counts) -> list[tuple[Pair, Pair]]:
    """((sizes), (steps)) of windows with so many positions."""
    ways = [
        (
            [(1, 1)]
            if length == count == 1
            else [
                (size, step)
                for size in range(1, min(length, LARGEST_WINDOW) + 1)
                for step in range(1, size + 1)
                if (length - size) // step + 1 == count
            ]
        )
        for length, count in zip(shape, counts)
    ]
    both = [
        ((a[0], b[0]), (a[1], b[1])) for a, b in product(*ways) if max(a[0], b[0]) > 1
    ]
    flat = 1 in shape

    def likely(way):
        (rows, columns), steps = way
        return (not flat and rows != columns, (rows, columns) != steps, rows, columns)

    return sorted(both, key=likely)[:MOST_POOLS]


def has_windows(array: np.ndarray, views: np.ndarray) -> bool:
    """Whether views (..., rows, columns) are windows of an array, in order."""
    if array.ndim not in (1, 2, 3) or views.ndim <= array.ndim or array.size < 2:
        return False
    axes = views.ndim - array.ndim
    if axes > array.ndim or any(
        one > length for one, length in zip(views.shape[-axes:], array.shape[-axes:])
    ):
        return False
    inside = tuple(range(array.ndim - axes, array.ndim))
    seen = np.lib.stride_tricks.sliding_window_view(
        array, views.shape[-axes:], axis=inside
    )
    for step in range(1, LARGEST_STEP + 1):
        cut = tuple(
            slice(None, None, step) if axis in inside else slice(None)
            for axis in range(array.ndim)
        )
        if seen[cut].shape == views.shape and np.array_equal(seen[cut], views):
            return True
    return False
