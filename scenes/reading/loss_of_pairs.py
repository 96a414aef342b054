"""Cross-entropy, where the right answers are given as shares or one-hot."""

import numpy as np

from scenes.reading.grown import LOGARITHMS, Grown, meet
from scenes.reading.loss_form import (
    BINARY,
    SCORES,
    SHARES,
    TINY,
    are_alike,
    are_shares,
    arrays_in,
    counts_of,
    fitted,
    form,
    hot_cells,
    smallest,
)

_VIEWS = ("getitem", "reshape", "squeeze", "ravel")
_WITH_NUMBERS = ("add", "subtract", "multiply", "divide", "clip", "maximum", "minimum")


def of_pairs(end, path, makers):
    logs = [one for one in path if one.function in ("log", "log1p")]
    if not logs:
        return
    values = arrays_in(path)
    wanted_ones = [one for one in values if _may_be_wanted(one)]
    for operation in reversed(logs):
        said = _bare(operation.operands[0], path, makers)
        if said.dtype.kind != "f" or said.shape == ():
            continue
        for wanted in wanted_ones:
            if are_alike(wanted, said) and _is_weighed(said, wanted, path, makers):
                yield from _pair(end, path, said, wanted, makers)
        yield from _picked_by_ones(end, path, makers, operation)
    yield from _scored(end, path, makers, values, wanted_ones)


def _is_weighed(said, wanted, path, makers):
    """Whether logarithms of what was said meet what was wanted, which is not
    made of what was said."""
    grown = Grown(said, path, makers)
    return (
        grown.has(*LOGARITHMS)
        and not grown.holds(wanted)
        and meet(said, wanted, path, makers)
    )


def _is_picked(value, makers):
    """Whether indices have picked it: then they say what was wanted, and what
    weighs it only how much each of it counts."""
    made = makers.maker(value)
    while made and (source := _scaled(made)) is not None:
        made = makers.maker(source)
    # An index without arrays only lays out anew.
    return bool(made) and made.function in ("take_along_axis", "getitem")


def _scaled(made):
    """The one array that an operation lays out anew, or joins with numbers alone;
    else None."""
    if made.function in _VIEWS and len(made.operands) == 1:
        return made.operands[0]
    arrays = [one for one in made.operands if one.shape != ()]
    is_one = made.function in _WITH_NUMBERS and len(arrays) == 1
    return arrays[0] if is_one else None


def _pair(end, path, said, wanted, makers):
    p = said.array.astype(float).ravel()
    y = wanted.array.astype(float).ravel()
    if not are_shares(p):
        return
    counts = counts_of(said)
    small = smallest(path)
    two = sum(one.function in ("log", "log1p") for one in path) > 1
    for eps in dict.fromkeys((0.0, small)):
        q = np.clip(p, eps, 1 - eps) if eps else p
        if two:
            terms = _no_nan(-y * np.log(q) - (1 - y) * np.log(1 - q))
            fit = fitted(end, terms, counts)
            if not fit and eps:
                terms = -y * np.log(p + eps) - (1 - y) * np.log(1 - p + eps)
                fit = fitted(end, terms, counts)
            if fit:
                xs = np.where(y == 1, p, 1 - p) if np.isin(y, (0, 1)).all() else p
                yield form(
                    BINARY,
                    said,
                    wanted,
                    None,
                    xs.reshape(said.shape),
                    terms.reshape(said.shape),
                    fit,
                )
                return
        if _is_picked(said, makers):
            return
        terms = _no_nan(-y * np.log(q))
        for shown in _added_up(terms, said):
            fit = fitted(end, shown, counts)
            if fit:
                yield _one_hot(SHARES, said, wanted, terms, p, fit)
                return
        if eps:
            terms = -y * np.log(p + eps)
            for shown in _added_up(terms, said):
                fit = fitted(end, shown, counts)
                if fit:
                    yield _one_hot(SHARES, said, wanted, terms, p, fit)
                    return


