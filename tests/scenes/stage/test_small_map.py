"""The small map points at one place, and one way."""

import numpy as np
import pytest

from scenes.stage import palette
from scenes.stage.camera import drawn
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.marks import Disc, Polygon
from scenes.stage.part import Box
from scenes.stage.small_map import SmallMap

BOX = Box(800, 40, 180, 200)


def shown(layer, *, is_back=False, counts=(784, 20, 3), wire=None, alone=0.0):
    part = SmallMap(counts, BOX)
    part.layer, part.is_back = layer, is_back
    part.wire, part.alone = wire, alone
    return part, marks_of(part, Drawings())


def lit(marks, kind):
    return [
        one
        for one in marks
        if isinstance(one, kind)
        and palette.POINTED in (one.fill, getattr(one, "stroke", ""))
    ]


@pytest.mark.parametrize("layer, dots", [(0, 5), (1, 5), (2, 3)])
def test_a_layer_is_lit(layer, dots):
    part, marks = shown(layer)
    assert {one.x for one in lit(marks, Disc)} == {part.x_of(layer)}
    assert len(lit(marks, Disc)) == dots
    assert lit(marks, Polygon) == []


@pytest.mark.parametrize("layer, lines", [(0.5, 25), (1.5, 15)])
def test_weights_are_lit(layer, lines):
    part, marks = shown(layer)
    assert lit(marks, Disc) == []
    told = lit(marks, Polygon)
    assert len(told) == lines
    ends = {x for one in told for x, _ in one.points}
    assert ends == {part.x_of(layer - 0.5), part.x_of(layer + 0.5)}


@pytest.mark.parametrize(
    "layer, wire, downs",
    [
        (1.5, (0, 2), (0.0, 1.0)),
        (1.5, (19, 0), (1.0, 0.0)),
        (0.5, (783, 19), (1.0, 1.0)),
        (0.5, (0, 10), (0.0, 10 / 19)),
    ],
)
def test_one_weight_stands_out_from_the_others(layer, wire, downs):
    part, marks = shown(layer, wire=wire, alone=1.0)
    lines = [one for one in lit(marks, Polygon) if one.opacity > 0.9]
    ((start, end),) = (one.points for one in lines)
    assert (start[0], end[0]) == (part.x_of(layer - 0.5), part.x_of(layer + 0.5))
    for (x, y), down in zip((start, end), downs):
        column = [one.y for one in marks if isinstance(one, Disc) and one.x == x]
        assert y == pytest.approx(min(column) + down * (max(column) - min(column)))
    assert {(one.x, one.y) for one in lit(marks, Disc)} == {start, end}
    others = [one for one in lit(marks, Polygon) if one not in lines]
    assert others and {one.opacity for one in others} == {0.22}


def test_all_weights_come_back_as_the_one_goes():
    opacities = []
    for alone in (1.0, 0.5, 0.0):
        _, marks = shown(1.5, wire=(3, 1), alone=alone)
        wire = max(lit(marks, Polygon), key=lambda one: one.line)
        others = {one.opacity for one in lit(marks, Polygon) if one is not wire}
        opacities.append((wire.opacity, *others))
    assert opacities == [(1.0, 0.22), (0.5, pytest.approx(0.485)), (0.0, 0.75)]


@pytest.mark.parametrize("is_back", [False, True])
def test_the_arrow_leads_from_where_it_began(is_back):
    part, marks = shown(1, is_back=is_back)
    (way,) = (
        one
        for one in marks
        if isinstance(one, Polygon) and one.stroke == palette.PROGRESS
    )
    (start, _), (end, _) = way.points
    assert (start, end) == (part.x_of(2 if is_back else 0), part.x_of(1))
    (head,) = (
        one
        for one in marks
        if isinstance(one, Polygon) and one.fill == palette.PROGRESS
    )
    tip = head.points[0][0]
    assert (tip < part.x_of(1)) == is_back


def test_counts_are_written_at_a_size_that_is_read():
    part, _ = shown(0)
    records = []
    pixels = drawn([part], records=records)
    assert [one.text for one in records] == ["784", "20", "3"]
    assert {one.size for one in records} == {20}
    assert all(
        BOX.left <= one.left and one.right <= BOX.right and one.bottom <= BOX.bottom
        for one in records
    )
    outside = np.delete(pixels[:, :, :3], np.s_[int(BOX.left) : int(BOX.right)], axis=1)
    assert (outside == pixels[0, 0, :3]).all()
