"""What is looked up: rows, columns, a block or single cells."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.lookups import lookup

TABLE = np.random.default_rng(2).normal(size=(5, 4))
IDS = np.array([3, 1, 3])


def found(function, *given):
    operations = [one for _, one in record(function, *given).operations()]
    return lookup(operations[-1])


@pytest.mark.parametrize(
    "function, kind, places",
    [
        (lambda t, i: t[i], "rows", (3, 1, 3)),
        (lambda t, i: t.take(i, axis=0), "rows", (3, 1, 3)),
        (lambda t, i: t[2], "rows", (2,)),
        (lambda t, i: t[1:3], "block", ()),
        (lambda t, i: t[:, 1], "columns", (1,)),
        (lambda t, i: t[:, i], "columns", (3, 1, 3)),
        (lambda t, i: t[:, -2:], "block", ()),
        (lambda t, i: t[1:3, 1:3], "block", ()),
        (lambda t, i: t[4, 3], "cells", (19,)),
        (lambda t, i: t[np.arange(3), i], "cells", (3, 5, 11)),
        (lambda t, i: t[[0, 4]], "rows", (0, 4)),
    ],
)
def test_what_is_read(function, kind, places):
    one = found(function, TABLE, IDS)
    assert (one.kind, one.places) == (kind, places)
    taken = np.concatenate([one.cells.ravel()[unit] for unit in one.units()])
    assert sorted(taken.tolist()) == sorted(one.cells.ravel().tolist())


def test_a_cell_of_each_row_and_a_mask_are_told_apart():
    each = found(lambda t, y: t[np.arange(5), y], TABLE, np.array([0, 1, 2, 3, 0]))
    assert each.is_each and not each.is_mask and each.index.name == "y"
    mask = found(lambda t: t[t > 0], TABLE)
    assert mask.is_mask and mask.cells.size == (TABLE > 0).sum()


def test_rows_of_a_stack():
    stack = np.arange(24.0).reshape(4, 3, 2)
    one = found(lambda t, i: t[i], stack, np.array([2, 0]))
    assert (one.kind, one.places) == ("rows", (2, 0))
    assert [unit.size for unit in one.units()] == [6, 6]


@pytest.mark.parametrize(
    "function",
    [
        lambda t: t[:],
        lambda t: t[None],
        lambda t: t[..., None],
        lambda t: t.reshape(4, 5),
        lambda t: t + 1,
    ],
)
def test_what_only_lays_out_anew_is_none(function):
    assert found(function, TABLE) is None
