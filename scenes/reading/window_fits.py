"""Which windows, sliding over which array, explain an array: tried and verified.

Given what came out and what may have gone in, all ways are tried in which
their shapes agree; the one that gives the same numbers is it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from scenes.reading import window_sums as sums
from scenes.reading.map_axes import (
    MAPS,
    PICTURES,
    is_by_channel,
    of_convolution,
    opened,
    ordered,
)

LARGEST_WINDOW, LARGEST_STEP, LARGEST_PAD = 11, 4, 5
MOST_PRODUCTS = 3e7  # multiplications that are made again of a convolution
MOST_BACK = 3e8  # the same of what goes back, all of it or nothing
SURE = {4: 1e-3, 8: 1e-7}  # share of the largest, by bytes of a number

Pair = tuple[int, int]


@dataclass(frozen=True)
class Fit:
    """How an array comes from windows.

    Attributes:
        kind: "convolution", "pooling", "kernel gradient", "input gradient" or
            "pooling gradient".
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


def is_close(one: np.ndarray, other: np.ndarray) -> bool:
    if one.shape != other.shape:
        return False
    size = max(float(np.abs(other[np.isfinite(other)]).max(initial=0)), 1e-300)
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


def _both(
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
    return sorted(ways, key=lambda way: (way[1], way[0][0] != way[0][1], way[0]))[:8]


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
        yield from _pooling_gradients(map_array, arrays)
        yield from _mean_gradients(map_array, arrays)
        yield from _kernel_gradients(map_array, arrays)
        yield from _input_gradients(map_array, arrays)


def _convolutions(map_array, arrays) -> Iterator[Fit]:
    for i, k in _pairs(arrays):
        for axes, lengths in of_convolution(
            arrays[i].shape, arrays[k].shape, map_array.shape
        ):
            fit = _convolution(map_array, arrays, (i, k), axes, lengths)
            if fit is not None:
                yield fit


def _pairs(arrays) -> Iterator[Pair]:
    for i, k in product(range(len(arrays)), repeat=2):
        if i != k:
            yield i, k


def _convolution(map_array, arrays, pair, axes, lengths) -> Fit | None:
    size, high, wide = (
        tuple(one.get(letter, 1) for letter in "HW")
        for one in (lengths[1], lengths[2], lengths[0])
    )
    if max(size) < 2 or high == (1, 1):
        return None
    ways = _both(wide, size, high, padded=True)
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
    compute = sums.each_channel_convolved if by_channel else sums.convolved
    for (step, pad), is_turned in product(ways, (False, True)):
        put = kernels[:, :, ::-1, ::-1] if is_turned else kernels
        bias = _explained(maps, pictures, put, step, pad, compute, arrays)
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
            )
    return None


def _explained(
    maps, pictures, kernels, step, pad, compute, arrays
) -> tuple[int, bool] | None:
    """(index of the bias or -1, whether cut at 0), if these windows are it."""
    some = _some_of(pictures, kernels, maps)
    again = compute(pictures[some], kernels, step, pad)
    seen = maps[some].astype(float)
    if is_close(again, seen):
        return -1, False
    biases = [
        (index, one.astype(float).reshape(1, -1, 1, 1))
        for index, one in enumerate(arrays)
        if one.size in (1, maps.shape[1])
    ]
    for index, bias in biases:
        if is_close(again + bias, seen):
            return index, False
    if seen.size > 1 and seen.min() == 0:
        for index, bias in [(-1, 0.0), *biases]:
            if is_close(np.maximum(again + bias, 0), seen):
                return index, True
    return None


