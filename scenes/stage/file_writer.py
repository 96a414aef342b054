"""Writers of films: every file is written aside, and placed whole."""

import logging
import os
from functools import wraps

import click
from manim import CairoRenderer, SceneFileWriter, config, logger

from scenes.sound.sound_track import add_track
from scenes.stage.encoder import StageEncoder, WholeEncoder
from scenes.stage.manim_internals import prune_segment_cache
from scenes.stage.render_files import RenderError, RenderFiles
from scenes.stage.typeface import printable
from scenes.stage.yuv import FORMAT


class StageFileWriter(SceneFileWriter):
    """Manim's writer of videos, with an encoder that takes Changes.

    What it writes is placed whole, see render_files, and where is said.

    Attributes:
        says_where: whether it is.
        takes_changes: whether `write_frame` takes Changes in place of whole
            frames, after the first frame of a play.
        track: the samples of its sound, as scenes.sound has them; None: it
            is silent, or has what Manim's add_sound adds.
    """

    says_where = True
    track = None

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
        # A name may be bytes that are no UTF-8: ffmpeg reads them as they are.
        names = [os.fsencode(path).decode("latin-1") for path in quoted]
        return SceneFileWriter._concat_manifest_bytes(names).decode().encode("latin-1")

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
        if self.output_spec.is_video and self.track is not None:
            add_track(self.output_plan.primary_artifact, self.track)
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


def teach_renderers():
    """Let every renderer write its files whole."""
    plain = CairoRenderer.init_scene

    @wraps(plain)
    def init_scene(self, scene, session_spec, file_writer_settings):
        if self._file_writer_class is SceneFileWriter:
            self._file_writer_class = StageFileWriter
        plain(self, scene, session_spec, file_writer_settings)

    CairoRenderer.init_scene = init_scene
