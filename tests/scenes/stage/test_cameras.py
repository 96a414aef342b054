"""Parts under every camera of Manim's: they stand where its own shapes do.

The oracle is a filled polygon with the corners of the part, drawn by Manim.
"""

import numpy as np
import pytest
from manim import (
    DEGREES,
    PI,
    RIGHT,
    UP,
    MovingCameraScene,
    Polygon,
    Scene,
    ThreeDScene,
    ZoomedScene,
    config,
)

from scenes.stage.bars import Bars
from scenes.stage.camera import StageScene, drawn
from scenes.stage.part import Box, Part
from scenes.stage.plane import MatrixPlane
from tests.in_process import SIZE, rendered, settings

ALIKE = 0.96  # of the pixels of both: edges differ by their half pixels


class Patch(Part):
    """A part that fills its box, and draws it upright."""

    def draw(self, canvas):
        box = self.box
        canvas.rectangle(box.left, box.top, box.width, box.height, fill="#FFFFFF")


def plain(scene):
    pass


def moved(scene):
    scene.camera.frame.shift(RIGHT + UP).scale(0.5)


def far(scene):
    scene.camera.frame.set(width=30)


def stretched(scene):
    scene.camera.frame.stretch(0.6, 0)


def tilted(scene):
    scene.set_camera_orientation(phi=50 * DEGREES, theta=-60 * DEGREES)


def from_the_side(scene):
    scene.set_camera_orientation(phi=80 * DEGREES, theta=10 * DEGREES)


def zoomed_in(scene):
    scene.set_camera_orientation(zoom=1.5)


def fixed(scene):
    tilted(scene)
    scene.add_fixed_in_frame_mobjects(*scene.mobjects)


def facing(scene):
    tilted(scene)
    scene.add_fixed_orientation_mobjects(*scene.mobjects)


class StageMoving(StageScene, MovingCameraScene):
    pass


class MovingStage(MovingCameraScene, StageScene):
    pass


class StageThreeD(StageScene, ThreeDScene):
    pass


class StageZoomed(StageScene, ZoomedScene):
    pass


VIEWS = [
    (StageScene, plain),
    (Scene, plain),
    *((base, plain) for base in (MovingCameraScene, ThreeDScene, ZoomedScene)),
    *((StageMoving, look) for look in (plain, moved, far, stretched)),
    *((base, moved) for base in (MovingCameraScene, MovingStage, ZoomedScene)),
    (StageZoomed, moved),
    (MovingCameraScene, stretched),
    *((StageThreeD, look) for look in (plain, tilted)),
    *(
        (ThreeDScene, look)
        for look in (tilted, from_the_side, zoomed_in, fixed, facing)
    ),
]
TURNS = {
    "upright": lambda part: part,
    "turned": lambda part: part.rotate(PI / 5),
    "flipped": lambda part: part.flip(),
    "sheared": lambda part: part.apply_matrix([[1, 0.4], [0.1, 1]]),
    "stretched": lambda part: part.stretch(1.7, 0).stretch(0.5, 1),
    "out of the plane": lambda part: part.rotate(PI / 3, axis=RIGHT),
    "raised": lambda part: part.shift(np.array([0.0, 0.0, 1.0])),
}


def picture(base, look, mobject):
    """The frame, (height, width, 3), of a scene that shows one mobject, and
    its camera."""

    class Shows(base):
        def construct(self):
            self.add(mobject)
            look(self)
            self.wait(0.1)

    camera = rendered(Shows).camera
    return np.array(camera.pixel_array[..., :3]), camera


def covered(frame):
    return frame.astype(int).sum(axis=-1) > 380


CASES = [
    *((*view, "upright") for view in VIEWS),
    *(
        (*view, turn)
        for view in [(StageScene, plain), (StageMoving, moved), (ThreeDScene, tilted)]
        for turn in TURNS
        if turn != "upright"
    ),
]


