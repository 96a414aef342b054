"""Drawing the film of a digit, and encoding the same frames alone.

The frames of one shot after the other are made in chunks, so that memory
stays small, and each chunk goes to both encoders: Manim's own, which takes
whole frames, and scenes.stage.encoder.StageEncoder, which takes what changed.
Only the time spent in drawing and in each encoder counts.
"""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from manim import config
from manim._config.output import OutputFormat, OutputSpec
from manim._config.video_encoder import resolve_video_encoder
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from scenes.stage.camera import StageCamera
from scenes.stage.encoder import StageEncoder
from scenes.stage.yuv import Converter
from tests.benchmarks.measuring import Clock, say

CHUNK = 60  # frames; 8 MB each


class DrawingBenchmark:
    """Draws and encodes some shots of a film.

    Args:
        film: a scenes.film.Film.
        shots: how many shots of the film, from the first; None: all.

    Attributes:
        drawing: Clock of showing and drawing.
        manims: Clock of Manim's encoder.
        ours: Clock of converting what changed, and of StageEncoder.
        frames: how many were drawn.
        seconds: of film.
    """

    def __init__(self, film, shots=None):
        self.film = film
        self.shots = self.film.shots[:shots]
        self.seconds = round(sum(shot.seconds for shot in self.shots), 1)
        self.drawing, self.manims, self.ours = Clock(), Clock(), Clock()
        self.frames = 0
        self._camera = StageCamera(pixel_width=1920, pixel_height=1080)
        self._converter = Converter()
        self._spec = resolve_video_encoder(
            OutputSpec(
                format=OutputFormat.MP4,
                transparent=False,
                save_sections=False,
                fallback_to_still=False,
            ),
            width=1920,
            height=1080,
            frame_rate=60,
            options=config.video_encoder_options,
        )

    def run(self):
        with tempfile.TemporaryDirectory() as folder:
            for number, shot in enumerate(self.shots):
                say(
                    f"  shot {number + 1} of {len(self.shots)}, "
                    f"{shot.seconds} s of film"
                )
                self._run_shot(shot, Path(folder))
        return self

    def _run_shot(self, shot, folder):
        with self.manims:
            manims = VideoSegmentEncoder(target=folder / "manims.mp4", spec=self._spec)
        with self.ours:
            ours = StageEncoder(target=folder / "ours.mp4", spec=self._spec)
        with ExitStack() as stack:
            stack.callback(self._finish, manims, self.manims)
            stack.callback(self._finish, ours, self.ours)
            count = round(shot.seconds * 60)
            for start in range(0, count, CHUNK):
                self._run_chunk(
                    shot, range(start, min(start + CHUNK, count)), manims, ours
                )

    @staticmethod
    def _finish(encoder, clock):
        with clock:
            encoder.finish()

    def _run_chunk(self, shot, numbers, manims, ours):
        frames, changed = [], []
        for number in numbers:
            with self.drawing:
                changed.append(self._draw(shot, number))
            frames.append(self._camera.pixel_array.copy())
        self.frames += len(frames)
        with self.manims:
            for frame in frames:
                manims.write_frame(frame)
        with self.ours:
            for number, frame, regions in zip(numbers, frames, changed):
                # An encoder starts with a whole frame.
                ours.write_frame(
                    self._converter.changes(frame, regions) if number else frame
                )

    def _draw(self, shot, number):
        camera = self._camera
        self.film.show(shot, number / 60)
        shown = camera.get_mobjects_to_display(self.film.parts(shot))
        return camera.follow(shown, camera.background)
