"""How far marks reach, besides their texts."""

import numpy as np
import pytest

from scenes.stage.mark_edges import around, edges_of
from scenes.stage.marks import Cells, Disc, Group, Kept, Polygon, Rectangle, Text
from scenes.stage.palette import TEXT, Scale
from scenes.stage.part import Box
from scenes.stage.perspective import ring
from scenes.stage.typeface import Type
from scenes.stage.values import Values

PLATE = Rectangle(20.0, 10.0, 80.0, 40.0, 4.0, "#222222", None, 2.0, (), 1.0)
DISC = Disc(200.0, 50.0, 8.0, "#333333", 1.0)
LINE = Polygon(((0.0, 8.0), (40.0, 0.0)), False, None, "#444444", 1.5, (), 1.0)
WORDS = Text("words", 900.0, 900.0, Type("words", 20.0), TEXT, "left", 1.0)


@pytest.mark.parametrize(
    "mark, expected",
    [
        (PLATE, Box(23, 14, 80, 40)),
        (DISC, Box(195, 46, 16, 16)),
        (LINE, Box(3, 4, 40, 8)),
        (LINE._replace(points=()), None),
        (WORDS, None),
        (Group(0.5, 0.0, 0.0, 9.0, 9.0, (PLATE, WORDS, LINE)), Box(3, 4, 100, 50)),
        (Group(0.0, 0.0, 0.0, 9.0, 9.0, (PLATE,)), None),
        (Group(0.5, 0.0, 0.0, 9.0, 9.0, (WORDS,)), None),
        # Drawn when its corner was at (20, 10), now it is at (120, 30).
        (
            Kept("key", 120.0, 30.0, 9.0, 9.0, (PLATE,), (20.0, 10.0)),
            Box(123, 34, 80, 40),
        ),
    ],
)
def test_edges(mark, expected):
    assert edges_of(mark, (3.0, 4.0)) == expected


@pytest.mark.parametrize(
    "corners",
    [
        ((10.0, 20.0), (110.0, 20.0), (10.0, 80.0)),
        ((10.0, 20.0), (110.0, 5.0), (32.5, 80.0)),  # slanted
        ((10.3, 20.0), (90.0, 44.0), (-7.7, 80.1)),
        ((10.0, 20.0), (110.0, 30.0), (10.0, 80.0), (110.0, 60.0)),  # in perspective
    ],
)
def test_cells_reach_as_far_as_their_four_corners(corners):
    cells = Cells(
        Values([[1.0]]),
        Scale("diverging", 1.0),
        corners,
        None,
        False,
        None,
        None,
        (0, 0),
    )
    box, points = edges_of(cells), ring(corners)
    assert [(box.left, box.top)] == [tuple(points.min(axis=0))]
    assert [(box.width, box.height)] == [tuple(np.ptp(points, axis=0))]


def test_around_some():
    one, other = Box(0, 0, 10, 10), Box(-5, 4, 6, 20)
    assert around([one, None, other]) == Box(-5, 0, 15, 24)
    assert around([None]) is None and around([]) is None
