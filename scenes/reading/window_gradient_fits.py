"""Which windows explain what goes back: to kernels, to pictures, to maps."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
from scenes.reading.window_fit import (
    Fit,
    alike,
    is_close,
    of_maps,
    pairs,
    pool_ways,
    sides,
    ways_along,
)

MOST_BACK = 3e7  # multiplications that are made again, all of them or none


def gradients(map_array: np.ndarray, arrays: Sequence[np.ndarray]) -> Iterator[Fit]:
    """All ways in which an array comes from numbers that go back."""
    yield from _pooling_gradients(map_array, arrays)
    yield from _mean_gradients(map_array, arrays)
    yield from _kernel_gradients(map_array, arrays)
    yield from _input_gradients(map_array, arrays)
    yield from _bias_gradients(map_array, arrays)


def _pooling_gradients(map_array, arrays) -> Iterator[Fit]:
    for i, d in pairs(arrays):
        if arrays[i].shape != map_array.shape or arrays[d].ndim != map_array.ndim:
            continue
        for picture in PICTURES.get(map_array.ndim, ()):
            errors_axes = of_maps(picture)
            laid = alike(picture, arrays[i], arrays[d], map_array)
            if laid is None:
                continue
            pictures, errors, back = (one.astype(float) for one in laid)
            for size, step in pool_ways(pictures.shape[2:], errors.shape[2:]):
                if errors.size * size[0] * size[1] > MOST_BACK:
                    continue
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
            laid = alike(picture, map_array, errors_array)
            if laid is None:
                continue
            back, errors = (one.astype(float) for one in laid)
            shape = back.shape[2:]
            for size, step in pool_ways(shape, errors.shape[2:]):
                share = np.full((*errors.shape, *size), 1 / (size[0] * size[1]))
                if is_close(sums.sent_back(share, errors, step, shape), back):
                    yield Fit(
                        "pooling gradient",
                        {"errors": d},
                        {"errors": of_maps(picture), "map": picture},
                        size,
                        step,
                        keeps="mean",
                    )


def _kernel_gradients(map_array, arrays) -> Iterator[Fit]:
    for i, d in pairs(arrays):
        for axes, lengths in of_convolution(
            arrays[i].shape, map_array.shape, arrays[d].shape
        ):
            wide, size, high = map(sides, lengths)
            ways = ways_along(wide, size, high, padded=True)
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
    for d, k in pairs(arrays):
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
    for step, pad in ways_along(back.shape[2:], size, errors.shape[2:], padded=True):
        shape = tuple(
            length + 2 * one for length, one in zip(back.shape[2:], pad, strict=True)
        )
        again = sums.spread(errors, kernels, step, shape)[
            :, :, pad[0] : shape[0] - pad[0], pad[1] : shape[1] - pad[1]
        ]
        if is_close(again, back):
            return Fit("input gradient", {}, {}, size, step, pad)
    return None


def _bias_gradients(map_array, arrays) -> Iterator[Fit]:
    for d, errors_array in enumerate(arrays):
        for axes in MAPS.get(errors_array.ndim, ()):
            lengths = opened(axes, errors_array.shape, {})
            if lengths is None or errors_array.ndim < 3 or "F" not in axes:
                continue
            errors = ordered(errors_array, axes, "NFHW", lengths).astype(float)
            if map_array.size != errors.shape[1] or errors[0, 0].size < 2:
                continue
            added = errors.sum(axis=(0, 2, 3))
            if any(is_close(added / n, map_array.ravel()) for n in {1, len(errors)}):
                yield Fit(
                    "bias gradient",
                    {"errors": d},
                    {"errors": axes, "map": "F"},
                    (1, 1),
                    (1, 1),
                )
