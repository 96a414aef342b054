"""One matrix, moving: against a Square for each cell, and as it grows."""

import numpy as np
from manim import Camera, Square, VGroup

from scenes.stage.camera import StageCamera
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.values import Values
from tests.benchmarks.measuring import Clock

BOX = Box(100, 120, 1600, 840)  # over most of the frame
SMALL, LARGE = (20, 784), (4096, 4096)
RANDOM = np.random.default_rng(0)


def squares(frames):
    """Manim's way: (Clock of changing and drawing, Clock of drawing)."""
    rows, columns = SMALL
    camera = Camera(pixel_width=1920, pixel_height=1080)
    group = VGroup(
        *(Square(stroke_width=0, fill_opacity=1) for _ in range(rows * columns))
    )
    group.arrange_in_grid(rows, columns, buff=0)
    group.stretch_to_fit_width(11.8).stretch_to_fit_height(6.2)
    both, drawing = Clock(), Clock()
    for frame in range(frames):
        colors = _scale(RANDOM.normal(size=SMALL))
        with both:
            group.shift((0.01 * (-1) ** frame, 0, 0))
            for square, color in zip(group, colors):
                square.set_fill(color)
            camera.reset()
            with drawing:
                camera.capture_mobjects([group])
    return both, drawing


def _scale(values):
    plane = MatrixPlane(values, BOX)
    return [
        "#" + bytes(color[:3]).hex()
        for color in plane.color_scale.colors(values).reshape(-1, 4)
    ]


def parts(kind, frames):
    """Our way: Clock of changing and drawing a MatrixPlane or a Rack."""
    camera = StageCamera(pixel_width=1920, pixel_height=1080)
    shape = SMALL if kind is MatrixPlane else (SMALL[0], 28, 28)
    arrays = [RANDOM.normal(size=shape) for _ in range(frames + 1)]
    part = kind(arrays[0], BOX)
    camera.follow([part], camera.background)
    clock = Clock()
    for frame, array in enumerate(arrays[1:]):
        with clock:
            part.shift((0.01 * (-1) ** frame, 0, 0))
            part.values = Values(array)
            camera.follow([part], camera.background)
    return clock


def _still(part, frame):
    pass


def _moving(part, frame):
    part.shift((0.013 * (-1) ** frame, 0, 0))


def _turning(part, frame):
    part.place_corners([(100, 120), (1700, 120 - frame), (100, 960)])


MOTIONS = {"standing still": _still, "moving": _moving, "turning": _turning}


def growth(frames):
    """{motion: [median seconds a frame of SMALL, of LARGE]}."""
    camera = StageCamera(pixel_width=1920, pixel_height=1080)
    found = {motion: [] for motion in MOTIONS}
    for shape in (SMALL, LARGE):
        part = MatrixPlane(RANDOM.normal(size=shape), BOX)
        for motion, change in MOTIONS.items():
            clock = Clock()
            for frame in range(-1, frames):
                with clock:
                    change(part, frame)
                    camera.follow([part], camera.background)
            clock.laps = clock.laps[1:]  # a matrix is averaged only once
            found[motion].append(clock.median())
    return found


def rack_clock(frames):
    return parts(Rack, frames)


def plane_clock(frames):
    return parts(MatrixPlane, frames)
