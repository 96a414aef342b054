"""Parts drawn by Manim's cameras, and scenes that show them.

Every camera of Manim's draws parts once this module is imported, as
scenes.stage.part does. `StageScene` is a Scene that is quick where only parts
move: a frame is the one before it with what changed drawn anew, and only that
goes on to the encoder. Beside other mobjects everything is drawn anew, as
Manim does. `drawn` draws mobjects with no video at all.

    manim_internals   the one door to what is Manim's own
    renderer          hands on what changed
    file_writer       places whole what was written
    encoder           encodes it
    taught_mobjects   what mobjects and animations do with parts
    faults            what is wrong with a file, in a line
    refused_settings  what a render cannot do, in a line
"""

import atexit
import gc
import inspect
from contextlib import contextmanager
from functools import partial, wraps
from operator import attrgetter
from types import MethodType
from weakref import WeakKeyDictionary

import numpy as np
from manim import Camera, ManimColor, Scene, color_to_int_rgba, config

from scenes.stage import palette, settings
from scenes.stage.cairo_painter import CairoPainter
from scenes.stage.canvas import DESIGN_HEIGHT, DESIGN_WIDTH, Drawings, marks_of
from scenes.stage.faults import tell_faults
from scenes.stage.file_writer import teach_renderers
from scenes.stage.frozen import is_frozen
from scenes.stage.kept_marks import KeptMarks
from scenes.stage.manim_internals import config_file_paths
from scenes.stage.part import Part
from scenes.stage.records import records_of
from scenes.stage.refused_settings import check_settings, in_a_sentence
from scenes.stage.renderer import StageRenderer
from scenes.stage.taught_mobjects import teach_mobjects
from scenes.stage.themes import DARK
from scenes.stage.turned_part import is_turned, paint_turned, view_of
from scenes.stage.view import WIDE, View, fitted

# The first is Manim's own, which holds its defaults.
settings.choose(config_file_paths()[1:])

# What turns marks into pixels: is given the bytes of a frame, and has `paint`
# and `show` as CairoPainter has them. Where the frame of the design does not
# lie in their middle it is given a `view`, too, and where the colours are others
# than the palette's a `theme`.
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
            _painter(camera, pixel_array).paint(_marks_of(camera, part))
            continue
        view = None if is_turned(part) else view_of(part, project)
        if view:
            Painter(pixel_array, view=view).paint(_marks_of(camera, part))
        else:
            paint_turned(part, pixel_array, project, Painter, _DRAWINGS)


def _painter(camera, pixels):
    """What paints what a StageCamera shows that stands."""
    told = {} if camera.view is None else {"view": camera.view}
    if camera.theme is not DARK:
        told["theme"] = camera.theme
    return Painter(pixels, **told)


def _marks_of(camera, part):
    marks = marks_of(part, _DRAWINGS)
    if isinstance(camera, StageCamera) and camera.records is not None:
        view = camera.view or fitted(camera.pixel_width, camera.pixel_height)
        scale = view.scale
        camera.records += records_of(marks, scale, part=type(part).__name__)
    return marks


_z_index = attrgetter("z_index")


def _family(mobject):
    """A mobject and all that is in it."""
    inside = mobject.submobjects
    if any(one.submobjects for one in inside):
        return mobject.get_family()
    return [mobject, *inside]


