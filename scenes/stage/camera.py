"""Parts drawn by Manim's cameras, and scenes that show them.

Written against manim 0.22; this is the one file that touches Manim's
internals. Every camera of Manim's draws parts once this module is imported,
as scenes.stage.part does. `StageScene` is a Scene that is quick where only parts
move: a frame is the one before it with what changed drawn anew, and only that
goes on to the encoder. Beside other mobjects everything is drawn anew, as
Manim does. `drawn` draws mobjects with no video at all.
"""

import errno
import inspect
import logging
from contextlib import contextmanager
from fractions import Fraction
from functools import partial, wraps
from types import MethodType
from weakref import WeakKeyDictionary

import click
import numpy as np
from manim import (
    CairoRenderer,
    Camera,
    Group,
    Mobject,
    RendererType,
    Scene,
    SceneFileWriter,
    config,
    logger,
)
from manim._config.utils import config_file_paths
from manim.animation.creation import DrawBorderThenFill, ShowPartial
from manim.scene.video_segment_encoder import VideoSegmentEncoder
from manim.utils.caching import prune_segment_cache
from manim.utils.iterables import list_update

from network.files.user_error import UserError
from scenes.stage import settings
from scenes.stage.cairo_painter import CairoPainter
from scenes.stage.canvas import DESIGN_HEIGHT, DESIGN_WIDTH, Drawings, marks_of
from scenes.stage.kept_marks import KeptMarks
from scenes.stage.part import Part, PartError
from scenes.stage.records import records_of
from scenes.stage.render_files import RenderError, RenderFiles
from scenes.stage.turned_part import is_turned, paint_turned, view_of
from scenes.stage.typeface import printable
from scenes.stage.view import fitted
from scenes.stage.yuv import FORMAT, Changes, Converter, YuvFrame

# The first is Manim's own, which holds its defaults.
settings.choose(config_file_paths()[1:])

_FRAMES_AT_ONCE = 6
# A GIF tells how long its frames last in hundredths of a second, and browsers
# take 1 for 10.
_GIF_FASTEST = 50
# What turns marks into pixels: is given the bytes of a frame, and has `paint`
# and `show` as CairoPainter has them. Where the frame of the design does not
# lie in their middle it is given a `view`, too.
Painter = CairoPainter
# Kept outside the camera, whose attributes Manim hashes at every play.
_DRAWINGS = Drawings()
# (Painter, KeptMarks) of cameras whose frame shows only parts.
_FOLLOWING: WeakKeyDictionary = WeakKeyDictionary()


def _teach_cameras():
    """Let every camera draw parts beside all that Manim draws."""
    plain = Camera.type_or_raise

    @wraps(plain)
    def type_or_raise(self, mobject):
        if not isinstance(mobject, Part):
            kind = plain(self, mobject)
        elif hasattr(self, "display_funcs"):
            kind = Part
        else:
            kind, self.display_funcs = Part, {}
        # Manim makes this table anew at each call of its own method.
        self.display_funcs[Part] = MethodType(_display_parts, self)
        return kind

    Camera.type_or_raise = type_or_raise


def _display_parts(camera, parts, pixel_array):
    """Draw parts as a camera sees them."""
    stands = isinstance(camera, StageCamera) and camera.stands
    for part in parts:
        project = partial(camera.points_to_subpixel_coords, part)
        if stands and not is_turned(part):
            Painter(pixel_array).paint(_marks_of(camera, part))
            continue
        view = None if is_turned(part) else view_of(part, project)
        if view:
            Painter(pixel_array, view=view).paint(_marks_of(camera, part))
        else:
            paint_turned(part, pixel_array, project, Painter, _DRAWINGS)


def _marks_of(camera, part):
    marks = marks_of(part, _DRAWINGS)
    if isinstance(camera, StageCamera) and camera.records is not None:
        scale = fitted(camera.pixel_width, camera.pixel_height).scale
        camera.records += records_of(marks, scale, part=type(part).__name__)
    return marks


