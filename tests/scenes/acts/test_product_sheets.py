"""Matrix times column on the stage: sheets, turned rows, where they multiply."""

import numpy as np
import pytest

from scenes.acts.kept_products import places_of
from scenes.acts.schedule import HOLD
from scenes.acts.turned import turned_about_diagonal
from scenes.stage.part import Box
from tests.column_products import product, turned
from tests.told import acts_of, numbers, player_of


@pytest.mark.parametrize(
    "kind, call, left, first, later",
    [
        (
            "sheets",
            product,
            (3, 784),
            (0.13, 0.57, 0.57, 0.80, 0.92),
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
        # A later sheet's product is on its way to where it is kept.
        left = None if kind == "sheets" else cells
        assert (left_over, summed) == ((0, True) if turn == 0 else (left, False))
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


def from_the_right(a, b):
    return b.T @ a.T


@pytest.mark.parametrize("call", [product, from_the_right])
def test_rows_are_multiplied_in_the_order_of_the_code(call):
    """What stands left of @ lies above; the column's name is over it."""
    player = player_of("rows", call, numbers(3, 2), numbers(2, 1))
    laid, row, made = player.bench
    assert {box.height for box in player.bench} == {46}
    upper, lower = (row, laid) if call is product else (laid, row)
    assert upper.bottom < lower.top < lower.bottom < made.top
    assert made.top - lower.bottom == 10
    if call is product:
        assert lower.top - upper.bottom > 30 and player.laid.name_text
    assert player.grid.column_labels == ("0", "1")


def test_a_sheet_lies_left_of_the_picture_as_in_the_code():
    player = player_of("sheets", product, numbers(2, 784), numbers(784, 1))
    player.show(player.turns.starts[0] + 0.5 * player.turns.lengths[0])
    places = (player.fronts[0], player.image, player.outcomes[0])
    lefts = [part.box.left for part in places]
    assert lefts == sorted(lefts)


def test_the_leading_sheet_goes_first_and_its_votes_are_said():
    def answered(a, b, c):
        return np.argmax(c @ np.tanh(a @ b))

    weights = np.zeros((3, 784))
    weights[1, :2] = 3.0, -1.3
    image = np.zeros((784, 1))
    image[:2] = 1.0
    last = np.array([[0.5, 1.0, 0.5], [0.0, 0.0, 0.0]])
    player = player_of("sheets", answered, weights, image, last)
    assert player.order == (1, 0, 2)
    start, long = player.turns.starts[0], player.turns.lengths[0]
    player.show(start + 0.3 * long)
    assert [front.opacity for front in player.fronts] == [0, 1, 0]
    assert "1 adds most to the answer" in player.words(start + 0.3 * long)
    votes = "On orange for, on blue against: 3.0 − 1.3 = +1.7."
    assert player.words(start + 0.7 * long) == votes
    player.show(start + 0.99 * long)
    assert player.bars.grown.tolist() == [0, pytest.approx(1, abs=0.1), 0]


def test_the_first_sweep_stops_at_heavy_cells_which_are_read():
    image = np.zeros((784, 1))
    image[[100, 400, 700], 0] = 0.5, 1.0, 0.25
    player = player_of("sheets", product, np.full((2, 784), -2.0), image)
    assert player.sweep.pauses == (100, 400, 700)
    notes = []
    for share in np.linspace(0.14, 0.56, 400):
        player.show(1.0 + share * 7.0)
        note = tuple(
            plane.note_below
            for plane in (player.fronts[0], player.image, player.outcomes[0])
        )
        notes.append(note)
        if "[400]" in note[1]:
            assert player.image.marks == ((14, 8, 1, 1),)
    read = [note for note in notes if note[0]]
    assert list(dict.fromkeys(read)) == [
        ("−2.000", "× 0.500 (b[100])", "= −1.000"),
        ("−2.000", "× 1.000 (b[400])", "= −2.000"),
        ("−2.000", "× 0.250 (b[700])", "= −0.500"),
    ]
    assert 0.70 < len(read) / len(notes) < 0.80  # it stands most of the time


@pytest.mark.parametrize(
    "count, box, below, side, rows",
    [
        (1, Box(0, 0, 100, 400), 0, 100, 1),
        (4, Box(10, 20, 218, 218), 0, 100, 2),
        (4, Box(10, 20, 454, 100), 0, 100, 1),
        (20, Box(0, 0, 572, 454), 0, 100, 4),
        (20, Box(0, 0, 572, 574), 30, 100, 4),
    ],
)
def test_products_stand_as_large_as_can_be(count, box, below, side, rows):
    places = places_of(count, box, below)
    assert [one.width for one in places] == pytest.approx([side] * count)
    assert len({round(one.top, 6) for one in places}) == rows
    for one in places:
        assert box.left - 1e-6 <= one.left and one.right <= box.right + 1e-6
        assert box.top - 1e-6 <= one.top and one.bottom + below <= box.bottom + 1e-6
    apart = {(round(one.left), round(one.top)) for one in places}
    assert len(apart) == count


def test_every_product_is_kept_and_stands_above_its_sum():
    rng = np.random.default_rng(8)
    weights, image = rng.normal(size=(5, 784)), rng.random((784, 1))
    player = player_of("sheets", product, weights, image)
    turns = player.turns
    for index in range(5):
        player.show(turns.ended(index))
        there = [plane.opacity for plane in player.kept.planes]
        assert there == [1.0] * (index + 1) + [0.0] * (4 - index)
        assert [label.opacity for label in player.kept.sums] == [0.0] * 5
    player.show(player.act.seconds)
    assert player.rack.opacity == player.image.opacity == 0
    for index, (plane, label) in enumerate(
        zip(player.kept.planes, player.kept.sums, strict=True)
    ):
        expected = [w * x for w, x in zip(weights[index], image.ravel())]
        np.testing.assert_array_equal(plane.values.array.ravel(), expected)
        written = label.text.replace("−", "-").split(": ")
        assert int(written[0]) == index
        assert float(written[1]) == pytest.approx(sum(expected), abs=0.0006)
        assert label.opacity == plane.opacity == 1
        assert plane.box.bottom <= label.box.top
        assert abs(plane.box.left - label.box.left) < 1
    assert "above its sum" in player.words(player.act.seconds)
    assert "orange" in player.words(player.act.seconds)
    player = player_of("sheets", product, np.full((2, 784), 0.5), np.ones((784, 1)))
    assert "orange" not in player.words(player.act.seconds)  # the scale is grey


@pytest.mark.parametrize("share, way", [(0.5399, 0), (0.6, 0.5), (0.66, 1)])
def test_a_product_goes_to_its_place_as_its_sum_is_formed(share, way):
    player = player_of("sheets", product, numbers(3, 784), numbers(784, 1))
    start, length = player.turns.starts[1], player.turns.lengths[1]
    player.show(start + share * length)
    kept, home = player.kept, player.product_home
    box, place = kept.planes[1].box, kept.beside[1]
    if way in (0, 1):
        expected = (home, place)[way]
    else:  # above the sign of the sum, as small as it will be
        left = (home.right - place.width + place.left) / 2
        expected = Box(left, home.top, place.width, place.height)
    np.testing.assert_allclose(box.corners, expected.corners, atol=0.6)
    assert kept.planes[1].opacity == (way > 0)


@pytest.mark.parametrize("rows, later", [(5, []), (6, [0.4]), (32, [11 / 32] * 27)])
def test_each_sheet_takes_half_as_long_as_the_one_before(rows, later):
    """Of very many the shortest turns are shorter: all have 11 seconds at least."""
    (act,) = acts_of(product, numbers(rows, 784), numbers(784, 1))
    assert act.turns.lengths.tolist() == [7.0, 3.5, 1.75, 0.875, 0.4375, *later]
    assert act.seconds == pytest.approx(act.turns.end + 1.2 + 2.2 + HOLD, abs=0.05)
