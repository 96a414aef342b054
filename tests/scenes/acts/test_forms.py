"""Which part shows a value, and where values stand side by side."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.forms import fitted, form, row_of_boxes, rows_of_boxes
from scenes.stage.maps import Maps
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack

ROOM = Box(100, 200, 600, 400)


@pytest.mark.parametrize(
    "shape, kind, grid, note",
    [
        ((3, 4), MatrixPlane, (3, 4), "3 × 4"),
        ((784, 1), MatrixPlane, (28, 28), "784 × 1"),
        ((784,), MatrixPlane, (28, 28), "784"),
        ((5,), MatrixPlane, (1, 5), "5"),
        ((1, 784), MatrixPlane, (28, 28), "1 × 784"),
        ((2, 784), Rack, None, "2 × 784"),
        ((64, 784), Rack, None, "64 × 784"),
        ((65, 784), MatrixPlane, (65, 784), "65 × 784"),
        ((3, 4, 5), Maps, (3, 4, 5), "3 × 4 × 5"),
        ((6, 5, 2), Maps, (2, 6, 5), "6 × 5 × 2"),
        ((2, 3, 4, 4), Maps, (6, 4, 4), "2 × 3 × 4 × 4"),
        ((1, 4, 5), MatrixPlane, (4, 5), "1 × 4 × 5"),
    ],
)
def test_the_form_of_a_value(shape, kind, grid, note):
    part = form(Value.of(np.ones(shape), name="x"), ROOM)
    assert type(part) is kind
    assert (part.name_text, part.note) == ("x", note)
    if kind is Rack:
        assert part.box == Box(100, 260, 600, 340)
    elif kind is Maps:
        assert part.values.array.shape == grid
        assert part.box.left >= ROOM.left and part.box.right <= ROOM.right
    else:
        assert part.values.array.shape == grid
        room, box = fitted(grid, ROOM), part.box
        assert (box.left, box.top) == pytest.approx((room.left, room.top))
        assert (box.width, box.height) == pytest.approx((room.width, room.height))


@pytest.mark.parametrize(
    "name, expression, given, text",
    [
        ("x", "y + 1", None, "x"),
        ("", "y + 1", None, "y + 1"),
        ("x", "y + 1", "z", "z"),
        ("x", "y + 1", "", ""),
    ],
)
def test_what_a_form_is_called(name, expression, given, text):
    value = Value.of(np.ones((2, 2)), name=name, expression=expression)
    assert form(value, ROOM, name=given).name_text == text


@pytest.mark.parametrize(
    "grid, high, wide",
    [
        ((2, 3), 2 * 64, 3 * 110),  # cells have room for numbers
        ((2, 10), 2 * 64, 600),
        ((10, 2), 400, 2 * 110),
        ((9, 11), 400, 11 * 400 / 9),  # a picture: cells are square
        ((1, 99), 64, 600),
        ((10, 10), 400, 400),
        ((50, 2), 400, 2 * 110),
        ((33, 3), 400, 3 * 110),
        ((5, 21), 200, 600),  # but no slivers: a third as high as wide
        ((20, 6), 400, 400 / 3),
        ((200, 10), 400, 400 / 3),
        ((101, 1), 400, 110),
        ((1, 200), 64, 600),
    ],
)
def test_a_grid_fits_in_the_middle(grid, high, wide):
    box = fitted(grid, ROOM)
    assert (box.height, box.width) == pytest.approx((high, wide))
    assert box.left + box.width / 2 == pytest.approx(400)
    assert box.top + box.height / 2 == pytest.approx(400)


@pytest.mark.parametrize(
    "shapes, shares",
    [
        ([(6, 6), (6, 6)], [3, 3]),
        ([(6, 6), (6, 3)], [3, 2]),
        ([(6, 12), (6, 40)], [5, 5]),  # at most twice as wide as high
        ([(2, 3), (3, 3)], [2, 2]),  # of few rows as if there were six
        ([(12, 6), (6, 6)], [2, 3]),
        ([(784, 1), (3, 784)], [3, 4]),
        ([(6, 6), (3, 4, 5), (1,)], [3, 4, 4 / 3]),
    ],
)
def test_wider_arrays_have_wider_boxes(shapes, shares):
    stage = Box(60, 300, 1810, 680)
    boxes = row_of_boxes(stage, [np.ones(shape) for shape in shapes])
    room = 1810 - 110 * (len(shapes) - 1)
    assert [box.width for box in boxes] == pytest.approx(
        [room * share / sum(shares) for share in shares]
    )
    assert boxes[0].left == 60 and boxes[-1].right == pytest.approx(1870)
    gaps = [after.left - box.right for box, after in zip(boxes, boxes[1:])]
    assert gaps == pytest.approx([110] * (len(shapes) - 1))
    assert {(box.top, box.height) for box in boxes} == {(340, 600)}
    narrow = row_of_boxes(stage, [np.ones(shape) for shape in shapes], gap=10)
    assert narrow[1].left - narrow[0].right == pytest.approx(10)


@pytest.mark.parametrize(
    "count, rows",
    [(1, [1]), (3, [3]), (4, [2, 2]), (6, [3, 3]), (7, [3, 3, 1]), (10, [3, 3, 3, 1])],
)
def test_on_a_tall_stage_at_most_three_stand_side_by_side(count, rows):
    """Their names are written larger there."""
    arrays = [np.ones((2, 2))] * count
    boxes = rows_of_boxes(Box(60, 290, 1000, 1000), arrays, most=6)
    tops = [box.top for box in boxes]
    assert [tops.count(top) for top in sorted(set(tops))] == rows
    wide = rows_of_boxes(Box(60, 290, 1810, 690), arrays[:6], most=6)
    assert len({box.top for box in wide}) == 1