@pytest.mark.parametrize(
    "base, look, turn", CASES, ids=lambda one: getattr(one, "__name__", one)
)
def test_a_part_lies_where_a_polygon_does(base, look, turn):
    part = TURNS[turn](Patch(Box(800, 350, 460, 300)))
    polygon = Polygon(*part.points, color="#FFF", fill_opacity=1, stroke_width=0)
    ours, manims = (covered(picture(base, look, one)[0]) for one in (part, polygon))
    assert manims.sum() > 300
    assert (ours & manims).sum() / (ours | manims).sum() > ALIKE


@pytest.mark.parametrize("turned", [0, PI / 7])
@pytest.mark.parametrize("base, look", VIEWS, ids=lambda one: one.__name__)
def test_each_cell_has_its_colour(base, look, turned):
    """At the places where the camera sees the middles of the cells."""
    values = np.array([[-9.0, 1.0, 5.0, -2.0], [3.0, -7.0, 9.0, -4.0]])
    plane = MatrixPlane(values, Box(600, 300, 720, 480), numbers=False)
    plane.rotate(turned)
    upper_left, upper_right, _, lower_left = plane.points
    across, down = (upper_right - upper_left) / 4, (lower_left - upper_left) / 2
    middles = np.array(
        [
            upper_left + across * (column + 0.5) + down * (row + 0.5)
            for row in range(2)
            for column in range(4)
        ]
    )
    frame, camera = picture(base, look, plane)
    places = camera.points_to_pixel_coords(plane, middles)
    colors = plane.color_scale.colors(values)[..., :3].reshape(8, 3)
    inside = [
        (x, y, color)
        for (x, y), color in zip(places, colors)
        if 2 <= x < SIZE[0] - 2 and 2 <= y < SIZE[1] - 2
    ]
    assert len(inside) >= 1
    for x, y, color in inside:
        assert np.abs(frame[y, x].astype(int) - color).max() <= 12


@pytest.mark.parametrize(
    "base", [Scene, MovingCameraScene, ThreeDScene, StageMoving, StageThreeD]
)
def test_where_no_camera_has_moved_it_is_drawn_as_on_the_stage(base):
    parts = [
        MatrixPlane(np.eye(3), Box(100, 100, 600, 600), name="eye", note="a note"),
        Bars(np.array([1.0, -1.0, 0.5]), Box(900, 200, 700, 500), name="bars"),
    ]
    with settings():
        oracle = drawn(parts, width=SIZE[0], height=SIZE[1])[..., :3]

    class Shows(base):
        def construct(self):
            self.add(*parts)
            self.wait(0.1)

    scene = rendered(Shows)
    assert np.array_equal(scene.camera.pixel_array[..., :3], oracle)


def test_a_camera_that_moves_is_followed_in_every_frame():
    frames = []

    class Moves(MovingCameraScene):
        def construct(self):
            self.add(Patch(Box(800, 350, 460, 300)))
            self.add_updater(lambda _: frames.append(self.camera.frame.width))
            self.play(self.camera.frame.animate.set(width=config.frame_width * 2))

    scene = rendered(Moves)
    assert len(set(frames)) > 5
    seen = covered(scene.camera.pixel_array[..., :3])
    assert abs(seen.sum() / seen.size - 460 * 300 / (1920 * 1080) / 4) < 0.003


def test_what_is_seen_from_its_edge_is_not_there():
    part = Patch(Box(800, 350, 460, 300)).rotate(PI / 2, axis=UP)
    frame, _ = picture(ThreeDScene, plain, part)
    assert covered(frame).sum() <= 200


@pytest.mark.parametrize("dim", [0, 1])
@pytest.mark.parametrize("look", [plain, tilted])
def test_what_has_no_size_is_not_there(look, dim):
    part = Patch(Box(800, 350, 460, 300)).stretch(0, dim)
    frame, _ = picture(ThreeDScene, look, part)
    assert covered(frame).sum() <= 200
