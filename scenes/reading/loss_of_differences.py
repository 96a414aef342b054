"""Errors of differences, and of answers on the wrong side."""

import numpy as np

from scenes.reading.grown import CUTS, SUMS_OF_PRODUCTS, Grown, meet
from scenes.reading.loss_form import (
    ABSOLUTE,
    SIDES,
    SQUARED,
    are_alike,
    arrays_in,
    counts_of,
    fitted,
    form,
)


def of_differences(end, path, makers):
    functions = {one.function for one in path}
    if functions & {"where", "minimum"}:  # of far ones something else is made
        return
    for operation in reversed(path):
        if operation.function != "subtract" or len(operation.operands) != 2:
            continue
        one, other = operation.operands
        if not are_compared(one, other, operation, path, makers):
            continue
        said, wanted = told(one, other, makers)
        xs = said.array.astype(float).reshape(operation.result.shape) - (
            wanted.array.astype(float).reshape(operation.result.shape)
        )
        counts = counts_of(operation.result)
        grown = Grown(operation.result, path, makers)
        if grown.is_squared:
            fit = fitted(end, xs * xs, counts, 0.5)
            # The length of a difference is a distance, and no loss.
            if fit and not fit[2] and (not fit[1] or fit[0] < 1):
                yield form(SQUARED, said, wanted, None, xs, xs * xs, fit)
                return
        if grown.has("absolute", "abs", "fabs"):
            fit = fitted(end, np.abs(xs), counts)
            if fit and not fit[2]:
                yield form(ABSOLUTE, said, wanted, None, xs, np.abs(xs), fit)
                return


def are_compared(one, other, operation, path, makers):
    """Whether a difference is of two things of one size, neither of them
    made of the other."""
    if one.array.size != other.array.size or one.identity == other.identity:
        return False
    if operation.in_place or one.array.size != operation.result.array.size:
        return False
    if all(value.shape == () for value in (one, other)):
        return False
    return not (_made_of(one, other, makers) or _made_of(other, one, makers))


def _made_of(value, source, makers, deep=6):
    """Whether a value is another one less its mean, say: what comes of it by weights,
    or by weights that it has adjusted, is something else."""
    made = makers.maker(value)
    if made is None or made.function in SUMS_OF_PRODUCTS or deep == 0:
        return False
    return any(
        operand.identity == source.identity
        or _made_of(operand, source, makers, deep - 1)
        for operand in made.operands[:3]
    )


def told(one, other, makers):
    """(what was said, what was wanted): that one was given, never computed."""
    made = makers.maker(one) is not None, makers.maker(other) is not None
    if made[0] == made[1]:
        # Of two that were given, or computed, whole numbers are labels.
        whole = _is_whole(one.array), _is_whole(other.array)
        return (other, one) if whole == (True, False) else (one, other)
    return (one, other) if made[0] else (other, one)


def _is_whole(array):
    return array.dtype.kind in "biu" or bool(np.all(array == np.rint(array)))


def of_sides(end, path, makers):
    """Hinge of two sides: max(0, margin - y * score), y either 1 or -1."""
    values = arrays_in(path)
    for wanted in values:
        if not bool((np.abs(wanted.array) == 1).all()):
            continue
        for said in values:
            if not are_alike(wanted, said) or said.dtype.kind != "f":
                continue
            grown = Grown(said, path, makers)
            if not grown.has_in_order(("multiply",), CUTS) or not grown.meets(1.0):
                continue
            if not meet(said, wanted, path, makers):
                continue
            product = wanted.array.astype(float).ravel() * said.array.ravel()
            terms = np.maximum(0, 1 - product)
            fit = fitted(end, terms, counts_of(said))
            if fit and not fit[2]:
                yield form(
                    SIDES,
                    said,
                    wanted,
                    None,
                    product.reshape(said.shape),
                    terms.reshape(said.shape),
                    fit,
                    margin=1.0,
                )
                return
