"""A sum that is seen as it is formed shows true sums of recorded products."""

import math
import re

import numpy as np
import pytest

from scenes.acts.running_total import along, color_of, partial_sums
from scenes.stage import palette
from scenes.stage.camera import drawn
from tests.frames import drawn_at
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
