"""A sum that is seen as it is formed shows true sums of recorded products."""

import math
import re

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.running_total import (
    RunningTotal,
    along,
    color_of,
    partial_sums,
    way_to_bar,
)
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.camera import drawn
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from tests.frames import drawn_at
from tests.scenes.acts.given import column
from tests.truth_of_numbers import says

# The acts that form a sum, by film, and how many numbers are added at once.
SUMMED = [
    ("digit_film", "sheets", 28),
    ("digit_film", "rows", 1),
    ("learning_film", "turned", 1),
]


def shown(film, kind):
    """(shot, the numbers that stand alone on its stage, in order) of the
    first turn of an act, without those that stay."""
    shot = next(shot for shot in film.shots if shot.player.act.kind == kind)
    turns, texts = shot.player.turns, []
    for share in np.linspace(0, 1, 90, endpoint=False):
        second = (
            (turns.starts[0] + share * turns.lengths[0])
            * shot.seconds
            / shot.player.act.seconds
        )
        frame = drawn_at(film, shot, float(second), width=480, height=270)
        found = [
            one.text
            for one in frame.texts
            if one.part == "Label"
            and one.opacity > 0
            and re.fullmatch(r"[+-]?\d+\.\d+", one.text)
        ]
        assert len(found) <= 1
        texts += found if not texts or found != texts[-1:] else []
    return shot, texts


@pytest.mark.broad
@pytest.mark.parametrize("name, kind, together", SUMMED)
def test_the_numbers_are_sums_of_the_products(name, kind, together, request):
    shot, texts = shown(request.getfixturevalue(name), kind)
    (operation,) = shot.player.act.operations[-1:]
    left, right = (value.array for value in operation.operands)
    row = shot.player.total.row
    products = [float(one) for one in left[row] * right[:, 0]][::-1]
    sums = [
        math.fsum(products[:count]) for count in range(0, len(products) + 1, together)
    ]
    place = 0
    for text in texts:  # in the order in which they are formed
        place = next((k for k in range(place, len(sums)) if says(text, sums[k])), None)
        assert place is not None, f"{text} is no sum of the first products"
    assert says(texts[0], 0.0)
    assert says(texts[-1], operation.result.array[row, 0])
    assert len(texts) >= 7


@pytest.mark.parametrize(
    "pieces, total",
    [
        ([np.array([0.1]), np.array([0.2]), np.array([0.3])], 0.6),
        ([np.array([[1.0, 2.0]]), np.array([[-4.0, 0.5]])], -0.5),
        ([np.array([np.inf]), np.array([-np.inf])], np.nan),
    ],
)
def test_partial_sums_end_in_what_was_recorded(pieces, total):
    with np.errstate(invalid="ignore"):
        sums = partial_sums(pieces, total)
    np.testing.assert_array_equal(sums[[0, -1]], [0.0, total])
    np.testing.assert_allclose(
        sums[1:-1],
        [
            sum(piece.sum() for piece in pieces[:count])
            for count in range(1, len(pieces))
        ],
    )


@pytest.mark.parametrize(
    "value, color",
    [
        (-0.1, palette.NEGATIVE),
        (0.1, palette.POSITIVE),
        (0.0, palette.QUIET),
        (np.nan, palette.QUIET),
        (-np.inf, palette.NEGATIVE),
    ],
)
def test_a_sum_has_the_colour_of_its_sign(value, color):
    assert color_of(value) == color


def test_a_way_goes_from_corner_to_corner():
    corners = ((0, 0), (10, 0), (10, 30))
    assert along(corners, 0) == (0, 0) and along(corners, 1) == (10, 30)
    assert along(corners, 0.5) == (10, 10)


@pytest.mark.parametrize("name, kind, together", SUMMED)
def test_no_sum_flies_over_an_index(name, kind, together, request):
    film = request.getfixturevalue(name)
    player = next(shot.player for shot in film.shots if shot.player.act.kind == kind)
    player.show(player.act.seconds)
    records = []
    drawn([player.bars], records=records)
    indices = [one for one in records if re.fullmatch(r"\d+", one.text)]
    flying, turns = 0, player.turns
    assert len(indices) == len(turns.starts)
    order = getattr(player, "order", range(len(turns.starts)))
    for row, start, length in zip(
        order[1:], turns.starts[1:], turns.lengths[1:], strict=True
    ):
        color = color_of(player.bars.values.array[row])
        for share in np.linspace(0.6, 1, 40):
            player.show(start + share * length)
            for dot in player.total.dot.items:
                flying += 1
                assert dot.color == color
                assert not any(
                    dot.x - dot.radius < one.right
                    and dot.x + dot.radius > one.left
                    and dot.y - dot.radius < one.bottom
                    and dot.y + dot.radius > one.top
                    for one in indices
                ), f"{dot}, {share} of the turn from {start} on"
    assert flying > 100


