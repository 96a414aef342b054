"""Where a part stands, in design pixels, however it was put there."""

import numpy as np
import pytest
from manim import PI, RIGHT

from scenes.stage.camera import drawn
from scenes.stage.part import Box, mix_boxes
from scenes.stage.plane import MatrixPlane

PLACES = {
    "upright": [(100, 200), (400, 200), (100, 350)],
    "slanted": [(100, 200), (400.5, 120.25), (100, 350)],
    "turned over": [(400, 350), (100, 350), (400, 200)],
    "seen edge on": [(100, 200), (100, 200), (100, 350)],
    "beyond the frame": [(-300, -20), (2500, -20), (-300, 1400)],
}


def plane():
    return MatrixPlane(np.eye(3), Box(100, 200, 300, 150))


@pytest.mark.parametrize("name", PLACES)
def test_a_part_stands_where_it_was_put(name):
    corners = np.array(PLACES[name], float)
    part = plane().place_corners(corners)
    np.testing.assert_allclose(part.corners, corners, atol=1e-9)
    ring = np.vstack([corners, corners[1] + corners[2] - corners[0]])
    box = part.box
    np.testing.assert_allclose(
        [(box.left, box.top), (box.right, box.bottom)],
        [ring.min(axis=0), ring.max(axis=0)],
        atol=1e-9,
    )
    assert part.upright == (name in ("upright", "beyond the frame"))


def test_a_part_stands_where_manim_moved_it():
    part = plane().shift(RIGHT)  # a frame is 128 / 9 units wide
    np.testing.assert_allclose(
        part.corners, plane().corners + (1920 * 9 / 128, 0), atol=1e-9
    )
    part = plane().rotate(PI / 2)
    box = part.box
    np.testing.assert_allclose(
        [box.left, box.top, box.width, box.height], [175, 125, 150, 300], atol=1e-9
    )
    assert not part.upright


@pytest.mark.parametrize(
    "opacity, drawn_at_all",
    [(0, False), (-0.5, False), (0.01, True), (1, True), (1.5, True)],
)
def test_what_is_hidden_is_not_drawn(opacity, drawn_at_all):
    part, records = plane().set_opacity(opacity), []
    drawn([part], records=records)
    assert part.hidden is not drawn_at_all
    assert bool(records) == drawn_at_all


@pytest.mark.parametrize(
    "share, between",
    [(0.0, (10, 20, 30, 40)), (1.0, (50, 0, 10, 80)), (0.25, (20, 15, 25, 50))],
)
def test_a_box_between_two(share, between):
    boxes = Box(10, 20, 30, 40), Box(50, 0, 10, 80)
    assert mix_boxes(*boxes, share) == Box(*between)
