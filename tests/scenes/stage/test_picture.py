"""A frame that follows what changes is the frame drawn from nothing."""

from fractions import Fraction

import av
import numpy as np
import pytest
from manim import (
    CairoRenderer,
    Circle,
    FadeIn,
    FadeOut,
    Square,
    Transform,
    config,
    tempconfig,
)
from manim._config.video_encoder import VideoEncoderSpec

from scenes.stage import cairo_marks, camera, encoder, palette, settings, yuv
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Dot
from scenes.stage.label import Label
from scenes.stage.part import Box
from scenes.stage.picture import Picture
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.timeline import Timeline

RANDOM = np.random.default_rng(0)


def moved(part, k):
    part.shift((0.013 * k, 0.007 * k, 0))


def revealed(part, k):
    part.revealed, part.marks = 3 * k, ((k % 5, k % 7, 1, 2),)


def slanted(part, k):
    corners = part.corners
    corners[1, 1] -= 4.3
    part.place_corners(corners)


def faded(part, k):
    part.set_opacity(k / 9)


def grown(part, k):
    part.grown = np.clip(np.linspace(1, -1, 12) + k / 5, 0, 1)
    part.focus = k % 12


def away(part, k):
    part.away = frozenset([k % 4])


def rewritten(part, k):
    part.text = "x" * (k % 4)


def passed(part, k):
    part.current, part.share = k // 4, k % 4 / 4


def flown(part, k):
    part.items = tuple(
        Dot(500.3 + 31.7 * k, 400 + 90 * n, palette.POINTED) for n in range(k % 3)
    )


PLANE = RANDOM.normal(size=(9, 11))
COLUMN = RANDOM.normal(size=12)
CASES = {
    "moved": (lambda: MatrixPlane(PLANE, Box(300, 300, 440, 360), name="w"), moved),
    "revealed": (lambda: MatrixPlane(PLANE, Box(301.7, 299.2, 441, 363)), revealed),
    "slanted": (lambda: MatrixPlane(PLANE, Box(300, 350, 200, 300)), slanted),
    "faded": (lambda: MatrixPlane(PLANE, Box(300, 300, 440, 360)), faded),
    "grown": (lambda: Bars(COLUMN, Box(300.4, 250, 480, 500)), grown),
    "away": (
        lambda: Rack(RANDOM.normal(size=(4, 9, 9)), Box(200, 300, 800, 300)),
        away,
    ),
    "rewritten": (lambda: Label("", Box(400, 400, 300, 60)), rewritten),
    "passed": (lambda: Timeline(["one", "two", "three"]), passed),
    "flown": (Chips, flown),
}


def scenery():
    """Parts that stand still, beneath and above what moves."""
    return (
        MatrixPlane(PLANE, Box(250, 240, 500, 450), name="behind"),
        Bars(COLUMN, Box(330.5, 350.5, 480, 300)),
    )


@pytest.mark.parametrize("width", [1920, 854, 640])
@pytest.mark.parametrize("name", CASES)
def test_a_frame_that_follows_equals_one_drawn_whole(name, width):
    make, change = CASES[name]
    below, above = scenery()
    part = make()
    height = {1920: 1080, 854: 480, 640: 360}[width]
    one = camera.StageCamera(pixel_width=width, pixel_height=height)
    for k in range(9):
        change(part, k)
        parts = [below, part, above]
        one.follow(parts, one.background)
        np.testing.assert_array_equal(
            one.pixel_array, camera.drawn(parts, width=width, height=height)
        )


def _any_marks(rng):
    """One of each mark of cairo's whose edges are no whole pixels."""
    at = rng.uniform(-20, 600, (6, 2)).tolist()
    a, b, c, d = (tuple(color) for color in rng.uniform(0, 1, (4, 4)).tolist())
    inner = cairo_marks.Polygon(tuple(map(tuple, at)), True, a, b, 3.3, ())
    cells = bytearray(rng.integers(0, 256, 7 * 5 * 4, np.uint8))
    cells[3::4] = bytes([255]) * 35
    # Two cells meet in the middle of some pixels.
    x, y = round(at[4][0] / 8), round(at[4][1] / 2)
    shades = np.full((256, 4), 255, np.uint8)
    shades[:, :3] = np.arange(256)[:, None] * 97 % 256
    ends = (x + 90, y + 60), (x + 610, y + 60), (x + 90, y + 72)
    strip = cairo_marks.Texture(bytearray(shades), 1, ends)
    return [
        cairo_marks.Rectangle(*at[0], 90.3, 70.7, 11.2, c, d, 2.5, ()),
        cairo_marks.Rectangle(*at[1], 90.3, 70.7, 0, c, d, 2.5, (7.3, 3.1)),
        cairo_marks.Polygon(tuple(map(tuple, at[:3])), False, None, a, 1.5, (5.2,)),
        cairo_marks.Texture(cells, 7, tuple(map(tuple, at[:3]))),
        cairo_marks.Disc(*at[2], 30.3, d),
        cairo_marks.Facets([sum(at[:4], [])], [list(a[:3])]),
        cairo_marks.Faded(0.6, *at[3], 120.4, 130.6, (inner,)),
        cairo_marks.Faded(0.6, x, y, 700, 132, (strip,)),
        inner,
    ]


