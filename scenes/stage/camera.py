"""Parts drawn by Manim's camera, and scenes that show them.

Written against manim 0.22; this is the one file that touches Manim's
internals. `StageScene` is a Scene whose camera knows parts; `drawn` draws
mobjects with no video at all.

Where only parts move, a frame is the one before it with what changed drawn
anew, and only that goes on to the encoder. Beside other mobjects everything
is drawn anew, as Manim does.
"""

from fractions import Fraction
from weakref import WeakKeyDictionary

import numpy as np
from manim import CairoRenderer, Camera, RendererType, Scene, SceneFileWriter, config
from manim._config.utils import config_file_paths
from manim.scene.video_segment_encoder import VideoSegmentEncoder
from manim.utils.iterables import list_update

from scenes.stage import settings
from scenes.stage.cairo_painter import CairoPainter
from scenes.stage.canvas import DESIGN_WIDTH, Drawings, marks_of
from scenes.stage.kept_marks import KeptMarks
from scenes.stage.part import Part
from scenes.stage.records import records_of
from scenes.stage.yuv import FORMAT, Changes, Converter, YuvFrame

# The first is Manim's own, which holds its defaults.
settings.choose(config_file_paths()[1:])

_FRAMES_AT_ONCE = 6
# What turns marks into pixels: is given the bytes of a frame, and has `paint`
# and `show` as CairoPainter has them.
Painter = CairoPainter
# Kept outside the camera, whose attributes Manim hashes at every play.
_DRAWINGS = Drawings()
# (Painter, KeptMarks) of cameras whose frame shows only parts.
_FOLLOWING: WeakKeyDictionary = WeakKeyDictionary()


class StageCamera(Camera):
    """A camera that draws parts beside all that Manim draws."""

    records = None  # a list while someone wants to know what stands where

    def type_or_raise(self, mobject):
        if isinstance(mobject, Part):
            # Manim makes this table anew at each call of its own method.
            if not hasattr(self, "display_funcs"):
                self.display_funcs = {}
            self.display_funcs[Part] = self._display_parts
            return Part
        shown = super().type_or_raise(mobject)
        self.display_funcs[Part] = self._display_parts
        return shown

    def _display_parts(self, parts, pixel_array):
        painter = Painter(pixel_array)
        for part in parts:
            painter.paint(self._marks_of(part))

    def _marks_of(self, part):
        marks = marks_of(part, _DRAWINGS)
        if self.records is not None:
            self.records += records_of(
                marks, self.pixel_width / DESIGN_WIDTH, part=type(part).__name__
            )
        return marks

    def set_pixel_array(self, pixel_array, convert_from_floats=False):
        _FOLLOWING.pop(self, None)
        super().set_pixel_array(pixel_array, convert_from_floats)

    def capture_mobjects(self, mobjects, **kwargs):
        _FOLLOWING.pop(self, None)
        super().capture_mobjects(mobjects, **kwargs)

    def follow(self, parts, background):
        """Make the frame show parts, drawing only what changes.

        Args:
            parts: in the order they are drawn; `records` get no more of
                those that look as before.
            background: the bytes beneath them, like `pixel_array`.

        Returns:
            The regions that changed since the call before, as
            picture.Picture.show gives them.
        """
        painter, kept = _FOLLOWING.get(self, (None, None))
        if painter is None or painter.pixels is not self.pixel_array:
            painter, kept = Painter(self.pixel_array), KeptMarks()
            _FOLLOWING[self] = painter, kept
        return painter.show(kept.of(parts, self._marks_of), background)


class StageEncoder(VideoSegmentEncoder):
    """Encodes yuv.Changes and whole frames into one yuv420p segment."""

    def __init__(self, *, target, spec):
        super().__init__(target=target, spec=spec)
        # Several frames at once take three fifths of the time of PyAV's own
        # way, several slices of one frame; as many on every machine, for
        # the same bytes.
        self._stream.codec_context.thread_type = "FRAME"
        self._stream.codec_context.thread_count = _FRAMES_AT_ONCE
        self._converter = Converter()
        self._yuv = YuvFrame(spec.width, spec.height)
        # The encoders that Manim chooses copy a frame as they take it.
        self._yuv.describe(self._stream.codec_context)

    def write_frame(self, pixels, *, repeat=1):
        """Encode Changes to the last frame, or a whole RGBA frame."""
        if not isinstance(pixels, Changes):
            self._validate_frame(pixels, repeat)
            pixels = self._converter.whole(pixels)
        try:
            self._yuv.apply(pixels)
            for _ in range(repeat):
                self._encode()
        except BaseException as error:
            raise self._operation_error("encode", error) from error

    def _encode(self):
        rate, frame = self.spec.frame_rate, self._yuv.frame
        frame.pts = self._next_pts
        frame.time_base = Fraction(rate.denominator, rate.numerator)
        self._next_pts += 1
        for packet in self._stream.encode(frame):
            self._container.mux(packet)