class StageCamera(Camera):
    """A camera that shows all of the stage, whatever shape its picture has."""

    records = None  # a list while someone wants to know what stands where
    _whole = None  # (width, height) of the frame, in Manim's units

    def resize_frame_shape(self, fixed_dimension=0):
        super().resize_frame_shape(fixed_dimension)
        # Manim keeps the width, and of a wide picture cuts top and bottom.
        least = config.frame_width * DESIGN_HEIGHT / DESIGN_WIDTH
        if (least - self.frame_height) * self.pixel_height >= least:
            self.frame_height = least
            self.frame_width = least * self.pixel_width / self.pixel_height
        self._whole = self.frame_width, self.frame_height

    @property
    def stands(self):
        """Whether nobody has moved it."""
        return (self.frame_width, self.frame_height) == self._whole and not np.any(
            self.frame_center
        )

    def can_follow(self, mobjects):
        """Whether `follow` shows mobjects as `capture_mobjects` would."""
        return self.stands and all(
            isinstance(one, Part) and not is_turned(one) for one in mobjects
        )

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
        marks = kept.of(parts, lambda part: _marks_of(self, part))
        return painter.show(marks, background)


class WholeEncoder(VideoSegmentEncoder):
    """Manim's encoder, whose faults are told in words for users."""

    def _operation_error(self, operation, error):
        spec, reason = self.spec, getattr(error, "strerror", None) or str(error)
        if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
            return RenderError(f"expected room for the film, but {reason}")
        return RenderError(
            f"{spec.codec} does not take a video of {spec.width} x {spec.height} "
            f"pixels in {spec.pixel_format} ({reason}); -r WIDTH,HEIGHT of even "
            "numbers gives another size, --video-codec, --pixel-format and "
            "--encoder-option other videos"
        )


