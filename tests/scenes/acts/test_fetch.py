"""Look-ups: what is read comes out of its array."""

import numpy as np
import pytest

from tests.told import acts_of, kinds_of, turns_of
from tests.told_acts import draws, planes_at, said_in, shots_of

TABLE = np.arange(24.0).reshape(6, 4)
IDS = np.array([3, 1, 3])


@pytest.mark.parametrize(
    "function",
    [
        lambda table, ids: table[ids],
        lambda table, ids: table[:, ids],
        lambda table, ids: table[2:4],
        lambda table, ids: table[table > 7],
        lambda table, ids: table[np.arange(3), ids],
    ],
)
def test_what_is_read_is_marked_and_comes_out(function):
    (shot,) = shots_of(function, TABLE, IDS, kind="fetch")
    act = shot.player.act
    source, result = shot.player.plane, shot.player.result
    start = float(act.turns.starts[0])
    shot.player.show(start + 0.5)
    ((row, column, high, wide),) = source.marks
    first = act.lookup.cells.ravel()[act.lookup.units()[0]]
    marked = source.values.array[row : row + high, column : column + wide]
    assert set(first) <= set(marked.ravel())
    name = act.result_name
    assert not planes_at(shot, start)[name][1].any()
    cells, there = planes_at(shot, act.seconds)[name]
    assert there.all()
    np.testing.assert_array_equal(cells.ravel(), act.result.array.ravel())
    assert result.color_scale == source.color_scale


def entry_of_a_cube(table, ids):
    cube = table.reshape(3, 2, 4)
    return cube[1]


def part_of_a_cube(table, ids):
    cube = table.reshape(3, 2, 4)
    return cube[:, 1]


@pytest.mark.parametrize(
    "function, title, caption, turn",
    [
        (
            lambda table, ids: table[ids],
            "Look up rows of table",
            "Each number of ids says which row of table is fetched. 3 rows come out, "
            "from 2 different ones.",
            "Row 3 is fetched.",
        ),
        (
            lambda table, ids: table[4],
            "Take row 4 of table",
            "Of the 6 × 4 cells of table only row 4. 4 cells come out.",
            "Row 4 is fetched.",
        ),
        (
            entry_of_a_cube,
            "Take entry 1 of cube",
            "Of the 3 × 2 × 4 cells of cube only entry 1. What comes out is 2 × 4.",
            "Entry 1 is fetched.",
        ),
        (
            part_of_a_cube,
            "Take a part of cube",
            "Of the 3 × 2 × 4 cells of cube, those at [:, 1, :]. "
            "What comes out is 3 × 4.",
            "",
        ),
        (
            lambda table, ids: table[1:3],
            "Take a part of table",
            "Of the 6 × 4 cells of table, rows 1 to 2. What comes out is 2 × 4.",
            "",
        ),
        (
            lambda table, ids: table[table > 7],
            "Keep what the mask marks",
            "16 of the 24 cells of table are kept, where table > 7 is true. 16 cells "
            "come out.",
            "",
        ),
        (
            lambda table, ids: table[table == 7],
            "Keep what the mask marks",
            "1 of the 24 cells of table is kept, where table == 7 is true. It holds 7.",
            "",
        ),
        (
            lambda table, ids: table[range(6), [0, 1, 2, 3, 0, 1]],
            "One cell of each row",
            "For each of the 6 rows of table, the code says which cell is taken. 6 "
            "cells come out.",
            "Row 0: its cell 0 is taken, 0.",
        ),
        (
            lambda table, ids: table[2, 3],
            "Take one cell of table",
            "Of the 6 × 4 cells of table only the one at [2, 3]. It holds 11.",
            "The cell at [2, 3] is taken: 11.",
        ),
    ],
)
def test_what_is_said(function, title, caption, turn):
    told = said_in("en", function, TABLE, IDS, kind="fetch")
    assert told[:2] == (title, caption)
    assert turn in told[2]


@pytest.mark.parametrize(
    "function, deeds",
    [
        (lambda table, ids: table[np.arange(3)], [["arange", "getitem"]]),
        (lambda table, ids: table[ids, np.arange(3)], [["arange", "getitem"]]),
        (lambda table, ids: table.take(np.arange(3)), [["arange", "take"]]),
        (lambda table, ids: np.arange(6)[ids], [["arange"], ["getitem"]]),
        (
            lambda table, ids: table[(n := np.arange(4))] * n,
            [["arange"], ["getitem"], ["multiply"]],
        ),
    ],
)
def test_numbers_that_only_count_have_no_act_of_their_own(function, deeds):
    acts = acts_of(function, TABLE, IDS)
    assert [[one.function for one in act.operations] for act in acts] == deeds


@pytest.mark.parametrize(
    "function, length, seconds",
    [
        (lambda table, ids: table[4], 2.2, 4.4),
        (lambda table, ids: table[2:3], 2.2, 4.4),
        (lambda table, ids: table[2, 3], 1.2, 3.4),  # one cell is read at once
    ],
)
def test_nothing_is_waited_for_where_one_is_all(function, length, seconds):
    (act,) = acts_of(function, TABLE, IDS)
    assert turns_of(act) == [(1.0, length)]
    assert (act.turns.end, act.seconds) == (1.0 + length, seconds)


def test_what_is_said_in_chinese():
    title, caption, words = said_in("zh", lambda t, i: t[i], TABLE, IDS, kind="fetch")
    assert title == "在 t 中查行"
    assert caption.endswith("取出 3 行，其中 2 行不同。") and "取出行 3。" in words


def test_what_says_where_to_look_stands_beside():
    (shot,) = shots_of(lambda table, ids: table[ids], TABLE, IDS, kind="fetch")
    assert planes_at(shot, 1.0)["ids"][0].ravel().tolist() == [3, 1, 3]
    assert shot.player.index.marks == ((0, 0, 1, 1),)


@pytest.mark.parametrize(
    "function, x",
    [
        (lambda x: x[::2], np.arange(9)),
        (lambda x: x[x == x], np.array([1.0, np.nan, np.inf, -np.inf])),
        (lambda x: x[np.arange(700) % 600], np.ones((600, 3))),
        (lambda x: x[:, :5], np.random.default_rng(1).normal(size=(900, 900))),
        (lambda x: x[[1, 0, 1]], np.ones((2, 3, 4, 5), bool)),
        (lambda x: x[0, 0], np.ones((2, 3, 4))),
        (lambda x: x[..., 1], np.ones((2, 3, 4))),
    ],
)
def test_any_array_can_be_told(function, x):
    (shot,) = [one for one in shots_of(function, x, kind="fetch")]
    assert draws(shot) and shot.player.act.seconds < 8


def some_columns(maps):
    return maps[:, [0, 2]]


def every_other(maps):
    return maps[:, ::2, ::2]


@pytest.mark.parametrize(
    "function, size, kind",
    [
        (every_other, 5, "rearrange"),
        (every_other, 4, "fetch"),  # cells hold numbers
        (some_columns, 5, "fetch"),  # no slice: each is picked
    ],
)
def test_what_is_kept_of_maps_is_shown_as_maps(function, size, kind):
    maps = np.arange(2.0 * size * size).reshape(2, size, size)
    assert kinds_of(function, maps) == [kind]
