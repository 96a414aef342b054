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
    assert corners[0][2][1] == pytest.approx(BOX.bottom)
    for upper_left, upper_right, lower_left in corners:
        assert upper_right[1] == pytest.approx(BOX.top)
        assert upper_left[0] == lower_left[0]


@pytest.mark.parametrize("count", [2, 12, 100])
def test_sheets_are_smaller_towards_one_point(count):
    """The lines through equal corners of all sheets meet, at the height of the
    upper edges."""
    corners = np.array([rack_of(count).sheet_corners(k) for k in range(count)])
    heights = corners[:, 2, 1] - corners[:, 0, 1]
    assert (np.diff(heights) < 0).all() and heights[-1] > 0.7 * heights[0]
    points = []
    for corner in (0, 2):
        x, y = corners[0, corner]
        slopes = (corners[1:, corner, 1] - y) / (corners[1:, corner, 0] - x)
        np.testing.assert_allclose(slopes, slopes[0])
        points.append(x + (BOX.top - y) / slopes[0])
    np.testing.assert_allclose(*points)


def test_a_rack_opens_like_a_fan():
    rack, steps = rack_of(20), []
    for opened in (0.0, 0.5, 1.0):
        rack.opened = opened
        lefts = [rack.sheet_corners(k)[0][0] for k in range(20)]
        np.testing.assert_allclose(np.diff(lefts), np.diff(lefts)[0])
        steps.append(lefts[1] - lefts[0])
        assert lefts[0] == BOX.left
    assert 0 < steps[0] < steps[1] < steps[2]
    assert len(numbers(rack)) == 20
    rack.opened = 0.0
    assert not numbers(rack)


def test_what_is_nearer_hides_what_is_behind_it():
    rack = rack_of(20)
    rack.opened = 0.1
    first, second = (rack.sheet_corners(k) for k in (0, 1))
    x, y = (first[1] + first[2]) / 2
    assert second[0][0] < x < second[1][0]
    values, index = rack.cell_at(x, y)
    assert values is rack.values[0]


def test_few_sheets_stand_near_one_another():
    upper_left, upper_right, _ = rack_of(3).sheet_corners(0)
    wide = (upper_right - upper_left)[0]
    assert rack_of(3).sheet_corners(1)[0][0] - BOX.left == pytest.approx(1.25 * wide)


@pytest.mark.parametrize(
    "count, every", [(1, 1), (20, 1), (60, 3), (100, 4), (300, 16)]
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
    assert {sheet for sheet, one in found if one.color == palette.POINTED} == {2, 3}
    records = []
    drawn([rack], records=records)
    assert [one.first[0] for one in records if hasattr(one, "values")] == [
        9,
        8,
        7,
        6,
        4,
        1,
        0,
    ]
