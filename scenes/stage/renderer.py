"""A renderer whose encoder is given what changed since the frame before."""

from manim import CairoRenderer

from scenes.stage.file_writer import StageFileWriter
from scenes.stage.manim_internals import list_update
from scenes.stage.yuv import Converter


class StageRenderer(CairoRenderer):
    """Hands the encoder what changed since the frame before.

    It is converted here, beside the drawing: the encoder's own thread is the
    one that the others wait for.
    """

    def __init__(self, camera_class, skip_animations=False):
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
