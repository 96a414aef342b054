"""Which cells an operation read, as a rule that a page can follow.

`reader_of` answers for one cell at a time; a rule of four numbers answers
for all of them, and is compared with those answers before it is given.
"""

import numpy as np

from scenes.reading.cells_read import reader_of
from scenes.stage.values import equal_steps

SAMPLES = 64  # cells at which a rule is compared with reader_of
MOST_IN_TABLE = 20_000  # indices in a table of what no rule describes


def rule_of(operation, operand):
    """Which cells of an operand each cell of the result was computed from.

    Args:
        operation: a network.trace.Operation.
        operand: its number.

    Returns:
        None: all of them. [start, strides, count, step]: the result's cell
        [i, j, ...] read `count` cells, the first at the flat index
        start + i * strides[0] + j * strides[1] + ..., then every `step`-th.
        {"table": lists}: for each of the result's cells the flat indices.
    """
    result = operation.result
    size = int(np.prod(result.shape)) if result is not None else 0

    if not size:
        return None
    reader = reader_of(operation)

    def read(cell):
        return reader(cell)[operand]

    if (begin := read(0)) is None:
        return None
    rule = _rule(result.shape, begin, read)
    samples = np.unique(
        np.linspace(0, size - 1, min(size, SAMPLES)).astype(int)
    ).tolist()
    if rule and all(
        np.array_equal(cells_of_rule(rule, result.shape, cell), read(cell))
        for cell in samples
    ):
        return rule
    if size * max(len(begin), 1) > MOST_IN_TABLE:
        return None
    return {"table": [np.asarray(read(cell)).tolist() for cell in range(size)]}


def rule_of_places(places):
    """The rule, as rule_of gives it, of cells that were each computed from
    one cell of an operand.

    Args:
        places: integer array of the result's shape: flat indices into the
            operand.
    """
    steps = equal_steps(places)
    if steps is None:
        return {"table": places.reshape(-1, 1).tolist()}
    first, strides = steps
    return [first, list(strides), 1, 0]


def _rule(shape, begin, read):
    if not len(begin):
        return None
    strides = [0] * len(shape)
    for axis, length in enumerate(shape):
        if length > 1:
            beside = read(int(np.prod(shape[axis + 1 :])))
            if beside is None or len(beside) != len(begin):
                return None
            strides[axis] = int(beside[0] - begin[0])
    step = int(begin[1] - begin[0]) if len(begin) > 1 else 0
    return [int(begin[0]), strides, len(begin), step]


def cells_of_rule(rule, shape, cell):
    """The flat indices that a rule [start, strides, ...] gives for a cell."""
    start, strides, count, step = rule
    place = np.unravel_index(cell, shape) if shape else ()
    begin = start + int(np.dot(place, strides)) if shape else start
    return begin + step * np.arange(count)
