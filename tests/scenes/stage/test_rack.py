"""A rack: sheets that fill the row, each with its number, if there is room."""

from itertools import pairwise

import numpy as np
import pytest

from scenes.stage import palette
from scenes.stage.camera import drawn
from scenes.stage.part import Box
from scenes.stage.rack import Rack

BOX = Box(100, 400, 900, 200)


def rack_of(count):
    return Rack(np.arange(count * 4.0).reshape(count, 2, 2), BOX)


def numbers(rack):
    """(sheet, record) of the numbers below the sheets, in order."""
    records = []
    drawn([rack], records=records)
    return [
        (int(one.text), one)
        for one in records
        if hasattr(one, "text") and one.text.isdigit()
    ]


@pytest.mark.parametrize("count", [12, 20, 100])
def test_the_sheets_fill_the_row(count):
    corners = [rack_of(count).sheet_corners(k) for k in range(count)]
    lefts = [one[0][0] for one in corners]
    assert lefts[0] == BOX.left and corners[-1][1][0] == pytest.approx(BOX.right)
    np.testing.assert_allclose(np.diff(lefts), np.diff(lefts)[0])
    for upper_left, upper_right, lower_left in corners:
        assert lower_left[1] == BOX.bottom
        assert upper_right[1] == pytest.approx(BOX.top)
        assert upper_left[0] == lower_left[0]


def test_few_sheets_stand_near_one_another():
    upper_left, upper_right, _ = rack_of(3).sheet_corners(0)
    wide = (upper_right - upper_left)[0]
    assert rack_of(3).sheet_corners(1)[0][0] - BOX.left == pytest.approx(1.25 * wide)


@pytest.mark.parametrize(
    "count, every", [(1, 1), (20, 1), (60, 2), (100, 3), (300, 12)]
)
def test_as_many_numbers_as_there_is_room_for(count, every):
    rack = rack_of(count)
    found = numbers(rack)
    assert [sheet for sheet, _ in found] == list(range(0, count, every))
    for sheet, record in found:
        _, _, lower_left = rack.sheet_corners(sheet)
        upper_left, upper_right, _ = rack.sheet_corners(sheet)
        middle = lower_left[0] + (upper_right - upper_left)[0] / 2
        assert (record.left + record.right) / 2 == pytest.approx(middle, abs=1.5)
    assert all(one.right + 4 < other.left for (_, one), (_, other) in pairwise(found))


def test_sheets_that_are_out_or_not_there_yet():
    rack = rack_of(12)
    rack.away, rack.absent = frozenset([2, 3]), frozenset([5])
    rack.shown = 10
    found = numbers(rack)
    assert [sheet for sheet, _ in found] == [0, 1, 2, 3, 4, 6, 7, 8, 9]
    assert {sheet for sheet, one in found if one.color == palette.AMBER} == {2, 3}
    records = []
    drawn([rack], records=records)
    assert [one.first[0] for one in records if hasattr(one, "values")] == [
        0,
        1,
        4,
        6,
        7,
        8,
        9,
    ]
