"""What is looked up: rows, columns, a block or single cells."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading import lookups
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


@pytest.mark.parametrize(
    "function, kind, places",
    [
        (lambda t, i: t[[0, 0, 1, 2, 3]], "rows", (0, 0, 1, 2, 3)),
        (lambda t, i: t[:, i.reshape(1, 3)], "cells", None),
        # Four in a row, one of them over the edge.
        (lambda t, i: t.take([[0, 1, 2, 3], [5, 6, 7, 8]]), "cells", None),
        (lambda t, i: t.take([[5, 6, 7, 8], [0, 1, 2, 3]]), "cells", None),
        (lambda t, i: t.take([[2, 3], [6, 7]]), "block", ()),
        (lambda t, i: t.take([[2, 3], [7, 6]]), "cells", None),
        (lambda t, i: t.take([[2], [6], [10], [14], [18]]), "columns", (2,)),
        (lambda t, i: t[0][i], "cells", (3, 1, 3)),
        (lambda t, i: t[0][1:3], "block", ()),
        (lambda t, i: t[i[0]], "rows", (3,)),
        (lambda t, i: t[-1], "rows", (4,)),
        (lambda t, i: t[::2], "rows", (0, 2, 4)),
        (lambda t, i: t[:, ::2], "columns", (0, 2)),
        (lambda t, i: t[:1], "rows", (0,)),
    ],
)
def test_what_strangers_read(function, kind, places):
    one = found(function, TABLE, IDS)
    assert one.kind == kind
    assert one.places == (
        tuple(one.cells.ravel().tolist()) if places is None else places
    )


@pytest.mark.parametrize(
    "function",
    [
        lambda t, i: t[:0],
        lambda t, i: t[::-1],
        lambda t, i: t[:, ::-1],
        lambda t, i: t[i[:0]],
    ],
)
def test_nothing_and_all_in_another_order_are_none(function):
    assert found(function, TABLE, IDS) is None


def test_one_cell_of_each_row():
    for labels, is_each in (([0, 1, 2, 3, 0], True), ([0, 1, 2, 3], False)):
        y = np.array(labels)
        one = found(lambda t, y: t[np.arange(len(y)), y], TABLE, y)
        assert one.is_each == is_each
    y, order = np.array([0, 1, 2, 3, 0]), np.array([1, 0, 2, 3, 4])
    assert not found(lambda t, y, order: t[order, y], TABLE, y, order).is_each
    (single,) = [found(lambda t: t[np.arange(1), [2]], TABLE[:1])]
    assert not single.is_each


def test_a_block_of_rows_and_columns_is_one_thing():
    one = found(lambda t: t[1:3, 1:3], TABLE)
    assert [unit.tolist() for unit in one.units()] == [[0, 1, 2, 3]]


def test_a_mask_may_let_all_through():
    one = found(lambda t, m: t[m], TABLE, np.ones(TABLE.shape, bool))
    assert one.is_mask and one.cells.size == TABLE.size


@pytest.mark.parametrize("most, kind, count", [(3, "rows", 3), (2, "block", 1)])
def test_many_rows_are_one_thing(most, kind, count, monkeypatch):
    monkeypatch.setattr(lookups, "MOST_UNITS", most)
    one = found(lambda t, i: t[i], TABLE, IDS)
    assert (one.kind, len(one.units())) == (kind, count)


@pytest.mark.parametrize("most, kind, count", [(3, "cells", 3), (2, "block", 1)])
def test_many_cells_are_one_thing(most, kind, count, monkeypatch):
    monkeypatch.setattr(lookups, "MOST_UNITS", most)
    one = found(lambda t, i: t[np.arange(3), i], TABLE, IDS)
    assert (one.kind, len(one.units())) == (kind, count)


@pytest.mark.parametrize("most, sizes", [(4, [2] * 4), (3, [8])])
def test_a_block_of_a_stack_is_told_in_runs(most, sizes, monkeypatch):
    monkeypatch.setattr(lookups, "MOST_UNITS", most)
    stack = np.arange(36.0).reshape(3, 3, 4)
    one = found(lambda t: t[:2, :2, 1:3], stack)
    assert one.kind == "block" and [unit.size for unit in one.units()] == sizes


@pytest.mark.parametrize(
    "count, rows, cells", [(400, "rows", "cells"), (401, "block", "block")]
)
def test_four_hundred_are_told_apart(count, rows, cells):
    table, ids = np.arange(802.0).reshape(401, 2), np.arange(count)[::-1].copy()
    assert found(lambda t, i: t[i], table, ids).kind == rows
    assert found(lambda t, i: t[i, (i + 1) % 2], table, ids).kind == cells