class StageFileWriter(SceneFileWriter):
    """Manim's writer of videos, with an encoder that takes Changes.

    Attributes:
        takes_changes: whether `write_frame` takes Changes in place of whole
            frames, after the first frame of a play.
    """

    @property
    def takes_changes(self):
        return (
            self.video_encoder is not None
            and self.video_encoder.pixel_format == FORMAT
            and self.video_encoder.codec in ("libx264", "libvpx-vp9")
            and not self.output_spec.is_image_sequence
        )

    def combine_to_section_videos(self):
        # Of sections that `manim render -n` leaves out there is no video.
        self.finish_last_section()
        self.sections = [
            section
            for section in self.sections
            if section.get_clean_partial_movie_files()
        ]
        super().combine_to_section_videos()

    def _create_segment_encoder(self, target):
        if not self.takes_changes:
            return super()._create_segment_encoder(target)
        return StageEncoder(target=target, spec=self.video_encoder)


class StageRenderer(CairoRenderer):
    """Hands the encoder what changed since the frame before.

    It is converted here, beside the drawing: the encoder's own thread is the
    one that the others wait for.
    """

    def __init__(self, camera_class=StageCamera, skip_animations=False):
        super().__init__(StageFileWriter, camera_class, skip_animations)
        self._changed = None  # regions since the last frame; None: all
        self._converter = Converter()

    def play(self, scene, *args, **kwargs):
        self._changed = None  # each play has an encoder of its own
        super().play(scene, *args, **kwargs)

    def update_frame(
        self,
        scene,
        mobjects=None,
        include_submobjects=True,
        ignore_skipping=True,
        **kwargs,
    ):
        if self.skip_animations and not ignore_skipping:
            return
        mobjects = list(
            mobjects or list_update(scene.mobjects, scene.foreground_mobjects)
        )
        shown = self.camera.get_mobjects_to_display(
            mobjects, include_submobjects=include_submobjects
        )
        if (
            not kwargs
            and hasattr(self.camera, "follow")
            and all(isinstance(one, Part) for one in shown)
        ):
            background = (
                self.camera.background
                if self.static_image is None
                else self.static_image
            )
            regions = self.camera.follow(shown, background)
            if self._changed is not None:
                self._changed += regions
            return
        self._changed = None
        super().update_frame(
            scene, mobjects, include_submobjects, ignore_skipping, **kwargs
        )

    def render(self, scene, time, moving_mobjects=None):
        self.update_frame(scene, moving_mobjects)
        if self.skip_animations:
            return
        if self._changed is None or not self.file_writer.takes_changes:
            self.add_frame(self.get_frame())
        else:
            self.add_frame(
                self._converter.changes(self.camera.pixel_array, self._changed)
            )
        self._changed = []


class StageScene(Scene):
    """A Scene that can show parts; the base for scenes of your own."""

    def __init__(self, renderer=None, camera_class=StageCamera, **kwargs):
        if renderer is None and config.renderer == RendererType.CAIRO:
            renderer = StageRenderer(camera_class, kwargs.get("skip_animations", False))
        with settings.sections_of_videos():
            super().__init__(renderer, camera_class, **kwargs)


def drawn(mobjects, *, width=1920, height=1080, records=None):
    """The (height, width, 4) RGBA bytes of a frame with some mobjects on it.

    Args:
        records: a list that receives what was drawn where, or None.
    """
    camera = StageCamera(pixel_width=width, pixel_height=height)
    camera.records = records
    camera.capture_mobjects(mobjects)
    return np.array(camera.pixel_array)
