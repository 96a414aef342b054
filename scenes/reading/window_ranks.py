"""How likely a way is in which an array comes from windows."""

from collections.abc import Sequence

import numpy as np

from network.trace import Value
from scenes.reading import window_sums as sums
from scenes.reading.sliding_window import SlidingWindow
from scenes.reading.window_cuts import Cuts
from scenes.reading.window_fit import Fit

Before = Sequence[SlidingWindow]


def happens_to_fit(
    fit: Fit, values: dict[str, Value], result: Value, cuts: Cuts
) -> bool:
    """Whether the numbers are those of a fit by chance: a kernel of zeros only,
    to which all is added, unlike numbers of every window that cancel out,
    gaps so wide that what they span is never met but by one cell, or products taken
    away, where a kernel that is turned is its own negative."""
    if fit.kind == "convolution":
        bias = values.get("bias")
        return (
            not values["kernels"].array.any()
            or (
                bias is not None
                and bias.digest in (values["picture"].digest, result.digest)
            )
            or (max(fit.gaps) > 1 and _meets_one_at_most(fit, values["picture"]))
            or (fit.is_turned and cuts.takes_away and _has_negative(fit, values))
        )
    if fit.kind == "input gradient":
        return cuts.takes_away and _has_negative(fit, values)
    if fit.kind == "pooling" and fit.keeps in ("mean", "sum"):
        return not result.array.any() and bool(values["picture"].array.any())
    return False


def _has_negative(fit: Fit, values: dict[str, Value]) -> bool:
    """Whether something that slides is, turned round, the same with the other sign."""
    for role, value in values.items():
        axes, array = fit.axes.get(role, ""), value.array
        sliding = tuple(place for place, axis in enumerate(axes) if axis in "HW")
        if len(axes) != array.ndim or not array.any():
            continue
        if (np.flip(array, sliding) == -array).all():
            return True
    return False


def _meets_one_at_most(fit: Fit, picture: Value) -> bool:
    """Whether no window has more than one cell that is not 0: any product of a
    vector and a matrix is of that kind."""
    axes = fit.axes["picture"]
    others = tuple(place for place, axis in enumerate(axes) if axis not in "HW")
    filled = picture.array.astype(bool).any(axis=others)
    filled = filled.reshape((1, 1, *(1,) * (2 - filled.ndim), *filled.shape))
    spread = sums.framed(filled.astype(float), fit.pad)
    windows = sums.windows_of(spread, fit.size, fit.step, fit.gaps)
    return bool(windows.sum(axis=(4, 5)).max() <= 1)


def is_told_by_zeros(
    fit: Fit, values: dict[str, Value], before: Before, cuts: Cuts
) -> bool:
    """Whether a map that is 0 everywhere says that it is this fit: what
    is not known from the numbers is known from what came before, and from what
    is cut out and multiplied."""
    if fit.kind == "convolution":
        cells = values["picture"].array
        is_cut_out = cuts.multiplies and fit.size in cuts.sizes
        return (
            is_cut_out
            or (
                bool((cells == cells.flat[0]).all())
                and max(fit.size) <= max(cells.shape)
            )
            or any(
                one.kind == fit.kind
                and one.values["kernels"].shape == values["kernels"].shape
                for one in before
            )
        )
    return (
        fit.kind == "pooling"
        or "errors" not in values
        or (
            forward(fit, {**values, "map": values["errors"]}, before) is not None
            if fit.kind != "kernel gradient"
            else any(one.kind == "convolution" for one in before)
        )
    )


def rank(
    fit: Fit, values: dict[str, Value], before: Before, cuts: Cuts, *, is_given: bool
) -> tuple:
    """How likely a fit is, the smallest first.

    Args:
        is_given: whether the kernels were there before the call: of what was
            computed in it, gaps may be the steps of a window before.
    """
    is_back = fit.kind in ("kernel gradient", "input gradient")
    if is_back:
        order = 0 if forward(fit, values, before) else 3
    elif fit.kind == "convolution":
        axes = fit.axes["map"]
        shape = [
            length
            for letter, length in zip(axes, values["map"].shape)
            if letter in "HW"
        ]
        size = fit.size[-len(shape) :]
        is_large = any(a > b for a, b in zip(size, shape))
        is_apart = max(fit.gaps) > 1 and is_given
        order = 4 if is_large and fit.size not in cuts.sizes and not is_apart else 1
    else:
        # What is multiplied by a kernel is no plain sum, nor the least of a window.
        order = 5 if cuts.multiplies and fit.kind == "pooling" else 2
    return order, fit.gaps, fit.pad, fit.is_turned, fit.step[0] != fit.step[1]


def forward(fit: Fit, values: dict[str, Value], before: Before) -> SlidingWindow | None:
    """The window before that a gradient belongs to."""
    kind = "pooling" if fit.kind == "pooling gradient" else "convolution"
    for one in reversed(before):
        if one.kind != kind or sorted(one.map.shape) != sorted(values["errors"].shape):
            continue
        if fit.kind == "bias gradient":
            return one
        role = "kernels" if fit.kind == "input gradient" else "picture"
        if role not in values:  # the mean of a window asks for no picture
            if one.values["picture"].shape == values["map"].shape:
                return one
            continue
        known = {
            value.digest
            for name in (role, "original")
            if (value := one.values.get(name))
        }
        shapes = {
            value.shape
            for name in (role, "original")
            if (value := one.values.get(name))
        }
        if fit.kind == "kernel gradient" and one.values["kernels"].array.size != (
            values["map"].array.size
        ):
            continue
        if values[role].digest in known or values[role].shape in shapes:
            return one
    return None
