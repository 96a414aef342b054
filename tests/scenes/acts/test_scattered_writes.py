"""Rows here and there are written: only they are outlined and counted."""

import numpy as np
import pytest

from tests.told import acts_of, player_of

TABLE = np.arange(28.0).reshape(7, 4)
ROWS = np.arange(16.0).reshape(4, 4) - 8


def rows_again(table, rows):
    table[np.array([1, 1, 1, 5])] = rows
    return table


def rows_apart(table, rows):
    table[np.array([6, 0, 3, 5])] = rows
    return table


def block(table, rows):
    table[2:6] = rows
    return table


def cells_apart(table, rows):
    table[np.array([0, 2, 4]), np.array([3, 1, 0])] = rows[0, :3]
    return table


@pytest.mark.parametrize(
    "call, count, marks",
    [
        (rows_again, 8, {(1, 0, 1, 4), (5, 0, 1, 4)}),
        (rows_apart, 16, {(6, 0, 1, 4), (0, 0, 1, 4), (3, 0, 1, 4), (5, 0, 1, 4)}),
        (block, 16, {(2, 0, 4, 4)}),
        (cells_apart, 3, {(0, 3, 1, 1), (2, 1, 1, 1), (4, 0, 1, 1)}),
    ],
)
def test_what_is_written_is_outlined_and_nothing_else(call, count, marks):
    *_, act = acts_of(call, TABLE.copy(), ROWS)
    assert act.kind == "write" and f"{count} " in act.lead
    player = player_of("write", call, TABLE.copy(), ROWS)
    player.show(act.seconds / 2)
    assert set(player.plane.marks) == marks
    written = np.zeros(TABLE.shape, bool)
    for row, column, high, wide in marks:
        written[row : row + high, column : column + wide] = True
    assert written.sum() == count
    after = call(TABLE.copy(), ROWS)
    assert not (after != TABLE)[~written].any()


def test_each_row_comes_from_its_own():
    player = player_of("write", rows_apart, TABLE.copy(), ROWS)
    begins = [begin for begin, _ in player._blocks(0)]
    assert [begin.top for begin in begins] == sorted(begin.top for begin in begins)
    assert len({begin.top for begin in begins}) == 4