def _some_of(pictures, kernels, maps) -> slice:
    """As many of the images as can be computed again without long waiting."""
    each = maps[0].size * kernels[0].size
    return slice(0, max(int(MOST_PRODUCTS // max(each, 1)), 1))


def _poolings(map_array, arrays) -> Iterator[Fit]:
    for i, array in enumerate(arrays):
        for picture, maps in product(
            PICTURES.get(array.ndim, ()), MAPS.get(map_array.ndim, ())
        ):
            if ("H" in picture) != ("H" in maps) or _of_maps(picture) != maps:
                continue
            laid = _alike(picture, array, map_array)
            if laid is None:
                continue
            pictures, out = laid
            for size, step in _pool_ways(pictures.shape[2:], out.shape[2:]):
                for keeps in sums.REDUCED:
                    if is_close(
                        sums.reduced(pictures[:4], keeps, size, step),
                        out[:4].astype(float),
                    ):
                        yield Fit(
                            "pooling",
                            {"picture": i},
                            {"picture": picture, "map": maps},
                            size,
                            step,
                            keeps=keeps,
                        )


def _alike(axes: str, *arrays: np.ndarray) -> list[np.ndarray] | None:
    """Arrays (N, C, H, W), if their axes are so called and the first two alike."""
    lengths = [opened(axes, array.shape, {}) for array in arrays]
    if any(one is None or one.get("N") != lengths[0].get("N") for one in lengths):
        return None
    if any(one.get("C") != lengths[0].get("C") for one in lengths):
        return None
    return [ordered(array, axes, "NCHW", one) for array, one in zip(arrays, lengths)]


def _of_maps(picture: str) -> str:
    return picture.replace("C", "F")


def _pool_ways(shape, counts) -> list[tuple[Pair, Pair]]:
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

    return sorted(both, key=likely)[:12]


def _pooling_gradients(map_array, arrays) -> Iterator[Fit]:
    for i, d in _pairs(arrays):
        if arrays[i].shape != map_array.shape or arrays[d].ndim != map_array.ndim:
            continue
        for picture in PICTURES.get(map_array.ndim, ()):
            errors_axes = _of_maps(picture)
            laid = _alike(picture, arrays[i], arrays[d], map_array)
            if laid is None:
                continue
            pictures, errors, back = (one.astype(float) for one in laid)
            for size, step in _pool_ways(pictures.shape[2:], errors.shape[2:]):
                for all_alike in (False, True):
                    cells = sums.kept_cells(pictures, size, step, first=not all_alike)
                    again = sums.sent_back(cells, errors, step, pictures.shape[2:])
                    if is_close(again, back):
                        yield Fit(
                            "pooling gradient",
                            {"picture": i, "errors": d},
                            {"picture": picture, "errors": errors_axes, "map": picture},
                            size,
                            step,
                            keeps="largest",
                            all_alike=all_alike,
                        )
                        break


def _mean_gradients(map_array, arrays) -> Iterator[Fit]:
    for d, errors_array in enumerate(arrays):
        if errors_array.ndim != map_array.ndim:
            continue
        for picture in PICTURES.get(map_array.ndim, ()):
            laid = _alike(picture, map_array, errors_array)
            if laid is None:
                continue
            back, errors = (one.astype(float) for one in laid)
            shape = back.shape[2:]
            for size, step in _pool_ways(shape, errors.shape[2:]):
                share = np.full((*errors.shape, *size), 1 / (size[0] * size[1]))
                if is_close(sums.sent_back(share, errors, step, shape), back):
                    yield Fit(
                        "pooling gradient",
                        {"errors": d},
                        {"errors": _of_maps(picture), "map": picture},
                        size,
                        step,
                        keeps="mean",
                    )


def _kernel_gradients(map_array, arrays) -> Iterator[Fit]:
    for i, d in _pairs(arrays):
        for axes, lengths in of_convolution(
            arrays[i].shape, map_array.shape, arrays[d].shape
        ):
            size, high, wide = (
                tuple(one.get(letter, 1) for letter in "HW")
                for one in (lengths[1], lengths[2], lengths[0])
            )
            ways = _both(wide, size, high, padded=True)
            if max(size) < 2 or not ways or is_by_channel(axes[1], axes[2]):
                continue
            pictures = ordered(arrays[i], axes[0], "NCHW", lengths[0])
            blamed = ordered(map_array, axes[1], "FCHW", lengths[1]).astype(float)
            errors = ordered(arrays[d], axes[2], "NFHW", lengths[2])
            if blamed[0].size * errors.size > MOST_BACK:
                continue
            for step, pad in ways:
                again = sums.kernels_blamed(pictures, errors, size, step, pad)
                if any(is_close(again / n, blamed) for n in {1, len(errors)}):
                    yield Fit(
                        "kernel gradient",
                        {"picture": i, "errors": d},
                        dict(zip(("picture", "map", "errors"), axes)),
                        size,
                        step,
                        pad,
                    )


def _input_gradients(map_array, arrays) -> Iterator[Fit]:
    for d, k in _pairs(arrays):
        for axes, lengths in of_convolution(
            map_array.shape, arrays[k].shape, arrays[d].shape
        ):
            if is_by_channel(axes[1], axes[2]):
                continue
            back = ordered(map_array, axes[0], "NCHW", lengths[0]).astype(float)
            kernels = ordered(arrays[k], axes[1], "FCHW", lengths[1])
            errors = ordered(arrays[d], axes[2], "NFHW", lengths[2]).astype(float)
            if kernels[0].size * errors.size > MOST_BACK:
                continue
            fit = _input_gradient(errors, kernels, back)
            if fit is not None:
                yield replace(
                    fit,
                    places={"errors": d, "kernels": k},
                    axes=dict(zip(("map", "kernels", "errors"), axes)),
                )


def _input_gradient(errors, kernels, back) -> Fit | None:
    size = kernels.shape[2:]
    if max(size) < 2:
        return None
    for step, pad in _both(back.shape[2:], size, errors.shape[2:], padded=True):
        shape = tuple(
            length + 2 * one for length, one in zip(back.shape[2:], pad, strict=True)
        )
        again = sums.spread(errors, kernels, step, shape)[
            :, :, pad[0] : shape[0] - pad[0], pad[1] : shape[1] - pad[1]
        ]
        if is_close(again, back):
            return Fit("input gradient", {}, {}, size, step, pad)
    return None


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
