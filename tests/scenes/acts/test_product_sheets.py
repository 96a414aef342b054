"""Matrix times column on the stage: sheets, turned rows, where they multiply."""

import numpy as np
import pytest

from scenes.acts.turned import turned_about_diagonal
from scenes.stage.part import Box
from tests.column_products import product, turned
from tests.told import numbers, player_of


@pytest.mark.parametrize(
    "kind, call, left, first, later",
    [
        (
            "sheets",
            product,
            (3, 784),
            (0.13, 0.56, 0.56, 0.80, 0.92),
            (0.16, 0.54, 0.54, 0.66, 0.88),
        ),
        (
            "rows",
            product,
            (3, 4),
            (0.18, 0.44, 0.48, 0.76, 0.92),
            (0.24, 0.56, 0.58, 0.68, 0.88),
        ),
        (
            "turned",
            turned,
            (4, 3),
            (0.22, 0.46, 0.50, 0.76, 0.92),
            (0.25, 0.54, 0.56, 0.68, 0.88),
        ),
    ],
)
def test_what_a_turn_shows_and_when(kind, call, left, first, later):
    """The row is lifted, its products come, fold, and the sum lands."""
    cells = left[0] if call is turned else left[1]
    player = player_of(kind, call, numbers(*left), numbers(cells, 1)[::-1])
    for turn, (lifted, multiplied, folding, folded, landed) in enumerate(
        (first, later)
    ):

        def at(share):
            return stands(player, turn, share)

        assert at(lifted - 0.005) == (None, False, False)
        assert at(lifted + 0.001)[0] < cells / 4
        if kind != "sheets" or turn:  # whose first sweep stops at times
            assert at((lifted + multiplied) / 2)[0] == cells / 2
        assert at(multiplied - 0.1)[0] < cells
        assert at(min(multiplied, folding - 1e-5)) == (cells, False, False)
        assert at(folding - 1e-5)[:2] == (cells, False)
        left_over, summed, _ = at(folded - 1e-4)
        assert (left_over, summed) == ((0, True) if turn == 0 else (cells, False))
        assert at(folded + 1e-3) == (None, True, False)
        assert not at(landed - 1e-4)[2] and at(landed + 0.01)[2]
        assert at(landed + 0.01)[1] == (turn == 0)


def stands(player, turn, share):
    """(cells of the product that are there, whether a sum is on its way,
    whether its bar grows) at a share of one of the first two turns."""
    player.show(player.turns.starts[turn] + share * player.turns.lengths[turn])
    row = int(getattr(player, "order", [0, 1])[turn])
    plane = getattr(player, "outcomes", player.products)[row]
    flies = bool(player.total.dot.items) if turn else player.total.total.opacity == 1
    return (
        int(plane.revealed) if plane.opacity else None,
        flies,
        bool(player.bars.grown[row]),
    )


def test_the_matrix_turns_over_before_its_rows_are_lifted():
    player = player_of("turned", turned, numbers(3, 2), numbers(3, 1))
    seen = []
    for second in (1.0, 1.0 + 0.8 * 1.8 - 0.01, 1.0 + 0.8 * 1.8, 2.8):
        player.show(second)
        seen.append((player.before.opacity, player.grid.opacity))
    assert seen == [(1, 0), (1, 0), (0, 1), (0, 1)]
    # Half way, the plane stands on its edge, along the diagonal.
    player.show(1.0 + 0.4 * 1.8)
    across = player.before.corners - player.before.corners[0]
    np.testing.assert_allclose(np.linalg.det(across[1:]), 0, atol=1e-6)


@pytest.mark.parametrize(
    "angle, across, down",
    [
        (0, (300, 0), (0, 200)),
        (np.pi / 2, (150, 150), (100, 100)),  # on its edge
        (np.pi, (0, 300), (200, 0)),  # the first row is the first column
        (np.pi / 3, (225, 75), (50, 150)),
    ],
)
def test_a_box_turns_about_its_diagonal(angle, across, down):
    start, right, below = turned_about_diagonal(Box(50, 70, 300, 200), angle)
    np.testing.assert_allclose(start, (50, 70))
    np.testing.assert_allclose(right - start, across, atol=1e-9)
    np.testing.assert_allclose(below - start, down, atol=1e-9)


def test_where_turned_rows_are_multiplied():
    player = player_of("turned", turned, numbers(3, 2), numbers(3, 1))
    laid, place, product = player.bench
    assert {box.height for box in player.bench} == {46}
    assert place.top == player.grid.box.top
    assert laid.top - place.bottom == 48 and product.top - laid.bottom == 10


def test_where_rows_are_multiplied():
    player = player_of("rows", product, numbers(3, 2), numbers(2, 1))
    laid, row, made = player.bench
    assert {box.height for box in player.bench} == {46}
    assert row.top - laid.bottom == made.top - row.bottom == 10


@pytest.mark.parametrize("share, folded", [(0.54, 0), (0.6, 0.5), (0.63, 27 / 32)])
def test_products_of_a_later_sheet_fold_to_the_right(share, folded):
    player = player_of("sheets", product, numbers(3, 784), numbers(784, 1))
    home, (start, length) = (
        player.product_home,
        (player.turns.starts[1], player.turns.lengths[1]),
    )
    player.show(start + share * length)
    box = player.outcomes[1].box
    assert box.width == pytest.approx(home.width * (1 - folded), rel=1e-4)
    assert box.left == pytest.approx(home.left + 0.98 * folded * home.width)


def test_the_first_sweep_stops_at_heavy_cells_which_are_read():
    image = np.zeros((784, 1))
    image[[100, 400, 700], 0] = 0.5, 1.0, 0.25
    player = player_of("sheets", product, np.full((2, 784), -2.0), image)
    assert player.sweep.pauses == (100, 400, 700)
    notes = []
    for share in np.linspace(0.14, 0.55, 400):
        player.show(1.0 + share * 7.6)
        note = tuple(
            plane.note_below
            for plane in (player.image, player.fronts[0], player.outcomes[0])
        )
        notes.append(note)
        if note[0] and "[14, 8]" in note[0]:
            assert player.image.marks == ((14, 8, 1, 1),)
    read = [note for note in notes if note[0]]
    assert list(dict.fromkeys(read)) == [
        ("b[3, 16] = 0.500", "× −2.000", "= −1.000"),
        ("b[14, 8] = 1.000", "× −2.000", "= −2.000"),
        ("b[25, 0] = 0.250", "× −2.000", "= −0.500"),
    ]
    assert 0.70 < len(read) / len(notes) < 0.80  # it stands most of the time