@pytest.mark.parametrize("seed", range(40))
def test_marks_that_a_region_cuts_have_the_bytes_of_a_whole_frame(seed):
    rng = np.random.default_rng(seed)
    still = [_any_marks(rng)[index] for index in rng.permutation(9)]
    background = np.full((560, 640, 4), 30, np.uint8)
    background[..., 3] = 255
    cut = Picture(background.copy())
    for _ in range(6):
        left, top = rng.integers(0, 560, 2).tolist()
        wide, high = rng.integers(1, 40, 2).tolist()
        moving = cairo_marks.Rectangle(
            *(left, top, wide, high, 0, (1, 1, 1, 0.5), None, 0, ())
        )
        layers = [still[:4], [moving], still[4:]]
        cut.show(layers, background)
        whole = Picture(background.copy())
        whole.show(layers, background)
        np.testing.assert_array_equal(cut.pixels, whole.pixels)


def test_what_did_not_change_is_not_drawn():
    one, parts = camera.StageCamera(), [*scenery(), Label("", Box(9, 9, 9, 9))]
    assert one.follow(parts, one.background) == [
        (0, 0, one.pixel_width, one.pixel_height)
    ]
    assert one.follow(parts, one.background) == []
    parts[2].text = "x"
    regions = one.follow(parts, one.background)
    assert len(regions) == 1 and regions[0][2] < 60


def test_a_frame_that_was_drawn_over_starts_anew():
    one, parts = camera.StageCamera(), list(scenery())
    one.follow(parts, one.background)
    one.capture_mobjects([Circle()])
    one.follow(parts, one.background)
    np.testing.assert_array_equal(
        one.pixel_array,
        camera.drawn(parts, width=one.pixel_width, height=one.pixel_height),
    )


class Mixed(camera.StageScene):
    """Parts alone, parts beside Manim's own, and parts that stand still."""

    def construct(self):
        below, above = scenery()
        self.add(below)
        self.play(above.animate.shift((0.4, 0.2, 0)), run_time=0.4)
        circle = Circle()
        self.play(FadeIn(circle), below.animate.set_opacity(0.5), run_time=0.4)
        self.play(Transform(circle, Square()), run_time=0.4)
        self.remove(circle)
        self.wait(0.2)
        self.play(FadeOut(above), run_time=0.4)


class Kept:
    """Keeps the frames that a renderer hands to the writer, as YUV."""

    def add_frame(self, frame, num_frames=1):
        if not isinstance(frame, yuv.Changes):
            frame = yuv.Converter().whole(frame)
        self.yuv.apply(frame)
        self.frames += [self.yuv.frame.to_ndarray()] * num_frames


class Following(Kept, camera.StageRenderer):
    pass


class Whole(Kept, CairoRenderer):
    pass


def test_a_scene_hands_on_the_frames_that_manim_would(tmp_path):
    frames = {}
    with tempconfig(
        {
            "pixel_width": 320,
            "pixel_height": 180,
            "frame_rate": 10,
            "media_dir": str(tmp_path),
            "disable_caching": True,
            "progress_bar": "none",
        }
    ):
        for kind in (Following, Whole):
            renderer = kind(camera_class=camera.StageCamera)
            renderer.yuv = yuv.YuvFrame(320, 180)
            frames[kind] = renderer.frames = []
            scene = Mixed(renderer)
            scene.renderer.file_writer.finish = lambda: None
            scene.render()
    assert len(frames[Whole]) == 4 * 4 + 2
    np.testing.assert_array_equal(frames[Following], frames[Whole])


def lossless(width, height):
    return VideoEncoderSpec(
        "mp4", "libx264", "yuv420p", width, height, Fraction(60), (("crf", "0"),)
    )


def test_changes_and_whole_frames_become_the_same_video(tmp_path):
    pixels = RANDOM.integers(0, 256, (90, 160, 4), np.uint8)
    changed = pixels.copy()
    changed[10:40, 100:160] = 255 - changed[10:40, 100:160]
    parts = yuv.Converter().changes(changed.copy(), [(100, 10, 160, 40), (0, 0, 2, 2)])
    written = {}
    for name, frames in (("whole", [pixels, changed]), ("parts", [pixels, parts])):
        path = tmp_path / f"{name}.mp4"
        writer = encoder.StageEncoder(target=path, spec=lossless(160, 90))
        writer.write_frame(frames[0])
        writer.write_frame(frames[1], repeat=3)
        writer.finish()
        with av.open(path) as video:
            written[name] = [frame.to_ndarray() for frame in video.decode(video=0)]
    assert len(written["whole"]) == 4
    np.testing.assert_array_equal(written["parts"], written["whole"])


