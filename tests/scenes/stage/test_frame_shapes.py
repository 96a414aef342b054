"""Frames of any shape show the whole stage, in their middle."""

import numpy as np
import pytest
from manim import Rectangle, Scene, config, tempconfig

from scenes.stage.camera import StageCamera, StageScene, drawn
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.view import fitted, seen
from tests.in_process import rendered, settings

# (width, height) of the frame: (left, top, width, height) of the stage in it.
SHAPES = {
    (640, 360): (0, 0, 640, 360),  # 16:9
    (640, 480): (0, 60, 640, 360),  # 4:3
    (360, 360): (0, 79, 360, 202),  # 1:1
    (360, 640): (0, 219, 360, 202),  # 9:16
    (840, 360): (100, 0, 640, 360),  # 21:9
    (854, 480): (0, 0, 854, 480),  # what is called 16:9
    (1000, 270): (260, 0, 480, 270),
    (64, 36): (0, 0, 64, 36),
}


def parts():
    """What fills the stage to its edges."""
    return [
        MatrixPlane(
            np.arange(1.0, 65.0).reshape(8, 8), Box(40, 60, 800, 980), name="left"
        ),
        MatrixPlane(-np.eye(3), Box(1000, 300, 880, 700), name="right", note="words"),
    ]


@pytest.mark.parametrize("size", SHAPES, ids=str)
def test_the_whole_stage_is_in_the_middle(size):
    width, height = size
    left, top, wide, high = SHAPES[size]
    with settings():
        frame = drawn(parts(), width=width, height=height)
        oracle = drawn(parts(), width=wide, height=high)
    inside = frame[top : top + high, left : left + wide]
    assert np.array_equal(inside, oracle[:high])
    around = frame.copy()
    around[top : top + high, left : left + wide] = frame[0, 0]
    assert (around == frame[0, 0]).all()


@pytest.mark.parametrize("size", [(640, 480), (360, 640), (840, 360)], ids=str)
def test_a_render_shows_the_same(size):
    """Frame by frame, where only what changes is drawn."""

    class Shows(StageScene):
        def construct(self):
            self.add(*parts())
            self.play(self.mobjects[0].animate.shift((2, 0.5, 0)))
            self.wait(0.2)

    scene = rendered(Shows, pixel_width=size[0], pixel_height=size[1])
    with settings():
        oracle = drawn(scene.mobjects, width=size[0], height=size[1])
    assert np.array_equal(scene.camera.pixel_array, oracle)


@pytest.mark.parametrize("size", SHAPES, ids=str)
def test_manims_own_shapes_are_where_parts_are(size):
    """A rectangle around the stage, and a part as large as the stage."""
    width, height = size
    with settings():
        ring = Rectangle(
            width=config.frame_width,
            height=config.frame_width * 9 / 16,
            fill_opacity=1,
            color="#FFF",
            stroke_width=0,
        )
        camera = StageCamera(pixel_width=width, pixel_height=height)
        camera.capture_mobjects([ring])
    seen_there = np.argwhere(camera.pixel_array[..., 0] > 128)
    left, top, wide, high = SHAPES[size]
    (first_row, first), (last_row, last) = (
        seen_there.min(axis=0),
        seen_there.max(axis=0),
    )
    found = np.array([first, first_row, last + 1, last_row + 1])
    assert np.abs(found - (left, top, left + wide, top + high)).max() <= 1


@pytest.mark.parametrize(
    "chosen",
    [
        {"frame_width": 9.0, "frame_height": 16.0},
        {"frame_width": 30.0},
        {"frame_height": 2.0},
        {"pixel_width": 1080, "pixel_height": 1920},
    ],
    ids=str,
)
def test_a_picture_is_the_same_whatever_the_settings(chosen):
    with settings():
        oracle = drawn(parts(), width=640, height=360)
    with tempconfig(chosen):
        assert np.array_equal(drawn(parts(), width=640, height=360), oracle)


def test_a_plain_scene_shows_what_manim_shows():
    """Of a high frame all; a wide one cuts there what Manim's shapes lose."""

    class Shows(Scene):
        def construct(self):
            self.add(*parts())
            self.wait(0.1)

    scene = rendered(Shows, pixel_width=360, pixel_height=640)
    frame = scene.camera.pixel_array[..., :3].astype(int)
    rows = np.flatnonzero((frame != frame[0, 0]).any(axis=(1, 2)))
    assert 210 < rows.min() < 240 and 410 < rows.max() < 430


@pytest.mark.parametrize(
    "matrix, found",
    [
        ([[2, 0], [0, 2]], (2.0, 3.0, -1.0)),
        ([[0.5, 0], [0, 0.5]], (0.5, 3.0, -1.0)),
        ([[2, 0], [0, 1]], None),  # stretched
        ([[2, 0.1], [0, 2]], None),  # slanted
        ([[0, -2], [2, 0]], None),  # turned
        ([[-2, 0], [0, 2]], None),  # mirrored
        ([[0, 0], [0, 0]], None),
    ],
    ids=str,
)
def test_the_view_of_points(matrix, found):
    points = np.array([(0, 0), (1, 0), (0, 1), (7.5, -3)])
    view = seen(points, points @ np.array(matrix, float).T + (3, -1))
    assert (view and (view.scale, view.left, view.top)) == found


def test_the_view_of_a_frame():
    assert fitted(1920, 1080).scale == 1 and fitted(1920, 1080).origin == (0, 0)
    view = fitted(3840, 1080)
    assert (view.scale, view.left, view.top) == (1, 960, 0)
    assert view.origin == (-960, 0)
