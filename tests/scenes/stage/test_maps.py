"""Grids side by side: which cells stand where, and which are there already."""

import numpy as np
import pytest

from scenes.stage.camera import drawn
from scenes.stage.maps import MOST, Maps
from scenes.stage.part import Box

ROOM = Box(100, 200, 800, 600)
RANDOM = np.random.default_rng(2)


@pytest.mark.parametrize(
    "shape, across",
    [
        ((1, 6, 6), 1),
        ((2, 6, 6), 2),
        ((4, 6, 6), 2),
        ((8, 26, 26), 4),
        ((12, 1, 3), 3),
        ((3, 40, 2), 3),
    ],
)
def test_all_fit_in_their_room_and_none_covers_another(shape, across):
    part = Maps(RANDOM.normal(size=shape), ROOM, name="maps")
    boxes = [part.grid_box(index) for index in range(shape[0])]
    for box in boxes:
        assert ROOM.left - 1 <= box.left and box.right <= ROOM.right + 1
        assert ROOM.top - 1 <= box.top and box.bottom <= ROOM.bottom + 1
    for k, one in enumerate(boxes):
        for other in boxes[k + 1 :]:
            apart = (
                one.right < other.left
                or one.bottom < other.top
                or other.bottom < one.top
            )
            assert apart
    assert part.across == across


@pytest.mark.parametrize("group, multiple", [(3, 3), (1, 1), (4, 4)])
def test_groups_stay_in_a_row(group, multiple):
    part = Maps(RANDOM.normal(size=(12, 3, 3)), ROOM, group=group)
    assert part.across % multiple == 0


def test_every_cell_has_the_colour_of_its_value():
    values = RANDOM.normal(size=(3, 4, 5))
    part = Maps(values, ROOM)
    frame = drawn([part])
    for index, row, column in np.ndindex(3, 4, 5):
        box = part.cell_box(index, row, column)
        pixel = frame[int(box.top + 4), int(box.left + 4), :3]
        assert "#" + bytes(pixel).hex() == part.cell_color(index, row, column)


def test_what_a_point_shows():
    values = RANDOM.normal(size=(2, 3, 3))
    part = Maps(values, ROOM)
    box = part.cell_box(1, 2, 0)
    found, cell = part.cell_at(box.left + 5, box.top + 5)
    assert (found.array[cell], cell) == (values[1, 2, 0], (2, 0))


@pytest.mark.parametrize(
    "cells, revealed, last",
    [
        (0, [0, 0], None),
        (4, [4, 0], (0, 1, 0)),
        (6, [6, 0], (0, 1, 2)),
        (7, [6, 1], (1, 0, 0)),
        (12, [6, 6], (1, 1, 2)),
    ],
)
def test_grid_after_grid_is_revealed(cells, revealed, last):
    part = Maps(np.ones((2, 2, 3)), ROOM)
    part.reveal(cells)
    assert part.revealed.tolist() == revealed
    assert part.last_revealed() == last
    assert part.has_begun == bool(cells)
    there = [shown.there.sum() for shown in part.cells()]
    assert there == revealed


def test_rows_may_be_filled_in_any_order():
    part = Maps(np.ones((2, 2, 3)), ROOM)
    part.filled = np.array([2, 9])
    assert [shown.there.sum(axis=1).tolist() for shown in part.cells()] == [[2, 3]] * 2


@pytest.mark.parametrize(
    "shape, grids",
    [((3, 4, 5), (3, 4, 5)), ((26, 26, 8), (8, 26, 26)), ((2, 3, 4, 4), (6, 4, 4))],
)
def test_arrays_of_more_axes_are_laid_out_grid_by_grid(shape, grids):
    array = RANDOM.normal(size=shape)
    part = Maps(_Source(array), ROOM)
    assert part.values.shape == grids
    if len(shape) == 3 and grids[0] == shape[2]:
        np.testing.assert_array_equal(part.values.array[1], array[:, :, 1])


class _Source:
    def __init__(self, array):
        self.array, self.name = array, "maps"


def test_of_very_many_the_first_are_shown():
    part = Maps(np.ones((100, 2, 2)), ROOM)
    assert part.count == MOST
    assert len(part.cells()) == MOST


@pytest.mark.parametrize("shape", [(0, 3, 3), (3, 3), (2, 0, 3)])
def test_what_are_no_grids(shape):
    with pytest.raises(ValueError, match="grids of rows and columns"):
        Maps(np.ones(shape), ROOM)
