"""Cross-entropy and hinge, where an index picks the right answers."""

from dataclasses import replace

import numpy as np

from scenes.reading.grown import CUTS, LOGARITHMS, Grown
from scenes.reading.loss_form import (
    HINGE,
    SCORES,
    SHARES,
    TINY,
    are_shares,
    counts_of,
    fitted,
    form,
    lines_of,
    origin,
    smallest,
)
from scenes.reading.picked_cells import picked_cells

_LOGGED = ("log", "add", "clip", "maximum", "negative")
_PICKS = ("getitem", "take", "take_along_axis", "item")


def of_picks(end, path, makers):
    functions = {one.function for one in path}
    has_logarithm = not functions.isdisjoint(LOGARITHMS)
    has_cut = not functions.isdisjoint(CUTS)
    if not (has_logarithm or has_cut):
        return  # neither of the two is without one
    for operation in reversed(path):
        if operation.function not in _PICKS:
            continue
        said = operation.operands[0]
        if said.dtype.kind != "f":
            continue
        if 2 * operation.result.array.size > said.array.size:
            continue
        if any(makers.is_made_of(one, said) for one in operation.operands[1:]):
            continue  # who picks by the answers themselves knows none that is right
        cells = picked_cells(operation)
        lines = None if cells is None else lines_of(cells.ravel(), said.shape)
        if lines is None:
            continue
        wanted = _labels(operation, cells.ravel(), lines)
        wanted = wanted and origin(wanted, path, makers)
        if has_logarithm:
            flat = cells.ravel()
            yield from _shares(end, path, makers, said, wanted, flat, lines)
            for is_kept in _masks(path, flat.size):
                kept, rows = flat[is_kept], lines[is_kept]
                for one in _shares(end, path, makers, said, None, kept, rows):
                    there = tuple(np.flatnonzero(is_kept).tolist())
                    yield replace(one, kept=there, masked=flat.size - len(there))
        if has_cut:
            yield from _margins(end, path, makers, operation, wanted, lines)


def _labels(picking, cells, lines):
    """The index, if one was given, that says which class of its line each picked
    cell is."""
    classes = (lines == cells[:, None]).argmax(axis=1)
    for one in picking.operands[:0:-1]:
        is_index = one.dtype.kind in "iu" and one.array.size == cells.size
        if is_index and (one.array.ravel() % lines.shape[1] == classes).all():
            return one
    return None


def _masks(path, size):
    """(size,) booleans: which of the picked ones count, where what is 0 or 1
    multiplies them."""
    for operation in path:
        if operation.function != "multiply":
            continue
        for one in operation.operands:
            flat = one.array.ravel()
            is_mask = flat.size == size and np.isin(flat, (0, 1)).all()
            if is_mask and flat.any():
                yield flat.astype(bool)


def _shares(end, path, makers, said, wanted, cells, lines):
    array = said.array.astype(float).ravel()
    for value in (said, *_upstream(said, path, makers, *_LOGGED)):
        array = value.array.astype(float).ravel()
        right = array[cells]
        if are_shares(array[lines]) and Grown(value, path, makers).has(*LOGARITHMS):
            for terms in (-np.log(right), -np.log(right + smallest(path))):
                counts = cells.size, *counts_of(said)
                fit = fitted(end, terms, counts, is_short=said.dtype.itemsize < 8)
                if fit:
                    value = _unclipped(value, cells, path, makers)
                    yield form(
                        SHARES,
                        value,
                        wanted,
                        cells,
                        value.array.astype(float).ravel()[cells],
                        terms,
                        fit,
                        classes=lines.shape[1],
                    )
                    return
    for value in (*reversed(_upstream(said, path, makers, "subtract")), said):
        grown = Grown(value, path, makers)
        if not grown.has(*LOGARITHMS) or not grown.has("exp", "logaddexp"):
            continue
        array = value.array.astype(float).ravel()
        all_of = array[lines]
        largest = all_of.max(axis=1)
        shares = np.exp(all_of - largest[:, None])
        logs = np.log(shares.sum(axis=1)) + largest - array[cells]
        most = float(np.abs(all_of).max())
        fit = fitted(end, logs, (cells.size, *counts_of(said)), among=most)
        if fit:
            yield form(
                SCORES,
                value,
                wanted,
                cells,
                np.exp(-logs),
                logs,
                fit,
                classes=lines.shape[1],
            )
            return


def _upstream(value, path, makers, *functions):
    """Values of the same shape that some functions made a value of, the
    latest first."""
    numbers = {one.number for one in path}
    found = []
    while (made := makers.maker(value)) is not None and made.number in numbers:
        same = [
            one
            for one in made.operands
            if one.shape == value.shape and one.dtype.kind == "f"
        ]
        if len(same) != 1 or made.function not in functions:
            break
        value = same[0]
        found.append(value)
    return found


def _unclipped(value, cells, path, makers):
    """What shares were before they were kept within limits, where that is almost
    the same for those that are picked."""
    numbers = {one.number for one in path}
    made = makers.of(value, "clip")
    if made is None or made.number not in numbers:
        return value
    before, after = (
        one.array.astype(float).ravel()[cells] for one in (made.operands[0], value)
    )
    return made.operands[0] if np.abs(before - after).max() < TINY else value


def _margins(end, path, makers, picking, wanted, lines):
    """What is less than a margin below the picked ones, and never below 0."""
    grown = Grown(picking.result, path, makers)
    if not grown.has_in_order(("subtract", "negative"), CUTS):
        return
    said, cells = picking.operands[0], picked_cells(picking).ravel()
    array = said.array.astype(float).ravel()
    margins = {
        abs(float(value.array))
        for one in path
        for value in one.operands
        if value.shape == () and value.dtype.kind in "if"
    }
    for margin in sorted(margins | {1.0}):
        xs = array[lines] - array[cells][:, None] + margin
        xs[lines == cells[:, None]] = 0.0
        terms = np.maximum(xs, 0)
        for shown in (terms, terms.sum(axis=1)):
            fit = fitted(end, shown, (cells.size,))
            if fit:
                yield form(
                    HINGE,
                    said,
                    wanted,
                    cells,
                    xs,
                    terms,
                    fit,
                    margin=margin,
                    classes=lines.shape[1],
                )
                return
