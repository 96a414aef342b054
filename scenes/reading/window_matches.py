"""Which windows, sliding over which array, explain an array: tried and verified.

Given what came out and what may have gone in, all ways are tried in which
their shapes agree; the one that gives the same numbers is it.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product

import numpy as np

from scenes.reading import window_sums as sums
from scenes.reading.map_axes import (
    MAPS,
    PICTURES,
    is_by_channel,
    of_convolution,
    ordered,
)
from scenes.reading.window_fit import (
    LARGEST_GAP,
    Fit,
    Pair,
    alike,
    is_close,
    of_maps,
    pairs,
    pool_ways,
    reach_of,
    sides,
    ways_along,
)
from scenes.reading.window_gradient_fits import gradients

_COMPUTED = {False: sums.convolved, True: sums.each_channel_convolved}
MOST_PRODUCTS = 1e7  # multiplications that are made again of a convolution
MOST_POOLED = 1e6  # cells of windows that are looked at again of a pooling


def fits(
    map_array: np.ndarray, arrays: Sequence[np.ndarray], *, back: bool
) -> Iterator[Fit]:
    """All ways in which a map comes from windows over some of the arrays.

    Args:
        back: whether an array may be numbers that go back: gradients.
    """
    yield from _convolutions(map_array, arrays)
    yield from _poolings(map_array, arrays)
    if back:
        yield from gradients(map_array, arrays)


def _convolutions(map_array, arrays) -> Iterator[Fit]:
    for i, k in pairs(arrays):
        for axes, lengths in of_convolution(
            arrays[i].shape, arrays[k].shape, map_array.shape
        ):
            fit = _convolution(map_array, arrays, (i, k), axes, lengths)
            if fit is not None:
                yield fit


def _convolution(map_array, arrays, pair, axes, lengths) -> Fit | None:
    wide, size, high = map(sides, lengths)
    if max(size) < 2 or high == (1, 1):
        return None
    ways = [
        (gaps, step, pad)
        for gaps in _gaps_of(size, wide)
        for step, pad in ways_along(wide, reach_of(size, gaps), high, padded=True)
    ]
    if not ways:
        return None
    by_channel = is_by_channel(axes[1], axes[2])
    orders = ("NCHW", "CFHW", "NCHW") if by_channel else ("NCHW", "FCHW", "NFHW")
    called = (*axes[:2], axes[2].replace("F", "C") if by_channel else axes[2])
    pictures, kernels, maps = (
        ordered(*one)
        for one in zip(
            (arrays[pair[0]], arrays[pair[1]], map_array), called, orders, lengths
        )
    )

    def laid(array: np.ndarray) -> np.ndarray:
        return ordered(array, called[2], orders[2], lengths[2])

    for (gaps, step, pad), is_turned in product(ways, (False, True)):
        put = kernels[:, :, ::-1, ::-1] if is_turned else kernels
        compute = partial(_COMPUTED[by_channel], gaps=gaps)
        bias = _explained(
            *(maps, pictures, put, step, pad, reach_of(size, gaps)[0], compute),
            *(arrays, map_array.shape, laid),
        )
        if bias is not None:
            return Fit(
                "convolution",
                {
                    **dict(zip(("picture", "kernels"), pair)),
                    **({"bias": bias[0]} if bias[0] >= 0 else {}),
                },
                dict(zip(("picture", "kernels", "map"), axes)),
                size,
                step,
                pad,
                is_turned=is_turned,
                is_cut=bias[1],
                by_channel=by_channel,
                gaps=gaps,
            )
    return None


def _gaps_of(size: Pair, wide: Pair) -> Iterator[Pair]:
    """The gaps that a window may have, the same along both axes.

    One that reached beyond the picture would only ever have one cell on it: any
    product of a vector and a matrix could be told so.

    Args:
        wide: (rows, columns) of the picture.
    """
    for gap in range(1, LARGEST_GAP + 1):
        rows, columns = (gap if one > 1 else 1 for one in size)
        reach = reach_of(size, (rows, columns))
        if gap == 1 or (reach[0] <= wide[0] and reach[1] <= wide[1]):
            yield rows, columns


def _explained(
    maps, pictures, kernels, step, pad, high, compute, arrays, shape, laid
) -> tuple[int, bool] | None:
    """(index of the bias or -1, whether cut at 0), if these windows, so many rows
    high, are it."""
    images, rows = _some_of(kernels, maps)
    framed = sums.framed(pictures[images], pad)
    reach = (rows - 1) * step[0] + high
    again = compute(framed[:, :, :reach], kernels, step, (0, 0))[:, :, :rows]
    seen = maps[images, :, :rows].astype(float)
    if is_close(again, seen):
        return -1, False
    biases = [
        (index, one.astype(float).reshape(1, -1, 1, 1))
        for index, one in enumerate(arrays)
        if one.size in (1, maps.shape[1])
    ]
    biases += [
        (index, laid(one)[images, :, :rows].astype(float))
        for index, one in enumerate(arrays)
        if one.shape == shape
    ]
    for index, bias in biases:
        if is_close(again + bias, seen):
            return index, False
    if seen.min() == 0:
        for index, bias in [(-1, 0.0), *biases]:
            if is_close(np.maximum(again + bias, 0), seen):
                return index, True
    return None


def _some_of(kernels, maps) -> tuple[slice, int]:
    """(images, how many rows of their maps) that can be computed again without
    long waiting."""
    row = maps[0, :, 0].size * kernels[0].size
    rows = int(min(max(MOST_PRODUCTS // row, 1), maps.shape[2]))
    images = max(int(MOST_PRODUCTS // (row * rows)), 1)
    return slice(0, images), rows


def _poolings(map_array, arrays) -> Iterator[Fit]:
    for i, array in enumerate(arrays):
        for picture, maps in product(
            PICTURES.get(array.ndim, ()), MAPS.get(map_array.ndim, ())
        ):
            if ("H" in picture) != ("H" in maps) or of_maps(picture) != maps:
                continue
            laid = alike(picture, array, map_array)
            if laid is None:
                continue
            pictures, out = laid
            for size, step in pool_ways(pictures.shape[2:], out.shape[2:]):
                if _is_of_one_axis(size, pictures.shape[2:]):
                    continue
                # As many images and rows as are soon computed again.
                row = out[0, :, 0].size * size[0] * size[1]
                rows = max(int(MOST_POOLED // row), 1)
                reach = (min(rows, out.shape[2]) - 1) * step[0] + size[0]
                some = pictures[:4, :, :reach]
                seen = out[:4, :, :rows].astype(float)
                for keeps in sums.REDUCED:
                    if is_close(sums.reduced(some, keeps, size, step), seen):
                        yield Fit(
                            "pooling",
                            {"picture": i},
                            {"picture": picture, "map": maps},
                            size,
                            step,
                            keeps=keeps,
                        )


def _is_of_one_axis(size, shape) -> bool:
    """Whether a window is one whole row, or column: it slides along nothing, and
    what it keeps is what a reduction along that axis does."""
    return any(
        size[axis] == shape[axis] > 1 and size[1 - axis] == 1 for axis in range(2)
    )
