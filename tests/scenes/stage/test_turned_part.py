"""Parts that stand turned, and flat pictures that are laid over a frame."""

import numpy as np
import pytest
from manim import DOWN, OUT, PI, RIGHT, UP

from scenes.stage.bars import Bars
from scenes.stage.camera import drawn
from scenes.stage.curve import Curve
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.turned_part import is_turned
from scenes.stage.view import homography, lay
from tests.in_process import settings

BOX = Box(660, 240, 600, 600)  # in the middle of the frame


def bars(box=BOX):
    return Bars(np.array([5.0, 2.0, -3.0]), box, name="bars")


def curve(box=BOX):
    return Curve(np.arange(9.0), np.arange(9.0) ** 2, box, title="x ** 2")


TURNED = {
    "as it is": (lambda part: part, False),
    "moved": (lambda part: part.shift(3 * RIGHT + DOWN), False),
    "in each quarter": (lambda part: part.move_to(3 * DOWN + 6 * RIGHT), False),
    "larger": (lambda part: part.scale(3), False),
    "once around": (lambda part: part.rotate(2 * PI), False),
    "no size": (lambda part: part.scale(0), False),
    "no width": (lambda part: part.stretch(0, 0), False),
    "a little": (lambda part: part.rotate(1e-4), True),
    "a quarter": (lambda part: part.rotate(PI / 2), True),
    "half": (lambda part: part.rotate(PI), True),
    "mirrored": (lambda part: part.flip(UP), True),
    "upside down": (lambda part: part.flip(RIGHT), True),
    "slanted": (lambda part: part.apply_matrix([[1, 0.1], [0, 1]]), True),
    "sloping": (lambda part: part.apply_matrix([[1, 0], [0.1, 1]]), True),
    "farther away": (lambda part: part.shift(OUT), False),
}


@pytest.mark.parametrize("how", TURNED)
def test_which_parts_are_turned(how):
    turn, expected = TURNED[how]
    for place in (BOX, Box(0, 0, 100, 60), Box(1700, 900, 100, 60)):
        assert is_turned(turn(bars(place))) is expected
        assert not is_turned(turn(MatrixPlane(np.eye(2), place)))  # knows how


def decibels(one, other):
    error = np.mean((one.astype(float) - other) ** 2)
    return 10 * np.log10(255**2 / max(error, 1e-9))


SEEN = {
    "a quarter": (lambda part: part.rotate(PI / 2), lambda frame: np.rot90(frame)),
    "back": (lambda part: part.rotate(-PI / 2), lambda frame: np.rot90(frame, -1)),
    "half": (lambda part: part.rotate(PI), lambda frame: frame[::-1, ::-1]),
    "mirrored": (lambda part: part.flip(UP), lambda frame: frame[:, ::-1]),
    "upside down": (lambda part: part.flip(RIGHT), lambda frame: frame[::-1]),
}


@pytest.mark.parametrize("part", [bars, curve])
@pytest.mark.parametrize("how", SEEN)
def test_a_turned_part_is_its_picture_turned(part, how):
    """To the letter, and as sharp: all of it that lies in the middle square."""
    turn, turned = SEEN[how]
    with settings():
        upright = drawn([part()], width=1280, height=720)[:, 280:1000, :3]
        found = drawn([turn(part())], width=1280, height=720)[:, 280:1000, :3]
        nothing = drawn([], width=1280, height=720)[:, 280:1000, :3]
    assert decibels(found, turned(upright)) > 36 > 30 > decibels(found, nothing)


PICTURE = np.random.default_rng(1).integers(0, 256, (20, 30, 4)).astype(np.uint8)
PICTURE[..., :3] = np.minimum(PICTURE[..., :3], PICTURE[..., 3:])  # premultiplied
CORNERS = np.array([(0.0, 0.0), (30.0, 0.0), (30.0, 20.0), (0.0, 20.0)])


def pasted(frame, left, top):
    """A frame with the picture pasted over it by a plain loop."""
    frame = frame.copy()
    for y in range(20):
        for x in range(30):
            if 0 <= top + y < len(frame) and 0 <= left + x < frame.shape[1]:
                over, under = PICTURE[y, x].astype(int), frame[top + y, left + x]
                frame[top + y, left + x] = over + under * (255 - over[3]) // 255
    return frame


@pytest.mark.parametrize(
    "left, top",
    [(0, 0), (7, 5), (-9, 3), (2, -6), (50, 30), (34, 25), (-30, 0), (80, 0), (0, -21)],
)
def test_a_picture_that_is_only_moved_is_the_same(left, top):
    frame = np.full((40, 60, 4), (40, 90, 160, 255), np.uint8)
    expected = pasted(frame, left, top)
    lay(PICTURE, CORNERS, CORNERS + (left, top), frame)
    # What is mixed at the picture's very edge is not its own alone.
    assert np.abs(frame.astype(int) - expected).max() <= 1


def test_what_reaches_behind_the_eye_is_not_laid():
    frame = np.full((40, 60, 4), 255, np.uint8)
    crossed = np.array([(10.0, 10.0), (50.0, 10.0), (10.0, 30.0), (50.0, 30.0)])
    lay(PICTURE, CORNERS, crossed, frame)
    assert (frame == 255).all()


@pytest.mark.parametrize("seed", range(4))
def test_four_points_come_to_four_others(seed):
    rng = np.random.default_rng(seed)
    start, end = (CORNERS + rng.uniform(-4, 4, (4, 2)) for _ in range(2))
    matrix = homography(start, end)
    found = np.column_stack([start, np.ones(4)]) @ matrix.T
    np.testing.assert_allclose(found[:, :2] / found[:, 2:], end, atol=1e-6)
    assert found[0, 2] > 0