def test_of_turned_rows_the_one_with_the_largest_sum_goes_first(learning_film):
    player = next(
        shot.player for shot in learning_film.shots if shot.player.act.kind == "turned"
    )
    largest = np.abs(player.act.result.array).argmax()
    assert largest > 0
    turns = player.turns
    player.show(turns.starts[0] + turns.lengths[0])
    np.testing.assert_array_equal(np.flatnonzero(player.bars.grown), [largest])
    player.show(turns.end)
    assert (player.bars.grown == 1).all()


SIGN = Box(600, 480, 90, 46)


def running(row=1):
    """The sum 2 - 0.5 + 14 on its way to the middle one of three bars."""
    pieces = [
        MatrixPlane(Value.of(np.array([[number]])), Box(100 + 100 * k, 500, 80, 46))
        for k, number in enumerate((2.0, -0.5, 14.0))
    ]
    bars = Bars(column(-1.0, 15.5, 0.0), Box(900, 400, 400, 300))
    return RunningTotal(pieces, row, SIGN, bars)


def test_nothing_is_seen_of_what_is_hidden():
    total = running()
    total.add_up(0.1)
    total.fly_dot(0, 0.5)
    total.hide()
    assert {part.opacity for part in total.parts[:-1]} == {0.0}
    assert total.dot.items == ()


@pytest.mark.parametrize(
    "share, left, sum_so_far, seen",
    [
        (0.0, 3, 0.0, []),
        (0.1, 2, 0.0, [0]),
        (0.2, 2, 2.0, []),
        (0.45, 1, 2.0, [1]),
        (0.61, 1, 1.5, []),
        (0.9, 0, 1.5, [2]),
    ],
)
def test_the_products_fall_one_after_the_other(share, left, sum_so_far, seen):
    total = running()
    assert total.add_up(share) == left
    assert [k for k, one in enumerate(total.pieces) if one.opacity == 1.0] == seen
    text = total.total
    assert (text.text, text.kind.size) == (total.bars.write(sum_so_far), 26)
    assert text.ink == color_of(sum_so_far) and text.opacity == 1.0
    box = text.box
    assert (box.left, box.top) == pytest.approx((600, 480 + 23 + 26))
    assert (box.width, box.height) == pytest.approx((112, 40))


@pytest.mark.parametrize("share, way", [(0.0, 0.0), (0.1, 0.5), (0.2, 1.0)])
def test_a_product_falls_to_the_sign(share, way):
    total = running()
    total.add_up(share)
    box = total.pieces[0].box
    assert box.left == pytest.approx(100 + (570 - 100) * way)
    assert box.top == pytest.approx(500 + (480 - 500) * way)
    assert box.width == pytest.approx(80 + (30 - 80) * way)
    assert box.height == pytest.approx(46)


def test_the_total_flies_to_where_its_bar_has_its_number():
    total = running()
    bars = total.bars
    total.fly(0.0)
    assert total.total.kind.size == 26
    start = total.total.box
    assert start.right == pytest.approx(600 + 112)
    assert start.top == pytest.approx(480 + 23 + 26)
    total.fly(1.0)
    end = total.total.box
    assert total.total.kind.size == bars.number_size
    assert end.right == pytest.approx(bars.box.right)
    assert end.top + 20 == pytest.approx(bars.row_middle(1))
    assert total.total.text == bars.write(15.5)
    total.fly(0.2)
    assert total.total.kind.size == pytest.approx((26 + bars.number_size) / 2)


@pytest.mark.parametrize("row, value", [(0, -1.0), (2, 0.0)])
def test_a_dot_flies_to_another_bar(row, value):
    total = running()
    bars = total.bars
    for share, place in (
        (0.0, (690, 503)),
        (1.0, (bars.x_of(0.0), bars.row_middle(row))),
    ):
        total.fly_dot(row, share)
        (dot,) = total.dot.items
        assert (dot.x, dot.y) == pytest.approx(place)
        assert (dot.color, dot.radius) == (color_of(value), min(7, bars.pitch / 5))
    assert bars.pitch > 35


def test_the_way_to_a_bar_goes_below_its_index():
    bars = running().bars
    lane, middle = 900 - 40, bars.row_middle(2)
    below = middle + bars.pitch / 2
    assert way_to_bar((690, 503), bars, 2, 1000.0) == (
        (690, 503),
        (lane, 503),
        (lane, below),
        (1000.0, below),
        (1000.0, middle),
    )


def test_a_dot_is_small_between_rows_that_are_close():
    total = running()
    total.bars.place(Box(900, 400, 400, 60))
    total.fly_dot(0, 0.5)
    (dot,) = total.dot.items
    assert dot.radius == pytest.approx(total.bars.pitch / 5) and dot.radius < 7