class StageEncoder(WholeEncoder):
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

    What it writes is placed whole, see render_files, and where is said.

    Attributes:
        says_where: whether it is.
        takes_changes: whether `write_frame` takes Changes in place of whole
            frames, after the first frame of a play.
    """

    says_where = True

    def __init__(self, settings):
        super().__init__(settings)
        self._files = RenderFiles(self.output_plan)
        self.output_plan = self._files.aside

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

    def open_partial_movie_stream(self, *, animation_index, file_path=None):
        self._files.begin()
        super().open_partial_movie_stream(
            animation_index=animation_index, file_path=file_path
        )

    def _create_segment_encoder(self, target):
        encoder = StageEncoder if self.takes_changes else WholeEncoder
        return encoder(target=target, spec=self.video_encoder)

    @staticmethod
    def _concat_manifest_bytes(input_files):
        # A quote ends the name there, if it is not written as ffmpeg wants.
        quoted = [str(path).replace("'", r"'\''") for path in input_files]
        return SceneFileWriter._concat_manifest_bytes(quoted)

    def is_already_cached(self, hash_invocation):
        if self.output_spec.is_video:
            self._files.take(self.output_plan.segment_path(hash_invocation))
        return super().is_already_cached(hash_invocation)

    def output_image(self, image):
        self._files.begin()
        super().output_image(image)

    def save_image(self, pixels):
        if self.output_spec.enabled:
            self._files.begin()
        super().save_image(pixels)
        self._place()

    def finish(self):
        if self.output_spec.is_video and not any(self.partial_movie_files):
            raise RenderError(
                f"expected -n to name one of the animations, which are 0 to "
                f"{len(self.partial_movie_files) - 1}, got "
                f"{config.from_animation_number}"
            )
        super().finish()
        self._place()

    def _place(self):
        """Give what was written its names, and say where it is."""
        self._files.keep()
        placed = self._files.place()
        self._files.drop()
        self.output_plan = self._files.plan
        if self.output_spec.is_video:
            prune_segment_cache(
                self.partial_movie_directory, self.settings.max_files_cached
            )
        if placed:
            super().print_file_ready_message(placed.path)
            if self.says_where and not logger.isEnabledFor(logging.INFO):
                click.echo(printable(str(placed)))

    def print_file_ready_message(self, file_path):
        """Nothing yet: it is ready where it is placed."""

    def abort_encode_jobs(self, reraise_encoder_failures=False):
        try:
            super().abort_encode_jobs(reraise_encoder_failures)
        finally:
            self._files.keep()
            self._files.drop()


def _teach_renderers():
    """Let every renderer write its files whole."""
    plain = CairoRenderer.init_scene

    @wraps(plain)
    def init_scene(self, scene, session_spec, file_writer_settings):
        if self._file_writer_class is SceneFileWriter:
            self._file_writer_class = StageFileWriter
        plain(self, scene, session_spec, file_writer_settings)

    CairoRenderer.init_scene = init_scene


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
            and self.camera.can_follow(shown)
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
    """A Scene for parts; the base for scenes of your own.

    Another kind of Manim's scenes can come after it, for its camera:
    `class Mine(StageScene, MovingCameraScene)`.

    Attributes:
        says_where: whether it is said where the film is, when it is written.
    """

    says_where = True

    def __init__(self, renderer=None, camera_class=None, **kwargs):
        with _in_a_sentence(self, ValueError):
            _check_settings()
            camera_class = camera_class or self._usual_camera()
            if renderer is None:
                skips = kwargs.get("skip_animations", False)
                renderer = StageRenderer(camera_class, skips)
            with settings.sections_of_videos():
                super().__init__(renderer=renderer, camera_class=camera_class, **kwargs)
        renderer.file_writer.says_where = self.says_where

    def _usual_camera(self):
        """That of the kind of scenes which comes after this one."""
        order = type(self).__mro__
        base = order[order.index(StageScene) + 1]
        usual = inspect.signature(base.__init__).parameters["camera_class"].default
        return StageCamera if usual is Camera else usual

    def render(self, preview=False):
        with _in_a_sentence(self):
            return super().render(preview)


def _check_settings():
    """Refuse what would only come out wrong after a long time."""
    if config.renderer != RendererType.CAIRO:
        raise RenderError(
            "expected Manim's cairo renderer, which alone draws parts; "
            "leave out --renderer opengl"
        )
    if min(config.pixel_width, config.pixel_height) < 1:
        raise RenderError(
            "expected a frame of some pixels, got "
            f"-r {config.pixel_width},{config.pixel_height}"
        )
    if config.format == "gif" and config.frame_rate > _GIF_FASTEST:
        raise RenderError(
            f"expected a GIF of at most {_GIF_FASTEST} frames a second, got "
            f"{config.frame_rate:g}: viewers play faster ones slowly; "
            "--fps 25 is one"
        )


@contextmanager
def _in_a_sentence(scene, *more):
    """Let what a user can mend be one line of the command, which Manim would
    put pages of its own source around.

    Args:
        more: types of errors to be told so besides.
    """
    try:
        yield
    except (UserError, *more) as error:
        context = click.get_current_context(silent=True)
        if context is None or "scene_names" not in context.params:  # not Manim's
            raise
        raise SystemExit(printable(f"{type(scene).__name__}: {error}")) from None


def drawn(mobjects, *, width=1920, height=1080, records=None):
    """The (height, width, 4) RGBA bytes of a frame with some mobjects on it.

    Args:
        records: a list that receives what was drawn where, or None.
    """
    camera = StageCamera(pixel_width=width, pixel_height=height)
    camera.records = records
    camera.capture_mobjects(mobjects)
    return np.array(camera.pixel_array)


def _teach_mobjects():
    """Let what cannot be done with parts be told in words for users."""
    plain = Mobject.align_data

    @wraps(plain)
    def align_data(self, mobject, skip_point_alignment=False):
        kinds = {type(one) for one in (self, mobject)}
        if len(kinds) > 1 and any(issubclass(kind, Part) for kind in kinds):
            raise PartError(
                f"a {type(self).__name__} cannot become a {type(mobject).__name__}: "
                "a part becomes only one of its own kind; FadeTransform, or FadeOut "
                "and FadeIn, lead from one to the other"
            )
        return plain(self, mobject, skip_point_alignment)

    Mobject.align_data = align_data
    Group.set_opacity = _set_opacity_of_each
    Group.interpolate_color = _keep_colors
    _refuse_parts(ShowPartial, "__init__")
    _refuse_parts(DrawBorderThenFill, "_typecheck_input")


def _set_opacity_of_each(group, opacity, family=True):
    """Set the opacity, 0..1, of all in a Group: Manim would set none."""
    for one in group.submobjects:
        one.set_opacity(opacity)
    return group


def _keep_colors(group, mobject1, mobject2, alpha):
    """A Group has no colour of its own: Manim would end there."""
    return group


def _refuse_parts(animation, name):
    """Let a method of an animation refuse parts, which have no strokes."""
    plain = getattr(animation, name)

    @wraps(plain)
    def refusing(self, mobject, *args, **kwargs):
        if isinstance(mobject, Part):
            raise PartError(
                f"{type(self).__name__} draws strokes, of which a "
                f"{type(mobject).__name__} has none; FadeIn and FadeOut show and "
                "hide it"
            )
        return plain(self, mobject, *args, **kwargs)

    setattr(animation, name, refusing)


_teach_cameras()
_teach_renderers()
_teach_mobjects()