class StageCamera(Camera):
    """A camera that shows all of the stage, whatever shape its picture has.

    Attributes:
        view: where the frame of the design lies in the picture, as long as
            nobody moves the camera; None: as view.fitted has it.
        theme: the colours, as long as nobody moves it.
    """

    view: View | None = None
    theme = DARK
    records = None  # a list while someone wants to know what stands where
    _whole = None  # (width, height) of the frame, in Manim's units

    def init_background(self):
        if self.background_image is not None:
            super().init_background()
            return
        # Row upon row: Manim's way, pixel upon pixel, takes longer than the rest.
        shape = self.pixel_height, self.pixel_width, self.n_channels
        self.background = np.empty(shape, self.pixel_array_dtype)
        self.background[0] = color_to_int_rgba(
            self.background_color, self.background_opacity
        )
        self.background[1:] = self.background[0]

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

    def get_mobjects_to_display(
        self, mobjects, include_submobjects=True, excluded_mobjects=None
    ):
        # Asked in every frame; Manim walks through each family several times.
        if excluded_mobjects or not include_submobjects:
            return super().get_mobjects_to_display(
                mobjects, include_submobjects, excluded_mobjects
            )
        families = [one for mobject in mobjects for one in _family(mobject)]
        each_last = reversed(dict.fromkeys(reversed(families)))
        shown = [one for one in each_last if len(one.points)]
        return sorted(shown, key=_z_index) if self.use_z_index else shown

    def can_follow(self, mobjects):
        """Whether `follow` shows mobjects as `capture_mobjects` would."""
        return self.stands and all(
            isinstance(one, Part) and (one.hidden or not is_turned(one))
            for one in mobjects
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
            painter = _painter(self, self.pixel_array)
            kept = KeptMarks()
            _FOLLOWING[self] = painter, kept
        marks = kept.of(parts, lambda part: _marks_of(self, part))
        return painter.show(marks, background)


class StageScene(Scene):
    """A Scene for parts; the base for scenes of your own.

    Another kind of Manim's scenes can come after it, for its camera:
    `class Mine(StageScene, MovingCameraScene)`.

    Attributes:
        says_where: whether it is said where the film is, when it is written.
    """

    says_where = True

    def __init__(self, renderer=None, camera_class=None, **kwargs):
        with in_a_sentence(self, ValueError):
            check_settings()
            camera_class = camera_class or self._usual_camera()
            if renderer is None:
                skips = kwargs.get("skip_animations", False)
                renderer = StageRenderer(camera_class, skips)
            with settings.sections_of_videos():
                super().__init__(renderer=renderer, camera_class=camera_class, **kwargs)
        renderer.file_writer.says_where = self.says_where

    def use_frame(self, frame):
        """Show a frame of another shape.

        Args:
            frame: width and height of the design, in its pixels.
        """
        size = self.camera.pixel_width, self.camera.pixel_height
        self.camera.view = fitted(*size, frame)

    def use_theme(self, theme):
        """Show the colours of a themes.Theme, its ground too."""
        use_theme(self.camera, theme)

    def _usual_camera(self):
        """That of the kind of scenes which comes after this one."""
        order = type(self).__mro__
        base = order[order.index(StageScene) + 1]
        usual = inspect.signature(base.__init__).parameters["camera_class"].default
        return StageCamera if usual is Camera else usual

    def render(self, preview=False):
        with in_a_sentence(self), _loaded_left_alone():
            return super().render(preview)


@contextmanager
def _loaded_left_alone():
    """Let no garbage be looked for in what is loaded already.

    Manim alone is so much that to look through it, again and again, takes a tenth
    of the time in which frames are drawn.
    """
    if is_frozen():  # someone else's, who frees it, too
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def use_theme(camera, theme):
    """Let a StageCamera show the colours of a themes.Theme."""
    if theme is not DARK:
        (ground,) = theme.colors([palette.BACKGROUND])
        camera.theme, camera.background_color = theme, ManimColor(ground)
        camera.reset()


def drawn(mobjects, *, width=1920, height=1080, frame=WIDE, theme=DARK, records=None):
    """The (height, width, 4) RGBA bytes of a frame with some mobjects on it.

    Args:
        frame: width and height of the design.
        theme: the colours.
        records: a list that receives what was drawn where, or None.
    """
    camera = StageCamera(pixel_width=width, pixel_height=height)
    camera.records = records
    camera.view = None if frame == WIDE else fitted(width, height, frame)
    use_theme(camera, theme)
    camera.capture_mobjects(mobjects)
    return camera.pixel_array


_teach_cameras()
tell_faults()
teach_renderers()
teach_mobjects()
# As a process ends Python looks for garbage in all that Manim has loaded: a third
# of a second in which nothing else is done.
atexit.register(gc.freeze)
