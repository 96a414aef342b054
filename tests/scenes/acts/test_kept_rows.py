"""The products of rows stay: each where its sum stands, and readable at the end."""

import numpy as np
import pytest

from scenes.words.naming import language
from tests.told import numbers, player_of


def forward(w, x):
    y = w @ x
    return y


def back(w, d):
    e = w.T @ d
    return e


CASES = {
    "rows": ("rows", forward, numbers(4, 3) - 1, numbers(3, 1)),
    "of a vector": ("rows", forward, numbers(2, 5), -numbers(5)),
    "many": ("rows", forward, numbers(24, 24) - 40, numbers(24, 1)),
    "turned": ("turned", back, numbers(3, 4) - 1, numbers(3, 1)),
    "many turned": ("turned", back, numbers(24, 22) - 40, numbers(24, 1)),
    "few turned": ("turned", back, numbers(2, 2), numbers(2, 1)),
}


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def kept_case(request):
    kind, call, matrix, column = request.param
    rows = matrix.T if kind == "turned" else matrix
    return player_of(kind, call, matrix, column), rows * column.ravel()


def test_each_product_is_there_from_the_end_of_its_turn_on(kept_case):
    player, products = kept_case
    cells, turns = products.shape[1], player.turns
    for turn in range(len(products)):
        player.show(turns.ended(turn) + 1e-6)
        there = player.kept.plane.filled
        assert sorted(np.flatnonzero(there)) == sorted(player.order[: turn + 1])
        assert set(there) <= {0, cells}
    np.testing.assert_array_equal(player.kept.plane.values.array, products)


def test_at_the_end_each_row_stands_beside_its_bar(kept_case):
    player, products = kept_case
    player.show(player.act.seconds)
    plane, bars = player.kept.plane, player.bars
    for row in range(len(products)):
        box = plane.cell_box(row, 0, 1, products.shape[1])
        assert abs(box.top + box.height / 2 - bars.row_middle(row)) < 0.01
        assert box.right < bars.box.left
    assert plane.opacity == 1 and plane.words_opacity == 1


def test_they_stay_within_the_stage_and_off_the_bars(kept_case):
    player, _ = kept_case
    for share in np.linspace(0, 1, 25):
        player.show(share * player.act.seconds)
        for part in (player.kept.plane, player.kept.below, player.bars):
            box = part.box
            assert box.bottom <= player.stage.bottom + 1
            assert player.stage.left <= box.left < box.right <= player.stage.right + 1
        assert player.kept.plane.box.right < player.bars.box.left


def test_a_row_goes_from_where_it_was_made_to_its_place():
    player = player_of(*CASES["rows"])
    player.show(player.turns.starts[1] + 0.6 * player.turns.lengths[1])
    below = player.kept.below
    assert below.box == player.bench[2] and below.opacity == 1
    np.testing.assert_array_equal(
        below.values.array, (CASES["rows"][2] * CASES["rows"][3].T)[1:2]
    )
    player.show(player.turns.ended(1) - 1e-9)
    place = player.kept.plane.cell_box(1, 0, 1, 3)
    np.testing.assert_allclose(below.box.corners, place.corners, atol=0.01)


@pytest.mark.parametrize(
    "spoken, words",
    [
        ("en", "Each row of products adds up to its bar."),
        ("zh", "每一行乘积相加，就是它的条。"),
    ],
)
def test_it_is_said(spoken, words):
    with language(spoken):
        player = player_of(*CASES["rows"])
        assert player.words(player.act.seconds) == words
        assert player.words(player.turns.end) != words


def test_of_nothing_no_products_are_kept():
    player = player_of("rows", forward, numbers(4, 3), np.zeros((3, 1)))
    player.show(player.act.seconds)
    assert player.kept is None and player.grid.opacity == 1
