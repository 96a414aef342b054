"""The one file that touches Manim's internals: parts drawn by the camera.

Written against manim 0.22. `StageScene` is a Scene whose camera knows parts;
`drawn` draws mobjects with no video at all.
"""

import cairo
import numpy as np
from manim import Camera, Scene

from scenes.stage.canvas import DESIGN_WIDTH, Canvas, SurfaceCache
from scenes.stage.part import Part

# Kept outside the camera, whose attributes Manim hashes at every play.
_SURFACES = SurfaceCache()


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
        height, width = pixel_array.shape[:2]
        surface = cairo.ImageSurface.create_for_data(
            pixel_array, cairo.FORMAT_ARGB32, width, height)
        canvas = Canvas(surface, scale=width / DESIGN_WIDTH, cache=_SURFACES,
                        records=self.records)
        for part in parts:
            part.paint(canvas)
        surface.flush()


class StageScene(Scene):
    """A Scene that can show parts; the base for scenes of your own."""

    def __init__(self, camera_class=StageCamera, **kwargs):
        super().__init__(camera_class=camera_class, **kwargs)


def drawn(mobjects, *, width=1920, height=1080, records=None):
    """The (height, width, 4) RGBA bytes of a frame with some mobjects on it.

    Args:
        records: a list that receives what was drawn where, or None.
    """
    camera = StageCamera(pixel_width=width, pixel_height=height)
    camera.records = records
    camera.capture_mobjects(mobjects)
    return np.array(camera.pixel_array)

