"""Huber's loss: squares of small differences, sizes of large ones."""

import numpy as np

from scenes.reading.grown import Grown
from scenes.reading.loss_form import HUBER, counts_of, fitted, form
from scenes.reading.loss_of_differences import are_compared, told

_LIMITING = (*("less", "less_equal", "greater", "greater_equal"), *("minimum", "clip"))
_CHOOSING = frozenset(("where", "minimum", "clip", "multiply"))


def of_far_differences(end, path, makers):
    limits = [one for one in path if one.function in _LIMITING]
    for operation in reversed(path) if limits else ():
        if operation.function != "subtract" or len(operation.operands) != 2:
            continue
        one, other = operation.operands
        if not are_compared(one, other, operation, path, makers):
            continue
        grown = Grown(operation.result, path, makers)
        if not grown.has(*_CHOOSING) or not grown.is_squared:
            continue
        said, wanted = told(one, other, makers)
        shape = operation.result.shape
        xs = said.array.astype(float).reshape(shape) - (
            wanted.array.astype(float).reshape(shape)
        )
        for limit in _limits(limits, grown):
            terms = huber(xs, limit)
            fit = fitted(end, terms, counts_of(operation.result), 1 / limit)
            if fit and not fit[1] and not fit[2]:
                yield form(HUBER, said, wanted, None, xs, terms, fit, margin=limit)
                return


def huber(xs, limit):
    """0.5 x² up to a limit, from there on a straight line as steep as there."""
    sizes = np.abs(xs)
    near = np.minimum(sizes, limit)
    return 0.5 * near**2 + limit * (sizes - near)


def _limits(operations, grown):
    """The numbers that differences, or their sizes, are held against."""
    return sorted(
        {
            abs(float(value.array.ravel()[0]))
            for one in operations
            if any(map(grown.holds, one.operands))
            for value in one.operands
            if value.array.size == 1
            and not grown.holds(value)
            and value.dtype.kind in "iuf"
            and value.array.ravel()[0] != 0
        }
    )
