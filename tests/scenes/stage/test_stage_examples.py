"""The examples in scenes/stage, and a scene as a user writes it."""

import doctest
from importlib import import_module
from pathlib import Path

import av
import numpy as np
import pytest
from manim import Mobject

from tests import renders

STAGE = Path(__file__).parents[3] / "scenes" / "stage"
MODULES = sorted(path.stem for path in STAGE.glob("[a-z]*.py"))
SCENE = """
import numpy as np
from manim import RIGHT, FadeIn, FadeOut, Square, linear

from scenes.stage.bars import Bars
from scenes.stage.camera import StageScene
from scenes.stage.curve import Curve
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.source_panel import Listing, SourcePanel
from scenes.stage.timeline import Timeline


class Mine(StageScene):
    def construct(self):
        plane = MatrixPlane(np.eye(3), Box(100, 340, 300, 300), name="eye")
        self.play(FadeIn(plane), run_time=0.5)
        self.play(plane.animate.shift(4 * RIGHT), run_time=1,
                  rate_func=linear)
        self.wait(0.5)
        self.play(plane.animate.set_opacity(0.5), run_time=0.5)
        self.wait(0.5)
        self.others = [
            Rack(np.ones((3, 4, 4)), Box(1100, 400, 300, 200), name="rack"),
            Bars(np.array([1.0, -1.0]), Box(60, 700, 500, 160), name="bars"),
            Curve(np.linspace(-2, 2, 50), np.linspace(-2, 2, 50) ** 2,
                  Box(1450, 400, 400, 400), title="x ** 2"),
            SourcePanel(Listing("mine.py", "square", (
                (1, "def square(x):"), (2, "    return x * x")))),
            Timeline(["first", "second"])]
        square = Square(side_length=1, fill_color="#00FF00", fill_opacity=1,
                        stroke_width=0)
        self.add(*self.others, square)
        self.wait(0.5)
        self.remove(square)
        self.play(FadeOut(self.others[0]), run_time=0.5)
        self.wait(0.5)
"""
FRAMES = 45  # 4.5 seconds at 10 frames a second
BACKGROUND, WHITE, GREEN = (13, 17, 23), (240, 244, 248), (0, 255, 0)
ORANGE, BLUE, LINE = (255, 157, 59), (88, 176, 255), (38, 46, 56)
HALF = tuple((one + other) / 2 for one, other in zip(BACKGROUND, WHITE))
SHIFT = 4 * 1920 / (128 / 9)  # Manim's frame is 128 / 9 units wide


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in(name):
    result = doctest.testmod(import_module(f"scenes.stage.{name}"))
    assert result.failed == 0


def test_there_are_examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = [
        example
        for name in MODULES
        for found in finder.find(import_module(f"scenes.stage.{name}"))
        for example in found.examples
    ]
    assert examples


def test_no_part_hides_a_method_of_manim(digit_film):
    """Else `.animate.scale`, FadeIn and more would fail on it."""
    hidden = {
        (type(part).__name__, name)
        for shot in digit_film.shots
        for part in digit_film.parts(shot)
        for name in vars(part)
        if callable(getattr(Mobject, name, None))
    }
    assert hidden == set()


@pytest.fixture(scope="module")
def frames(tmp_path_factory):
    """The decoded frames of the user's scene, (count, 480, 854, 3)."""
    folder = tmp_path_factory.mktemp("mine")
    (folder / "mine.py").write_text(SCENE)
    rendering = renders.start(
        folder / "mine.py", folder / "media", scene="Mine", fps=10
    ).wait()
    with av.open(rendering.found("Mine.mp4")) as video:
        return np.array(
            [frame.to_ndarray(format="rgb24") for frame in video.decode(video=0)]
        )


@pytest.mark.slow
def test_the_video_has_every_frame(frames):
    assert frames.shape == (FRAMES, 480, 854, 3)


@pytest.mark.slow
@pytest.mark.parametrize(
    "frame, x, y, color",
    [
        # Fading in: not there, then nearly there. (Numbers are in the middle of
        # the cells, so these are points beside it.)
        (0, 120, 360, BACKGROUND),
        (4, 120, 360, WHITE),
        # Half-way through the shift the cell [0, 0] is half-way.
        (10, 120, 360, BACKGROUND),
        (10, 120 + SHIFT / 2, 360, WHITE),
        (10, 220 + SHIFT / 2, 460, WHITE),
        # Its end, and nothing left behind.
        (17, 120 + SHIFT, 360, WHITE),
        (17, 320 + SHIFT, 560, WHITE),
        (17, 120 + SHIFT / 2, 360, BACKGROUND),
        # Half as opaque.
        (27, 120 + SHIFT, 360, HALF),
        # The other parts, and a square of Manim's own in the middle.
        (32, 120 + SHIFT, 360, HALF),
        (32, 960, 540, GREEN),
        (32, 1125, 500, WHITE),  # the first sheet of the rack
        (32, 400, 740, ORANGE),  # the upper bar, above zero
        (32, 200, 820, BLUE),  # the lower bar, below zero
        (32, 500, 1015, LINE),  # the timeline: nothing has played
        # The square is gone at once, the rack after it faded.
        (36, 960, 540, BACKGROUND),
        (42, 1125, 500, BACKGROUND),
        (42, 400, 740, ORANGE),
    ],
)
def test_a_pixel_of_the_video(frames, frame, x, y, color):
    scale = 854 / 1920
    seen = frames[frame, round(y * scale), round(x * scale)].astype(int)
    fading = 60 if (frame, x) == (4, 120) else 12
    assert np.abs(seen - color).max() <= fading, (
        f"expected {color} at ({x}, {y}), got {seen}"
    )