def _picked_by_ones(end, path, makers, logs):
    """-log(sum(shares * one-hot rows, axis)): the ones pick the right answers."""
    added = makers.of(_bare(logs.operands[0], path, makers), "sum")
    product = added and makers.of(added.operands[0], "multiply")
    if not product or len(product.operands) != 2:
        return
    for said, wanted in (product.operands, product.operands[::-1]):
        if said.shape != wanted.shape or not are_alike(wanted, said):
            continue
        if not _may_be_wanted(wanted):
            continue
        picked, classes = hot_cells(wanted.array)
        shares = said.array.astype(float).ravel()
        if picked is None or not are_shares(shares):
            continue
        for small in (0.0, smallest(path)):
            terms = -np.log(shares[picked] + small)
            fit = fitted(end, terms, (picked.size, *counts_of(said)))
            if fit:
                yield form(
                    SHARES,
                    said,
                    wanted,
                    picked,
                    shares[picked],
                    terms,
                    fit,
                    classes=classes,
                )
                return


def _added_up(terms, said):
    """The terms, and their sums along each of the axes."""
    yield terms
    if len(said.shape) == 2:
        grid = terms.reshape(said.shape)
        yield grid.sum(axis=1)
        yield grid.sum(axis=0)


def _one_hot(kind, said, wanted, terms, shares, fit):
    """A cross-entropy of one-hot rows is one of picked cells."""
    y = wanted.array.reshape(said.shape)
    picked, lines = hot_cells(y)
    if picked is None:
        return form(
            kind,
            said,
            wanted,
            None,
            shares.reshape(said.shape),
            terms.reshape(said.shape),
            fit,
        )
    return form(
        kind,
        said,
        wanted,
        picked,
        shares.ravel()[picked],
        terms.ravel()[picked],
        fit,
        classes=lines,
    )


def _scored(end, path, makers, values, wanted_ones):
    """Cross-entropy of scores with one-hot rows: log-softmax in the code."""
    hot = [one for one in wanted_ones if hot_cells(one.array)[0] is not None]
    for said in values if hot else ():
        if said.dtype.kind != "f" or said.array.size < 2:
            continue
        for wanted in hot:
            if not are_alike(wanted, said):
                continue
            picked, classes = hot_cells(wanted.array.reshape(said.shape))
            if picked is None or (
                max(said.shape) != said.array.size and classes != said.shape[-1]
            ):
                continue
            z = said.array.astype(float).reshape(-1, classes)
            largest = z.max(axis=1)
            logs = np.log(np.exp(z - largest[:, None]).sum(axis=1)) + largest
            terms = logs - z.ravel()[picked]
            fit = fitted(end, terms, counts_of(said), among=float(np.abs(z).max()))
            if fit and _is_weighed(said, wanted, path, makers):
                yield form(
                    SCORES,
                    said,
                    wanted,
                    picked,
                    np.exp(-terms),
                    terms,
                    fit,
                    classes=classes,
                )
                return


def _bare(value, path, makers):
    """What a logarithm is of, before a small number was added or cells were
    kept within limits, or 1 - it."""
    numbers = {one.number for one in path}
    while (made := makers.maker(value)) is not None and made.number in numbers:
        arrays = [one for one in made.operands if one.shape == value.shape]
        if (
            made.function not in ("add", "subtract", "clip", "maximum", "minimum")
            or len(arrays) != 1
            or not any(_is_limit(one, made) for one in made.operands)
        ):
            return value
        value = arrays[0]
    return value


def _is_limit(value, made):
    """Whether it is a number that keeps cells within limits, or 1 as in 1 - p."""
    if value.shape != ():
        return False
    size = abs(float(value.array))
    return made.function == "clip" or size == 1 or size < TINY


def _may_be_wanted(wanted):
    array = wanted.array
    return array.dtype.kind in "biuf" and bool(((array >= 0) & (array <= 1)).all())


def _no_nan(terms):
    """Terms as 0 * log(0) is meant: 0."""
    return np.where(np.isnan(terms), 0.0, terms)
