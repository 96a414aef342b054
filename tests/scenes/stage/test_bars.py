"""Bars: how long, of which colour, and when their numbers stand there."""

import numpy as np
import pytest

from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.camera import drawn
from scenes.stage.part import Box
from tests.color_oracle import levels

BOX = Box(100, 100, 882, 300)
LEFT = BOX.left + Bars.INDEX_ROOM  # of the bars' own room,
ROOM = BOX.width - Bars.INDEX_ROOM - Bars.NUMBER_ROOM  # 700 wide


def bars_of(*values, **options):
    return Bars(np.array(values, float), BOX, **options)


def numbers(bars):
    """The numbers that are written beside bars, in order."""
    records = []
    drawn([bars], records=records)
    return [one.text for one in records if one.text not in bars.labels]


@pytest.mark.parametrize(
    "value, left, width",
    [
        (4.0, 300, 400),
        (2.0, 300, 200),
        (-3.0, 0, 300),
        (-1.5, 150, 150),
        (0.0, 300, 2),
        (1e-9, 300, 2),  # a bar of nothing is seen
        (np.inf, 300, 400),
        (-np.inf, 0, 300),
        (np.nan, 300, 2),
    ],
)
def test_a_bar_reaches_from_zero_to_its_value(value, left, width):
    box = bars_of(4.0, -3.0, value).bar_box(2)
    assert (box.left, box.width) == pytest.approx((LEFT + left, width))
    assert box.top + box.height / 2 == pytest.approx(BOX.top + 250)


@pytest.mark.parametrize(
    "value, left, width",
    [(9.0, 350, 350), (-9.0, 0, 350), (1.0, 350, 350), (0.5, 350, 175)],
)
def test_a_bar_ends_where_its_room_does(value, left, width):
    box = bars_of(value, span=(-1.0, 1.0)).bar_box(0)
    assert (box.left, box.width) == pytest.approx((LEFT + left, width))


@pytest.mark.parametrize(
    "grown, starts, shown",
    [
        ([1, 1], None, ["2.000", "3.000"]),
        ([1, 0], None, ["2.000"]),
        ([1, 0.9], None, ["2.000"]),  # only when it is all there
        ([0, 0.9], [0.5, 0.25], ["0.500", "0.250"]),
        ([1, 0.9], [0.5, 0.25], ["2.000", "0.250"]),
        ([1, 1], [0.5, 0.25], ["2.000", "3.000"]),
    ],
)
def test_a_number_stands_when_its_bar_is_there(grown, starts, shown):
    bars = bars_of(2.0, 3.0)
    bars.grown = np.array(grown, float)
    bars.starts = starts and np.array(starts)
    assert numbers(bars) == shown


@pytest.mark.parametrize(
    "value, start, grown, color",
    [
        (3.0, 0.0, 1.0, palette.POSITIVE),
        (-3.0, 0.0, 1.0, palette.NEGATIVE),
        (-3.0, 0.0, 0.0, palette.NEGATIVE),
        (3.0, 0.0, 0.0, palette.POSITIVE),
        (-3.0, 2.0, 0.0, palette.POSITIVE),
        (3.0, -2.0, 0.0, palette.NEGATIVE),
    ],
)
def test_a_bar_has_the_colour_of_the_sign_that_it_shows(value, start, grown, color):
    bars = bars_of(value, span=(-3.0, 3.0))
    bars.starts, bars.grown = np.array([start]), np.array([grown])
    box = bars.bar_box(0, start + grown * (value - start))
    x, y = box.left + box.width / 2, box.top + box.height / 2
    pixel = drawn([bars])[int(y), int(x), :3]
    np.testing.assert_allclose(pixel, levels(color), atol=1)


@pytest.mark.parametrize("winner, shares", [(None, (1, 1)), (1, (0.35, 1))])
def test_a_result_is_lit_and_the_others_fade(winner, shares):
    bars = bars_of(3.0, 3.0)
    bars.winner = winner
    pixels = drawn([bars])
    colors = [palette.POSITIVE, palette.POSITIVE if winner is None else palette.POINTED]
    for index, (share, color) in enumerate(zip(shares, colors)):
        box = bars.bar_box(index)
        pixel = pixels[int(box.top + 20), int(box.left + 300), :3]
        expected = levels(palette.BACKGROUND) * (1 - share) + levels(color) * share
        np.testing.assert_allclose(pixel, expected, atol=2)