@pytest.mark.parametrize(
    "color", ["#FF9D3B", "#58B0FF", "#0D1117", "#FFFFFF", "#000000", "#8957E5"]
)
def test_a_video_has_the_colors_of_its_frames(tmp_path, color):
    """By the BT.709 matrix and the narrow range, and marked as such."""
    rgb = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)])
    pixels = np.full((90, 160, 4), [*rgb, 255], np.uint8)
    path = tmp_path / "color.mp4"
    writer = encoder.StageEncoder(target=path, spec=lossless(160, 90))
    writer.write_frame(pixels)
    writer.finish()
    with av.open(path) as video:
        frame = next(video.decode(video=0))
        assert (frame.colorspace, frame.color_range) == (1, 1)
        luma, blue, red = (
            int(np.frombuffer(plane, np.uint8)[0]) for plane in frame.planes
        )
    bright, blue, red = ((luma - 16) / 219, (blue - 128) / 224, (red - 128) / 224)
    decoded = np.array(
        [
            bright + 1.5748 * red,
            bright - 0.1873 * blue - 0.4681 * red,
            bright + 1.8556 * blue,
        ]
    )
    np.testing.assert_allclose(decoded * 255, rgb, atol=2)


def test_regions_have_the_bytes_that_they_have_in_the_whole_frame():
    """By one converter, of sizes that come again, inside and where a frame ends."""
    pixels = RANDOM.integers(0, 256, (92, 162, 4), np.uint8)
    (whole,) = yuv.Converter().whole(pixels).patches
    converter = yuv.Converter()
    for region in (
        *((0, 0, 162, 92), (10, 20, 60, 24), (100, 50, 162, 92), (10, 20, 60, 24)),
        *((2, 4, 4, 6), (0, 88, 50, 92), (158, 90, 162, 92), (40, 0, 42, 92)),
        *((100, 10, 162, 50), (2, 90, 50, 92), (10, 20, 60, 24), (0, 0, 162, 92)),
    ):
        left, top, right, bottom = region
        ((*corner, planes),) = converter.changes(pixels, [region]).patches
        assert corner == [left, top]
        for plane, full, halved in zip(planes, whole[2], (0, 1, 1)):
            end = -(-bottom >> halved), -(-right >> halved)
            np.testing.assert_array_equal(
                plane, full[top >> halved : end[0], left >> halved : end[1]]
            )


@pytest.mark.parametrize(
    "width, height", [(160, 90), (161, 91), (2, 2), (1, 1), (64, 3)]
)
def test_a_frame_of_any_size_is_converted_to_its_last_row(width, height):
    frame = yuv.YuvFrame(width, height)
    for level in (0, 255, 0):
        frame.apply(yuv.Converter().whole(np.full((height, width, 4), level, np.uint8)))
        expected = (16 if level == 0 else 235, 128, 128)
        for plane, byte, halved in zip(frame.frame.planes, expected, (0, 1, 1)):
            lines = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[
                : plane.height, : plane.width
            ]
            assert lines.shape == (-(-height >> halved), -(-width >> halved))
            np.testing.assert_array_equal(lines, byte)


def test_a_frame_of_another_size_is_refused(tmp_path):
    path = tmp_path / "size.mp4"
    writer = encoder.StageEncoder(target=path, spec=lossless(160, 90))
    with pytest.raises(ValueError, match=r"\(90, 160, 4\)"):
        writer.write_frame(np.zeros((90, 90, 4), np.uint8))
    writer.abort()


def test_what_is_encoded_at_once_looks_as_one_frame_after_the_other(tmp_path):
    """The files of `publish`, which one thread encodes, show the same frames."""
    settings.choose([])
    usual = tuple(config.video_encoder_options.items())
    width, height = 640, 360
    seen = []
    for several in (True, False):
        path = tmp_path / f"{several}.mp4"
        options = usual if several else (*usual, ("threads", "1"))
        spec = VideoEncoderSpec(
            "mp4", "libx264", "yuv420p", width, height, Fraction(60), options
        )
        writer = encoder.StageEncoder(target=path, spec=spec)
        if not several:
            writer._stream.codec_context.thread_count = 1
        pixels = np.random.default_rng(1).integers(0, 256, (height, width, 4), np.uint8)
        for k in range(120):  # two seconds, with a second key frame
            pixels[40 + k : 140 + k, 3 * k : 3 * k + 200] = (2 * k, 90, 255 - k, 255)
            writer.write_frame(pixels.copy())
        writer.finish()
        with av.open(path) as video:
            seen.append([frame.to_ndarray() for frame in video.decode(video=0)])
    np.testing.assert_array_equal(*seen)
