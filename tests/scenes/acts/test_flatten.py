"""Maps in one row, and back: what goes where, and what is something else."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts import flatten_words
from scenes.film.film import Film
from scenes.words.naming import language
from tests import window_networks as nets
from tests.told import act_in, acts_of, kinds_of

RANDOM = np.random.default_rng(3)
LAST, FIRST = RANDOM.normal(size=(6, 6, 2)), RANDOM.normal(size=(4, 6, 6))


def to_a_row(x):
    return nets.largest(x).flatten()


def to_a_row_by_reshape(x):
    return nets.largest(x).reshape(-1)


def map_after_map(x):
    return nets.largest_by_reshape(x).ravel()


def images_in_rows(x):
    c, h, w = x.shape[1:]
    pooled = x.reshape(len(x), c, h // 2, 2, w // 2, 2).max(axis=(3, 5))
    return pooled.reshape(len(x), -1)


def and_back(x, w):
    pooled = nets.largest(x)
    return (w @ pooled.ravel()).reshape(pooled.shape)


def without_windows(x):
    return (x + 1).reshape(-1)


@pytest.mark.parametrize(
    "call, arguments, channels_last, told",
    [
        (to_a_row, (LAST,), True, "3 × 3 × 2 has become 18."),
        (to_a_row_by_reshape, (LAST,), True, "3 × 3 × 2 has become 18."),
        (map_after_map, (FIRST,), False, "4 × 3 × 3 has become 36."),
    ],
)
def test_maps_in_a_row(call, arguments, channels_last, told):
    act = act_in("en", "flatten", call, *arguments)
    assert (act.channels_last, act.outcome) == (channels_last, told)
    assert not act.is_back
    other = act_in("zh", "flatten", call, *arguments)
    assert any("一" <= letter <= "鿿" for letter in other.lead + other.title)


@pytest.mark.parametrize(
    "call, arguments, kind",
    [
        (images_in_rows, (RANDOM.normal(size=(2, 3, 4, 4)),), "flatten"),
        (and_back, (LAST, RANDOM.normal(size=(18, 18))), "flatten"),
        (without_windows, (LAST,), "rearrange"),
    ],
)
def test_which_reshapes_are_some(call, arguments, kind):
    assert kind in kinds_of(call, *arguments)


@pytest.mark.parametrize(
    "call, x, line, cells",
    [
        (to_a_row, LAST, 4, lambda maps: maps[1, 1, :]),
        (map_after_map, FIRST, 2, lambda maps: maps[2].ravel()),
    ],
)
def test_a_line_of_the_row_holds_what_it_says(call, x, line, cells):
    film = Film(record(call, x))
    (shot,) = (one for one in film.shots if one.player.act.kind == "flatten")
    player, act = shot.player, shot.player.act
    np.testing.assert_array_equal(player.row.values.array[line], cells(act.maps.array))
    for column, value in enumerate(player.row.values.array[line]):
        grid, row, across = player._cell_of(line, column)
        assert player.grids.array[grid, row, across] == value
    film.show(shot, 0.0)
    assert not player.row.has_begun
    film.show(shot, shot.second_of(act.turns.ended(0) + 0.01))
    assert player.row.filled[0] > 0 and not player.row.filled[1:].any()
    film.show(shot, shot.seconds)
    assert player.row.filled.sum() == act.row.array.size


def test_the_way_back_fills_the_maps():
    film = Film(record(and_back, LAST, RANDOM.normal(size=(18, 18))))
    shot = [one for one in film.shots if one.player.act.kind == "flatten"][-1]
    assert shot.player.act.is_back
    film.show(shot, 0.0)
    assert not shot.player.maps.has_begun
    film.show(shot, shot.seconds)
    assert shot.player.maps.revealed.tolist() == [9, 9]
    with language("zh"):
        assert "第 0 到 1 个数" in shot.player.turn_words(0)


def batch(x):
    images, maps, rows, columns = x.shape
    halves = images, maps, rows // 2, 2, columns // 2, 2
    return x.reshape(halves).max(axis=(3, 5))


def in_rows(x):
    return batch(x).reshape(len(x), -1)


def in_columns(x):
    return batch(x).reshape(-1, len(x))


def in_one_row(x):
    return batch(x).reshape(-1)


STRETCHES = "Nothing is computed. Map after map: each is a stretch of 6 numbers."


@pytest.mark.parametrize(
    "images, maps, call, lead",
    [
        (1, 1, in_rows, None),  # but one map
        (3, 1, in_rows, None),
        (1, 2, in_rows, STRETCHES),
        (1, 2, in_columns, STRETCHES),
        (1, 2, in_one_row, STRETCHES),
        (2, 2, in_rows, f"{STRETCHES} Each image has its row."),
        (3, 2, in_rows, f"{STRETCHES} Each image has its row."),
        # Images that do not stay apart.
        (2, 2, in_columns, None),
        (2, 2, in_one_row, None),
    ],
)
def test_each_image_has_a_row_of_several_maps(images, maps, call, lead):
    x = RANDOM.normal(size=(images, maps, 4, 6))
    x[0, 0, 0, 0] = np.nan
    leads = {act.kind: act.lead for act in acts_of(call, x)}
    assert leads.get("flatten") == lead
    assert ("rearrange" in leads) == (lead is None)


def largest_in_a_column(x):
    pooled = nets.largest_by_reshape(x)
    return pooled.reshape(-1, 1)


@pytest.mark.parametrize(
    "shape, is_flattened",
    [
        ((2, 2, 4), True),
        ((3, 2, 2), False),  # maps of one cell each: nothing becomes a stretch
        ((1, 2, 4), False),
    ],
)
def test_maps_have_several_cells_each(shape, is_flattened):
    kinds = kinds_of(largest_in_a_column, RANDOM.normal(size=shape))
    assert ("flatten" in kinds) == is_flattened


def test_of_one_number_it_is_said_that_it_is_one():
    x = RANDOM.normal(size=(1, 2, 2))
    for spoken, lead in (
        ("en", "The one number of p, as 1 × 1 instead of 1 × 1 × 1."),
        ("zh", "还是 p 的那个数，由 1 × 1 × 1 排成 1 × 1。"),
    ):
        with language(spoken):
            assert acts_of(one_in_a_column, x)[-1].lead == lead


def one_in_a_column(x):
    p = nets.largest_by_reshape(x)
    r = p.reshape(-1, 1)
    return r


@pytest.mark.parametrize(
    "shape, stretches, channels_last, en, zh",
    [
        (
            (3, 3, 2),
            (9, 2),
            True,
            "Nothing is computed. Cell by cell: the 2 maps' numbers for one cell stand "
            "side by side.",
            "什么都不计算。逐格排列：同一格在 2 张图上的数相邻。",
        ),
        (
            (5, 4, 3, 3),
            (4, 9),
            False,
            "Nothing is computed. Map after map: each is a stretch of 9 numbers. Each "
            "image has its row.",
            "什么都不计算。逐图排列：每张图是 9 个数的一段。每张图像各有一行。",
        ),
    ],
)
def test_the_lead_says_how_a_row_is_laid(shape, stretches, channels_last, en, zh):
    for code, sentence in (("en", en), ("zh", zh)):
        with language(code):
            told = flatten_words.lead(shape, stretches, channels_last=channels_last)
        assert told == sentence


def pooled_maps_in_a_row(x):
    count, high, wide = x.shape
    return x.reshape(count, high // 2, 2, wide // 2, 2).max(axis=(2, 4)).ravel()


def pooled_cells_in_a_row(x):
    high, wide, count = x.shape
    return x.reshape(high // 2, 2, wide // 2, 2, count).max(axis=(1, 3)).ravel()


@pytest.mark.parametrize(
    "call, shape, stretches",
    [
        (pooled_maps_in_a_row, (4, 6, 10), 4),  # of 3 x 5 numbers each
        (pooled_cells_in_a_row, (6, 8, 2), 12),  # of 3 x 4 cells, 2 numbers each
    ],
)
def test_each_stretch_of_a_row_has_its_turn(call, shape, stretches):
    act = act_in("en", "flatten", call, RANDOM.normal(size=shape))
    assert len(act.turns.starts) == stretches


@pytest.mark.parametrize(
    "call, shape, told",
    [
        (to_a_row, (6, 10, 2), "the 2 maps' numbers for one cell stand side by side."),
        (map_after_map, (2, 8, 12), "each is a stretch of 24 numbers."),
    ],
)
def test_maps_that_are_not_square_are_parted_as_they_are(call, shape, told):
    act = act_in("en", "flatten", call, RANDOM.normal(size=shape))
    assert act.lead.endswith(told)
